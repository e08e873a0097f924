// The best way between two ends as an order is planned by: one path, and what a closed switch kept out. Found
// once and remembered, since every order of a lane asks the same.
#pragma once

#include "gateway/corridors/search.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace silkgate::corridors {

struct WayWish {
    std::string from;  // as Network::resolve() takes it
    std::string to;
    std::string trade_mode;    // with one that goes through parks a country means these
    std::optional<Mode> main;  // carries at least 15 % of the kilometres; nullopt: any
    Objective objective = Objective::time;
    BusinessDate day;
};

struct Way {
    Path path;
    // Switches that are closed, by an operator or by default, on the path that would be best if none was.
    std::vector<Switch> closed;
};

// Thread-safe. Of one network and its switches: both outlive it.
class Ways {
public:
    Ways() : known_(std::make_unique<Known>()) {}

    // nullptr where an end is unknown or nothing leads there.
    [[nodiscard]] std::shared_ptr<const Way>
    find(const Network& network, const Switches& switches, const WayWish& wish) const;

private:
    static constexpr std::size_t kRememberedMax = 10'000;  // then all is forgotten

    struct Known {
        std::mutex mutex;
        std::map<std::string, std::shared_ptr<const Way>> ways;
    };

    std::unique_ptr<Known> known_;
};

}  // namespace silkgate::corridors
