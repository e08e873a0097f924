// How an order shall be carried, and by which standard it is booked. Data decides: the order's mode and
// carrier, then what the connection registered. Pure; thread-safe.
//
// Registrations read, each optional:
// - Booking.mode, Booking.mode.<CC>: the mode of orders that name none, in general and to a country
// - Booking.<mode>, Booking.<mode>.<CC>: the standard for a mode, a regime of standards.def ("SMGS")
// - Booking.carrier.<code>: the standard of one carrier, by consignments[0].logistics.carrierCode
// - Waybill.prefix, Waybill.from, Waybill.to: the range of house waybill numbers, of what is not booked by
// post
#pragma once

#include "gateway/config/connection.hpp"
#include "gateway/order/order.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace silkgate::adapters::booking {

// One row of standards.def.
struct Standard {
    std::string_view regime;
    std::string_view modes;  // one blank between two
    std::string_view kind;   // of the document
    std::string_view name;
    std::string_view content_type;
    std::string_view schema;

    [[nodiscard]] bool carries(std::string_view mode) const noexcept;
};

// One row SILKGATE_ACCOMPANYING.
struct Accompanying {
    std::string_view regime;
    std::string_view kind;
    std::string_view content_type;
    std::string_view schema;
};
[[nodiscard]] std::span<const Accompanying> accompanying() noexcept;
[[nodiscard]] bool is_accompanying(std::string_view kind) noexcept;

[[nodiscard]] std::span<const Standard> standards() noexcept;
[[nodiscard]] const Standard* find_standard(std::string_view regime) noexcept;
[[nodiscard]] const Standard* find_standard_of_kind(std::string_view kind) noexcept;

// consignments[0].logistics.mode, or empty.
[[nodiscard]] std::string_view mode_of(const order::Order& order) noexcept;

// Gives consignments[0] the connection's mode where the order names neither mode nor number. True when it
// did.
bool fill_mode(order::Order& order, const config::Connection& connection);

// What the connection registered for the order's carrier or mode; `standard` is nullptr where the word is no
// regime that carries the mode, and `word` is empty where nothing is registered or the number shows a postal
// item.
struct Choice {
    std::string_view word;
    const Standard* standard = nullptr;
};
[[nodiscard]] Choice choose(const order::Order& order, const config::Connection& connection);

// The number at place `sequence` of the connection's range of house waybills, of as many digits as Waybill.to
// has. nullopt where there is no range, or it is used up.
[[nodiscard]] std::optional<std::string>
assign_house_number(const config::Connection& connection, std::uint64_t sequence);

// Gross weight of all consignments in kg; nullopt where one has none.
[[nodiscard]] std::optional<Decimal> gross_weight(const order::Order& order);

}  // namespace silkgate::adapters::booking
