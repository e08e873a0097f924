#include "gateway/intake/payload_reader.hpp"

#include "gateway/core/time.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/order/order_money.hpp"

#include <algorithm>

namespace silkgate::intake {

using order::RuleName;

void PayloadReader::fill_source(std::string_view platform, std::string_view version) {
    order::Source& source = order().source;
    source.platform = platform;
    source.shop_id = context_.connection->shop_id;
    source.kind = context_.kind;
    source.received_at = context_.received_at;
    source.raw_sha256 = context_.raw_sha256;
    source.event_id = context_.event_id;
    source.signature = context_.signature;
    source.adapter_version = version;
}

void PayloadReader::report(RuleName rule, Place canonical, json::Value at, std::string_view found) {
    Violation violation = order::make_violation(rule, canonical.str(), found);
    violation.pointer = at ? at.pointer() : out_.pointers.to_source(violation.canonical_pointer);
    out_.violations.push_back(std::move(violation));
}

std::optional<Decimal> PayloadReader::decimal(json::Value value, Place canonical) {
    if (is_absent(value)) {
        return std::nullopt;
    }
    const auto number = to_platform_decimal(value);
    if (!number) {
        report(RuleName::decimal_malformed, canonical, value, value.text());
        return std::nullopt;
    }
    return *number;
}

Decimal PayloadReader::required_decimal(json::Value value, Place canonical) {
    if (is_absent(value)) {
        report(RuleName::member_missing, canonical, value);
        return {};
    }
    return decimal(value, canonical).value_or(Decimal{});
}

std::string PayloadReader::required_text(json::Value value, Place canonical) {
    std::string text = to_text(value);
    if (text.empty()) {
        const bool absent = is_absent(value) || value.is_string();
        report(absent ? RuleName::member_missing : RuleName::wrong_type, canonical, value);
    }
    return text;
}

std::optional<order::Time> PayloadReader::time(json::Value value, Place canonical) {
    if (is_absent(value)) {
        return std::nullopt;
    }
    const auto instant =
        value.is_string() ? parse_rfc3339(value.text()) : fail(Errc::invalid_value, "not a text");
    if (!instant) {
        report(RuleName::time_malformed, canonical, value, value.text());
        return std::nullopt;
    }
    return order::Time{.instant = *instant, .source = std::string(value.text())};
}

std::optional<order::Time> PayloadReader::utc_time(json::Value value, Place canonical) {
    if (value.is_string()) {
        if (const auto instant = parse_utc_without_offset(value.text())) {
            return order::Time{.instant = *instant, .source = std::string(value.text())};
        }
    }
    return time(value, canonical);
}

bool PayloadReader::take_buyer_attribute(std::string_view name, json::Value value) {
    const auto& attributes = context_.connection->buyer_id_attributes;
    if (attributes.empty()) {
        return false;
    }
    const auto mapped = attributes.find(std::string(name));
    std::string text = to_text(value);
    if (mapped == attributes.end() || text.empty()) {
        return false;
    }
    const std::string_view kind_and_part = mapped->second;
    const auto dot = kind_and_part.find('.');
    const std::string_view kind = kind_and_part.substr(0, dot);
    const std::string_view part =
        dot == std::string_view::npos ? std::string_view{} : kind_and_part.substr(dot + 1);
    if (part == "series") {
        id_series_.emplace_back(kind, std::move(text));
        return true;
    }
    auto id = std::ranges::find(buyer_ids_, kind, &order::PartyId::kind);
    if (id == buyer_ids_.end()) {
        id = buyer_ids_.insert(buyer_ids_.end(), order::PartyId{});
        id->kind = kind;
    }
    std::string& target = part == "issued"    ? id->issued
                          : part == "expires" ? id->expires
                          : part == "issuer"  ? id->issuer
                          : part == "country" ? id->country
                                              : id->number;
    target = std::move(text);
    return true;
}

void PayloadReader::fill_buyer_ids() {
    for (const auto& [kind, series] : id_series_) {
        const auto id = std::ranges::find(buyer_ids_, kind, &order::PartyId::kind);
        if (id != buyer_ids_.end() && !id->number.starts_with(series)) {
            id->number = series + id->number;
        }
    }
    // The issue date of a document whose number is not there says nothing.
    std::erase_if(buyer_ids_, [](const order::PartyId& id) { return id.number.empty(); });
    if (buyer_ids_.empty()) {
        return;
    }
    for (order::PartyId& id : buyer_ids_) {
        // "RU_PASSPORT": the kind names its country.
        if (id.country.empty() && id.kind.size() > 3 && id.kind[2] == '_') {
            id.country = id.kind.substr(0, 2);
        }
    }
    order::Parties& parties = order().parties;
    if (!parties.buyer) {
        parties.buyer.emplace();
    }
    // A number that the payload has in its own member stays.
    const auto add_ids = [&](order::Party& party) {
        for (const order::PartyId& id : buyer_ids_) {
            if (order::find_id(party, id.kind) == nullptr) {
                party.ids.push_back(id);
            }
        }
    };
    add_ids(*parties.buyer);
    if (parties.consignee &&
        (parties.buyer->name.empty() || parties.buyer->name == parties.consignee->name)) {
        add_ids(*parties.consignee);
    }
}

std::optional<Decimal> sum(std::optional<Decimal> a, std::optional<Decimal> b) {
    return order::plus(a, b);
}

void close_money(order::Order& order) {
    order.money.goods = order::sum_goods(order.lines).value_or(Decimal{});
    order.money.unexplained = order::compute_unexplained(order.money).value_or(Decimal{});
}

std::string_view to_tax_kind(std::string_view title) {
    const auto has = [title](std::string_view word) { return title.find(word) != std::string_view::npos; };
    if (has("VAT") || has("НДС") || has("ҚҚС") || has("QQS") || has("增值税") || has("TVA") || has("MwSt")) {
        return "vat";
    }
    if (has("GST")) {
        return "gst";
    }
    return has("Duty") || has("duty") || has("关税") || has("пошлин") ? "duty" : "sales";
}

std::vector<OrderValue>
find_orders(json::Value root, std::string_view single_wrapper, std::string_view list_wrapper) {
    const auto elements_of = [](json::Value array, const std::string& base) {
        std::vector<OrderValue> orders;
        orders.reserve(array.size());
        for (const json::Value element : array) {
            orders.push_back({.value = element, .root = base + "/" + std::to_string(orders.size())});
        }
        return orders;
    };
    if (root.is_array()) {
        return elements_of(root, {});
    }
    if (!single_wrapper.empty() && root[single_wrapper].is_object()) {
        return {{.value = root[single_wrapper], .root = "/" + std::string(single_wrapper)}};
    }
    if (!list_wrapper.empty() && root[list_wrapper].is_array()) {
        return elements_of(root[list_wrapper], "/" + std::string(list_wrapper));
    }
    return {{.value = root, .root = {}}};
}

WebhookVerdict verify_hmac(const api::Request& request, std::string_view header, std::string_view secret) {
    const std::string_view signature = request.header(header);
    if (signature.empty()) {
        return WebhookVerdict::not_a_webhook;
    }
    if (secret.empty()) {
        return WebhookVerdict::wrong;
    }
    const crypto::Sha256 digest = crypto::hmac_sha256(secret, request.body);
    std::string bytes(digest.begin(), digest.end());
    return crypto::equal_constant_time(crypto::to_base64(bytes), signature) ? WebhookVerdict::verified
                                                                            : WebhookVerdict::wrong;
}

}  // namespace silkgate::intake
