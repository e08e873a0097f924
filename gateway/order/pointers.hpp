// Which place in the caller's bytes a place in the common order came from.
#pragma once

#include "gateway/json/writer.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace silkgate::order {

// A JSON pointer in two parts, joined only where somebody wants to read it: Place(at, "/quantity"). Views.
struct Place {
    std::string_view base;
    std::string_view rest;

    Place(std::string_view base_part, std::string_view rest_part) : base(base_part), rest(rest_part) {}

    // NOLINTBEGIN(google-explicit-constructor): a whole pointer is a place
    Place(std::string_view whole) : base(whole) {}
    Place(const std::string& whole) : base(whole) {}
    Place(const char* whole) : base(whole) {}
    // NOLINTEND(google-explicit-constructor)

    [[nodiscard]] std::string str() const {
        std::string text;
        text.reserve(base.size() + rest.size());
        text += base;
        text += rest;
        return text;
    }
};

// Pairs of JSON pointers: canonical prefix → pointer in the payload. A dialect adds one pair for each thing
// that moves: lines, parties, the order's head, and single members whose names differ. Cheap to fill (all
// texts lie in one), read only when a violation is reported.
class Pointers {
public:
    void add(Place canonical, Place source);

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
    // A pair's two texts, one behind the other in texts_.
    struct Pair {
        std::uint32_t begin = 0;
        std::uint32_t canonical_size = 0;
        std::uint32_t source_size = 0;
    };

    [[nodiscard]] std::string_view canonical(const Pair& pair) const {
        return std::string_view(texts_).substr(pair.begin, pair.canonical_size);
    }
    [[nodiscard]] std::string_view source(const Pair& pair) const {
        return std::string_view(texts_).substr(pair.begin + pair.canonical_size, pair.source_size);
    }

    std::string texts_;
    std::vector<Pair> pairs_;
    std::string root_;
    bool same_shape_ = false;
};

}  // namespace silkgate::order
