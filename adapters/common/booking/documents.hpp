// One booking → one document of its standard. Preconditions: the rules of the standard found nothing. Pure;
// thread-safe. Private to this folder.
#pragma once

#include "adapters/common/booking/booking.hpp"
#include "gateway/core/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace silkgate::adapters::booking {

[[nodiscard]] Result<std::string> write_rail(const Booking& booking);
[[nodiscard]] Result<std::string> write_road(const Booking& booking);
[[nodiscard]] Result<std::string> write_sea(const Booking& booking);
[[nodiscard]] Result<std::string> write_air(const Booking& booking);
[[nodiscard]] Result<std::string> write_electronic_road(const Booking& booking);
[[nodiscard]] Result<std::string> write_express(const Booking& booking);
[[nodiscard]] Result<std::string> write_line_haul(const Booking& booking);
[[nodiscard]] Result<std::string> write_one_record(const Booking& booking);
[[nodiscard]] Result<std::string> write_russian_post(const Booking& booking);
// Data of the TIR carnet that a truck travels under.
[[nodiscard]] Result<std::string> write_tir_data(const Booking& booking);
// Whether the order names a TIR carnet as the document that its goods travel under by road; it says nothing
// of the way back.
[[nodiscard]] bool is_under_tir(const Booking& booking);
// Whether the way touches a country where an electronic road note does not bind, so that a paper one travels
// too.
[[nodiscard]] bool needs_paper_note(const Booking& booking);

// What several of them need.

// Street and postcode as the forms of rail and road take them: a postcode of more than 9 characters has no
// place of its own and stands behind the street.
struct FormAddress {
    std::string street;
    std::string postcode;
};
[[nodiscard]] FormAddress form_address(const Party& party);

// Day of the booking, UTC.
[[nodiscard]] std::string day_of(const Booking& booking);
// "1 BX, 2 CT".
[[nodiscard]] std::string packages_in_words(const Booking& booking);
// Russian, then Chinese, then English name; the title where there is none.
[[nodiscard]] std::vector<std::string> names_of(const Commodity& goods);
// Whole grams, rounded to the nearest.
[[nodiscard]] std::optional<std::int64_t> grams_of(const std::optional<Decimal>& kilograms);
// Share of one piece in what a line has; rounded down, so that the pieces do not outweigh or outvalue their
// line.
[[nodiscard]] std::optional<Decimal> of_one(const std::optional<Decimal>& line, Decimal quantity, int scale);
// IATA code of a stop's airport, or empty.
[[nodiscard]] std::string airport_of(const RouteStop& stop);
// Where the goods leave and leave for by the booking's mode; the stretch is there.
[[nodiscard]] const RouteStop& departure_of(const Booking& booking);
[[nodiscard]] const RouteStop& arrival_of(const Booking& booking);

}  // namespace silkgate::adapters::booking
