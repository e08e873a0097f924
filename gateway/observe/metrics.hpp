// Metrics: the table of metrics.def as a struct of cheap cells.
//
// Cells are resolved by array index, never by name: an increment is one relaxed atomic add, from any thread.
// Every series exists from the start. text() walks them and may run at any time beside the writers.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace silkgate::observe {

// Upper edges in seconds; +Inf is implied. Answer: the targets are p99 ≤ 10 ms for answers and ≤ 200 ms for
// routing.
inline constexpr auto kAnswerBuckets =
    std::to_array<double>({0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10});
inline constexpr auto kReceiptBuckets = std::to_array<double>(
    {1, 10, 60, 300, 900, 3'600, 4 * 3'600, 12 * 3'600, 24 * 3'600, 3 * 24 * 3'600, 7 * 24 * 3'600}
);

template <class Label>
struct LabelSet;  // ::name, ::values of a type of labels.def

#define SILKGATE_LABEL_SET(Type, label) enum class Type : std::uint8_t {
#define SILKGATE_LABEL(enumerator, value) enumerator,
#define SILKGATE_LABEL_SET_END() \
    }                            \
    ;
#include "gateway/observe/labels.def"
#undef SILKGATE_LABEL_SET
#undef SILKGATE_LABEL
#undef SILKGATE_LABEL_SET_END

#define SILKGATE_LABEL_SET(Type, label)                 \
    template <>                                         \
    struct LabelSet<Type> {                             \
        static constexpr std::string_view name = label; \
        static constexpr auto values = std::to_array<std::string_view>({
#define SILKGATE_LABEL(enumerator, value) value,
#define SILKGATE_LABEL_SET_END() \
    });                          \
    }                            \
    ;
#include "gateway/observe/labels.def"
#undef SILKGATE_LABEL_SET
#undef SILKGATE_LABEL
#undef SILKGATE_LABEL_SET_END

// "cn", "CN" → Country::cn; anything that is not one of the ten → Country::zz.
[[nodiscard]] Country country_label(std::string_view alpha2) noexcept;
// 200..299 → success, …; below 200 informational, above 599 server_error.
[[nodiscard]] StatusClass status_label(int status) noexcept;

// Label values that other parts own; given once. Look the index up at start and keep it.
struct Route {
    std::uint16_t index = 0;
};
struct Platform {
    std::uint16_t index = 0;
};
struct RuleId {
    std::uint16_t index = 0;
};

// The values of the three open sets, without "other", which is always there and always index 0.
struct Vocabulary {
    std::vector<std::string> routes;     // route templates without parameters' values: "/v1/orders/{id}"
    std::vector<std::string> platforms;  // "direct", "shopify"
    std::vector<std::string> rules;      // "RU-0114"
};

class Counter {
public:
    void add(std::uint64_t count = 1) noexcept { value_.fetch_add(count, std::memory_order_relaxed); }
    [[nodiscard]] std::uint64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_{0};
};

class Gauge {
public:
    void set(double value) noexcept { value_.store(value, std::memory_order_relaxed); }
    void add(double change) noexcept { value_.fetch_add(change, std::memory_order_relaxed); }
    [[nodiscard]] double value() const noexcept { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<double> value_{0};
};

class Histogram {
public:
    explicit Histogram(std::span<const double> edges) : edges_(edges), counts_(edges.size() + 1) {}
    Histogram(const Histogram& other) : Histogram(other.edges_) {}
    Histogram& operator=(const Histogram&) = delete;

    // Negative durations (a clock that stepped) count as 0.
    void observe(std::chrono::nanoseconds duration) noexcept;

    [[nodiscard]] std::span<const double> edges() const noexcept { return edges_; }
    // Not cumulative; the last is +Inf.
    [[nodiscard]] std::uint64_t count_in(std::size_t bucket) const noexcept {
        return counts_[bucket].load(std::memory_order_relaxed);
    }
    [[nodiscard]] double sum_seconds() const noexcept;

private:
    std::span<const double> edges_;  // static storage
    std::vector<std::atomic<std::uint64_t>> counts_;
    std::atomic<std::uint64_t> sum_ns_{0};
};

template <class Label>
[[nodiscard]] std::size_t label_count(const Vocabulary& words) noexcept {
    if constexpr (std::is_same_v<Label, Route>) {
        return words.routes.size() + 1;
    } else if constexpr (std::is_same_v<Label, Platform>) {
        return words.platforms.size() + 1;
    } else if constexpr (std::is_same_v<Label, RuleId>) {
        return words.rules.size() + 1;
    } else {
        return LabelSet<Label>::values.size();
    }
}

template <class Label>
[[nodiscard]] constexpr std::size_t label_index(Label label) noexcept {
    if constexpr (std::is_enum_v<Label>) {
        return static_cast<std::size_t>(label);
    } else {
        return label.index;
    }
}

// All cells of one metric, one for each combination of its labels' values.
template <class Cell, class... Labels>
class Family {
public:
    template <class... Args>
    explicit Family(const Vocabulary& words, const Args&... args) : counts_{label_count<Labels>(words)...} {
        std::size_t total = 1;
        for (const std::size_t count : counts_) {
            total *= count;
        }
        if constexpr (sizeof...(Args) == 0) {
            cells_ = std::vector<Cell>(total);
        } else {
            cells_ = std::vector<Cell>(total, Cell(args...));
        }
    }

    // The cell of these labels. Wait-free.
    [[nodiscard]] Cell& operator()(Labels... labels) noexcept {
        std::size_t index = 0;
        [[maybe_unused]] std::size_t position = 0;
        ((index = index * counts_[position++] + label_index(labels)), ...);
        return cells_[index];
    }

    [[nodiscard]] const std::array<std::size_t, sizeof...(Labels)>& counts() const noexcept {
        return counts_;
    }
    [[nodiscard]] const std::vector<Cell>& cells() const noexcept { return cells_; }

private:
    std::array<std::size_t, sizeof...(Labels)> counts_;
    std::vector<Cell> cells_;
};

// A fact set at start or on reload, as the labels of a series whose value is 1:
// silkgate_build_info{version="…"} 1.
class Info {
public:
    // Values in the order of the table's label names. Any thread.
    void set(std::vector<std::string> values);
    // Empty until it is set.
    [[nodiscard]] std::vector<std::string> values() const;

private:
    mutable std::mutex mutex_;
    std::vector<std::string> values_;
};

enum class Exposition : std::uint8_t { prometheus_text, openmetrics };
// The exposition an Accept header asks for, and the content type to answer with.
[[nodiscard]] Exposition negotiate(std::string_view accept) noexcept;
[[nodiscard]] std::string_view content_type(Exposition exposition) noexcept;

class Metrics {
public:
    explicit Metrics(const Vocabulary& words);
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    // Indices of the open sets; index 0 ("other") for a word that was not named. Linear or hashed: for
    // start-up, not for the hot path, except rule(), which is one hash look-up.
    [[nodiscard]] Route route(std::string_view name) const noexcept;
    [[nodiscard]] Platform platform(std::string_view name) const noexcept;
    [[nodiscard]] RuleId rule(std::string_view id) const noexcept;

    // Everything, process_* included. Any thread; allocates.
    [[nodiscard]] std::string text(Exposition exposition = Exposition::prometheus_text) const;

#define SILKGATE_COUNTER(member, name, help, ...) Family<Counter __VA_OPT__(, ) __VA_ARGS__> member;
#define SILKGATE_GAUGE(member, name, help, ...) Family<Gauge __VA_OPT__(, ) __VA_ARGS__> member;
#define SILKGATE_HISTOGRAM(member, name, help, buckets, ...) \
    Family<Histogram __VA_OPT__(, ) __VA_ARGS__> member;
#define SILKGATE_INFO(member, name, help, labels) Info member;
#include "gateway/observe/metrics.def"
#undef SILKGATE_COUNTER
#undef SILKGATE_GAUGE
#undef SILKGATE_HISTOGRAM
#undef SILKGATE_INFO

    // Each set starts with "other".
    [[nodiscard]] const Vocabulary& words() const noexcept { return words_; }

private:
    struct Lookup;

    Vocabulary words_;
    std::unique_ptr<const Lookup> lookup_;
};

}  // namespace silkgate::observe
