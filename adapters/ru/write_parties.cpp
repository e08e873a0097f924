#include "adapters/ru/write_parties.hpp"

#include "adapters/common/eaeu/script.hpp"
#include "gateway/rules/rules.hpp"

#include <algorithm>

namespace silkgate::adapters::ru {
namespace {

// A text Russian customs can read and that fits, or empty: an address in Han characters is left out, not
// rewritten.
std::string_view readable(std::string_view text) {
    return eaeu::is_latin_or_cyrillic(text) ? eaeu::cut_text(text, 120) : std::string_view{};
}

// "000-000", the issuer's code as passports print it.
bool is_issuer_code(std::string_view text) {
    const auto are_digits = [](std::string_view part) {
        return std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    };
    return text.size() == 7 && text[3] == '-' && are_digits(text.substr(0, 3)) && are_digits(text.substr(4));
}

std::string full_name(const order::NameParts& name) {
    std::string out = name.family + " " + name.given;
    if (!name.patronymic.empty()) {
        out += " " + name.patronymic;
    }
    return out;
}

void write_passport(xml::Writer& out, const DeclarationView& view) {
    const std::string_view issuer = view.identity->issuer;
    const std::string_view number = view.identity_number;
    out.open("RUScat_ru:IdentityCard")
        .element("RUScat_ru:IdentityCardCode", "RU01001")
        .element("RUScat_ru:IdentityCardSeries", number.substr(0, 4))
        .element("RUScat_ru:IdentityCardNumber", number.substr(4))
        .element("RUScat_ru:IdentityCardDate", view.identity->issued);
    if (is_issuer_code(issuer)) {
        out.element("RUScat_ru:IssuerCode", issuer);
    } else {
        out.element_if("RUScat_ru:OrganizationName", issuer);
    }
    out.close();
}

void write_russian_address(xml::Writer& out, const order::Address& address) {
    std::string house = address.house;
    if (!address.building.empty()) {
        house += house.empty() ? address.building : ", " + address.building;
    }
    out.open("RUScat_ru:SubjectAddressDetails")
        .element_if("RUScat_ru:PostalCode", address.postcode)
        .element("RUScat_ru:CountryCode", address.country)
        .element("RUScat_ru:CounryName", "РОССИЯ")  // spelling of the schema
        .element_if("RUScat_ru:Region", address.region)
        .element_if("RUScat_ru:District", address.district)
        .element("RUScat_ru:City", address.city)
        .element("RUScat_ru:StreetHouse", eaeu::street_of(address))
        .element_if("RUScat_ru:House", eaeu::cut_text(house, 120))
        .element_if("RUScat_ru:Room", address.flat)
        .close();
}

void write_contacts(xml::Writer& out, const order::Party& party) {
    const bool has_email = !party.email.empty() && rules::count_code_points(party.email) <= 50;
    const std::string_view phone =
        rules::count_code_points(party.phone) <= 24 ? std::string_view(party.phone) : std::string_view{};
    if (phone.empty() && !has_email) {
        return;
    }
    out.open("RUScat_ru:CommunicationDetails").element_if("cat_ru:Phone", phone);
    if (has_email) {
        out.element("cat_ru:E_mail", party.email);
    }
    out.close();
}

void write_person(xml::Writer& out, const DeclarationView& view) {
    const order::Party& party = *view.consignee;
    out.element("cat_ru:OrganizationName", full_name(*party.name_parts));
    out.open("cat_ru:RFOrganizationFeatures").element("cat_ru:INN", view.person_number->number).close();
    out.element("RUScat_ru:CountryA2Code", "RU");
    write_passport(out, view);
    write_russian_address(out, *party.address);
    write_contacts(out, party);
}

}  // namespace

void write_russian(xml::Writer& out, const DeclarationView& view) {
    const order::Party& party = *view.national;
    out.element("cat_ru:OrganizationName", eaeu::readable_name(party));
    out.open("cat_ru:RFOrganizationFeatures")
        .element_if("cat_ru:OGRN", eaeu::number_of(party, kOgrn))
        .element("cat_ru:INN", view.tax_number)
        .element_if("cat_ru:KPP", eaeu::number_of(party, kKpp))
        .close();
    out.element("RUScat_ru:CountryA2Code", kRussia.code);
    write_russian_address(out, *party.address);
    write_contacts(out, party);
}

void write_foreign(xml::Writer& out, const order::Party& party) {
    out.element("cat_ru:OrganizationName", eaeu::readable_name(party));
    const order::Address& address = *party.address;
    out.element("RUScat_ru:CountryA2Code", address.country);
    const std::string_view city = readable(address.city);
    const std::string_view street = readable(eaeu::street_of(address));
    if (!city.empty() || !street.empty()) {
        out.open("RUScat_ru:SubjectAddressDetails")
            .element("RUScat_ru:CountryCode", address.country)
            .element_if("RUScat_ru:Region", readable(address.region))
            .element_if("RUScat_ru:City", city)
            .element_if("RUScat_ru:StreetHouse", street)
            .close();
    }
}

void write_consignor(xml::Writer& out, const DeclarationView& view) {
    out.open("ecd:ConsignorDetails");
    if (view.filing->is_export) {
        write_russian(out, view);
    } else {
        write_foreign(out, *view.seller);
    }
    out.close();
}

void write_consignee(xml::Writer& out, const DeclarationView& view) {
    out.open("ecd:ConsigneeDetails");
    if (!view.filing->is_trade) {
        write_person(out, view);
        out.element("ecd:PersonSign", "1").close();
        return;
    }
    if (view.filing->is_export) {
        write_foreign(out, *view.consignee);
    } else {
        write_russian(out, view);
    }
    if (view.consignee->kind) {
        out.element("ecd:PersonSign", view.consignee->kind == order::PartyKind::person ? "1" : "0");
    }
    out.close();
}

void write_consignee_name(xml::Writer& out, const DeclarationView& view) {
    const order::Party& party = *view.consignee;
    out.element(
        "cat_ru:OrganizationName",
        view.filing->is_trade ? std::string(eaeu::readable_name(party)) : full_name(*party.name_parts)
    );
    out.element("RUScat_ru:CountryA2Code", party.address->country);
}

void write_location(xml::Writer& out, const config::Connection& connection) {
    out.open("ecd:GoodsLocationDetails")
        .element_if("ecd:GoodsLocationPlaceCode", connection.registration("RU.locationCode"))
        .element("ecd:CustomsOfficeCode", connection.registration("RU.customsOffice"));
    const std::string_view warehouse = connection.registration("RU.warehouseCertificate");
    if (!warehouse.empty()) {
        out.open("ecd:RegisterDocumentIdDetails")
            .element("catESAD_cu:CountryA2Code", "RU")
            .element("catESAD_cu:DocId", warehouse)
            .close();
    }
    out.close();
}

void write_broker(xml::Writer& out, const config::Connection& connection) {
    out.element("ecd:BrokerName", connection.registration("RU.brokerName"));
    out.open("ecd:BrokerRegistryDocDetails")
        .element("RUDECLcat:DocKindCode", "09034")
        .element("RUDECLcat:RegistrationNumberId", connection.registration("RU.brokerCertificate"))
        .close();
}

}  // namespace silkgate::adapters::ru
