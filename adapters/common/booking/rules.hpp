// What the documents of this folder ask of an order, as rows LG-0102 …; private to this folder.
#pragma once

#include "adapters/common/booking/booking.hpp"
#include "gateway/rules/rules.hpp"

#include <span>

namespace silkgate::adapters::booking {

struct View {
    const order::Order* order = nullptr;
    Booking booking;

    [[nodiscard]] bool is(std::string_view regime) const noexcept {
        return booking.standard->regime == regime;
    }
    [[nodiscard]] bool has_stretch() const {
        return booking.route != nullptr && main_stretch(*booking.route, booking.mode).has_value();
    }
};

// Both write the house waybill of air carriage.
[[nodiscard]] inline bool is_air(const View& view) noexcept {
    return view.is("XFZB") || view.is("ONERECORD");
}

// Canonical paths from the order's root.
[[nodiscard]] std::span<const rules::Row<View>> general_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<View>> standard_rows() noexcept;

}  // namespace silkgate::adapters::booking
