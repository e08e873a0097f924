#include "gateway/api/retry_order.hpp"

#include "gateway/api/change_steps.hpp"
#include "gateway/api/order_in_path.hpp"
#include "gateway/api/prepare_order.hpp"
#include "gateway/dispatch/change.hpp"
#include "gateway/dispatch/decider.hpp"
#include "gateway/dispatch/records.hpp"
#include "gateway/dispatch/redeclare.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/json/writer.hpp"
#include "gateway/observe/events.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace silkgate::api {
namespace {

constexpr std::chrono::milliseconds kFirstPause{500};
constexpr std::chrono::milliseconds kLongestPause{30'000};
constexpr std::chrono::milliseconds kPauseStep{100};

// What holds the order by this plan, in the form it has in the state.
bool same_blockers(
    const dispatch::OrderState& state,
    const dispatch::Plan& plan,
    const order::Pointers& pointers
) {
    if (dispatch::to_blockers(plan.general, pointers) != state.blocked_by ||
        plan.legs.size() != state.legs.size()) {
        return false;
    }
    for (std::size_t i = 0; i < plan.legs.size(); ++i) {
        if (state.legs[i].state == dispatch::LegState::held &&
            dispatch::to_blockers(plan.legs[i].violations, pointers) != state.legs[i].blocked_by) {
            return false;
        }
    }
    return true;
}

// Whether some leg's cancellation, which waited, need not wait any longer.
bool can_ask_now(
    const dispatch::OrderState& state,
    const PreparedOrder& prepared,
    const Snapshot& snapshot,
    const config::Connection& connection
) {
    order::Order order = prepared.order;
    dispatch::put_waybill(order, state);
    const auto context =
        dispatch::change_context(state, connection, prepared.decided_at, adapters::Action::cancel);
    return std::ranges::any_of(state.legs, [&](const dispatch::LegRecord& leg) {
        return leg.cancellation == dispatch::Cancellation::waiting &&
               !dispatch::plan_change(*snapshot.registry, order, leg, context, dispatch::Depth::check)
                    .is_held();
    });
}

bool can_be_retried(const dispatch::OrderState& state) {
    return state.word == dispatch::OrderStateWord::held ||
           state.word == dispatch::OrderStateWord::cancel_requested;
}

bool can_be_redeclared(const dispatch::OrderState& state) {
    return !dispatch::is_cancelling(state) && std::ranges::any_of(state.legs, &dispatch::can_be_redeclared);
}

// What keeps the legs that were rejected from being told again, with the order as it is now.
Violations plan_again(
    const dispatch::OrderState& state,
    const PreparedOrder& prepared,
    const std::vector<dispatch::Redeclaration>& legs,
    const Snapshot& snapshot,
    const adapters::Context& context
) {
    Violations found = prepared.plan.general;
    order::Order order = prepared.order;
    dispatch::put_waybill(order, state);
    for (const dispatch::LegRecord& record : state.legs) {
        const auto again = std::ranges::find(legs, record.leg.id, &dispatch::Redeclaration::leg);
        if (again != legs.end()) {
            Violations of_leg = dispatch::plan_redeclaration(
                                    *snapshot.registry,
                                    order,
                                    record,
                                    again->changed,
                                    {context, snapshot.screener.get(), &state.releases}
            )
                                    .together()
                                    .violations;
            std::ranges::move(of_leg, std::back_inserter(found));
        }
    }
    return found;
}

}  // namespace

boost::asio::awaitable<Result<RetryOrder::Outcome>>
RetryOrder::retry(dispatch::OrderState state, std::string request_id, Asked asked) {
    auto command = co_await log_.read_command(state.accepted);
    if (!command) {
        co_return command.error();
    }
    const auto snapshot = services_.snapshots.get();
    const auto* connection = snapshot->directory->find_connection(state.tenant, state.connection.view());
    if (connection == nullptr) {
        co_return fail(Errc::not_found, "the order's connection is not in the settings");
    }
    const bool redeclares = asked == Asked::by_hand && can_be_redeclared(state);
    PreparedOrder prepared;
    prepared.id = state.id;
    prepared.order = redeclares ? command->order : std::move(command->order);
    prepared.pointers = std::move(command->pointers);
    prepared.decided_at = services_.clock.now();
    prepared.released = state.releases;
    prepare(prepared, *snapshot, *connection, services_.replica, dispatch::Depth::check);
    command->redeclares.clear();
    if (redeclares) {
        const auto context = dispatch::change_context(
            dispatch::next_version(state), *connection, prepared.decided_at, adapters::Action::submit
        );
        command->redeclares = dispatch::find_redeclarations(
            *snapshot->registry,
            state,
            std::move(command->order),
            prepared.order,
            context,
            dispatch::Redeclare::everything
        );
        if (Violations found = plan_again(state, prepared, command->redeclares, *snapshot, context);
            has_errors(found)) {
            point_into(found, prepared.pointers);
            co_return violations_error(std::move(found));
        }
    } else if (state.word == dispatch::OrderStateWord::cancel_requested
                   ? !can_ask_now(state, prepared, *snapshot, *connection)
                   : same_blockers(state, prepared.plan, prepared.pointers)) {
        co_return Outcome::unchanged;
    }
    command->kind = dispatch::CommandKind::retried;
    command->base = state.revision;
    command->change.clear();
    command->amends.clear();
    command->accepted_at = prepared.decided_at;
    command->request_id = std::move(request_id);
    command->answer.clear();
    command->order = std::move(prepared.order);
    command->pointers = std::move(prepared.pointers);
    command->route = std::move(prepared.route);
    const auto deadline =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(snapshot->settings.kafka.produce_ms);
    auto record = dispatch::command_record(*command, services_.source, services_.vault);
    const auto position = co_await services_.producer.send(std::move(record), deadline);
    if (!position) {
        co_return position.error();
    }
    co_return Outcome::published;
}

boost::asio::awaitable<Reply> RetryOrder::post(Request request) {
    auto found = find_order_in_path(services_, request);
    if (!found) {
        co_return http::problem(found.error(), request);
    }
    for (const auto check : {&require_if_match, &refuse_stale}) {
        if (auto refusal = check(*found, request)) {
            co_return std::move(*refusal);
        }
    }
    dispatch::OrderState* const state = &found->state;
    if (!can_be_retried(*state) && !can_be_redeclared(*state)) {
        co_return http::problem(
            fail(
                Errc::illegal_transition,
                "only an order that is held, rejected or parked can be retried; this one is " +
                    std::string(dispatch::to_string(state->word))
            ),
            request
        );
    }
    const OrderId id = state->id;
    const auto outcome = co_await retry(std::move(*state), request.request_id, Asked::by_hand);
    if (!outcome) {
        co_return found->refuse(outcome.error(), request);
    }
    json::Writer out;
    out.begin_object().member("id", id.view());
    out.key("retried").boolean(*outcome == Outcome::published).end_object();
    Reply reply{.status = 202, .body = std::move(out).str()};
    reply.headers.push_back({"Location", "/v1/orders/" + id.str()});
    co_return reply;
}

void RetryOrder::enqueue(boost::asio::io_context& io, const std::vector<OrderId>& orders) {
    {
        const std::scoped_lock lock(mutex_);
        for (const OrderId& order : orders) {
            if (waiting_.insert(order).second) {
                queue_.push_back(order);
            }
        }
        if (running_ || queue_.empty()) {
            return;
        }
        running_ = true;
    }
    boost::asio::co_spawn(io, drain_queue(), [this](const std::exception_ptr& failure) {
        if (failure) {
            const std::scoped_lock lock(mutex_);
            running_ = false;
            services_.metrics.internal_errors().add();
        }
    });
}

std::optional<OrderId> RetryOrder::take() {
    const std::scoped_lock lock(mutex_);
    if (queue_.empty() || stopping_) {
        running_ = false;
        return std::nullopt;
    }
    OrderId order = std::move(queue_.front());
    queue_.pop_front();
    waiting_.erase(order);
    return order;
}

// An order is not given up because Kafka is away: it would stay held although what it lacked is there.
boost::asio::awaitable<void> RetryOrder::drain_queue() {
    auto pause = kFirstPause;
    for (auto order = take(); order; order = take()) {
        auto state = services_.replica.find_state(*order);
        if (!state || !can_be_retried(*state)) {
            continue;
        }
        std::string no_request;  // named, see log_reader.cpp
        const auto outcome = co_await retry(std::move(*state), std::move(no_request), Asked::by_catalogue);
        if (outcome) {
            pause = kFirstPause;
            continue;
        }
        const bool retryable = describe(outcome.error().code).retryable;
        services_.log.emit(observe::events::OrderNotPublished{
            .order = order->view(),
            .request = {},
            .code = describe(outcome.error().code).code,
            .outcome_unknown = outcome.error().code == Errc::outcome_unknown,
            .retryable = retryable,
        });
        if (retryable) {
            put_back(std::move(*order));
            co_await wait(pause);
            pause = std::min(pause * 2, kLongestPause);
        }
    }
}

void RetryOrder::put_back(OrderId order) {
    const std::scoped_lock lock(mutex_);
    if (waiting_.insert(order).second) {
        queue_.push_front(std::move(order));
    }
}

// In short steps, so that a stop is seen soon.
boost::asio::awaitable<void> RetryOrder::wait(std::chrono::milliseconds pause) {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    for (auto waited = kPauseStep; waited <= pause && !stopping_; waited += kPauseStep) {
        timer.expires_after(kPauseStep);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
}

}  // namespace silkgate::api
