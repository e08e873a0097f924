// Numbers and codes of transport, each checked as far as its check digit or pattern goes. Spaces and hyphens
// are not taken away: what is checked is what would be written into a document. S10 has a header of its own.
// Pure; any text is a valid argument.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace silkgate::adapters::transport {

// ISO 6346: three letters of the owner, one of U, J, Z, six digits, check digit. "CSQU3054383".
[[nodiscard]] bool is_container_number(std::string_view text) noexcept;
// ISO 6346 size and type, or its group: "22G1", "45R1", "22GP".
[[nodiscard]] bool is_container_type(std::string_view text) noexcept;
// Whether the size and type is a refrigerated container's: third character R or H.
[[nodiscard]] bool is_reefer_type(std::string_view text) noexcept;

// Prefix of the airline, hyphen, seven digits and their remainder by 7: "020-12345675".
[[nodiscard]] bool is_air_waybill(std::string_view text) noexcept;
// Up to 12 letters and digits.
[[nodiscard]] bool is_house_waybill(std::string_view text) noexcept;

// Wagon of the 1520 mm network (8 digits) or of the UIC (12 digits); the same check digit.
[[nodiscard]] bool is_wagon_number(std::string_view text) noexcept;
// Six digits with the check digit of the Unified Network Marking (ESR): "708507".
[[nodiscard]] bool is_railway_station(std::string_view text) noexcept;
// The check digit put behind five digits; empty for anything else.
[[nodiscard]] std::optional<std::string> complete_railway_station(std::string_view five_digits);

// Country and three of A–Z, 2–9: "CNQDG". Says nothing of whether the list has it.
[[nodiscard]] bool is_unlocode(std::string_view text) noexcept;
// SMDG or NMFTA (SCAC) code of a carrier: up to four characters that are no blanks.
[[nodiscard]] bool is_carrier_code(std::string_view text) noexcept;
// Seven digits of a ship, the last a check digit: "9074729".
[[nodiscard]] bool is_imo_number(std::string_view text) noexcept;
// DCSA universal voyage ("2103N") and service reference ("SR00001D").
[[nodiscard]] bool is_voyage_reference(std::string_view text) noexcept;
[[nodiscard]] bool is_service_reference(std::string_view text) noexcept;

// Two letters or blanks and eight digits. The letters' own check is not public.
[[nodiscard]] bool is_tir_carnet(std::string_view text) noexcept;
// IATA cargo agent: seven digits, with the CASS address eleven.
[[nodiscard]] bool is_cargo_agent(std::string_view text) noexcept;

}  // namespace silkgate::adapters::transport
