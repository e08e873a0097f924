// Shopify: REST Admin API order and the orders/* webhooks, which share one shape (platforms facts 1, 2.1).
#include "gateway/core/country.hpp"
#include "gateway/intake/dialect_list.hpp"
#include "gateway/intake/shopify_order.hpp"

namespace silkgate::intake {
namespace shopify {
namespace {

using order::PaymentStatus;
using order::RuleName;
using order::Status;

struct FinancialStatus {
    std::string_view word;
    PaymentStatus status;
};

// voided and expired: the authorisation ended without a payment.
constexpr FinancialStatus kFinancialStatuses[] = {
    {"pending", PaymentStatus::unpaid},
    {"authorized", PaymentStatus::authorised},
    {"partially_paid", PaymentStatus::partly_paid},
    {"paid", PaymentStatus::paid},
    {"partially_refunded", PaymentStatus::partly_refunded},
    {"refunded", PaymentStatus::refunded},
    {"voided", PaymentStatus::unpaid},
    {"expired", PaymentStatus::unpaid},
};

bool is_cash_on_delivery(json::Value gateways) {
    for (const json::Value name : gateways) {
        const std::string_view text = name.text();
        if (text == "cash_on_delivery" || text == "Cash on Delivery (COD)" || text == "Cash on Delivery") {
            return true;
        }
    }
    return false;
}

void read_status(Reading& reading) {
    order::Header& header = reading.in.order().header;
    const json::Value financial = reading.members.get<"financial_status">();
    bool known = false;
    for (const FinancialStatus& row : kFinancialStatuses) {
        if (financial.text() == row.word) {
            header.payment_status = row.status;
            known = true;
        }
    }
    if (!known) {
        reading.in.report(RuleName::status_unknown, "/order/paymentStatus", financial);
    }
    if (header.payment_status == PaymentStatus::unpaid &&
        is_cash_on_delivery(reading.members.get<"payment_gateway_names">())) {
        header.payment_status = PaymentStatus::cod;
    }
    if (header.cancelled_at) {
        header.status = Status::cancelled;
    } else if (reading.members.get<"fulfillment_status">().text() == "fulfilled") {
        header.status = Status::shipped;
    }
}

void read_head(Reading& reading) {
    PayloadReader& in = reading.in;
    const OrderMembers& m = reading.members;
    order::Header& header = in.order().header;
    const bool named = !in.is_absent(m.get<"name">());
    in.point("/order/number", named ? "/name" : "/order_number");
    in.point("/order/createdAt", "/created_at");
    in.point("/order/flow/destinationCountry", "/shipping_address");
    header.number = in.required_text(named ? m.get<"name">() : m.get<"order_number">(), "/order/number");
    header.platform_id = to_text(m.get<"id">());
    header.test = m.get<"test">().is_true() || in.context().connection->test;
    if (auto created = in.time(m.get<"created_at">(), "/order/createdAt")) {
        header.created_at = std::move(*created);
    } else if (in.is_absent(m.get<"created_at">())) {
        in.report(RuleName::member_missing, "/order/createdAt", m.get<"created_at">());
    }
    header.updated_at = in.time(m.get<"updated_at">(), "/order/updatedAt");
    header.cancelled_at = in.time(m.get<"cancelled_at">(), "/order/cancelledAt");
    header.cancel_reason = to_text(m.get<"cancel_reason">());
    header.language = to_text(m.get<"customer_locale">());
    in.order().buyer_note = to_text(m.get<"note">());
    read_status(reading);
}

void read_note_attributes(Reading& reading, const Dropped& dropped) {
    std::size_t index = 0;
    for (const json::Value attribute : reading.members.get<"note_attributes">()) {
        if (!reading.in.take_buyer_attribute(attribute["name"].text(), attribute["value"]) &&
            dropped.paths != nullptr) {
            dropped.paths->push_back("/note_attributes/" + std::to_string(index));
        }
        ++index;
    }
}

void read_order(OrderValue found, const IntakeContext& context, std::string_view version, IntakeOrder& out) {
    out.pointers.set_root(std::move(found.root));
    PayloadReader in(out, context);
    in.fill_source("shopify", version);
    const Dropped dropped{.paths = in.dropped(), .base = {}};
    const OrderMembers members(found.value, dropped);
    Reading reading{.in = in, .members = members};
    read_head(reading);
    read_currency(reading);
    read_lines(reading);
    read_money(reading);
    read_parties(reading);
    read_note_attributes(reading, dropped);
    in.fill_buyer_ids();
    read_payments(reading);
    read_refunds(reading);
    read_consignments(reading);
}

}  // namespace
}  // namespace shopify

namespace {

// Of an order in this list or wrapper, or of the thing itself.
json::Value first_order(const std::vector<OrderValue>& found) {
    return found.empty() ? json::Value{} : found.front().value;
}

bool looks_like_order(json::Value value) {
    return value["line_items"].is_array() &&
           (value["total_price"].exists() || value["financial_status"].exists());
}

class ShopifyDialect final : public Dialect {
public:
    [[nodiscard]] std::string_view platform() const noexcept override { return "shopify"; }

    [[nodiscard]] std::string_view version() const noexcept override { return "shopify/1"; }

    [[nodiscard]] WebhookVerdict verify(const api::Request& request, std::string_view secret) const override {
        return verify_hmac(request, "X-Shopify-Hmac-Sha256", secret);
    }

    [[nodiscard]] std::string_view event_id(const api::Request& request) const override {
        return request.header("X-Shopify-Webhook-Id");
    }

    [[nodiscard]] int confidence(json::Value root) const override {
        if (root["orders"].is_array() && root["orders"].size() == 0) {
            return 60;
        }
        const json::Value first = first_order(find_orders(root, "order", "orders"));
        if (!looks_like_order(first)) {
            return shopify_graphql_shape().confidence(root);
        }
        return first["financial_status"].exists() ? 95 : 70;
    }

    [[nodiscard]] Result<std::vector<IntakeOrder>> read(json::Value root, const IntakeContext& context)
        const override {
        std::vector<OrderValue> found = find_orders(root, "order", "orders");
        if (!looks_like_order(first_order(found)) && shopify_graphql_shape().confidence(root) > 0) {
            return shopify_graphql_shape().read(root, context);
        }
        for (const OrderValue& order : found) {
            if (looks_like_order(order.value)) {
                continue;
            }
            // refunds/create and fulfillments/* carry the id of their order; thin hooks only their own.
            const bool has_id = order.value["order_id"].exists() || order.value["id"].exists();
            if (has_id && !order.value["line_items"].exists()) {
                const json::Value id =
                    order.value["order_id"].exists() ? order.value["order_id"] : order.value["id"];
                return fail(
                    Errc::fetch_needed,
                    "the payload names order " + to_text(id) + " without its content",
                    order.root
                );
            }
            return fail(
                Errc::not_this_platform,
                "not a Shopify order: line_items or total_price is missing",
                order.root
            );
        }
        std::vector<IntakeOrder> orders;
        orders.reserve(found.size());
        for (OrderValue& order : found) {
            shopify::read_order(std::move(order), context, version(), orders.emplace_back());
        }
        return orders;
    }
};

}  // namespace

const Dialect& shopify_dialect() noexcept {
    static const ShopifyDialect kDialect;
    return kDialect;
}

}  // namespace silkgate::intake
