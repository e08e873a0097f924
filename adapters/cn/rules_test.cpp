// Each rule by itself: an order that is complete but for one thing gives that rule and no other. Where a rule
// is a limit, the last allowed value gives none.
#include "adapters/cn/export_rules.hpp"
#include "adapters/cn/plan.hpp"
#include "adapters/cn/test_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>

namespace silkgate::adapters::cn {
namespace {

struct Subject {
    order::Order order = test::complete_order();
    config::Connection connection = test::complete_connection();

    order::Line& line() { return order.lines[0]; }
    std::string& setting(const std::string& key) { return connection.registrations["CN." + key]; }
    void forget(const std::string& key) { connection.registrations.erase("CN." + key); }
    order::Consignment& consignment() { return order.consignments[0]; }
};

using Change = std::function<void(Subject&)>;

struct Case {
    std::string_view rule;
    std::string_view pointer;
    Change breaks;
    Change allowed = nullptr;  // the other side of a limit
};

std::string times(std::string_view text, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) {
        out += text;
    }
    return out;
}

Decimal decimal(std::string_view text) {
    return *Decimal::parse(text);
}

Change set(const std::string& key, const std::string& value) {
    return [=](Subject& s) { s.setting(key) = value; };
}

Change forget(const std::string& key) {
    return [=](Subject& s) { s.forget(key); };
}

void fill_lines(Subject& s, std::size_t count) {
    s.consignment().gross_weight = decimal("500");
    while (s.order.lines.size() < count) {
        s.order.lines.push_back(s.order.lines[0]);
        s.order.lines.back().id = "line-" + std::to_string(s.order.lines.size());
    }
}

// The list of one enterprise: missing, malformed, no name, name too long.
void add_enterprise(
    std::vector<Case>& out,
    const std::string& row,
    std::string_view pointer,
    const std::string& key
) {
    static std::set<std::string> ids;
    const auto id = [&](int n) -> std::string_view {
        return *ids.insert("CN-02" + row + std::to_string(n)).first;
    };
    out.push_back({id(1), pointer, forget(key + "Code")});
    out.push_back({id(2), pointer, set(key + "Code", "37029600012"), set(key + "Code", "3702960001")});
    out.push_back({id(2), pointer, set(key + "Code", "91370200example00")});
    out.push_back({id(3), pointer, [=](Subject& s) {
                       s.forget(key + "Name");
                       s.order.parties.seller->name.clear();
                   }});
    out.push_back({id(4), pointer, set(key + "Name", times("青", 101)), set(key + "Name", times("青", 100))});
}

void add_parties(std::vector<Case>& out) {
    add_enterprise(out, "1", "/parties/platform", "ebp");
    add_enterprise(out, "2", "/parties/seller", "ebc");
    add_enterprise(out, "3", "/parties/declarant", "agent");
    add_enterprise(out, "4", "/consignments/0/logistics", "logistics");
    out.push_back({"CN-0212", "/parties/platform", set("ebpCode", "无无"), set("ebpCode", "无")});
    out.push_back({"CN-0252", "/parties/seller", set("ownerCode", "NONE"), set("ownerCode", "NO")});
    out.push_back({"CN-0253", "/parties/seller", forget("ownerName")});
    out.push_back(
        {"CN-0254", "/parties/seller", set("ownerName", times("x", 101)), set("ownerName", times("x", 100))}
    );
    out.push_back(
        {"CN-0261",
         "/parties/seller/phone",
         set("ebcTelephone", times("1", 51)),
         set("ebcTelephone", times("1", 50))}
    );
}

void add_senders(std::vector<Case>& out) {
    struct Kind {
        std::string document;
        std::string row;
        std::string_view pointer;
    };
    static std::set<std::string> ids;
    for (const Kind& kind :
         {Kind{"CEB303", "7", "/parties/platform"},
          Kind{"CEB505", "8", "/consignments/0/logistics"},
          Kind{"CEB603", "9", "/parties/declarant"}}) {
        const auto id = [&](int n) -> std::string_view {
            return *ids.insert("CN-02" + kind.row + std::to_string(n)).first;
        };
        const auto narrow = [document = kind.document](const std::string& key, const std::string& value) {
            return set(key + "." + document, value);
        };
        out.push_back({id(1), kind.pointer, narrow("copCode", "")});
        out.push_back({id(2), kind.pointer, narrow("copCode", "123"), narrow("copCode", "3702960001")});
        out.push_back({id(3), kind.pointer, narrow("copName", "")});
        out.push_back(
            {id(4), kind.pointer, narrow("copName", times("岛", 101)), narrow("copName", times("岛", 100))}
        );
        out.push_back({id(5), kind.pointer, narrow("dxpId", "")});
        out.push_back({id(6), kind.pointer, narrow("dxpId", times("D", 31)), narrow("dxpId", times("D", 30))}
        );
    }
}

void add_settings(std::vector<Case>& out) {
    const auto without_package = [](Subject& s) { s.consignment().packages.clear(); };
    const auto kind = [](std::string_view value) {
        return [=](Subject& s) { s.consignment().packages[0].kind = value; };
    };
    const auto parcels = [](const std::string& count) {
        return [=](Subject& s) {
            s.consignment().packages.clear();
            s.setting("wrapType") = "2";
            s.setting("packNo") = count;
        };
    };
    out.insert(
        out.end(),
        {
            {"CN-0301", "/order/flow/originCountry", forget("customsCode")},
            {"CN-0302", "/order/flow/originCountry", set("customsCode", "425"), set("customsCode", "4258")},
            {"CN-0302", "/order/flow/originCountry", set("customsCode", "42580")},
            {"CN-0303",
             "/order/flow/destinationCountry",
             [](Subject& s) {
                 s.forget("portCode");
                 s.forget("portCode.KZ");
             },
             forget("portCode")},
            {"CN-0304", "/order/flow/destinationCountry", set("portCode.KZ", "94O2")},
            {"CN-0305", "/order/flow/destinationCountry", set("POD", "14"), set("POD", "145")},
            {"CN-0305", "/order/flow/destinationCountry", set("POD.KZ", "14500"), set("POD.KZ", "1450")},
            {"CN-0306", "/order/tradeMode", forget("statisticsFlag")},
            {"CN-0307", "/order/tradeMode", set("statisticsFlag", "C"), set("statisticsFlag", "A")},
            {"CN-0308",
             "/order/flow/originCountry",
             set("loctNo", times("1", 11)),
             set("loctNo", times("1", 10))},
            {"CN-0309",
             "/consignments/0/logistics/mode",
             [](Subject& s) {
                 s.consignment().logistics->mode.clear();
                 s.consignment().logistics->number = "SF1234567890";
             }},
            {"CN-0310", "/consignments/0/logistics/mode", set("trafMode", "B"), set("trafMode", "4")},
            {"CN-0311",
             "/consignments/0/packages",
             [=](Subject& s) {
                 without_package(s);
                 s.setting("packNo") = "1";
             },
             parcels("1")},
            {"CN-0312", "/consignments/0/packages/0/kind", kind("ZZ"), kind("PX")},
            {"CN-0313", "/consignments/0/packages", set("wrapType", "22"), set("wrapType", "2")},
            {"CN-0314",
             "/consignments/0/packages",
             [=](Subject& s) {
                 without_package(s);
                 s.setting("wrapType") = "2";
             }},
            {"CN-0315", "/consignments/0/packages", parcels("0"), parcels("1")},
            {"CN-0315", "/consignments/0/packages", parcels("1000000000"), parcels("999999999")},
            {"CN-0315", "/consignments/0/packages", parcels("1.5")},
            {"CN-0316", "/lines", set("unit", "999"), set("unit", "011")},
            {"CN-0317", "/order/createdAt", set("ieDateDays", "-1"), set("ieDateDays", "99")},
            {"CN-0317", "/order/createdAt", set("ieDateDays", "100"), set("ieDateDays", "0")},
        }
    );
}

void add_head(std::vector<Case>& out) {
    const auto number = [](const std::string& value) {
        return [=](Subject& s) { s.order.header.number = value; };
    };
    const auto waybill = [](const std::string& value) {
        return [=](Subject& s) { s.consignment().logistics->number = value; };
    };
    const auto lines = [](std::size_t count) { return [=](Subject& s) { fill_lines(s, count); }; };
    const auto carried = [](std::string_view quantity) {
        return [=](Subject& s) {
            s.consignment().lines = {
                {.line_id = "line-1", .quantity = decimal(quantity)},
                {.line_id = "line-2", .quantity = decimal("3")},
                {.line_id = "line-2", .quantity = decimal("4")},
                {.line_id = "line-3", .quantity = decimal("3")}
            };
        };
    };
    out.insert(
        out.end(),
        {
            {"CN-0401", "/order/number", number(times("9", 61)), number(times("9", 60))},
            {"CN-0402", "/order/number", number("")},
            {"CN-0403",
             "/order/flow/destinationCountry",
             [](Subject& s) { s.order.header.flow.destination_country = "AX"; },
             [](Subject& s) { s.order.header.flow.destination_country = "RU"; }},
            {"CN-0404",
             "/money/currency",
             [](Subject& s) { s.order.money.currency = "KZT"; },
             [](Subject& s) { s.order.money.currency = "RUB"; }},
            {"CN-0405", "/lines", [](Subject& s) { s.order.lines.clear(); }},
            {"CN-0406", "/lines", lines(101), lines(100)},
            {"CN-0407", "/consignments", [](Subject& s) { s.order.consignments.push_back(s.consignment()); }},
            {"CN-0408", "/consignments/0/lines", carried("1"), carried("2")},
            {"CN-0409", "/consignments/0/logistics/number", waybill("")},
            {"CN-0410", "/consignments/0/logistics/number", waybill(times("W", 33)), waybill(times("W", 32))},
            {"CN-0411", "/consignments/0/logistics/number", waybill("LX473124828CN"), waybill("LX473124829CN")
            },
        }
    );
}

void add_value(std::vector<Case>& out) {
    const auto freight = [](std::string_view v) {
        return [=](Subject& s) { s.order.money.freight = decimal(v); };
    };
    const auto cover = [](std::string_view v) {
        return [=](Subject& s) { s.order.money.insurance = decimal(v); };
    };
    const auto gross = [](std::string_view v) {
        return [=](Subject& s) { s.consignment().gross_weight = decimal(v); };
    };
    const auto discount = [](std::string_view amount, std::string funder) {
        return [=](Subject& s) {
            s.order.money.discount = decimal(amount);
            s.order.money.discounts = {{.amount = decimal(amount), .funder = funder, .code = {}}};
        };
    };
    const auto worth = [](std::string_view amount, std::string flag, std::string currency) {
        return [=](Subject& s) {
            s.order.lines.resize(1);
            s.order.lines[0].quantity = decimal("1");
            s.order.lines[0].unit_price = decimal(amount);
            s.order.lines[0].amount = decimal(amount);
            s.order.money.currency = currency;
            s.setting("statisticsFlag") = flag;
        };
    };
    out.insert(
        out.end(),
        {
            {"CN-0412", "/money/freight", freight("-0.01"), freight("0")},
            {"CN-0412", "/money/freight", freight("0.000001"), freight("0.00001")},
            {"CN-0413", "/money/insurance", cover("-1"), cover("12.5")},
            {"CN-0414",
             "/consignments/0/grossWeight",
             [](Subject& s) {
                 s.consignment().gross_weight.reset();
                 s.line().customs.gross_weight.reset();
             },
             [](Subject& s) { s.consignment().gross_weight.reset(); }},
            {"CN-0415", "/consignments/0/grossWeight", gross("1.450001"), gross("1.45001")},
            {"CN-0416", "/consignments/0/grossWeight", gross("1.21"), gross("1.22")},
            {"CN-0417",
             "/money/discounts",
             [](Subject& s) { s.order.money.discount = decimal("1"); },
             discount("1", "platform")},
            {"CN-0417", "/money/discounts", discount("1", ""), discount("1", "seller")},
            {"CN-0418", "/money/discounts", discount("268.51", "seller"), discount("268.50", "seller")},
            {"CN-0419",
             "/money/goods",
             worth("100000000000000", "B", "CNY"),
             worth("99999999999999", "B", "CNY")},
            {"CN-0419",
             "/money/goods",
             [](Subject& s) {
                 s.order.lines[0].amount = decimal("999999999999999999");
                 s.order.lines[1].amount = decimal("999999999999999999");
                 s.order.lines[2].amount = decimal("0.000000001");
             }},
            {"CN-0420", "/money/goods", worth("5000.01", "A", "CNY"), worth("5000", "A", "CNY")},
            {"CN-0420", "/money/goods", worth("9000", "A", "CNY"), worth("9000", "B", "CNY")},
            {"CN-0421", "/money/currency", worth("10", "A", "USD"), worth("10", "B", "USD")},
        }
    );
}

void add_lines(std::vector<Case>& out) {
    const auto sku = [](const std::string& v) { return [=](Subject& s) { s.line().sku = v; }; };
    const auto code = [](const std::string& v) {
        return [=](Subject& s) { s.line().customs.codes[1].code = v; };
    };
    const auto name = [](const std::string& v) {
        return [=](Subject& s) { s.line().customs_names[0].text = v; };
    };
    const auto spec = [](const std::string& v) { return [=](Subject& s) { s.line().specification = v; }; };
    const auto unit = [](const std::string& v) { return [=](Subject& s) { s.line().unit = v; }; };
    const auto quantity = [](std::string_view v) {
        return [=](Subject& s) { s.line().quantity = decimal(v); };
    };
    const auto legal1 = [](std::string_view v, std::string u) {
        return [=](Subject& s) { s.line().customs.quantity1 = order::LegalQuantity{decimal(v), u, {}}; };
    };
    const auto legal2 = [](std::string_view v, std::string u) {
        return [=](Subject& s) { s.line().customs.quantity2 = order::LegalQuantity{decimal(v), u, {}}; };
    };
    const auto net = [](std::string_view v) {
        return [=](Subject& s) { s.line().customs.net_weight = decimal(v); };
    };
    out.insert(
        out.end(),
        {
            {"CN-0501", "/lines/0/sku", sku("")},
            {"CN-0502", "/lines/0/sku", sku(times("S", 21)), sku(times("S", 20))},
            {"CN-0503", "/lines/0/customs/codes", [](Subject& s) { s.line().customs.codes.pop_back(); }},
            {"CN-0504", "/lines/0/customs/codes", code("392690909"), code("3926909090")},
            {"CN-0504", "/lines/0/customs/codes", code("39269090900")},
            {"CN-0504", "/lines/0/customs/codes", code("392690909A")},
            {"CN-0505", "/lines/0/customsNames", [](Subject& s) { s.line().customs_names[0].language = "ru"; }
            },
            {"CN-0506", "/lines/0/customsNames", name(times("手", 251)), name(times("手", 250))},
            {"CN-0507", "/lines/0/specification", spec("")},
            {"CN-0508", "/lines/0/specification", spec(times("规", 251)), spec(times("规", 250))},
            {"CN-0509",
             "/lines/0/barcode",
             [](Subject& s) { s.line().barcode = times("6", 51); },
             [](Subject& s) { s.line().barcode = times("6", 50); }},
            {"CN-0510",
             "/lines/0/unit",
             unit(""),
             [](Subject& s) {
                 s.line().unit.clear();
                 s.setting("unit") = "011";
             }},
            {"CN-0511", "/lines/0/unit", unit("LX9"), unit("011")},
            {"CN-0512", "/lines/0/quantity", quantity("2.000001"), quantity("2.00001")},
            {"CN-0513", "/lines/0/customs/quantity1", [](Subject& s) { s.line().customs.quantity1.reset(); }},
            {"CN-0514", "/lines/0/customs/quantity1/quantity", legal1("0", "KGM"), legal1("0.00001", "KGM")},
            {"CN-0515", "/lines/0/customs/quantity1/unit", legal1("1", "BAR"), legal1("1", "035")},
            {"CN-0516", "/lines/0/customs/quantity2/quantity", legal2("0.000001", "H87"), legal2("1", "H87")},
            {"CN-0517", "/lines/0/customs/quantity2/unit", legal2("1", "BAR"), legal2("1", "GRM")},
            {"CN-0518", "/lines/0/customs/netWeight", [](Subject& s) { s.line().customs.net_weight.reset(); }
            },
            {"CN-0519", "/lines/0/customs/netWeight", net("0"), net("0.00001")},
            {"CN-0520",
             "/lines/0/amount",
             [](Subject& s) { s.line().amount = decimal("-1"); },
             [](Subject& s) { s.line().amount = decimal("0"); }},
        }
    );
}

const std::vector<Case>& cases() {
    static const std::vector<Case> kCases = [] {
        std::vector<Case> out;
        add_parties(out);
        add_senders(out);
        add_settings(out);
        add_head(out);
        add_value(out);
        add_lines(out);
        return out;
    }();
    return kCases;
}

std::vector<std::string> check(const Change& change) {
    Subject subject;
    change(subject);
    Violations violations;
    test::adapter().check(
        subject.order, test::export_leg(), test::context_of(subject.connection), violations
    );
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
