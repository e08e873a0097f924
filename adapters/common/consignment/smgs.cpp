#include "adapters/common/consignment/smgs.hpp"

#include "adapters/common/transport/identifiers.hpp"
#include "adapters/common/xml/fields.hpp"

namespace silkgate::adapters::consignment {
namespace {

Error wrong(std::string_view what, const std::string& value) {
    return fail(Errc::invalid_value, std::string(what) + " fails its check digit: " + value);
}

std::optional<Error> check_station(const Station& station) {
    if (station.code.size() == 6 && !transport::is_railway_station(station.code)) {
        return wrong("a station code", station.code);
    }
    return std::nullopt;
}

// How often the form has room for a box.
std::optional<Error> check_counts(const SmgsNote& note) {
    constexpr std::size_t kStamps = 12;
    constexpr std::size_t kSections = 6;
    constexpr std::size_t kProlongations = 2;
    if (note.handovers.size() > kStamps || note.passages.size() > kStamps ||
        note.charges.size() > kSections || note.prolongations.size() > kProlongations) {
        return fail(
            Errc::invalid_value, "the form has room for 12 stamps, 6 sections of charges, 2 prolongations"
        );
    }
    return std::nullopt;
}

std::optional<Error> check_numbers(const SmgsNote& note) {
    for (const RailContainer& container : note.containers) {
        if (!transport::is_container_number(container.number)) {
            return wrong("a container number", container.number);
        }
    }
    for (const Wagon& wagon : note.wagons) {
        if (wagon.number.size() == 8 && !transport::is_wagon_number(wagon.number)) {
            return wrong("a wagon number", wagon.number);
        }
    }
    std::vector<const Station*> stations{&note.departure, &note.contract.station};
    for (const Station& border : note.borders) {
        stations.push_back(&border);
    }
    for (const RailCarrier& carrier : note.carriers) {
        stations.insert(stations.end(), {&carrier.from, &carrier.to});
    }
    for (const Station* station : stations) {
        if (auto error = check_station(*station)) {
            return error;
        }
    }
    return std::nullopt;
}

}  // namespace

Result<std::string> write_smgs(const SmgsNote& note) {
    if (auto error = check_numbers(note)) {
        return *error;
    }
    if (auto error = check_counts(note)) {
        return *error;
    }
    return xml::write_document(
        note,
        "rwb:RailwayBill",
        {"xmlns:rwb",
         "urn:customs.ru:Information:TransportDocuments:Railway:RailwayBill:5.23.0",
         "xmlns:cat_ru",
         "urn:customs.ru:CommonAggregateTypes:5.22.0",
         "xmlns:catTrans_ru",
         "urn:customs.ru:Information:TransportDocuments:TransportCommonAgregateTypesCust:5.23.0",
         "DocumentModeID",
         "1003401E"}
    );
}

Result<SmgsNote> read_smgs(std::string_view bytes) {
    return xml::read_document<SmgsNote>(bytes, "RailwayBill");
}

}  // namespace silkgate::adapters::consignment
