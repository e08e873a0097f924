#include "gateway/observe/metrics.hpp"

#include "gateway/core/check.hpp"
#include "gateway/observe/exposition.hpp"

#include <prometheus/text_serializer.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <unordered_map>

namespace silkgate::observe {
namespace {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>{}(text);
    }
};
using Index = std::unordered_map<std::string, std::uint16_t, TextHash, std::equal_to<>>;

constexpr std::string_view kOther = "other";

std::vector<std::string> with_other(const std::vector<std::string>& words) {
    std::vector<std::string> all{std::string(kOther)};
    all.insert(all.end(), words.begin(), words.end());
    return all;
}

Index index_of(const std::vector<std::string>& words) {
    SILKGATE_CHECK(words.size() <= std::numeric_limits<std::uint16_t>::max(), "too many values of a label");
    Index index;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool fresh = index.emplace(words[i], static_cast<std::uint16_t>(i)).second;
        SILKGATE_CHECK(fresh, words[i].c_str());
    }
    return index;
}

std::uint16_t find(const Index& index, std::string_view word) noexcept {
    const auto found = index.find(word);
    return found == index.end() ? std::uint16_t{0} : found->second;
}

template <class Label>
constexpr std::string_view label_name() {
    if constexpr (std::is_same_v<Label, Route>) {
        return "route";
    } else if constexpr (std::is_same_v<Label, Platform>) {
        return "platform";
    } else if constexpr (std::is_same_v<Label, RuleId>) {
        return "rule";
    } else {
        return LabelSet<Label>::name;
    }
}

template <class Label>
std::string label_value(const Vocabulary& words, std::size_t index) {
    if constexpr (std::is_same_v<Label, Route>) {
        return words.routes[index];
    } else if constexpr (std::is_same_v<Label, Platform>) {
        return words.platforms[index];
    } else if constexpr (std::is_same_v<Label, RuleId>) {
        return words.rules[index];
    } else {
        return std::string(LabelSet<Label>::values[index]);
    }
}

void fill(prometheus::ClientMetric& metric, const Counter& cell) {
    metric.counter.value = static_cast<double>(cell.value());
}

void fill(prometheus::ClientMetric& metric, const Gauge& cell) {
    metric.gauge.value = cell.value();
}

void fill(prometheus::ClientMetric& metric, const Histogram& cell) {
    std::uint64_t cumulative = 0;
    for (std::size_t i = 0; i <= cell.edges().size(); ++i) {
        cumulative += cell.count_in(i);
        const double edge =
            i < cell.edges().size() ? cell.edges()[i] : std::numeric_limits<double>::infinity();
        metric.histogram.bucket.push_back({.cumulative_count = cumulative, .upper_bound = edge});
    }
    metric.histogram.sample_count = cumulative;
    metric.histogram.sample_sum = cell.sum_seconds();
}

constexpr prometheus::MetricType type_of(const Counter*) {
    return prometheus::MetricType::Counter;
}
constexpr prometheus::MetricType type_of(const Gauge*) {
    return prometheus::MetricType::Gauge;
}
constexpr prometheus::MetricType type_of(const Histogram*) {
    return prometheus::MetricType::Histogram;
}

template <class Cell, class... Labels>
prometheus::MetricFamily collect(
    std::string_view name,
    std::string_view help,
    const Family<Cell, Labels...>& family,
    const Vocabulary& words
) {
    prometheus::MetricFamily out;
    out.name = name;
    out.help = help;
    out.type = type_of(static_cast<const Cell*>(nullptr));
    out.metric.resize(family.cells().size());
    for (std::size_t cell = 0; cell < out.metric.size(); ++cell) {
        prometheus::ClientMetric& metric = out.metric[cell];
        // The cell's number is written in a mixed radix: one digit for each label, the last running fastest.
        [[maybe_unused]] std::size_t block = out.metric.size();
        [[maybe_unused]] std::size_t rest = cell;
        [[maybe_unused]] std::size_t position = 0;
        (
            [&] {
                block /= family.counts()[position++];
                metric.label.push_back(
                    {.name = std::string(label_name<Labels>()),
                     .value = label_value<Labels>(words, rest / block)}
                );
                rest %= block;
            }(),
            ...
        );
        fill(metric, family.cells()[cell]);
    }
    return out;
}

std::vector<std::string> names_of(std::string_view list) {
    std::vector<std::string> names;
    while (!list.empty()) {
        const auto end = std::min(list.find(','), list.size());
        names.emplace_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return names;
}

prometheus::MetricFamily
collect_info(std::string_view name, std::string_view help, std::string_view labels, const Info& info) {
    prometheus::MetricFamily out;
    out.name = name;
    out.help = help;
    out.type = prometheus::MetricType::Gauge;
    const auto names = names_of(labels);
    const auto values = info.values();
    if (values.size() == names.size()) {
        prometheus::ClientMetric& metric = out.metric.emplace_back();
        for (std::size_t i = 0; i < names.size(); ++i) {
            metric.label.push_back({.name = names[i], .value = values[i]});
        }
        metric.gauge.value = 1;
    }
    return out;
}

}  // namespace

struct Metrics::Lookup {
    Index routes;
    Index platforms;
    Index rules;
};

#define SILKGATE_COUNTER(member, name, help, ...) member(words),
#define SILKGATE_GAUGE(member, name, help, ...) member(words),
#define SILKGATE_HISTOGRAM(member, name, help, buckets, ...) member(words, std::span<const double>(buckets)),
#define SILKGATE_INFO(member, name, help, labels)
Metrics::Metrics(const Vocabulary& words)
    :
#include "gateway/observe/metrics.def"
      words_{with_other(words.routes), with_other(words.platforms), with_other(words.rules)},
      lookup_(std::make_unique<const Lookup>(Lookup{
          .routes = index_of(words_.routes),
          .platforms = index_of(words_.platforms),
          .rules = index_of(words_.rules),
      })) {
}
#undef SILKGATE_COUNTER
#undef SILKGATE_GAUGE
#undef SILKGATE_HISTOGRAM
#undef SILKGATE_INFO

Metrics::~Metrics() = default;

Route Metrics::route(std::string_view name) const noexcept {
    return {find(lookup_->routes, name)};
}

Platform Metrics::platform(std::string_view name) const noexcept {
    return {find(lookup_->platforms, name)};
}

RuleId Metrics::rule(std::string_view id) const noexcept {
    return {find(lookup_->rules, id)};
}

std::string Metrics::text(Exposition exposition) const {
    std::vector<prometheus::MetricFamily> families;
#define SILKGATE_COUNTER(member, name, help, ...) families.push_back(collect(name, help, member, words_));
#define SILKGATE_GAUGE(member, name, help, ...) families.push_back(collect(name, help, member, words_));
#define SILKGATE_HISTOGRAM(member, name, help, buckets, ...) \
    families.push_back(collect(name, help, member, words_));
#define SILKGATE_INFO(member, name, help, labels) \
    families.push_back(collect_info(name, help, labels, member));
#include "gateway/observe/metrics.def"
#undef SILKGATE_COUNTER
#undef SILKGATE_GAUGE
#undef SILKGATE_HISTOGRAM
#undef SILKGATE_INFO
    for (auto& family : process_families()) {
        families.push_back(std::move(family));
    }
    return exposition == Exposition::openmetrics ? to_openmetrics(families)
                                                 : prometheus::TextSerializer().Serialize(families);
}

void Histogram::observe(std::chrono::nanoseconds duration) noexcept {
    const std::chrono::nanoseconds::rep ns = std::max<std::chrono::nanoseconds::rep>(duration.count(), 0);
    const double seconds = static_cast<double>(ns) / 1e9;
    const auto bucket = static_cast<std::size_t>(std::ranges::lower_bound(edges_, seconds) - edges_.begin());
    counts_[bucket].fetch_add(1, std::memory_order_relaxed);
    sum_ns_.fetch_add(static_cast<std::uint64_t>(ns), std::memory_order_relaxed);
}

double Histogram::sum_seconds() const noexcept {
    return static_cast<double>(sum_ns_.load(std::memory_order_relaxed)) / 1e9;
}

void Info::set(std::vector<std::string> values) {
    const std::scoped_lock guard(mutex_);
    values_ = std::move(values);
}

std::vector<std::string> Info::values() const {
    const std::scoped_lock guard(mutex_);
    return values_;
}

Country country_label(std::string_view alpha2) noexcept {
    if (alpha2.size() != 2) {
        return Country::zz;
    }
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    const std::array<char, 2> code{lower(alpha2[0]), lower(alpha2[1])};
    const auto& values = LabelSet<Country>::values;
    const auto* found = std::ranges::find(values, std::string_view(code.data(), code.size()));
    return found == values.end() ? Country::zz : static_cast<Country>(found - values.begin());
}

StatusClass status_label(int status) noexcept {
    return static_cast<StatusClass>(std::clamp(status / 100, 1, 5) - 1);
}

}  // namespace silkgate::observe
