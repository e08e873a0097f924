#include "adapters/common/eaeu/r043_parties.hpp"

#include "adapters/common/eaeu/script.hpp"

namespace silkgate::adapters::eaeu {
namespace {

constexpr std::string_view kIdentityDocuments = "2053";

std::string full_name(const order::NameParts& name) {
    std::string out = name.family + " " + name.given;
    if (!name.patronymic.empty()) {
        out += " " + name.patronymic;
    }
    return out;
}

std::string building_of(const order::Address& address) {
    std::string house = address.house;
    if (!address.building.empty()) {
        house += house.empty() ? address.building : ", " + address.building;
    }
    return house;
}

void write_address(xml::Writer& out, const order::Address& address) {
    out.open("ccdo:SubjectAddressDetails");
    write_country(out, address.country);
    out.element_if("csdo:RegionName", address.region)
        .element_if("csdo:DistrictName", address.district)
        .element("csdo:CityName", address.city)
        .element("csdo:StreetName", street_of(address))
        .element_if("csdo:BuildingNumberId", building_of(address))
        .element_if("csdo:RoomNumberId", address.flat)
        .element_if("csdo:PostCode", address.postcode)
        .close();
}

// A text that customs can read, or empty: an address in Han characters is left out, not rewritten.
std::string_view readable(std::string_view text) {
    return is_latin_or_cyrillic(text) ? cut_text(text, 120) : std::string_view{};
}

void write_identity(xml::Writer& out, const DeclarationView& view, const R043Profile& profile) {
    if (view.identity == nullptr) {
        return;
    }
    out.open("ccdo:IdentityDocV3Details");
    write_country(out, view.identity->country.empty() ? view.country->code : view.identity->country);
    if (profile.identity_kind_code.empty()) {
        out.element("csdo:DocKindName", profile.identity_kind_name);
    } else {
        out.element(
            "csdo:IdentityDocKindCode", profile.identity_kind_code, {"codeListId", kIdentityDocuments}
        );
    }
    out.element("csdo:DocId", view.identity_number)
        .element_if("csdo:DocCreationDate", view.identity->issued)
        .element_if("csdo:AuthorityName", view.identity->issuer)
        .close();
}

void write_channel(xml::Writer& out, std::string_view code, std::string_view id) {
    out.open("ccdo:CommunicationDetails")
        .element("csdo:CommunicationChannelCode", code)
        .element("csdo:CommunicationChannelId", id)
        .close();
}

void write_contacts(xml::Writer& out, const order::Party& party) {
    if (!party.phone.empty()) {
        write_channel(out, "TE", party.phone);
    }
    if (!party.email.empty()) {
        write_channel(out, "EM", party.email);
    }
}

void write_person(xml::Writer& out, const DeclarationView& view, const R043Profile& profile) {
    const order::Party& party = *view.consignee;
    write_country(out, view.country->code);
    out.element("csdo:SubjectName", full_name(*party.name_parts))
        .element("casdo:PersonId", view.person_number->number);
    write_identity(out, view, profile);
    write_address(out, *party.address);
    write_contacts(out, party);
}

}  // namespace

void write_country(xml::Writer& out, std::string_view country) {
    out.element("csdo:UnifiedCountryCode", country, {"codeListId", kCountries});
}

// Name, country and what of the address can be read.
void write_foreign(xml::Writer& out, const order::Party& party) {
    write_country(out, party.address->country);
    out.element("csdo:SubjectName", readable_name(party));
    const std::string_view city = readable(party.address->city);
    const std::string_view street = readable(street_of(*party.address));
    if (!city.empty() || !street.empty()) {
        out.open("ccdo:SubjectAddressDetails");
        write_country(out, party.address->country);
        out.element_if("csdo:CityName", city).element_if("csdo:StreetName", street).close();
    }
}

// An organisation or sole trader of this country.
void write_own(xml::Writer& out, const DeclarationView& view) {
    const order::Party& party = *view.national;
    write_country(out, view.country->code);
    out.element("csdo:SubjectName", readable_name(party)).element("csdo:TaxpayerId", view.tax_number);
    write_address(out, *party.address);
    write_contacts(out, party);
}

void write_parties(xml::Writer& out, const DeclarationView& view, const R043Profile& profile) {
    out.open("cacdo:ConsignorDetails");
    if (view.filing->is_export) {
        write_own(out, view);
    } else {
        write_foreign(out, *view.seller);
    }
    out.close().open("cacdo:ConsigneeDetails");
    if (view.filing->is_export) {
        write_foreign(out, *view.consignee);
    } else if (view.filing->is_trade) {
        write_own(out, view);
    } else {
        write_person(out, view, profile);
    }
    out.close();
}

}  // namespace silkgate::adapters::eaeu
