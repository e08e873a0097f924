// Dialects: the platform's own bytes → common orders. Each is a pure function of bytes, connection and time.
#pragma once

#include "gateway/api/message.hpp"
#include "gateway/config/connection.hpp"
#include "gateway/config/tenants.hpp"
#include "gateway/core/result.hpp"
#include "gateway/core/time.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/order/order.hpp"
#include "gateway/order/pointers.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::intake {

struct IntakeContext {
    const config::Connection* connection = nullptr;  // never null; outlives the call
    Instant received_at;
    std::string raw_sha256;  // of the body, lower-case hex
    std::string event_id;    // the platform's webhook or delivery id, or empty
    order::SourceKind kind = order::SourceKind::relayed_pull;
    std::optional<order::Signature> signature;
    bool list_dropped = false;  // fill IntakeOrder::dropped
};

// One order read from a payload. `violations` are what the reading itself found (wrong type, unknown member
// in the common schema, totals that do not add up …), with both pointers set.
struct IntakeOrder {
    order::Order order;
    order::Pointers pointers;
    Violations violations;
    std::vector<std::string> dropped;  // paths of members not read, without values, where asked for
};

// How a platform proves that a webhook is its own.
enum class WebhookVerdict : std::uint8_t { not_a_webhook, verified, wrong };

class Dialect {
public:
    virtual ~Dialect() = default;

    [[nodiscard]] virtual std::string_view platform() const noexcept = 0;  // "shopify"
    [[nodiscard]] virtual std::string_view version() const noexcept = 0;   // of this mapping, "shopify/1"

    // Whether the headers carry the platform's signature, and whether it matches the raw bytes.
    [[nodiscard]] virtual WebhookVerdict verify(const api::Request& request, std::string_view secret)
        const = 0;
    // What was signed, for the order's source.signature.
    [[nodiscard]] virtual std::string_view signature_scheme() const noexcept { return "hmac-sha256"; }
    // The platform's delivery id in the headers, or empty.
    [[nodiscard]] virtual std::string_view event_id(const api::Request& request) const = 0;

    // Whether its orders come as XML too.
    [[nodiscard]] virtual bool reads_xml() const noexcept { return false; }

    // 0 to 100: how surely this document is an order (or list of orders) of this platform.
    [[nodiscard]] virtual int confidence(json::Value root) const = 0;

    // All orders in the document, in its order. A member read wrongly is a violation of that order; an Error
    // only when the document as a whole is not this platform's (not_this_platform) or carries only an id
    // (fetch_needed).
    [[nodiscard]] virtual Result<std::vector<IntakeOrder>>
    read(json::Value root, const IntakeContext& context) const = 0;
};

// The bytes of a payload as a document. XML is read where the dialect reads it, or any does (no dialect); it
// looks as payload_xml.hpp says.
[[nodiscard]] Result<json::Document>
read_payload_bytes(std::string bytes, const Dialect* dialect, const json::Limits& limits);

// All dialects, "direct" first. Static storage.
[[nodiscard]] std::span<const Dialect* const> dialects() noexcept;
[[nodiscard]] const Dialect* find_dialect(std::string_view platform) noexcept;
// Platform of a shop that nobody wrote code for and that brings its own mapping.
inline constexpr std::string_view kOwnPlatform = "mapping";
// The dialect of a connection; of its own mapping where its platform is "mapping". Nothing where there is
// none.
[[nodiscard]] const Dialect* find_dialect(const config::Connection& connection) noexcept;
// The dialect that a mapping's text makes, or what is wrong with it. Lives as long as the program.
[[nodiscard]] Result<const Dialect*> own_dialect(std::string_view mapping_text);
// Every mapping of the settings, compiled before the first order needs it: the first mistake, with its
// connection.
[[nodiscard]] Result<void> check_mappings(const config::Directory& directory);
// Platform of a connection that takes any platform's orders: each body is read by the dialect that knows it.
inline constexpr std::string_view kAnyPlatform = "auto";
struct Detection {
    const Dialect* dialect = nullptr;
    int confidence = 0;  // 1 to 100
};
// Every dialect that takes the document for its own, the surest first.
[[nodiscard]] std::vector<Detection> detect_dialects(json::Value root);
// The surest, or nothing when none reaches 50.
[[nodiscard]] Detection detect(json::Value root);
[[nodiscard]] inline const Dialect* detect_dialect(json::Value root) {
    return detect(root).dialect;
}

}  // namespace silkgate::intake
