#include "gateway/corridors/search.hpp"

#include "gateway/corridors/emissions.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <limits>
#include <queue>
#include <span>
#include <utility>

namespace silkgate::corridors {
namespace {

using Cost = std::int64_t;
constexpr Cost kUnreached = std::numeric_limits<Cost>::max();
constexpr std::size_t kAlternativesMax = 20;
constexpr std::size_t kArcsMax = 1024;
constexpr std::uint16_t kNoArc = 0xffff;

constexpr auto kObjectives = std::to_array<std::string_view>({"time", "cost", "co2e"});
constexpr auto kCostRank = std::to_array<Cost>({2, 4, 1, 12, 3});  // by Mode

// A leg in one direction.
struct Arc {
    Step step;
    NodeIndex from = 0;
    NodeIndex to = 0;
    Cost cost = 0;
};

Cost thousandths(Decimal value) {
    const Decimal rounded = value.rounded(3, Rounding::half_up);
    Cost scaled = rounded.coefficient();
    for (int scale = rounded.scale(); scale < 3; ++scale) {
        scaled *= 10;
    }
    return scaled;
}

// Kilometres break ties of days. A tonne stands for any mass: emissions are proportional to it.
Cost cost_of(const Leg& leg, Objective objective) {
    static const Decimal tonne(1000);
    switch (objective) {
        case Objective::time:
            return thousandths(leg.days_typical) * 100'000 + leg.km;
        case Objective::cost:
            return leg.km * kCostRank[static_cast<std::size_t>(leg.mode)];
        case Objective::co2e: {
            const auto moved = leg_emissions(tonne, leg.km, *leg.factor);
            const auto handled = handling_emissions(tonne);
            return (moved ? moved->total.coefficient() : 0) +
                   (leg.handling.empty() || !handled ? 0 : handled->coefficient());
        }
    }
    return 0;
}

// The arcs a query may use, and the cheapest way through them.
class Graph {
public:
    Graph(const Network& network, const Switches& switches, const Query& query)
        : nodes_(network.nodes().size()) {
        const auto barred = barred_countries(network, query);
        for (const Leg& leg : network.legs()) {
            const auto is_barred = [&](NodeIndex node) {
                return std::ranges::find(barred, network.nodes()[node].country) != barred.end();
            };
            const bool mode_allowed =
                query.modes.empty() || std::ranges::find(query.modes, leg.mode) != query.modes.end();
            if (mode_allowed && switches.allows(leg) && leg.validity.covers(query.day) &&
                !is_barred(leg.from) && !is_barred(leg.to) && arcs_.size() + 2 <= kArcsMax) {
                add(leg, false, query.objective);
                add(leg, true, query.objective);
            }
        }
        std::ranges::stable_sort(arcs_, {}, &Arc::from);
        first_.assign(nodes_ + 1, arcs_.size());
        for (std::size_t i = arcs_.size(); i > 0; --i) {
            first_[arcs_[i - 1].from] = i - 1;
        }
        for (std::size_t node = nodes_; node > 0; --node) {
            first_[node - 1] = std::min(first_[node - 1], first_[node]);
        }
    }

    [[nodiscard]] const Arc& arc(std::uint16_t index) const noexcept { return arcs_[index]; }

    using Nodes = std::bitset<kNodesMax>;
    using Arcs = std::bitset<kArcsMax>;

    // The cheapest way from a node to any of `goals` without the nodes and arcs left out. Empty: there is
    // none, or the node is a goal itself.
    [[nodiscard]] std::vector<std::uint16_t>
    cheapest(NodeIndex from, const Nodes& goals, const Nodes& no_nodes, const Arcs& no_arcs) const {
        std::array<Cost, kNodesMax> best;
        std::array<std::uint16_t, kNodesMax> by;
        best.fill(kUnreached);
        by.fill(kNoArc);
        using Entry = std::pair<Cost, NodeIndex>;
        std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
        best[from] = 0;
        open.emplace(0, from);
        while (!open.empty()) {
            const auto [cost, node] = open.top();
            open.pop();
            if (cost > best[node]) {
                continue;
            }
            if (goals[node]) {
                return walk_back(from, node, by);
            }
            for (std::size_t i = first_[node]; i < first_[node + 1U]; ++i) {
                const Arc& arc = arcs_[i];
                if (!no_arcs[i] && !no_nodes[arc.to] && cost + arc.cost < best[arc.to]) {
                    best[arc.to] = cost + arc.cost;
                    by[arc.to] = static_cast<std::uint16_t>(i);
                    open.emplace(best[arc.to], arc.to);
                }
            }
        }
        return {};
    }

    [[nodiscard]] Cost cost(std::span<const std::uint16_t> path) const noexcept {
        Cost sum = 0;
        for (const std::uint16_t index : path) {
            sum += arcs_[index].cost;
        }
        return sum;
    }

private:
    static std::vector<std::string_view> barred_countries(const Network& network, const Query& query) {
        const auto touches = [&](std::string_view country) {
            const auto in = [&](NodeIndex node) { return network.nodes()[node].country == country; };
            return std::ranges::any_of(query.origins, in) || std::ranges::any_of(query.destinations, in);
        };
        std::vector<std::string_view> barred;
        for (const std::string_view country : {"IN", "PK"}) {
            if (!touches(country)) {
                barred.push_back(country);
            }
        }
        if (barred.empty()) {
            barred = {"IN", "PK"};
        }
        return barred;
    }

    void add(const Leg& leg, bool reversed, Objective objective) {
        const Step step{.leg = &leg, .reversed = reversed};
        arcs_.push_back({.step = step, .from = step.from(), .to = step.to(), .cost = cost_of(leg, objective)}
        );
    }

    [[nodiscard]] std::vector<std::uint16_t>
    walk_back(NodeIndex from, NodeIndex to, const std::array<std::uint16_t, kNodesMax>& by) const {
        std::vector<std::uint16_t> path;
        for (NodeIndex node = to; node != from; node = arcs_[by[node]].from) {
            path.push_back(by[node]);
        }
        std::ranges::reverse(path);
        return path;
    }

    std::size_t nodes_;
    std::vector<Arc> arcs_;           // by their first node
    std::vector<std::size_t> first_;  // of each node, and one past the last
};

// A path found, in arcs; ordered by cost, then by the arcs themselves, so that equal ones keep one order.
struct Candidate {
    Cost cost = 0;
    std::vector<std::uint16_t> arcs;

    friend auto operator<=>(const Candidate&, const Candidate&) = default;
};

// Yen's algorithm: each further path leaves an earlier one at some node by an arc that no path with the same
// beginning has taken there.
class BestPaths {
public:
    BestPaths(const Graph& graph, const Query& query) : graph_(graph) {
        for (const NodeIndex node : query.destinations) {
            goals_.set(node);
        }
        for (const NodeIndex origin : query.origins) {
            add_candidate({}, graph_.cheapest(origin, goals_, {}, {}));
        }
    }

    // The next best path, or none.
    [[nodiscard]] const Candidate* next() {
        if (candidates_.empty()) {
            return nullptr;
        }
        const auto best = std::ranges::min_element(candidates_);
        found_.push_back(std::move(*best));
        candidates_.erase(best);
        branch(found_.back().arcs);
        return &found_.back();
    }

private:
    void branch(std::vector<std::uint16_t> arcs) {  // by value: found_ may grow
        Graph::Nodes passed;
        for (std::size_t i = 0; i < arcs.size(); ++i) {
            const NodeIndex node = graph_.arc(arcs[i]).from;
            passed.set(node);
            Graph::Arcs taken;
            for (const Candidate& other : found_) {
                const bool same_beginning =
                    other.arcs.size() > i &&
                    std::equal(
                        arcs.begin(), arcs.begin() + static_cast<std::ptrdiff_t>(i), other.arcs.begin()
                    );
                if (same_beginning) {
                    taken.set(other.arcs[i]);
                }
            }
            const std::span<const std::uint16_t> beginning(arcs.data(), i);
            add_candidate(beginning, graph_.cheapest(node, goals_, passed, taken));
        }
    }

    void add_candidate(std::span<const std::uint16_t> beginning, const std::vector<std::uint16_t>& rest) {
        if (rest.empty()) {
            return;
        }
        Candidate candidate;
        candidate.arcs.assign(beginning.begin(), beginning.end());
        candidate.arcs.insert(candidate.arcs.end(), rest.begin(), rest.end());
        candidate.cost = graph_.cost(candidate.arcs);
        if (std::ranges::find(candidates_, candidate) == candidates_.end()) {
            candidates_.push_back(std::move(candidate));
        }
    }

    const Graph& graph_;
    Graph::Nodes goals_;
    std::vector<Candidate> candidates_;
    std::vector<Candidate> found_;
};

}  // namespace

Result<Objective> parse_objective(std::string_view text) {
    const auto* found = std::ranges::find(kObjectives, text);
    return found == kObjectives.end()
               ? Result<Objective>(fail(Errc::invalid_value, "an objective is time, cost or co2e"))
               : static_cast<Objective>(found - kObjectives.begin());
}

std::string_view to_string(Objective objective) noexcept {
    return kObjectives[static_cast<std::size_t>(objective)];
}

std::vector<Path> find_paths(const Network& network, const Switches& switches, const Query& query) {
    const Graph graph(network, switches, query);
    BestPaths best(graph, query);
    std::vector<Path> paths;
    const std::size_t wanted = std::clamp<std::size_t>(query.alternatives, 1, kAlternativesMax);
    while (paths.size() < wanted) {
        const Candidate* found = best.next();
        if (found == nullptr) {
            break;
        }
        Path& path = paths.emplace_back();
        for (const std::uint16_t index : found->arcs) {
            path.push_back(graph.arc(index).step);
        }
    }
    return paths;
}

}  // namespace silkgate::corridors
