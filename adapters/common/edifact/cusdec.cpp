#include "adapters/common/edifact/cusdec.hpp"

#include <algorithm>

namespace silkgate::adapters::edifact {
namespace {

constexpr std::size_t kTextPart = 70;  // 4440 an..70
constexpr std::size_t kNamePart = 35;  // 3036, 3042 an..35
constexpr std::size_t kControlMax = 14;
constexpr int kMassDecimals = 3;

using Segments = std::vector<Segment>;

// 1225.
std::string_view function_of(Action action) {
    switch (action) {
        case Action::amend:
            return "4";
        case Action::cancel:
            return "1";
        default:
            return "9";
    }
}

// Parts of at most `most` characters, without regard to words. ISO 8859-1 characters have at most two bytes.
Element cut(std::string_view utf8, std::size_t most) {
    Element parts;
    std::size_t count = 0;
    for (const char c : utf8) {
        const bool starts_character = (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
        if (starts_character && count++ % most == 0) {
            parts.emplace_back();
        }
        parts.back() += c;
    }
    return parts;
}

std::string mass(Decimal kilograms) {
    return kilograms.to_fixed(kMassDecimals, Rounding::half_up);
}

Segment amount(std::string_view qualifier, Decimal value, const sad::Declaration& declaration) {
    return {
        "MOA",
        {{std::string(qualifier),
          value.to_fixed(declaration.minor_units, Rounding::half_up),
          declaration.currency}}
    };
}

// SG6: NAD and COM.
void add_party(Segments& out, std::string_view role, const sad::Party& party, bool reachable) {
    if (party.name.empty() && party.id.empty()) {
        return;
    }
    out.push_back(
        {"NAD",
         {{std::string(role)},
          {party.id},
          {},
          cut(party.name, kNamePart),
          cut(party.street, kNamePart),
          {party.city},
          {},
          {party.postcode},
          {party.country}}}
    );
    if (reachable && !party.phone.empty()) {
        out.push_back({"COM", {{party.phone, "TE"}}});
    }
}

void add_places(Segments& out, const sad::Declaration& declaration) {
    if (!declaration.office.empty()) {
        out.push_back({"LOC", {{"22"}, {declaration.office}}});
    }
    out.push_back({"LOC", {{"35"}, {declaration.export_country}}});
    out.push_back({"LOC", {{"28"}, {declaration.destination_country}}});
}

// SG1: the waybill with the packages, and the number that customs gave.
void add_references(Segments& out, const sad::Declaration& declaration) {
    if (!declaration.waybill.empty()) {
        out.push_back({"RFF", {{"AAS", declaration.waybill}}});
        if (declaration.packages > 0) {
            out.push_back({"PAC", {{std::to_string(declaration.packages)}, {}, {declaration.package_kind}}});
        }
    }
    if (!declaration.customs_number.empty()) {
        out.push_back({"RFF", {{"ABT", declaration.customs_number}}});
    }
}

void add_heading(Segments& out, const sad::Declaration& declaration) {
    const bool whole = declaration.action != Action::cancel;
    out.push_back(
        {"BGM",
         {{declaration.is_import ? "929" : "830"},
          {declaration.reference},
          {std::string(function_of(declaration.action))}}}
    );
    if (whole) {
        add_places(out, declaration);
    }
    out.push_back(
        {"DTM", {{"137", format_compact(declaration.issued, declaration.utc_offset).substr(0, 8), "102"}}}
    );
    out.push_back({"GIS", {{declaration.is_import ? "23" : "22"}}});
    if (whole && declaration.gross) {
        out.push_back({"MEA", {{"WT"}, {"AAD"}, {"KGM", mass(*declaration.gross)}}});
    }
    add_references(out, declaration);
    if (!whole) {
        add_party(out, "DT", declaration.declarant, false);
        return;
    }
    if (!declaration.mode.empty()) {
        out.push_back({"TDT", {{"11"}, {}, {declaration.mode}}});
    }
    out.push_back({"DOC", {{"380"}, {declaration.invoice}}});
    add_party(out, "CZ", declaration.exporter, false);
    add_party(out, "CN", declaration.importer, false);
    add_party(
        out,
        declaration.is_import ? "IM" : "EX",
        declaration.is_import ? declaration.importer : declaration.exporter,
        true
    );
    add_party(out, "DT", declaration.declarant, false);
    if (!declaration.incoterm.empty()) {
        out.push_back({"TOD", {{}, {}, {declaration.incoterm}}});
    }
    out.push_back(amount("39", declaration.total, declaration));
    if (!declaration.freight.is_zero()) {
        out.push_back(amount("64", declaration.freight, declaration));
    }
    if (!declaration.insurance.is_zero()) {
        out.push_back(amount("67", declaration.insurance, declaration));
    }
}

// SG30.
void add_item(Segments& out, const sad::Item& item, const sad::Declaration& declaration) {
    out.push_back({"CST", {{std::to_string(item.number)}, {item.code}, {declaration.procedure}}});
    out.push_back({"FTX", {{"AAA"}, {}, {}, cut(item.description, kTextPart)}});
    out.push_back({"LOC", {{"27"}, {item.origin}}});
    if (item.gross) {
        out.push_back({"MEA", {{"WT"}, {"AAE"}, {"KGM", mass(*item.gross)}}});
    }
    out.push_back({"MEA", {{"WT"}, {"AAL"}, {"KGM", mass(item.net)}}});
    if (!item.unit.empty()) {
        out.push_back({"MEA", {{"AAR"}, {}, {item.unit, item.quantity.to_shortest()}}});
    }
    out.push_back(amount("38", item.value, declaration));
}

}  // namespace

std::string write_cusdec(const sad::Declaration& declaration, Directory directory, const Partners& partners) {
    Segments segments;
    add_heading(segments, declaration);
    segments.push_back({"UNS", {{"D"}}});
    if (declaration.action != Action::cancel) {
        for (const sad::Item& item : declaration.items) {
            add_item(segments, item, declaration);
        }
    }
    segments.push_back({"UNS", {{"S"}}});
    if (declaration.action != Action::cancel) {
        segments.push_back({"CNT", {{"5", std::to_string(declaration.items.size())}}});
    }
    const std::string& reference = declaration.reference;
    return write_interchange(
        {.sender = std::string(partners.sender),
         .recipient = std::string(partners.recipient),
         .control = reference.substr(reference.size() - std::min(reference.size(), kControlMax)),
         .message = directory == Directory::d96b ? "CUSDEC:D:96B:UN" : "CUSDEC:D:01B:UN",
         .prepared = declaration.issued},
        segments
    );
}

}  // namespace silkgate::adapters::edifact
