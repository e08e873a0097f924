#include "gateway/order/difference.hpp"

#include "gateway/json/reader.hpp"
#include "gateway/order/order_json.hpp"

#include <algorithm>

namespace silkgate::order {
namespace {

class Comparison {
public:
    explicit Comparison(std::size_t limit) : limit_(limit) {}

    void compare(json::Value a, json::Value b) {
        if (!a || !b || a.type() != b.type()) {
            note(a ? a : b);
        } else if (a.is_object()) {
            compare_members(a, b);
        } else if (a.is_array()) {
            compare_elements(a, b);
        } else if (a.text() != b.text()) {
            note(a);
        }
    }

    void compare_members(json::Value a, json::Value b) {
        for (const json::Value member : a) {
            compare(member, b[member.key()]);
        }
        for (const json::Value member : b) {
            if (!a[member.key()]) {
                note(member);
            }
        }
    }

    [[nodiscard]] std::vector<std::string> take() && { return std::move(pointers_); }

private:
    void compare_elements(json::Value a, json::Value b) {
        for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
            compare(a.at(i), b.at(i));
        }
    }

    void note(json::Value value) {
        if (pointers_.size() < limit_) {
            pointers_.push_back(value.pointer());
        }
    }

    std::size_t limit_;
    std::vector<std::string> pointers_;
};

}  // namespace

std::vector<std::string> differing_members(const Order& a, const Order& b, std::size_t limit) {
    const auto first = json::Document::parse(to_json(a));
    const auto second = json::Document::parse(to_json(b));
    if (!first || !second) {
        return {};
    }
    static constexpr std::string_view kLeftOut[] = {"messageId", "source"};
    Comparison comparison(limit);
    for (const json::Value member : first->root()) {
        if (std::ranges::find(kLeftOut, member.key()) == std::end(kLeftOut)) {
            comparison.compare(member, second->root()[member.key()]);
        }
    }
    for (const json::Value member : second->root()) {
        if (!first->root()[member.key()] && std::ranges::find(kLeftOut, member.key()) == std::end(kLeftOut)) {
            comparison.compare({}, member);
        }
    }
    return std::move(comparison).take();
}

}  // namespace silkgate::order
