// What one transport document and one routing query cost: CPU time of the thread, median of rounds. A report,
// never a timed test. Documents are the golden files of tests/unit; routes are asked of the shipped network.
#include "adapters/common/air/one_record.hpp"
#include "adapters/common/air/xfhl.hpp"
#include "adapters/common/air/xfsu.hpp"
#include "adapters/common/air/xfwb.hpp"
#include "adapters/common/air/xfzb.hpp"
#include "adapters/common/consignment/cmr.hpp"
#include "adapters/common/consignment/ecmr.hpp"
#include "adapters/common/consignment/smgs.hpp"
#include "adapters/common/consignment/tir.hpp"
#include "adapters/common/express/cdek.hpp"
#include "adapters/common/express/russian_post.hpp"
#include "adapters/common/express/yunexpress.hpp"
#include "adapters/common/sea/booking_state.hpp"
#include "adapters/common/sea/instructions.hpp"
#include "gateway/corridors/corridors.hpp"
#include "gateway/corridors/route.hpp"
#include "gateway/corridors/search.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <iterator>

namespace silkgate::bench {
namespace {

using namespace adapters;

struct Arguments {
    std::string source;  // the repository
    int rounds = 25;
    int repeats = 2'000;  // of a document in a round
    int queries = 20;     // of each route in a round
};

std::string slurp(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

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

struct Kind {
    const char* name;
    const char* golden;  // below tests/unit
    // Reads the bytes once; returns what renders the value again.
    std::function<std::function<std::size_t()>(const std::string& bytes)> prepare;
};

// read: bytes → Result<Value>; write: Value → Result<std::string>.
template <class Read, class Write>
Kind kind(const char* name, const char* golden, Read read, Write write) {
    return {name, golden, [=](const std::string& bytes) {
                auto value = std::make_shared<decltype(must(read(bytes), name))>(must(read(bytes), name));
                return [=] { return must(write(*value), name).size(); };
            }};
}

template <class Object>
auto record_writer() {
    return [](const Object& object) { return air::record::write(object); };
}

std::vector<Kind> kinds() {
    namespace record = air::record;
    return {
        kind("XFWB 5.00", "air/golden/xfwb.xml", air::read_xfwb, air::write_xfwb),
        kind("XFZB 4.00", "air/golden/xfzb.xml", air::read_xfzb, air::write_xfzb),
        kind("XFHL 3.00, two houses", "air/golden/xfhl.xml", air::read_xfhl, air::write_xfhl),
        kind("XFSU 6.00", "air/golden/xfsu.xml", air::read_xfsu, air::write_xfsu),
        kind(
            "ONE Record waybill",
            "air/golden/waybill.json",
            record::read_waybill,
            record_writer<record::Waybill>()
        ),
        kind(
            "ONE Record booking options",
            "air/golden/option_request.json",
            record::read_option_request,
            record_writer<record::BookingOptionRequest>()
        ),
        kind("DCSA booking", "sea/golden/booking.json", sea::read_booking, sea::write_booking),
        kind(
            "DCSA notification",
            "sea/golden/notification.json",
            sea::read_notification,
            sea::write_notification
        ),
        kind(
            "DCSA shipping instructions",
            "sea/golden/instructions.json",
            sea::read_instructions,
            sea::write_instructions
        ),
        kind("SMGS", "consignment/golden/smgs.xml", consignment::read_smgs, consignment::write_smgs),
        kind("CMR", "consignment/golden/cmr.xml", consignment::read_cmr, consignment::write_cmr),
        kind("eCMR", "consignment/golden/ecmr.xml", consignment::read_ecmr, consignment::write_ecmr),
        kind("TIR carnet", "consignment/golden/tir.xml", consignment::read_tir, consignment::write_tir),
        kind("CDEK order", "express/golden/cdek.json", express::read_cdek, express::write_cdek),
        kind(
            "Russian Post order",
            "express/golden/russian_post.json",
            express::read_russian_post,
            express::write_russian_post
        ),
        kind(
            "YunExpress order",
            "express/golden/yunexpress.json",
            express::read_yunexpress,
            express::write_yunexpress
        ),
    };
}

void report_documents(const Arguments& arguments) {
    std::printf("| document | bytes | µs |\n| --- | ---: | ---: |\n");
    for (const Kind& kind : kinds()) {
        const auto render = kind.prepare(slurp(arguments.source + "/tests/unit/" + kind.golden));
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
