// The first half of the story of an order, up to where something is decided: who sends it, for which
// connection, with which wishes, and what its body says.
#pragma once

#include "gateway/api/authenticate.hpp"
#include "gateway/api/message.hpp"
#include "gateway/api/services.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/intake/intake.hpp"
#include "gateway/json/reader.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace silkgate::api {

// strict: an order that can not be declared is refused. lenient: it is accepted and held.
enum class Handling : std::uint8_t { strict, lenient };

// What a body is read and accepted with; owns the snapshot that everything else points into.
struct Submission {
    std::shared_ptr<const Snapshot> snapshot;
    IntakeCaller caller;
    const intake::Dialect* dialect = nullptr;
    Handling handling = Handling::strict;
    std::string idempotency_hash;  // empty without an Idempotency-Key
    // When the platform answered the connector (Silkgate-As-Of): the age of what states no time of change.
    std::optional<order::Time> as_of;
    std::string request_id;
    std::string traceparent;
    http::Language language = http::Language::en;
    std::chrono::steady_clock::time_point started;
};

[[nodiscard]] json::Limits json_limits(const config::Settings& settings);

struct ReadBody {
    json::Document document;
    std::vector<intake::IntakeOrder> orders;
    Instant received_at;
    std::string platform;  // "shopify;confidence=95" where the connection takes any platform's, else empty
};

// POST /v1/orders and its dry run. Errors: those of authenticate(), not_found and invalid_parameter for the
// connection, idempotency_key_malformed, invalid_parameter for Silkgate-As-Of.
[[nodiscard]] Result<Submission> begin_order_submission(const Services& services, const Request& request);

// POST /v1/intake/{connection}. Errors: those of authenticate_intake(), idempotency_key_malformed,
// invalid_parameter for Silkgate-As-Of.
[[nodiscard]] Result<Submission> begin_intake_submission(const Services& services, const Request& request);

// POST /v1/orders:bulk. As begin_order_submission(), but an Idempotency-Key is refused
// (idempotency_key_malformed): one key can not stand for many orders, whose numbers tell them apart.
[[nodiscard]] Result<Submission> begin_bulk_submission(const Services& services, const Request& request);

// The key's text, bare or in double quotes (RFC 8941), which mean the same: 1 to 255 visible ASCII
// characters. Errors: idempotency_key_malformed, at `at`.
[[nodiscard]] Result<std::string> check_idempotency_key(std::string_view key, std::string at);

// Parses the bytes of one order (the body, or a line of it) and has the connection's dialect read them.
[[nodiscard]] Result<ReadBody>
read_body(const Services& services, const Submission& submission, const Request& request, std::string bytes);

}  // namespace silkgate::api
