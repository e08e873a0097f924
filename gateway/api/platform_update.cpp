#include "gateway/api/platform_update.hpp"

#include "gateway/api/change_steps.hpp"
#include "gateway/api/order_conflict.hpp"
#include "gateway/api/update_wish.hpp"
#include "gateway/dispatch/change.hpp"
#include "gateway/order/merge_patch.hpp"
#include "gateway/order/order_json.hpp"
#include "gateway/order/supplied.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace silkgate::api {
namespace {

using observe::ChangeKind;
using observe::ChangeOutcome;

constexpr std::chrono::milliseconds kLookEvery{20};

constexpr Rule kKept{
    .id = "SG-0933",
    .code = "supplied-value-kept",
    .severity = Severity::warning,
    .remedy = Remedy::payload,
    .basis = "Silkgate decision 0018: what was supplied by hand stays until it is changed by hand",
    .effective_from = "",
    .text =
        {.en = "The platform states another value here; the one that was supplied by hand is kept.",
         .zh = "平台在此给出了不同的值；保留人工提供的值。",
         .ru = "Площадка указывает здесь другое значение; оставлено введённое вручную."},
};

// The order's head as the platform has it now, on goods that stay as they were declared.
order::Header header_on(const order::Header& declared, const order::Header& payload) {
    order::Header header = declared;
    header.version = payload.version;
    header.updated_at = payload.updated_at;
    header.cancelled_at = payload.cancelled_at;
    header.payment_status = payload.payment_status;
    if (!payload.cancel_reason.empty()) {
        header.cancel_reason = payload.cancel_reason;
    }
    return header;
}

// The platform's order with what was supplied by hand on it.
ChangedOrder merge(const PreparedOrder& prepared, const dispatch::Command& base) {
    ChangedOrder changed{
        .order = prepared.order, .pointers = prepared.pointers, .supplied = {}, .warnings = {}
    };
    order::Carried carried = order::carry_supplied(base.order, prepared.order, base.supplied);
    const auto payload = json::Document::parse(order::to_json(prepared.order));
    const auto patch = json::Document::parse(carried.patch);
    if (!carried.supplied.empty() && payload && patch) {
        const auto merged = json::Document::parse(order::merge_patch(payload->root(), patch->root()).json);
        if (merged) {
            changed.order = order::read_shape(merged->root()).order;
            changed.order.source = prepared.order.source;
        }
    }
    changed.supplied = std::move(carried.supplied);
    for (std::string& place : carried.replaced) {
        changed.warnings.push_back({
            .rule = &kKept,
            .canonical_pointer = std::move(place),
            .pointer = {},
            .leg = {},
            .found = {},
            .remedy_href = {},
        });
    }
    point_into(changed.warnings, changed.pointers);
    changed.order.message_id = base.order.message_id;
    changed.order.header.created_at = base.order.header.created_at;
    return changed;
}

ChangeKind kind_of(Deed deed) {
    switch (deed) {
        case Deed::amend:
            return ChangeKind::amended;
        case Deed::cancel:
            return ChangeKind::cancelled;
        case Deed::take_back:
            return ChangeKind::returned;
    }
    return ChangeKind::amended;
}

Update standing(const dispatch::OrderState& state, Update::Kind kind) {
    return {
        .kind = kind,
        .body = to_answer(state, {}, kind == Update::Kind::outdated ? "outdated" : ""),
        .version = state.version
    };
}

// Whether the payload could be newer than any: otherwise nobody needs to wait for the order's state.
bool counts_something(const order::Header& header) {
    return header.version > 1 || header.updated_at || header.status == order::Status::cancelled ||
           header.status == order::Status::returned;
}

std::chrono::steady_clock::time_point deadline_of(const Submission& submission) {
    return submission.started + std::chrono::milliseconds(submission.snapshot->settings.kafka.produce_ms);
}

// Another change of the order is ahead: it may be tried again on what that one makes of it.
bool may_try_again(Errc code) {
    return code == Errc::request_in_flight || code == Errc::precondition_failed;
}

}  // namespace

boost::asio::awaitable<Result<Update>>
PlatformUpdate::take(const Submission& submission, std::unique_ptr<PreparedOrder> prepared, Error exists) {
    const auto until = deadline_of(submission);
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    for (;;) {
        const auto state = services_.replica.find_state(prepared->id);
        auto update =
            Result<Update>(fail(Errc::request_in_flight, "the order was accepted a moment ago; try again"));
        if (!state && !counts_something(prepared->order.header)) {
            co_return exists;
        }
        if (state) {
            update = co_await take_once(submission, *prepared, *state, exists);
        }
        if (update || !may_try_again(update.error().code) || std::chrono::steady_clock::now() >= until) {
            co_return update;
        }
        timer.expires_after(kLookEvery);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
}

boost::asio::awaitable<Result<Update>> PlatformUpdate::take_once(
    const Submission& submission,
    const PreparedOrder& prepared,
    const dispatch::OrderState& state,
    const Error& exists
) {
    if (prepared.fingerprint == state.payload) {
        co_return standing(state, Update::Kind::duplicate);
    }
    const auto age = dispatch::age_of(dispatch::platform_clock(prepared.order.header), state.clock);
    if (age == dispatch::Age::older) {
        co_return standing(state, Update::Kind::outdated);
    }
    auto base = co_await log_.read_command(state.accepted);
    if (!base) {
        co_return base.error();
    }
    const Says says = what_it_says(prepared.order, base->order, state.returned);
    if (age != dispatch::Age::newer && !ends_order(says)) {
        co_return co_await explain_conflict(services_, log_, prepared, exists);
    }
    const Deed deed = deed_of(says, where_it_is(state));
    if (dispatch::is_cancelling(state)) {
        if (deed != Deed::amend) {
            co_return standing(state, Update::Kind::duplicate);
        }
        co_return fail(
            Errc::illegal_transition,
            "the platform has newer content for an order that is " +
                std::string(dispatch::to_string(state.word))
        );
    }
    const ChangeCall call{
        .snapshot = *submission.snapshot,
        .connection = *submission.caller.connection,
        .state = state,
        .fingerprint = prepared.fingerprint,
        .strict = submission.handling == Handling::strict,
        .request_id = submission.request_id,
        .traceparent = submission.traceparent,
        .language = submission.language,
        .deadline = deadline_of(submission),
    };
    auto changed = co_await change(call, prepared, std::move(*base));
    const auto outcome = changed                                         ? ChangeOutcome::accepted
                         : changed.error().code == Errc::rule_violations ? ChangeOutcome::rejected
                         : may_try_again(changed.error().code)           ? ChangeOutcome::conflict
                                                                         : ChangeOutcome::failed;
    services_.metrics.order_changes(kind_of(deed), outcome).add();
    if (!changed) {
        co_return changed.error();
    }
    co_return Update{
        .kind = Update::Kind::changed, .body = std::move(changed->body), .version = changed->version
    };
}

boost::asio::awaitable<Result<Changed>>
PlatformUpdate::change(const ChangeCall& call, const PreparedOrder& prepared, dispatch::Command base) {
    const std::vector<order::ConsignmentLine>& returned = call.state.returned;
    const Says says = what_it_says(prepared.order, base.order, returned);
    order::Header header = header_on(base.order.header, prepared.order.header);
    switch (deed_of(says, where_it_is(call.state))) {
        case Deed::cancel:
            co_return co_await changes_.cancel(call, std::move(base), std::move(header));
        case Deed::take_back: {
            order::Refund refund{
                .id = {},
                .at = prepared.order.header.updated_at,
                .amount = std::nullopt,
                .lines = taken_back(prepared.order, base.order, returned),
                .reason = prepared.order.header.cancel_reason,
            };
            if (refund.lines.empty()) {
                co_return co_await changes_.note(call, std::move(base), std::move(header));
            }
            co_return co_await changes_.take_back(
                call, std::move(base), std::move(header), std::move(refund)
            );
        }
        case Deed::amend:
            break;
    }
    // What was declared and comes back in part is no longer what the platform's order holds.
    if (!returned.empty()) {
        co_return co_await changes_.note(call, std::move(base), std::move(header));
    }
    ChangedOrder changed = merge(prepared, base);
    Violations fixed = find_fixed_members(base.order, changed.order, Changer::platform);
    if (!fixed.empty()) {
        point_into(fixed, changed.pointers);
        co_return violations_error(std::move(fixed));
    }
    co_return co_await changes_.amend(call, std::move(base), std::move(changed));
}

}  // namespace silkgate::api
