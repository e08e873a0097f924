#include "gateway/intake/dialect_list.hpp"

#include <array>

namespace silkgate::intake {
namespace {

constexpr int kConfidenceMin = 50;

}  // namespace

std::span<const Dialect* const> dialects() noexcept {
    static const std::array<const Dialect*, 3> kDialects = {
        &direct_dialect(), &shopify_dialect(), &woocommerce_dialect()
    };
    return kDialects;
}

const Dialect* find_dialect(std::string_view platform) noexcept {
    for (const Dialect* dialect : dialects()) {
        if (dialect->platform() == platform) {
            return dialect;
        }
    }
    return nullptr;
}

const Dialect* detect_dialect(json::Value root) noexcept {
    const Dialect* best = nullptr;
    int highest = kConfidenceMin - 1;
    for (const Dialect* dialect : dialects()) {
        if (const int confidence = dialect->confidence(root); confidence > highest) {
            highest = confidence;
            best = dialect;
        }
    }
    return best;
}

}  // namespace silkgate::intake
