// WooCommerce's people, payment and refunds.
#include "gateway/intake/woocommerce_order.hpp"

#include <algorithm>
#include <array>

namespace silkgate::intake::woocommerce {
namespace {

PersonTexts read_person(json::Value value) {
    PersonTexts person;
    person.given = to_text_without_entities(value["first_name"]);
    person.family = to_text_without_entities(value["last_name"]);
    person.company = to_text_without_entities(value["company"]);
    person.phone = to_text(value["phone"]);
    person.email = to_text(value["email"]);
    order::Address& address = person.address;
    address.country = to_text(value["country"]);
    for (const std::string_view member : {"address_1", "address_2"}) {
        if (std::string line = to_text_without_entities(value[member]); !line.empty()) {
            address.lines.push_back(std::move(line));
        }
    }
    address.region = to_text_without_entities(value["state"]);
    address.city = to_text_without_entities(value["city"]);
    address.postcode = to_text(value["postcode"]);
    person.has_address = !address.country.empty() || !address.lines.empty() || !address.city.empty() ||
                         !address.postcode.empty() || !address.region.empty();
    return person;
}

struct Method {
    std::string_view gateway;
    std::string_view method;
};

// WooCommerce's own gateways and those whose name says what they are; for the others nothing is claimed.
constexpr std::array kMethods = {
    Method{"cod", "cod"},
    Method{"bacs", "transfer"},
    Method{"cheque", "other"},
    Method{"paypal", "wallet"},
    Method{"alipay", "wallet"},
    Method{"ppcp-gateway", "wallet"},
};

}  // namespace

void read_parties(Reading& reading) {
    PayloadReader& in = reading.in;
    order::Parties& parties = in.order().parties;
    in.point("/parties/consignee", "/shipping");
    in.point("/parties/consignee/name", "/shipping/last_name");
    in.point("/parties/consignee/phone", "/shipping");
    in.point("/parties/consignee/address/postcode", "/shipping/postcode");
    in.point("/parties/consignee/address/country", "/shipping/country");
    in.point("/parties/buyer", "/billing");
    parties.buyer = to_party(read_person(reading.members.get<"billing">()));
    parties.consignee = to_party(read_person(reading.members.get<"shipping">()));
    complete_consignee(parties);
    if (parties.consignee && parties.consignee->address) {
        in.order().header.flow.destination_country = parties.consignee->address->country;
    }
}

void read_payment(Reading& reading) {
    PayloadReader& in = reading.in;
    const OrderMembers& m = reading.members;
    order::Payment payment;
    payment.id = to_text(m.get<"transaction_id">());
    payment.provider_code = to_text(m.get<"payment_method">());
    payment.provider_name = to_text_without_entities(m.get<"payment_method_title">());
    if (payment.id.empty() && payment.provider_code.empty() && payment.provider_name.empty()) {
        return;
    }
    const auto* method = std::ranges::find(kMethods, payment.provider_code, &Method::gateway);
    payment.method = method == kMethods.end() ? std::string_view{} : method->method;
    if (in.order().header.paid_at) {
        payment.amount = in.order().money.total;
        payment.currency = in.order().money.currency;
        payment.paid_at = in.order().header.paid_at;
        payment.kind = "sale";
    }
    payment.evidence = payment.id.empty() ? "none" : "provider_id";
    in.point("/payments/0", "/payment_method");
    in.point("/payments/0/id", "/transaction_id");
    in.order().payments.push_back(std::move(payment));
}

// The order names its refunds with negative totals; which lines they take back is in the refunds' own
// documents.
void read_refunds(Reading& reading) {
    PayloadReader& in = reading.in;
    const json::Value refunds = reading.members.get<"refunds">();
    if (refunds.size() == 0) {
        return;
    }
    std::optional<Decimal> total = Decimal{};
    for (const json::Value value : refunds) {
        order::Refund refund;
        refund.id = to_text(value["id"]);
        refund.reason = to_text_without_entities(value["reason"]);
        if (const auto amount = in.decimal(value["total"], "/refunds")) {
            refund.amount = amount->is_negative() ? amount->negated() : *amount;
        }
        total = sum(total, refund.amount);
        in.order().refunds.push_back(std::move(refund));
    }
    in.order().money.refunded = total;
}

}  // namespace silkgate::intake::woocommerce
