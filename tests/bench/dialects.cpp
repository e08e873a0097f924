// What reading one order costs, dialect by dialect: bytes → common order → the rules true for every country,
// in this process alone, without the SHA-256 of the body, which has a line of its own in bench_cost. A
// report, never a timed test.
//
// A row each for the payloads of a folder (tests/golden/orders/own/<platform>) and for one more given by
// --body: bytes, CPU time and instructions of one reading. Time is the thread's, the median of several
// rounds. Instructions come from the processor's counter where the machine lets a process have it, else "-".
#include "gateway/intake/intake.hpp"
#include "gateway/order/order_rules.hpp"

#include <CLI/CLI.hpp>
#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <unistd.h>

namespace silkgate::bench {
namespace {

namespace fs = std::filesystem;

struct Arguments {
    std::string payloads;
    std::string body;
    std::string platform = "shopify";
    int rounds = 15;
    int orders = 200;  // a round
};

// Instructions of this thread in user space.
class Counter {
public:
    Counter() {
        perf_event_attr wanted{};
        wanted.type = PERF_TYPE_HARDWARE;
        wanted.size = sizeof wanted;
        wanted.config = PERF_COUNT_HW_INSTRUCTIONS;
        wanted.exclude_kernel = 1;
        wanted.exclude_hv = 1;
        file_ = static_cast<int>(::syscall(SYS_perf_event_open, &wanted, 0, -1, -1, 0));
    }

    ~Counter() {
        if (file_ >= 0) {
            ::close(file_);
        }
    }

    Counter(const Counter&) = delete;
    Counter& operator=(const Counter&) = delete;

    [[nodiscard]] std::optional<std::uint64_t> read() const {
        std::uint64_t count = 0;
        const bool counted = file_ >= 0 && ::read(file_, &count, sizeof count) == sizeof count;
        return counted ? std::optional(count) : std::nullopt;
    }

private:
    int file_ = -1;
};

double thread_cpu_us() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

std::string slurp(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

const config::Connection& connection() {
    static const config::Connection kConnection = [] {
        config::Connection made;
        made.id = ConnectionId("bench");
        made.tenant = TenantId("bench");
        made.shop_id = "bench.example";
        made.origin_country = "CN";
        made.utc_offset = "+08:00";
        made.seller = config::PartyDefaults{.name = "Seller", .country = "CN"};
        return made;
    }();
    return kConnection;
}

// Orders that were read; nothing where the bytes are none of the platform's.
std::optional<std::size_t> read_once(const intake::Dialect& dialect, std::string bytes, Instant now) {
    const auto document = intake::read_payload_bytes(std::move(bytes), &dialect, {});
    if (!document) {
        return std::nullopt;
    }
    const intake::IntakeContext context{
        .connection = &connection(), .received_at = now, .raw_sha256 = std::string(64, '0'), .event_id = {}
    };
    const auto orders = dialect.read(document->root(), context);
    if (!orders) {
        return std::nullopt;
    }
    for (const intake::IntakeOrder& order : *orders) {
        (void)order::check_order(order.order, now);
    }
    return orders->size();
}

struct Cost {
    double us = 0;
    std::optional<double> instructions;
};

Cost measure(const Arguments& arguments, const intake::Dialect& dialect, const std::string& bytes) {
    static const Counter kCounter;
    const Instant now = SystemClock{}.now();
    std::vector<double> times;
    std::vector<double> instructions;
    for (int round = 0; round < arguments.rounds; ++round) {
        std::vector<std::string> copies(static_cast<std::size_t>(arguments.orders), bytes);
        const auto counted = kCounter.read();
        const double before = thread_cpu_us();
        for (std::string& copy : copies) {
            (void)read_once(dialect, std::move(copy), now);
        }
        times.push_back((thread_cpu_us() - before) / arguments.orders);
        if (const auto after = kCounter.read(); after && counted) {
            instructions.push_back(static_cast<double>(*after - *counted) / arguments.orders);
        }
    }
    const auto median = [](std::vector<double>& all) {
        std::ranges::nth_element(all, all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2));
        return all[all.size() / 2];
    };
    return {
        .us = median(times),
        .instructions = instructions.empty() ? std::nullopt : std::optional(median(instructions)),
    };
}

void row(
    const Arguments& arguments,
    const intake::Dialect& dialect,
    const std::string& name,
    const std::string& bytes
) {
    const auto orders = read_once(dialect, bytes, SystemClock{}.now());
    if (!orders || *orders == 0) {
        return;
    }
    const Cost cost = measure(arguments, dialect, bytes);
    const auto per_order = static_cast<double>(*orders);
    std::printf(
        "%-15s %-36s %6zu %6zu %8.2f ",
        std::string(dialect.platform()).c_str(),
        name.c_str(),
        bytes.size(),
        *orders,
        cost.us / per_order
    );
    if (cost.instructions) {
        std::printf("%12.0f\n", *cost.instructions / per_order);
    } else {
        std::printf("%12s\n", "-");
    }
}

}  // namespace

int run(int argc, char** argv) {
    Arguments arguments;
    CLI::App app{"CPU of reading and checking one order, by dialect"};
    app.add_option("--payloads", arguments.payloads, "folder with a folder of payloads for each platform")
        ->required();
    app.add_option("--body", arguments.body, "one payload more");
    app.add_option("--platform", arguments.platform, "of the payload given by --body");
    app.add_option("--rounds", arguments.rounds, "rounds; the median counts");
    app.add_option("--orders", arguments.orders, "readings a round");
    CLI11_PARSE(app, argc, argv);
    std::printf(
        "%-15s %-36s %6s %6s %8s %12s\n", "platform", "payload", "bytes", "orders", "µs", "instructions"
    );
    if (const intake::Dialect* dialect = intake::find_dialect(arguments.platform);
        dialect != nullptr && !arguments.body.empty()) {
        row(arguments, *dialect, fs::path(arguments.body).stem().string(), slurp(arguments.body));
    }
    for (const intake::Dialect* dialect : intake::dialects()) {
        const fs::path folder = fs::path(arguments.payloads) / dialect->platform();
        std::vector<fs::path> files;
        for (const auto& entry :
             fs::exists(folder) ? fs::directory_iterator(folder) : fs::directory_iterator()) {
            if (!entry.path().string().ends_with(".expected.json")) {
                files.push_back(entry.path());
            }
        }
        std::ranges::sort(files);
        for (const fs::path& file : files) {
            row(arguments, *dialect, file.stem().string(), slurp(file));
        }
    }
    return 0;
}

}  // namespace silkgate::bench

int main(int argc, char** argv) {
    return silkgate::bench::run(argc, argv);
}
