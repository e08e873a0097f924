#include "adapters/common/carriers/simulate.hpp"

#include "gateway/json/writer.hpp"

#include <array>
#include <span>
#include <string>

namespace silkgate::adapters::carriers {
namespace {

constexpr auto kSmooth = std::to_array<Event>({
    {"collected", ""},
    {"in_transit", ""},
    {"at_border", ""},
    {"in_transit", ""},
    {"arrived", ""},
    {"out_for_delivery", ""},
    {"delivered", ""},
});
constexpr auto kDelayed = std::to_array<Event>({
    {"collected", ""},
    {"in_transit", ""},
    {"exception", "delayed"},
    {"in_transit", ""},
    {"arrived", ""},
    {"delivered", ""},
});
constexpr auto kStranded = std::to_array<Event>({
    {"collected", ""},
    {"in_transit", ""},
    {"at_border", ""},
});
constexpr auto kReturned = std::to_array<Event>({
    {"collected", ""},
    {"in_transit", ""},
    {"arrived", ""},
    {"exception", "addressee-refused"},
    {"returned", ""},
});
constexpr auto kRefused = std::to_array<Event>({{"rejected", "no-capacity"}});

}  // namespace

std::span<const Event> events_of(Journey journey) noexcept {
    switch (journey) {
        case Journey::smooth:
            return kSmooth;
        case Journey::delayed:
            return kDelayed;
        case Journey::stranded:
            return kStranded;
        case Journey::returned:
            return kReturned;
        case Journey::refused:
            return kRefused;
    }
    return {};
}

std::vector<SimulatedReply> simulate_journey(std::string_view booking_id, Journey journey, Instant now) {
    std::vector<SimulatedReply> replies;
    for (const Event& event : events_of(journey)) {
        now += std::chrono::hours(1);
        json::Writer out;
        out.begin_object().member("bookingId", booking_id).member("status", event.status);
        out.member("at", format_rfc3339(now));
        if (!event.reason.empty()) {
            out.key("reasons").begin_array().begin_object().member("code", event.reason);
            out.member("text", "Simulated by Silkgate").end_object().end_array();
        }
        out.end_object();
        replies.push_back({.content_type = "application/json", .bytes = std::move(out).str()});
    }
    return replies;
}

}  // namespace silkgate::adapters::carriers
