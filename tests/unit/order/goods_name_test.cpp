#include "gateway/order/goods_name.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace silkgate::order {
namespace {

// Ids of what is said of one name.
std::vector<std::string> said_of(std::string language, std::string text) {
    CatalogItem item;
    item.sku = "EAR-1";
    item.barcode = "4006381333931";
    item.names = {{.language = std::move(language), .text = std::move(text)}};
    std::vector<std::string> ids;
    for (const Violation& violation : check_names(item)) {
        EXPECT_EQ(violation.pointer, "/names/0/text");
        EXPECT_EQ(violation.rule->severity, Severity::warning);
        ids.emplace_back(violation.rule->id);
    }
    return ids;
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(GoodsName, CodesAreNoNames) {
    EXPECT_THAT(said_of("en", "EAR-1"), ElementsAre("SG-0190"));
    EXPECT_THAT(said_of("ru", "4006381333931"), ElementsAre("SG-0190"));
}

TEST(GoodsName, LettersOfTheLanguage) {
    EXPECT_THAT(said_of("ru", "Wireless earphones"), ElementsAre("SG-0191"));
    EXPECT_THAT(said_of("zh", "Wireless earphones"), ElementsAre("SG-0191"));
    EXPECT_THAT(said_of("en", "无线 耳机"), ElementsAre("SG-0191"));
    EXPECT_THAT(said_of("ru", "Наушники беспроводные"), IsEmpty());
    EXPECT_THAT(said_of("zh", "无线耳机"), IsEmpty());
    EXPECT_THAT(said_of("kk", "сымсыз құлаққап"), IsEmpty());
}

TEST(GoodsName, OneWordSaysLittle) {
    EXPECT_THAT(said_of("en", "Earphones"), ElementsAre("SG-0192"));
    EXPECT_THAT(said_of("en", "Earphones 20"), ElementsAre("SG-0192"));
    EXPECT_THAT(said_of("zh", "灯"), ElementsAre("SG-0192"));
    EXPECT_THAT(said_of("en", "Wireless earphones"), IsEmpty());
}

}  // namespace
}  // namespace silkgate::order
