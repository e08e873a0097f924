// What the rules and the mapping of the postal booking look at: one consignment of the order, and each line
// in it. Private to this folder. Views point into the order and must not outlive it.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/core/decimal.hpp"
#include "gateway/order/order.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace silkgate::adapters::transport {

struct S10LineView {
    const order::Line* line = nullptr;
    std::size_t index = 0;              // in order.lines
    Decimal quantity;                   // of it in this consignment
    std::optional<Decimal> net_weight;  // kg, of that quantity
    std::optional<Decimal> value;  // of that quantity, after discount; nullopt when it can not be computed
};

struct S10View {
    const order::Order* order = nullptr;
    std::size_t index = 0;                            // of the consignment
    const order::Consignment* consignment = nullptr;  // nullptr when the order has none of that index
    std::vector<S10LineView> lines;
    // Stated for the consignment; else the sum of its packages or of its lines, where each of them states
    // one.
    std::optional<Decimal> gross_weight;
};

[[nodiscard]] S10View view_consignment(const order::Order& order, const Leg& leg);

// The English customs name, else the title.
[[nodiscard]] std::string_view s10_description(const order::Line& line) noexcept;
// HS6, else the first six digits of the line's first longer code: every national tariff of a party to the HS
// Convention begins with them. Empty where there is neither.
[[nodiscard]] std::string_view s10_hs6(const order::Line& line) noexcept;

}  // namespace silkgate::adapters::transport
