// Each rule by itself: an order that is complete but for one thing gives that rule and no other. Where a rule
// is a limit, the last allowed value gives none.
#include "adapters/cn/export_rules.hpp"
#include "adapters/cn/plan.hpp"
#include "adapters/cn/rule_cases.hpp"
#include "adapters/cn/test_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace silkgate::adapters::cn {
namespace {

using test::Case;
using test::Change;
using test::Subject;

const std::vector<Case>& cases() {
    static const std::vector<Case> kCases = [] {
        std::vector<Case> out;
        test::add_party_cases(out);
        test::add_setting_cases(out);
        test::add_order_cases(out);
        test::add_line_cases(out);
        test::add_cancellation_cases(out);
        return out;
    }();
    return kCases;
}

std::vector<std::string> check(const Change& change) {
    Subject subject;
    change(subject);
    Context context = test::context_of(subject.connection);
    context.action = subject.action;
    context.authority_reference = subject.authority_reference;
    Violations violations;
    test::adapter().check(subject.order, subject.leg, context, violations);
    std::vector<std::string> out;
    for (const Violation& violation : violations) {
        EXPECT_EQ(violation.leg, "export-cn");
        out.push_back(std::string(violation.rule->id) + " " + violation.canonical_pointer);
    }
    return out;
}

TEST(Rules, CompleteOrderHasNoViolation) {
    EXPECT_THAT(check([](Subject&) {}), ::testing::IsEmpty());
}

TEST(Rules, EachIsFoundAloneWhereOneThingIsWrong) {
    for (const Case& one : cases()) {
        const std::string expected = std::string(one.rule) + " " + std::string(one.pointer);
        EXPECT_THAT(check(one.breaks), ::testing::ElementsAre(expected)) << one.rule;
    }
}

TEST(Rules, TheLastAllowedValueIsAllowed) {
    for (const Case& one : cases()) {
        if (one.allowed != nullptr) {
            EXPECT_THAT(check(one.allowed), ::testing::IsEmpty()) << one.rule;
        }
    }
}

TEST(Rules, EveryRowHasACase) {
    std::set<std::string_view> tested;
    for (const Case& one : cases()) {
        tested.insert(one.rule);
    }
    for (const Rule* rule : export_rules()) {
        EXPECT_TRUE(tested.contains(rule->id)) << rule->id << ' ' << rule->code;
    }
}

TEST(Rules, AllProblemsAreReportedAtOnce) {
    const auto found = check([](Subject& s) {
        s.line().sku.clear();
        s.order.lines[2].specification.clear();
        s.order.money.currency = "IRR";
        s.forget("customsCode");
    });
    EXPECT_THAT(
        found,
        ::testing::UnorderedElementsAre(
            "CN-0501 /lines/0/sku",
            "CN-0507 /lines/2/specification",
            "CN-0404 /money/currency",
            "CN-0301 /order/flow/originCountry"
        )
    );
}

TEST(Rules, LinesThatAreNotDeclaredKeepTheirPlaceInThePointer) {
    EXPECT_THAT(
        check([](Subject& s) {
            s.order.lines[0].kind = order::LineKind::service;
            s.order.lines[1].sku.clear();
        }),
        ::testing::ElementsAre("CN-0501 /lines/1/sku")
    );
}

// A cancellation repeats nothing of the goods; who asks and at which office it must say.
TEST(Rules, ACancellationIsJudgedByWhatItSays) {
    const Change cancelled = [](Subject& s) {
        s.action = Action::cancel;
        s.authority_reference = "42582026E000000017";
        s.order.header.cancel_reason = "buyer changed their mind";
        s.order.lines.clear();
        s.order.consignments.clear();
        s.forget("logisticsCode");
        s.forget("portCode");
    };
    EXPECT_THAT(check(cancelled), ::testing::IsEmpty());
    EXPECT_THAT(
        check([&](Subject& s) {
            cancelled(s);
            s.forget("agentCode");
            s.forget("customsCode");
            s.setting("copCode") = "";
        }),
        ::testing::UnorderedElementsAre(
            "CN-0231 /parties/declarant", "CN-0291 /parties/declarant", "CN-0301 /order/flow/originCountry"
        )
    );
}

TEST(Rules, CurrenciesOfTheRegionWithoutACodeAreRefused) {
    for (const std::string_view currency : {"KZT", "KGS", "TJS", "UZS", "INR", "PKR", "IRR", "BYN"}) {
        EXPECT_THAT(
            check([=](Subject& s) { s.order.money.currency = currency; }),
            ::testing::ElementsAre("CN-0404 /money/currency")
        ) << currency;
    }
}

TEST(Rules, EachHasTextInThreeLanguagesABasisAndItsOwnId) {
    std::set<std::string_view> ids;
    for (const Rule* rule : test::adapter().rules()) {
        EXPECT_TRUE(ids.insert(rule->id).second) << rule->id << " twice";
        EXPECT_FALSE(rule->basis.empty()) << rule->id;
        EXPECT_FALSE(rule->text.en.empty() || rule->text.zh.empty() || rule->text.ru.empty()) << rule->id;
        EXPECT_EQ(
            rule->code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), std::string_view::npos
        ) << rule->code;
    }
}

}  // namespace
}  // namespace silkgate::adapters::cn
