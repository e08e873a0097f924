// Each rule of imports, special zones and returns by itself: an order that is complete but for one thing
// gives that rule and no other; where a rule is a limit, the last allowed value gives none.
#include "adapters/cn/import_rules.hpp"

#include "adapters/cn/rule_cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace silkgate::adapters::cn {
namespace {

using test::Case;
using test::decimal;
using test::Subject;
using test::times;

std::vector<std::string> check(Subject subject, const test::Change& change) {
    change(subject);
    Context context = test::context_of(subject.connection);
    context.action = subject.action;
    context.authority_reference = subject.authority_reference;
    Violations violations;
    test::adapter().check(subject.order, subject.leg, context, violations);
    std::vector<std::string> out;
    for (const Violation& violation : violations) {
        EXPECT_EQ(violation.leg, subject.leg.id);
        EXPECT_EQ(violation.found.find("110101"), std::string::npos);
        out.push_back(std::string(violation.rule->id) + " " + violation.canonical_pointer);
    }
    return out;
}

Subject import() {
    Subject subject;
    subject.order = test::import_order();
    subject.connection = test::import_connection();
    subject.leg = test::import_leg();
    subject.order.parties.buyer->registrations = {{.kind = "CN_quotaUsed", .number = "1000"}};
    return subject;
}

Subject bonded() {
    Subject subject = import();
    subject.leg = test::import_leg("1210");
    subject.setting("emsNo") = "T4210W000001";
    subject.setting("areaCode") = "3702660001";
    subject.setting("areaName") = "示例保税仓库";
    subject.line().customs.bonded_record = "1077";
    return subject;
}

Subject returned() {
    Subject subject;
    subject.action = Action::return_;
    subject.authority_reference = "42582026E000000017";
    order::Logistics back;
    back.number = "KZRET00000001";
    back.mode = "road";
    back.transport_means = "KZ123ABC02";
    back.journey_number = "20261201";
    subject.order.refunds = {
        {.lines = {{.line_id = "line-2", .quantity = decimal("7")}}, .reason = "wrong plug", .logistics = back
        }
    };
    return subject;
}

order::Party& buyer(Subject& s) {
    return *s.order.parties.buyer;
}

order::Party& consignee(Subject& s) {
    return *s.order.parties.consignee;
}

test::Change worth(std::string_view goods, std::string_view quantity, std::string_view used = "1000") {
    return [=](Subject& s) {
        s.line().amount = decimal(goods);
        s.line().quantity = decimal(quantity);
        s.order.money.freight = decimal("0");
        s.order.money.total = *add(decimal(goods), decimal("19.12"));
        buyer(s).registrations[0].number = used;
        s.setting("dutyRate") = "0.1";
    };
}

const std::vector<Case>& import_cases() {
    static const std::vector<Case> kCases = {
        {"CN-0701", "/parties/buyer/name", [](Subject& s) { buyer(s).name.clear(); }},
        {"CN-0702",
         "/parties/buyer/name",
         [](Subject& s) { buyer(s).name = times("甲", 61); },
         [](Subject& s) { buyer(s).name = times("甲", 60); }},
        {"CN-0703", "/parties/buyer/phone", [](Subject& s) { buyer(s).phone.clear(); }},
        {"CN-0704",
         "/parties/buyer/phone",
         [](Subject& s) { buyer(s).phone = times("1", 31); },
         [](Subject& s) { buyer(s).phone = times("1", 30); }},
        {"CN-0705", "/parties/buyer/ids", [](Subject& s) { buyer(s).ids.clear(); }},
        {"CN-0706",
         "/parties/buyer/ids",
         [](Subject& s) { buyer(s).ids[0].number = "110101199001010016"; },
         [](Subject& s) { buyer(s).ids[0].number = "11010519491231002X"; }},
        {"CN-0706", "/parties/buyer/ids", [](Subject& s) { buyer(s).ids[0].number = "110101199002300014"; }},
        {"CN-0706", "/parties/buyer/ids", [](Subject& s) { buyer(s).ids[0].number = "11010519491231002x"; }},
        {"CN-0707", "/parties/buyer/account", [](Subject& s) { buyer(s).account.clear(); }},
        {"CN-0708", "/parties/consignee/name", [](Subject& s) { consignee(s).name.clear(); }},
        {"CN-0709",
         "/parties/consignee/name",
         [](Subject& s) { consignee(s).name = times("乙", 101); },
         [](Subject& s) { consignee(s).name = times("乙", 100); }},
        {"CN-0710", "/parties/consignee/phone", [](Subject& s) { consignee(s).phone.clear(); }},
        {"CN-0711", "/parties/consignee/address", [](Subject& s) { consignee(s).address.reset(); }},
        {"CN-0712",
         "/parties/consignee/address",
         [](Subject& s) { consignee(s).address->full = times("路", 201); },
         [](Subject& s) { consignee(s).address->full = times("路", 200); }},
        {"CN-0713", "/parties/buyer", [](Subject& s) { consignee(s).masked = true; }},
        {"CN-0714", "/parties/platform", test::set("ebpCode", "无"), test::set("ebpCode.import", "3702960003")
        },
        {"CN-0715", "/payments", test::set("payName", "")},
        {"CN-0716", "/payments", test::set("payCode", "370296000"), test::set("payCode", "3702960009")},
        {"CN-0717", "/payments", [](Subject& s) { s.order.payments[0].paid_at.reset(); }},
        {"CN-0718", "/parties/payer/ids", [](Subject& s) { s.order.parties.payer->ids.clear(); }},
        {"CN-0719", "/payments", test::forget("dxpId.CEB411")},
        {"CN-0721", "/money/currency", [](Subject& s) { s.order.money.currency = "UZS"; }},
        {"CN-0723", "/order/flow/originCountry", [](Subject& s) { s.order.header.flow.origin_country = "AX"; }
        },
        {"CN-0724",
         "/consignments/0/logistics/transportMeans",
         [](Subject& s) { s.consignment().logistics->transport_means.clear(); }},
        {"CN-0725",
         "/consignments/0/logistics/journeyNumber",
         [](Subject& s) { s.consignment().logistics->journey_number.clear(); }},
        {"CN-0726",
         "/consignments/0/logistics/masterDocument",
         [](Subject& s) { s.consignment().logistics->master_document.clear(); }},
        {"CN-0730", "/parties/declarant", test::forget("assureCode")},
        {"CN-0731", "/parties/declarant", test::set("assureCode", times("1", 31))},
        {"CN-0732",
         "/consignments/0/packages",
         [](Subject& s) { s.consignment().packages[0].count = 2; },
         [](Subject& s) { s.consignment().packages.clear(); }},
        {"CN-0733", "/money/total", [](Subject& s) { s.order.money.total = decimal("339.11"); }},
        {"CN-0734", "/money/goods", worth("5000.01", "2"), worth("5000.00", "2")},
        {"CN-0734", "/money/goods", worth("5000.01", "2"), worth("5000.01", "1")},
        {"CN-0735", "/parties/buyer/registrations", worth("300", "1", "25700.01"), worth("300", "1", "25700")
        },
        {"CN-0735", "/parties/buyer/registrations", worth("26000.01", "1", "0"), worth("26000", "1", "0")},
        {"CN-0736", "/parties/buyer/registrations", [](Subject& s) { buyer(s).registrations.clear(); }},
        {"CN-0737", "/lines", test::forget("vatRate"), test::set("vatRate", "0")},
        {"CN-0741",
         "/lines/0/customs/originCountry",
         [](Subject& s) { s.line().customs.origin_country.clear(); }},
        {"CN-0742",
         "/lines/0/customs/originCountry",
         [](Subject& s) { s.line().customs.origin_country = "AX"; }},
    };
    return kCases;
}

const std::vector<Case>& bonded_cases() {
    static const std::vector<Case> kCases = {
        {"CN-0727", "/order/tradeMode", test::forget("emsNo")},
        {"CN-0728", "/order/tradeMode", test::forget("areaCode")},
        {"CN-0729", "/order/tradeMode", test::forget("areaName")},
        {"CN-0743",
         "/lines/0/customs/bondedRecord",
         [](Subject& s) { s.line().customs.bonded_record.clear(); }},
    };
    return kCases;
}

const std::vector<Case>& return_cases() {
    static const std::vector<Case> kCases = {
        {"CN-0801", "/order/number", [](Subject& s) { s.authority_reference = "B20261124000000017"; }},
        {"CN-0802",
         "/refunds",
         [](Subject& s) { s.order.refunds[0].lines[0].quantity = decimal("7.001"); },
         [](Subject& s) { s.order.refunds[0].lines[0].quantity = decimal("0.001"); }},
        {"CN-0802", "/refunds", [](Subject& s) { s.order.refunds[0].lines[0].line_id = "line-9"; }},
        {"CN-0803", "/refunds", [](Subject& s) { s.order.refunds[0].reason.clear(); }},
        {"CN-0804", "/refunds", [](Subject& s) { s.order.refunds[0].logistics.reset(); }},
        {"CN-0805", "/order/tradeMode", [](Subject& s) { s.leg.regime = "9710"; }},
    };
    return kCases;
}

struct Table {
    Subject (*complete)();
    const std::vector<Case>& (*cases)();
};

constexpr Table kTables[] = {{import, import_cases}, {bonded, bonded_cases}, {returned, return_cases}};

TEST(ImportRules, ACompleteOrderHasNoViolation) {
    for (const Table& table : kTables) {
        EXPECT_THAT(check(table.complete(), [](Subject&) {}), ::testing::IsEmpty());
    }
}

TEST(ImportRules, EachIsFoundAloneWhereOneThingIsWrong) {
    for (const Table& table : kTables) {
        for (const Case& one : table.cases()) {
            const std::string expected = std::string(one.rule) + " " + std::string(one.pointer);
            EXPECT_THAT(check(table.complete(), one.breaks), ::testing::ElementsAre(expected)) << one.rule;
        }
    }
}

TEST(ImportRules, TheLastAllowedValueIsAllowed) {
    for (const Table& table : kTables) {
        for (const Case& one : table.cases()) {
            if (one.allowed != nullptr) {
                EXPECT_THAT(check(table.complete(), one.allowed), ::testing::IsEmpty()) << one.rule;
            }
        }
    }
}

TEST(ImportRules, NinetyNineLinesAreTheMost) {
    const auto lines = [](std::size_t count) {
        return [=](Subject& s) {
            s.line().amount = decimal("1");
            s.consignment().gross_weight = decimal("500");
            s.order.lines.resize(count, s.order.lines[0]);
            s.order.money.freight = decimal("0");
            s.order.money.total = *add(Decimal(static_cast<std::int64_t>(count)), decimal("19.12"));
        };
    };
    EXPECT_THAT(check(import(), lines(99)), ::testing::IsEmpty());
    EXPECT_THAT(check(import(), lines(100)), ::testing::ElementsAre("CN-0722 /lines"));
}

TEST(ImportRules, EveryRowHasACase) {
    std::set<std::string_view> tested = {"CN-0722"};
    for (const Table& table : kTables) {
        for (const Case& one : table.cases()) {
            tested.insert(one.rule);
        }
    }
    for (const Rule* rule : import_rules()) {
        EXPECT_TRUE(tested.contains(rule->id)) << rule->id << ' ' << rule->code;
    }
}

}  // namespace
}  // namespace silkgate::adapters::cn
