#include "gateway/corridors/ways.hpp"

#include "gateway/corridors/parks.hpp"

#include <algorithm>

namespace silkgate::corridors {
namespace {

constexpr std::size_t kLookedAt = 20;  // paths, for one that the main mode carries
constexpr int kMainShareMin = 15;      // per cent of the kilometres

// Road and sea begin and end on rails or wheels; a way by rail or air has nothing else in it.
std::vector<Mode> allowed_modes(std::optional<Mode> main) {
    if (!main) {
        return {};
    }
    switch (*main) {
        case Mode::rail:
            return {Mode::rail, Mode::multi};
        case Mode::road:
        case Mode::multi:
            return {Mode::road, Mode::multi, Mode::rail};
        case Mode::sea:
            return {Mode::sea, Mode::rail, Mode::road, Mode::multi};
        case Mode::air:
            return {Mode::air};
    }
    return {};
}

// A hop by sea on a long way by rail does not make it a way by sea.
bool is_carried_by(const Path& path, Mode mode) {
    int by_mode = 0;
    int all = 0;
    for (const Step& step : path) {
        by_mode += step.leg->mode == mode ? step.leg->km : 0;
        all += step.leg->km;
    }
    return by_mode * 100 >= all * kMainShareMin;
}

// Where the main mode leaves from, if it leaves from one of them: a port, an airport.
std::vector<NodeIndex> origins_of(const Network& network, const WayWish& wish) {
    std::vector<NodeIndex> nodes = resolve_end(network, wish.from, wish.trade_mode).nodes;
    std::vector<NodeIndex> served;
    for (const NodeIndex node : nodes) {
        const bool is_end = wish.main && std::ranges::any_of(network.legs(), [&](const Leg& leg) {
                                return leg.mode == *wish.main && (leg.from == node || leg.to == node);
                            });
        if (is_end) {
            served.push_back(node);
        }
    }
    return served.empty() ? nodes : served;
}

Path best_path(const Network& network, const Switches& switches, const WayWish& wish) {
    Query query{
        .origins = origins_of(network, wish),
        .destinations = resolve_end(network, wish.to, wish.trade_mode).nodes,
        .objective = wish.objective,
        .modes = allowed_modes(wish.main),
        .day = wish.day,
        .alternatives = wish.main ? kLookedAt : 1,
    };
    if (query.origins.empty() || query.destinations.empty()) {
        return {};
    }
    for (Path& path : find_paths(network, switches, query)) {
        if (!wish.main || is_carried_by(path, *wish.main)) {
            return std::move(path);
        }
    }
    return {};
}

std::vector<Switch> closed_on(const Path& path, const Switches& switches) {
    std::vector<Switch> closed;
    for (const Step& step : path) {
        const Leg& leg = *step.leg;
        const bool named = std::ranges::find(closed, leg.switch_name, &Switch::name) != closed.end();
        if (named || switches.allows(leg)) {
            continue;
        }
        const Switch* row = switches.find(leg.switch_name);
        closed.push_back(
            row != nullptr
                ? *row
                : Switch{.name = leg.switch_name, .open = false, .reason = "off by default: " + leg.basis, .since = {}}
        );
    }
    return closed;
}

std::string key_of(const WayWish& wish) {
    const std::string_view main = wish.main ? to_string(*wish.main) : std::string_view{};
    return wish.from + '|' + wish.to + '|' + wish.trade_mode + '|' + std::string(main) + '|' +
           std::string(to_string(wish.objective)) + '|' + format_date(wish.day);
}

}  // namespace

std::shared_ptr<const Way> Ways::find(const Network& network, const Switches& switches, const WayWish& wish)
    const {
    const std::string key = key_of(wish);
    {
        const std::scoped_lock lock(known_->mutex);
        if (const auto found = known_->ways.find(key); found != known_->ways.end()) {
            return found->second;
        }
    }
    std::shared_ptr<const Way> way;
    if (Path path = best_path(network, switches, wish); !path.empty()) {
        const Path open = best_path(network, Switches::all_open(network), wish);
        way = std::make_shared<const Way>(Way{.path = std::move(path), .closed = closed_on(open, switches)});
    }
    const std::scoped_lock lock(known_->mutex);
    if (known_->ways.size() >= kRememberedMax) {
        known_->ways.clear();
    }
    known_->ways.emplace(key, way);
    return way;
}

}  // namespace silkgate::corridors
