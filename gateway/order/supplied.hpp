// What was supplied by hand (PATCH) for an order survives the platform's next payload, which does not know of
// it. Remembered are places only, so nothing personal: pointers in the form of merge_patch.hpp, where
// elements of a list go by their names ("/parties/consignee/ids/RU_INN/number").
#pragma once

#include "gateway/json/reader.hpp"
#include "gateway/order/order.hpp"

#include <span>
#include <string>
#include <vector>

namespace silkgate::order {

// Adds the places that a merge patch sets or removes.
void remember_supplied(std::vector<std::string>& supplied, json::Value patch);

struct Carried {
    std::string patch;                  // merge patch on the platform's order, JSON; "{}" for nothing
    std::vector<std::string> supplied;  // places that still stand
    // Places (in the platform's order) where the platform states another value, which the supplied one
    // replaces.
    std::vector<std::string> replaced;
};

// `before` is the order as it stands, `payload` the platform's newer one. Not carried: what belongs to a line
// that is gone, to a party that is another person now, or to a quantity or total that is another one now.
[[nodiscard]] Carried
carry_supplied(const Order& before, const Order& payload, std::span<const std::string> supplied);

}  // namespace silkgate::order
