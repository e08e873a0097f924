// Two adapters that do what a test tells them, and orders for them. China exports, Russia imports and is told
// by the order number's suffix to fail: -THROW, -BIG.
#pragma once

#include "adapters/registry.hpp"
#include "gateway/config/connection.hpp"
#include "gateway/dispatch/command.hpp"
#include "gateway/dispatch/decider.hpp"

#include <memory>
#include <set>
#include <string>

namespace silkgate::dispatch::testing {

// SKUs for which the import leg has what it needs besides what is in the order; a stand-in for adapters'
// data.
struct FakeWorld {
    std::set<std::string> known_skus{"KETTLE-1"};
};

[[nodiscard]] std::shared_ptr<const adapters::Registry> fake_registry(const FakeWorld& world = {});

// "acme" / "direct", with a waybill range.
[[nodiscard]] const config::Connection& fake_connection();
[[nodiscard]] FindConnection find_fake_connection();

[[nodiscard]] order::Order make_order(const std::string& number, const std::string& sku = "KETTLE-1");
[[nodiscard]] Command make_created(const std::string& number, const std::string& sku = "KETTLE-1");
// A reply to a document, as the router makes it from a receipt.
[[nodiscard]] Command
make_reply(const OrderState& state, const std::string& kind, adapters::ReplyStatus status);

// Id of the document of this kind; fails the test where there is none.
[[nodiscard]] const DocumentState& document_of(const OrderState& state, const std::string& kind);

inline const Instant kNoon = Instant{std::chrono::milliseconds{1'795'521'600'000}};

}  // namespace silkgate::dispatch::testing
