#include "adapters/common/eaeu/view.hpp"

#include "adapters/common/eaeu/script.hpp"

#include <algorithm>

namespace silkgate::adapters::eaeu {
namespace {

// Price of the line after the line's own discount. A discount of the whole order is not spread: the law knows
// the price of each thing, and the higher value is declared; a rule warns.
std::optional<Decimal> value_of(const order::Line& line) {
    const auto value = subtract(line.amount, line.discount.value_or(Decimal{}));
    return value ? std::optional(value->rounded(2, Rounding::half_up)) : std::nullopt;
}

// An organisation's number, else a sole trader's, else what the connection says of its own seller.
std::string_view tax_number_of(const order::Party* party, const DeclarationView& view) {
    std::string_view number;
    if (party != nullptr) {
        number = number_of(*party, view.country->tax_number);
        number = number.empty() ? number_of(*party, view.country->person_number) : number;
    }
    return number.empty() && view.filing->is_export
               ? view.connection->registration(std::string(view.country->code) + ".sellerTaxId")
               : number;
}

std::string without_blanks(std::string_view text) {
    std::string out;
    std::ranges::copy_if(text, std::back_inserter(out), [](char c) { return c != ' '; });
    return out;
}

// A single thing in the parcel weighs what the parcel weighs; with several the parcel's weight says nothing
// of each.
std::optional<Decimal>
gross_of(const order::Line& line, const order::Consignment* consignment, bool is_only_line) {
    if (line.customs.gross_weight || !is_only_line || consignment == nullptr) {
        return line.customs.gross_weight;
    }
    return consignment->gross_weight;
}

}  // namespace

DeclarationView::DeclarationView(
    const order::Order& the_order,
    const Context& context,
    const ReferenceData& the_data,
    const Country& the_country,
    const FilingRow& the_filing
)
    : order(&the_order),
      connection(context.connection),
      data(&the_data),
      country(&the_country),
      filing(&the_filing),
      day(local_time(context.decided_at, the_country.offset).date) {
    if (order->parties.consignee) {
        consignee = &*order->parties.consignee;
        identity = order::find_id(*consignee, the_country.identity);
        person_number = order::find_id(*consignee, the_country.person_number);
    }
    if (identity != nullptr) {
        identity_number = without_blanks(identity->number);
    }
    seller = order->parties.seller ? &*order->parties.seller : nullptr;
    national = filing->is_export ? seller : consignee;
    foreign = filing->is_export ? consignee : seller;
    tax_number = tax_number_of(national, *this);
    consignment = order->consignments.empty() ? nullptr : &order->consignments.front();

    const auto count = std::ranges::count_if(order->lines, order::is_declarable);
    lines.reserve(static_cast<std::size_t>(count));
    gross = Decimal{};
    for (std::size_t i = 0; i < order->lines.size(); ++i) {
        const order::Line& line = order->lines[i];
        if (!order::is_declarable(line)) {
            continue;
        }
        const order::CommodityCode* code = order::find_code(line, "TNVED10");
        if (code == nullptr) {
            code = order::find_code(line, "HS6");
        }
        LineView view{
            .declaration = this,
            .line = &line,
            .index = i,
            .code = code,
            .name = order::find_customs_name(line, "ru"),
            .unit = find_entry(the_data.units, line.unit, day),
            .restricted = code == nullptr ? nullptr : find_prefix(the_data.restricted, code->code, day),
            .gross = gross_of(line, consignment, count == 1),
            .value = value_of(line),
        };
        const auto sum =
            view.gross && gross ? add(*gross, *view.gross) : Result<Decimal>(fail(Errc::invalid_value, ""));
        gross = sum ? std::optional(*sum) : std::nullopt;
        lines.push_back(view);
    }
    if (lines.empty()) {
        gross.reset();
    }
}

std::string_view number_of(const order::Party& party, std::string_view kind) noexcept {
    if (const order::PartyId* id = order::find_registration(party, kind)) {
        return id->number;
    }
    const order::PartyId* id = order::find_id(party, kind);
    return id == nullptr ? std::string_view{} : std::string_view(id->number);
}

bool has_declarable_value(const LineView& line) {
    return line.value && *line.value > Decimal{} && *line.value < Decimal(1'000'000'000);
}

std::string_view readable_name(const order::Party& party) noexcept {
    if (!party.name.empty() && is_latin_or_cyrillic(party.name)) {
        return party.name;
    }
    return !party.name_latin.empty() && is_latin_or_cyrillic(party.name_latin)
               ? std::string_view(party.name_latin)
               : std::string_view{};
}

std::string_view street_of(const order::Address& address) noexcept {
    if (!address.street.empty()) {
        return address.street;
    }
    return address.lines.empty() ? std::string_view{} : std::string_view(address.lines.front());
}

}  // namespace silkgate::adapters::eaeu
