#include "gateway/papers/order_papers.hpp"

#include <algorithm>

namespace silkgate::papers {
namespace {

void append(std::string& text, std::string_view part, std::string_view separator) {
    if (!part.empty()) {
        text += (text.empty() ? "" : std::string(separator)) + std::string(part);
    }
}

}  // namespace

Shipment view_shipment(
    const order::Order& order,
    std::size_t consignment,
    std::string_view assigned,
    Instant created
) {
    adapters::Leg leg;
    leg.id = "booking-" + std::to_string(consignment + 1);
    Shipment shipment{
        .order = &order,
        .view = adapters::transport::view_consignment(order, leg),
        .waybill = std::string(assigned),
        .created = created
    };
    const order::Consignment* part = shipment.view.consignment;
    if (part != nullptr && part->logistics && !part->logistics->number.empty()) {
        shipment.waybill = part->logistics->number;
    }
    return shipment;
}

std::vector<std::string> address_lines(const order::Party& party) {
    std::vector<std::string> lines;
    const auto add = [&lines](std::string line) {
        if (!line.empty() && std::ranges::find(lines, line) == lines.end()) {
            lines.push_back(std::move(line));
        }
    };
    add(party.name_latin);
    add(party.name);
    if (!party.address) {
        return lines;
    }
    const order::Address& address = *party.address;
    if (address.lines.empty() && address.street.empty()) {
        add(address.full);
    }
    for (const std::string& line : address.lines) {
        add(line);
    }
    if (address.lines.empty()) {
        std::string street = address.street;
        append(street, address.house, " ");
        append(street, address.building, "/");
        append(street, address.flat, ", ");
        add(street);
    }
    std::string place = address.postcode;
    append(place, address.city, " ");
    append(place, address.region == address.city ? std::string{} : address.region, ", ");
    append(place, address.country, ", ");
    add(place);
    return lines;
}

std::string description_of(const order::Line& line) {
    std::string text;
    for (const std::string_view language : {"en", "zh", "ru"}) {
        if (const order::CustomsName* name = order::find_customs_name(line, language)) {
            append(text, name->text, " / ");
        } else if (language == "en") {
            append(text, line.title, " / ");
        }
    }
    return text;
}

}  // namespace silkgate::papers
