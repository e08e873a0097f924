// Names in four scripts become comparable words, and how alike two names are. Every person is invented.
#include "gateway/screening/index.hpp"
#include "gateway/screening/similarity.hpp"

#include <gtest/gtest.h>

namespace silkgate::screening {
namespace {

using Words = std::vector<std::string>;

TEST(Names, WordsOfEveryScript) {
    EXPECT_EQ(read_name("O'Brien-Smith, Zoë").words, (Words{"obrien", "smith", "zoe"}));
    EXPECT_EQ(read_name("Хрущёв Юрий").words, (Words{"khrushchev", "yuriy"}));
    EXPECT_EQ(read_name("王小明").words, (Words{"wang", "xiao", "ming"}));
    EXPECT_EQ(read_name("محمد حسين").words, (Words{"mhmd", "hsyn"}));
    EXPECT_EQ(read_name("Əliyev").words, (Words{"aliyev"}));
    EXPECT_EQ(read_name("ＡＢＣ").words, (Words{"abc"}));
    EXPECT_TRUE(read_name("محمد").unvocalised);
    EXPECT_FALSE(read_name("Мухаммед").unvocalised);
    EXPECT_TRUE(read_name("—").words.empty());
    EXPECT_TRUE(read_name("").words.empty());
}

TEST(Names, LegalFormsAreLeftOut) {
    EXPECT_EQ(read_name("OOO «Северный ветер»").words, (Words{"severnyy", "veter"}));
    EXPECT_EQ(read_name("ООО Северный ветер").words, (Words{"severnyy", "veter"}));
    EXPECT_EQ(read_name("Blue Crane Trading Co., Ltd.").words, (Words{"blue", "crane", "trading"}));
    EXPECT_EQ(read_name("蓝鹤有限公司").words, (Words{"lan", "he"}));
    EXPECT_EQ(read_name("Co").words, (Words{"co"})) << "nothing else is there";
}

TEST(Names, NoMoreWordsThanTheLimit) {
    std::string many;
    for (int i = 0; i < 40; ++i) {
        many += "word" + std::to_string(i) + " ";
    }
    EXPECT_EQ(read_name(many).words.size(), kWordsMax);
}

TEST(Names, SkeletonsKeepTheSound) {
    for (const char* word : {"mohammed", "muhammad", "mohamad", "mhmd"}) {
        EXPECT_EQ(skeleton(word), "mhmd") << word;
    }
    EXPECT_EQ(skeleton("qasim"), skeleton("kassem"));
    EXPECT_EQ(skeleton("aoi"), "aoi");
}

// Vectors that everybody prints with the algorithm.
TEST(Similarity, JaroWinkler) {
    EXPECT_NEAR(jaro_winkler("martha", "marhta"), 0.961, 0.001);
    EXPECT_NEAR(jaro_winkler("dwayne", "duane"), 0.840, 0.001);
    EXPECT_NEAR(jaro_winkler("dixon", "dicksonx"), 0.813, 0.001);
    EXPECT_EQ(jaro_winkler("same", "same"), 1);
    EXPECT_EQ(jaro_winkler("abc", "xyz"), 0);
    EXPECT_EQ(jaro_winkler("", "a"), 0);
    EXPECT_EQ(jaro_winkler(std::string(65, 'a'), std::string(66, 'a')), 0);
}

TEST(Similarity, EditDistance) {
    EXPECT_EQ(edit_distance("kitten", "sitting", 5), 3U);
    EXPECT_EQ(edit_distance("kitten", "sitting", 2), 3U) << "more than the most";
    EXPECT_EQ(edit_distance("", "ab", 2), 2U);
    EXPECT_EQ(edit_distance("a", "abcd", 2), 3U);
}

double alike(std::string_view a, std::string_view b, EntryKind kind = EntryKind::person) {
    return score(read_name(a), read_name(b), kind);
}

TEST(Similarity, OnePersonInAnyScriptAndOrder) {
    constexpr double kHit = 0.90;
    EXPECT_GE(alike("Зубров Аркадий Иванович", "ZUBROV, Arkady Ivanovich"), kHit);
    EXPECT_GE(alike("Arkadi Zubrov", "ZUBROV, Arkadiy Ivanovich"), kHit) << "without the patronymic";
    EXPECT_GE(alike("Arkadyi Ivanovich Zubrow", "Zubrov Arkady"), kHit);
    EXPECT_GE(alike("蓝天鹏", "LAN, Tianpeng"), kHit);
    EXPECT_GE(alike("Lan Tian Peng", "Tianpeng Lan"), kHit);
    EXPECT_GE(alike("蓝天鹏", "蓝天鹏"), kHit);
    EXPECT_GE(alike("قاسم محمد الحريري", "AL-HARIRI, Qasim Mohammed"), kHit);
    EXPECT_GE(alike("Kassem Muhammad Hariri", "قاسم محمد الحريري"), kHit);
    EXPECT_GE(alike("Касем Мухаммед Харири", "AL-HARIRI, Qasim Mohammed"), kHit);
}

TEST(Similarity, OtherPersonsStayApart) {
    constexpr double kHit = 0.90;
    EXPECT_LT(alike("Зубров Аркадий", "ZUBAREV, Arseniy"), kHit);
    EXPECT_LT(alike("Arkadiy Petrov", "ZUBROV, Arkadiy Ivanovich"), kHit);
    EXPECT_LT(alike("Ivan", "ZUBROV, Arkadiy Ivanovich"), kHit) << "one name alone";
    EXPECT_LT(alike("Olga Ivanova", "ZUBROV, Arkadiy Ivanovich"), kHit);
    EXPECT_LT(alike("王小明", "LAN, Tianpeng"), kHit);
    EXPECT_LT(alike("Akram Hasan", "KARIM, Husayn"), kHit) << "the same consonants behind a vowel";
    EXPECT_LT(alike("حسن علي", "AL-HARIRI, Qasim Mohammed"), kHit);
}

TEST(Similarity, AnOrganisationIsItsWholeName) {
    constexpr double kHit = 0.92;
    const auto organisation = EntryKind::organisation;
    EXPECT_GE(alike("Blue Crane Trading LLC", "BLUE CRANE TRADING CO LTD", organisation), kHit);
    EXPECT_GE(alike("ООО «Блю Крейн Трейдинг»", "Blyu Kreyn Treyding", organisation), kHit);
    EXPECT_GE(alike("BlueCrane Trading", "Blue Crane Trading", organisation), kHit);
    EXPECT_LT(alike("Blue Crane", "Blue Crane Trading", organisation), kHit);
    EXPECT_LT(alike("Blue Heron Trading", "Blue Crane Trading", organisation), kHit);
}

TEST(Index, FindsWhatSoundsAlike) {
    NameIndex index;
    for (const char* name :
         {"ZUBROV, Arkady Ivanovich", "LAN, Tianpeng", "Al-Hariri Qasim", "Somebody Else"}) {
        index.add(read_name(name));
    }
    const auto found = [&](const char* name) { return index.candidates(read_name(name)); };
    using Numbers = std::vector<std::uint32_t>;
    EXPECT_EQ(found("Аркадий Зубров"), Numbers{0});
    EXPECT_EQ(found("Lan Tian Peng"), Numbers{1});
    EXPECT_EQ(found("Kassem Alhariri"), Numbers{2});
    EXPECT_EQ(found("Arkady"), Numbers{0}) << "one word is all of the shorter name";
    EXPECT_EQ(found("Peter Miller"), Numbers{});
    EXPECT_EQ(found("Arkady Zubrov"), Numbers{0}) << "nothing is left over from the call before";
}

}  // namespace
}  // namespace silkgate::screening
