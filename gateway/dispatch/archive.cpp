#include "gateway/dispatch/archive.hpp"

#include "gateway/dispatch/document_json.hpp"
#include "gateway/json/writer.hpp"

#include <algorithm>

namespace silkgate::dispatch {
namespace {

// Of what archived_json() writes; a reader that meets another one does not guess.
constexpr std::string_view kVersion = "1";

bool leg_is_over(const LegRecord& record) {
    const bool is_booking = record.leg.kind == adapters::LegKind::booking;
    if (record.returning == Returning::waiting || (record.returning == Returning::asked && !is_booking)) {
        return false;
    }
    switch (record.state) {
        case LegState::released:
        case LegState::rejected:
        case LegState::cancelled:
            return true;
        case LegState::published:
        case LegState::received:
        case LegState::registered:
            return is_booking;
        case LegState::held:
        case LegState::query:
        case LegState::parked:
        case LegState::cancel_requested:
            return false;
    }
    return false;
}

}  // namespace

bool is_over(const OrderState& state) noexcept {
    if (is_archived(state)) {
        return false;
    }
    return state.legs.empty() ? state.word == OrderStateWord::cancelled
                              : std::ranges::all_of(state.legs, leg_is_over);
}

bool is_archived(const OrderState& state) noexcept {
    return state.word == OrderStateWord::archived;
}

std::chrono::sys_days changed_on(const OrderState& state) noexcept {
    return std::chrono::floor<std::chrono::days>(state.updated_at);
}

OrderState archive(const OrderState& state, std::chrono::sys_days on) {
    OrderState kept;
    kept.id = state.id;
    kept.tenant = state.tenant;
    kept.word = OrderStateWord::archived;
    kept.ended = state.word;
    kept.archived_on = format_date(BusinessDate(on));
    kept.sequence = state.sequence;
    kept.fingerprint = state.fingerprint;
    kept.payload = state.payload;
    kept.accepted_at = state.accepted_at;
    return kept;
}

bool is_same_order(const OrderState& archived, std::string_view fingerprint) noexcept {
    return fingerprint == archived.fingerprint || fingerprint == archived.payload;
}

std::string archived_json(const OrderState& state) {
    json::Writer out(512);
    out.begin_object().member("archive", kVersion).member("id", state.id.view());
    out.member("tenant", state.tenant.view()).member("state", to_string(state.word));
    out.member("ended", to_string(state.ended)).member("archivedOn", state.archived_on);
    out.key("sequence").number(state.sequence).member("fingerprint", state.fingerprint);
    if (state.payload != state.fingerprint) {
        out.member("payload", state.payload);
    }
    out.member("acceptedAt", format_rfc3339(state.accepted_at)).end_object();
    return std::move(out).str();
}

Result<OrderState> read_archived(json::Value root) {
    const auto ended = parse_order_state(root["ended"].text());
    const auto accepted_at = parse_rfc3339(root["acceptedAt"].text());
    const bool is_dated = parse_date(root["archivedOn"].text()).has_value();
    if (root["archive"].text() != kVersion || root["id"].text().empty() || !ended || !accepted_at ||
        !is_dated) {
        return fail(Errc::invalid_value, "not the record of an archived order of this version");
    }
    OrderState state;
    state.id = OrderId(text_of(root, "id"));
    state.tenant = TenantId(text_of(root, "tenant"));
    state.word = OrderStateWord::archived;
    state.ended = *ended;
    state.archived_on = text_of(root, "archivedOn");
    state.sequence = integer_of(root, "sequence");
    state.fingerprint = text_of(root, "fingerprint");
    state.payload = root["payload"] ? text_of(root, "payload") : state.fingerprint;
    state.accepted_at = *accepted_at;
    return state;
}

std::string archived_answer(const OrderState& state) {
    json::Writer out(256);
    out.begin_object().member("id", state.id.view()).member("state", to_string(state.word));
    out.member("ended", to_string(state.ended)).member("archivedOn", state.archived_on);
    out.member("acceptedAt", format_rfc3339(state.accepted_at)).end_object();
    return std::move(out).str();
}

Error archived_error(const OrderState& state) {
    return fail(
        Errc::gone,
        "order " + state.id.str() + " ended as " + std::string(to_string(state.ended)) +
            " and was archived on " + state.archived_on
    );
}

}  // namespace silkgate::dispatch
