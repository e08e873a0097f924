// Cases of the rules about enterprises, senders and settings of the connection.
#include "adapters/cn/rule_cases.hpp"

#include <set>

namespace silkgate::adapters::cn::test {
namespace {

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

}  // namespace

void add_party_cases(std::vector<Case>& out) {
    add_parties(out);
    add_senders(out);
}

void add_setting_cases(std::vector<Case>& out) {
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

}  // namespace silkgate::adapters::cn::test
