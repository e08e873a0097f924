// Shopify's people, payments, refunds and fulfilments.
#include "gateway/intake/shopify_order.hpp"
#include "gateway/order/order_money.hpp"

#include <algorithm>

namespace silkgate::intake::shopify {
namespace {

using order::RuleName;

using PersonMembers = Members<
    "name",
    "first_name",
    "last_name",
    "company",
    "phone",
    "country_code",
    "address1",
    "address2",
    "province",
    "city",
    "zip">;

PersonTexts read_person(json::Value value) {
    const PersonMembers m(value, {});
    PersonTexts person;
    person.name = to_text(m.get<"name">());
    person.given = to_text(m.get<"first_name">());
    person.family = to_text(m.get<"last_name">());
    person.company = to_text(m.get<"company">());
    person.phone = to_text(m.get<"phone">());
    order::Address& address = person.address;
    address.country = to_text(m.get<"country_code">());
    for (const json::Value part : {m.get<"address1">(), m.get<"address2">()}) {
        if (std::string line = to_text(part); !line.empty()) {
            address.lines.push_back(std::move(line));
        }
    }
    address.region = to_text(m.get<"province">());
    address.city = to_text(m.get<"city">());
    address.postcode = to_text(m.get<"zip">());
    person.has_address = !address.country.empty() || !address.lines.empty() || !address.city.empty() ||
                         !address.postcode.empty() || !address.region.empty();
    return person;
}

// The buyer is the customer; where the payload has none, whoever is billed. The customer's default address is
// that of today, not of this order, so the address is the one billed.
std::optional<order::Party> read_buyer(Reading& reading) {
    const OrderMembers& m = reading.members;
    const json::Value customer = m.get<"customer">();
    PersonTexts buyer = read_person(m.get<"billing_address">());
    if (customer.is_object()) {
        std::string given = to_text(customer["first_name"]);
        std::string family = to_text(customer["last_name"]);
        if (!given.empty() || !family.empty()) {
            buyer.given = std::move(given);
            buyer.family = std::move(family);
            buyer.name.clear();
            buyer.phone = to_text(customer["phone"]);
        }
        buyer.email = to_text(customer["email"]);
    }
    const std::string email = to_text(m.get<"email">());
    if (!email.empty() || buyer.email.empty()) {
        buyer.email = email.empty() ? to_text(m.get<"contact_email">()) : email;
    }
    if (buyer.phone.empty()) {
        buyer.phone = to_text(m.get<"phone">());
    }
    return to_party(std::move(buyer));
}

struct Method {
    std::string_view gateway;
    std::string_view method;
};

// Gateways whose kind of payment their name says; for the others nothing is claimed.
constexpr Method kMethods[] = {
    {"gift_card", "gift_card"},
    {"cash_on_delivery", "cod"},
    {"Cash on Delivery (COD)", "cod"},
    {"Cash on Delivery", "cod"},
    {"Bank Deposit", "transfer"},
    {"alipay", "wallet"},
    {"paypal", "wallet"},
    {"visa", "card"},
    {"mastercard", "card"},
};

std::string find_method(std::string_view gateway) {
    const auto* found = std::ranges::find(kMethods, gateway, &Method::gateway);
    return found == std::end(kMethods) ? std::string{} : std::string(found->method);
}

struct Kind {
    std::string_view word;
    std::string_view kind;
};

constexpr Kind kKinds[] = {
    {"sale", "sale"},
    {"authorization", "authorisation"},
    {"capture", "capture"},
    {"refund", "refund"},
    {"void", "void"},
};

void read_transaction(Reading& reading, json::Value transaction) {
    if (transaction["status"].text() != "success") {
        return;
    }
    PayloadReader& in = reading.in;
    const std::string authorization = to_text(transaction["authorization"]);
    order::Payment payment;
    payment.id = authorization.empty() ? to_text(transaction["id"]) : authorization;
    payment.provider_code = to_text(transaction["gateway"]);
    payment.method = find_method(payment.provider_code);
    payment.amount = in.decimal(transaction["amount"], "/payments");
    payment.currency = to_text(transaction["currency"]);
    payment.paid_at = in.time(transaction["processed_at"], "/payments");
    const auto* kind = std::ranges::find(kKinds, transaction["kind"].text(), &Kind::word);
    payment.kind = kind == std::end(kKinds) ? std::string_view{} : kind->kind;
    payment.evidence = authorization.empty() ? "platform_ledger" : "provider_id";
    in.order().payments.push_back(std::move(payment));
}

order::Refund read_refund(Reading& reading, json::Value value) {
    PayloadReader& in = reading.in;
    order::Refund refund;
    refund.id = to_text(value["id"]);
    refund.at = in.time(value["created_at"], "/refunds");
    refund.reason = to_text(value["note"]);
    std::optional<Decimal> amount;
    for (const json::Value transaction : value["transactions"]) {
        if (transaction["kind"].text() == "refund" && transaction["status"].text() == "success") {
            const bool same = transaction["currency"].text() == in.order().money.currency;
            const auto part = in.decimal(transaction["amount"], "/refunds");
            amount = same ? sum(amount.value_or(Decimal{}), part) : std::nullopt;
        }
    }
    refund.amount = amount;
    for (const json::Value item : value["refund_line_items"]) {
        const auto quantity = in.decimal(item["quantity"], "/refunds");
        std::string line_id = to_text(item["line_item_id"]);
        if (quantity && !line_id.empty()) {
            refund.lines.push_back({.line_id = std::move(line_id), .quantity = *quantity});
        }
    }
    return refund;
}

// What was sent of a line, at most what the order still holds of it: a unit sent and then refunded is
// declared as a return, not as part of the order.
void add_consigned(Reading& reading, json::Value item, order::Consignment& consignment) {
    const auto& lines = reading.in.order().lines;
    const auto quantity = reading.in.decimal(item["quantity"], "/consignments");
    const auto line = std::ranges::find(lines, to_text(item["id"]), &order::Line::id);
    if (!quantity || line == lines.end()) {
        return;
    }
    std::optional<Decimal> left = line->quantity;
    for (const order::Consignment& earlier : reading.in.order().consignments) {
        for (const order::ConsignmentLine& entry : earlier.lines) {
            left = entry.line_id == line->id ? order::minus(left, entry.quantity) : left;
        }
    }
    if (const Decimal sent = left ? std::min(*left, *quantity) : Decimal{}; sent > Decimal{}) {
        consignment.lines.push_back({.line_id = line->id, .quantity = sent});
    }
}

}  // namespace

void read_parties(Reading& reading) {
    PayloadReader& in = reading.in;
    order::Parties& parties = in.order().parties;
    in.point("/parties/consignee", "/shipping_address");
    in.point("/parties/consignee/name", "/shipping_address/name");
    in.point("/parties/consignee/phone", "/shipping_address/phone");
    in.point("/parties/consignee/address/postcode", "/shipping_address/zip");
    in.point("/parties/consignee/address/country", "/shipping_address/country_code");
    in.point(
        "/parties/buyer", reading.members.get<"customer">().is_object() ? "/customer" : "/billing_address"
    );
    parties.buyer = read_buyer(reading);
    if (reading.members.get<"shipping_address">().is_object()) {
        parties.consignee = to_party(read_person(reading.members.get<"shipping_address">()));
    }
    complete_consignee(parties);
    if (parties.consignee && parties.consignee->address) {
        in.order().header.flow.destination_country = parties.consignee->address->country;
    }
}

void read_payments(Reading& reading) {
    reading.in.point("/payments", "/payment_gateway_names");
    if (reading.members.get<"transactions">().size() > 0) {
        for (const json::Value transaction : reading.members.get<"transactions">()) {
            read_transaction(reading, transaction);
        }
        return;
    }
    // Without transactions the order names gateways only: no id, no amount, no proof.
    for (const json::Value name : reading.members.get<"payment_gateway_names">()) {
        if (std::string gateway = to_text(name); !gateway.empty()) {
            order::Payment payment;
            payment.method = find_method(gateway);
            payment.provider_code = std::move(gateway);
            payment.evidence = "none";
            reading.in.order().payments.push_back(std::move(payment));
        }
    }
}

void read_refunds(Reading& reading) {
    const json::Value refunds = reading.members.get<"refunds">();
    if (refunds.size() == 0) {
        return;
    }
    reading.in.point("/refunds", "/refunds");
    std::optional<Decimal> total = Decimal{};
    for (const json::Value value : refunds) {
        order::Refund refund = read_refund(reading, value);
        total = sum(total, refund.amount);
        reading.in.order().refunds.push_back(std::move(refund));
    }
    reading.in.order().money.refunded = total;
}

void read_consignments(Reading& reading) {
    PayloadReader& in = reading.in;
    std::size_t index = 0;
    for (const json::Value value : reading.members.get<"fulfillments">()) {
        const std::string source = "/fulfillments/" + std::to_string(index++);
        if (value["status"].text() != "success") {
            continue;
        }
        order::Consignment consignment;
        consignment.ref = to_text(in.is_absent(value["name"]) ? value["id"] : value["name"]);
        for (const json::Value item : value["line_items"]) {
            add_consigned(reading, item, consignment);
        }
        const std::string carrier = to_text(value["tracking_company"]);
        const std::string number = to_text(value["tracking_number"]);
        if (!carrier.empty() || !number.empty()) {
            consignment.logistics = order::Logistics{
                .carrier_code = {},
                .carrier_name = carrier,
                .number = number,
                .mode = {},
                .provenance = std::nullopt
            };
        }
        if (!consignment.lines.empty() && !consignment.ref.empty()) {
            in.point("/consignments/" + std::to_string(in.order().consignments.size()), source);
            in.order().consignments.push_back(std::move(consignment));
        }
    }
}

}  // namespace silkgate::intake::shopify
