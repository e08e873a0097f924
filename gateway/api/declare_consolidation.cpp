#include "gateway/api/declare_consolidation.hpp"

#include "gateway/api/submission.hpp"
#include "gateway/dispatch/records.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/json/writer.hpp"

#include <algorithm>

namespace silkgate::api {
namespace {

using adapters::Action;
using adapters::consolidation::Declared;

void write_declared(json::Writer& out, const dispatch::Replica& replica, const Declared& declared) {
    const auto state = replica.find_state(OrderId(declared.order));
    const dispatch::DocumentState* document =
        state ? dispatch::find_document(*state, declared.document) : nullptr;
    out.begin_object().member("message", declared.message).member("document", declared.document);
    out.member("order", declared.order);
    out.member("action", declared.action.empty() ? dispatch::to_string(Action::submit) : declared.action);
    const bool is_archived = !state && replica.find_archived(OrderId(declared.order)).has_value();
    out.member(
        "state",
        document != nullptr ? dispatch::to_string(document->state)
        : is_archived       ? "archived"
                            : "accepted"
    );
    if (document != nullptr) {
        out.member_if("authorityReference", document->authority_reference);
        out.member_if("nativeStatus", document->native_status).key("reasons").begin_array();
        for (const adapters::Reason& reason : document->reasons) {
            out.begin_object().member("code", reason.code).member("text", reason.text).end_object();
        }
        out.end_array();
    }
    out.end_object();
}

}  // namespace

boost::asio::awaitable<Result<void>> DeclareConsolidation::tell(
    const ShipmentMember& member,
    dispatch::Answer given,
    const Request& request,
    Instant now
) {
    dispatch::Command command;
    command.kind = dispatch::CommandKind::answered;
    command.order_id = member.order;
    command.tenant = member.tenant;
    command.connection = member.connection;
    command.accepted_at = now;
    command.request_id = request.request_id;
    command.traceparent = request.traceparent;
    command.order.header.flow.destination_country = desk_->country();  // whose key seals the command
    command.given = std::move(given);
    const auto snapshot = services_.snapshots.get();
    auto record = dispatch::command_record(command, services_.source, services_.vault);
    const auto deadline =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(snapshot->settings.kafka.produce_ms);
    const auto position = co_await services_.producer.send(std::move(record), deadline);
    co_return position ? Result<void>() : Result<void>(position.error());
}

// The order that has the message is told last: whoever answers it finds all others told.
boost::asio::awaitable<Result<void>>
DeclareConsolidation::publish(const ShipmentPlan& plan, const Request& request) {
    for (const PlannedMessage& message : plan.messages) {
        const ShipmentMember& owner = plan.members[message.first];
        dispatch::Answer whole{
            .leg = owner.leg, .id = message.id, .document = message.document, .action = plan.action
        };
        for (std::size_t i = message.first + 1; i < message.first + message.parcels; ++i) {
            const ShipmentMember& member = plan.members[i];
            dispatch::Answer share{
                .leg = member.leg,
                .id = whole.id,
                .document = {},
                .shared_by = owner.order,
                .action = plan.action
            };
            share.document.kind = message.document.kind;
            share.document.content_type = message.document.content_type;
            share.document.references = {message.document.references.front()};
            whole.shared_with.push_back(member.order);
            const auto told = co_await tell(member, std::move(share), request, plan.now);
            if (!told) {
                co_return told.error();
            }
        }
        const auto told = co_await tell(owner, std::move(whole), request, plan.now);
        if (!told) {
            co_return told.error();
        }
    }
    co_return Result<void>();
}

boost::asio::awaitable<Reply> DeclareConsolidation::post(Request request) {
    const auto place = co_await find_current_consolidation(services_, request, "orders:write");
    if (!place) {
        co_return http::problem(place.error(), request);
    }
    if (!place->value) {
        co_return http::problem(fail(Errc::not_found, "there is no such consolidation"), request);
    }
    const auto body = json::Document::parse(request.body, json_limits(place->snapshot->settings));
    if (!body) {
        co_return http::problem(body.error(), request);
    }
    const auto wish = read_shipment_wish(body->root(), *desk_);
    if (!wish) {
        co_return http::problem(wish.error(), request);
    }
    auto done = co_await declare(*place, *wish, request);
    if (!done) {
        co_return http::problem(done.error(), request);
    }
    co_return answer(done->is_new ? 202 : 200, done->consolidation, std::move(done->of_one_parcel));
}

boost::asio::awaitable<Result<DeclareConsolidation::Done>> DeclareConsolidation::declare(
    const FoundConsolidation& place,
    const ShipmentWish& wish,
    const Request& request
) {
    const auto plan = co_await planner_.plan(place, wish);
    if (!plan) {
        co_return plan.error();
    }
    Done done{.is_new = !plan->messages.empty(), .consolidation = *place.value, .of_one_parcel = {}};
    const auto matches = wish.by_schedule || !done.is_new ? Result<void>() : check_if_match(place, request);
    if (!matches) {
        co_return matches.error();
    }
    const auto published = co_await publish(*plan, request);
    if (!published) {
        co_return published.error();
    }
    for (const PlannedMessage& message : plan->messages) {
        if (wish.kind.is_of_one_parcel) {
            done.of_one_parcel.push_back(
                {.message = wish.message,
                 .document = message.id.str(),
                 .order = plan->members[message.first].order.str(),
                 .action = std::string(dispatch::to_string(wish.action))}
            );
        }
    }
    if (plan->declared.empty()) {
        co_return done;
    }
    auto& declared = done.consolidation.declared;
    declared.insert(declared.end(), plan->declared.begin(), plan->declared.end());
    const auto saved = co_await all_.save(place, done.consolidation, plan->now);
    co_return saved ? Result<Done>(std::move(done)) : Result<Done>(saved.error());
}

boost::asio::awaitable<Result<bool>>
DeclareConsolidation::declare_by_schedule(const FoundConsolidation& place, std::string message) {
    const auto kind = desk_->kind_of(message);
    if (!kind || kind->is_of_one_parcel) {
        co_return fail(Errc::invalid_settings, message + " is not declared by schedule");
    }
    const ShipmentWish wish{.message = std::move(message), .kind = *kind, .by_schedule = true};
    const Request by_itself;
    const auto done = co_await declare(place, wish, by_itself);
    co_return done ? Result<bool>(done->is_new) : Result<bool>(done.error());
}

boost::asio::awaitable<Reply> DeclareConsolidation::list(Request request) {
    const auto place = find_consolidation(services_, request, "orders:read");
    if (!place) {
        co_return http::problem(place.error(), request);
    }
    co_return place->value ? answer(200, *place->value, {})
                           : http::problem(fail(Errc::not_found, "there is no such consolidation"), request);
}

// Messages about one parcel each, as the states of the parcels' orders have them.
std::vector<DeclareConsolidation::Declared> DeclareConsolidation::of_single_parcels(
    const Consolidation& consolidation
) const {
    std::vector<Declared> all;
    for (const adapters::consolidation::Parcel& parcel : consolidation.parcels) {
        const auto state = services_.replica.find_state(OrderId(parcel.order));
        for (const dispatch::LegRecord& leg : state ? state->legs : std::vector<dispatch::LegRecord>{}) {
            for (const dispatch::DocumentState& document : leg.documents) {
                const auto kind = document.answers ? desk_->kind_of(document.kind) : std::nullopt;
                if (kind && kind->is_of_one_parcel) {
                    all.push_back(
                        {.message = document.kind,
                         .document = document.id.str(),
                         .order = parcel.order,
                         .action = std::string(dispatch::to_string(document.action))}
                    );
                }
            }
        }
    }
    return all;
}

Reply DeclareConsolidation::answer(int status, const Consolidation& consolidation, std::vector<Declared> sent)
    const {
    std::vector<Declared> all = consolidation.declared;
    std::ranges::move(of_single_parcels(consolidation), std::back_inserter(all));
    for (Declared& one : sent) {
        if (std::ranges::find(all, one.document, &Declared::document) == all.end()) {
            all.push_back(std::move(one));
        }
    }
    json::Writer out;
    out.begin_object().member("number", consolidation.number).key("declarations").begin_array();
    for (const Declared& declared : all) {
        write_declared(out, services_.replica, declared);
    }
    out.end_array().end_object();
    Reply reply{.status = status, .body = std::move(out).str()};
    reply.headers.push_back({"ETag", '"' + std::to_string(consolidation.version) + '"'});
    return reply;
}

}  // namespace silkgate::api
