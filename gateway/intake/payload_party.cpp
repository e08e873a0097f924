// Persons and addresses of payloads.
#include "gateway/intake/payload_reader.hpp"

#include <algorithm>

namespace silkgate::intake {
namespace {

// "+7 (903) 123-45-67" → "+79031234567"; empty when the number does not say its country or holds anything
// else.
std::string to_e164(std::string_view source) {
    if (!source.starts_with('+')) {
        return {};
    }
    std::string phone = "+";
    for (const char c : source.substr(1)) {
        if (c >= '0' && c <= '9') {
            phone += c;
        } else if (c != ' ' && c != '(' && c != ')' && c != '-' && c != '.') {
            return {};
        }
    }
    // ITU-T E.164: at most 15 digits; shorter than 7 is no subscriber's number with its country.
    return phone.size() >= 8 && phone.size() <= 16 ? phone : std::string{};
}

bool is_address_masked(const order::Address& address) {
    return std::ranges::any_of(address.lines, is_masked) || is_masked(address.city) ||
           is_masked(address.postcode) || is_masked(address.full);
}

}  // namespace

std::optional<order::Party> to_party(PersonTexts person) {
    if (person.name.empty()) {
        person.name = person.given;
        if (!person.family.empty()) {
            person.name += person.name.empty() ? "" : " ";
            person.name += person.family;
        }
    }
    if (person.name.empty() && !person.has_address && person.phone.empty() && person.email.empty()) {
        return std::nullopt;
    }
    order::Party party;
    party.masked = is_masked(person.name) || person.phone.find('*') != std::string::npos ||
                   is_address_masked(person.address);
    party.phone = to_e164(person.phone);
    if (party.phone != person.phone) {
        party.phone_source = std::move(person.phone);
    }
    party.email = std::move(person.email);
    if (!person.given.empty() || !person.family.empty()) {
        const std::string_view script = find_script(person.given);
        const bool same =
            person.given.empty() || person.family.empty() || script == find_script(person.family);
        party.name_parts = order::NameParts{
            .family = std::move(person.family),
            .given = std::move(person.given),
            .patronymic = {},
            .script = std::string(same ? find_script(person.name) : std::string_view{}),
        };
    }
    party.name = std::move(person.name);
    if (!person.company.empty()) {
        // Who it is for is the person; the firm is where they are, so it heads the address.
        person.address.lines.insert(person.address.lines.begin(), std::move(person.company));
        person.has_address = true;
    }
    if (person.has_address) {
        party.address = std::move(person.address);
    }
    return party;
}

void complete_consignee(order::Parties& parties) {
    if (!parties.buyer || !parties.consignee || parties.buyer->name.empty() ||
        parties.buyer->name != parties.consignee->name) {
        return;
    }
    order::Party& consignee = *parties.consignee;
    if (consignee.phone.empty() && consignee.phone_source.empty()) {
        consignee.phone = parties.buyer->phone;
        consignee.phone_source = parties.buyer->phone_source;
        consignee.masked = consignee.masked || consignee.phone_source.find('*') != std::string::npos;
    }
    if (consignee.email.empty()) {
        consignee.email = parties.buyer->email;
    }
}

}  // namespace silkgate::intake
