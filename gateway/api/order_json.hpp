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
    http::Language language;
};
[[nodiscard]] std::string to_json(const AcceptedAnswer& answer);

// GET /v1/orders/{id}
[[nodiscard]] std::string to_answer(const dispatch::OrderState& state);
// GET /v1/orders/{id}/documents
[[nodiscard]] std::string to_document_list(const dispatch::OrderState& state);

// The dry run: normalised order, legs, documents with their bytes, duties, all violations sorted.
struct DryRun {
    const order::Order& order;
    const dispatch::Plan& plan;
    const Violations& violations;
    const adapters::Registry& registry;
    const adapters::Context& context;
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
