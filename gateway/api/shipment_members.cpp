// Whose parcels a message about a shipment speaks of.
#include "gateway/api/shipment_plan.hpp"
#include "gateway/api/shipment_told.hpp"

#include <algorithm>

namespace silkgate::api {
namespace {

namespace consolidation = adapters::consolidation;

// The leg that the authority was told of.
const dispatch::LegRecord*
find_leg(const dispatch::OrderState& state, adapters::LegKind kind, std::string_view country) {
    const auto leg = std::ranges::find_if(state.legs, [&](const dispatch::LegRecord& record) {
        return record.leg.kind == kind && record.leg.country == country && !record.documents.empty();
    });
    return leg == state.legs.end() ? nullptr : &*leg;
}

// The newest document of this kind that was not refused.
const dispatch::DocumentState* find_sent(const dispatch::LegRecord& leg, std::string_view kind) {
    const auto sent = std::ranges::find_if(
        leg.documents.rbegin(),
        leg.documents.rend(),
        [&](const dispatch::DocumentState& document) {
            return document.kind == kind && document.state != dispatch::LegState::rejected;
        }
    );
    return sent == leg.documents.rend() ? nullptr : &*sent;
}

std::optional<Instant> delivered_at(const dispatch::OrderState& state) {
    for (const dispatch::LegRecord& leg : state.legs) {
        for (const dispatch::DocumentState& document : leg.documents) {
            if (document.carriage && document.carriage->last.step == adapters::CarriageStep::delivered) {
                return document.carriage->at;
            }
        }
    }
    return std::nullopt;
}

// Whether a message about one parcel can be said of this one without more from the caller.
bool can_be_said(
    const dispatch::OrderState& state,
    const dispatch::LegRecord& leg,
    const ShipmentKind& kind
) {
    return kind.follows.empty() ? delivered_at(state).has_value() : find_sent(leg, kind.follows) != nullptr;
}

}  // namespace

Result<std::optional<ShipmentMember>> ShipmentPlanner::member(
    const FoundConsolidation& place,
    const consolidation::Parcel& parcel,
    const ShipmentWish& wish
) const {
    const auto state = services_.replica.find_state(OrderId(parcel.order));
    const dispatch::LegRecord* leg = state ? find_leg(*state, wish.kind.leg, desk_.country()) : nullptr;
    const bool is_open = wish.kind.is_of_one_parcel && wish.parcels.empty();
    if (is_open && (leg == nullptr || !can_be_said(*state, *leg, wish.kind))) {
        return std::nullopt;
    }
    if (leg == nullptr) {
        return fail(
            Errc::illegal_transition,
            "order " + parcel.order + " has no declaration that the message could speak of"
        );
    }
    const consolidation::Unit& unit = place.value->units[parcel.unit];
    return ShipmentMember{
        .order = state->id,
        .tenant = state->tenant,
        .connection = state->connection,
        .leg = leg->leg.id,
        .parcel =
            {.waybill = parcel.waybill.empty() ? state->waybill : parcel.waybill,
             .package = unit.number.empty() ? unit.ref : unit.number,
             .list_number = dispatch::authority_reference(*leg),
             .follows = {},
             .delivered_at = delivered_at(*state)},
        .head = {}
    };
}

Result<std::vector<ShipmentMember>>
ShipmentPlanner::known_members(const FoundConsolidation& place, const ShipmentWish& wish) const {
    std::vector<ShipmentMember> all;
    for (const consolidation::Parcel& parcel : place.value->parcels) {
        const auto own = std::ranges::find(wish.parcels, parcel.order, &ParcelWish::order);
        if (!wish.parcels.empty() && own == wish.parcels.end()) {
            continue;
        }
        auto one = member(place, parcel, wish);
        if (!one) {
            return one.error();
        }
        if (*one) {
            (*one)->head = own == wish.parcels.end() ? ShipmentHead{} : own->head;
            all.push_back(std::move(**one));
        }
    }
    if (all.size() < wish.parcels.size()) {
        return fail(Errc::invalid_parameter, "an order is not in the consolidation", "/parcels");
    }
    if (all.empty()) {
        return fail(Errc::illegal_transition, "the message can be said of none of the parcels yet");
    }
    if (wish.kind.is_of_one_parcel && all.size() > kOneParcelMessagesMax) {
        return fail(Errc::invalid_parameter, "more than 500 messages: name the parcels in turns", "/parcels");
    }
    return all;
}

boost::asio::awaitable<Result<void>>
ShipmentPlanner::add_what_it_follows(ShipmentMember& member, const ShipmentKind& kind) {
    const auto state = services_.replica.find_state(member.order);
    const dispatch::LegRecord* leg = state ? find_leg(*state, member.leg) : nullptr;
    const dispatch::DocumentState* sent = leg == nullptr ? nullptr : find_sent(*leg, kind.follows);
    if (sent == nullptr) {
        co_return fail(
            Errc::illegal_transition,
            "order " + member.order.str() + " has no " + std::string(kind.follows) + " that it could follow"
        );
    }
    kafka::Position position = sent->published;
    auto bytes = co_await log_.read_value(std::move(position));
    if (bytes) {
        member.parcel.follows = std::move(*bytes);
    } else if (bytes.error().code != Errc::gone) {  // then the caller says what it said
        co_return bytes.error();
    }
    co_return Result<void>();
}

boost::asio::awaitable<Result<std::vector<ShipmentMember>>>
ShipmentPlanner::members(const FoundConsolidation& place, const ShipmentWish& wish) {
    auto all = known_members(place, wish);
    if (!all || wish.kind.follows.empty()) {
        co_return all;
    }
    for (ShipmentMember& member : *all) {
        const auto added = co_await add_what_it_follows(member, wish.kind);
        if (!added) {
            co_return added.error();
        }
    }
    co_return all;
}

}  // namespace silkgate::api
