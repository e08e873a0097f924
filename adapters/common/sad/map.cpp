#include "adapters/common/sad/map.hpp"

#include "gateway/core/money.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace silkgate::adapters::sad {
namespace {

constexpr std::size_t kReferenceHexDigits = 20;

struct ModeRow {
    std::string_view word;
    std::string_view code;     // UN/ECE Rec 19
    std::string_view waybill;  // UN/EDIFACT 1001
};

constexpr std::array<ModeRow, 5> kModes = {{
    {"sea", "1", "705"},
    {"rail", "2", "720"},
    {"road", "3", "730"},
    {"air", "4", "740"},
    {"post", "5", "750"},
}};

// Two letters of the country and 20 hexadecimal digits of the UUID of order, version, action and leg.
std::string make_reference(const View& view) {
    std::string out(view.profile->country);
    const auto action = std::to_string(static_cast<int>(view.context->action));
    for (const char c : view.context->uuid("SAD|" + view.leg->id + "|" + action)) {
        if (c != '-' && out.size() < 2 + kReferenceHexDigits) {
            out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        }
    }
    return out;
}

Party map_party(const View& view, const order::Party& party, const order::PartyId* id) {
    Party out;
    out.name = name_of(view, party);
    out.id = id == nullptr ? std::string{} : id->number;
    out.phone = party.phone;
    out.email = party.email;
    if (party.address) {
        out.street = address_line(*party.address);
        out.city = party.address->city;
        const bool fits = rules::count_code_points(party.address->postcode) <= kPostcodeCharactersMax;
        out.postcode = fits ? party.address->postcode : std::string{};
        out.country = party.address->country;
    }
    return out;
}

// The number by which the party is known in the authority's country; a foreigner has none.
const order::PartyId* number_of(const View& view, const order::Party* party) {
    if (party != view.resident()) {
        return nullptr;
    }
    const order::PartyId* person = find_number(party, view.profile->person_ids);
    const order::PartyId* business = find_number(party, view.profile->business_ids);
    const bool person_first = is_person(party) && person != nullptr;
    return person_first || business == nullptr ? person : business;
}

void map_consignment(const order::Consignment& consignment, Declaration& out) {
    out.gross = consignment.gross_weight;
    for (const order::Package& package : consignment.packages) {
        out.packages += package.count;
    }
    out.package_kind = consignment.packages.empty() ? std::string{} : consignment.packages.front().kind;
    out.incoterm = consignment.incoterm;
    out.incoterm_place = consignment.incoterm_place;
    if (!consignment.logistics) {
        return;
    }
    out.waybill = consignment.logistics->number;
    const auto* mode = std::ranges::find(kModes, consignment.logistics->mode, &ModeRow::word);
    if (mode != kModes.end()) {
        out.mode = mode->code;
        out.waybill_type = mode->waybill;
    }
}

Result<Item> map_item(const LineView& line, int number) {
    const order::LineCustoms& customs = line.line->customs;
    if (line.code.empty() || !line.value || !customs.net_weight) {
        return fail(Errc::invalid_value, "a line does not pass the rules");
    }
    return Item{
        .number = number,
        .code = std::string(line.code),
        .national_code = line.national_code,
        .description = std::string(line.description),
        .origin = customs.origin_country,
        .quantity = line.line->quantity,
        .unit = line.line->unit,
        .gross = customs.gross_weight,
        .net = *customs.net_weight,
        .value = *line.value,
    };
}

std::string_view procedure_of(const View& view) {
    const std::string_view named =
        view.registration(view.is_import() ? "importProcedure" : "exportProcedure");
    if (!named.empty()) {
        return named;
    }
    for (const RegimeRow& regime : view.profile->regimes) {
        if (regime.kind == view.leg->kind && std::string_view(view.leg->regime).starts_with(regime.code)) {
            return regime.procedure;
        }
    }
    return {};
}

Result<void> map_items(const View& view, Declaration& out) {
    for (const LineView& line : view.lines) {
        auto item = map_item(line, static_cast<int>(out.items.size()) + 1);
        if (!item) {
            return item.error();
        }
        const auto total = add(out.total, item->value);
        if (!total) {
            return total.error();
        }
        out.total = *total;
        out.items.push_back(std::move(*item));
    }
    return {};
}

}  // namespace

Result<Declaration> map_declaration(const View& view) {
    const auto currency = Currency::parse(view.order->money.currency);
    if (!currency || view.importer == nullptr || view.exporter == nullptr || view.consignment == nullptr) {
        return fail(Errc::invalid_value, "the order does not pass the rules");
    }
    Declaration out;
    out.action = view.context->action;
    out.is_import = view.is_import();
    out.regime = view.leg->regime;
    out.country = view.profile->country;
    out.reference = make_reference(view);
    out.customs_number = view.context->authority_reference;
    out.reason = view.order->header.cancel_reason;
    out.reason_code = view.registration(reason_code_key(out.action));
    out.office = view.registration("customsOffice");
    out.procedure = procedure_of(view);
    out.issued = view.context->decided_at;
    out.utc_offset = view.profile->utc_offset;
    out.currency = currency->code();
    out.minor_units = currency->minor_units();
    out.freight = view.order->money.freight;
    out.insurance = view.order->money.insurance;
    out.export_country = view.order->header.flow.origin_country;
    out.destination_country = view.order->header.flow.destination_country;
    out.invoice = view.order->header.number;
    out.invoice_date = view.order->header.created_at.instant;
    const std::string& nature = view.order->header.nature_of_transaction;
    out.is_sale = nature.empty() || nature == "sale";
    out.exporter = map_party(view, *view.exporter, number_of(view, view.exporter));
    out.importer = map_party(view, *view.importer, number_of(view, view.importer));
    out.declarant.name = view.registration("declarantName");
    out.declarant.id = view.registration("declarantId");
    map_consignment(*view.consignment, out);
    if (auto mapped = map_items(view, out); !mapped) {
        return mapped.error();
    }
    return out;
}

std::string document_reference(std::string_view country, std::string_view kind, std::string_view number) {
    std::string out;
    std::ranges::transform(country, std::back_inserter(out), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return out.append(":").append(kind).append(":").append(number);
}

}  // namespace silkgate::adapters::sad
