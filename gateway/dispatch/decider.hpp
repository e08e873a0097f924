// Decides one command on one order's state. Pure: the same command at the same position on the same state gives the same
// records, so a batch can be derived again after a crash.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "adapters/registry.hpp"
#include "gateway/config/connection.hpp"
#include "gateway/dispatch/command.hpp"
#include "gateway/dispatch/order_state.hpp"
#include "gateway/dispatch/planner.hpp"
#include "gateway/kafka/record.hpp"

namespace silkgate::dispatch {

enum class Verdict : std::uint8_t {
    applied,    // state changed; records to publish
    duplicate,  // the order is there already, with the same content
    conflict,   // the order is there already, with other content; an event says so
    no_news,    // a reply that changes nothing, or a retry that helps nothing
    unknown,    // a reply or retry for an order or document that does not exist
};

struct Decision {
    Verdict verdict = Verdict::unknown;
    std::optional<OrderState> next;
    std::vector<kafka::Record> records;  // documents first, then events, then the state
    int documents = 0;
    int rejected_replies = 0;
};

// Looks a connection up by tenant and id; nullptr when the settings do not have it.
using FindConnection = std::function<const config::Connection*(const TenantId&, const ConnectionId&)>;

struct DeciderOptions {
    std::string source = "/silkgate/default";  // ce_source
    std::int32_t partitions = 12;              // of orders.accepted.v1, for waybill numbers
};

class Decider {
public:
    Decider(const adapters::Registry& registry, FindConnection find_connection, DeciderOptions options)
        : registry_(registry), find_connection_(std::move(find_connection)), options_(std::move(options)) {}

    // `current` is the order's state, or nullptr when there is none. `position` is the command's place in
    // orders.accepted.v1.
    [[nodiscard]] Decision decide(const Command& command, CommandPosition position, const OrderState* current) const;

    // The documents of a leg, rendered again from the command they were made from: the same bytes, as long as the
    // adapters and their data are the same.
    [[nodiscard]] Result<std::vector<adapters::Document>> render_again(
        const Command& command, const OrderState& state, const std::string& leg_id
    ) const;

private:
    [[nodiscard]] Decision create(const Command& command, CommandPosition position, const OrderState* current) const;
    [[nodiscard]] Decision retry(const Command& command, CommandPosition position, const OrderState* current) const;
    [[nodiscard]] Decision reply(const Command& command, const OrderState* current) const;

    [[nodiscard]] std::optional<Plan> plan(
        const Command& command, const order::Order& order, const OrderState& state
    ) const;
    void take_plan(
        Plan plan, const Command& command, CommandPosition position, OrderState& state, Decision& decision
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
