#include "gateway/observe/reference.hpp"

#include "gateway/config/settings.hpp"
#include "gateway/core/result.hpp"
#include "gateway/observe/metrics.hpp"

#include <array>

namespace silkgate::observe {
namespace {

std::string code(std::string_view text) {
    return "`" + std::string(text) + "`";
}

template <class Label>
std::string label_text() {
    if constexpr (std::is_same_v<Label, Route>) {
        return "`route`: the route's template, or `other`";
    } else if constexpr (std::is_same_v<Label, Platform>) {
        return "`platform`: a dialect's name, or `other`";
    } else if constexpr (std::is_same_v<Label, RuleId>) {
        return "`rule`: the rule's id, or `other`";
    } else {
        std::string text = code(LabelSet<Label>::name) + ":";
        for (const std::string_view value : LabelSet<Label>::values) {
            text += ' ' + std::string(value);
        }
        return text;
    }
}

// The labels of a family's type, "; " between them.
template <class Cell, class... Labels>
std::string labels_of(const Family<Cell, Labels...>* /*type*/) {
    std::string text;
    ((text += (text.empty() ? "" : "; ") + label_text<Labels>()), ...);
    return text;
}

void append_row(
    std::string& out,
    std::string_view name,
    std::string_view kind,
    const std::string& labels,
    std::string_view help
) {
    out +=
        "| " + code(name) + " | " + std::string(kind) + " | " + labels + " | " + std::string(help) + " |\n";
}

template <std::size_t N>
std::string bucket_text(const std::array<double, N>& edges) {
    std::string text;
    for (const double edge : edges) {
        std::string number = std::to_string(edge);
        number.erase(number.find_last_not_of('0') + 1);
        if (number.ends_with('.')) {
            number.pop_back();
        }
        text += (text.empty() ? "" : ", ") + number;
    }
    return text;
}

}  // namespace

std::string metrics_markdown() {
    std::string out =
        "# Metrics\n\nGenerated from `gateway/observe/metrics.def` and `labels.def` by `silkgate reference`; "
        "do not "
        "edit.\n\n`GET /metrics` on the operations listener: Prometheus text 0.0.4, or OpenMetrics 1.0 when "
        "`Accept` asks "
        "for it. Base units; every series is there from the start, at 0. Times are Unix seconds.\n\n"
        "| metric | kind | labels and all their values | meaning |\n| --- | --- | --- | --- |\n";
#define SILKGATE_COUNTER(member, name, help, ...) \
    append_row(out, name, "counter", labels_of(static_cast<decltype(Metrics::member)*>(nullptr)), help);
#define SILKGATE_GAUGE(member, name, help, ...) \
    append_row(out, name, "gauge", labels_of(static_cast<decltype(Metrics::member)*>(nullptr)), help);
#define SILKGATE_HISTOGRAM(member, name, help, buckets, ...)         \
    append_row(                                                      \
        out,                                                         \
        name,                                                        \
        "histogram: " + bucket_text(buckets),                        \
        labels_of(static_cast<decltype(Metrics::member)*>(nullptr)), \
        help                                                         \
    );
#define SILKGATE_INFO(member, name, help, labels) append_row(out, name, "info", code(labels), help);
#include "gateway/observe/metrics.def"
#undef SILKGATE_COUNTER
#undef SILKGATE_GAUGE
#undef SILKGATE_HISTOGRAM
#undef SILKGATE_INFO
    out +=
        "\nBeside them stand the names every Prometheus client has: `process_cpu_seconds_total`, "
        "`process_resident_memory_bytes`, `process_virtual_memory_bytes`, `process_open_fds`, "
        "`process_max_fds`, "
        "`process_threads`, `process_start_time_seconds`.\n";
    return out;
}

std::string errors_markdown() {
    std::string out =
        "# Error codes\n\nGenerated from `gateway/core/errors.def` by `silkgate reference`; do not edit.\n\n"
        "Problems are RFC 9457 documents (`application/problem+json`). `code` is stable; `title` and "
        "`detail` may be "
        "reworded. **Repeat**: the same request may succeed later; wait `Retry-After` where it is sent.\n\n"
        "| code | status | repeat | meaning |\n| --- | --- | --- | --- |\n";
    constexpr auto kCodes = std::to_array<Errc>({
#define SILKGATE_ERROR(name, code, status, retryable, title) Errc::name,
#include "gateway/core/errors.def"
#undef SILKGATE_ERROR
    });
    for (const Errc errc : kCodes) {
        const ErrorInfo& info = describe(errc);
        out += "| " + code(info.code) + " | " + std::to_string(info.status) + " | " +
               (info.retryable ? "yes" : "no");
        out += " | " + std::string(info.title) + " |\n";
    }
    return out;
}

std::vector<Page> reference_pages() {
    return {
        {"settings.md", config::reference_markdown()},
        {"metrics.md", metrics_markdown()},
        {"errors.md", errors_markdown()}
    };
}

}  // namespace silkgate::observe
