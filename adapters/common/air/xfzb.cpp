#include "adapters/common/air/xfzb.hpp"

#include "adapters/common/air/check.hpp"
#include "adapters/common/xml/fields.hpp"

namespace silkgate::adapters::air {
namespace {

std::optional<Error> problem_of(const HouseWaybill& waybill) {
    Check check;
    const HouseConsignment& house = waybill.master.house;
    check.header(waybill.message, {"703"}, "4.00");
    check.that(!waybill.message.conversation.empty(), "the document needs ram:ConversationID");
    check.house_number(waybill.header.number);
    if (!waybill.master.waybill.empty()) {
        check.waybill_number(waybill.master.waybill);
    }
    for (const Location* place :
         {&waybill.master.origin, &waybill.master.destination, &house.origin, &house.destination}) {
        check.airport(place->code);
    }
    check.handling(house.special_handling, house.service_requests);
    check.handling({}, house.other_information);
    const auto pieces = total(house.lines, &HouseLine::pieces);
    check.that(!pieces || pieces == house.pieces, "the lines' pieces are not the house waybill's");
    const auto weight = total(house.lines, &HouseLine::gross_weight);
    check.that(!weight || weight == house.gross_weight, "the lines' weight is not the house waybill's");
    return check.error();
}

}  // namespace

Result<std::string> write_xfzb(const HouseWaybill& waybill) {
    if (const auto problem = problem_of(waybill)) {
        return *problem;
    }
    return xml::write_document(
        waybill, "rsm:HouseWaybill", {"xmlns:rsm", "iata:housewaybill:1", "xmlns:ram", "iata:datamodel:3"}
    );
}

Result<HouseWaybill> read_xfzb(std::string_view bytes) {
    return xml::read_document<HouseWaybill>(bytes, "HouseWaybill");
}

}  // namespace silkgate::adapters::air
