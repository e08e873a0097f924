#include "adapters/common/booking/simulate.hpp"

#include "adapters/common/air/one_record.hpp"
#include "adapters/common/air/xfsu.hpp"
#include "adapters/common/air/xfzb.hpp"
#include "adapters/common/booking/booking.hpp"
#include "adapters/common/consignment/smgs.hpp"
#include "gateway/json/writer.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::booking {
namespace {

struct Word {
    std::string_view regime;
    std::string_view said;
    std::string_view word;
};

constexpr auto kWords = std::to_array<Word>({
#define SILKGATE_WORD(regime, said, word) {regime, said, word},
#include "adapters/common/booking/simulate.def"
#undef SILKGATE_WORD
});

std::string_view word_of(std::string_view regime, std::string_view said) {
    const auto* found = std::ranges::find_if(kWords, [&](const Word& row) {
        return row.regime == regime && row.said == said;
    });
    return found == kWords.end() ? std::string_view{} : found->word;
}

// One thing that the carrier says.
struct Say {
    const Told* told;
    std::string_view said;
    std::string_view word;
    std::string_view reason;
    Instant at;
};

std::string to_seconds(Instant at) {
    constexpr std::size_t kToSeconds = 19;
    return format_rfc3339(at).substr(0, kToSeconds);
}

SimulatedReply json(json::Writer&& out) {
    return {.content_type = "application/json", .bytes = std::move(out).str()};
}

SimulatedReply say_neutral(const Say& say) {
    json::Writer out;
    out.begin_object().member("bookingId", say.told->booking_id).member("status", say.said);
    if (say.said == "registered") {
        out.member("authorityReference", "CARRIER-" + std::string(say.told->booking_id.substr(0, 12)));
    }
    out.member("at", format_rfc3339(say.at));
    if (!say.reason.empty()) {
        out.key("reasons").begin_array().begin_object().member("code", say.reason);
        out.member("text", "Simulated by Silkgate").end_object().end_array();
    }
    out.end_object();
    return json(std::move(out));
}

// The booking's own status while a change of it is decided.
void write_status(json::Writer& out, std::string_view word) {
    if (word.starts_with("AMENDMENT_")) {
        out.member("bookingStatus", "CONFIRMED").member("amendedBookingStatus", word);
    } else if (word.starts_with("CANCELLATION_")) {
        const bool over = word == "CANCELLATION_CONFIRMED";
        out.member("bookingStatus", over ? "CANCELLED" : "CONFIRMED")
            .member("bookingCancellationStatus", word);
    } else {
        out.member("bookingStatus", word);
    }
}

// A booking notification, or an event of track and trace.
SimulatedReply say_dcsa(const Say& say) {
    const std::string at = format_rfc3339(say.at);
    json::Writer out;
    out.begin_object();
    if (say.word.size() > 4) {
        out.member("specversion", "1.0")
            .member("id", std::string(say.told->booking_id) + "/" + std::string(say.word));
        out.member("source", "https://carrier.example")
            .member("type", "org.dcsa.booking.v2")
            .member("time", at);
        out.member("datacontenttype", "application/json").member("subscriptionReference", "simulated");
        out.key("data").begin_object();
        write_status(out, say.word);
        out.member("carrierBookingReference", "SIM" + std::string(say.told->booking_id.substr(4, 12)));
        if (!say.reason.empty()) {
            out.key("feedbacks")
                .begin_array()
                .begin_object()
                .member("severity", "ERROR")
                .member("code", say.reason);
            out.member("message", "Simulated by Silkgate").end_object().end_array();
        }
        out.end_object().end_object();
        return json(std::move(out));
    }
    const bool ship = say.word == "DEPA";
    out.member("eventType", ship ? "TRANSPORT" : "EQUIPMENT").member("eventClassifierCode", "ACT");
    if (ship) {
        out.member("transportEventTypeCode", say.word);
    } else {
        out.member("equipmentEventTypeCode", say.word).member("emptyIndicatorCode", "LADEN");
    }
    out.member("eventDateTime", at).end_object();
    return json(std::move(out));
}

SimulatedReply say_cdek(const Say& say) {
    json::Writer out;
    out.begin_object().member("type", "ORDER_STATUS").member("date_time", format_rfc3339(say.at));
    out.key("attributes").begin_object().member("code", say.word);
    out.member("status_date_time", format_rfc3339(say.at)).end_object().end_object();
    return json(std::move(out));
}

// The consignor's note with the stamp of the box.
Result<SimulatedReply> say_smgs(const Say& say) {
    auto note = consignment::read_smgs(say.told->bytes);
    if (!note) {
        return note.error();
    }
    const std::string at = to_seconds(say.at);
    consignment::Stamp stamp = note->contract;
    stamp.date = at.substr(0, 10);
    stamp.time = at.substr(11);
    if (say.word == "26") {
        note->contract = stamp;
    } else if (say.word == "27") {
        note->arrival = stamp;
    } else if (say.word == "34") {
        note->passages = {stamp};
    } else {
        note->issue = stamp;
    }
    auto bytes = consignment::write_smgs(*note);
    return bytes ? Result<SimulatedReply>(
                       {.content_type = "application/xml; charset=utf-8", .bytes = std::move(*bytes)}
                   )
                 : bytes.error();
}

// The master's number is that of IATA's own example.
constexpr std::string_view kMaster = "992-01651112";

air::StatusMessage status_of(const Say& say, const air::HouseWaybill& waybill) {
    const auto& house = waybill.master.house;
    air::StatusMessage message;
    message.message = waybill.message;
    std::swap(message.message.senders, message.message.recipients);
    message.message.name = "Status Message";
    message.message.issued = to_seconds(say.at);
    message.message.version = "6.00";
    message.id = waybill.header.number;
    message.master.load_type = "BLK";
    message.master.pieces = message.master.total_pieces = house.pieces;
    message.master.split = "T";
    message.master.waybill = {.number = std::string(kMaster), .name = {}, .type_code = "741"};
    message.master.origin = house.origin;
    message.master.destination = house.destination;
    air::ReportedStatus& status = message.master.statuses.emplace_back();
    status.code = say.word;
    status.consignment.pieces = house.pieces;
    status.consignment.split = "T";
    const bool there = say.word == "NFD" || say.word == "DLV";
    status.consignment.movement.location = {
        .code = there ? house.destination.code : house.origin.code,
        .name = {},
        .type = "Airport",
        .flight_status = there ? "Arrival" : "Departure",
    };
    status.consignment.movement.event = {.at = to_seconds(say.at), .type = "A"};
    status.consignment.houses = {{
        .gross_weight = house.gross_weight,
        .pieces = house.pieces,
        .total_pieces = house.pieces,
        .split = "T",
        .waybill = {.number = waybill.header.number, .name = {}, .type_code = "703"},
    }};
    return message;
}

Result<SimulatedReply> say_air(const Say& say) {
    const auto waybill = air::read_xfzb(say.told->bytes);
    if (!waybill) {
        return waybill.error();
    }
    auto bytes = air::write_xfsu(status_of(say, *waybill));
    return bytes ? Result<SimulatedReply>(
                       {.content_type = "application/xml; charset=utf-8", .bytes = std::move(*bytes)}
                   )
                 : bytes.error();
}

Result<SimulatedReply> say_one_record(const Say& say) {
    const auto waybill = air::record::read_waybill(say.told->bytes);
    if (!waybill) {
        return waybill.error();
    }
    const bool there = say.word == "NFD" || say.word == "DLV";
    air::record::Event event;
    event.code = say.word;
    event.at = event.created = format_rfc3339(say.at);
    event.time_type = "ACTUAL";
    event.location = there ? waybill->arrival : waybill->departure;
    auto bytes = air::record::write(event);
    return bytes ? Result<SimulatedReply>({.content_type = "application/ld+json", .bytes = std::move(*bytes)})
                 : bytes.error();
}

Result<SimulatedReply> say_in(std::string_view regime, const Say& say) {
    if (say.word.empty()) {
        return say_neutral(say);
    }
    if (regime == "DCSA") {
        return say_dcsa(say);
    }
    if (regime == "ONERECORD") {
        return say_one_record(say);
    }
    if (regime == "CDEK") {
        return say_cdek(say);
    }
    return regime == "SMGS" ? say_smgs(say) : say_air(say);
}

// Of the standard that the document belongs to; empty for the neutral booking, nullopt for no carrier's
// document.
std::optional<std::string_view> regime_of(const Told& told) {
    if (told.kind == kBookingKind) {
        return std::string_view{};
    }
    if (told.kind == kSeaCancellationKind) {
        return "DCSA";
    }
    const Standard* standard = find_standard_of_kind(told.kind);
    return standard == nullptr ? std::nullopt : std::optional(standard->regime);
}

// A change has words of its own where the standard knows it; a request that was never confirmed is cancelled
// by the booking's own status.
std::string_view word_for(const Told& told, std::string_view regime, std::string_view said) {
    const bool unconfirmed =
        told.action == "cancel" && told.bytes.find("CancellationStatus") == std::string_view::npos;
    const std::string_view of_change =
        unconfirmed ? std::string_view{}
                    : word_of(std::string(regime) + " " + std::string(told.action), said);
    return of_change.empty() ? word_of(regime, said) : of_change;
}

struct Line {
    std::string_view said;
    std::string_view reason;
};

std::vector<Line> answer_of(std::string_view action, Outcome outcome, carriers::Journey journey) {
    if (journey == carriers::Journey::refused) {
        return {{"rejected", "no-capacity"}};
    }
    switch (outcome) {
        case Outcome::rejected:
            return {{"received", ""}, {"rejected", "address-not-served"}};
        case Outcome::query:
            return {{"received", ""}, {"query", "content-unclear"}};
        case Outcome::accepted:
            break;
    }
    return action == "cancel" ? std::vector<Line>{{"cancelled", ""}}
                              : std::vector<Line>{{"received", ""}, {"registered", ""}};
}

}  // namespace

std::optional<std::vector<SimulatedReply>>
simulate_carrier(const Told& told, Outcome outcome, carriers::Journey journey, Instant now) {
    if (is_accompanying(told.kind)) {
        return std::vector{
            say_neutral({.told = &told, .said = "received", .word = {}, .reason = {}, .at = now})
        };
    }
    const auto regime = regime_of(told);
    if (!regime) {
        return std::nullopt;
    }
    std::vector<Line> lines = answer_of(told.action, outcome, journey);
    const bool travels = told.action == "submit" || told.action == "return";
    if (outcome == Outcome::accepted && travels && journey != carriers::Journey::refused) {
        for (const auto& [status, reason] : carriers::events_of(journey)) {
            lines.push_back({status, reason});
        }
    }
    std::vector<SimulatedReply> replies;
    for (const auto& [said, reason] : lines) {
        const Say say{
            .told = &told, .said = said, .word = word_for(told, *regime, said), .reason = reason, .at = now
        };
        auto reply = say_in(*regime, say);
        replies.push_back(reply ? std::move(*reply) : say_neutral(say));
        now += std::chrono::hours(1);
    }
    return replies;
}

}  // namespace silkgate::adapters::booking
