// The equations and relations of platforms facts 5.2 and 5.3. Limits of single values are in
// order_limits.cpp, the rows themselves in order_rules.def.
#include "gateway/order/order_rules.hpp"

#include "gateway/order/limit_checker.hpp"
#include "gateway/order/order_limits.hpp"
#include "gateway/order/order_money.hpp"
#include "gateway/order/rule_table.hpp"

#include <algorithm>
#include <chrono>
#include <vector>

namespace silkgate::order {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr Instant kYear2000 = std::chrono::sys_days{std::chrono::year{2000} / 1 / 1};

// Collects the findings of one order.
class OrderCheck {
public:
    OrderCheck(const Order& order, Instant now, Violations& out) : order_(order), now_(now), out_(out) {}

    void run() {
        check_head();
        check_money();
        check_parties();
        check_lines();
        check_consignments();
    }

private:
    void add(RuleName rule, std::string pointer, std::string_view found = {}) {
        out_.push_back(make_violation(rule, std::move(pointer), found));
    }

    void check_head();
    void check_times();
    void check_money();
    void check_parties();
    void check_lines();
    void check_line(const Line& line, const std::string& at);
    void check_repeated_lines();
    void check_quantity(const Line& line, const std::string& at);
    void check_consignments();
    void check_consignment(const Consignment& consignment, const std::string& at);

    [[nodiscard]] std::size_t find_line(std::string_view id) const {
        const auto found = std::ranges::find(order_.lines, id, &Line::id);
        return static_cast<std::size_t>(found - order_.lines.begin());
    }

    const Order& order_;
    Instant now_;
    Violations& out_;
    std::vector<std::optional<Decimal>> consigned_;  // by line, over all consignments
};

void OrderCheck::check_times() {
    const Header& header = order_.header;
    const Instant created = header.created_at.instant;
    if (created < kYear2000 || created > now_ + hours{24}) {
        add(RuleName::created_implausible, "/order/createdAt", format_rfc3339(created));
    }
    const auto check_after = [&](const std::optional<Time>& time, const char* pointer) {
        if (time && time->instant < created - days{1}) {
            add(RuleName::time_order, pointer, format_rfc3339(time->instant));
        }
    };
    check_after(header.updated_at, "/order/updatedAt");
    check_after(header.paid_at, "/order/paidAt");
    check_after(header.cancelled_at, "/order/cancelledAt");
}

void OrderCheck::check_head() {
    const Header& header = order_.header;
    if (header.number.empty()) {
        add(RuleName::order_number, "/order/number");
    }
    if (header.test) {
        add(RuleName::test_order, "/order/test");
    }
    check_times();
    if (header.flow.origin_country.empty()) {
        add(RuleName::origin_missing, "/order/flow/originCountry");
    }
    if (header.flow.destination_country.empty()) {
        add(RuleName::destination_missing, "/order/flow/destinationCountry");
    }
}

void OrderCheck::check_money() {
    const OrderMoney& money = order_.money;
    const auto goods = sum_goods(order_.lines);
    if (!goods) {
        add(RuleName::number_overflow, "/money/goods");
    } else if (*goods != money.goods) {
        add(RuleName::goods_sum, "/money/goods", money.goods.to_string());
    }
    if (!money.discounts.empty()) {
        std::optional<Decimal> sum = Decimal{};
        for (const Discount& discount : money.discounts) {
            sum = plus(sum, discount.amount);
        }
        if (!sum || *sum != money.discount) {
            add(RuleName::discount_sum, "/money/discount", money.discount.to_string());
        }
    }
    const auto unexplained = compute_unexplained(money);
    if (!unexplained) {
        add(RuleName::number_overflow, "/money/total");
    } else if (*unexplained != money.unexplained) {
        add(RuleName::unexplained_wrong, "/money/unexplained", money.unexplained.to_string());
    } else if (!unexplained->is_zero()) {
        add(RuleName::total_unexplained, "/money/total", unexplained->to_string());
    }
    // What was refunded is part of what was paid before: the total that still stands and the refund together.
    if (money.refunded && !money.refunded->is_zero() && order_.refunds.empty() &&
        *money.refunded > money.total) {
        add(RuleName::refund_above_total, "/money/refunded", money.refunded->to_string());
    }
}

bool all_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Known only for some countries; unknown ones are accepted.
bool is_postcode_of(std::string_view country, std::string_view postcode) {
    const auto digits = [&](std::size_t count) { return postcode.size() == count && all_digits(postcode); };
    if (country == "CN" || country == "RU" || country == "BY" || country == "UZ" || country == "KG" ||
        country == "TJ" || country == "IN") {
        return digits(6);
    }
    if (country == "KZ") {
        return digits(6) || (postcode.size() == 7 && std::ranges::all_of(postcode, [](char c) {
                                 return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
                             }));
    }
    if (country == "PK") {
        return digits(5);
    }
    return country != "IR" || digits(10);
}

void OrderCheck::check_parties() {
    const Parties& parties = order_.parties;
    if (!parties.consignee) {
        add(RuleName::consignee_missing, "/parties/consignee");
    }
    if (!parties.seller) {
        add(RuleName::seller_missing, "/parties/seller");
    }
    if (parties.buyer && parties.buyer->masked) {
        add(RuleName::party_masked, "/parties/buyer");
    }
    if (!parties.consignee) {
        return;
    }
    if (parties.consignee->masked) {
        add(RuleName::party_masked, "/parties/consignee");
    }
    const auto& address = parties.consignee->address;
    if (address && !address->postcode.empty() && !is_postcode_of(address->country, address->postcode)) {
        add(RuleName::postcode_pattern, "/parties/consignee/address/postcode");
    }
}

void OrderCheck::check_repeated_lines() {
    // Ids are compared in pairs up to this many lines; longer orders sort them first.
    constexpr std::size_t kPairwiseMax = 32;
    const auto& lines = order_.lines;
    const auto report = [&](std::size_t i, bool same_id) {
        add(same_id ? RuleName::line_id_repeated : RuleName::line_number_repeated,
            "/lines/" + std::to_string(i) + (same_id ? "/id" : "/number"));
    };
    if (lines.size() <= kPairwiseMax) {
        for (std::size_t i = 1; i < lines.size(); ++i) {
            const auto end = lines.begin() + static_cast<std::ptrdiff_t>(i);
            if (!lines[i].id.empty() &&
                std::ranges::find(lines.begin(), end, lines[i].id, &Line::id) != end) {
                report(i, true);
            }
            if (std::ranges::find(lines.begin(), end, lines[i].number, &Line::number) != end) {
                report(i, false);
            }
        }
        return;
    }
    std::vector<std::size_t> order(lines.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return std::string_view(lines[i].id); });
    for (std::size_t i = 1; i < order.size(); ++i) {
        if (!lines[order[i]].id.empty() && lines[order[i]].id == lines[order[i - 1]].id) {
            report(order[i], true);
        }
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return lines[i].number; });
    for (std::size_t i = 1; i < order.size(); ++i) {
        if (lines[order[i]].number == lines[order[i - 1]].number) {
            report(order[i], false);
        }
    }
}

void OrderCheck::check_quantity(const Line& line, const std::string& at) {
    const Decimal taken =
        plus(line.cancelled.value_or(Decimal{}), line.refunded.value_or(Decimal{})).value_or(Decimal{});
    if (line.quantity.is_zero() && taken.is_zero()) {
        add(RuleName::quantity_not_positive, at + "/quantity", line.quantity.to_string());
    }
    if (line.ordered && minus(line.ordered, taken) != std::optional(line.quantity)) {
        add(RuleName::quantity_equation, at + "/quantity", line.quantity.to_string());
    }
    // quantity × unitPrice needs up to 18 decimals; it is compared at 9, far below the tolerance.
    const auto product =
        multiply_rounded(line.quantity, line.unit_price, Decimal::kScaleMax, Rounding::half_even);
    const auto tolerance =
        multiply_rounded(line.quantity, Decimal::from_parts(1, 2), Decimal::kScaleMax, Rounding::half_even);
    const auto difference = product ? minus(line.amount, *product) : std::nullopt;
    if (!difference || !tolerance) {
        add(RuleName::number_overflow, at + "/amount");
        return;
    }
    const Decimal size = difference->is_negative() ? difference->negated() : *difference;
    if (size > *tolerance) {
        add(RuleName::line_amount, at + "/amount", line.amount.to_string());
    }
}

bool is_gtin_length(std::size_t length) {
    return length == 8 || (length >= 12 && length <= 14);
}

void OrderCheck::check_line(const Line& line, const std::string& at) {
    if (is_gtin_length(line.barcode.size()) && all_digits(line.barcode) &&
        !has_gtin_check_digit(line.barcode)) {
        add(RuleName::gtin_check_digit, at + "/barcode", line.barcode);
    }
    if (line.title.empty()) {
        add(RuleName::title_missing, at + "/title");
    }
    check_quantity(line, at);
    if (is_declarable(line) && line.amount.is_zero()) {
        add(RuleName::price_zero, at + "/unitPrice", line.unit_price.to_string());
    }
    if (!line.parent_id.empty() && find_line(line.parent_id) == order_.lines.size()) {
        add(RuleName::parent_unknown, at + "/parentId", line.parent_id);
    }
    const LineCustoms& customs = line.customs;
    if (customs.net_weight && customs.gross_weight && *customs.gross_weight < *customs.net_weight) {
        add(RuleName::gross_below_net, at + "/customs/grossWeight", customs.gross_weight->to_string());
    }
}

void OrderCheck::check_lines() {
    if (order_.lines.empty()) {
        add(RuleName::no_lines, "/lines");
        return;
    }
    check_repeated_lines();
    for (std::size_t i = 0; i < order_.lines.size(); ++i) {
        check_line(order_.lines[i], "/lines/" + std::to_string(i));
    }
}

void OrderCheck::check_consignment(const Consignment& consignment, const std::string& at) {
    std::optional<Decimal> net = Decimal{};
    for (std::size_t i = 0; i < consignment.lines.size(); ++i) {
        const ConsignmentLine& entry = consignment.lines[i];
        const std::string here = at + "/lines/" + std::to_string(i);
        const std::size_t index = find_line(entry.line_id);
        if (index == order_.lines.size()) {
            add(RuleName::consignment_line_unknown, here + "/lineId", entry.line_id);
            net = std::nullopt;
            continue;
        }
        const Line& line = order_.lines[index];
        const bool fitted = consigned_[index] && *consigned_[index] <= line.quantity;
        consigned_[index] = plus(consigned_[index], entry.quantity);
        if (fitted && !(consigned_[index] && *consigned_[index] <= line.quantity)) {
            add(RuleName::consignment_quantity, here + "/quantity", entry.quantity.to_string());
        }
        // The part of a line's weight is not known where the consignment takes a part of it.
        net = entry.quantity == line.quantity ? plus(net, line.customs.net_weight) : std::nullopt;
    }
    if (net && consignment.gross_weight && *consignment.gross_weight < *net) {
        add(RuleName::consignment_gross, at + "/grossWeight", consignment.gross_weight->to_string());
    }
}

void OrderCheck::check_consignments() {
    if (order_.consignments.empty()) {
        return;
    }
    consigned_.assign(order_.lines.size(), Decimal{});
    for (std::size_t i = 0; i < order_.consignments.size(); ++i) {
        const Consignment& consignment = order_.consignments[i];
        const std::string at = "/consignments/" + std::to_string(i);
        const auto end = order_.consignments.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::ranges::find(order_.consignments.begin(), end, consignment.ref, &Consignment::ref) != end) {
            add(RuleName::consignment_ref_repeated, at + "/ref", consignment.ref);
        }
        check_consignment(consignment, at);
    }
}

}  // namespace

Violations check_order(const Order& order, Instant now) {
    Violations out;
    check_limits(order, out);
    OrderCheck(order, now, out).run();
    return out;
}

}  // namespace silkgate::order
