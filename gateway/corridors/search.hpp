// The k best paths through the network. Pure; thread-safe.
#pragma once

#include "gateway/core/time.hpp"
#include "gateway/corridors/network.hpp"
#include "gateway/corridors/switches.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace silkgate::corridors {

enum class Objective : std::uint8_t {
    time,  // typical days
    cost,  // distance weighted by the rank of the mode: sea 1, rail 2, rail or road 3, road 4, air 12; an
           // order, no price
    co2e,  // grams per tonne, handling included
};

[[nodiscard]] Result<Objective> parse_objective(std::string_view text);
[[nodiscard]] std::string_view to_string(Objective objective) noexcept;

struct Query {
    std::vector<NodeIndex> origins;  // any of them
    std::vector<NodeIndex> destinations;
    Objective objective = Objective::time;
    std::vector<Mode> modes;  // allowed ones; empty: all
    BusinessDate day;
    std::size_t alternatives = 5;
};

// One leg as a path uses it.
struct Step {
    const Leg* leg = nullptr;
    bool reversed = false;

    [[nodiscard]] NodeIndex from() const noexcept { return reversed ? leg->to : leg->from; }
    [[nodiscard]] NodeIndex to() const noexcept { return reversed ? leg->from : leg->to; }
};

using Path = std::vector<Step>;

// Simple paths, best first, at most query.alternatives (1 to 20) of them. Left out: legs that are switched
// off or not valid on the day, modes not allowed, and passage through India or Pakistan unless an end lies
// there and the other end lies not in the other of the two (cargo of Pakistani origin or destination is
// barred from India, also in transit, from 2 May 2025; there is no surface crossing).
[[nodiscard]] std::vector<Path>
find_paths(const Network& network, const Switches& switches, const Query& query);

}  // namespace silkgate::corridors
