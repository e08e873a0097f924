#include "adapters/common/air/xfsu.hpp"

#include "adapters/common/air/check.hpp"
#include "adapters/common/xml/fields.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::air {
namespace {

constexpr auto kSplits = std::to_array<std::string_view>({"T", "P", "S", "D"});

std::optional<Error> problem_of(const StatusMessage& message) {
    Check check;
    const auto split = [&](const std::string& code) {
        check.that(std::ranges::find(kSplits, code) != kSplits.end(), "a split is none of T, P, S, D");
    };
    const StatusMaster& master = message.master;
    check.header(message.message, {message.message.type_code}, "6.00");
    check.waybill_number(master.waybill.number);
    check.airport(master.origin.code);
    check.airport(master.destination.code);
    split(master.split);
    for (const ReportedStatus& status : master.statuses) {
        check.that(status.code.size() == 3, "a status is not three letters");
        split(status.consignment.split);
        for (const StatusHouse& house : status.consignment.houses) {
            check.house_number(house.waybill.number);
            split(house.split);
        }
    }
    return check.error();
}

}  // namespace

Result<std::string> write_xfsu(const StatusMessage& message) {
    if (const auto problem = problem_of(message)) {
        return *problem;
    }
    return xml::write_document(
        message, "rsm:StatusMessage", {"xmlns:rsm", "iata:statusmessage:1", "xmlns:ram", "iata:datamodel:3"}
    );
}

Result<StatusMessage> read_xfsu(std::string_view bytes) {
    return xml::read_document<StatusMessage>(bytes, "StatusMessage");
}

}  // namespace silkgate::adapters::air
