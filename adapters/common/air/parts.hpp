// Parts that the messages of IATA Cargo-XML share (namespace iata:datamodel:3), as the mapping workbooks of
// ONE Record 2026-07 list them. Masses are kilograms, volumes cubic metres, lengths centimetres; times are
// local to the place they belong to and have no offset ("2026-11-20T05:10:10").
#pragma once

#include "adapters/common/xml/field_writer.hpp"

#include <optional>
#include <string>
#include <vector>

namespace silkgate::adapters::air {

using xml::Amount;
using xml::Qualified;

struct Partner {
    Qualified id;  // qualifier: schemeID, what kind of address it is ("C" for a CCS' own)

    bool operator==(const Partner&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need_qualified("ram:PrimaryID", self.id, "schemeID");
    }
};

struct MessageHeader {
    std::string id;
    std::string name;       // "Master Air Waybill"
    std::string type_code;  // 740 direct, 741 master, 703 house, 785 manifest
    std::string issued;
    std::string purpose;  // Creation, Update, Deletion
    std::string version;  // of the message's standard, "5.00"
    std::string conversation;
    std::vector<Partner> senders;
    std::vector<Partner> recipients;

    bool operator==(const MessageHeader&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:ID", self.id);
        visit.need("ram:Name", self.name);
        visit.need("ram:TypeCode", self.type_code);
        visit.need("ram:IssueDateTime", self.issued);
        visit.need("ram:PurposeCode", self.purpose);
        visit.need("ram:VersionID", self.version);
        visit.text("ram:ConversationID", self.conversation);
        visit.need_many("ram:SenderParty", self.senders);
        visit.need_many("ram:RecipientParty", self.recipients);
    }
};

struct Address {
    std::string postcode;
    std::string street;
    std::string city;
    std::string country;  // alpha-2
    std::string country_name;
    std::string region;
    std::string post_office_box;
    std::string city_code;  // IATA
    std::string region_code;

    bool operator==(const Address&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:PostcodeCode", self.postcode);
        visit.text("ram:StreetName", self.street);
        visit.need("ram:CityName", self.city);
        visit.need("ram:CountryID", self.country);
        visit.text("ram:CountryName", self.country_name);
        visit.text("ram:CountrySubDivisionName", self.region);
        visit.text("ram:PostOfficeBox", self.post_office_box);
        visit.text("ram:CityID", self.city_code);
        visit.text("ram:CountrySubDivisionID", self.region_code);
    }
};

struct Contact {
    std::string person;
    std::string department;
    std::string phone;
    std::string fax;
    std::string email;
    std::string telex;

    bool operator==(const Contact&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:PersonName", self.person);
        visit.text("ram:DepartmentName", self.department);
        visit.text("ram:DirectTelephoneCommunication/ram:CompleteNumber", self.phone);
        visit.text("ram:FaxCommunication/ram:CompleteNumber", self.fax);
        visit.text("ram:URIEmailCommunication/ram:URIID", self.email);
        visit.text("ram:TelexCommunication/ram:CompleteNumber", self.telex);
    }
};

// Consignor, consignee; the forwarder of a house waybill.
struct Party {
    Qualified id;             // qualifier: schemeAgencyID, "1" for one's own
    std::string standard_id;  // of a public register
    std::string name;
    std::string account;
    std::optional<Address> address;
    std::optional<Contact> contact;

    bool operator==(const Party&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.qualified("ram:PrimaryID", self.id, "schemeAgencyID");
        visit.text("ram:AdditionalID", self.standard_id);
        visit.need("ram:Name", self.name);
        visit.text("ram:AccountID", self.account);
        visit.maybe("ram:PostalStructuredAddress", self.address);
        visit.maybe("ram:DefinedTradeContact", self.contact);
    }
};

// Another party: NI to be notified, …
struct AssociatedParty {
    Qualified id;
    std::string standard_id;
    std::string name;
    std::string role_code;
    std::string role;
    std::optional<Address> address;
    std::optional<Contact> contact;

    bool operator==(const AssociatedParty&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.qualified("ram:PrimaryID", self.id, "schemeAgencyID");
        visit.text("ram:AdditionalID", self.standard_id);
        visit.need("ram:Name", self.name);
        visit.need("ram:RoleCode", self.role_code);
        visit.text("ram:Role", self.role);
        visit.maybe("ram:PostalStructuredAddress", self.address);
        visit.maybe("ram:DefinedTradeContact", self.contact);
    }
};

struct Location {
    std::string code;  // IATA airport, "TAO"
    std::string name;

    bool operator==(const Location&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:ID", self.code);
        visit.text("ram:Name", self.name);
    }
};

// A text by its code: special handling (SPH: "ECC"), service request (SSR), other information (OSI).
struct Handling {
    std::string text;
    std::string code;

    bool operator==(const Handling&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:Description", self.text);
        visit.text("ram:DescriptionCode", self.code);
    }
};

// Accounting information; a header's note.
struct Note {
    std::string code;
    std::string text;

    bool operator==(const Note&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:ContentCode", self.code);
        visit.text("ram:Content", self.text);
    }
};

// Customs, security and regulatory information: a line OCI.
struct CustomsNote {
    std::string content_code;  // "T" trader's number, …
    std::string content;
    std::string subject_code;  // "CNE" of the consignee, …
    std::string country;       // alpha-2

    bool operator==(const CustomsNote&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:ContentCode", self.content_code);
        visit.need("ram:Content", self.content);
        visit.text("ram:SubjectCode", self.subject_code);
        visit.text("ram:CountryID", self.country);
    }
};

struct ReferenceDocument {
    std::string id;
    std::string issued;
    std::string type_code;
    std::string name;

    bool operator==(const ReferenceDocument&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:ID", self.id);
        visit.text("ram:IssueDateTime", self.issued);
        visit.need("ram:TypeCode", self.type_code);
        visit.text("ram:Name", self.name);
    }
};

struct ArrivalEvent {
    std::string scheduled;
    std::string airport;

    bool operator==(const ArrivalEvent&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:ScheduledOccurrenceDateTime", self.scheduled);
        visit.text("ram:OccurrenceArrivalLocation/ram:ID", self.airport);
    }
};

struct DepartureEvent {
    std::string scheduled;
    std::string airport;

    bool operator==(const DepartureEvent&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:ScheduledOccurrenceDateTime", self.scheduled);
        visit.text("ram:OccurrenceDepartureLocation/ram:ID", self.airport);
    }
};

struct Movement {
    std::string stage;      // "Main-Carriage", …: ModeQualifier
    std::string mode_code;  // UN Rec 19, 4 is air
    std::string mode;
    std::string flight;  // "CA837"
    std::optional<Decimal> sequence;
    std::string carrier;  // IATA code of who flies
    std::optional<ArrivalEvent> arrival;
    std::optional<DepartureEvent> departure;

    bool operator==(const Movement&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:StageCode", self.stage);
        visit.text("ram:ModeCode", self.mode_code);
        visit.text("ram:Mode", self.mode);
        visit.text("ram:ID", self.flight);
        visit.number("ram:SequenceNumeric", self.sequence);
        visit.text("ram:UsedLogisticsTransportMeans/ram:Name", self.carrier);
        visit.maybe("ram:ArrivalEvent", self.arrival);
        visit.maybe("ram:DepartureEvent", self.departure);
    }
};

struct Equipment {
    std::string id;
    std::string type_code;
    std::string size;
    std::string seal;

    bool operator==(const Equipment&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.text("ram:ID", self.id);
        visit.text("ram:CharacteristicCode", self.type_code);
        visit.text("ram:Characteristic", self.size);
        visit.text("ram:AffixedLogisticsSeal/ram:ID", self.seal);
    }
};

struct UnitLoadDevice {
    std::string serial;
    std::optional<Decimal> tare;
    std::optional<Decimal> loaded;  // packages, shipper's load and count
    std::string type_code;          // "PMC"
    Qualified owner;                // qualifier: schemeAgencyID

    bool operator==(const UnitLoadDevice&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need("ram:ID", self.serial);
        visit.measure("ram:TareWeightMeasure", self.tare, "KGM");
        visit.number("ram:LoadedPackageQuantity", self.loaded);
        visit.need("ram:CharacteristicCode", self.type_code);
        visit.need_qualified("ram:OperatingParty/ram:PrimaryID", self.owner, "schemeAgencyID");
    }
};

struct Dimensions {
    std::optional<Decimal> width;
    std::optional<Decimal> length;
    std::optional<Decimal> height;

    bool operator==(const Dimensions&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need_measure("ram:WidthMeasure", self.width, "CMT");
        visit.need_measure("ram:LengthMeasure", self.length, "CMT");
        visit.need_measure("ram:HeightMeasure", self.height, "CMT");
    }
};

struct Packages {
    std::optional<Decimal> pieces;
    std::optional<Decimal> gross_weight;
    std::optional<Dimensions> dimensions;  // of one

    bool operator==(const Packages&) const = default;

    template <class Visitor, class Self>
    static void fields(Visitor& visit, Self& self) {
        visit.need_number("ram:ItemQuantity", self.pieces);
        visit.measure("ram:GrossWeightMeasure", self.gross_weight, "KGM");
        visit.maybe("ram:LinearSpatialDimension", self.dimensions);
    }
};

}  // namespace silkgate::adapters::air
