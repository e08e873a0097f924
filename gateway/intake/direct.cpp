// The common order itself (POST /v1/orders): one, or a list of them.
#include "gateway/intake/dialect_list.hpp"
#include "gateway/intake/payload_reader.hpp"
#include "gateway/order/order_json.hpp"

namespace silkgate::intake {
namespace {

bool looks_like_order(json::Value value) {
    return value["schemaVersion"].exists() && value["order"].is_object();
}

class DirectDialect final : public Dialect {
public:
    [[nodiscard]] std::string_view platform() const noexcept override { return "direct"; }

    [[nodiscard]] std::string_view version() const noexcept override { return "direct/1"; }

    [[nodiscard]] WebhookVerdict verify(const api::Request&, std::string_view) const override {
        return WebhookVerdict::not_a_webhook;
    }

    [[nodiscard]] std::string_view event_id(const api::Request&) const override { return {}; }

    [[nodiscard]] int confidence(json::Value root) const override {
        const json::Value first = root.is_array()             ? root.at(0)
                                  : root["orders"].is_array() ? root["orders"].at(0)
                                                              : root;
        return looks_like_order(first) ? 100 : 0;
    }

    // A body that is no order at all is still read, so that the caller learns every member it lacks.
    [[nodiscard]] Result<std::vector<IntakeOrder>> read(json::Value root, const IntakeContext& context)
        const override {
        if (!root.is_object() && !root.is_array()) {
            return fail(Errc::not_this_platform, "an order is a JSON object");
        }
        std::vector<IntakeOrder> orders;
        for (OrderValue& found : find_orders(root, {}, "orders")) {
            IntakeOrder& out = orders.emplace_back();
            out.pointers.set_same_shape();
            order::ReadOrder read = order::read_shape(found.value);
            out.order = std::move(read.order);
            out.violations = std::move(read.violations);
            for (Violation& violation : out.violations) {
                violation.pointer = violation.canonical_pointer;
                violation.canonical_pointer.erase(0, found.root.size());
            }
            out.pointers.set_root(std::move(found.root));
            // The host knows who sent it and when; what the caller wrote about that is not taken.
            PayloadReader(out, context).fill_source(platform(), version());
            out.order.message_id.clear();
            out.order.header.test = out.order.header.test || context.connection->test;
        }
        return orders;
    }
};

}  // namespace

const Dialect& direct_dialect() noexcept {
    static const DirectDialect kDialect;
    return kDialect;
}

}  // namespace silkgate::intake
