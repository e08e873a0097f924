// What ПТДЭГ needs of an order, looked up once for each call. Points into the order, the connection and the
// data, which outlive it.
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/ru/reference_data.hpp"

#include <optional>
#include <string>
#include <vector>

namespace silkgate::adapters::ru {

struct DeclarationView;

struct LineView {
    const DeclarationView* declaration = nullptr;
    const order::Line* line = nullptr;
    std::size_t index = 0;                       // in order.lines
    const order::CommodityCode* code = nullptr;  // TNVED10, else HS6
    const order::CustomsName* name = nullptr;    // Russian
    const Entry* unit = nullptr;                 // of the classifier
    const Entry* restricted = nullptr;
    std::optional<Decimal> gross;  // kg
    std::optional<Decimal>
        value;  // price after the line's discount, order currency, 2 decimals; absent when out of range
};

struct DeclarationView {
    const order::Order* order = nullptr;
    const config::Connection* connection = nullptr;
    const ReferenceData* data = nullptr;
    BusinessDate day;  // Moscow's
    const order::Party* consignee = nullptr;
    const order::Party* seller = nullptr;
    const order::PartyId* passport = nullptr;
    const order::PartyId* inn = nullptr;
    std::string passport_number;  // ten digits without blanks, or as it came
    const order::Consignment* consignment = nullptr;
    std::vector<LineView> lines;   // declarable ones
    std::optional<Decimal> gross;  // kg, sum over the lines, when every line has one

    DeclarationView(const order::Order& the_order, const Context& context, const ReferenceData& the_data);
    DeclarationView(const DeclarationView&) = delete;
    DeclarationView& operator=(const DeclarationView&) = delete;
};

// Above zero and below a thousand million.
[[nodiscard]] bool has_declarable_value(const LineView& line);

// Moscow time: UTC+3 without summer time since 26 October 2014 (Federal Law 248-ФЗ of 21.07.2014).
inline constexpr std::chrono::minutes kMoscow{180};

// The seller's name in a script that Russian customs reads: the name itself, else its Latin form, else empty.
[[nodiscard]] std::string_view readable_name(const order::Party& party) noexcept;

// First line of a party's street address, from its parts or its lines.
[[nodiscard]] std::string_view street_of(const order::Address& address) noexcept;

}  // namespace silkgate::adapters::ru
