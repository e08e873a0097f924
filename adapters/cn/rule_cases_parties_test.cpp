// Cases of the rules about enterprises, senders and settings of the connection.
#include "adapters/cn/rule_cases.hpp"

#include <array>

namespace silkgate::adapters::cn::test {
namespace {

// Missing, malformed, no name, name too long: the four rules of one enterprise, in that order.
using EnterpriseRules = std::array<std::string_view, 4>;

void add_enterprise(
    std::vector<Case>& out,
    const EnterpriseRules& rules,
    std::string_view pointer,
    const std::string& key
) {
    out.push_back({rules[0], pointer, forget(key + "Code")});
    out.push_back({rules[1], pointer, set(key + "Code", "37029600012"), set(key + "Code", "3702960001")});
    out.push_back({rules[1], pointer, set(key + "Code", "91370200example00")});
    out.push_back({rules[2], pointer, [=](Subject& s) {
                       s.forget(key + "Name");
                       s.order.parties.seller->name.clear();
                   }});
    out.push_back(
        {rules[3], pointer, set(key + "Name", times("青", 101)), set(key + "Name", times("青", 100))}
    );
}

void add_parties(std::vector<Case>& out) {
    add_enterprise(out, {"CN-0211", "CN-0212", "CN-0213", "CN-0214"}, "/parties/platform", "ebp");
    add_enterprise(out, {"CN-0221", "CN-0222", "CN-0223", "CN-0224"}, "/parties/seller", "ebc");
    add_enterprise(out, {"CN-0231", "CN-0232", "CN-0233", "CN-0234"}, "/parties/declarant", "agent");
    add_enterprise(
        out, {"CN-0241", "CN-0242", "CN-0243", "CN-0244"}, "/consignments/0/logistics", "logistics"
    );
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
        std::string_view pointer;
        std::array<std::string_view, 6> rules;  // code, name, number at the exchange: missing, malformed
    };
    const Kind kinds[] = {
        {"CEB303", "/parties/platform", {"CN-0271", "CN-0272", "CN-0273", "CN-0274", "CN-0275", "CN-0276"}},
        {"CEB505",
         "/consignments/0/logistics",
         {"CN-0281", "CN-0282", "CN-0283", "CN-0284", "CN-0285", "CN-0286"}},
        {"CEB603", "/parties/declarant", {"CN-0291", "CN-0292", "CN-0293", "CN-0294", "CN-0295", "CN-0296"}},
    };
    for (const auto& [document, pointer, rules] : kinds) {
        const auto narrow = [&document](const std::string& key, const std::string& value) {
            return set(key + "." + document, value);
        };
        const auto longest = [&](const std::string& key, std::string_view text, int count) {
            return narrow(key, times(text, count));
        };
        out.push_back({rules[0], pointer, narrow("copCode", "")});
        out.push_back({rules[1], pointer, narrow("copCode", "123"), narrow("copCode", "3702960001")});
        out.push_back({rules[2], pointer, narrow("copName", "")});
        out.push_back({rules[3], pointer, longest("copName", "岛", 101), longest("copName", "岛", 100)});
        out.push_back({rules[4], pointer, narrow("dxpId", "")});
        out.push_back({rules[5], pointer, longest("dxpId", "D", 31), longest("dxpId", "D", 30)});
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
