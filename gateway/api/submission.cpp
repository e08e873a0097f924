#include "gateway/api/submission.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/dispatch/ids.hpp"

#include <algorithm>

namespace silkgate::api {
namespace {

// "Prefer: handling=strict" or "handling=lenient" (RFC 7240); anything else is no wish.
std::optional<std::string_view> preferred_handling(const Request& request) {
    const std::string_view prefer = request.header("Prefer");
    constexpr std::string_view kHandling = "handling=";
    const auto at = prefer.find(kHandling);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view rest = prefer.substr(at + kHandling.size());
    return rest.substr(0, rest.find_first_of(" ,;"));
}

Result<std::string> read_idempotency_key(const Request& request) {
    return request.has_header("Idempotency-Key")
               ? check_idempotency_key(request.header("Idempotency-Key"), "Idempotency-Key")
               : std::string{};
}

// A connector whose clock is ahead would make all that follows look older.
constexpr std::chrono::minutes kAheadMax{5};

Result<std::optional<order::Time>> read_as_of(const Request& request, Instant now, order::SourceKind kind) {
    constexpr std::string_view kHeader = "Silkgate-As-Of";
    if (!request.has_header(kHeader)) {
        return std::optional<order::Time>{};
    }
    // What a platform pushes and signs itself says its own age; a header beside it is not signed.
    if (kind == order::SourceKind::native_push) {
        return fail(Errc::invalid_parameter, "a signed push takes no such header", std::string(kHeader));
    }
    const std::string_view text = request.header(kHeader);
    const auto instant = parse_rfc3339(text);
    if (!instant || *instant > now + kAheadMax) {
        return fail(
            Errc::invalid_parameter,
            "a time as in RFC 3339 is wanted, no more than 5 minutes ahead",
            std::string(kHeader)
        );
    }
    return std::optional(order::Time{.instant = *instant, .source = std::string(text)});
}

// The connection that POST /v1/orders is for: named by ?connection=, or the tenant's only "direct" one.
Result<const config::Connection*>
direct_connection(const Snapshot& snapshot, const TenantId& tenant, std::string_view wanted) {
    if (!wanted.empty()) {
        const auto* connection = snapshot.directory->find_connection(tenant, wanted);
        return connection != nullptr ? Result<const config::Connection*>(connection)
                                     : fail(Errc::not_found, "there is no such connection", "connection");
    }
    const config::Connection* only = nullptr;
    for (const config::Connection& connection : snapshot.directory->connections()) {
        if (connection.tenant == tenant && connection.platform == "direct") {
            if (only != nullptr) {
                return fail(
                    Errc::invalid_parameter, "several connections fit: name one by ?connection=", "connection"
                );
            }
            only = &connection;
        }
    }
    return only != nullptr
               ? Result<const config::Connection*>(only)
               : fail(
                     Errc::invalid_parameter, "the tenant has no connection of platform direct", "connection"
                 );
}

Result<Submission> begin(
    const Request& request,
    std::shared_ptr<const Snapshot> snapshot,
    IntakeCaller caller,
    Handling handling,
    Instant now
) {
    auto key = read_idempotency_key(request);
    if (!key) {
        return key.error();
    }
    auto as_of = read_as_of(request, now, caller.kind);
    if (!as_of) {
        return as_of.error();
    }
    const auto wish = preferred_handling(request);
    if (wish == "strict") {
        handling = Handling::strict;
    } else if (wish == "lenient") {
        handling = Handling::lenient;
    }
    Submission submission{
        .snapshot = std::move(snapshot),
        .caller = std::move(caller),
        .dialect = nullptr,
        .handling = handling,
        .idempotency_hash = {},
        .as_of = std::move(*as_of),
        .request_id = request.request_id,
        .traceparent = request.traceparent,
        .language = http::pick_language(request.header("Accept-Language")),
        .started = std::chrono::steady_clock::now(),
    };
    const config::Connection& connection = *submission.caller.connection;
    submission.dialect = intake::find_dialect(connection);
    if (submission.dialect == nullptr) {
        return fail(Errc::internal, "the connection's platform has no dialect: " + connection.platform);
    }
    if (!key->empty()) {
        submission.idempotency_hash =
            dispatch::idempotency_hash(connection.tenant, "orders/" + connection.id.str(), *key);
    }
    return submission;
}

}  // namespace

Result<std::string> check_idempotency_key(std::string_view key, std::string at) {
    const bool quoted = key.size() >= 2 && key.starts_with('"') && key.ends_with('"');
    if (quoted) {
        key = key.substr(1, key.size() - 2);
    }
    const bool visible =
        std::ranges::all_of(key, [](char c) { return c > 0x20 && c < 0x7f && c != '"' && c != '\\'; });
    if (key.empty() || key.size() > 255 || !visible) {
        return fail(
            Errc::idempotency_key_malformed,
            "1 to 255 visible ASCII characters, bare or in double quotes, are wanted",
            std::move(at)
        );
    }
    return std::string(key);
}

json::Limits json_limits(const config::Settings& settings) {
    return {
        .depth_max = static_cast<std::uint32_t>(settings.json.depth_max),
        .members_max = static_cast<std::uint32_t>(settings.json.members_max),
        .string_bytes_max = static_cast<std::uint32_t>(settings.json.string_bytes_max),
    };
}

Result<Submission> begin_order_submission(const Services& services, const Request& request) {
    auto snapshot = services.snapshots.get();
    auto caller = authenticate(services, *snapshot, request, "orders:write");
    if (!caller) {
        return caller.error();
    }
    const auto connection = direct_connection(*snapshot, caller->tenant, request.query_value("connection"));
    if (!connection) {
        return connection.error();
    }
    IntakeCaller intake_caller{
        .connection = *connection, .kind = order::SourceKind::relayed_pull, .signature = std::nullopt
    };
    return begin(
        request, std::move(snapshot), std::move(intake_caller), Handling::strict, services.clock.now()
    );
}

Result<Submission> begin_intake_submission(const Services& services, const Request& request) {
    auto snapshot = services.snapshots.get();
    auto caller = authenticate_intake(services, *snapshot, request);
    if (!caller) {
        return caller.error();
    }
    return begin(request, std::move(snapshot), std::move(*caller), Handling::lenient, services.clock.now());
}

Result<Submission> begin_bulk_submission(const Services& services, const Request& request) {
    if (request.has_header("Idempotency-Key")) {
        return fail(
            Errc::idempotency_key_malformed, "a bulk request takes no Idempotency-Key", "Idempotency-Key"
        );
    }
    return begin_order_submission(services, request);
}

Result<ReadBody>
read_body(const Services& services, const Submission& submission, const Request& request, std::string bytes) {
    std::string digest = crypto::to_hex(crypto::sha256(bytes));
    auto document = intake::read_payload_bytes(
        std::move(bytes), submission.dialect, json_limits(submission.snapshot->settings)
    );
    if (!document) {
        return document.error();
    }
    const intake::IntakeContext context{
        .connection = submission.caller.connection,
        .received_at = services.clock.now(),
        .raw_sha256 = std::move(digest),
        .event_id = std::string(submission.dialect->event_id(request)),
        .kind = submission.caller.kind,
        .signature = submission.caller.signature,
    };
    auto orders = submission.dialect->read(document->root(), context);
    if (!orders) {
        return orders.error();
    }
    std::string platform;
    if (submission.dialect->platform() == intake::kAnyPlatform) {
        const intake::Detection found = intake::detect(document->root());
        platform.append(found.dialect->platform()).append(";confidence=");
        platform += std::to_string(found.confidence);
    }
    return ReadBody{
        .document = std::move(*document),
        .orders = std::move(*orders),
        .received_at = context.received_at,
        .platform = std::move(platform),
    };
}

}  // namespace silkgate::api
