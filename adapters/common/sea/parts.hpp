// Parts that the documents of DCSA share: Booking 2.0.5 and Bill of Lading 3.0.4. Weights and volumes keep
// the unit they are told in: KGM or LBR, MTQ or FTQ; nothing is converted.
#pragma once

#include "gateway/core/decimal.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::sea {

struct Measure {
    std::optional<Decimal> value;
    std::string unit;

    bool operator==(const Measure&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need_number("value", self.value);
        visit.need("unit", self.unit);
    }
};

struct Address {
    std::string street;
    std::string number;
    std::string floor;
    std::string postcode;
    std::string city;
    std::string unlocode;
    std::string region;
    std::string country;  // alpha-2

    bool operator==(const Address&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("street", self.street);
        visit.text("streetNumber", self.number);
        visit.text("floor", self.floor);
        visit.text("postCode", self.postcode);
        visit.need("city", self.city);
        visit.text("UNLocationCode", self.unlocode);
        visit.text("stateRegion", self.region);
        visit.need("countryCode", self.country);
    }
};

struct Contact {  // phone, email or both
    std::string name;
    std::string phone;
    std::string email;

    bool operator==(const Contact&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("name", self.name);
        visit.text("phone", self.phone);
        visit.text("email", self.email);
    }
};

struct IdentifyingCode {
    std::string provider;  // GLEIF, W3C, …
    std::string code;
    std::string list;

    bool operator==(const IdentifyingCode&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("codeListProvider", self.provider);
        visit.need("partyCode", self.code);
        visit.text("codeListName", self.list);
    }
};

struct TaxReference {
    std::string type;     // of reference data: VAT, INN, …
    std::string country;  // ZZ when unknown
    std::string value;

    bool operator==(const TaxReference&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("type", self.type);
        visit.need("countryCode", self.country);
        visit.need("value", self.value);
    }
};

// Any of the parties; which members a role has differs little, and those that are not told are not written.
struct Party {
    std::string name;      // at most 70 characters
    std::string platform;  // of electronic bills of lading
    std::optional<Address> address;
    std::vector<std::string> address_lines;  // where there is no address in parts; up to 5 of 250
    std::vector<Contact> contacts;
    std::vector<IdentifyingCode> codes;
    std::vector<TaxReference> tax_references;
    std::string reference;
    std::vector<std::string> purchase_orders;
    std::optional<bool> is_notify_party;  // of a consignee

    bool operator==(const Party&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("partyName", self.name);
        visit.text("eblPlatform", self.platform);
        visit.maybe("address", self.address);
        visit.texts("addressLines", self.address_lines);
        visit.many("partyContactDetails", self.contacts);
        visit.many("identifyingCodes", self.codes);
        visit.many("taxLegalReferences", self.tax_references);
        visit.text("reference", self.reference);
        visit.texts("purchaseOrderReferences", self.purchase_orders);
        visit.flag("isNotifyParty", self.is_notify_party);
    }
};

struct OtherParty {
    Party party;
    std::string function;  // NI, N1, N2, CSR, …

    bool operator==(const OtherParty&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.one("party", self.party);
        visit.need("partyFunction", self.function);
    }
};

struct Facility {
    std::string code;
    std::string provider;  // BIC, SMDG

    bool operator==(const Facility&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("facilityCode", self.code);
        visit.need("facilityCodeListProvider", self.provider);
    }
};

struct Location {
    std::string name;
    std::optional<Address> address;
    std::optional<Facility> facility;
    std::string unlocode;

    bool operator==(const Location&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("locationName", self.name);
        visit.maybe("address", self.address);
        visit.maybe("facility", self.facility);
        visit.text("UNLocationCode", self.unlocode);
    }
};

struct Reference {
    std::string type;  // FF, CR, AKG, AEF, …
    std::string value;

    bool operator==(const Reference&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("type", self.type);
        visit.need("value", self.value);
    }
};

struct CustomsReference {
    std::string type;
    std::string country;
    std::vector<std::string> values;

    bool operator==(const CustomsReference&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("type", self.type);
        visit.need("countryCode", self.country);
        visit.need_texts("values", self.values);
    }
};

struct NationalCode {
    std::string type;  // NCM, HTS, …
    std::string country;
    std::vector<std::string> values;

    bool operator==(const NationalCode&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("type", self.type);
        visit.text("countryCode", self.country);
        visit.need_texts("values", self.values);
    }
};

// What the other side says of a document it can not take, or has changed.
struct Feedback {
    std::string severity;  // INFO, WARN, ERROR
    std::string code;      // PROPERTY_VALUE_MUST_CHANGE, …
    std::string message;
    std::string json_path;
    std::string property;

    bool operator==(const Feedback&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("severity", self.severity);
        visit.need("code", self.code);
        visit.need("message", self.message);
        visit.text("jsonPath", self.json_path);
        visit.text("property", self.property);
    }
};

// A condition beyond the schema that a document breaks: "C1" … and a sentence.
struct Finding {
    std::string_view rule;
    std::string_view text;
};

}  // namespace silkgate::adapters::sea
