// Which place in the caller's bytes a place in the common order came from.
#pragma once

#include "gateway/json/writer.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace silkgate::order {

// Pairs of JSON pointers: canonical prefix → pointer in the payload. A dialect adds one pair for each thing
// that moves: lines, parties, the order's head, and single members whose names differ. Cheap to fill, read
// only when a violation is reported.
class Pointers {
public:
    void add(std::string canonical, std::string source) {
        pairs_.emplace_back(std::move(canonical), std::move(source));
    }

    // The payload's pointer for the longest canonical prefix that is known, without what lies below it; ""
    // (the whole payload) when none is. Where `is_same_shape` was set, the pointer itself.
    [[nodiscard]] std::string to_source(std::string_view canonical) const;

    // The payload is the common schema itself.
    void set_same_shape() { same_shape_ = true; }

    // Prefix of all source pointers, for an order inside a list ("/orders/3").
    void set_root(std::string root) { root_ = std::move(root); }

    // Members "pointers", "pointersRoot" and "pointersSame" of the object being written; nothing when empty.
    void write_json(json::Writer& out) const;

private:
    std::vector<std::pair<std::string, std::string>> pairs_;
    std::string root_;
    bool same_shape_ = false;
};

}  // namespace silkgate::order
