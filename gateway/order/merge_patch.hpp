// JSON merge patch (RFC 7396) on the common order, with one addition: where the order has a list whose
// elements have a name of their own, an object in the patch changes single elements by that name instead of
// replacing the list. {"lines": {"7001": {"customs": {"codes": {"TNVED10": {"code": "8516797000"}}}}}}
#pragma once

#include "gateway/json/reader.hpp"
#include "gateway/order/pointers.hpp"

#include <string>

namespace silkgate::order {

struct Patched {
    std::string json;   // the whole order as the patch makes it; what is in it is not checked
    Pointers pointers;  // place in the order → place in the patch, for what the patch set
};

// `order` and `patch` are objects. null removes a member, or a named element; an element that is not there is
// added at the end, under its name.
[[nodiscard]] Patched merge_patch(json::Value order, json::Value patch);

}  // namespace silkgate::order
