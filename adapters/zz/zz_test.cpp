// What the conformance suite can not see: amounts of the quote, the data file's form, one value no schema
// lets through.
#include "adapters/adapter.hpp"
#include "adapters/zz/declaration.hpp"
#include "adapters/zz/limits.hpp"
#include "adapters/zz/rules.hpp"

#include <gtest/gtest.h>

#include <set>

namespace silkgate::adapters::zz {

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data);

namespace {

constexpr std::string_view kHeader = "name,currency,value,source,effective_from,effective_to\n";

std::chrono::sys_days day(std::string_view text) {
    return std::chrono::sys_days(*parse_date(text));
}

TEST(ZedLimits, TheRowOfTheDay) {
    const auto limits = Limits::parse(
        std::string(kHeader) +
        "# note\na,EUR,1.50,s,2024-01-01,2025-12-31\na,EUR,2,s,2026-01-01,\nb,,3,s,2024-01-01,\n"
    );
    ASSERT_TRUE(limits.has_value()) << limits.error().detail;
    EXPECT_FALSE(limits->find("a", "EUR", day("2023-12-31")).has_value());
    EXPECT_EQ(limits->find("a", "EUR", day("2024-01-01")), *Decimal::parse("1.5"));
    EXPECT_EQ(limits->find("a", "EUR", day("2025-12-31")), *Decimal::parse("1.5"));
    EXPECT_EQ(limits->find("a", "EUR", day("2026-01-01")), Decimal(2));
    EXPECT_FALSE(limits->find("a", "USD", day("2026-01-01")).has_value());
    EXPECT_EQ(limits->find("b", "", day("2030-01-01")), Decimal(3));
}

TEST(ZedLimits, ABadRowIsNamedByItsLine) {
    for (const char* row :
         {"a,EUR,1,,2024-01-01,",
          ",EUR,1,s,2024-01-01,",
          "a,EUR,x,s,2024-01-01,",
          "a,EUR,1,s,,",
          "a,EUR,1,s,2024-13-01,",
          "a,EUR,1,s,2024-01-01,soon",
          "a,EUR,1,s,2024-01-01,,x",
          "a,EUR,1"}) {
        const auto limits = Limits::parse(std::string(kHeader) + row + "\n");
        ASSERT_FALSE(limits.has_value()) << row;
        EXPECT_EQ(limits.error().code, Errc::invalid_settings);
        EXPECT_NE(limits.error().detail.find("line 2"), std::string::npos) << limits.error().detail;
    }
    EXPECT_FALSE(Limits::parse("name,value\n").has_value());
}

std::unique_ptr<const CountryAdapter> adapter() {
    auto made = make([](std::string_view) -> Result<std::string> {
        return std::string(kHeader) +
               "low_value_max,EUR,100,s,2024-01-01,\nvat_percent,,12.5,s,2024-01-01,\n";
    });
    return std::move(*made);
}

order::Order order_of(std::string_view amount) {
    order::Order made;
    made.header.flow.destination_country = "ZZ";
    made.money.currency = "EUR";
    order::Line line;
    line.quantity = Decimal(1);
    line.amount = *Decimal::parse(amount);
    line.customs.codes = {{.system = "HS6", .code = "09021", .country = {}, .provenance = {}}};
    made.lines = {line};
    return made;
}

const config::Connection kConnection{};

Context context() {
    Context made;
    made.decided_at = *parse_rfc3339("2026-11-24T08:00:00Z");
    made.order_id = OrderId("ord_zzz");
    made.connection = &kConnection;
    return made;
}

std::vector<Leg> legs_of(const CountryAdapter& zed, const order::Order& order) {
    std::vector<Leg> legs;
    Violations violations;
    zed.plan_legs(order, context(), legs, violations);
    EXPECT_TRUE(violations.empty());
    return legs;
}

TEST(ZedQuote, TaxAboveTheLimitOnly) {  // ZZ-0030
    const auto zed = adapter();
    const auto low = order_of("100.00");
    EXPECT_EQ(legs_of(*zed, low).at(0).regime, "LV");
    const auto nothing = zed->quote(low, legs_of(*zed, low).at(0), context());
    ASSERT_EQ(nothing->size(), 1U);
    EXPECT_EQ(nothing->at(0).rate, "0 %");
    EXPECT_EQ(nothing->at(0).amount.to_string(), "0.00");
    const auto high = order_of("100.01");
    ASSERT_EQ(legs_of(*zed, high).at(0).regime, "STD");
    const auto quote = zed->quote(high, legs_of(*zed, high).at(0), context());
    ASSERT_TRUE(quote.has_value());
    ASSERT_EQ(quote->size(), 1U);
    EXPECT_EQ(quote->at(0).kind, "vat");
    EXPECT_EQ(quote->at(0).rate, "12.5 %");
    EXPECT_EQ(quote->at(0).amount.to_string(), "12.50") << "12.50125 rounded half up to the cent";
    EXPECT_EQ(quote->at(0).rule->id, "ZZ-0030");
}

TEST(ZedCheck, ACodeOfFiveDigits) {  // ZZ-0021; the common schema refuses it before an adapter sees it
    const auto zed = adapter();
    const auto order = order_of("10.00");
    Violations violations;
    zed->check(order, legs_of(*zed, order).at(0), context(), violations);
    std::set<std::string_view> ids;
    for (const Violation& violation : violations) {
        ids.insert(violation.rule->id);
    }
    EXPECT_TRUE(ids.contains("ZZ-0021"));
    EXPECT_FALSE(ids.contains("ZZ-0020"));
}

TEST(ZedDeclare, RefusesWhatTheRulesRefuse) {
    const auto zed = adapter();
    const auto order = order_of("10.00");
    EXPECT_FALSE(zed->declare(order, legs_of(*zed, order).at(0), context()).has_value());
}

TEST(ZedMake, NeedsItsDataFile) {
    EXPECT_FALSE(make([](std::string_view) -> Result<std::string> {
                     return fail(Errc::invalid_settings, "no file");
                 }).has_value());
}

}  // namespace
}  // namespace silkgate::adapters::zz
