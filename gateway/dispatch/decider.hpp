// Decides one command on one order's state. Pure: the same command at the same position on the same state
// gives the same records, so a batch can be derived again after a crash.
#pragma once

#include "adapters/registry.hpp"
#include "gateway/config/connection.hpp"
#include "gateway/dispatch/command.hpp"
#include "gateway/dispatch/order_state.hpp"
#include "gateway/dispatch/planner.hpp"
#include "gateway/kafka/record.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace silkgate::dispatch {

enum class Verdict : std::uint8_t {
    applied,    // state changed; there are records to publish
    duplicate,  // the order is there already, with the same content
    conflict,   // the order is there already, with other content; an event says so
    stale,      // a change of what the order is no longer; an event says so
    no_news,    // a reply that changes nothing, or a retry that helps nothing
    unknown,    // a reply, retry or change for an order or document that does not exist
    too_late,   // a reply for an archived order: a dead letter
};

// Publish the documents first: their places in the log go into `next` (DocumentState::published), which then
// makes the value of `state`.
struct Decision {
    Verdict verdict = Verdict::unknown;
    std::optional<OrderState> next;
    std::vector<kafka::Record> documents;  // key is the document's id
    std::vector<kafka::Record> events;
    std::optional<kafka::Record> state;  // where there is `next`; without its value

    [[nodiscard]] bool publishes_nothing() const noexcept {
        return documents.empty() && events.empty() && !state;
    }
};

// Looks a connection up by tenant and id; nullptr when the settings do not have it.
using FindConnection = std::function<const config::Connection*(const TenantId&, const ConnectionId&)>;

struct DeciderOptions {
    std::string source = "/silkgate/default";  // ce_source
    std::int32_t partitions = 12;              // of orders.accepted.v1, for waybill numbers
    PartyVault vault = {};
    std::shared_ptr<const screening::Screener> screener = nullptr;
};

class Decider {
public:
    Decider(const adapters::Registry& registry, FindConnection find_connection, DeciderOptions options)
        : registry_(registry), find_connection_(std::move(find_connection)), options_(std::move(options)) {}

    // `current` is the order's state, or nullptr when there is none. `position` is the command's place in
    // orders.accepted.v1.
    [[nodiscard]] Decision decide(const Command& command, CommandPosition position, const OrderState* current)
        const;

    // The order is over (archive.hpp) and its small record takes the place of its state; an event
    // order.archived says so. `at` is the time of doing it.
    [[nodiscard]] Decision archive(const OrderState& current, Instant at) const;

    // What is left to do when decide() or its records failed for good (SG-0911): an order that has no state
    // yet is held, so that it is seen and can be retried; any other stays as it is.
    [[nodiscard]] Decision
    give_up(const Command& command, CommandPosition position, const OrderState* current) const;

private:
    [[nodiscard]] Decision create(const Command& command, CommandPosition position, const OrderState* current)
        const;
    [[nodiscard]] OrderState begin(const Command& command, CommandPosition position) const;
    [[nodiscard]] Decision retry(const Command& command, CommandPosition position, const OrderState* current)
        const;
    [[nodiscard]] Decision reply(const Command& command, const OrderState* current) const;
    [[nodiscard]] Decision pack(const Command& command, const OrderState* current) const;

    // decider_change.cpp
    [[nodiscard]] Decision amend(const Command& command, CommandPosition position, const OrderState* current)
        const;
    [[nodiscard]] Decision cancel(const Command& command, CommandPosition position, const OrderState* current)
        const;
    [[nodiscard]] Decision
    take_back(const Command& command, CommandPosition position, const OrderState* current) const;
    [[nodiscard]] Decision
    go_on_cancelling(const Command& command, CommandPosition position, const OrderState& current) const;
    [[nodiscard]] std::optional<Decision>
    refuse_change(const Command& command, CommandPosition position, const OrderState* current) const;
    // decider_archive.cpp
    [[nodiscard]] Decision decide_archived(const Command& command, const OrderState& current) const;
    // decider_answer.cpp
    [[nodiscard]] Decision answer(const Command& command, const OrderState* current) const;
    // decider_release.cpp
    [[nodiscard]] Decision
    release(const Command& command, CommandPosition position, const OrderState* current) const;
    // Events of denied-party hits that hold the order and did not before.
    void emit_hits(
        const Command& command,
        const std::vector<Blocker>& before,
        OrderState& state,
        Decision& decision
    ) const;

    void amend_leg(
        const Command& command,
        const order::Order& order,
        OrderState& state,
        LegRecord& record,
        Decision& decision
    ) const;
    // The legs of Command::redeclares that are still to be told again.
    void redeclare_legs(
        const Command& command,
        const order::Order& order,
        OrderState& state,
        Decision& decision
    ) const;
    void redeclare_leg(
        const Redeclaration& wanted,
        const Command& command,
        const order::Order& order,
        OrderState& state,
        LegRecord& record,
        Decision& decision
    ) const;
    void cancel_leg(
        const Command& command,
        const order::Order& order,
        OrderState& state,
        LegRecord& record,
        Decision& decision
    ) const;

    // The leg's cancellation or return, rendered.
    [[nodiscard]] PlannedLeg plan_withdrawal(
        const Command& command,
        const order::Order& order,
        const OrderState& state,
        const LegRecord& record,
        adapters::Action action
    ) const;
    void take_back_leg(
        const Command& command,
        const order::Order& order,
        OrderState& state,
        LegRecord& record,
        Decision& decision
    ) const;

    void emit(
        const Command& command,
        std::string_view type,
        std::string_view detail,
        OrderState& state,
        Decision& decision
    ) const;
    void emit_word(const Command& command, OrderState& state, Decision& decision) const;
    // Events of the legs that are not what they were in `before`.
    void emit_legs(const Command& command, const OrderState& before, OrderState& state, Decision& decision)
        const;
    void finish(const Command& command, OrderState state, Decision& decision) const;
    [[nodiscard]] Decision conflict(const Command& command, const OrderState& current, Verdict verdict) const;
    void settle_waybill(
        const Command& command,
        CommandPosition position,
        order::Order& order,
        OrderState& state
    ) const;

    // The way of the command becomes the order's, unless a carrier was told of another.
    static void take_route(const Command& command, OrderState& state);
    [[nodiscard]] std::optional<Plan>
    plan(const Command& command, const order::Order& order, const OrderState& state) const;
    void take_plan(Plan plan, const Command& command, OrderState& state, Decision& decision) const;
    // Adds the document to the leg and its record to the decision. `kept` says what it is for.
    void publish_document(
        adapters::Document document,
        DocumentState kept,
        const Command& command,
        const OrderState& state,
        LegRecord& record,
        Decision& decision
    ) const;
    void publish_leg(
        PlannedLeg& planned,
        adapters::Action action,
        const Command& command,
        OrderState& state,
        LegRecord& record,
        Decision& decision
    ) const;

    const adapters::Registry& registry_;
    FindConnection find_connection_;
    DeciderOptions options_;
};

// Number by which the position of a command picks a waybill number: unique over all partitions.
[[nodiscard]] std::uint64_t waybill_sequence(CommandPosition position, std::int32_t partitions) noexcept;

// What of a plan's violations is kept in the state.
[[nodiscard]] std::vector<Blocker> to_blockers(const Violations& violations, const order::Pointers& pointers);

}  // namespace silkgate::dispatch
