// Parts that the consignment notes of rail and road share, of the customs album's common types
// (cat_ru:, 5.22.0).
#pragma once

#include "gateway/core/decimal.hpp"

#include <optional>
#include <string>
#include <vector>

namespace silkgate::adapters::consignment {

struct PostalAddress {
    std::string postcode;
    std::string country;       // alpha-2
    std::string country_name;  // in the document's language
    std::string region;
    std::string city;
    std::string street;  // with house; at most 50 characters

    bool operator==(const PostalAddress&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("cat_ru:PostalCode", self.postcode);
        visit.text("cat_ru:CountryCode", self.country);
        visit.text("cat_ru:CounryName", self.country_name);  // spelt so in the schema
        visit.text("cat_ru:Region", self.region);
        visit.text("cat_ru:City", self.city);
        visit.text("cat_ru:StreetHouse", self.street);
    }
};

struct Organization {
    std::string name;  // at most 150 characters
    std::optional<PostalAddress> address;

    bool operator==(const Organization&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("cat_ru:OrganizationName", self.name);
        visit.maybe("cat_ru:Address", self.address);
    }
};

// A document by name, number and date (YYYY-MM-DD).
struct Reference {
    std::string name;
    std::string number;
    std::string date;

    bool operator==(const Reference&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("cat_ru:PrDocumentName", self.name);
        visit.text("cat_ru:PrDocumentNumber", self.number);
        visit.text("cat_ru:PrDocumentDate", self.date);
    }
};

// A document that goes with a note: box 24 of SMGS, 5 of CMR.
struct AttachedPaper {
    Reference document;
    std::string kind;  // code of the document's form, "02011"

    bool operator==(const AttachedPaper&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        Reference::fields(visit, self.document);
        visit.need("catTrans_ru:ModeCode", self.kind);
    }
};

}  // namespace silkgate::adapters::consignment
