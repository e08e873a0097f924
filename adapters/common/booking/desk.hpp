// Where an adapter forwards its booking legs to: a postal item (S10) or any row of standards.def. Pure;
// thread-safe.
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/common/booking/choose.hpp"
#include "gateway/rules/rules.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace silkgate::adapters::booking {

// The leg of the order's first consignment by what the connection registered for its mode or carrier; false
// where nothing is, so that the adapter plans as it would without. A word that does not fit is reported
// (LG-0101), and true.
[[nodiscard]] bool plan_leg(
    const order::Order& order,
    const Context& context,
    std::string_view country,
    std::vector<Leg>& legs,
    Violations& out
);

// All that is wrong with the order for a booking leg; its action is served or LG-0113 says why not.
void check_booking(const order::Order& order, const Leg& leg, const Context& context, Violations& out);

// Precondition: check_booking() found no error.
[[nodiscard]] Result<Document>
write_booking(const order::Order& order, const Leg& leg, const Context& context);

// The same as CountryAdapter::declare() gives it.
[[nodiscard]] Result<std::vector<Document>>
write_bookings(const order::Order& order, const Leg& leg, const Context& context);

// Regimes of bookings for AdapterInfo: S10 and all standards.
[[nodiscard]] std::vector<Regime> regimes();
[[nodiscard]] std::vector<Regime> with_bookings(std::vector<Regime> own);
// Every rule that check_booking() and plan_leg() can report.
[[nodiscard]] std::vector<const Rule*> booking_rules();

}  // namespace silkgate::adapters::booking
