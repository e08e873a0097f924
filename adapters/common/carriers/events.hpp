// Carriers' own events in the standards of each mode, told by their content:
//   DCSA booking notification (CloudEvents, org.dcsa.booking.v2) and Track & Trace 2.2 events, one or an
//   array; ONE Record LogisticsEvent as JSON-LD, with Cargo-XML's codes; CDEK order (entity.statuses) and
//   webhook (type ORDER_STATUS); Cargo-XML StatusMessage (XFSU); SMGS consignment note in the customs form
//   1003401E, whose stamps are its events.
// None of them knows our booking: the Kafka key of the record names it, so the items have no references.
// Words and what they mean stand in status.def. Hostile input is normal: Errc::unreadable_reply says why.
#pragma once

#include "adapters/adapter.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace silkgate::adapters::carriers {

enum class Standard : std::uint8_t { dcsa_booking, dcsa_event, xfsu, smgs_box, cdek };

// What a word means, as far as it is known; `received` and no step for an unknown one.
struct Meaning {
    ReplyStatus status = ReplyStatus::received;
    std::optional<CarriageStep> step;
};
[[nodiscard]] std::optional<Meaning> meaning_of(Standard standard, std::string_view word) noexcept;

// The change of a booking that the word is about, whatever document the event is keyed by; nullopt: the
// booking itself.
[[nodiscard]] std::optional<Action> change_of(std::string_view native_status) noexcept;

// Events in the order in which they stand; at most 1,000.
[[nodiscard]] Result<std::vector<ReplyItem>> read_events(std::string_view bytes);

}  // namespace silkgate::adapters::carriers
