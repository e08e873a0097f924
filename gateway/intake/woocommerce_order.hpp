// Parts of the WooCommerce dialect. Private to gateway/intake.
#pragma once

#include "gateway/intake/payload_reader.hpp"

namespace silkgate::intake::woocommerce {

// Members of the REST v3 order that are read. platforms facts 2.1–2.4.
using OrderMembers = Members<
    "id",
    "parent_id",
    "number",
    "status",
    "currency",
    "date_created_gmt",
    "date_modified_gmt",
    "date_paid_gmt",
    "discount_total",
    "shipping_total",
    "total",
    "total_tax",
    "customer_note",
    "billing",
    "shipping",
    "payment_method",
    "payment_method_title",
    "transaction_id",
    "meta_data",
    "line_items",
    "tax_lines",
    "shipping_lines",
    "fee_lines",
    "coupon_lines",
    "refunds",
    "gift_cards">;

// One order being read.
struct Reading {
    PayloadReader& in;
    const OrderMembers& members;
};

void read_lines(Reading& reading);
void read_money(Reading& reading);
void read_parties(Reading& reading);
void read_payment(Reading& reading);
void read_refunds(Reading& reading);

}  // namespace silkgate::intake::woocommerce
