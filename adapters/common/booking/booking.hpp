// The canonical booking of one consignment: what a carrier of any mode has to know, as a value. Every
// transport document of this folder is written from it. Masses are kilograms, amounts in `currency`; absent
// is empty or nullopt.
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/common/booking/choose.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace silkgate::adapters::booking {

struct Party {
    std::string name;
    std::string name_latin;
    std::string phone;
    std::string email;
    std::string street;  // all that stands before the city
    std::optional<order::NameParts> name_parts;
    std::string street_name;  // these three only where the order has them apart
    std::string house;
    std::string flat;
    std::string city;
    std::string region;
    std::string postcode;
    std::string country;                // alpha-2
    std::vector<order::PartyId> ids;    // of people; only where a carrier's document asks for them
    std::vector<order::PartyId> codes;  // registrations of companies

    bool is_person = false;
};

struct Commodity {
    std::int64_t number = 0;  // 1-based
    std::string sku;
    std::string name_en;
    std::string name_ru;
    std::string name_zh;
    std::string title;
    std::string brand;
    std::string hs6;
    std::string tnved;  // ten digits, or empty
    std::string origin_country;
    Decimal quantity;
    std::optional<Decimal> net_weight;    // of the line
    std::optional<Decimal> gross_weight;  // of the line
    std::optional<Decimal> value;         // of the line, after discount
};

struct Booking {
    std::string id;            // UUID; the same for the same order, version and leg
    std::string companion_id;  // UUID of a document that accompanies it
    std::string replaces;      // id of the first booking, of an amendment and of a return
    const Standard* standard = nullptr;
    std::string mode;
    Action action = Action::submit;
    std::string order_id;
    std::string order_number;
    std::string consignment_ref;
    std::string number;             // waybill
    std::string carrier_reference;  // that the carrier gave, or empty
    std::string carrier_name;
    std::string carrier_code;
    std::string master_document;  // that the goods travel under, where the order names it
    std::string vehicle;          // by name or registration, where the order names it
    Instant prepared_at;
    std::string origin_country;
    std::string destination_country;
    std::string nature;  // sale, gift, sample, return, documents; or empty
    std::string incoterm;
    std::string incoterm_place;
    std::string currency;
    Decimal value;                   // of all commodities
    std::optional<Decimal> freight;  // what the buyer paid for carriage
    std::optional<Decimal> gross_weight;
    std::string return_instruction;
    Party shipper;
    Party consignee;
    std::vector<Commodity> commodities;
    std::vector<order::Package> packages;
    std::shared_ptr<const RoutePlan> route;
    const config::Connection* connection = nullptr;  // outlives it

    // Number of packages, of all kinds.
    [[nodiscard]] std::int64_t pieces() const noexcept;
};

// The part of a route in the booking's mode: first and one behind the last of its stops.
struct Stretch {
    std::size_t first = 0;
    std::size_t last = 0;
};
// The first uninterrupted stretch with a leg of that mode; rail or road also takes what is either (multi).
[[nodiscard]] std::optional<Stretch> main_stretch(const RoutePlan& route, std::string_view mode);

// The booking of the leg's consignment. An action `return_` goes the other way. Never fails: what is missing
// is what the rules report.
[[nodiscard]] Booking make_booking(const order::Order& order, const Leg& leg, const Context& context);

// The booking itself, as JSON (schemas/booking/v1/booking.schema.json): for a carrier without a standard, and
// where a standard has no document for a cancellation.
inline constexpr std::string_view kBookingKind = "Booking";
inline constexpr std::string_view kSeaCancellationKind = "DCSACancellation";
[[nodiscard]] std::string to_json(const Booking& booking);

}  // namespace silkgate::adapters::booking
