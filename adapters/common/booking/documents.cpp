#include "adapters/common/booking/documents.hpp"

namespace silkgate::adapters::booking {

FormAddress form_address(const Party& party) {
    constexpr std::size_t kPostcodeMax = 9;
    if (party.postcode.size() <= kPostcodeMax) {
        return {.street = party.street, .postcode = party.postcode};
    }
    return {.street = party.street + ", " + party.postcode, .postcode = {}};
}

std::string day_of(const Booking& booking) {
    return format_date(BusinessDate(std::chrono::floor<std::chrono::days>(booking.prepared_at)));
}

std::string packages_in_words(const Booking& booking) {
    std::string words;
    for (const order::Package& package : booking.packages) {
        words += (words.empty() ? "" : ", ") + std::to_string(package.count) + ' ' + package.kind;
    }
    return words;
}

std::vector<std::string> names_of(const Commodity& goods) {
    std::vector<std::string> names;
    for (const std::string& name : {goods.name_ru, goods.name_zh, goods.name_en}) {
        if (!name.empty()) {
            names.push_back(name);
        }
    }
    if (names.empty()) {
        names.push_back(goods.title);
    }
    return names;
}

// An airport's IATA code is the end of its UN/LOCODE where the list gives no other; Delhi's node is the dry
// port INTKD.
std::string airport_of(const RouteStop& stop) {
    constexpr std::size_t kLocode = 5;
    if (stop.node == "DELHI") {
        return "DEL";
    }
    return stop.unlocode.size() == kLocode ? stop.unlocode.substr(2) : std::string{};
}

const RouteStop& departure_of(const Booking& booking) {
    return booking.route->stops[main_stretch(*booking.route, booking.mode)->first];
}

const RouteStop& arrival_of(const Booking& booking) {
    return booking.route->stops[main_stretch(*booking.route, booking.mode)->last];
}

}  // namespace silkgate::adapters::booking
