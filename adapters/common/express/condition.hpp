// A carrier's condition on an order beyond the presence of fields, as a row of a table.
#pragma once

#include "gateway/core/result.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace silkgate::adapters::express {

template <class Order>
struct Condition {
    std::string_view text;  // what must hold
    bool (*holds)(const Order& order);
};

// Errc::invalid_value with the text of the first that does not hold.
template <class Order>
[[nodiscard]] std::optional<Error>
first_broken(std::span<const Condition<Order>> conditions, const Order& order) {
    for (const Condition<Order>& condition : conditions) {
        if (!condition.holds(order)) {
            return fail(Errc::invalid_value, std::string(condition.text));
        }
    }
    return std::nullopt;
}

}  // namespace silkgate::adapters::express
