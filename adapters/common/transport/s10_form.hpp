// What of a postal item follows from its number and its goods: class of mail, handling, the customs form, and
// the code of its nature in the item message. Pure; thread-safe.
#pragma once

#include "gateway/config/connection.hpp"
#include "gateway/core/decimal.hpp"
#include "gateway/core/time.hpp"

#include <string_view>

namespace silkgate::adapters::transport {

// Of the first letter of `service`; empty members where s10_services.def has no row.
struct S10Class {
    std::string_view mail;      // letter_post, parcel, ems
    std::string_view handling;  // tracked, registered, untracked, insured, or empty
};
[[nodiscard]] S10Class class_of_service(std::string_view service) noexcept;

// "CN22" for letter post whose value is within the limit of the day, else "CN23", which has all that CN 22
// has. The limit is in SDR; registration "S10.sdrRate.<currency>" says how much of the currency one SDR is.
// Without it the value can not be compared: "CN23".
[[nodiscard]] std::string_view customs_form(
    std::string_view service,
    Decimal value,
    std::string_view currency,
    const config::Connection& connection,
    BusinessDate day
);

// sale 11, return 21, gift 31, sample 32, documents 91; empty for another word.
[[nodiscard]] std::string_view nature_code(std::string_view nature) noexcept;

}  // namespace silkgate::adapters::transport
