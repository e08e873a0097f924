// Cases of the rules about the order, its money and weights, and its lines.
#include "adapters/cn/rule_cases.hpp"

namespace silkgate::adapters::cn::test {
namespace {

void fill_lines(Subject& s, std::size_t count) {
    s.consignment().gross_weight = decimal("500");
    while (s.order.lines.size() < count) {
        s.order.lines.push_back(s.order.lines[0]);
        s.order.lines.back().id = "line-" + std::to_string(s.order.lines.size());
    }
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
    const auto business = [worth](std::string_view amount, const std::string& currency) {
        return [=, sold = worth(amount, "B", currency)](Subject& s) {
            sold(s);
            s.leg.regime = "9710";
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
            {"CN-0422", "/money/goods", business("5000.01", "CNY"), business("5000", "CNY")},
            {"CN-0423", "/money/currency", business("10", "USD"), business("10", "CNY")},
        }
    );
}

}  // namespace

void add_order_cases(std::vector<Case>& out) {
    add_head(out);
    add_value(out);
}

void add_cancellation_cases(std::vector<Case>& out) {
    const auto cancel = [](const std::string& number, const std::string& reason) {
        return [=](Subject& s) {
            s.action = Action::cancel;
            s.authority_reference = number;
            s.order.header.cancel_reason = reason;
        };
    };
    const std::string list = "42582026E000000017";
    out.insert(
        out.end(),
        {
            {"CN-0601", "/order/number", cancel("", "x"), cancel(list, "x")},
            {"CN-0601", "/order/number", cancel("B20261124000000017", "x"), cancel(list + "00", "x")},
            {"CN-0601", "/order/number", cancel("42582026I000000017", "x")},
            {"CN-0601", "/order/number", cancel(list + "000", "x")},
            {"CN-0602", "/order/cancelReason", cancel(list, "")},
            {"CN-0603",
             "/order/cancelReason",
             cancel(list, times("退", 1001)),
             cancel(list, times("退", 1000))},
        }
    );
}

void add_line_cases(std::vector<Case>& out) {
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

}  // namespace silkgate::adapters::cn::test
