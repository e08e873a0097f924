// What is to be sent, when, and what came of it: arrivals, duplicates, repeats, the journal and the report.
#pragma once

#include "tests/bench/connection.hpp"
#include "tests/bench/histogram.hpp"
#include "tests/bench/options.hpp"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::bench {

// One order on its way to one gateway.
struct Item {
    std::uint64_t index = 0;
    SteadyClock::time_point intended;
    std::size_t target = 0;
    std::uint32_t attempts = 0;
};

// Makes request bytes: the head, and the body with the order's number in place of the placeholder.
class RequestTemplate {
public:
    RequestTemplate(const Options& options, std::string_view body, std::string_view host);

    [[nodiscard]] std::string number(std::uint64_t index) const;
    [[nodiscard]] std::string request(std::uint64_t index) const;
    [[nodiscard]] std::size_t body_bytes() const noexcept { return body_bytes_; }

private:
    std::string prefix_;
    std::string suffix_;
    std::string head_;
    std::vector<std::string> pieces_;
    std::size_t body_bytes_ = 0;
};

class Workload {
public:
    // `options` outlives it. Throws std::runtime_error when the journal can not be opened.
    Workload(const Options& options, const RequestTemplate& request, SteadyClock::time_point start);

    // Makes all arrivals that are due (open loop) and moves repeats whose pause is over into their queues.
    void advance(SteadyClock::time_point now);
    // The next item for an idle connection to `target`, or none. In a closed loop it makes one.
    [[nodiscard]] std::optional<std::size_t> next(std::size_t target, SteadyClock::time_point now);
    // When advance() has something to do next.
    [[nodiscard]] SteadyClock::time_point wake_at(SteadyClock::time_point now) const;

    void answered(std::size_t item, const Answer& answer, SteadyClock::time_point now);

    [[nodiscard]] const Item& item(std::size_t at) const { return items_[at]; }
    [[nodiscard]] bool arrivals_over(SteadyClock::time_point now) const;
    [[nodiscard]] std::uint64_t outstanding() const noexcept { return outstanding_; }

    // One JSON object: what a script needs of the run.
    [[nodiscard]] std::string report(SteadyClock::time_point now) const;
    // Repeats and answers still owed when the run was cut off are journalled as unknown.
    void close(SteadyClock::time_point now);

private:
    struct Repeat {
        SteadyClock::time_point at;
        std::size_t item;
        bool operator>(const Repeat& other) const noexcept { return at > other.at; }
    };

    void arrive(SteadyClock::time_point intended);
    [[nodiscard]] std::size_t add(std::uint64_t index, SteadyClock::time_point intended, std::size_t target);
    void journal(const Item& item, const Answer& answer);
    void settle(std::size_t at);

    const Options& options_;
    const RequestTemplate& request_;
    SteadyClock::time_point start_;
    SteadyClock::time_point measured_from_;
    SteadyClock::time_point next_arrival_;
    std::mt19937_64 random_;
    std::uint64_t next_index_;
    std::size_t turn_ = 0;
    std::deque<Item> items_;
    std::vector<std::size_t> free_;
    std::vector<std::deque<std::size_t>> queues_;
    std::priority_queue<Repeat, std::vector<Repeat>, std::greater<>> repeats_;
    std::uint64_t outstanding_ = 0;
    std::size_t backlog_max_ = 0;
    std::map<int, std::uint64_t> statuses_;
    std::uint64_t replayed_ = 0;
    std::uint64_t measured_ = 0;  // 202s behind the warm-up
    SteadyClock::time_point last_measured_;
    Histogram latency_;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> journal_;
};

}  // namespace silkgate::bench
