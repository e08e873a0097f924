#include "adapters/cn/import_facts.hpp"

#include <algorithm>
#include <initializer_list>

namespace silkgate::adapters::cn {
namespace {

constexpr std::string_view kIdentityCard = "CN_ID";
constexpr std::string_view kQuotaUsed = "CN_quotaUsed";

const order::Party* first_party(std::initializer_list<const std::optional<order::Party>*> parties) {
    const auto* found = std::ranges::find_if(parties, [](const auto* party) { return party->has_value(); });
    return found == parties.end() ? nullptr : &***found;
}

std::string_view identity_card(const order::Party* party) {
    const auto* id = party == nullptr ? nullptr : order::find_id(*party, kIdentityCard);
    return id == nullptr ? std::string_view{} : std::string_view(id->number);
}

const order::Payment* first_payment(const order::Order& order) {
    const auto found = std::ranges::find_if(order.payments, [](const order::Payment& payment) {
        return !payment.id.empty() &&
               (payment.kind.empty() || payment.kind == "sale" || payment.kind == "capture");
    });
    return found == order.payments.end() ? nullptr : &*found;
}

void append(std::string& out, std::string_view part) {
    if (!part.empty()) {
        out += out.empty() ? "" : " ";
        out += part;
    }
}

// As the source wrote it in one string; else from the largest unit down, as an address in China is written.
std::string one_line(const order::Address& address) {
    if (!address.full.empty()) {
        return address.full;
    }
    std::string out;
    for (const std::string* part : {&address.region, &address.city, &address.district}) {
        append(out, *part);
    }
    for (const std::string& line : address.lines) {
        append(out, line);
    }
    if (address.lines.empty()) {
        for (const std::string* part : {&address.street, &address.house, &address.building, &address.flat}) {
            append(out, *part);
        }
    }
    return out;
}

// Absent when it can not be held.
std::optional<Decimal> sum(std::initializer_list<std::optional<Decimal>> parts) {
    Decimal total;
    for (const std::optional<Decimal>& part : parts) {
        const auto next = part ? add(total, *part) : Result<Decimal>(fail(Errc::invalid_value, {}));
        if (!next) {
            return std::nullopt;
        }
        total = *next;
    }
    return total;
}

std::optional<Decimal> fees(const order::OrderMoney& money) {
    std::optional<Decimal> total = Decimal{};
    for (const order::Fee& fee : money.fees) {
        total = sum({total, fee.amount});
    }
    return total;
}

// What the buyer paid as tax on top of the prices.
std::optional<Decimal> tax_on_top(const order::OrderMoney& money) {
    std::optional<Decimal> tax = money.tax;
    for (const order::Tax& part : money.taxes) {
        tax = part.included ? sum({tax, part.amount.negated()}) : tax;
    }
    return tax;
}

void resolve_amounts(Facts& facts) {
    const order::OrderMoney& money = facts.order->money;
    ImportFacts& import = facts.import;
    import.freight = sum({money.freight, money.insurance, fees(money)});
    import.discount = sum({money.discount, facts.reduction.negated()});
    import.tax = tax_on_top(money);
    const auto lowered = import.discount ? std::optional(import.discount->negated()) : std::nullopt;
    import.paid = sum({facts.goods_value, import.freight, import.tax, lowered});
    import.taxed_value = sum({facts.goods_value, money.freight, money.insurance});
}

std::optional<Decimal> quota_used(const order::Party* buyer) {
    const auto* registration = buyer == nullptr ? nullptr : order::find_registration(*buyer, kQuotaUsed);
    const auto amount = registration == nullptr ? Result<Decimal>(fail(Errc::invalid_value, {}))
                                                : Decimal::parse(registration->number);
    return amount ? std::optional(*amount) : std::nullopt;
}

}  // namespace

void resolve_import(Facts& facts) {
    const order::Parties& parties = facts.order->parties;
    ImportFacts& import = facts.import;
    import.buyer = first_party({&parties.buyer, &parties.consignee});
    import.consignee = first_party({&parties.consignee, &parties.buyer});
    import.payer = first_party({&parties.payer, &parties.buyer, &parties.consignee});
    import.buyer_id = identity_card(import.buyer);
    import.payer_id = identity_card(import.payer);
    import.payment = first_payment(*facts.order);
    import.pay = {.code = facts.configured.pay_code, .name = facts.configured.pay_name};
    if (import.payment != nullptr && import.pay.code.empty()) {
        import.pay = {.code = import.payment->provider_code, .name = import.payment->provider_name};
    }
    if (import.consignee != nullptr && import.consignee->address) {
        import.address = one_line(*import.consignee->address);
    }
    import.quota_used = quota_used(import.buyer);
    resolve_amounts(facts);
}

}  // namespace silkgate::adapters::cn
