#include "gateway/api/consolidations.hpp"

#include "adapters/common/transport/s10_view.hpp"
#include "gateway/api/authenticate.hpp"
#include "gateway/api/current_replica.hpp"
#include "gateway/api/shipment_told.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/json/writer.hpp"
#include "gateway/kafka/topics.hpp"

#include <algorithm>

namespace silkgate::api {
namespace {

namespace consolidation = adapters::consolidation;

constexpr std::size_t kNumberBytesMax = 60;

std::string etag(std::int64_t version) {
    return '"' + std::to_string(version) + '"';
}

bool has_ended(dispatch::OrderStateWord word) {
    using enum dispatch::OrderStateWord;
    return word == cancelled || word == cancel_requested || word == rejected;
}

// Gross weight of all consignments, where each says it.
std::optional<Decimal> gross_weight(const order::Order& order) {
    Decimal sum;
    const std::size_t count = std::max<std::size_t>(order.consignments.size(), 1);
    for (std::size_t i = 0; i < count; ++i) {
        adapters::Leg leg;
        leg.id = "booking-" + std::to_string(i + 1);
        const auto part = adapters::transport::view_consignment(order, leg).gross_weight;
        const auto next = part ? add(sum, *part) : Result<Decimal>(fail(Errc::invalid_value, "no weight"));
        if (!next) {
            return std::nullopt;
        }
        sum = *next;
    }
    return sum;
}

// A consignment without packages is one piece.
std::int64_t pieces(const order::Order& order) {
    std::int64_t sum = order.consignments.empty() ? 1 : 0;
    for (const order::Consignment& consignment : order.consignments) {
        sum += consignment.packages.empty() ? 1 : 0;
        for (const order::Package& package : consignment.packages) {
            sum += package.count;
        }
    }
    return sum;
}

std::string waybill(const order::Order& order, const dispatch::OrderState& state) {
    for (const order::Consignment& consignment : order.consignments) {
        if (consignment.logistics && !consignment.logistics->number.empty()) {
            return consignment.logistics->number;
        }
    }
    return state.waybill;
}

void check_places(const Snapshot& snapshot, const consolidation::Consolidation& wish, Violations& found) {
    for (const auto& [name, pointer] : {std::pair{&wish.from, "/from"}, std::pair{&wish.to, "/to"}}) {
        if (snapshot.corridors && snapshot.corridors->network.resolve(*name).empty()) {
            found.push_back(consolidation::violation(consolidation::place_unknown_rule(), pointer, *name));
        }
    }
}

}  // namespace

std::optional<consolidation::Consolidation> read_record(const std::string& json) {
    const auto document = json::Document::parse(json, consolidation::kLimits);
    auto read = document ? consolidation::read_consolidation(document->root()) : document.error();
    return read ? std::optional(std::move(*read)) : std::nullopt;
}

Result<FoundConsolidation>
find_consolidation(const Services& services, const Request& request, std::string_view scope) {
    FoundConsolidation found{
        .snapshot = services.snapshots.get(),
        .tenant = {},
        .number = std::string(request.param("number")),
        .json = {},
        .value = std::nullopt
    };
    const auto caller = authenticate(services, *found.snapshot, request, scope);
    if (!caller) {
        return caller.error();
    }
    if (found.number.size() > kNumberBytesMax) {
        return fail(Errc::invalid_parameter, "the number has more than 60 bytes");
    }
    found.tenant = caller->tenant;
    if (auto json = services.replica.find_consolidation(found.tenant, found.number)) {
        found.value = read_record(*json);
        found.json = std::move(*json);
    }
    return found;
}

boost::asio::awaitable<Result<FoundConsolidation>>
find_current_consolidation(const Services& services, const Request& request, std::string_view scope) {
    auto place = find_consolidation(services, request, scope);
    if (!place) {
        co_return place;
    }
    const auto current = co_await until_current(services);
    if (!current) {
        co_return current.error();
    }
    co_return find_consolidation(services, request, scope);
}

std::vector<std::string> travels_in(const Services& services, const dispatch::OrderState& state) {
    std::vector<std::string> all;
    for (const std::string& json : services.replica.consolidations_of(state.tenant, state.id)) {
        const auto value = read_record(json);
        if (!value) {
            continue;
        }
        const auto parcel = std::ranges::find(value->parcels, state.id.view(), &consolidation::Parcel::order);
        if (parcel == value->parcels.end()) {
            continue;
        }
        json::Writer out(256);
        out.begin_object().member("consolidation", value->number).member("mode", value->mode);
        out.member("from", value->from).member("to", value->to);
        if (value->document) {
            out.key("transportDocument").begin_object().member("type", value->document->type);
            out.member("number", value->document->number).end_object();
        }
        out.key("units").begin_array();
        for (const std::string& ref : consolidation::path_of(*value, parcel->unit)) {
            const consolidation::Unit& unit = value->units[value->find_unit(ref)];
            out.begin_object().member("ref", ref).member("kind", consolidation::to_string(unit.kind));
            out.member_if("number", unit.number).end_object();
        }
        out.end_array().end_object();
        all.push_back(std::move(out).str());
    }
    return all;
}

boost::asio::awaitable<Result<std::optional<consolidation::Parcel>>> Consolidations::find_parcel(
    const FoundConsolidation& place,
    const Consolidation& wish,
    std::string order,
    std::string pointer,
    Violations& found
) {
    using None = std::optional<consolidation::Parcel>;
    const auto state = services_.replica.find_state(OrderId(order));
    if (const auto archived = services_.replica.find_archived(OrderId(order));
        archived && archived->tenant == place.tenant) {
        found.push_back(consolidation::violation(
            consolidation::order_ended_rule(), pointer, std::string(to_string(archived->ended))
        ));
        co_return None{};
    }
    if (!state || state->tenant != place.tenant) {
        found.push_back(consolidation::violation(consolidation::order_unknown_rule(), pointer, order));
        co_return None{};
    }
    if (has_ended(state->word)) {
        found.push_back(consolidation::violation(
            consolidation::order_ended_rule(), pointer, std::string(to_string(state->word))
        ));
        co_return None{};
    }
    for (const std::string& json : services_.replica.consolidations_of(place.tenant, state->id)) {
        const auto other = read_record(json);
        if (other && other->number != place.number && other->from == wish.from) {
            found.push_back(
                consolidation::violation(consolidation::order_elsewhere_rule(), pointer, other->number)
            );
            co_return None{};
        }
    }
    const auto command = co_await log_.read_command(state->accepted);
    if (!command) {
        co_return command.error();
    }
    co_return consolidation::Parcel{
        .order = std::move(order),
        .number = state->number,
        .waybill = waybill(command->order, *state),
        .destination_country = state->destination_country,
        .pieces = pieces(command->order),
        .gross_kg = gross_weight(command->order),
    };
}

boost::asio::awaitable<Result<void>>
Consolidations::add_parcels(const FoundConsolidation& place, Consolidation& wish, Violations& found) {
    for (std::size_t unit = 0; unit < wish.units.size(); ++unit) {
        for (std::size_t i = 0; i < wish.units[unit].orders.size(); ++i) {
            std::string pointer = "/units/" + std::to_string(unit) + "/orders/" + std::to_string(i);
            std::string order = wish.units[unit].orders[i];
            auto parcel = co_await find_parcel(place, wish, std::move(order), std::move(pointer), found);
            if (!parcel) {
                co_return parcel.error();
            }
            if (*parcel) {
                (*parcel)->unit = unit;
                wish.parcels.push_back(std::move(**parcel));
            }
        }
    }
    co_return Result<void>{};
}

boost::asio::awaitable<Result<void>> Consolidations::write(
    TenantId tenant,
    std::string number,
    std::string version,
    std::optional<std::string> json
) {
    const auto snapshot = services_.snapshots.get();
    const std::string now = format_rfc3339(services_.clock.now());
    kafka::Record record;
    record.topic = kafka::kConsolidations;
    record.key = tenant.str() + '\0' + number;
    record.value = json;
    record.headers = {
        {"content-type", "application/json"},
        {"ce_specversion", "1.0"},
        {"ce_id", tenant.str() + "/" + number + "/" + version + (json ? "" : "/dissolved") + "/" + now},
        {"ce_source", services_.source},
        {"ce_type", json ? "silkgate.consolidation.v1" : "silkgate.consolidation-dissolved.v1"},
        {"ce_time", now},
        {"ce_subject", number},
        {"sg_tenant", tenant.str()},
    };
    const auto deadline =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(snapshot->settings.kafka.produce_ms);
    const auto position = co_await services_.producer.send(std::move(record), deadline);
    if (!position) {
        co_return position.error();
    }
    co_return services_.replica.apply_consolidation(tenant, number, json);
}

Result<void> check_if_match(const FoundConsolidation& place, const Request& request) {
    const std::string tag = etag(place.value ? place.value->version : 0);
    if (!request.has_header("If-Match")) {
        return place.value ? Result<void>(fail(Errc::precondition_required, "send If-Match: " + tag))
                           : Result<void>();
    }
    const std::string_view wanted = request.header("If-Match");
    return place.value && (wanted == tag || wanted == "*")
               ? Result<void>()
               : fail(
                     Errc::precondition_failed,
                     place.value ? "its version is " + tag : std::string("there is none of this number")
                 );
}

namespace {

// What an authority was told of stays as it was told, until it is told otherwise.
Result<void> may_change(const Services& services, const FoundConsolidation& place, const Request& request) {
    return place.value && is_bound(services.replica, *place.value)
               ? fail(Errc::illegal_transition, "it is declared to an authority: cancel that first")
               : check_if_match(place, request);
}

Reply with_etag(Reply reply, std::int64_t version) {
    reply.headers.push_back({"ETag", etag(version)});
    return reply;
}

}  // namespace

boost::asio::awaitable<Reply> Consolidations::put(Request request) {
    auto place = find_consolidation(services_, request, "orders:write");
    if (place && place->value) {
        place = co_await find_current_consolidation(services_, request, "orders:write");
    }
    if (!place) {
        co_return http::problem(place.error(), request);
    }
    const std::string& rule_set = place->snapshot->registry->rule_set();
    const auto document = json::Document::parse(request.body, consolidation::kLimits);
    auto wish = document ? consolidation::read_wish(document->root()) : document.error();
    if (!wish) {
        co_return http::problem(wish.error(), request);
    }
    wish->number = place->number;
    Error wrong = fail(Errc::rule_violations, {});
    check_places(*place->snapshot, *wish, wrong.violations);
    const auto added = co_await add_parcels(*place, *wish, wrong.violations);
    if (!added) {
        co_return http::problem(added.error(), request);
    }
    const auto loads = consolidation::weigh(*wish);
    if (!loads) {
        co_return http::problem(loads.error(), request);
    }
    const Instant now = services_.clock.now();
    const BusinessDate today(std::chrono::floor<std::chrono::days>(now));
    std::ranges::move(consolidation::check(*wish, *loads, today), std::back_inserter(wrong.violations));
    if (has_errors(wrong.violations)) {
        wrong.detail = std::to_string(wrong.violations.size()) + " violations";
        co_return http::problem(wrong, request, rule_set);
    }
    if (place->value) {
        wish->version = place->value->version;
        wish->created_at = place->value->created_at;
        wish->updated_at = place->value->updated_at;
        wish->declared = place->value->declared;
        if (consolidation::to_json(*wish, *loads) == place->json) {
            co_return with_etag(Reply{.status = 200, .body = place->json}, wish->version);
        }
    }
    if (const auto matches = may_change(services_, *place, request); !matches) {
        co_return http::problem(matches.error(), request);
    }
    wish->version = place->value ? place->value->version + 1 : 1;
    wish->created_at = place->value ? place->value->created_at : now;
    wish->updated_at = now;
    std::string json = consolidation::to_json(*wish, *loads);
    const auto written = co_await write(place->tenant, place->number, std::to_string(wish->version), json);
    if (!written) {
        co_return http::problem(written.error(), request);
    }
    co_return with_etag(Reply{.status = place->value ? 200 : 201, .body = std::move(json)}, wish->version);
}

boost::asio::awaitable<Reply> Consolidations::get(Request request) {
    const auto place = find_consolidation(services_, request, "orders:read");
    if (!place) {
        co_return http::problem(place.error(), request);
    }
    if (!place->value) {
        co_return http::problem(fail(Errc::not_found, "there is no such consolidation"), request);
    }
    co_return with_etag(Reply{.status = 200, .body = place->json}, place->value->version);
}

boost::asio::awaitable<Reply> Consolidations::remove(Request request) {
    const auto place = co_await find_current_consolidation(services_, request, "orders:write");
    if (!place) {
        co_return http::problem(place.error(), request);
    }
    if (!place->value) {
        co_return http::problem(fail(Errc::not_found, "there is no such consolidation"), request);
    }
    if (const auto matches = may_change(services_, *place, request); !matches) {
        co_return http::problem(matches.error(), request);
    }
    const auto written =
        co_await write(place->tenant, place->number, std::to_string(place->value->version), std::nullopt);
    if (!written) {
        co_return http::problem(written.error(), request);
    }
    co_return Reply{.status = 204, .content_type = {}};
}

boost::asio::awaitable<Result<void>>
Consolidations::save(const FoundConsolidation& place, Consolidation& changed, Instant now) {
    const auto loads = consolidation::weigh(changed);
    if (!loads) {
        co_return loads.error();
    }
    changed.version = place.value->version + 1;
    changed.updated_at = now;
    auto written = co_await write(
        place.tenant, place.number, std::to_string(changed.version), consolidation::to_json(changed, *loads)
    );
    co_return written;
}

}  // namespace silkgate::api
