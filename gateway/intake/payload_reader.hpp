// What the dialects share: values of a payload as texts, decimals and times, with violations that have both
// pointers.
#pragma once

#include "gateway/core/decimal.hpp"
#include "gateway/intake/intake.hpp"
#include "gateway/intake/members.hpp"
#include "gateway/order/rule_table.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace silkgate::intake {

// The text of a string or number, without control characters and blanks at its ends; empty for anything else.
[[nodiscard]] std::string to_text(json::Value value);
// The same for platforms that put HTML entities into texts (WooCommerce: "&ndash;", "&#8211;").
[[nodiscard]] std::string to_text_without_entities(json::Value value);

// A decimal as platforms write it: a string or a number. A JSON number with more than 9 decimals is a binary
// float
// ("10.799999999999999") and is rounded at 9, half to even, without trailing zeros. Exponents are errors.
[[nodiscard]] Result<Decimal> to_platform_decimal(json::Value value);

// True when a platform hid a part: two asterisks in a row, or one in a phone number.
[[nodiscard]] bool is_masked(std::string_view text) noexcept;

// ISO 15924 code of the one script all letters belong to (Latn, Cyrl, Hani, Arab, Deva), or empty.
[[nodiscard]] std::string_view find_script(std::string_view utf8) noexcept;

// One person or firm as the platforms have it, before it is a Party.
struct PersonTexts {
    std::string name;
    std::string given;
    std::string family;
    std::string company;
    std::string phone;
    std::string email;
    order::Address address;
    bool has_address = false;
};

// Nothing when there is neither a name nor an address nor a way to reach them.
[[nodiscard]] std::optional<order::Party> to_party(PersonTexts person);

// Where the payload gives the consignee no phone or e-mail but has the same name for the buyer, they are the
// buyer's.
void complete_consignee(order::Parties& parties);

using order::Place;

class PayloadReader {
public:
    PayloadReader(IntakeOrder& out, const IntakeContext& context) : out_(out), context_(context) {}

    [[nodiscard]] IntakeOrder& out() { return out_; }
    [[nodiscard]] order::Order& order() { return out_.order; }
    [[nodiscard]] const IntakeContext& context() const { return context_; }
    // Where paths of members that are not read go; null where nobody asked.
    [[nodiscard]] std::vector<std::string>* dropped() {
        return context_.list_dropped ? &out_.dropped : nullptr;
    }

    // Source block and what the connection says of every order.
    void fill_source(std::string_view platform, std::string_view version);

    // Pairs for the pointers; `source` is relative to the order in the payload.
    void point(Place canonical, Place source) { out_.pointers.add(canonical, source); }

    // A violation at `canonical`; its pointer is that of `at`, or of the nearest thing known where `at` is
    // absent.
    void report(order::RuleName rule, Place canonical, json::Value at, std::string_view found = {});

    [[nodiscard]] bool is_absent(json::Value value) const {
        return !value || value.is_null() || (value.is_string() && value.text().empty());
    }

    // Absent: nothing. Not a decimal: a violation and nothing.
    [[nodiscard]] std::optional<Decimal> decimal(json::Value value, Place canonical);
    // Absent is a violation too, and the answer 0 then counts for nothing: the order has an error.
    [[nodiscard]] Decimal required_decimal(json::Value value, Place canonical);
    [[nodiscard]] std::string required_text(json::Value value, Place canonical);
    // RFC 3339 with offset.
    [[nodiscard]] std::optional<order::Time> time(json::Value value, Place canonical);
    // Without an offset; the platform says it is UTC.
    [[nodiscard]] std::optional<order::Time> utc_time(json::Value value, Place canonical);

    // The buyer-id attributes of the connection: true when `name` is one and was taken over.
    bool take_buyer_attribute(std::string_view name, json::Value value);
    // Puts the identity numbers that were taken into the buyer and, where it is the same person, the
    // consignee.
    void fill_buyer_ids();

private:
    IntakeOrder& out_;
    const IntakeContext& context_;
    std::vector<order::PartyId> buyer_ids_;
    std::vector<std::pair<std::string, std::string>> id_series_;  // kind → series, written before the number
};

// The order's lines: read(item, index) for each object of the list at `source`; anything else is a violation.
template <class Read>
void read_items(PayloadReader& in, json::Value items, std::string_view source, Read&& read) {
    in.point("/lines", source);
    in.order().lines.reserve(items.size());
    std::size_t index = 0;
    for (const json::Value item : items) {
        if (item.is_object()) {
            read(item, index);
        } else {
            in.report(order::RuleName::wrong_type, "/lines/" + std::to_string(index), item);
        }
        ++index;
    }
}

// Sum of what is known; nothing once a part is unknown or the sum does not fit.
[[nodiscard]] std::optional<Decimal> sum(std::optional<Decimal> a, std::optional<Decimal> b);

// Sets money.goods from the lines and money.unexplained from the rest.
void close_money(order::Order& order);

// "vat", "gst", "duty" or "sales", by the words of a tax line's title.
[[nodiscard]] std::string_view to_tax_kind(std::string_view title);

// The orders of a document: itself, an array, or the member that wraps it or them.
struct OrderValue {
    json::Value value;
    std::string root;  // pointer of the order in the document
};
[[nodiscard]] std::vector<OrderValue>
find_orders(json::Value root, std::string_view single_wrapper, std::string_view list_wrapper);

// X-…-Signature of platforms that sign the raw body with HMAC-SHA256 in Base64. Compared in constant time.
[[nodiscard]] WebhookVerdict
verify_hmac(const api::Request& request, std::string_view header, std::string_view secret);

}  // namespace silkgate::intake
