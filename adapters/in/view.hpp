// What rules, documents and quotes say about an order, worked out once. Pure; the view lives as long as its
// order, leg, context and tables.
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/in/tables.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::in {

// Regimes: the forms' own names, CACHI01 and CACHE01 for bills of entry and shipping bills, PBE and CUSITM
// for the post.
inline constexpr std::string_view kCbe13 = "CBE-XIII";
inline constexpr std::string_view kCbe14 = "CBE-XIV";
inline constexpr std::string_view kCsb4 = "CSB-IV";
inline constexpr std::string_view kCsb5 = "CSB-V";
inline constexpr std::string_view kBillOfEntry = "CACHI01";
inline constexpr std::string_view kShippingBill = "CACHE01";
inline constexpr std::string_view kPostalExport = "PBE";
inline constexpr std::string_view kPostalImport = "CUSITM";

enum class Channel : std::uint8_t { none, courier, cargo, post };

// What is inside the price by the delivery term, and the term as ICES has it (CIF, CF, CI, FOB; empty: it has
// none).
struct Terms {
    std::string_view incoterm;
    std::string_view ices;
    bool freight_inside = false;
    bool insurance_inside = false;
};

// Duty of one line in whole rupees: each head is rounded to the nearest rupee (Customs Act, section 154A).
struct Duty {
    const DutyRates* rates = nullptr;
    Decimal bcd;
    Decimal aidc;
    Decimal sws;
    Decimal igst;
    Decimal total;
    Decimal sws_basis;   // bcd + aidc
    Decimal igst_basis;  // assessable value + bcd + aidc + sws
};

struct LineView {
    const order::Line* line = nullptr;
    std::size_t index = 0;  // in the order's lines
    Decimal value;          // in the order's currency, after what the seller took off
    std::string_view item;  // 8 digits of the tariff
    std::string_view uqc;   // empty when the unit has none
    std::string_view description;
    std::optional<Decimal> assessable;  // INR, 2 decimals; imports
    std::optional<Duty> duty;
};

enum class Valued : std::uint8_t { yes, rate_missing, terms_unknown, out_of_range };

struct View {
    const order::Order* order = nullptr;
    const Leg* leg = nullptr;  // of the leg; nullptr while legs are planned
    const Context* context = nullptr;
    const Tables* tables = nullptr;
    BusinessDate day;  // of the decision, in India
    bool is_import = false;
    Channel channel = Channel::none;
    bool is_personal = false;              // an import by a person: heading 9804
    const order::Party* here = nullptr;    // the party in India: consignee or seller
    const order::Party* abroad = nullptr;  // the other one
    const order::Consignment* consignment = nullptr;
    std::string_view waybill;
    std::int64_t packages = 0;
    std::optional<Decimal> net_weight;  // kg, all lines
    const Terms* terms = nullptr;
    std::vector<LineView> lines;

    Valued valued = Valued::out_of_range;
    const eaeu::Rate* rate = nullptr;  // nullptr for INR too
    Decimal goods;                     // Σ value, order's currency
    Decimal freight;                   // stated or estimated, order's currency
    Decimal insurance;
    bool estimated = false;  // freight or insurance was not stated
    Decimal declared;        // INR: imports with freight and insurance, exports without

    [[nodiscard]] std::string_view registration(std::string_view key) const {
        return context->connection->registration(key);
    }
    [[nodiscard]] std::string_view id(std::string_view kind
    ) const;  // of the party in India; empty when absent
};

[[nodiscard]] View
make_view(const order::Order& order, const Leg* leg, const Context& context, const Tables& tables);

// goods + freight + insurance → INR → lines, and the duty of each where its rates are known. Called by
// make_view.
void assess(View& view);

// The rates of a line that day: heading 9804 for a person, else the tariff item's.
[[nodiscard]] const DutyRates* rates_of(const View& view, const LineView& line);

}  // namespace silkgate::adapters::in
