// What an order of three lines costs in each country's adapter: plan its legs, check and declare them. The
// orders are the conformance suite's own cases, with lines added up to three. CPU time of the thread; the
// median of the rounds stands, so that a busy machine changes the figures little. A report, never a timed
// test.
#include "gateway/screening/screener.hpp"
#include "tests/conformance/suite.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>

namespace silkgate::bench {
namespace {

constexpr std::size_t kLines = 3;
constexpr int kRounds = 15;
constexpr int kOrders = 300;  // a round

double thread_cpu_us() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

double median_us(const std::function<void()>& step) {
    std::vector<double> rounds;
    for (int round = 0; round < kRounds; ++round) {
        const double before = thread_cpu_us();
        for (int i = 0; i < kOrders; ++i) {
            step();
        }
        rounds.push_back((thread_cpu_us() - before) / kOrders);
    }
    std::ranges::nth_element(rounds, rounds.begin() + kRounds / 2);
    return rounds[kRounds / 2];
}

// The first line again under other names, as often as it takes.
void add_lines(order::Order& order) {
    while (!order.lines.empty() && order.lines.size() < kLines) {
        order::Line line = order.lines.front();
        line.id += "-" + std::to_string(order.lines.size() + 1);
        line.number = static_cast<std::int32_t>(order.lines.size()) + 1;
        line.sku += "-" + std::to_string(order.lines.size() + 1);
        if (!order.consignments.empty() && !order.consignments.front().lines.empty()) {
            auto share = order.consignments.front().lines.front();
            share.line_id = line.id;
            order.consignments.front().lines.push_back(share);
        }
        order.lines.push_back(std::move(line));
    }
}

struct Measured {
    std::string what;
    double check = 0;
    double declare = 0;
    std::size_t bytes = 0;
};

Measured measure(const adapters::CountryAdapter& adapter, const conformance::Case& input) {
    adapters::Context context = input.context;
    context.connection = &input.connection;
    std::vector<adapters::Leg> legs;
    Violations found;
    adapter.plan_legs(input.order, context, legs, found);
    Measured result;
    result.check = median_us([&] {
        Violations all;
        for (const adapters::Leg& leg : legs) {
            adapter.check(input.order, leg, context, all);
        }
    });
    result.declare = median_us([&] {
        result.bytes = 0;
        for (const adapters::Leg& leg : legs) {
            if (const auto documents = adapter.declare(input.order, leg, context)) {
                for (const adapters::Document& document : *documents) {
                    result.bytes += document.bytes.size();
                }
            }
        }
    });
    return result;
}

// The dearest of the country's accepted submissions.
Measured dearest(const std::string& country) {
    const adapters::CountryAdapter& adapter = conformance::adapter_of(country);
    Measured most;
    for (const conformance::CaseName& name : conformance::order_cases()) {
        if (name.country != country) {
            continue;
        }
        conformance::Case input = conformance::load_case(name);
        if (input.context.action != adapters::Action::submit) {
            continue;
        }
        add_lines(input.order);
        const conformance::Verdict verdict = conformance::run_case(adapter, input);
        if (input.order.lines.size() != kLines || has_errors(verdict.violations) || verdict.legs.empty()) {
            continue;
        }
        Measured one = measure(adapter, input);
        if (one.check + one.declare > most.check + most.declare) {
            most = one;
            most.what = name.what;
        }
    }
    return most;
}

// Ten thousand invented names, each with an alias, and one order whose parties are new to the thread each
// time.
void report_screening() {
    screening::Screener::Source source;
    source.info = {.name = "BENCH", .date = "2026-11-25", .digest = "0", .entries = 0};
    constexpr const char* kGiven[] = {
        "Arkady", "Qasim", "Tianpeng", "Marfa", "Ludmila", "Hassan", "Bao", "Viktor"
    };
    for (int i = 0; i < 10'000; ++i) {
        std::string family;
        for (int n = i * 7919 + 17; n > 0; n /= 21) {
            family += "bcdfghjklmnpqrstvwxyz"[n % 21];
            family += "aeiou"[n % 5];
        }
        const std::string given = kGiven[i % 8];
        source.list.entries.push_back(
            {.id = std::to_string(i),
             .kind = screening::EntryKind::person,
             .names = {family + ", " + given, given + " " + family + "ov"}}
        );
    }
    const screening::Screener screener({std::move(source)}, {});
    constexpr std::pair<const char*, const char*> kNames[] = {
        {"latin", "Olga Petrovna Ivanova"},
        {"cyrillic", "Иванова Ольга Петровна"},
        {"chinese", "王小明"},
        {"arabic", "محمد حسين علي"}
    };
    std::printf("\n| one party's name, 20,000 listed names | µs |\n| --- | --- |\n");
    for (const auto& [script, name] : kNames) {
        int number = 0;
        const double cost = median_us([&] {
            order::Order order;
            order.parties.consignee.emplace().name = std::string(name) + " " + std::to_string(++number);
            (void)screener.screen(order, "ord_bench");
        });
        std::printf("| %s, never seen | %.1f |\n", script, cost);
    }
    order::Order order;
    order.parties.consignee.emplace().name = "Иванова Ольга Петровна";
    std::printf("| seen before | %.1f |\n", median_us([&] { (void)screener.screen(order, "ord_bench"); }));
}

int run() {
    std::printf("| country | dearest case | check, µs | declare, µs | together, µs | bytes |\n");
    std::printf("| --- | --- | --- | --- | --- | --- |\n");
    for (const std::string& country : conformance::countries()) {
        const Measured most = dearest(country);
        std::printf(
            "| %s | %s | %.1f | %.1f | %.1f | %zu |\n",
            country.c_str(),
            most.what.c_str(),
            most.check,
            most.declare,
            most.check + most.declare,
            most.bytes
        );
    }
    report_screening();
    return 0;
}

}  // namespace
}  // namespace silkgate::bench

int main() {
    return silkgate::bench::run();
}
