// The head of a mapped order, its attributes, and what of it was not read.
#include "gateway/intake/mapped_order.hpp"

#include "gateway/order/words.hpp"

namespace silkgate::intake {

using order::RuleName;

void MappedOrder::read() {
    in_.fill_source(mapping_.platform, mapping_.version);
    read_currency();
    read_head();
    read_lines();
    read_money();
    read_parties();
    read_attributes();
    in_.fill_buyer_ids();
    read_payments();
    read_refunds();
    read_consignments();
}

void MappedOrder::read_head() {
    const HeadRows& rows = mapping_.head;
    order::Header& header = in_.order().header;
    header.number = text(rows.number, "/order/number");
    if (header.number.empty()) {
        in_.report(RuleName::member_missing, "/order/number", find(rows.number.paths));
    }
    header.platform_id = text(rows.platform_id);
    header.parent_number = text(rows.parent_number);
    header.group_number = text(rows.group_number);
    // A parent that is the order itself, or "0", is none.
    if (header.parent_number == header.number || header.parent_number == "0") {
        header.parent_number.clear();
    }
    if (auto created = time(rows.created_at, "/order/createdAt")) {
        header.created_at = std::move(*created);
    } else if (!find(rows.created_at.paths)) {
        in_.report(RuleName::member_missing, "/order/createdAt", {});
    }
    header.updated_at = time(rows.updated_at, "/order/updatedAt");
    header.paid_at = time(rows.paid_at, "/order/paidAt");
    header.cancelled_at = time(rows.cancelled_at, "/order/cancelledAt");
    header.cancel_reason = text(rows.cancel_reason);
    header.language = text(rows.language);
    header.nature_of_transaction = word(rows.nature);
    in_.order().buyer_note = text(rows.buyer_note);
    header.test = in_.context().connection->test || word(rows.test) == "true";
    if (!rows.status.rules.empty()) {
        point("/order/status", {rows.status.rules.back().path});
    }
    if (const auto known = order::find_word(order::kStatusWords, word(rows.status, "/order/status"))) {
        header.status = static_cast<order::Status>(*known);
    }
    const std::string paid = word(rows.payment_status, "/order/paymentStatus");
    if (const auto known = order::find_word(order::kPaymentStatusWords, paid)) {
        header.payment_status = static_cast<order::PaymentStatus>(*known);
    }
}

void MappedOrder::read_attributes() {
    for (const AttributeRow& row : mapping_.attributes) {
        row.each.each(places_, [&](json::Value value, json::Value) {
            static_cast<void>(in_.take_buyer_attribute(
                row.name.empty() ? value.key() : value[row.name].text(),
                row.value.empty() ? value : value[row.value]
            ));
        });
    }
}

}  // namespace silkgate::intake
