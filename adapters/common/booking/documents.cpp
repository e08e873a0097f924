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

std::optional<std::int64_t> grams_of(const std::optional<Decimal>& kilograms) {
    const auto value = kilograms ? multiply_rounded(*kilograms, Decimal(1000), 0, Rounding::half_up)
                                 : Result<Decimal>(fail(Errc::invalid_value, "no weight"));
    return value ? std::optional(value->coefficient()) : std::nullopt;
}

std::optional<Decimal> of_one(const std::optional<Decimal>& line, Decimal quantity, int scale) {
    const auto value = line ? divide(*line, quantity, scale, Rounding::down)
                            : Result<Decimal>(fail(Errc::invalid_value, "nothing to divide"));
    return value ? std::optional(*value) : std::nullopt;
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
