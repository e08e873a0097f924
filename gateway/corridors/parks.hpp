// Industrial parks, bonded zones and warehouses at the nodes of the network, and which of them a trade mode
// goes through. Goods and returns use them alike: the same park is an origin one way and a destination the
// other.
#pragma once

#include "gateway/corridors/network.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::corridors {

// Parks of a country that goods of a trade mode (9810, 1210, 1239, 1261) wait in; none for other modes, or
// where the table has none.
[[nodiscard]] std::vector<const Park*>
parks_for(const Network& network, std::string_view country, std::string_view trade_mode);

// What an end of a way means. A park or place is what it is; a country, with a trade mode that goes through
// parks, is the nodes of these parks, and without any its own.
struct End {
    std::vector<NodeIndex> nodes;    // empty: there is no such place
    std::vector<const Park*> parks;  // the named one, or those of the trade mode
};
[[nodiscard]] End resolve_end(const Network& network, std::string_view name, std::string_view trade_mode);

// Those of the end's parks that lie at the node.
[[nodiscard]] std::vector<const Park*> parks_at(const End& end, NodeIndex node);

}  // namespace silkgate::corridors
