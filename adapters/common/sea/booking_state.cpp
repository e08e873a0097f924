#include "adapters/common/sea/booking_state.hpp"

#include "adapters/common/sea/states.hpp"
#include "gateway/json/fields.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace silkgate::adapters::sea {
namespace {

constexpr std::string_view kUnknownDate = "1970-01-01";
constexpr int kMoneyDecimals = 2;

// An unknown planned date is empty here and this date on the wire, where it is mandatory (C20).
template <class Change>
void each_date(BookingState& state, const Change& change) {
    for (TransportLeg& leg : state.plan) {
        change(leg.planned_departure);
        change(leg.planned_arrival);
    }
}

void to_wire(BookingState& state) {
    each_date(state, [](std::string& date) { date = date.empty() ? std::string(kUnknownDate) : date; });
}

void from_wire(BookingState& state) {
    each_date(state, [](std::string& date) { date = date == kUnknownDate ? std::string{} : date; });
}

bool statuses_are_known(const BookingState& state) {
    return !state.status.empty() && is_status(Machine::booking, state.status) &&
           is_status(Machine::amendment, state.amended_status) &&
           is_status(Machine::cancellation, state.cancellation_status);
}

bool amounts_have_two_decimals(const BookingState& state) {
    return std::ranges::all_of(state.charges, [](const Charge& charge) {
        return !charge.amount || charge.amount->significant_decimals() <= kMoneyDecimals;
    });
}

bool is_confirmed(const BookingState& state) {
    return state.status == "CONFIRMED" || state.status == "PENDING_AMENDMENT";
}

bool confirmed_is_complete(const BookingState& state) {
    return !is_confirmed(state) || !(state.confirmed.empty() || state.plan.empty() || state.cut_offs.empty());
}

bool commodities_are_told_apart(const BookingState& state) {
    std::set<std::string_view> seen;
    return !is_confirmed(state) ||
           std::ranges::all_of(state.booking.equipments, [&](const Equipment& equipment) {
               return std::ranges::all_of(equipment.commodities, [&](const Commodity& commodity) {
                   return !commodity.sub_reference.empty() && seen.insert(commodity.sub_reference).second;
               });
           });
}

bool pending_says_why(const BookingState& state) {
    const bool pending = state.status == "PENDING_UPDATE" || state.status == "PENDING_AMENDMENT";
    return !pending || !state.feedbacks.empty();
}

struct Condition {
    Finding finding;
    bool (*holds)(const BookingState& state);
};

constexpr auto kConditions = std::to_array<Condition>({
    {{"status", "statuses of the table of states"}, statuses_are_known},
    {{"C18", "charges with at most 2 decimals"}, amounts_have_two_decimals},
    {{"C19", "a confirmed booking has equipment, transport plan and cut-off times"}, confirmed_is_complete},
    {{"C19", "each commodity of a confirmed booking has a reference of its own"}, commodities_are_told_apart},
    {{"C19", "a pending update or amendment has feedbacks"}, pending_says_why},
});

}  // namespace

std::vector<Finding> check_state(const BookingState& state) {
    std::vector<Finding> findings;
    for (const Condition& condition : kConditions) {
        if (!condition.holds(state)) {
            findings.push_back(condition.finding);
        }
    }
    return findings;
}

Result<std::string> write_state(const BookingState& state) {
    BookingState written = state;
    to_wire(written);
    return json::write_object(written);
}

Result<BookingState> read_state(std::string_view bytes) {
    auto state = json::read_object<BookingState>(bytes);
    if (state) {
        from_wire(*state);
    }
    return state;
}

Result<std::string> write_notification(const Notification& notification) {
    if (notification.data.request_reference.empty() && notification.data.booking_reference.empty()) {
        return fail(Errc::invalid_value, "a notification without a reference of its booking");
    }
    Notification written = notification;
    for (auto* state : {&written.data.booking, &written.data.amended}) {
        if (*state) {
            to_wire(**state);
        }
    }
    return json::write_object(written);
}

Result<Notification> read_notification(std::string_view bytes) {
    auto notification = json::read_object<Notification>(bytes);
    if (!notification) {
        return notification;
    }
    if (notification->data.request_reference.empty() && notification->data.booking_reference.empty()) {
        return fail(Errc::invalid_value, "a notification without a reference of its booking", "/data");
    }
    for (auto* state : {&notification->data.booking, &notification->data.amended}) {
        if (*state) {
            from_wire(**state);
        }
    }
    return notification;
}

std::string write_cancellation(Cancellation what, std::string_view reason) {
    json::Writer out;
    out.begin_object();
    switch (what) {
        case Cancellation::booking:
            out.member("bookingStatus", "CANCELLED");
            break;
        case Cancellation::amendment:
            out.member("amendedBookingStatus", "AMENDMENT_CANCELLED");
            break;
        case Cancellation::confirmed_booking:
            out.member("bookingCancellationStatus", "CANCELLATION_RECEIVED");
            break;
    }
    out.member_if("reason", reason).end_object();
    return std::move(out).str();
}

}  // namespace silkgate::adapters::sea
