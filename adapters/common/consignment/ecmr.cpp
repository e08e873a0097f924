#include "adapters/common/consignment/ecmr.hpp"

#include "adapters/common/transport/total.hpp"
#include "adapters/common/xml/fields.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::consignment {
namespace {

constexpr std::string_view kRoadNote = "730";  // UN list 1001

struct EcmrParty {
    std::string_view country;
    std::string_view since;
};
constexpr auto kParties = std::to_array<EcmrParty>({
#define SILKGATE_ECMR_PARTY(country, since) {country, since},
#include "adapters/common/consignment/ecmr_parties.def"
#undef SILKGATE_ECMR_PARTY
});

}  // namespace

bool is_ecmr_party(std::string_view country, std::string_view day) noexcept {
    return std::ranges::any_of(kParties, [&](const EcmrParty& party) {
        return party.country == country && party.since <= day;
    });
}

Result<std::string> write_ecmr(const ECmrNote& note) {
    if (note.document.type != kRoadNote) {
        return fail(Errc::invalid_value, "the document is not a road consignment note, 730");
    }
    const auto weight = transport::total(note.consignment.items, &RoadItem::gross_weight);
    if (weight && weight != note.consignment.gross_weight) {
        return fail(Errc::invalid_value, "the items' weight is not the consignment's");
    }
    return xml::write_document(
        note,
        "rsm:eCMR",
        {"xmlns:rsm",
         "urn:un:unece:uncefact:data:standard:eCMR:1",
         "xmlns:ram",
         "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:101",
         "xmlns:udt",
         "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:21"}
    );
}

Result<ECmrNote> read_ecmr(std::string_view bytes) {
    return xml::read_document<ECmrNote>(bytes, "eCMR");
}

}  // namespace silkgate::adapters::consignment
