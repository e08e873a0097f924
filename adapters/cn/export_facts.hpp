// What the documents of one order say, exported or imported, worked out once. The rules look at it, the
// writers print it, so that the two can not disagree.
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/cn/registrations.hpp"
#include "adapters/cn/tables.hpp"
#include "gateway/order/order.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::cn {

// All numbers of a CEB message are decimals of at most 19 digits, 5 of them after the point.
inline constexpr int kDigitsMax = 19;
inline constexpr int kScale = 5;
inline constexpr std::size_t kLinesMax = 100;

struct Enterprise {
    std::string_view code;
    std::string_view name;
};

// A quantity with its customs unit; `unit` is empty where the source's unit has none.
struct Quantity {
    std::optional<Decimal> quantity;
    std::string_view source_unit;
    std::string_view unit;
};

// One line to be declared. Views into the order, the connection and the tables.
struct LineFacts {
    const order::Line* line = nullptr;
    std::size_t index = 0;  // in order.lines
    std::string_view commodity_code;
    std::string_view name;
    std::string_view origin;  // customs code of the country of origin
    Quantity declared;
    Quantity legal1;
    Quantity legal2;
    Decimal total;  // after the seller's price reductions, 5 decimals at most
    Decimal price;  // total ÷ quantity
};

// Numbers that the list has been given; empty before, and each only where the text has its shape.
struct GivenNumbers {
    std::string_view e_port_number;  // preNo: B, date, 9 digits
    std::string_view list_number;    // invtNo: office, year, E or I, 9 to 11 digits
};

// What only imports say.
struct ImportFacts {
    const order::Party* buyer = nullptr;      // or null
    const order::Party* consignee = nullptr;  // or null
    const order::Party* payer = nullptr;      // the buyer where the order names none
    const order::Payment* payment = nullptr;  // the first that is a sale or capture with a number, or null
    std::string_view buyer_id;                // identity card
    std::string_view payer_id;
    Enterprise pay;                      // payment enterprise
    std::string address;                 // of the consignee, in one line
    std::optional<Decimal> freight;      // of CEB311: with insurance and fees
    std::optional<Decimal> discount;     // of CEB311: points, vouchers and other non-cash
    std::optional<Decimal> tax;          // withheld in advance
    std::optional<Decimal> paid;         // goodsValue + freight + tax − discount
    std::optional<Decimal> taxed_value;  // goods, freight and insurance: what the limits and the tax look at
    std::optional<Decimal> quota_used;   // of the buyer's year, before this order; CNY
};

struct Facts {
    const order::Order* order = nullptr;
    const order::Consignment* consignment = nullptr;  // the first, or null
    const order::Logistics* logistics = nullptr;      // its, or null
    const Context* context = nullptr;
    const Tables* tables = nullptr;
    std::chrono::sys_days day;  // of the decision, in China
    Registrations configured;
    std::string_view trade_mode;  // supervision mode of the leg: "9610"
    std::string_view order_type;  // E retail, B business, W stock for a warehouse abroad; of an export
    bool is_import = false;
    bool is_bonded = false;  // through a special zone: 1210, 1239
    GivenNumbers given;

    Enterprise platform, seller, agent, carrier, owner;
    std::string_view waybill;
    std::string_view country;   // customs code of the destination; of an import: of the departure
    std::string_view currency;  // customs code
    std::string_view port_of_destination;
    std::string_view traffic_mode;
    std::string_view package_kind;  // the order's own, UN/ECE Rec 21, or empty
    std::string_view wrap_type;
    std::optional<Decimal> package_count;  // of the order, or as configured
    std::optional<Decimal> gross_weight;
    std::optional<Decimal> net_weight;
    std::vector<LineFacts> lines;

    std::optional<Decimal> goods_value;  // Σ LineFacts::total; absent when it can not be held or is unclear
    Decimal reduction;                   // discounts that the seller gave
    Decimal unexplained_discount;        // discounts of which nobody says who gave them
    bool amounts_overflow = false;

    ImportFacts import;  // empty on an export
};

// Never fails: what can not be worked out stays absent. Order, leg, context and tables outlive the result.
[[nodiscard]] Facts
resolve(const order::Order& order, const Leg& leg, const Context& context, const Tables& tables);

enum class OwnNumber : std::uint8_t { list, cancellation, goods_return };

// The enterprise's own number of a document (copNo): 20 characters, upper case, derived from the order's id.
// A list's is the same for every version of the order, so that customs sees one list; each version may be
// cancelled by itself.
[[nodiscard]] std::string own_number(const Context& context, OwnNumber purpose);

[[nodiscard]] GivenNumbers read_given_numbers(std::string_view authority_reference, bool is_import) noexcept;

}  // namespace silkgate::adapters::cn
