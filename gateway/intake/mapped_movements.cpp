// Payments, refunds and parcels of a mapped order.
#include "gateway/intake/mapped_order.hpp"
#include "gateway/order/order_money.hpp"

#include <algorithm>

namespace silkgate::intake {

void MappedOrder::read_payments() {
    for (const PaymentRow& row : mapping_.payments) {
        for_each(row.each, [&] {
            if (!word(row.skip).empty()) {
                return;
            }
            order::Payment payment;
            payment.id = text(row.id);
            payment.provider_code = text(row.provider_code);
            payment.provider_name = text(row.provider_name);
            payment.method = word(row.method);
            payment.amount = money(row.amount, "/payments");
            if (payment.id.empty() && payment.provider_code.empty() && payment.provider_name.empty() &&
                payment.method.empty()) {
                return;
            }
            if (payment.amount) {
                const std::string code = text(row.currency);
                payment.currency = code.empty() ? in_.order().money.currency : read_currency_code(code).code;
            }
            payment.paid_at = time(row.paid_at, "/payments");
            payment.kind = word(row.kind);
            payment.evidence = payment.id.empty() ? std::string("none") : word(row.evidence);
            point("/payments/" + std::to_string(in_.order().payments.size()), row.id.paths);
            in_.order().payments.push_back(std::move(payment));
        });
    }
}

std::vector<order::ConsignmentLine> MappedOrder::read_parts(const PartRows& rows, std::string_view at) {
    std::vector<order::ConsignmentLine> parts;
    const auto& lines = in_.order().lines;
    if (rows.all) {
        for (const order::Line& line : lines) {
            if (order::counts_as_goods(line.kind) && line.quantity > Decimal{}) {
                parts.push_back({.line_id = line.id, .quantity = line.quantity});
            }
        }
        return parts;
    }
    if (!rows.each) {
        return parts;
    }
    for_each(rows.each, [&] {
        const std::string id = text(rows.line_id);
        auto quantity = number(rows.quantity, at);
        auto line = std::ranges::find(lines, id + "-" + text(rows.variant), &order::Line::id);
        if (line == lines.end()) {
            line = std::ranges::find(lines, id, &order::Line::id);
        }
        if (quantity && quantity->is_negative()) {
            quantity = quantity->negated();
        }
        if (line != lines.end() && quantity && *quantity > Decimal{}) {
            parts.push_back({.line_id = line->id, .quantity = *quantity});
        }
    });
    return parts;
}

void MappedOrder::read_refunds() {
    std::optional<Decimal> total = Decimal{};
    for (const RefundRow& row : mapping_.refunds) {
        for_each(row.each, [&] {
            order::Refund refund;
            refund.id = text(row.id);
            refund.reason = text(row.reason);
            refund.at = time(row.at, "/refunds");
            refund.amount = money(row.amount, "/refunds");
            refund.lines = read_parts(row.lines, "/refunds");
            const bool has_amount = refund.amount && !refund.amount->is_zero();
            if (!has_amount && refund.lines.empty() && refund.id.empty()) {
                return;
            }
            total = sum(total, refund.amount);
            in_.order().refunds.push_back(std::move(refund));
        });
    }
    if (!in_.order().refunds.empty() && !in_.order().money.refunded) {
        in_.order().money.refunded = total;
    }
}

// At most what the order still holds of a line: what was sent and then refunded is declared as a return.
void MappedOrder::read_consignments() {
    auto& all = in_.order().consignments;
    for (const ConsignmentRow& row : mapping_.consignments) {
        for_each(row.each, [&] {
            if (!word(row.skip).empty()) {
                return;
            }
            order::Consignment parcel;
            parcel.ref = text(row.ref);
            for (order::ConsignmentLine& part : read_parts(row.lines, "/consignments")) {
                const auto line = std::ranges::find(in_.order().lines, part.line_id, &order::Line::id);
                std::optional<Decimal> left = line->quantity;
                for (const order::Consignment& earlier : all) {
                    for (const order::ConsignmentLine& entry : earlier.lines) {
                        left = entry.line_id == part.line_id ? order::minus(left, entry.quantity) : left;
                    }
                }
                part.quantity = left ? std::min(*left, part.quantity) : Decimal{};
                if (part.quantity > Decimal{}) {
                    parcel.lines.push_back(std::move(part));
                }
            }
            const std::string number = text(row.number);
            const std::string name = text(row.carrier_name);
            const std::string code = text(row.carrier_code);
            if (!number.empty() || !name.empty() || !code.empty()) {
                parcel.logistics = order::Logistics{
                    .carrier_code = code,
                    .carrier_name = name,
                    .number = number,
                    .mode = {},
                    .provenance = std::nullopt
                };
            }
            if (row.weight) {
                parcel.gross_weight = kilograms(*row.weight, Decimal(1), "/consignments");
            }
            if (!parcel.lines.empty() && !parcel.ref.empty()) {
                point("/consignments/" + std::to_string(all.size()), row.ref.paths);
                all.push_back(std::move(parcel));
            }
        });
    }
}

}  // namespace silkgate::intake
