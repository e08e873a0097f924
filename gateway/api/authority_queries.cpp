#include "gateway/api/authority_queries.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/dispatch/archive.hpp"
#include "gateway/dispatch/ids.hpp"
#include "gateway/dispatch/records.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/observe/events.hpp"

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace silkgate::api {
namespace {

using observe::AuthorityQueryResult;

// The leg that the authority was told of.
const dispatch::LegRecord* find_leg(const dispatch::OrderState& state, std::string_view country) {
    const auto leg = std::ranges::find_if(state.legs, [&](const dispatch::LegRecord& record) {
        return record.leg.kind == adapters::LegKind::import_declaration && record.leg.country == country &&
               record.state != dispatch::LegState::held;
    });
    return leg == state.legs.end() ? nullptr : &*leg;
}

}  // namespace

struct AuthorityQueries::Asked {
    std::shared_ptr<const Snapshot> snapshot;
    const config::Connection* connection = nullptr;
    const config::PaymentDesk* settings = nullptr;
    AuthorityQuery query;
    OrderId order;
    Instant now;
    bool is_repeated = false;
};

boost::asio::awaitable<Reply> AuthorityQueries::payment_data(Request request) {
    Asked asked;
    asked.snapshot = services_.snapshots.get();
    asked.now = services_.clock.now();
    asked.connection = asked.snapshot->directory->find_connection(request.param("connection"));
    asked.settings = asked.snapshot->directory->find_payment_desk(request.param("connection"));
    if (asked.connection == nullptr || asked.settings == nullptr ||
        !crypto::equal_constant_time(asked.settings->address_key, request.param("key"))) {
        co_return http::problem(fail(Errc::not_found, "there is no such address"), request);
    }
    auto query = desk_->read(request.body, asked.connection->id);
    if (!query) {
        co_return refuse(asked, query.error());
    }
    asked.query = std::move(*query);
    asked.order =
        dispatch::order_id(asked.connection->tenant, asked.connection->id, asked.query.order_number);
    const auto published = co_await publish(asked, request);
    if (!published) {
        co_return refuse(asked, published.error());
    }
    services_.metrics
        .authority_queries(
            asked.is_repeated ? AuthorityQueryResult::repeated : AuthorityQueryResult::answered
        )
        .add();
    co_return reply(asked, {});
}

boost::asio::awaitable<Result<void>> AuthorityQueries::publish(Asked& asked, const Request& request) {
    const auto state = services_.replica.find_state(asked.order);
    if (const auto archived = services_.replica.find_archived(asked.order)) {
        co_return dispatch::archived_error(*archived);
    }
    const dispatch::LegRecord* leg = state ? find_leg(*state, desk_->country()) : nullptr;
    if (leg == nullptr) {
        co_return fail(Errc::not_found, "no such order was declared");
    }
    if (const auto known = services_.replica.find_reference(asked.query.reference)) {
        asked.is_repeated = true;
        co_return known->order == asked.order
            ? Result<void>()
            : Result<void>(fail(Errc::invalid_value, "the session is another order's"));
    }
    const auto base = co_await log_.read_command(state->accepted);
    if (!base) {
        co_return base.error();
    }
    auto document = co_await sign(asked, base->order);
    if (!document) {
        co_return document.error();
    }
    dispatch::Command command;
    command.kind = dispatch::CommandKind::answered;
    command.order_id = asked.order;
    command.tenant = asked.connection->tenant;
    command.connection = asked.connection->id;
    command.accepted_at = asked.now;
    command.request_id = request.request_id;
    command.traceparent = request.traceparent;
    command.order.header.flow.destination_country = desk_->country();  // whose key seals the command
    command.given = dispatch::Answer{
        .leg = leg->leg.id,
        .id = dispatch::document_id(
            dispatch::DocumentIdKind::declaration, asked.order, leg->leg.id, asked.query.reference, 1
        ),
        .document = std::move(*document)
    };
    auto record = dispatch::command_record(command, services_.source, services_.vault);
    const auto deadline = std::chrono::steady_clock::now() +
                          std::chrono::milliseconds(asked.snapshot->settings.kafka.produce_ms);
    const auto position = co_await services_.producer.send(std::move(record), deadline);
    co_return position ? Result<void>() : Result<void>(position.error());
}

boost::asio::awaitable<Result<adapters::Document>>
AuthorityQueries::sign(const Asked& asked, const order::Order& order) {
    namespace asio = boost::asio;
    const auto home = co_await asio::this_coro::executor;
    co_await asio::post(pool_.get_executor(), asio::bind_executor(pool_.get_executor(), asio::use_awaitable));
    auto document = desk_->answer(asked.query, order, *asked.connection, *asked.settings, asked.now);
    co_await asio::post(home, asio::bind_executor(home, asio::use_awaitable));
    co_return document;
}

Reply AuthorityQueries::reply(const Asked& asked, const std::string& problem) const {
    return Reply{.status = 200, .body = desk_->receipt(problem, asked.now)};
}

// The request's own fault is the authority's to mend; everything else is ours, and an operator looks.
Reply AuthorityQueries::refuse(const Asked& asked, const Error& error) const {
    const bool is_ours = error.code != Errc::not_found && !asked.query.session.empty();
    services_.metrics
        .authority_queries(is_ours ? AuthorityQueryResult::failed : AuthorityQueryResult::refused)
        .add();
    services_.log.emit(observe::events::AuthorityNotAnswered{
        .connection = asked.connection->id.view(),
        .order = asked.order.view(),
        .code = describe(error.code).code,
        .detail = error.pointer,
    });
    return reply(asked, error.detail);
}

}  // namespace silkgate::api
