#include "gateway/order/pointers.hpp"

namespace silkgate::order {
namespace {

// "/lines/1" covers "/lines/1" and "/lines/1/sku", not "/lines/10".
bool covers(std::string_view prefix, std::string_view pointer) {
    return pointer.starts_with(prefix) && (pointer.size() == prefix.size() || pointer[prefix.size()] == '/');
}

}  // namespace

std::string Pointers::to_source(std::string_view canonical) const {
    if (same_shape_) {
        return root_ + std::string(canonical);
    }
    const std::pair<std::string, std::string>* best = nullptr;
    for (const auto& pair : pairs_) {
        if (covers(pair.first, canonical) && (best == nullptr || pair.first.size() > best->first.size())) {
            best = &pair;
        }
    }
    return root_ + (best == nullptr ? std::string{} : best->second);
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
    for (const auto& [canonical, source] : pairs_) {
        out.begin_array().string(canonical).string(source).end_array();
    }
    out.end_array();
}

}  // namespace silkgate::order
