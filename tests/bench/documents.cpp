// What one transport document and one routing query cost: CPU time of the thread, median of rounds. A report,
// never a timed test. Documents are the golden files of tests/unit; routes are asked of the shipped network.
#include "gateway/corridors/corridors.hpp"
#include "gateway/corridors/route.hpp"
#include "gateway/corridors/search.hpp"
#include "tests/support/document_kinds.hpp"
#include "tests/support/golden.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>

namespace silkgate::bench {
namespace {

struct Arguments {
    std::string source;  // the repository
    int rounds = 25;
    int repeats = 2'000;  // of a document in a round
    int queries = 20;     // of each route in a round
};

template <class T>
T must(Result<T> result, const char* what) {
    if (!result) {
        std::fprintf(
            stderr, "%s: %s %s\n", what, result.error().detail.c_str(), result.error().pointer.c_str()
        );
        std::exit(1);
    }
    return std::move(*result);
}

// Median over rounds of the CPU time of one call, µs.
double measure(int rounds, int repeats, const std::function<void()>& call) {
    const auto cpu_us = [] {
        timespec now{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
    };
    std::vector<double> each;
    for (int round = 0; round < rounds; ++round) {
        const double before = cpu_us();
        for (int i = 0; i < repeats; ++i) {
            call();
        }
        each.push_back((cpu_us() - before) / repeats);
    }
    std::ranges::nth_element(each, each.begin() + rounds / 2);
    return each[static_cast<std::size_t>(rounds / 2)];
}

void report_documents(const Arguments& arguments) {
    std::printf("| document | bytes | µs |\n| --- | ---: | ---: |\n");
    for (const test::DocumentKind& kind : test::document_kinds()) {
        const auto render = kind.prepare(test::slurp(arguments.source + "/tests/unit/" + kind.golden));
        const std::size_t bytes = render();
        const double cost = measure(arguments.rounds, arguments.repeats, [&] { (void)render(); });
        std::printf("| %s | %zu | %.1f |\n", kind.name, bytes, cost);
    }
}

// From Qingdao (rail terminal, port, airport) to each node that is not in China: five ways by each of the
// three aims, found and described.
void report_routes(const Arguments& arguments) {
    const auto corridors =
        must(corridors::load(arguments.source + "/gateway/corridors/data", {}), "corridors");
    const auto& network = corridors->network;
    corridors::Query query;
    query.origins = network.resolve("QINGDAO");
    query.day = must(parse_date("2026-11-25"), "day");
    query.alternatives = 5;
    std::printf("\n| five ways from Qingdao, by | destinations | ways found | median µs | slowest µs |\n");
    std::printf("| --- | ---: | ---: | ---: | ---: |\n");
    for (const auto objective :
         {corridors::Objective::time, corridors::Objective::cost, corridors::Objective::co2e}) {
        query.objective = objective;
        std::vector<double> costs;
        std::size_t ways = 0;
        for (corridors::NodeIndex node = 0; node < network.nodes().size(); ++node) {
            if (network.nodes()[node].country == "CN") {
                continue;
            }
            query.destinations = {node};
            const auto ask = [&] {
                const auto paths = corridors::find_paths(network, corridors->switches, query);
                for (const corridors::Path& path : paths) {
                    (void)must(corridors::describe_route(network, path, Decimal(1'000)), "route");
                }
                return paths.size();
            };
            ways += ask();
            costs.push_back(measure(arguments.rounds, arguments.queries, [&] { (void)ask(); }));
        }
        std::ranges::sort(costs);
        std::printf(
            "| %s | %zu | %zu | %.1f | %.1f |\n",
            std::string(to_string(objective)).c_str(),
            costs.size(),
            ways,
            costs[costs.size() / 2],
            costs.back()
        );
    }
}

}  // namespace
}  // namespace silkgate::bench

int main(int argc, char** argv) {
    silkgate::bench::Arguments arguments{.source = SILKGATE_SOURCE_DIR};
    CLI::App app("What one transport document and one routing query cost");
    app.add_option("--source", arguments.source, "The repository");
    app.add_option("--rounds", arguments.rounds, "Rounds; the median counts");
    app.add_option("--repeats", arguments.repeats, "Documents in a round");
    app.add_option("--queries", arguments.queries, "Queries of a route in a round");
    CLI11_PARSE(app, argc, argv);
    silkgate::bench::report_documents(arguments);
    silkgate::bench::report_routes(arguments);
    return 0;
}
