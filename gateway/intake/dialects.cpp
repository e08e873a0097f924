#include "gateway/intake/dialect_list.hpp"
#include "gateway/intake/payload_xml.hpp"

#include <algorithm>
#include <functional>
#include <vector>

namespace silkgate::intake {
namespace {

constexpr int kConfidenceMin = 50;

// No platform's signature proves anything to a connection that takes all of them: its key does.
class AnyDialect final : public Dialect {
public:
    [[nodiscard]] std::string_view platform() const noexcept override { return kAnyPlatform; }
    [[nodiscard]] std::string_view version() const noexcept override { return "auto/1"; }
    [[nodiscard]] bool reads_xml() const noexcept override { return true; }
    [[nodiscard]] std::string_view event_id(const api::Request&) const override { return {}; }
    [[nodiscard]] WebhookVerdict verify(const api::Request&, std::string_view) const override {
        return WebhookVerdict::not_a_webhook;
    }
    [[nodiscard]] int confidence(json::Value root) const override { return detect(root).confidence; }

    [[nodiscard]] Result<std::vector<IntakeOrder>> read(json::Value root, const IntakeContext& context)
        const override {
        const Detection found = detect(root);
        return found.dialect != nullptr ? found.dialect->read(root, context)
                                        : fail(Errc::not_this_platform, "no platform's order is recognised");
    }
};

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
    if (connection.platform == kAnyPlatform) {
        static const AnyDialect kAny;
        return &kAny;
    }
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

std::vector<Detection> detect_dialects(json::Value root) {
    std::vector<Detection> found;
    for (const Dialect* dialect : dialects()) {
        if (const int confidence = dialect->confidence(root); confidence > 0) {
            found.push_back({.dialect = dialect, .confidence = confidence});
        }
    }
    std::ranges::stable_sort(found, std::ranges::greater{}, &Detection::confidence);
    return found;
}

Detection detect(json::Value root) {
    const auto found = detect_dialects(root);
    return !found.empty() && found.front().confidence >= kConfidenceMin ? found.front() : Detection{};
}

}  // namespace silkgate::intake
