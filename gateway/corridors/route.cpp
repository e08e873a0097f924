#include "gateway/corridors/route.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace silkgate::corridors {
namespace {

constexpr auto kCostClass =
    std::to_array<std::string_view>({"medium", "high", "low", "highest", "high"});  // by Mode
constexpr auto kClassOrder = std::to_array<std::string_view>({"low", "medium", "high", "highest"});

// "1435>1520", "Alashankou/Dostyk" read from the other side.
std::string turned(const std::string& text, char between) {
    const auto at = text.find(between);
    return at == std::string::npos ? text : text.substr(at + 1) + between + text.substr(0, at);
}

std::string border_of(const Step& step) {
    const std::string& border = step.leg->border;
    const bool single =
        border.find_first_of(";(") == std::string::npos && std::ranges::count(border, '/') == 1;
    return step.reversed && single ? turned(border, '/') : border;
}

void add_once(std::vector<std::string>& list, std::string text) {
    if (!text.empty() && std::ranges::find(list, text) == list.end()) {
        list.push_back(std::move(text));
    }
}

// A run of legs in one mode, which travels under one transport document.
struct Run {
    Mode mode = Mode::rail;
    std::string from_country;
    std::string to_country;
};

std::vector<Run> runs_of(const Network& network, const Path& path) {
    std::vector<Run> runs;
    for (const Step& step : path) {
        const std::string& to = network.nodes()[step.to()].country;
        if (!runs.empty() && runs.back().mode == step.leg->mode) {
            runs.back().to_country = to;
        } else {
            runs.push_back(
                {.mode = step.leg->mode,
                 .from_country = network.nodes()[step.from()].country,
                 .to_country = to}
            );
        }
    }
    return runs;
}

std::string rail_document(const Network& network, const Run& run) {
    const bool smgs = network.treaties(run.from_country).smgs && network.treaties(run.to_country).smgs;
    return run.from_country == run.to_country || !smgs ? "railway consignment note" : "SMGS consignment note";
}

// CMR, article 1: the convention holds when either end of an international carriage lies in a contracting
// country.
std::string road_document(const Network& network, const Run& run) {
    const bool cmr = network.treaties(run.from_country).cmr || network.treaties(run.to_country).cmr;
    return run.from_country != run.to_country && cmr ? "CMR consignment note" : "road consignment note";
}

void add_documents(const Network& network, const Path& path, std::vector<std::string>& documents) {
    for (const Run& run : runs_of(network, path)) {
        switch (run.mode) {
            case Mode::rail:
                add_once(documents, rail_document(network, run));
                break;
            case Mode::multi:
            case Mode::road:
                add_once(documents, road_document(network, run));
                if (run.from_country != run.to_country && network.treaties(run.from_country).tir &&
                    network.treaties(run.to_country).tir) {
                    add_once(documents, "TIR carnet (possible)");
                }
                break;
            case Mode::sea:
                add_once(documents, "bill of lading");
                break;
            case Mode::air:
                add_once(documents, "air waybill");
                break;
        }
    }
}

void add_warnings(const Step& step, std::vector<std::string>& warnings) {
    const Leg& leg = *step.leg;
    if (!leg.season.empty()) {
        add_once(warnings, leg.id + ": " + leg.season);
    }
    if (leg.confidence == "low") {
        add_once(warnings, leg.id + ": days and distance are of low confidence");
    }
    if (step.reversed) {
        add_once(warnings, leg.id + ": days are those of the opposite direction");
    }
}

void raise_cost_class(std::string& cost_class, Mode mode) {
    const std::string_view of_mode = kCostClass[static_cast<std::size_t>(mode)];
    if (cost_class.empty() || std::ranges::find(kClassOrder, of_mode) >
                                  std::ranges::find(kClassOrder, std::string_view(cost_class))) {
        cost_class = of_mode;
    }
}

Result<void> accumulate(Decimal& sum, Decimal value) {
    const auto added = add(sum, value);
    if (!added) {
        return added.error();
    }
    sum = *added;
    return {};
}

// Adds several pairs; the first that does not fit is the error.
Result<void> accumulate_all(std::initializer_list<std::pair<Decimal*, Decimal>> sums) {
    for (const auto& [sum, value] : sums) {
        if (auto added = accumulate(*sum, value); !added) {
            return added;
        }
    }
    return {};
}

Result<void> add_step(const Step& step, Decimal mass_kg, Route& route) {
    const Leg& leg = *step.leg;
    const auto emissions = leg_emissions(mass_kg, leg.km, *leg.factor);
    if (!emissions) {
        return emissions.error();
    }
    const bool mode_changed = !route.steps.empty() && route.steps.back().step.leg->mode != leg.mode;
    route.handlings += (mode_changed ? 1 : 0) + (leg.handling.empty() ? 0 : 1);
    route.gauge_changes += leg.changes_gauge() ? 1 : 0;
    route.km += leg.km;
    raise_cost_class(route.cost_class, leg.mode);
    std::string border = border_of(step);
    add_once(route.borders, border);
    add_warnings(step, route.warnings);
    route.steps.push_back(
        {.step = step,
         .handling = step.reversed ? turned(leg.handling, '>') : leg.handling,
         .border = std::move(border),
         .emissions = *emissions}
    );
    return accumulate_all({
        {&route.days_min, leg.days_min},
        {&route.days_typical, leg.days_typical},
        {&route.days_max, leg.days_max},
        {&route.moving.operation, emissions->operation},
        {&route.moving.energy, emissions->energy},
        {&route.moving.total, emissions->total},
    });
}

}  // namespace

Result<Route> describe_route(const Network& network, const Path& path, Decimal mass_kg) {
    Route route;
    for (const Step& step : path) {
        if (const auto added = add_step(step, mass_kg, route); !added) {
            return added.error();
        }
    }
    const auto once = handling_emissions(mass_kg);
    const auto handling = once ? multiply(*once, Decimal(route.handlings)) : once;
    const auto total = handling ? add(route.moving.total, *handling) : handling;
    if (!total) {
        return total.error();
    }
    route.handling = *handling;
    route.total = *total;
    add_documents(network, path, route.documents);
    return route;
}

}  // namespace silkgate::corridors
