// The e-commerce regime: off as shipped, on by an operator's row; its duty and VAT; nothing declared. And
// every duty vector of the reference data, whatever its regime.
#include "adapters/common/eaeu/ecommerce.hpp"
#include "adapters/ru/test_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::adapters::ru::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

constexpr std::string_view kHead = "regime,limit_eur,percent,eur_per_kg,source,effective_from,effective_to\n";
constexpr std::string_view kOn = "DET,200,5,1,eaeu-ecommerce,2026-07-01,\n";

DataFiles switched_on(std::string_view rows = kOn) {
    DataFiles files = rates_of_the_day();
    files["ecommerce.csv"] = std::string(kHead) + std::string(rows);
    return files;
}

std::string vat_of_all(std::string_view percent) {
    return "tax,prefix,percent,source,effective_from,effective_to\nvat,*," + std::string(percent) +
           ",customsassist,2026-01-01,\n";
}

std::string load_error(std::string_view rows) {
    const auto made = make_with(switched_on(rows));
    return made ? "" : std::string(made.error().detail);
}

class EcommerceTest : public testing::Test {
protected:
    [[nodiscard]] Leg planned(const order::Order& order) const {
        std::vector<Leg> legs;
        Violations violations;
        adapter_->plan_legs(order, context_, legs, violations);
        EXPECT_EQ(legs.size(), 1U);
        return legs.empty() ? Leg{} : legs.front();
    }
    [[nodiscard]] std::vector<std::string> found(const order::Order& order) const {
        Violations violations;
        adapter_->check(order, planned(order), context_, violations);
        std::vector<std::string> ids;
        for (const Violation& violation : violations) {
            ids.emplace_back(violation.rule->id);
        }
        return ids;
    }
    // "duty 5 % of 300.00 EUR: 1350.00 RUB by EE-0624", …
    [[nodiscard]] std::vector<std::string> quoted(const order::Order& order) const {
        const auto lines = adapter_->quote(order, planned(order), context_);
        std::vector<std::string> out;
        if (!lines) {
            for (const Violation& violation : lines.error().violations) {
                out.emplace_back(violation.rule->id);
            }
            return out;
        }
        for (const QuoteLine& line : *lines) {
            out.push_back(
                line.kind + " " + line.rate + " of " + line.basis.to_string() + " " + line.basis_currency +
                ": " + line.amount.to_string() + " " + line.currency + " by " + std::string(line.rule->id)
            );
        }
        return out;
    }
    [[nodiscard]] static order::Order with_code(std::string_view code) {
        order::Order order = order_worth("300.00", "EUR", "5");
        for (order::CommodityCode& own : order.lines.front().customs.codes) {
            own.code = code;
        }
        return order;
    }

    std::unique_ptr<const CountryAdapter> adapter_ = adapter_with(switched_on());
    config::Connection connection_ = connection();
    Context context_ = context_of(connection_);
};

TEST_F(EcommerceTest, IsOffAsShipped) {
    adapter_ = adapter_with(rates_of_the_day());
    EXPECT_EQ(planned(order_worth("300.00", "EUR", "5")).regime, "PTDEG");
}

TEST_F(EcommerceTest, HoldsFromTheOperatorsDayForGoodsSold) {
    order::Order order = order_worth("300.00", "EUR", "5");
    EXPECT_EQ(planned(order).regime, "DET");
    order.header.nature_of_transaction = "gift";
    EXPECT_EQ(planned(order).regime, "PTDEG");
    order.header.nature_of_transaction = "sale";
    order.parties.consignee->kind = order::PartyKind::organisation;
    EXPECT_EQ(planned(order).regime, "DT-40");
    order = order_worth("300.00", "EUR", "5");
    adapter_ = adapter_with(switched_on("DET,200,5,1,eaeu-ecommerce,2026-11-25,\n"));
    EXPECT_EQ(planned(order).regime, "PTDEG");
    context_.decided_at = *parse_rfc3339("2026-11-24T21:00:00Z");  // midnight in Moscow
    EXPECT_EQ(planned(order).regime, "DET");
}

TEST_F(EcommerceTest, WholeValueOrWholeWeightAndVatOnBoth) {
    EXPECT_THAT(
        quoted(order_worth("300.00", "EUR", "5")),
        ElementsAre(
            "duty 5 % of 300.00 EUR: 1350.00 RUB by EE-0624",
            "vat 22 % of 28350.00 RUB: 6237.00 RUB by EE-0625"
        )
    );
    EXPECT_THAT(
        quoted(order_worth("300.00", "EUR", "30")),
        ElementsAre(
            "duty 1 EUR/kg of 30 kg: 2700.00 RUB by EE-0624",
            "vat 22 % of 29700.00 RUB: 6534.00 RUB by EE-0625"
        )
    );
    // The same either way: said by value. The limit is inclusive, and no weight ends it.
    EXPECT_THAT(
        quoted(order_worth("300.00", "EUR", "15")), Contains("duty 5 % of 300.00 EUR: 1350.00 RUB by EE-0624")
    );
    EXPECT_THAT(
        quoted(order_worth("200.00", "EUR", "99")),
        ElementsAre(
            "duty 0 % of 200.00 EUR: 0.00 RUB by EE-0624", "vat 0 % of 200.00 EUR: 0.00 RUB by EE-0625"
        )
    );
    EXPECT_THAT(
        quoted(order_worth("200.01", "EUR", "1")), Contains("duty 5 % of 200.01 EUR: 900.05 RUB by EE-0624")
    );
}

TEST_F(EcommerceTest, NothingIsDeclaredAndTheReasonIsSaid) {
    const order::Order order = order_worth("300.00", "EUR", "5");
    EXPECT_THAT(found(order), ElementsAre("EE-0621"));
    const auto documents = adapter_->declare(order, planned(order), context_);
    ASSERT_FALSE(documents);
    EXPECT_EQ(documents.error().violations.front().rule->code, "declaration-not-served");
    context_.action = Action::cancel;
    EXPECT_FALSE(adapter_->declare(order, planned(order), context_));
}

TEST_F(EcommerceTest, ExcludedGoodsAreNotItsOwn) {
    EXPECT_THAT(found(with_code("8407101000")), Contains("EE-0622"));  // engines
    EXPECT_THAT(found(with_code("8516797000")), Not(Contains("EE-0622")));
    DataFiles files = switched_on();
    files["ecommerce_excluded.csv"] =
        "prefix,what,source,effective_from,effective_to\n"
        "8407,engines,eaeu-ecommerce,2025-08-29,2026-11-23\n";
    adapter_ = adapter_with(files);
    EXPECT_THAT(found(with_code("8407101000")), Not(Contains("EE-0622")));
}

TEST_F(EcommerceTest, AnUnknownVatLeavesAllUnknown) {
    EXPECT_THAT(found(with_code("6111209000")), Contains("EE-0623"));  // children's clothes: 10 or 22 %
    EXPECT_THAT(quoted(with_code("6111209000")), ElementsAre("EE-0623"));
    // Two rates in one parcel: how its duty is spread is in no source.
    DataFiles files = switched_on();
    files["taxes.csv"] = vat_of_all("22") + "vat,8516,10,customsassist,2026-01-01,\n";
    adapter_ = adapter_with(files);
    order::Order order = accepted_order();
    order.money.currency = "EUR";
    ASSERT_GE(order.lines.size(), 2U);
    const auto set_codes = [&order](std::string_view first, std::string_view second) {
        order.lines[0].customs.codes = {{.system = "TNVED10", .code = std::string(first), .country = "RU"}};
        order.lines[1].customs.codes = {{.system = "TNVED10", .code = std::string(second), .country = "RU"}};
    };
    set_codes("8516797000", "6109100000");
    EXPECT_THAT(quoted(order), ElementsAre("EE-0623"));
    set_codes("6109100000", "6109100000");
    EXPECT_EQ(quoted(order).size(), 2U);
    order.money.currency = "CNY";  // 31.78 EUR: nothing is owed, whatever the rates are
    set_codes("8516797000", "6109100000");
    EXPECT_THAT(found(order), ElementsAre("EE-0621"));
}

TEST_F(EcommerceTest, WithoutARateOnlyWhatIsClearlyFreeIsQuoted) {
    DataFiles files = switched_on();
    files.erase("rates.csv");
    adapter_ = adapter_with(files);
    EXPECT_THAT(
        quoted(order_worth("150.00", "EUR", "40")), Contains("duty 0 % of 150.00 EUR: 0.00 RUB by EE-0624")
    );
    EXPECT_THAT(quoted(order_worth("300.00", "EUR", "5")), ElementsAre("EE-0602"));
}

TEST(EcommerceData, RowsAreRefusedWhereTheyCanNotBeTrusted) {
    EXPECT_EQ(load_error(kOn), "");
    EXPECT_NE(load_error("DET,200,5,1,,2026-07-01,\n").find("ecommerce.csv"), std::string::npos);
    EXPECT_NE(load_error("DET,200,five,1,s,2026-07-01,\n").find("ecommerce.csv"), std::string::npos);
    EXPECT_NE(load_error("DET,200,5,-1,s,2026-07-01,\n").find("ecommerce.csv"), std::string::npos);
    EXPECT_NE(load_error("PTDEG,200,5,1,s,2026-07-01,\n").find("ecommerce.csv"), std::string::npos);
    EXPECT_NE(load_error("DET,200,5,1,s,,\n").find("line 2"), std::string::npos);
    const std::string overlap = load_error(std::string(kOn) + "DET,150,5,1,s,2026-12-01,\n");
    EXPECT_NE(overlap.find("overlap"), std::string::npos) << overlap;
}

TEST(EcommerceDuty, OutOfRangeIsAnError) {
    const eaeu::EcommerceTerms terms{
        .validity = {},
        .limit_eur = Decimal(200),
        .percent = Decimal(5),
        .eur_per_kg = Decimal(1),
        .source = "s"
    };
    EXPECT_TRUE(eaeu::ecommerce_duty(terms, decimal("999999999.99"), Decimal(1)));
    const auto huge = eaeu::ecommerce_duty(terms, decimal("999999999999999999"), Decimal(1));
    ASSERT_FALSE(huge);
    EXPECT_EQ(huge.error().code, Errc::limit_exceeded);
}

// ---- the reference's vectors ----------------------------------------------------------------------------

struct Vector {
    std::string regime, value, weight, vat_percent, vat, duty;
};

std::vector<Vector> vectors() {
    std::istringstream lines(read_file(reference() / "constructed-samples" / "duty-test-vectors.csv"));
    std::string line;
    std::getline(lines, line);
    EXPECT_EQ(line, "regime,value_eur,gross_kg,vat_pct,vat_eur,duty_eur");
    std::vector<Vector> out;
    while (std::getline(lines, line)) {
        std::vector<std::string> cells;
        std::istringstream row(line);
        for (std::string cell; std::getline(row, cell, ',');) {
            cells.push_back(cell);
        }
        EXPECT_EQ(cells.size(), 6U) << line;
        cells.resize(6);
        out.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]});
    }
    return out;
}

// A vector is in euro cents; 90 roubles are a euro.
Decimal in_euro(const QuoteLine& line) {
    const auto euro = divide(line.amount, Decimal(90), 2, Rounding::half_up);
    EXPECT_TRUE(euro);
    return euro ? *euro : Decimal{};
}

TEST(DutyVectors, AllOfTheReferenceHold) {
    if (reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    const config::Connection connection = test::connection();
    const Context context = context_of(connection);
    std::map<std::string, int> counts;
    for (const Vector& vector : vectors()) {
        SCOPED_TRACE(vector.regime + " " + vector.value + " EUR, " + vector.weight + " kg");
        ++counts[vector.regime];
        DataFiles files = rates_of_the_day();
        if (vector.regime == "ECOM_200_5PCT") {
            files = switched_on();
            files["taxes.csv"] = vat_of_all(vector.vat_percent);
        } else {
            ASSERT_EQ(vector.regime, "PERSONAL_200_31") << "a regime that nothing here computes";
        }
        const auto adapter = adapter_with(files);
        const order::Order order = order_worth(vector.value, "EUR", vector.weight);
        std::vector<Leg> legs;
        Violations violations;
        adapter->plan_legs(order, context, legs, violations);
        ASSERT_EQ(legs.size(), 1U);
        const auto quote = adapter->quote(order, legs.front(), context);
        ASSERT_TRUE(quote);
        EXPECT_EQ(in_euro(quote->front()), decimal(vector.duty));
        if (!vector.vat.empty()) {
            ASSERT_EQ(quote->size(), 2U);
            EXPECT_EQ(quote->back().kind, "vat");
            EXPECT_EQ(in_euro(quote->back()), decimal(vector.vat));
        }
    }
    EXPECT_THAT(counts, ElementsAre(testing::Pair("ECOM_200_5PCT", 6), testing::Pair("PERSONAL_200_31", 8)));
}

}  // namespace
}  // namespace silkgate::adapters::ru::test
