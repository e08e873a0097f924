#include "gateway/intake/webhook.hpp"

#include <algorithm>
#include <string_view>

namespace silkgate::intake {

bool is_ping(const api::Request& request) noexcept {
    constexpr std::string_view kMember = "webhook_id=";
    const std::string_view body = request.body;
    if (!body.starts_with(kMember) || body.size() == kMember.size() || body.size() > kMember.size() + 20) {
        return false;
    }
    return std::ranges::all_of(body.substr(kMember.size()), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace silkgate::intake
