// People of a mapped order.
#include "gateway/intake/mapped_order.hpp"

#include <algorithm>

namespace silkgate::intake {
namespace {

// A party line holds 70 characters (platforms facts 5.2); a longer one is cut at a comma or blank, the texts
// stay.
std::vector<std::string> split_line(std::string text) {
    constexpr std::size_t kMax = 70;
    std::vector<std::string> lines;
    const auto characters = [](std::string_view utf8) {
        return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char c) {
            return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
        }));
    };
    while (characters(text) > kMax) {
        std::size_t cut = std::string::npos;
        for (std::size_t i = 1; i < text.size() && characters(std::string_view(text).substr(0, i)) <= kMax;
             ++i) {
            cut = text[i] == ' ' ? i : cut;
        }
        if (cut == std::string::npos) {
            break;
        }
        lines.push_back(text.substr(0, cut));
        text.erase(0, cut + 1);
    }
    lines.push_back(std::move(text));
    return lines;
}

bool has_any(const order::Address& address) {
    return !address.country.empty() || !address.lines.empty() || !address.region.empty() ||
           !address.city.empty() || !address.district.empty() || !address.street.empty() ||
           !address.postcode.empty() || !address.full.empty();
}

bool is_hidden_address(const order::Address& address) {
    return std::ranges::any_of(address.lines, is_hidden) || is_hidden(address.city) ||
           is_hidden(address.postcode) || is_hidden(address.full) || is_hidden(address.street) ||
           is_hidden(address.region);
}

}  // namespace

void MappedOrder::read_ids(const PersonRows& rows, order::Party& party) {
    for (const IdRow& row : rows.ids) {
        order::PartyId id;
        id.kind = word(row.kind);
        id.number = text(row.number);
        if (id.kind.empty() || id.number.empty()) {
            continue;
        }
        // A hidden number identifies nobody.
        if (is_hidden(id.number)) {
            party.masked = true;
            continue;
        }
        const std::string country = text(row.country);
        if (!country.empty()) {
            id.country = repair_country(country);
        } else if (id.kind.size() > 3 && id.kind[2] == '_') {
            id.country = id.kind.substr(0, 2);
        }
        party.ids.push_back(std::move(id));
    }
}

std::optional<order::Party> MappedOrder::read_person(const PersonRows& rows) {
    if (!rows.required.empty() &&
        std::ranges::none_of(rows.required, [&](const TextField& field) { return !text(field).empty(); })) {
        return std::nullopt;
    }
    PersonTexts person;
    person.name = text(rows.name);
    person.given = text(rows.given);
    person.family = text(rows.family);
    person.company = text(rows.company);
    person.phone = text(rows.phone);
    // Only "+7" says that it is the country's code.
    const std::string prefix = text(rows.phone_prefix);
    if (prefix.starts_with('+') && !person.phone.empty() && !person.phone.starts_with('+')) {
        person.phone = prefix + person.phone;
    }
    person.email = text(rows.email);
    order::Address& address = person.address;
    if (const std::string country = text(rows.country); !country.empty()) {
        address.country = repair_country(country);
    }
    for (const TextField& field : rows.lines) {
        std::string line = text(field);
        if (!line.empty() && std::ranges::find(address.lines, line) == address.lines.end()) {
            std::ranges::move(split_line(std::move(line)), std::back_inserter(address.lines));
        }
    }
    address.region = text(rows.region);
    address.region_code = text(rows.region_code);
    address.city = text(rows.city);
    address.district = text(rows.district);
    address.street = text(rows.street);
    address.house = text(rows.house);
    address.building = text(rows.building);
    address.flat = text(rows.flat);
    address.postcode = text(rows.postcode);
    address.full = text(rows.full);
    person.has_address = has_any(address);
    const bool hidden = is_hidden(person.name) || is_hidden(person.given) || is_hidden(person.family) ||
                        is_hidden(person.phone) || is_hidden(person.email) || is_hidden_address(address);
    std::string patronymic = text(rows.patronymic);
    auto party = to_party(std::move(person));
    if (!party) {
        return party;
    }
    party->masked = party->masked || hidden;
    if (party->name_parts && !patronymic.empty()) {
        party->name_parts->patronymic = std::move(patronymic);
    }
    read_ids(rows, *party);
    return party;
}

// The rows of the first person that is there, else the last ones: where one would have stood.
const PersonRows*
MappedOrder::first_person(const std::vector<PersonRows>& all, std::optional<order::Party>& out) {
    for (const PersonRows& rows : all) {
        out = read_person(rows);
        if (out) {
            return &rows;
        }
    }
    return all.empty() ? nullptr : &all.back();
}

void MappedOrder::read_parties() {
    order::Parties& parties = in_.order().parties;
    if (const PersonRows* rows = first_person(mapping_.buyer, parties.buyer)) {
        point("/parties/buyer", rows->name.paths.empty() ? rows->family.paths : rows->name.paths);
    }
    if (const PersonRows* rows = first_person(mapping_.consignee, parties.consignee)) {
        const auto& name = rows->name.paths.empty() ? rows->family.paths : rows->name.paths;
        point("/parties/consignee", name);
        point("/parties/consignee/name", name);
        point("/parties/consignee/phone", rows->phone.paths);
        point("/parties/consignee/address/country", rows->country.paths);
        point("/parties/consignee/address/postcode", rows->postcode.paths);
        point("/order/flow/destinationCountry", rows->country.paths);
    }
    complete_consignee(parties);
    if (const std::string country = text(mapping_.destination); !country.empty()) {
        in_.order().header.flow.destination_country = repair_country(country);
    } else if (parties.consignee && parties.consignee->address) {
        in_.order().header.flow.destination_country = parties.consignee->address->country;
    }
}

}  // namespace silkgate::intake
