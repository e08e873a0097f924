// JSON merge patch (RFC 7396) on the common order, with one addition: where the order has a list whose
// elements have a name of their own, an object in the patch changes single elements by that name instead of
// replacing the list. {"lines": {"7001": {"customs": {"codes": {"TNVED10": {"code": "8516797000"}}}}}}
#pragma once

#include "gateway/json/reader.hpp"
#include "gateway/order/pointers.hpp"

#include <string>
#include <string_view>

namespace silkgate::order {

struct Patched {
    std::string json;   // the whole order as the patch makes it; what is in it is not checked
    Pointers pointers;  // place in the order → place in the patch, for what the patch set
};

// By which member the elements of a list are told apart: the list is the member `list` of an object that
// stands under `owner` (empty: the order itself). Empty for any other member.
[[nodiscard]] std::string_view element_name(std::string_view owner, std::string_view list);

// `order` and `patch` are objects. null removes a member, or a named element; an element that is not there is
// added at the end, under its name.
[[nodiscard]] Patched merge_patch(json::Value order, json::Value patch);

}  // namespace silkgate::order
