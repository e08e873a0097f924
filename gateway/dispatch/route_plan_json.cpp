// A route plan in commands, states and answers: one form.
#include "gateway/dispatch/route_plan.hpp"

#include <charconv>

namespace silkgate::dispatch {
namespace {

using adapters::RouteEmissions;
using adapters::RoutePlan;

void write_texts(json::Writer& out, json::Name name, const std::vector<std::string>& texts) {
    out.key(name).begin_array();
    for (const std::string& text : texts) {
        out.string(text);
    }
    out.end_array();
}

void write_days(json::Writer& out, const adapters::RouteDays& days) {
    out.key("days").begin_object().member("min", days.least.to_shortest());
    out.member("typical", days.typical.to_shortest()).member("max", days.most.to_shortest()).end_object();
}

void write_emissions(json::Writer& out, const RouteEmissions& emissions) {
    out.member("operationKg", emissions.operation).member("energyKg", emissions.energy);
    out.member("totalKg", emissions.total);
}

void write_stop(json::Writer& out, json::Name name, const adapters::RouteStop& stop) {
    out.key(name).begin_object().member("node", stop.node).member("name", stop.name);
    out.member("country", stop.country).member_if("unlocode", stop.unlocode).end_object();
}

void write_leg(json::Writer& out, const RoutePlan& plan, std::size_t index) {
    const adapters::RouteLeg& leg = plan.legs[index];
    out.begin_object().member("leg", leg.leg).member("mode", leg.mode);
    write_stop(out, "from", plan.stops[index]);
    write_stop(out, "to", plan.stops[index + 1]);
    out.key("km").number(leg.km);
    write_days(out, leg.days);
    out.member_if("border", leg.border).member_if("handling", leg.handling);
    out.key("co2e").begin_object();
    if (leg.co2e) {
        write_emissions(out, *leg.co2e);
    }
    out.member("factor", leg.factor.key).member("gramsPerTonneKm", leg.factor.grams_per_tonne_km);
    out.member("source", leg.factor.source).member("version", leg.factor.version);
    out.member("dataQuality", leg.factor.quality).end_object().end_object();
}

// ---- reading what the functions above wrote

int integer_of(json::Value value) {
    const std::string_view text = value.text();
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string text_of(json::Value object, std::string_view name) {
    return std::string(object[name].text());
}

// False where the member is there and no decimal.
bool read_decimal(json::Value value, std::optional<Decimal>& out) {
    if (!value) {
        return true;
    }
    const auto number = json::to_decimal(value);
    out = number ? std::optional(*number) : std::nullopt;
    return out.has_value();
}

bool read_decimal(json::Value value, Decimal& out) {
    std::optional<Decimal> number;
    const bool read = read_decimal(value, number) && number;
    out = number.value_or(Decimal{});
    return read;
}

bool read_days(json::Value value, adapters::RouteDays& days) {
    return read_decimal(value["min"], days.least) && read_decimal(value["typical"], days.typical) &&
           read_decimal(value["max"], days.most);
}

bool read_emissions(json::Value value, std::optional<RouteEmissions>& out) {
    if (!value["totalKg"]) {
        return true;
    }
    out.emplace();
    return read_decimal(value["operationKg"], out->operation) &&
           read_decimal(value["energyKg"], out->energy) && read_decimal(value["totalKg"], out->total);
}

adapters::RouteStop read_stop(json::Value value) {
    return {
        .node = text_of(value, "node"),
        .name = text_of(value, "name"),
        .country = text_of(value, "country"),
        .unlocode = text_of(value, "unlocode")
    };
}

bool read_leg(json::Value value, RoutePlan& plan) {
    if (plan.stops.empty()) {
        plan.stops.push_back(read_stop(value["from"]));
    }
    plan.stops.push_back(read_stop(value["to"]));
    adapters::RouteLeg& leg = plan.legs.emplace_back();
    const json::Value co2e = value["co2e"];
    leg.leg = text_of(value, "leg");
    leg.mode = text_of(value, "mode");
    leg.km = integer_of(value["km"]);
    leg.border = text_of(value, "border");
    leg.handling = text_of(value, "handling");
    leg.factor.key = text_of(co2e, "factor");
    leg.factor.source = text_of(co2e, "source");
    leg.factor.version = text_of(co2e, "version");
    leg.factor.quality = text_of(co2e, "dataQuality");
    return read_days(value["days"], leg.days) && read_emissions(co2e, leg.co2e) &&
           read_decimal(co2e["gramsPerTonneKm"], leg.factor.grams_per_tonne_km);
}

std::vector<std::string> read_texts(json::Value array) {
    std::vector<std::string> texts;
    for (const json::Value value : array) {
        texts.emplace_back(value.text());
    }
    return texts;
}

}  // namespace

void write_route_plan(json::Writer& out, const RoutePlan& plan) {
    out.begin_object().member("tableVersion", plan.table_version).member("objective", plan.objective);
    out.member_if("mode", plan.mode).member("date", plan.date);
    if (plan.mass_kg) {
        out.member("grossMassKg", *plan.mass_kg);
    }
    out.key("km").number(plan.km);
    write_days(out, plan.days);
    out.member("costClass", plan.cost_class).key("gaugeChanges").number(plan.gauge_changes);
    out.key("handlings").number(plan.handlings);
    if (plan.moving && plan.handling_kg && plan.total_kg) {
        out.key("co2e").begin_object();
        write_emissions(out, *plan.moving);
        out.member("handlingKg", *plan.handling_kg).member("withHandlingKg", *plan.total_kg).end_object();
    }
    write_texts(out, "borders", plan.borders);
    write_texts(out, "documents", plan.documents);
    write_texts(out, "warnings", plan.warnings);
    out.key("switchesClosed").begin_array();
    for (const adapters::ClosedSwitch& row : plan.closed) {
        out.begin_object().member("switch", row.name).member("reason", row.reason);
        out.member_if("since", row.since).end_object();
    }
    out.end_array().key("legs").begin_array();
    for (std::size_t i = 0; i < plan.legs.size(); ++i) {
        write_leg(out, plan, i);
    }
    out.end_array().end_object();
}

Result<RoutePlan> read_route_plan(json::Value value) {
    RoutePlan plan{
        .table_version = text_of(value, "tableVersion"),
        .objective = text_of(value, "objective"),
        .mode = text_of(value, "mode"),
        .date = text_of(value, "date"),
        .km = integer_of(value["km"]),
        .gauge_changes = integer_of(value["gaugeChanges"]),
        .handlings = integer_of(value["handlings"]),
        .cost_class = text_of(value, "costClass"),
        .borders = read_texts(value["borders"]),
        .documents = read_texts(value["documents"]),
        .warnings = read_texts(value["warnings"]),
    };
    const json::Value co2e = value["co2e"];
    bool readable = read_days(value["days"], plan.days) && read_decimal(value["grossMassKg"], plan.mass_kg) &&
                    read_emissions(co2e, plan.moving) && read_decimal(co2e["handlingKg"], plan.handling_kg) &&
                    read_decimal(co2e["withHandlingKg"], plan.total_kg);
    for (const json::Value row : value["switchesClosed"]) {
        plan.closed.push_back(
            {.name = text_of(row, "switch"), .reason = text_of(row, "reason"), .since = text_of(row, "since")}
        );
    }
    for (const json::Value leg : value["legs"]) {
        readable = readable && read_leg(leg, plan);
    }
    return readable && !plan.legs.empty() ? Result<RoutePlan>(std::move(plan))
                                          : fail(Errc::invalid_value, "not a route plan of this version");
}

std::string to_json(const RoutePlan& plan) {
    json::Writer out(2048);
    write_route_plan(out, plan);
    return std::move(out).str();
}

std::shared_ptr<const RoutePlan> parse_route_plan(const std::string& text) {
    if (text.empty()) {
        return nullptr;
    }
    const auto document = json::Document::parse(text);
    auto plan = document ? read_route_plan(document->root()) : document.error();
    return plan ? std::make_shared<const RoutePlan>(std::move(*plan)) : nullptr;
}

}  // namespace silkgate::dispatch
