// Which script a text is written in, and cutting of long descriptions.
#include "adapters/common/eaeu/script.hpp"

#include <gtest/gtest.h>

#include <string>

namespace silkgate::adapters::eaeu {
namespace {

TEST(Script, NamesAreCyrillicOnly) {
    EXPECT_TRUE(is_cyrillic_name("Иванова"));
    EXPECT_TRUE(is_cyrillic_name("Салтыков-Щедрин"));
    EXPECT_TRUE(is_cyrillic_name("Ёлкина оглы"));
    EXPECT_TRUE(is_cyrillic_name("Қанатұлы")) << "Kazakh letters";
    EXPECT_FALSE(is_cyrillic_name("Ivanova"));
    EXPECT_FALSE(is_cyrillic_name("Иванoва")) << "a Latin o among Cyrillic letters";
    EXPECT_FALSE(is_cyrillic_name("Иванова2"));
    EXPECT_FALSE(is_cyrillic_name("-"));
    EXPECT_FALSE(is_cyrillic_name(""));
}

TEST(Script, TextsAreToldApart) {
    EXPECT_TRUE(has_cyrillic("USB-кабель"));
    EXPECT_FALSE(has_cyrillic("USB cable"));
    EXPECT_FALSE(has_cyrillic("数据线"));
    EXPECT_TRUE(is_latin_or_cyrillic("ООО «Ромашка» №5, Zürich"));
    EXPECT_FALSE(is_latin_or_cyrillic("青岛 Qingdao"));
    EXPECT_FALSE(is_latin_or_cyrillic("\xff\xfe"));
}

TEST(Script, TextsAreCutBetweenCharactersAndAtBlanks) {
    EXPECT_EQ(cut_text("Чайник", 3), "Чай");
    EXPECT_EQ(cut_text("Чайник", 6), "Чайник");
    EXPECT_EQ(cut_text("Чайник", 0), "");
    using Parts = std::vector<std::string_view>;
    EXPECT_EQ(split_text("один два три", 8), (Parts{"один два", "три"}));
    EXPECT_EQ(split_text("один два три", 7), (Parts{"один", "два три"}));
    EXPECT_EQ(split_text("одиндватри", 4), (Parts{"один", "дват", "ри"})) << "no blank to cut at";
    EXPECT_EQ(split_text("", 4), Parts{});
}

}  // namespace
}  // namespace silkgate::adapters::eaeu
