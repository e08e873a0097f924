#include "tests/bench/options.hpp"

#include <CLI/CLI.hpp>

namespace silkgate::bench {

std::optional<Options> parse_options(int argc, char** argv, int& exit_code) {
    Options o;
    CLI::App app{"Open-loop HTTPS order generator: latency counts from the intended send time."};
    app.add_option("--url", o.urls, "https://HOST:PORT of a gateway; repeat for several")->required();
    app.add_option("--path", o.path, "request path");
    app.add_option("--token", o.token, "bearer token")->envname("BENCH_TOKEN");
    app.add_option("--header", o.headers, "further header line");
    app.add_option("--body", o.body_file, "body template")->required()->check(CLI::ExistingFile);
    app.add_option("--placeholder", o.placeholder, "text of the template replaced by the order number");
    app.add_option("--prefix", o.prefix, "prefix of the order numbers");
    app.add_option("--suffix", o.suffix, "suffix of the order numbers");
    app.add_option("--first", o.first, "first index");
    app.add_option("--rate", o.rate, "orders a second; 0: closed loop")->check(CLI::NonNegativeNumber);
    app.add_option("--connections", o.connections, "connections over all urls")
        ->check(CLI::Range(1U, 20000U));
    app.add_option("--seconds", o.seconds, "duration of arrivals")->check(CLI::PositiveNumber);
    app.add_option("--orders", o.orders, "end after this many orders");
    app.add_option("--warmup", o.warmup_seconds, "seconds left out of the report");
    app.add_option("--duplicates", o.duplicates, "share posted twice at once")->check(CLI::Range(0.0, 1.0));
    app.add_flag("--retry", o.retry, "repeat until the answer is definite");
    app.add_option("--timeout", o.timeout_seconds, "of one attempt, seconds")->check(CLI::PositiveNumber);
    app.add_option("--drain", o.drain_seconds, "seconds to wait for the last answers");
    app.add_option("--journal", o.journal_file, "write one JSON line an attempt");
    app.add_option("--seed", o.seed, "of arrivals and duplicates");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        exit_code = app.exit(error);
        return std::nullopt;
    }
    return o;
}

}  // namespace silkgate::bench
