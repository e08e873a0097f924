// The pure middle of the story: an order as a dialect read it → enriched, planned, every violation with its
// place in the caller's bytes. Shared by submission, the dry run and retry.
#pragma once

#include "gateway/api/services.hpp"
#include "gateway/dispatch/planner.hpp"
#include "gateway/intake/intake.hpp"
#include "gateway/json/reader.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace silkgate::api {

struct PreparedOrder {
    OrderId id;
    order::Order order;  // enriched
    order::Pointers pointers;
    std::string fingerprint;                           // of the order before it was enriched
    std::shared_ptr<const adapters::RoutePlan> route;  // where a corridor exists
    dispatch::Plan plan;                               // pointers and remedies set
    Violations reading;                                // what the dialect found
    Instant decided_at;
    std::vector<screening::Release> released{};  // denied-party hits, by an operator
};

// Everything a body is read with.
struct ReadContext {
    const Snapshot& snapshot;
    const config::Connection& connection;
    const intake::Dialect& dialect;
    intake::IntakeContext intake;
};

// The order's id and fingerprint; nothing is checked yet. `as_of` is when the platform answered with it: the
// time of change of an order that states none. It is no part of the fingerprint, so the same content fetched
// again is a repetition.
[[nodiscard]] PreparedOrder identify(
    intake::IntakeOrder&& incoming,
    const config::Connection& connection,
    Instant now,
    const std::optional<order::Time>& as_of = std::nullopt
);

// Enriches and plans. `render` for the dry run.
void prepare(
    PreparedOrder& prepared,
    const Snapshot& snapshot,
    const config::Connection& connection,
    const dispatch::Replica& replica,
    dispatch::Depth depth
);

// Errc::rule_violations with these.
[[nodiscard]] Error violations_error(Violations violations);

// All violations, by their place in the payload, then by rule id.
[[nodiscard]] Violations sorted_violations(const PreparedOrder& prepared, const json::Document& payload);

}  // namespace silkgate::api
