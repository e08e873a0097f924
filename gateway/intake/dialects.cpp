#include "gateway/intake/dialect_list.hpp"
#include "gateway/intake/payload_xml.hpp"

#include <vector>

namespace silkgate::intake {
namespace {

constexpr int kConfidenceMin = 50;

}  // namespace

std::span<const Dialect* const> dialects() noexcept {
    static const std::vector<const Dialect*> kDialects = [] {
        std::vector<const Dialect*> all = {&direct_dialect(), &shopify_dialect(), &woocommerce_dialect()};
        for (const auto& mapped : mapped_dialects()) {
            all.push_back(mapped.get());
        }
        return all;
    }();
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

const Dialect* find_dialect(const config::Connection& connection) noexcept {
    if (connection.platform != kOwnPlatform) {
        return find_dialect(connection.platform);
    }
    const auto own = own_dialect(connection.mapping);
    return own ? *own : nullptr;
}

Result<json::Document>
read_payload_bytes(std::string bytes, const Dialect* dialect, const json::Limits& limits) {
    const bool may_be_xml = dialect == nullptr || dialect->reads_xml();
    return may_be_xml && is_xml(bytes) ? read_xml(bytes, limits)
                                       : json::Document::parse(std::move(bytes), limits);
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
