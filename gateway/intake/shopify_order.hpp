// Parts of the Shopify dialect. Private to gateway/intake.
#pragma once

#include "gateway/intake/payload_reader.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::intake::shopify {

// Members of the REST order (and of the webhook, which has the same shape) that are read. platforms
// facts 2.1–2.4.
using OrderMembers = Members<
    "id",
    "name",
    "order_number",
    "test",
    "created_at",
    "updated_at",
    "cancelled_at",
    "cancel_reason",
    "financial_status",
    "fulfillment_status",
    "customer_locale",
    "currency",
    "presentment_currency",
    "taxes_included",
    "estimated_taxes",
    "total_price",
    "total_price_set",
    "current_total_price",
    "current_total_price_set",
    "total_discounts",
    "total_discounts_set",
    "current_total_discounts",
    "current_total_discounts_set",
    "total_tax",
    "total_tax_set",
    "current_total_tax",
    "current_total_tax_set",
    "total_tip_received",
    "original_total_duties_set",
    "current_total_duties_set",
    "original_total_additional_fees_set",
    "current_total_additional_fees_set",
    "tax_lines",
    "discount_applications",
    "discount_codes",
    "line_items",
    "shipping_lines",
    "refunds",
    "fulfillments",
    "transactions",
    "payment_gateway_names",
    "customer",
    "shipping_address",
    "billing_address",
    "email",
    "contact_email",
    "phone",
    "note",
    "note_attributes">;

// One order being read.
struct Reading {
    PayloadReader& in;
    const OrderMembers& members;
    bool two_currencies = false;  // the shop's differs from the buyer's
    bool reduced = false;         // lines were refunded or removed, so the current_* amounts hold
};

// The amount in the currency the buyer paid in: `plain` where there is one currency, else from the money set
// `set`.
[[nodiscard]] std::optional<Decimal>
read_amount(Reading& reading, json::Value plain, json::Value set, Place canonical);

void read_currency(Reading& reading);
// Lines first: they tell whether the order was reduced.
void read_lines(Reading& reading);
void read_money(Reading& reading);
void read_parties(Reading& reading);
void read_payments(Reading& reading);
void read_refunds(Reading& reading);
void read_consignments(Reading& reading);

}  // namespace silkgate::intake::shopify
