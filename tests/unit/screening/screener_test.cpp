// Orders against lists. Every person and company is invented.
#include "gateway/screening/screener.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace silkgate::screening {
namespace {

namespace fs = std::filesystem;

class ScreenerTest : public testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::path(testing::TempDir()) / ("screening-" + std::to_string(::getpid()));
        fs::create_directories(folder_);
        write(
            "own.csv",
            "id,name,kind\n1,\"ZUBROV, Arkady Ivanovich\",person\n1,The Bison,person\n"
            "2,Blue Crane Trading,organisation\n3,قاسم محمد الحريري,person\n4,\"LAN, Tianpeng\",person\n"
        );
    }
    void TearDown() override { fs::remove_all(folder_); }

    std::string write(const std::string& name, const std::string& text) {
        std::ofstream(folder_ / name, std::ios::binary) << text;
        return (folder_ / name).string();
    }

    std::shared_ptr<const Screener> load(Thresholds thresholds = {}) {
        auto made = Screener::load({{"OWN", (folder_ / "own.csv").string()}}, thresholds);
        EXPECT_TRUE(made.has_value()) << made.error().detail;
        return *made;
    }

    static order::Order order_of(std::string consignee, std::string seller = "Qingdao Kettles Co., Ltd.") {
        order::Order order;
        order.parties.consignee.emplace().name = std::move(consignee);
        order.parties.seller.emplace().name = std::move(seller);
        return order;
    }

    fs::path folder_;
};

TEST_F(ScreenerTest, AHitNamesEntryPartyAndScore) {
    const auto hits = load()->screen(order_of("Зубров Аркадий Иванович"), "ord_1");
    ASSERT_EQ(hits.size(), 1U);
    EXPECT_EQ(hits[0].entry, "OWN/1");
    EXPECT_EQ(hits[0].pointer, "/parties/consignee/name");
    EXPECT_GE(hits[0].score, 0.9);
    EXPECT_EQ(hits[0].key.find("zubrov"), std::string::npos);
}

TEST_F(ScreenerTest, EveryScriptIsFound) {
    const auto screener = load();
    for (const char* name :
         {"Arkadiy Zubrov", "Зубров Аркадий", "Qasim Mohammed al-Hariri", "قاسم الحريري", "蓝天鹏"}) {
        EXPECT_EQ(screener->screen(order_of(name), "ord_1").size(), 1U) << name;
    }
    EXPECT_EQ(screener->screen(order_of("Olga", "ООО Blue Crane Trading"), "ord_1").size(), 1U);
}

TEST_F(ScreenerTest, OrdinaryPeopleAreNotHeld) {
    const auto screener = load();
    for (const char* name :
         {"Olga Petrova",
          "Иванов Иван Иванович",
          "Аркадий Петров",
          "Wang Wei",
          "李娜",
          "محمد علي",
          "Arkady",
          "",
          "Blue Crane",
          "Hariri",
          "Tian Lan"}) {
        EXPECT_TRUE(screener->screen(order_of(name), "ord_1").empty()) << name;
    }
}

TEST_F(ScreenerTest, NamePartsAndTheLatinNameCountToo) {
    order::Order order = order_of("О. П.");
    order.parties.consignee->name_latin = "ARKADY ZUBROV";
    EXPECT_EQ(load()->screen(order, "ord_1").size(), 1U);
    order.parties.consignee->name_latin.clear();
    order.parties.consignee->name_parts = {
        .family = "Зубров", .given = "Аркадий", .patronymic = "", .script = "Cyrl"
    };
    EXPECT_EQ(load()->screen(order, "ord_1").size(), 1U);
}

TEST_F(ScreenerTest, AReleaseIsGoodForThisOrderEntryAndName) {
    const auto screener = load();
    const auto key = [&](const char* name, const char* order) {
        return screener->screen(order_of(name), order).at(0).key;
    };
    EXPECT_EQ(key("Arkady Zubrov", "ord_1"), key("Arkady Zubrov", "ord_1"));
    EXPECT_NE(key("Arkady Zubrov", "ord_1"), key("Arkady Zubrov", "ord_2"));
    EXPECT_NE(key("Arkady Zubrov", "ord_1"), key("Arkadiy Zubrov", "ord_1"));
}

TEST_F(ScreenerTest, ThresholdsDecide) {
    const auto near = order_of("Arkadij Zubrev");
    EXPECT_EQ(load({.person = 0.85})->screen(near, "ord_1").size(), 1U);
    EXPECT_TRUE(load({.person = 1.0})->screen(near, "ord_1").empty());
}

TEST_F(ScreenerTest, TheVersionNamesDateAndContent) {
    const std::string before = load()->version();
    EXPECT_THAT(before, testing::MatchesRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}\\.[0-9a-f]{8}"));
    EXPECT_EQ(before, load()->version());
    EXPECT_NE(before, load({.person = 0.95})->version());
    write("own.csv", "id,name\n9,Somebody Else\n");
    EXPECT_NE(before, load()->version());
    EXPECT_EQ(load()->lists().at(0).entries, 1U);
}

TEST_F(ScreenerTest, ANewListIsNotAnsweredFromTheOldOnesMemory) {
    EXPECT_EQ(load()->screen(order_of("Arkady Zubrov"), "ord_1").size(), 1U);
    write("own.csv", "id,name\n9,Somebody Else\n");
    EXPECT_TRUE(load()->screen(order_of("Arkady Zubrov"), "ord_1").empty());
}

TEST_F(ScreenerTest, NoListsNoScreenerAndABadListIsNamed) {
    EXPECT_EQ(*Screener::load({}, {}), nullptr);
    const auto missing = Screener::load({{"OWN", (folder_ / "none.csv").string()}}, {});
    ASSERT_FALSE(missing.has_value());
    EXPECT_THAT(missing.error().detail, testing::HasSubstr("screening.lists.OWN"));
    const auto bad = Screener::load({{"OWN", write("bad.csv", "what,is,this\n")}}, {});
    ASSERT_FALSE(bad.has_value());
    EXPECT_THAT(bad.error().detail, testing::HasSubstr("bad.csv"));
}

}  // namespace
}  // namespace silkgate::screening
