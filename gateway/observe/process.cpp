// process_*: the names every Prometheus client library uses, from proc(5).
#include "gateway/observe/exposition.hpp"

#include <sys/resource.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <unistd.h>

namespace silkgate::observe {
namespace {

std::string read_file(const char* path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::optional<double> number_after(std::string_view text, std::string_view mark) {
    const auto start = text.find(mark);
    if (start == std::string_view::npos) {
        return std::nullopt;
    }
    text.remove_prefix(start + mark.size());
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} ? std::optional<double>(static_cast<double>(value)) : std::nullopt;
}

// Field `index` (from 1, as proc(5) counts) of /proc/self/stat; the second one, the program's name, may hold
// blanks.
std::optional<double> stat_field(std::string_view stat, int index) {
    const auto name_end = stat.rfind(')');
    if (name_end == std::string_view::npos) {
        return std::nullopt;
    }
    stat.remove_prefix(name_end + 1);
    for (int i = 3; i < index; ++i) {
        stat.remove_prefix(std::min(stat.find(' ', 1), stat.size()));
    }
    return number_after(stat, " ");
}

class Families {
public:
    void add(const char* name, const char* help, prometheus::MetricType type, std::optional<double> value) {
        if (!value) {
            return;
        }
        prometheus::MetricFamily& family = all_.emplace_back();
        family.name = name;
        family.help = help;
        family.type = type;
        prometheus::ClientMetric& metric = family.metric.emplace_back();
        (type == prometheus::MetricType::Counter ? metric.counter.value : metric.gauge.value) = *value;
    }

    std::vector<prometheus::MetricFamily> take() { return std::move(all_); }

private:
    std::vector<prometheus::MetricFamily> all_;
};

std::optional<double> open_descriptors() {
    std::error_code error;
    std::filesystem::directory_iterator entries("/proc/self/fd", error);
    if (error) {
        return std::nullopt;
    }
    // The iterator's own descriptor is among them.
    return static_cast<double>(std::distance(entries, std::filesystem::directory_iterator{}) - 1);
}

}  // namespace

std::vector<prometheus::MetricFamily> process_families() {
    using prometheus::MetricType;
    const std::string stat = read_file("/proc/self/stat");
    const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
    const auto page = static_cast<double>(sysconf(_SC_PAGESIZE));
    const auto user = stat_field(stat, 14);
    const auto system = stat_field(stat, 15);
    const auto since_boot = stat_field(stat, 22);
    const auto boot = number_after(read_file("/proc/stat"), "btime ");
    const auto resident = stat_field(stat, 24);
    std::optional<double> cpu;
    std::optional<double> start;
    rlimit limit{};
    std::optional<double> descriptors_max;
    if (user && system) {
        cpu = (*user + *system) / ticks;
    }
    if (boot && since_boot) {
        start = *boot + *since_boot / ticks;
    }
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        descriptors_max = static_cast<double>(limit.rlim_cur);
    }
    Families families;
    families.add("process_cpu_seconds_total", "CPU time used, user and system", MetricType::Counter, cpu);
    families.add(
        "process_resident_memory_bytes",
        "Memory in RAM",
        MetricType::Gauge,
        resident ? std::optional<double>(*resident * page) : std::nullopt
    );
    families.add("process_virtual_memory_bytes", "Address space", MetricType::Gauge, stat_field(stat, 23));
    families.add("process_open_fds", "Open file descriptors", MetricType::Gauge, open_descriptors());
    families.add("process_max_fds", "Limit of file descriptors", MetricType::Gauge, descriptors_max);
    families.add("process_threads", "Threads", MetricType::Gauge, stat_field(stat, 20));
    families.add("process_start_time_seconds", "When the process started", MetricType::Gauge, start);
    return families.take();
}

}  // namespace silkgate::observe
