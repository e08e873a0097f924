// Bodies of the answers about orders.
#pragma once

#include "gateway/dispatch/decider.hpp"
#include "gateway/dispatch/order_state.hpp"
#include "gateway/dispatch/planner.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/json/writer.hpp"
#include "gateway/order/order.hpp"

#include <string>

namespace silkgate::api {

// The body of a 202 (http-api section 3). `warnings` of the whole order; errors hold legs and stand in
// blockedBy.
struct AcceptedAnswer {
    const OrderId& id;
    const order::Order& order;
    const dispatch::Plan& plan;
    std::string_view durability;
    std::string_view rule_set;
    std::string_view screened_with{};  // version of the denied-party lists, or empty
    http::Language language;
};
[[nodiscard]] std::string to_json(const AcceptedAnswer& answer);

// The body of a 202 to a change or cancellation.
enum class LegOutcome : std::uint8_t {
    none,       // nothing is told to its authority
    accepted,   // documents go out
    held,       // something is missing first
    cancelled,  // at once: no authority knew of it
    unserved,   // its authority knows no such thing: to be done by hand
};

struct ChangedLeg {
    const dispatch::LegRecord* record = nullptr;  // what it is now; nullptr for a leg that is new
    const dispatch::PlannedLeg* planned = nullptr;
    adapters::Action action = adapters::Action::submit;
    LegOutcome outcome = LegOutcome::none;
};

struct ChangeAnswer {
    const dispatch::OrderState& state;  // before the change
    std::string_view change;            // "amended", "cancelled"
    std::string_view word;              // the order's state as it is going to be
    const std::vector<ChangedLeg>& legs;
    const Violations& blocked_by;  // of the order as a whole
    std::string_view rule_set;
    http::Language language;
};
[[nodiscard]] std::string to_json(const ChangeAnswer& answer);

// GET /v1/orders/{id}
// `travels_in`: JSON objects, one a consolidation that holds the order. `update` is what became of a payload
// that changed nothing, or empty.
[[nodiscard]] std::string to_answer(
    const dispatch::OrderState& state,
    const std::vector<std::string>& travels_in = {},
    std::string_view update = {}
);
// GET /v1/orders/{id}/documents
[[nodiscard]] std::string to_document_list(const dispatch::OrderState& state);

// The dry run: normalised order, legs, documents with their bytes, duties, all violations sorted.
struct DryRun {
    const order::Order& order;
    const dispatch::Plan& plan;
    const adapters::RoutePlan* route = nullptr;
    const Violations& violations;
    const adapters::Registry& registry;
    const adapters::Context& context;
    std::string_view screened_with{};
    http::Language language = http::Language::en;
};
[[nodiscard]] std::string to_json(const DryRun& run);

// Parts that the dry run and the quote share.
void write_leg_head(json::Writer& out, const adapters::Leg& leg);
// Member `charges`: each amount with basis, rate, and the rule it follows from.
void write_charges(
    json::Writer& out,
    const std::vector<adapters::QuoteLine>& lines,
    std::string_view rule_set,
    http::Language language
);
// Members `errors` and `warnings`.
void write_findings(
    json::Writer& out,
    const Violations& violations,
    http::Language language,
    std::string_view rule_set
);

}  // namespace silkgate::api
