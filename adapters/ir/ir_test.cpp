// What the golden cases can not show: quotes with rates loaded, identifiers, switches.
#include "adapters/common/sad/test_support.hpp"
#include "adapters/ir/national.hpp"

#include <gmock/gmock.h>

namespace silkgate::adapters::ir {

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data);

namespace {

using namespace sad::testing_sad;  // NOLINT: a header for tests only

// Invented rates: a yuan 100,000 IRR, a dollar 700,000 IRR.
class Ir : public SadTest {
protected:
    Ir()
        : SadTest(
              make,
              "ir",
              {{"exchange.csv",
                "CNY,1,100000,ir-rates,2026-11-24,2026-11-24\nUSD,1,700000,ir-rates,2026-11-24,2026-11-24\n"},
               {"tariff.csv",
                "85167900,profit,28,ir-tariff,2026-03-21,\n6115,profit,51,ir-tariff,2026-03-21,\n"}}
          ) {
        connection_.registrations["IR.sanctionsScreening"] = "on";
    }

    [[nodiscard]] order::Order one_line(std::string_view what, std::string_view yuan) const {
        order::Order order = case_order(what);
        order.money.freight = {};
        order.money.insurance = {};
        order.lines.resize(1);
        order.lines[0].discount.reset();
        order.lines[0].amount = *Decimal::parse(yuan);
        return order;
    }
};

TEST_F(Ir, DutyProfitAndTaxOnTheSum) {  // IR-0620, IR-0621, IR-0622
    EXPECT_EQ(
        quote_of(one_line("accepted_commercial", "100.00")),
        "duty 10000000 4 % 400000 IRR IR-0620\n"
        "commercial_profit 10000000 28 % 2800000 IRR IR-0621\n"
        "vat 13200000 10 % 1320000 IRR IR-0622\n"
    );
}

TEST_F(Ir, NothingIsQuotedForAParcel) {  // IR-0302, IR-0304
    const auto at_limit = one_line("accepted_parcel", "350.00");
    EXPECT_EQ(quote_of(at_limit), "");
    EXPECT_TRUE(rules_of(at_limit).contains("IR-0304"));
    EXPECT_FALSE(rules_of(at_limit).contains("IR-0302"));
    EXPECT_TRUE(rules_of(one_line("accepted_parcel", "350.01")).contains("IR-0302"));
}

TEST_F(Ir, IsOffUntilSomebodyScreens) {  // IR-0001, IR-0002, IR-0003
    const auto gate = [this](std::string_view what) {
        std::vector<Leg> legs;
        Violations violations;
        adapter_->plan_legs(case_order(what), context_, legs, violations);
        std::string out = legs.empty() ? "no leg" : legs.front().id;
        for (const Violation& violation : violations) {
            EXPECT_EQ(violation.leg, "") << "it holds the whole order";
            out += " " + std::string(violation.rule->id);
        }
        return out;
    };
    EXPECT_EQ(gate("accepted_parcel"), "import-ir");
    EXPECT_EQ(gate("by_sea_on"), "no leg IR-0002");
    connection_.registrations["IR.sanctionsScreening"] = "off";
    EXPECT_EQ(gate("accepted_parcel"), "no leg IR-0003");
    EXPECT_EQ(gate("accepted_export"), "no leg IR-0003");
    connection_.registrations["sanctionsScreening"] = "on";  // the host's word: it screens
    EXPECT_EQ(gate("accepted_parcel"), "import-ir") << "lists are set";
    connection_.registrations = {{"IR.sanctionsScreening", "on"}, {"IR.off", "1"}};
    EXPECT_EQ(gate("accepted_parcel"), "no leg IR-0001");
}

TEST(IrNumbers, Vectors) {
    for (const char* number : {"0084575948", "0499370899", "0010532129"}) {
        EXPECT_TRUE(is_national_id(number)) << number;
    }
    for (const char* number : {"0084575949", "1111111111", "84575948", "008457594x"}) {
        EXPECT_FALSE(is_national_id(number)) << number;
    }
    EXPECT_TRUE(is_legal_id("10380284790"));
    EXPECT_TRUE(is_legal_id("14007650912"));
    EXPECT_FALSE(is_legal_id("14007650913"));
    EXPECT_FALSE(is_legal_id_form("1400765091"));
}

TEST_F(Ir, EveryDeclarationIsValidAgainstThePublishedSchema) {
    if (reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    expect_golden_documents_valid(".DEC.xml", "intl/wco/xsd/declaration/submit_all.xsd");
}

}  // namespace
}  // namespace silkgate::adapters::ir
