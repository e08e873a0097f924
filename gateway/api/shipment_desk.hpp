// What an authority can be told of a shipment; the words are its own. Made by the composition root.
#pragma once

#include "adapters/adapter.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::api {

// Texts by the authority's names.
using ShipmentHead = std::map<std::string, std::string, std::less<>>;

struct ShipmentParcel {
    std::string waybill;
    std::string package;      // number or ref of the unit that it lies in
    std::string list_number;  // by the authority, of the order's declaration
    std::string follows;      // bytes of the message that ShipmentKind::follows names
    std::optional<Instant> delivered_at;
};

struct ShipmentFacts {
    std::string number;
    std::string mode;
    std::string transport_document;
    std::string gross_kg;  // empty where a parcel does not say its own
    std::vector<ShipmentParcel> parcels;
};

struct ShipmentMessage {
    adapters::Document document;  // its first reference is the business key
    std::size_t first = 0;        // of the parcels
    std::size_t parcels = 0;
};

// Which telling: submit, or amend and cancel what was told under the same business key. All but the first
// have an id, so that their messages differ.
struct ShipmentTelling {
    adapters::Action action = adapters::Action::submit;
    std::string id;
};

struct ShipmentKind {
    adapters::LegKind leg = adapters::LegKind::export_declaration;  // of an order, that it speaks of
    bool is_of_one_parcel = false;
    std::string_view
        follows;  // kind of a document of that leg, without which there is nothing to say; or empty
};

// One authority's messages about shipments. Thread-safe.
class ShipmentDesk {
public:
    virtual ~ShipmentDesk() = default;

    [[nodiscard]] virtual std::string_view country() const noexcept = 0;
    // Nothing where it is no message about parcels.
    [[nodiscard]] virtual std::optional<ShipmentKind> kind_of(std::string_view message) const noexcept = 0;
    // As many as the authority's limits want. Errors name what is missing or unknown.
    [[nodiscard]] virtual Result<std::vector<ShipmentMessage>> write(
        std::string_view message,
        const ShipmentHead& head,
        const ShipmentFacts& facts,
        const config::Connection& connection,
        Instant now,
        const ShipmentTelling& telling
    ) const = 0;
};

}  // namespace silkgate::api
