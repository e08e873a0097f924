// Tagged<Tag>: a string that can not be mistaken for another kind of string.
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace silkgate {

template <class Tag>
class Tagged {
public:
    Tagged() = default;

    explicit Tagged(std::string text) : text_(std::move(text)) {}

    [[nodiscard]] const std::string& str() const noexcept { return text_; }

    [[nodiscard]] std::string_view view() const noexcept { return text_; }

    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

    auto operator<=>(const Tagged&) const = default;

private:
    std::string text_;
};

using TenantId = Tagged<struct TenantTag>;            // opaque, e.g. "t_qd01"
using ConnectionId = Tagged<struct ConnectionTag>;    // e.g. "shop-1"
using OrderId = Tagged<struct OrderTag>;              // "ord_" + 26 base32 characters
using DeclarationId = Tagged<struct DeclarationTag>;  // "dec_" or "bkg_" + 26 base32 characters

}  // namespace silkgate

template <class Tag>
struct std::hash<silkgate::Tagged<Tag>> {
    std::size_t operator()(const silkgate::Tagged<Tag>& id) const noexcept {
        return std::hash<std::string_view>{}(id.view());
    }
};
