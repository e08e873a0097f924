#include "adapters/common/air/xfhl.hpp"

#include "adapters/common/air/check.hpp"
#include "adapters/common/xml/fields.hpp"

#include <set>

namespace silkgate::adapters::air {
namespace {

// A freighter's worth of parcels, one house each.
constexpr xml::ReadLimits kLimits{.bytes_max = 64U << 20U, .depth_max = 64, .elements_max = 2'000'000};

std::optional<Error> problem_of(const HouseManifest& manifest) {
    Check check;
    const ManifestMaster& master = manifest.master;
    check.header(manifest.message, {"785"}, "3.00");
    check.that(!manifest.message.conversation.empty(), "the document needs ram:ConversationID");
    check.waybill_number(master.waybill);
    check.airport(master.origin.code);
    check.airport(master.destination.code);
    std::set<std::string_view> seen;
    for (const ManifestHouse& house : master.houses) {
        check.house_number(house.waybill);
        check.that(seen.insert(house.waybill).second, "a house waybill stands in the manifest twice");
        check.airport(house.origin.code);
        check.airport(house.destination.code);
        check.handling(house.special_handling, house.service_requests);
        check.handling({}, house.other_information);
    }
    const auto pieces = total(master.houses, &ManifestHouse::pieces);
    check.that(!pieces || pieces == master.pieces, "the houses' pieces are not the master's");
    const auto weight = total(master.houses, &ManifestHouse::gross_weight);
    check.that(!weight || weight == master.gross_weight, "the houses' weight is not the master's");
    return check.error();
}

}  // namespace

Result<std::string> write_xfhl(const HouseManifest& manifest) {
    if (const auto problem = problem_of(manifest)) {
        return *problem;
    }
    return xml::write_document(
        manifest, "rsm:HouseManifest", {"xmlns:rsm", "iata:housemanifest:1", "xmlns:ram", "iata:datamodel:3"}
    );
}

Result<HouseManifest> read_xfhl(std::string_view bytes) {
    return xml::read_document<HouseManifest>(bytes, "HouseManifest", kLimits);
}

}  // namespace silkgate::adapters::air
