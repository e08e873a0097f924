// WooCommerce: REST v3 order and the order.* webhooks, which share one shape (platforms facts 1, 2.1).
#include "gateway/intake/dialect_list.hpp"
#include "gateway/intake/webhook.hpp"
#include "gateway/intake/woocommerce_order.hpp"

#include <algorithm>
#include <array>

namespace silkgate::intake {
namespace woocommerce {
namespace {

using order::PaymentStatus;
using order::RuleName;
using order::Status;

struct StatusRow {
    std::string_view word;
    Status status;
};

// "completed" is set by the shop when the parcel has left. A refunded order is not sent any more; a failed
// payment can be tried again.
constexpr std::array kStatuses = {
    StatusRow{"pending", Status::new_},
    StatusRow{"processing", Status::new_},
    StatusRow{"on-hold", Status::new_},
    StatusRow{"failed", Status::new_},
    StatusRow{"checkout-draft", Status::new_},
    StatusRow{"completed", Status::shipped},
    StatusRow{"cancelled", Status::cancelled},
    StatusRow{"refunded", Status::cancelled},
    StatusRow{"trash", Status::cancelled},
};

void read_status(Reading& reading) {
    order::Header& header = reading.in.order().header;
    const std::string_view word = reading.members.get<"status">().text();
    const auto* row = std::ranges::find(kStatuses, word, &StatusRow::word);
    if (row == kStatuses.end()) {
        reading.in.report(RuleName::status_unknown, "/order/status", reading.members.get<"status">());
    } else {
        header.status = row->status;
    }
    if (word == "refunded") {
        header.payment_status = PaymentStatus::refunded;
    } else if (header.paid_at) {
        header.payment_status = reading.members.get<"refunds">().size() > 0 ? PaymentStatus::partly_refunded
                                                                            : PaymentStatus::paid;
    } else if (reading.members.get<"payment_method">().text() == "cod") {
        header.payment_status = PaymentStatus::cod;
    }
}

// `date_…_gmt` is UTC without an offset; `date_…` alone is in the shop's zone, which the payload does not
// name.
void read_head(Reading& reading) {
    PayloadReader& in = reading.in;
    const OrderMembers& m = reading.members;
    order::Header& header = in.order().header;
    in.point("/order/number", "/number");
    in.point("/order/createdAt", "/date_created_gmt");
    in.point("/order/status", "/status");
    in.point("/order/flow/destinationCountry", "/shipping");
    header.number = in.required_text(
        in.is_absent(m.get<"number">()) ? m.get<"id">() : m.get<"number">(), "/order/number"
    );
    header.platform_id = to_text(m.get<"id">());
    if (std::string parent = to_text(m.get<"parent_id">()); parent != "0") {
        header.parent_number = std::move(parent);
    }
    header.test = in.context().connection->test;
    if (auto created = in.utc_time(m.get<"date_created_gmt">(), "/order/createdAt")) {
        header.created_at = std::move(*created);
    } else if (in.is_absent(m.get<"date_created_gmt">())) {
        in.report(RuleName::member_missing, "/order/createdAt", m.get<"date_created_gmt">());
    }
    header.updated_at = in.utc_time(m.get<"date_modified_gmt">(), "/order/updatedAt");
    header.paid_at = in.utc_time(m.get<"date_paid_gmt">(), "/order/paidAt");
    in.order().buyer_note = to_text_without_entities(m.get<"customer_note">());
    read_status(reading);
}

void read_meta_data(Reading& reading, const Dropped& dropped) {
    std::size_t index = 0;
    for (const json::Value meta : reading.members.get<"meta_data">()) {
        if (!reading.in.take_buyer_attribute(meta["key"].text(), meta["value"]) && dropped.paths != nullptr) {
            dropped.paths->push_back("/meta_data/" + std::to_string(index));
        }
        ++index;
    }
}

IntakeOrder read_order(OrderValue found, const IntakeContext& context, std::string_view version) {
    IntakeOrder out;
    out.pointers.set_root(std::move(found.root));
    PayloadReader in(out, context);
    in.fill_source("woocommerce", version);
    const Dropped dropped{.paths = in.dropped(), .base = {}};
    const OrderMembers members(found.value, dropped);
    Reading reading{.in = in, .members = members};
    read_head(reading);
    read_lines(reading);
    read_money(reading);
    read_parties(reading);
    read_meta_data(reading, dropped);
    in.fill_buyer_ids();
    read_payment(reading);
    read_refunds(reading);
    return out;
}

}  // namespace
}  // namespace woocommerce

namespace {

bool looks_like_order(json::Value value) {
    return value["line_items"].is_array() && value["total"].exists() &&
           (value["date_created_gmt"].exists() || value["date_created"].exists() ||
            value["order_key"].exists());
}

// WordPress.com relays a shop's answers as {"data": …}.
std::vector<OrderValue> orders_of(json::Value root) {
    return find_orders(root, "data", "data");
}

class WooCommerceDialect final : public Dialect {
public:
    [[nodiscard]] std::string_view platform() const noexcept override { return "woocommerce"; }

    [[nodiscard]] std::string_view version() const noexcept override { return "woocommerce/1"; }

    [[nodiscard]] WebhookVerdict verify(const api::Request& request, std::string_view secret) const override {
        return verify_hmac(request, "X-WC-Webhook-Signature", secret);
    }

    [[nodiscard]] std::string_view event_id(const api::Request& request) const override {
        return request.header("X-WC-Webhook-Delivery-ID");
    }

    [[nodiscard]] int confidence(json::Value root) const override {
        const auto found = orders_of(root);
        const json::Value first = found.empty() ? json::Value{} : found.front().value;
        if (!looks_like_order(first)) {
            return 0;
        }
        return first["billing"].is_object() && first["shipping_total"].exists() ? 95 : 70;
    }

    [[nodiscard]] Result<std::vector<IntakeOrder>> read(json::Value root, const IntakeContext& context)
        const override {
        std::vector<OrderValue> found = orders_of(root);
        for (const OrderValue& order : found) {
            if (looks_like_order(order.value)) {
                continue;
            }
            if (order.value["id"].exists() && !order.value["line_items"].exists()) {
                const std::string id = to_text(order.value["id"]);
                return fail(
                    Errc::fetch_needed, "the payload names order " + id + " without its content", order.root
                );
            }
            return fail(
                Errc::not_this_platform,
                "not a WooCommerce order: line_items, total or dates are missing",
                order.root
            );
        }
        std::vector<IntakeOrder> orders;
        orders.reserve(found.size());
        for (OrderValue& order : found) {
            orders.push_back(woocommerce::read_order(std::move(order), context, version()));
        }
        return orders;
    }
};

}  // namespace

const Dialect& woocommerce_dialect() noexcept {
    static const WooCommerceDialect kDialect;
    return kDialect;
}

}  // namespace silkgate::intake
