#include "gateway/api/plan_routes.hpp"

#include "gateway/api/authenticate.hpp"
#include "gateway/corridors/map.hpp"
#include "gateway/corridors/parks.hpp"
#include "gateway/corridors/route.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"

#include <algorithm>
#include <charconv>

namespace silkgate::api {
namespace {

constexpr std::int64_t kMassKgMax = 100'000'000;
constexpr int kAlternativesMax = 20;
constexpr std::string_view kSvg = "image/svg+xml";

struct Wish {
    corridors::Query query;
    corridors::End origin;
    corridors::End destination;
    std::string trade_mode;
    Decimal mass_kg{1000};
};

Error bad(json::Value value, std::string_view name, std::string detail) {
    return fail(
        Errc::invalid_parameter,
        std::string(name) + ": " + std::move(detail),
        value.exists() ? value.pointer() : "/" + std::string(name)
    );
}

Result<corridors::End> read_end(
    const corridors::Network& network,
    json::Value body,
    std::string_view name,
    std::string_view trade_mode
) {
    const json::Value value = body[name];
    if (!value.is_string()) {
        return bad(value, name, "a node, UN/LOCODE, place, park or country is needed");
    }
    auto end = corridors::resolve_end(network, value.text(), trade_mode);
    return end.nodes.empty() ? Result<corridors::End>(bad(value, name, "the corridors have no such place"))
                             : std::move(end);
}

Result<void> read_objective(json::Value body, Wish& wish) {
    const json::Value value = body["objective"];
    if (!value) {
        return {};
    }
    const auto objective = corridors::parse_objective(value.text());
    if (!value.is_string() || !objective) {
        return bad(value, "objective", "time, cost or co2e");
    }
    wish.query.objective = *objective;
    return {};
}

Result<void> read_modes(json::Value body, Wish& wish) {
    const json::Value list = body["modes"];
    if (list && (!list.is_array() || list.size() == 0)) {
        return bad(list, "modes", "a list of rail, road, sea, air");
    }
    for (const json::Value value : list) {
        const auto mode = corridors::parse_mode(value.text());
        if (!value.is_string() || !mode) {
            return bad(value, "modes", "rail, road, sea or air");
        }
        wish.query.modes.push_back(*mode);
        // Legs that are rail or road as the carrier has it serve a caller who allows either.
        if (*mode == corridors::Mode::rail || *mode == corridors::Mode::road) {
            wish.query.modes.push_back(corridors::Mode::multi);
        }
    }
    return {};
}

Result<void> read_mass(json::Value body, Wish& wish) {
    const json::Value value = body["grossMassKg"];
    if (!value) {
        return {};
    }
    const auto mass = json::to_decimal(value);
    if (!value.is_string() || !mass || *mass <= Decimal{} || *mass > Decimal(kMassKgMax) ||
        mass->significant_decimals() > 3) {
        return bad(value, "grossMassKg", "a decimal string above 0, to the gram, at most 100,000 tonnes");
    }
    wish.mass_kg = *mass;
    return {};
}

Result<void> read_day(json::Value body, Wish& wish) {
    const json::Value value = body["date"];
    if (!value) {
        return {};
    }
    const auto day = parse_date(value.text());
    if (!value.is_string() || !day) {
        return bad(value, "date", "a date YYYY-MM-DD");
    }
    wish.query.day = *day;
    return {};
}

Result<void> read_alternatives(json::Value body, Wish& wish) {
    const json::Value value = body["alternatives"];
    if (!value) {
        return {};
    }
    int number = 0;
    const std::string_view text = value.text();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (!value.is_number() || error != std::errc{} || end != text.data() + text.size() || number < 1 ||
        number > kAlternativesMax) {
        return bad(value, "alternatives", "a whole number from 1 to 20");
    }
    wish.query.alternatives = static_cast<std::size_t>(number);
    return {};
}

Result<void> refuse_unknown_members(json::Value body) {
    static constexpr std::string_view kMembers[] = {
        "origin", "destination", "objective", "modes", "grossMassKg", "date", "alternatives", "tradeMode"
    };
    for (const json::Value member : body) {
        if (std::ranges::find(kMembers, member.key()) == std::end(kMembers)) {
            return bad(member, member.key(), "there is no such member");
        }
    }
    return {};
}

Result<Wish> read_wish(json::Value body, const corridors::Network& network, Instant now) {
    if (!body.is_object()) {
        return fail(Errc::invalid_parameter, "the body is an object");
    }
    const json::Value trade_mode = body["tradeMode"];
    if (trade_mode && !trade_mode.is_string()) {
        return bad(trade_mode, "tradeMode", "a trade mode such as 9810");
    }
    auto origin = read_end(network, body, "origin", trade_mode.text());
    if (!origin) {
        return origin.error();
    }
    auto destination = read_end(network, body, "destination", trade_mode.text());
    if (!destination) {
        return destination.error();
    }
    Wish wish;
    wish.trade_mode = trade_mode.text();
    wish.query.origins = origin->nodes;
    wish.query.destinations = destination->nodes;
    wish.origin = std::move(*origin);
    wish.destination = std::move(*destination);
    wish.query.day = BusinessDate(std::chrono::floor<std::chrono::days>(now));
    for (const auto read : {&read_objective, &read_modes, &read_mass, &read_day, &read_alternatives}) {
        if (const auto done = read(body, wish); !done) {
            return done.error();
        }
    }
    if (const auto known = refuse_unknown_members(body); !known) {
        return known.error();
    }
    return wish;
}

void write_list(json::Writer& out, json::Name name, const std::vector<std::string>& list) {
    out.key(name).begin_array();
    for (const std::string& text : list) {
        out.string(text);
    }
    out.end_array();
}

void write_node(json::Writer& out, json::Name name, const corridors::Node& node) {
    out.key(name).begin_object().member("node", node.key).member("name", node.name);
    out.member("country", node.country).member_if("unlocode", node.unlocode).end_object();
}

// Grams in, kilograms out.
std::string kilograms(Decimal grams) {
    const auto kg = multiply(grams, Decimal::from_parts(1, 3));
    return kg ? kg->to_fixed(3, Rounding::half_up) : grams.to_string() + "e-3";
}

void write_emissions(json::Writer& out, const corridors::Emissions& emissions) {
    out.member("operationKg", kilograms(emissions.operation)).member("energyKg", kilograms(emissions.energy));
    out.member("totalKg", kilograms(emissions.total));
}

void write_days(json::Writer& out, Decimal least, Decimal typical, Decimal most) {
    out.key("days")
        .begin_object()
        .member("min", least.to_shortest())
        .member("typical", typical.to_shortest());
    out.member("max", most.to_shortest()).end_object();
}

void write_step(json::Writer& out, const corridors::Network& network, const corridors::RouteStep& step) {
    const corridors::Leg& leg = *step.step.leg;
    out.begin_object().member("leg", leg.id).member("mode", corridors::to_string(leg.mode));
    write_node(out, "from", network.nodes()[step.step.from()]);
    write_node(out, "to", network.nodes()[step.step.to()]);
    out.key("km").number(leg.km);
    write_days(out, leg.days_min, leg.days_typical, leg.days_max);
    out.member_if("border", step.border)
        .member_if("handling", step.handling)
        .member_if("switch", leg.switch_name);
    out.member("confidence", leg.confidence).member("basis", leg.basis);
    out.key("co2e").begin_object();
    write_emissions(out, step.emissions);
    out.member("factor", leg.factor->key).member("gramsPerTonneKm", leg.factor->total);
    out.member("source", leg.factor->source).member("version", leg.factor->version);
    out.member("dataQuality", leg.factor->quality).end_object().end_object();
}

void write_park(json::Writer& out, const corridors::Park& park) {
    out.begin_object().member("park", park.key).member("name", park.name).member("country", park.country);
    out.member("kind", park.kind);
    write_list(out, "roles", park.roles);
    out.member_if("customsCode", park.customs_code).member_if("unlocode", park.unlocode);
    if (park.km) {
        out.key("kmFromNode").number(*park.km);
    }
    out.member("source", park.source).member("readOn", park.read_on).end_object();
}

void write_parks(json::Writer& out, json::Name name, const std::vector<const corridors::Park*>& parks) {
    if (parks.empty()) {
        return;
    }
    out.key(name).begin_array();
    for (const corridors::Park* park : parks) {
        write_park(out, *park);
    }
    out.end_array();
}

void write_route(
    json::Writer& out,
    const corridors::Network& network,
    const Wish& wish,
    const corridors::Route& route
) {
    out.begin_object().key("km").number(route.km);
    write_days(out, route.days_min, route.days_typical, route.days_max);
    out.member("costClass", route.cost_class).key("gaugeChanges").number(route.gauge_changes);
    out.key("handlings").number(route.handlings).key("co2e").begin_object();
    write_emissions(out, route.moving);
    out.member("handlingKg", kilograms(route.handling))
        .member("withHandlingKg", kilograms(route.total))
        .end_object();
    write_list(out, "borders", route.borders);
    write_list(out, "documents", route.documents);
    write_list(out, "warnings", route.warnings);
    write_parks(out, "parksFrom", corridors::parks_at(wish.origin, route.steps.front().step.from()));
    write_parks(out, "parksTo", corridors::parks_at(wish.destination, route.steps.back().step.to()));
    out.key("legs").begin_array();
    for (const corridors::RouteStep& step : route.steps) {
        write_step(out, network, step);
    }
    out.end_array().end_object();
}

void write_switch(json::Writer& out, std::string_view name, std::string_view reason, std::string_view since) {
    out.begin_object().member("switch", name).member("reason", reason).member_if("since", since).end_object();
}

// Every switch that keeps legs out of the answer, by an operator or by default.
void write_closed_switches(json::Writer& out, const corridors::Corridors& corridors) {
    out.key("switchesClosed").begin_array();
    for (const corridors::Switch& row : corridors.switches.rows()) {
        if (!row.open) {
            write_switch(out, row.name, row.reason, row.since);
        }
    }
    for (const corridors::Leg& leg : corridors.network.legs()) {
        if (!leg.open_by_default && corridors.switches.find(leg.switch_name) == nullptr) {
            write_switch(out, leg.switch_name, "off by default: " + leg.basis, {});
        }
    }
    out.end_array();
}

std::string to_json(
    const Wish& wish,
    const corridors::Corridors& corridors,
    const std::vector<corridors::Route>& routes
) {
    json::Writer out(4096);
    out.begin_object().member("tableVersion", corridors.network.version());
    out.member("objective", corridors::to_string(wish.query.objective));
    out.member("date", format_date(wish.query.day)).member("grossMassKg", wish.mass_kg);
    out.member_if("tradeMode", wish.trade_mode);
    write_closed_switches(out, corridors);
    out.key("routes").begin_array();
    for (const corridors::Route& route : routes) {
        write_route(out, corridors.network, wish, route);
    }
    out.end_array().end_object();
    return std::move(out).str();
}

}  // namespace

boost::asio::awaitable<Reply> PlanRoutes::parks(Request request) {
    const auto snapshot = services_.snapshots.get();
    const auto caller = authenticate(services_, *snapshot, request, "orders:read");
    if (!caller) {
        co_return http::problem(caller.error(), request);
    }
    const corridors::Network& network = snapshot->corridors->network;
    json::Writer out(4096);
    out.begin_object().member("tableVersion", network.version()).key("parks").begin_array();
    for (const corridors::Park& park : network.parks()) {
        write_park(out, park);
    }
    out.end_array().end_object();
    co_return Reply{.status = 200, .body = std::move(out).str()};
}

boost::asio::awaitable<Reply> PlanRoutes::post(Request request) {
    const auto snapshot = services_.snapshots.get();
    const auto caller = authenticate(services_, *snapshot, request, "orders:read");
    if (!caller) {
        co_return http::problem(caller.error(), request);
    }
    const auto document = json::Document::parse(request.body);
    if (!document) {
        co_return http::problem(document.error(), request);
    }
    const corridors::Corridors& corridors = *snapshot->corridors;
    const auto wish = read_wish(document->root(), corridors.network, services_.clock.now());
    if (!wish) {
        co_return http::problem(wish.error(), request);
    }
    std::vector<corridors::Route> routes;
    for (const corridors::Path& path :
         corridors::find_paths(corridors.network, corridors.switches, wish->query)) {
        auto route = corridors::describe_route(corridors.network, path, wish->mass_kg);
        if (!route) {
            co_return http::problem(route.error(), request);
        }
        routes.push_back(std::move(*route));
    }
    if (request.header("Accept").starts_with(kSvg)) {
        const std::string title = std::string(document->root()["origin"].text()) + " → " +
                                  std::string(document->root()["destination"].text());
        co_return Reply{
            .status = 200,
            .content_type = std::string(kSvg),
            .headers = {},
            .body = corridors::draw_map(corridors.network, corridors.switches, routes, title)
        };
    }
    co_return Reply{.status = 200, .body = to_json(*wish, corridors, routes)};
}

}  // namespace silkgate::api
