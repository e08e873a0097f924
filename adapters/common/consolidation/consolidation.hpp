// How parcels of many orders travel together: parcels in units, units in units, up to a container, a ULD, a
// truck or a wagon. Values only, no personal data; weights are kilograms.
#pragma once

#include "gateway/core/decimal.hpp"
#include "gateway/core/result.hpp"
#include "gateway/core/time.hpp"
#include "gateway/json/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::consolidation {

// From the smallest to the largest; a unit stands in one of a later kind only, see may_stand_in().
enum class UnitKind : std::uint8_t { package, bag, pallet, uld, container, truck, wagon };

[[nodiscard]] std::string_view to_string(UnitKind kind) noexcept;
[[nodiscard]] bool may_stand_in(UnitKind inner, UnitKind outer) noexcept;

// So that one record of less than 1 MB holds them.
inline constexpr std::size_t kUnitsMax = 500;
inline constexpr std::size_t kParcelsMax = 3'000;
// For reading a wish or a record.
inline constexpr json::Limits kLimits{.depth_max = 8, .members_max = 60'000, .string_bytes_max = 1'000};
inline constexpr std::size_t kNone = static_cast<std::size_t>(-1);

struct Unit {
    std::string ref;  // the caller's, unique in the consolidation
    UnitKind kind = UnitKind::package;
    std::string in;                       // ref of the unit it stands in; empty: of none
    std::string number;                   // container or wagon number, ULD code, plate, receptacle number
    std::string type;                     // container: ISO 6346 size and type; ULD: IATA type code
    Decimal tare_kg;                      // the empty unit
    std::optional<Decimal> max_gross_kg;  // as its own plate says
    std::vector<std::string> seals;
    std::vector<std::string> orders;  // ids of the orders whose parcels lie directly in it
};

// All goods of one order in this consolidation.
struct Parcel {
    std::string order;
    std::string number;  // of the order, by its platform
    std::string waybill;
    std::string destination_country;
    std::int64_t pieces = 1;
    std::optional<Decimal> gross_kg;  // absent: the order does not say
    std::size_t unit = kNone;         // index into Consolidation::units
};

struct TransportDocument {
    std::string type;  // SMGS, CMR, AWB, BL, TIR …
    std::string number;
};

// A message about the consolidation that an authority was sent.
struct Declared {
    std::string message;     // the authority's name: "CEB607"
    std::string document;    // its declaration id
    std::string order;       // in whose state the document stands
    std::string action;      // empty, or amend or cancel of what was sent before
    std::string connection;  // that it was told to take, or empty
    // What the caller said of it, so that a change needs to say only what is new.
    std::map<std::string, std::string, std::less<>> head;
};

struct Consolidation {
    std::string number;  // the caller's, unique for the tenant
    std::string mode;    // rail, road, sea, air
    std::string from;    // node, UN/LOCODE or place
    std::string to;
    std::optional<TransportDocument> document;
    std::vector<Unit> units;
    std::vector<Parcel> parcels;
    std::vector<Declared> declared;
    std::int64_t version = 1;
    Instant created_at;
    Instant updated_at;

    // Index of a unit; kNone where there is no such ref.
    [[nodiscard]] std::size_t find_unit(std::string_view ref) const noexcept;
};

// What a caller sends: everything but number, version, times and parcels. Errc::invalid_parameter names the
// first member that has not the form.
[[nodiscard]] Result<Consolidation> read_wish(json::Value body);
// What to_json() wrote.
[[nodiscard]] Result<Consolidation> read_consolidation(json::Value body);

// Refs from the unit up to the one that stands in none: {"BAG-1", "CSQU3054383"}. Ends where units stand in
// a circle.
[[nodiscard]] std::vector<std::string> path_of(const Consolidation& consolidation, std::size_t unit);

}  // namespace silkgate::adapters::consolidation
