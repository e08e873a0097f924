#include "gateway/api/declare_consolidation.hpp"

#include "gateway/api/submission.hpp"
#include "gateway/core/daily.hpp"
#include "gateway/dispatch/ids.hpp"
#include "gateway/dispatch/records.hpp"
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

namespace consolidation = adapters::consolidation;

constexpr std::chrono::seconds kLookEvery{1};

std::string gross_of(const consolidation::Consolidation& wish) {
    Decimal sum;
    for (const consolidation::Parcel& parcel : wish.parcels) {
        const auto next =
            parcel.gross_kg ? add(sum, *parcel.gross_kg) : Result<Decimal>(fail(Errc::invalid_value, {}));
        if (!next) {
            return {};
        }
        sum = *next;
    }
    return sum.to_shortest();
}

// The leg that the authority was told of.
const dispatch::LegRecord*
find_leg(const dispatch::OrderState& state, adapters::LegKind kind, std::string_view country) {
    const auto leg = std::ranges::find_if(state.legs, [&](const dispatch::LegRecord& record) {
        return record.leg.kind == kind && record.leg.country == country && !record.documents.empty();
    });
    return leg == state.legs.end() ? nullptr : &*leg;
}

}  // namespace

struct DeclareConsolidation::Wish {
    json::Document body;
    std::string message;
    std::string connection;  // empty: that of the first order
    adapters::LegKind kind = adapters::LegKind::export_declaration;
    bool by_schedule = false;
};

// A parcel's order, and its leg that the message speaks of.
struct DeclareConsolidation::Member {
    OrderId order;
    TenantId tenant;
    ConnectionId connection;
    std::string leg;
    ShipmentParcel parcel;
};

struct DeclareConsolidation::Plan {
    std::vector<Member> members;
    std::vector<ShipmentMessage> messages;
    std::vector<consolidation::Declared> declared;  // one for each message
    Instant now;
};

Result<std::vector<DeclareConsolidation::Member>>
DeclareConsolidation::members(const FoundConsolidation& place, adapters::LegKind kind) const {
    std::vector<Member> all;
    for (const consolidation::Parcel& parcel : place.value->parcels) {
        const auto state = services_.replica.find_state(OrderId(parcel.order));
        const dispatch::LegRecord* record = state ? find_leg(*state, kind, desk_->country()) : nullptr;
        if (record == nullptr) {
            return fail(
                Errc::illegal_transition,
                "order " + parcel.order + " has no declaration that the message could speak of"
            );
        }
        const consolidation::Unit& unit = place.value->units[parcel.unit];
        all.push_back(
            {.order = state->id,
             .tenant = state->tenant,
             .connection = state->connection,
             .leg = record->leg.id,
             .parcel =
                 {.waybill = parcel.waybill.empty() ? state->waybill : parcel.waybill,
                  .package = unit.number.empty() ? unit.ref : unit.number,
                  .list_number = dispatch::authority_reference(*record)}}
        );
    }
    return all;
}

Result<DeclareConsolidation::Plan>
DeclareConsolidation::plan(const FoundConsolidation& place, const Wish& wish) const {
    auto members = this->members(place, wish.kind);
    if (!members) {
        return members.error();
    }
    const std::string& name = wish.connection.empty() ? members->front().connection.str() : wish.connection;
    const config::Connection* connection = place.snapshot->directory->find_connection(place.tenant, name);
    if (connection == nullptr) {
        return fail(Errc::invalid_parameter, "there is no connection " + name, "/connection");
    }
    ShipmentFacts facts{
        .number = place.number,
        .mode = place.value->mode,
        .transport_document = place.value->document ? place.value->document->number : std::string{},
        .gross_kg = gross_of(*place.value),
        .parcels = {}
    };
    for (const Member& member : *members) {
        facts.parcels.push_back(member.parcel);
    }
    const Instant now = services_.clock.now();
    auto messages = desk_->write(wish.message, wish.body.root()["head"], facts, *connection, now);
    if (!messages) {
        return fail(Errc::invalid_parameter, messages.error().detail, "/head");
    }
    Plan plan{.members = std::move(*members), .messages = std::move(*messages), .declared = {}, .now = now};
    for (const ShipmentMessage& message : plan.messages) {
        const Member& owner = plan.members[message.first];
        const auto id = dispatch::document_id(
            dispatch::DocumentIdKind::declaration,
            owner.order,
            owner.leg,
            message.document.references.front(),
            1
        );
        plan.declared.push_back(
            {.message = message.document.kind, .document = id.str(), .order = owner.order.str()}
        );
    }
    return plan;
}

boost::asio::awaitable<Result<void>> DeclareConsolidation::tell(
    const Member& member,
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
boost::asio::awaitable<Result<void>> DeclareConsolidation::publish(const Plan& plan, const Request& request) {
    for (std::size_t part = 0; part < plan.messages.size(); ++part) {
        const ShipmentMessage& message = plan.messages[part];
        const Member& owner = plan.members[message.first];
        dispatch::Answer whole{
            .leg = owner.leg, .id = DeclarationId(plan.declared[part].document), .document = message.document
        };
        for (std::size_t i = message.first + 1; i < message.first + message.parcels; ++i) {
            const Member& member = plan.members[i];
            dispatch::Answer share{
                .leg = member.leg, .id = whole.id, .document = {}, .shared_by = owner.order
            };
            share.document.kind = message.document.kind;
            share.document.content_type = message.document.content_type;
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
    const auto place = find_consolidation(services_, request, "orders:write");
    if (!place) {
        co_return http::problem(place.error(), request);
    }
    if (!place->value) {
        co_return http::problem(fail(Errc::not_found, "there is no such consolidation"), request);
    }
    auto body = json::Document::parse(request.body, json_limits(place->snapshot->settings));
    if (!body) {
        co_return http::problem(body.error(), request);
    }
    const json::Value root = body->root();
    std::string message(root["message"].text());
    std::string connection(root["connection"].text());
    const auto kind = desk_->leg_of(message);
    if (!kind || (root["head"] && !root["head"].is_object())) {
        const Error wrong = fail(
            Errc::invalid_parameter,
            "the body names a message about parcels, and its head as an object",
            "/message"
        );
        co_return http::problem(wrong, request);
    }
    const Wish wish{
        .body = std::move(*body),
        .message = std::move(message),
        .connection = std::move(connection),
        .kind = *kind
    };
    Consolidation changed = *place->value;
    const auto done = co_await declare(*place, wish, request, changed);
    co_return done ? answer(*done ? 202 : 200, changed) : http::problem(done.error(), request);
}

boost::asio::awaitable<Result<bool>> DeclareConsolidation::declare(
    const FoundConsolidation& place,
    const Wish& wish,
    const Request& request,
    Consolidation& changed
) {
    const auto plan = this->plan(place, wish);
    if (!plan) {
        co_return plan.error();
    }
    const auto old = std::ranges::find(changed.declared, wish.message, &consolidation::Declared::message);
    if (old != changed.declared.end()) {
        co_return old->document == plan->declared.front().document
            ? Result<bool>(false)
            : Result<bool>(fail(Errc::illegal_transition, "it was declared under another number"));
    }
    const auto matches = wish.by_schedule ? Result<void>() : check_if_match(place, request);
    if (!matches) {
        co_return matches.error();
    }
    const auto published = co_await publish(*plan, request);
    if (!published) {
        co_return published.error();
    }
    changed.declared.insert(changed.declared.end(), plan->declared.begin(), plan->declared.end());
    const auto saved = co_await all_.save(place, changed, plan->now);
    co_return saved ? Result<bool>(true) : Result<bool>(saved.error());
}

boost::asio::awaitable<void> DeclareConsolidation::declare_open(std::string message) {
    const auto kind = desk_->leg_of(message);
    const Request by_itself;
    for (auto& stored : services_.replica.all_consolidations()) {
        FoundConsolidation place{
            .snapshot = services_.snapshots.get(),
            .tenant = stored.tenant,
            .number = stored.number,
            .json = std::move(stored.json),
            .value = std::nullopt
        };
        place.value = read_record(place.json);
        auto nothing = json::Document::parse("{}");
        if (!place.value || !place.value->declared.empty() || !kind || !nothing) {
            continue;
        }
        const Wish wish{
            .body = std::move(*nothing),
            .message = message,
            .connection = {},
            .kind = *kind,
            .by_schedule = true
        };
        Consolidation changed = *place.value;
        const auto done = co_await declare(place, wish, by_itself, changed);
        services_.log.emit(observe::events::ShipmentDue{
            .tenant = stored.tenant.view(),
            .consolidation = stored.number,
            .code = done ? "declared" : describe(done.error().code).code,
        });
    }
}

void DeclareConsolidation::follow_schedule(boost::asio::io_context& io) {
    boost::asio::co_spawn(io, watch(), [this](const std::exception_ptr& failure) {
        if (failure) {
            services_.metrics.internal_errors().add();
        }
    });
}

// A time that passes while no process runs is not caught up with: the next one declares what is open then.
boost::asio::awaitable<void> DeclareConsolidation::watch() {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    Instant seen = services_.clock.now();
    while (!stopping_) {
        timer.expires_after(kLookEvery);
        co_await timer.async_wait(boost::asio::use_awaitable);
        const auto snapshot = services_.snapshots.get();
        const config::ShipmentSettings& settings = snapshot->settings.shipments;
        const auto times = DailyTimes::parse(settings.declare_at, settings.utc_offset);
        const auto due = times ? times->next(seen) : std::nullopt;
        seen = services_.clock.now();
        if (due && *due <= seen) {
            std::string message = settings.message;
            co_await declare_open(std::move(message));
        }
    }
}

boost::asio::awaitable<Reply> DeclareConsolidation::list(Request request) {
    const auto place = find_consolidation(services_, request, "orders:read");
    if (!place) {
        co_return http::problem(place.error(), request);
    }
    co_return place->value ? answer(200, *place->value)
                           : http::problem(fail(Errc::not_found, "there is no such consolidation"), request);
}

Reply DeclareConsolidation::answer(int status, const Consolidation& consolidation) const {
    json::Writer out;
    out.begin_object().member("number", consolidation.number).key("declarations").begin_array();
    for (const consolidation::Declared& declared : consolidation.declared) {
        const auto state = services_.replica.find_state(OrderId(declared.order));
        const dispatch::DocumentState* document =
            state ? dispatch::find_document(*state, declared.document) : nullptr;
        out.begin_object().member("message", declared.message).member("document", declared.document);
        out.member("order", declared.order);
        out.member("state", document == nullptr ? "accepted" : dispatch::to_string(document->state));
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
    out.end_array().end_object();
    Reply reply{.status = status, .body = std::move(out).str()};
    reply.headers.push_back({"ETag", '"' + std::to_string(consolidation.version) + '"'});
    return reply;
}

}  // namespace silkgate::api
