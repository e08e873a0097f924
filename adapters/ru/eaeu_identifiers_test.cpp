// Check digits of the Union's identification numbers.
#include "adapters/common/eaeu/identifiers.hpp"
#include "adapters/ru/test_support.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace silkgate::adapters::eaeu {
namespace {

TEST(Identifiers, InnOfPersonHasTwoCheckDigits) {
    EXPECT_TRUE(is_ru_inn_person("500100732259"));
    EXPECT_FALSE(is_ru_inn_person("500100732258")) << "second";
    EXPECT_FALSE(is_ru_inn_person("500100732269")) << "first";
    EXPECT_FALSE(is_ru_inn_person("50010073225")) << "short";
    EXPECT_FALSE(is_ru_inn_person("5001007322590")) << "long";
    EXPECT_FALSE(is_ru_inn_person("50010073225X"));
    EXPECT_FALSE(is_ru_inn_person("7707083893")) << "an organisation's";
    EXPECT_FALSE(is_ru_inn_person(""));
}

TEST(Identifiers, EveryOneDigitErrorInAnInnIsFound) {
    const std::string inn = "500100732259";
    for (std::size_t at = 0; at < inn.size(); ++at) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string changed = inn;
            changed[at] = digit;
            EXPECT_EQ(is_ru_inn_person(changed), changed == inn) << changed;
        }
    }
}

TEST(Identifiers, NumbersOfOrganisations) {
    EXPECT_TRUE(is_ru_inn_organisation("7707083893"));
    EXPECT_FALSE(is_ru_inn_organisation("7707083894"));
    EXPECT_TRUE(is_ru_ogrn("1027700132195"));
    EXPECT_FALSE(is_ru_ogrn("1027700132196"));
    EXPECT_TRUE(is_ru_ogrnip("304500116000157"));
    EXPECT_FALSE(is_ru_ogrnip("304500116000158"));
    EXPECT_FALSE(is_ru_ogrn("304500116000157"));
}

TEST(Identifiers, KazakhNumbersHoldADate) {
    EXPECT_TRUE(is_kz_iin("900101300007"));
    EXPECT_TRUE(is_kz_iin("900101300811")) << "second row of weights";
    EXPECT_FALSE(is_kz_iin("900101300008"));
    EXPECT_FALSE(is_kz_iin("901301300007")) << "month 13";
    EXPECT_FALSE(is_kz_iin("900101700007")) << "century 7";
    EXPECT_TRUE(is_kz_bin("240140000011"));
    EXPECT_FALSE(is_kz_bin("240140000012"));
    EXPECT_FALSE(is_kz_bin("900101300007")) << "a person's";
}

TEST(Identifiers, BelarusianAndKyrgyzNumbers) {
    EXPECT_TRUE(is_by_unp("200988541"));
    EXPECT_TRUE(is_by_unp("MA1953684"));
    EXPECT_FALSE(is_by_unp("200988542"));
    EXPECT_FALSE(is_by_unp("ma1953684")) << "lower case";
    EXPECT_FALSE(is_by_unp("900988541")) << "organisations begin with 1 to 7";
    EXPECT_TRUE(is_by_personal_number("0000000A000PB2"));
    EXPECT_FALSE(is_by_personal_number("0000000A000PB3"));
    EXPECT_FALSE(is_by_personal_number("0000000a000PB2"));
    EXPECT_TRUE(has_kg_pin_pattern("20101199000012"));
    EXPECT_FALSE(has_kg_pin_pattern("30101199000012"));
    EXPECT_FALSE(has_kg_pin_pattern("23102199000012")) << "31 February";
    EXPECT_FALSE(has_kg_pin_pattern("2010119900001"));
}

TEST(Identifiers, ReferenceVectors) {
    if (ru::test::reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    using Check = bool (*)(std::string_view) noexcept;
    const std::map<std::string, Check> checks = {
        {"RU_INN10", is_ru_inn_organisation},
        {"RU_INN12", is_ru_inn_person},
        {"KZ_IIN", is_kz_iin},
        {"KZ_BIN", is_kz_bin},
        {"BY_UNP", is_by_unp},
        {"BY_PERSONAL", is_by_personal_number},
    };
    std::istringstream lines(
        ru::test::read_file(ru::test::reference() / "constructed-samples" / "id-test-vectors.csv")
    );
    std::string line;
    std::getline(lines, line);
    ASSERT_EQ(line, "kind,value,expected");
    int vectors = 0;
    while (std::getline(lines, line)) {
        const auto first = line.find(',');
        const auto second = line.find(',', first + 1);
        const auto check = checks.find(line.substr(0, first));
        ASSERT_NE(check, checks.end()) << line;
        EXPECT_EQ(
            check->second(line.substr(first + 1, second - first - 1)), line.substr(second + 1) == "valid"
        ) << line;
        ++vectors;
    }
    EXPECT_EQ(vectors, 17);
}

}  // namespace
}  // namespace silkgate::adapters::eaeu
