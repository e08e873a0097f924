#include "adapters/common/eaeu/facts.hpp"

#include "adapters/common/eaeu/script.hpp"
#include "gateway/core/money.hpp"
#include "gateway/rules/rules.hpp"

#include <algorithm>

namespace silkgate::adapters::eaeu {

bool has_consignee(const DeclarationView& view) {
    return view.consignee != nullptr;
}

bool has_name_parts(const DeclarationView& view) {
    return has_consignee(view) && view.consignee->name_parts.has_value();
}

bool is_date(std::string_view text) {
    return parse_date(text).has_value();
}

bool is_phone(std::string_view text) {
    const std::string_view digits = text.starts_with('+') ? text.substr(1) : text;
    return rules::matches({.kind = rules::Kind::digits, .min = 10, .max = 15}, digits);
}

bool is_issued_before_today(const DeclarationView& view) {
    const auto issued = parse_date(view.identity->issued);
    return !issued || *issued <= view.day;
}

std::size_t name_length(const order::NameParts& name) {
    return rules::count_code_points(name.family) + rules::count_code_points(name.given) +
           rules::count_code_points(name.patronymic) + 2;
}

bool has_address(const DeclarationView& view) {
    return has_consignee(view) && view.consignee->address.has_value();
}

bool is_russian(std::string_view text) {
    return has_cyrillic(text);
}

bool has_seller(const DeclarationView& view) {
    return view.seller != nullptr;
}

bool has_consignment(const DeclarationView& view) {
    return view.consignment != nullptr;
}

std::string_view waybill_of(const DeclarationView& view) {
    return has_consignment(view) && view.consignment->logistics
               ? std::string_view(view.consignment->logistics->number)
               : std::string_view{};
}

bool is_complete(const DeclarationView& view) {
    if (view.consignment->lines.empty()) {
        return true;
    }
    return std::ranges::all_of(view.lines, [&](const LineView& line) {
        Decimal carried;
        for (const order::ConsignmentLine& part : view.consignment->lines) {
            if (part.line_id == line.line->id) {
                const auto sum = add(carried, part.quantity);
                carried = sum ? *sum : Decimal{};
            }
        }
        return carried == line.line->quantity;
    });
}

bool is_parcel_heavy_enough(const DeclarationView& view) {
    return !view.gross || !view.consignment->gross_weight || *view.consignment->gross_weight >= *view.gross;
}

bool is_parcel_weight_of_goods(const DeclarationView& view) {
    return !view.gross || !view.consignment->gross_weight || *view.consignment->gross_weight <= *view.gross;
}

bool is_discount_on_lines(const DeclarationView& view) {
    Decimal on_lines;
    for (const order::Line& line : view.order->lines) {
        const auto sum = add(on_lines, line.discount.value_or(Decimal{}));
        on_lines = sum ? *sum : on_lines;
    }
    return view.order->money.discount <= on_lines;
}

bool has_code(const LineView& line) {
    return line.code != nullptr;
}

bool has_name(const LineView& line) {
    return line.name != nullptr;
}

bool is_tariff_code(const LineView& line) {
    const std::string_view code = line.code->code;
    const auto length = static_cast<int>(line.code->system == "TNVED10" ? 10 : 6);
    return rules::matches({.kind = rules::Kind::digits, .min = length, .max = length}, code) &&
           !code.starts_with("00") && !code.starts_with("77");
}

bool fits_descriptions(std::string_view text) {
    return split_text(text, 250).size() <= 4;
}

bool is_gross_at_least_net(const LineView& line) {
    return !line.gross || !line.line->customs.net_weight || *line.gross >= *line.line->customs.net_weight;
}

bool is_currency(std::string_view text) {
    return Currency::parse(text).has_value();
}

bool is_office_code(std::string_view text) {
    return (text.size() == 5 || text.size() == 8) &&
           rules::matches({.kind = rules::Kind::digits, .min = 5, .max = 8}, text);
}

bool has_identity(const DeclarationView& view) {
    return view.identity != nullptr;
}

}  // namespace silkgate::adapters::eaeu
