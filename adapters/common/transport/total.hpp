// Sums over the lines of a document. Pure.
#pragma once

#include "gateway/core/decimal.hpp"

#include <optional>
#include <vector>

namespace silkgate::adapters::transport {

// Sum of a member over items; nullopt where one item does not say it, where there is none, or the sum has
// more digits than a decimal.
template <class Item>
[[nodiscard]] std::optional<Decimal>
total(const std::vector<Item>& items, std::optional<Decimal> Item::* member) {
    std::optional<Decimal> sum;
    for (const Item& item : items) {
        if (!(item.*member)) {
            return std::nullopt;
        }
        const auto added = add(sum.value_or(Decimal(0)), *(item.*member));
        if (!added) {
            return std::nullopt;
        }
        sum = *added;
    }
    return sum;
}

}  // namespace silkgate::adapters::transport
