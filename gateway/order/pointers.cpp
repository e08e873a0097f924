#include "gateway/order/pointers.hpp"

namespace silkgate::order {
namespace {

// "/lines/1" covers "/lines/1" and "/lines/1/sku", not "/lines/10".
bool covers(std::string_view prefix, std::string_view pointer) {
    return pointer.starts_with(prefix) && (pointer.size() == prefix.size() || pointer[prefix.size()] == '/');
}

}  // namespace

void Pointers::add(Place canonical, Place source) {
    if (pairs_.empty()) {
        // An order of two or three lines.
        pairs_.reserve(48);
        texts_.reserve(2048);
    }
    const auto begin = static_cast<std::uint32_t>(texts_.size());
    texts_ += canonical.base;
    texts_ += canonical.rest;
    const auto middle = static_cast<std::uint32_t>(texts_.size());
    texts_ += source.base;
    texts_ += source.rest;
    const auto end = static_cast<std::uint32_t>(texts_.size());
    pairs_.push_back({.begin = begin, .canonical_size = middle - begin, .source_size = end - middle});
}

std::string Pointers::to_source(std::string_view canonical) const {
    if (same_shape_) {
        return root_ + std::string(canonical);
    }
    const Pair* best = nullptr;
    for (const Pair& pair : pairs_) {
        if (covers(this->canonical(pair), canonical) &&
            (best == nullptr || pair.canonical_size > best->canonical_size)) {
            best = &pair;
        }
    }
    return root_ + (best == nullptr ? std::string{} : std::string(source(*best)));
}

void Pointers::write_json(json::Writer& out) const {
    if (same_shape_) {
        out.key("pointersSame").boolean(true);
    }
    out.member_if("pointersRoot", root_);
    if (pairs_.empty()) {
        return;
    }
    out.key("pointers").begin_array();
    for (const Pair& pair : pairs_) {
        out.begin_array().string(canonical(pair)).string(source(pair)).end_array();
    }
    out.end_array();
}

}  // namespace silkgate::order
