// What the orders of a month emit by their plans: tonne-kilometres and CO2e by lane, mode and factor, and at
// hubs. Pure.
#pragma once

#include "adapters/route.hpp"
#include "gateway/core/result.hpp"
#include "gateway/dispatch/order_state.hpp"
#include "gateway/papers/sheet.hpp"

#include <map>
#include <set>
#include <string>
#include <tuple>

namespace silkgate::api {

// Adds up orders one by one; sheet() says what there is so far. Exact: nothing is rounded but what the plans
// have rounded to the gram.
class EmissionsReport {
public:
    explicit EmissionsReport(std::string month) : month_(std::move(month)) {}

    // Errc::limit_exceeded where a sum does not fit.
    [[nodiscard]] Result<void>
    add(const std::string& origin, const std::string& destination, const adapters::RoutePlan& plan);
    // By the plan that is kept with it; an order that was cancelled or rejected does not travel.
    [[nodiscard]] Result<void> add_order(const dispatch::OrderState& state);
    // An order without a plan, or whose plan knows no weight: named, not guessed.
    void add_unknown() { ++unknown_; }

    [[nodiscard]] papers::Sheet sheet() const;

private:
    struct Row {
        std::int64_t orders = 0;
        Decimal tonne_km;
        Decimal operation;
        Decimal energy;
        Decimal total;
        std::string source;
        std::string version;
        std::string quality;
    };
    // Origin, destination, mode ("hub" for handling), factor.
    using Key = std::tuple<std::string, std::string, std::string, std::string>;

    std::string month_;
    std::map<Key, Row> rows_;
    Decimal total_;
    Decimal mass_;
    std::int64_t orders_ = 0;
    std::int64_t unknown_ = 0;
    std::set<std::string> tables_;
};

}  // namespace silkgate::api
