// The four banks' feeds: made-up ones, and the reference's samples.
#include "adapters/common/eaeu/rate_feeds.hpp"
#include "adapters/ru/test_support.hpp"

#include <gtest/gtest.h>

namespace silkgate::adapters::eaeu {
namespace {

constexpr std::string_view kHead = "bank,currency,nominal,rate,source,effective_from,effective_to\n";

std::string rows_of(std::string_view bank, std::string_view feed) {
    const auto rows = read_feed(bank, feed, "a-source");
    return rows ? to_csv(*rows) : "refused: " + std::string(rows.error().detail);
}

bool is_refused(std::string_view bank, std::string_view feed) {
    return !read_feed(bank, feed, "a-source");
}

constexpr std::string_view kCbr =
    R"(<?xml version="1.0" encoding="UTF-8"?><ValCurs Date="24.11.2026" name="Foreign Currency Market">)"
    R"(<Valute ID="R01239"><CharCode>EUR</CharCode><Nominal>1</Nominal><Value>90,1234</Value></Valute>)"
    R"(<Valute ID="R01589"><CharCode>XDR</CharCode><Nominal>1</Nominal><Value>100,0000</Value></Valute>)"
    R"(</ValCurs>)";

TEST(RateFeeds, BecomeRowsThatReadBack) {
    const std::string rows = rows_of("CBR", kCbr);
    EXPECT_EQ(rows, "CBR,EUR,1,90.1234,\"a-source\",2026-11-24,\n") << "special drawing rights are left out";
    const auto table = RateTable::read("rates.csv", std::string(kHead) + rows);
    ASSERT_TRUE(table);
    const auto day = *parse_date("2026-11-24");
    EXPECT_EQ(table->find("CBR", "EUR", day)->rate, ru::test::decimal("90.1234"));
}

TEST(RateFeeds, EveryRowHasItsOwnDayWhereTheBankSaysSo) {
    EXPECT_EQ(
        rows_of(
            "NBK",
            "<rss><channel><title>Official</title>"
            "<item><title>USD</title><pubDate>23.11.2026</pubDate><description>500.5</description><quant>1</"
            "quant>"
            "</item><item><title>UZS</title><pubDate>24.11.2026</pubDate><description>4.1</description>"
            "<quant>100</quant></item></channel></rss>"
        ),
        "NBK,USD,1,500.5,\"a-source\",2026-11-23,\nNBK,UZS,100,4.1,\"a-source\",2026-11-24,\n"
    );
}

TEST(RateFeeds, OneCurrencyOfBelarus) {
    EXPECT_EQ(
        rows_of(
            "NBRB",
            R"({"Cur_ID":431,"Date":"2026-11-24T00:00:00","Cur_Abbreviation":"USD","Cur_Scale":1,)"
            R"("Cur_Name":"Доллар США","Cur_OfficialRate":3.0001})"
        ),
        "NBRB,USD,1,3.0001,\"a-source\",2026-11-24,\n"
    );
}

TEST(RateFeeds, AreRefusedWhenTheyAreNotTheBanks) {
    EXPECT_TRUE(is_refused("ECB", kCbr)) << "no reader";
    EXPECT_TRUE(is_refused("NBK", kCbr)) << "another bank's";
    EXPECT_TRUE(is_refused("NBRB", kCbr)) << "not JSON";
    EXPECT_TRUE(is_refused("CBR", "<Rates Date=\"24.11.2026\"/>"));
    EXPECT_TRUE(is_refused("CBR", "<ValCurs/>")) << "no rate";
    EXPECT_TRUE(is_refused("CBR", ""));
    EXPECT_TRUE(is_refused("NBKR", "<CurrencyRates Date=\"24.11.2026\"></CurrencyRates>")) << "no rate";
    EXPECT_TRUE(is_refused("NBRB", "[]")) << "no rate";
    EXPECT_TRUE(is_refused("NBRB", R"([{"Cur_Scale":1}])")) << "no currency";
    const auto cbr = [](std::string_view date, std::string_view value) {
        return "<ValCurs Date=\"" + std::string(date) +
               "\"><Valute><CharCode>EUR</CharCode><Nominal>1</Nominal><Value>" + std::string(value) +
               "</Value></Valute></ValCurs>";
    };
    EXPECT_FALSE(is_refused("CBR", cbr("24.11.2026", "90,1")));
    EXPECT_TRUE(is_refused("CBR", cbr("31.02.2026", "90,1")));
    EXPECT_TRUE(is_refused("CBR", cbr("", "90,1")));
    EXPECT_TRUE(is_refused("CBR", cbr("24.11.2026", "x")));
    EXPECT_TRUE(is_refused("CBR", cbr("24.11.2026", "0")));
    EXPECT_TRUE(is_refused(
        "NBRB", R"([{"Date":"2026-11-24","Cur_Abbreviation":"USD","Cur_Scale":1,"Cur_OfficialRate":3}])"
    )) << "another form of date";
}

TEST(RateFeeds, TwoRatesOfOneDayAreRefused) {
    constexpr std::string_view kItem =
        "<item><title>USD</title><description>500</description><quant>1</quant></item>";
    const std::string head = "<rates><date>24.11.2026</date>" + std::string(kItem);
    EXPECT_FALSE(is_refused("NBK", head + "</rates>"));
    EXPECT_TRUE(is_refused("NBK", head + std::string(kItem) + "</rates>"));
}

TEST(RateFeeds, ReferenceSamples) {
    if (ru::test::reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    const auto rows = [](std::string_view bank, std::string_view file) {
        return rows_of(bank, ru::test::read_file(ru::test::reference() / "constructed-samples/rates" / file));
    };
    EXPECT_EQ(
        rows("CBR", "cbr_XML_daily.sample.xml"),
        "CBR,CNY,1,11.0000,\"a-source\",2026-11-24,\n"
        "CBR,EUR,1,90.0000,\"a-source\",2026-11-24,\n"
        "CBR,KZT,100,15.5000,\"a-source\",2026-11-24,\n"
    );
    EXPECT_EQ(
        rows("NBK", "nbk_get_rates.sample.xml"),
        "NBK,CNY,1,70.00,\"a-source\",2026-11-24,\nNBK,EUR,1,570.00,\"a-source\",2026-11-24,\n"
    );
    EXPECT_EQ(rows("NBK", "nbk_rates_all.sample.xml"), "NBK,EUR,1,570.00,\"a-source\",2026-11-24,\n");
    EXPECT_EQ(
        rows("NBKR", "nbkr_daily.sample.xml"),
        "NBKR,CNY,1,12.3000,\"a-source\",2026-11-24,\nNBKR,EUR,1,100.0000,\"a-source\",2026-11-24,\n"
    );
    EXPECT_EQ(
        rows("NBRB", "nbrb_rates.sample.json"),
        "NBRB,CNY,10,4.2000,\"a-source\",2026-11-24,\nNBRB,EUR,1,3.4500,\"a-source\",2026-11-24,\n"
    );
}

}  // namespace
}  // namespace silkgate::adapters::eaeu
