// What the generator is told on its command line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace silkgate::bench {

struct Options {
    std::vector<std::string> urls;  // https://HOST:PORT, one a gateway process
    std::string path = "/v1/orders";
    std::string token;                 // bearer, or empty
    std::vector<std::string> headers;  // "Name: value"
    std::string body_file;
    std::string placeholder = "@NUMBER@";  // every occurrence becomes the order's number
    std::string prefix;                    // of the number; nine digits follow
    std::string suffix;                    // behind the digits, e.g. "-REJECT"
    std::uint64_t first = 0;               // first index
    double rate = 0;              // orders a second, Poisson; 0: closed loop, as fast as answers come
    unsigned connections = 64;    // over all urls
    double seconds = 10;          // of arrivals; ends earlier when `orders` is reached
    std::uint64_t orders = 0;     // 0: no limit
    double warmup_seconds = 0;    // answers of this time are not in the report
    double duplicates = 0;        // share of orders also posted to the next url at the same moment
    bool retry = false;           // repeat until the answer is definite
    double timeout_seconds = 15;  // of one attempt
    double drain_seconds = 60;    // for outstanding answers behind the last arrival
    std::string journal_file;     // tests/checker's request lines
    std::uint64_t seed = 1;
};

// Absent: the command line was wrong or asked for help, and the process ends with `exit_code`.
[[nodiscard]] std::optional<Options> parse_options(int argc, char** argv, int& exit_code);

}  // namespace silkgate::bench
