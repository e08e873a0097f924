#include "gateway/observe/exposition.hpp"

#include "gateway/observe/metrics.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace silkgate::observe {
namespace {

constexpr std::string_view kOpenMetricsType = "application/openmetrics-text";

std::string number(double value) {
    if (std::isinf(value)) {
        return value > 0 ? "+Inf" : "-Inf";
    }
    if (std::isnan(value)) {
        return "NaN";
    }
    std::array<char, 32> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end};
}

// OpenMetrics 1.0, "Canonical Numbers": the edge of a bucket that is a whole number is written with ".0".
std::string edge(double value) {
    std::string text = number(value);
    const bool whole = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    return whole ? text + ".0" : text;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '\\':
                out += "\\\\";
                break;
            case '"':
                out += "\\\"";
                break;
            case '\n':
                out += "\\n";
                break;
            default:
                out += c;
        }
    }
    return out;
}

void append_sample(
    std::string& out,
    const std::string& name,
    const prometheus::ClientMetric& metric,
    const std::string& value,
    const std::string& le = {}
) {
    out += name;
    char separator = '{';
    for (const auto& label : metric.label) {
        out += separator + label.name + "=\"" + escaped(label.value) + '"';
        separator = ',';
    }
    if (!le.empty()) {
        out += separator + ("le=\"" + le + '"');
        separator = ',';
    }
    out += separator == ',' ? "} " : " ";
    out += value;
    out += '\n';
}

void append_family(std::string& out, const prometheus::MetricFamily& family) {
    constexpr std::string_view kTotal = "_total";
    const bool counter = family.type == prometheus::MetricType::Counter;
    const bool histogram = family.type == prometheus::MetricType::Histogram;
    std::string name = family.name;
    if (counter && name.ends_with(kTotal)) {
        name.resize(name.size() - kTotal.size());
    }
    out += "# TYPE " + name + (counter ? " counter\n" : histogram ? " histogram\n" : " gauge\n");
    out += "# HELP " + name + " " + escaped(family.help) + "\n";
    for (const auto& metric : family.metric) {
        if (counter) {
            append_sample(out, name + std::string(kTotal), metric, number(metric.counter.value));
        } else if (histogram) {
            for (const auto& bucket : metric.histogram.bucket) {
                append_sample(
                    out,
                    name + "_bucket",
                    metric,
                    std::to_string(bucket.cumulative_count),
                    edge(bucket.upper_bound)
                );
            }
            append_sample(out, name + "_count", metric, std::to_string(metric.histogram.sample_count));
            append_sample(out, name + "_sum", metric, number(metric.histogram.sample_sum));
        } else {
            append_sample(out, name, metric, number(metric.gauge.value));
        }
    }
}

}  // namespace

std::string to_openmetrics(const std::vector<prometheus::MetricFamily>& families) {
    std::string out;
    for (const auto& family : families) {
        append_family(out, family);
    }
    return out + "# EOF\n";
}

Exposition negotiate(std::string_view accept) noexcept {
    const auto start = accept.find(kOpenMetricsType);
    if (start == std::string_view::npos) {
        return Exposition::prometheus_text;
    }
    const std::string_view range = accept.substr(start, accept.find(',', start) - start);
    const auto quality = range.find("q=0");
    const bool refused = quality != std::string_view::npos &&
                         range.find_first_of("123456789", quality) == std::string_view::npos;
    return refused ? Exposition::prometheus_text : Exposition::openmetrics;
}

std::string_view content_type(Exposition exposition) noexcept {
    return exposition == Exposition::openmetrics
               ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
               : "text/plain; version=0.0.4; charset=utf-8";
}

}  // namespace silkgate::observe
