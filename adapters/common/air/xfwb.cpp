#include "adapters/common/air/xfwb.hpp"

#include "adapters/common/air/check.hpp"
#include "adapters/common/transport/identifiers.hpp"
#include "adapters/common/xml/fields.hpp"

namespace silkgate::adapters::air {
namespace {

constexpr std::size_t kRatingsMax = 3;     // face, actual, collect
constexpr std::size_t kSummationsMax = 2;  // prepaid, collect

void check_rating(Check& check, const Rating& rating, const MasterConsignment& consignment) {
    const auto pieces = total(rating.lines, &WaybillLine::pieces);
    check.that(!pieces || pieces == consignment.pieces, "the lines' pieces are not the waybill's");
    const auto weight = total(rating.lines, &WaybillLine::gross_weight);
    check.that(!weight || weight == consignment.gross_weight, "the lines' weight is not the waybill's");
    for (const WaybillLine& line : rating.lines) {
        check.that(
            !line.rate.amount || line.rate.amount->currency == consignment.currency,
            "a line's charge is not in the waybill's currency"
        );
    }
}

std::optional<Error> problem_of(const AirWaybill& waybill) {
    Check check;
    const MasterConsignment& consignment = waybill.consignment;
    check.header(waybill.message, {"740", "741"}, "5.00");
    check.that(!waybill.message.conversation.empty(), "the document needs ram:ConversationID");
    check.waybill_number(waybill.header.number);
    check.airport(consignment.origin.code);
    check.airport(consignment.destination.code);
    check.handling(consignment.special_handling, consignment.service_requests);
    check.handling({}, consignment.other_information);
    check.that(
        !consignment.forwarder || transport::is_cargo_agent(consignment.forwarder->agent_code),
        "a cargo agent's code is not 7 digits"
    );
    check.that(
        !(consignment.carriage_value && consignment.no_carriage_value.value_or(false)),
        "a value for carriage and that there is none"
    );
    check.that(
        !(consignment.customs_value && consignment.no_customs_value.value_or(false)),
        "a value for customs and that there is none"
    );
    check.that(
        consignment.ratings.size() <= kRatingsMax && consignment.total_ratings.size() <= kRatingsMax,
        "more than three ratings"
    );
    for (const Rating& rating : consignment.ratings) {
        check_rating(check, rating, consignment);
    }
    for (const TotalRating& rating : consignment.total_ratings) {
        check.that(rating.summations.size() <= kSummationsMax, "more than two summations of charges");
    }
    return check.error();
}

}  // namespace

Result<std::string> write_xfwb(const AirWaybill& waybill) {
    if (const auto problem = problem_of(waybill)) {
        return *problem;
    }
    return xml::write_document(
        waybill, "rsm:Waybill", {"xmlns:rsm", "iata:waybill:1", "xmlns:ram", "iata:datamodel:3"}
    );
}

Result<AirWaybill> read_xfwb(std::string_view bytes) {
    return xml::read_document<AirWaybill>(bytes, "Waybill");
}

}  // namespace silkgate::adapters::air
