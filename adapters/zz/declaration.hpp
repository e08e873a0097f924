// The ZedDeclaration as the authority names its parts (zed-msg, section 2; invented), and the steps that make
// one.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/core/result.hpp"
#include "gateway/order/order.hpp"

#include <string>
#include <vector>

namespace silkgate::adapters::zz {

inline constexpr std::string_view kKind = "ZedDeclaration";
inline constexpr std::string_view kNamespace = "urn:zz:customs:declaration:1";
inline constexpr std::string_view kReplyNamespace = "urn:zz:customs:reply:1";

// Regimes.
inline constexpr std::string_view kExport = "EXP";
inline constexpr std::string_view kLowValue = "LV";
inline constexpr std::string_view kStandard = "STD";

struct ZedParty {
    std::string name;
    std::string country;
    std::string city;
    std::string street;
    std::string tax_id;
};

struct ZedItem {
    std::string code;         // 6 digits
    std::string description;  // ≤ 60 characters
    std::string origin;       // alpha-2
    std::string quantity;
    std::string net_weight;  // kg, 3 decimals
    std::string value;       // after the line's discount, minor units of the currency
};

struct ZedDeclaration {
    std::string number;    // 20 characters, the same for every version of the order
    std::string function;  // 9, 4 or 1
    std::string version;
    std::string direction;  // IM or EX
    std::string regime;
    std::string prepared;  // RFC 3339
    ZedParty sender;
    ZedParty recipient;
    std::string waybill;
    std::string gross_weight;  // kg, 3 decimals
    std::string currency;
    std::string total;
    std::vector<ZedItem> items;
};

// order → wire structs. Precondition: no rule of check() is broken.
[[nodiscard]] Result<ZedDeclaration>
map_declaration(const order::Order& order, const Leg& leg, const Context& context);

// wire structs → bytes.
[[nodiscard]] std::string write_declaration(const ZedDeclaration& declaration);

// The customs value of the declarable lines, after line discounts.
[[nodiscard]] Result<Decimal> goods_value(const order::Order& order);

// The authority's reply → neutral words. Hostile input is normal.
[[nodiscard]] Result<std::vector<ReplyItem>> read_zed_reply(std::string_view bytes);

// The authority's side, for demonstration and tests.
[[nodiscard]] Result<std::vector<SimulatedReply>>
simulate_zed_reply(std::string_view bytes, Outcome outcome, Instant now);

}  // namespace silkgate::adapters::zz
