#include "adapters/common/transport/s10_view.hpp"

#include "gateway/core/money.hpp"

#include <algorithm>
#include <charconv>

namespace silkgate::adapters::transport {
namespace {

constexpr std::size_t kHs6Digits = 6;

// "booking-2" → 1; 0 where the id ends with no number.
std::size_t consignment_index(std::string_view leg_id) {
    const auto dash = leg_id.rfind('-');
    if (dash == std::string_view::npos) {
        return 0;
    }
    const std::string_view digits = leg_id.substr(dash + 1);
    std::size_t number = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return problem == std::errc{} && end == digits.data() + digits.size() && number > 0 ? number - 1 : 0;
}

// `total` × part ÷ whole; exact when part is the whole.
std::optional<Decimal> share(Decimal total, Decimal part, Decimal whole, int scale) {
    if (part == whole) {
        return total;
    }
    const auto product = multiply_rounded(total, part, Decimal::kScaleMax, Rounding::half_up);
    if (!product) {
        return std::nullopt;
    }
    const auto quotient = divide(*product, whole, scale, Rounding::half_up);
    return quotient ? std::optional(*quotient) : std::nullopt;
}

std::optional<Decimal> line_value(const order::Line& line) {
    const auto value = subtract(line.amount, line.discount.value_or(Decimal{}));
    return value ? std::optional(*value) : std::nullopt;
}

S10LineView view_line(const order::Order& order, std::size_t index, Decimal quantity) {
    constexpr int kGrams = 3;
    const order::Line& line = order.lines[index];
    const auto currency = Currency::parse(order.money.currency);
    S10LineView view{.line = &line, .index = index, .quantity = quantity, .net_weight = {}, .value = {}};
    if (line.customs.net_weight) {
        view.net_weight = share(*line.customs.net_weight, quantity, line.quantity, kGrams);
    }
    if (const auto value = line_value(line)) {
        view.value = share(*value, quantity, line.quantity, currency ? currency->minor_units() : 2);
    }
    return view;
}

std::vector<S10LineView> view_lines(const order::Order& order, const order::Consignment* consignment) {
    std::vector<S10LineView> views;
    const bool whole_order = consignment == nullptr || consignment->lines.empty();
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        const order::Line& line = order.lines[i];
        if (!order::is_declarable(line)) {
            continue;
        }
        if (whole_order) {
            views.push_back(view_line(order, i, line.quantity));
            continue;
        }
        const auto part = std::ranges::find(consignment->lines, line.id, &order::ConsignmentLine::line_id);
        if (part != consignment->lines.end()) {
            views.push_back(view_line(order, i, part->quantity));
        }
    }
    return views;
}

// Σ of a weight that every element states; nullopt when there is no element or one states none.
template <class Range, class Weight>
std::optional<Decimal> sum_if_all(const Range& range, Weight weight) {
    Decimal sum;
    for (const auto& element : range) {
        const std::optional<Decimal> part = weight(element);
        const auto next = part ? add(sum, *part) : Result<Decimal>(fail(Errc::invalid_value, "no weight"));
        if (!next) {
            return std::nullopt;
        }
        sum = *next;
    }
    return range.empty() ? std::nullopt : std::optional(sum);
}

std::optional<Decimal> resolve_gross_weight(const S10View& view) {
    if (view.consignment != nullptr && view.consignment->gross_weight) {
        return view.consignment->gross_weight;
    }
    if (view.consignment != nullptr) {
        // A row of several packages does not say whether its weight is that of one or of all.
        const auto packages = sum_if_all(view.consignment->packages, [](const order::Package& package) {
            return package.count == 1 ? package.gross_weight : std::nullopt;
        });
        if (packages) {
            return packages;
        }
    }
    return sum_if_all(view.lines, [](const S10LineView& part) {
        return part.quantity == part.line->quantity ? part.line->customs.gross_weight : std::nullopt;
    });
}

}  // namespace

S10View view_consignment(const order::Order& order, const Leg& leg) {
    S10View view;
    view.order = &order;
    view.index = consignment_index(leg.id);
    view.consignment = view.index < order.consignments.size() ? &order.consignments[view.index] : nullptr;
    view.lines = view_lines(order, view.consignment);
    view.gross_weight = resolve_gross_weight(view);
    return view;
}

std::string_view s10_description(const order::Line& line) noexcept {
    const order::CustomsName* name = order::find_customs_name(line, "en");
    return name == nullptr ? std::string_view(line.title) : std::string_view(name->text);
}

std::string_view s10_hs6(const order::Line& line) noexcept {
    if (const order::CommodityCode* code = order::find_code(line, "HS6")) {
        return code->code;
    }
    for (const order::CommodityCode& code : line.customs.codes) {
        const bool is_tariff = code.system == "CN10" || code.system == "TNVED10" ||
                               code.system == "INITCHS8" || code.system == "PCT8";
        if (is_tariff && code.code.size() > kHs6Digits) {
            return std::string_view(code.code).substr(0, kHs6Digits);
        }
    }
    return {};
}

}  // namespace silkgate::adapters::transport
