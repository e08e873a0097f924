#include "gateway/observe/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <thread>

namespace silkgate::observe {
namespace {

using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;

const Vocabulary kWords{
    .routes = {"/v1/orders", "/v1/orders/{id}"},
    .platforms = {"direct", "shopify"},
    .rules = {"ZZ-0001"}
};

struct Sample {
    std::string name;
    std::map<std::string, std::string> labels;
    std::string value;
};

// A reader of the text format that does not share code with the writer.
std::vector<Sample> samples(const std::string& text) {
    std::vector<Sample> all;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line[0] == '#') {
            continue;
        }
        Sample sample;
        std::size_t i = line.find_first_of("{ ");
        sample.name = line.substr(0, i);
        while (line[i] == '{' || line[i] == ',') {
            const std::size_t equals = line.find("=\"", i);
            const std::size_t end = line.find('"', equals + 2);
            sample.labels[line.substr(i + 1, equals - i - 1)] = line.substr(equals + 2, end - equals - 2);
            i = end + 1;
        }
        sample.value = line.substr(line.find_last_of(' ') + 1);
        all.push_back(sample);
    }
    return all;
}

std::string value_of(
    const Metrics& metrics,
    const std::string& name,
    const std::map<std::string, std::string>& labels = {}
) {
    for (const Sample& sample : samples(metrics.text())) {
        if (sample.name == name && sample.labels == labels) {
            return sample.value;
        }
    }
    return "no such series";
}

TEST(Metrics, EverySeriesIsThereFromTheStartAtZero) {
    const Metrics metrics(kWords);
    std::size_t count = 0;
    for (const Sample& sample : samples(metrics.text())) {
        if (sample.name.starts_with("silkgate_")) {
            EXPECT_EQ(sample.value, "0") << sample.name;
            ++count;
        }
    }
    EXPECT_GT(count, 1'000U);
    EXPECT_EQ(value_of(metrics, "silkgate_orders_total", {{"platform", "other"}, {"outcome", "held"}}), "0");
    EXPECT_EQ(value_of(metrics, "silkgate_conservation_difference"), "0");
}

TEST(Metrics, CellOfEachCombinationIsItsOwn) {
    Metrics metrics(kWords);
    std::set<const Counter*> cells;
    for (std::size_t country = 0; country < LabelSet<Country>::values.size(); ++country) {
        for (std::size_t kind = 0; kind < LabelSet<LegKind>::values.size(); ++kind) {
            for (std::size_t state = 0; state < LabelSet<LegState>::values.size(); ++state) {
                Counter& cell = metrics.declarations(
                    static_cast<Country>(country), static_cast<LegKind>(kind), static_cast<LegState>(state)
                );
                EXPECT_TRUE(cells.insert(&cell).second);
                cell.add(country * 100 + kind * 50 + state + 1);
            }
        }
    }
    for (const Sample& sample : samples(metrics.text())) {
        if (sample.name == "silkgate_declarations_total") {
            const auto index = [&sample](const auto& values, const char* label) {
                return static_cast<std::size_t>(
                    std::ranges::find(values, sample.labels.at(label)) - values.begin()
                );
            };
            EXPECT_EQ(
                sample.value,
                std::to_string(
                    index(LabelSet<Country>::values, "country") * 100 +
                    index(LabelSet<LegKind>::values, "kind") * 50 +
                    index(LabelSet<LegState>::values, "state") + 1
                )
            );
        }
    }
}

TEST(Metrics, OpenSetsAreFoundByNameAndUnknownWordsAreOther) {
    Metrics metrics(kWords);
    metrics.http_requests(metrics.route("/v1/orders/{id}"), Method::get, status_label(404)).add(3);
    metrics.http_requests(metrics.route("/etc/passwd"), Method::get, status_label(404)).add(5);
    metrics.validation_errors(metrics.rule("ZZ-0001")).add();
    metrics.orders(metrics.platform("shopify"), OrderOutcome::accepted).add(7);
    EXPECT_EQ(
        value_of(
            metrics,
            "silkgate_http_requests_total",
            {{"route", "/v1/orders/{id}"}, {"method", "GET"}, {"status", "4xx"}}
        ),
        "3"
    );
    EXPECT_EQ(
        value_of(
            metrics,
            "silkgate_http_requests_total",
            {{"route", "other"}, {"method", "GET"}, {"status", "4xx"}}
        ),
        "5"
    );
    EXPECT_EQ(value_of(metrics, "silkgate_validation_errors_total", {{"rule", "ZZ-0001"}}), "1");
    EXPECT_EQ(
        value_of(metrics, "silkgate_orders_total", {{"platform", "shopify"}, {"outcome", "accepted"}}), "7"
    );
}

TEST(Metrics, HistogramCountsEachEdgeIntoItsOwnBucketAndSumsExactly) {
    Metrics metrics(kWords);
    Histogram& cell = metrics.produce_seconds(ProducerUse::ingest);
    cell.observe(500us);      // on the edge of 0.0005
    cell.observe(500'001ns);  // just above it
    cell.observe(10s);
    cell.observe(11s);
    cell.observe(-1s);
    const auto bucket = [&metrics](const std::string& le) {
        return value_of(
            metrics, "silkgate_kafka_produce_seconds_bucket", {{"producer", "ingest"}, {"le", le}}
        );
    };
    EXPECT_EQ(bucket("0.0005"), "2");
    EXPECT_EQ(bucket("0.001"), "3");
    EXPECT_EQ(bucket("5"), "3");
    EXPECT_EQ(bucket("10"), "4");
    EXPECT_EQ(bucket("+Inf"), "5");
    EXPECT_EQ(value_of(metrics, "silkgate_kafka_produce_seconds_count", {{"producer", "ingest"}}), "5");
    EXPECT_DOUBLE_EQ(
        std::stod(value_of(metrics, "silkgate_kafka_produce_seconds_sum", {{"producer", "ingest"}})),
        21.001000001
    );
}

TEST(Metrics, NothingIsLostBetweenThreads) {
    Metrics metrics(kWords);
    constexpr int kThreads = 4;
    constexpr int kEach = 20'000;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < kThreads; ++t) {
            threads.emplace_back([&metrics] {
                for (int i = 0; i < kEach; ++i) {
                    metrics.log_lines(LogLevel::info).add();
                    metrics.connections(Listener::public_).add(i % 2 == 0 ? 1 : -1);
                    metrics.order_publish_seconds().observe(1ms);
                }
            });
        }
        EXPECT_FALSE(metrics.text().empty());
    }
    EXPECT_EQ(metrics.log_lines(LogLevel::info).value(), std::uint64_t{kThreads} * kEach);
    EXPECT_EQ(metrics.connections(Listener::public_).value(), 0);
    EXPECT_EQ(value_of(metrics, "silkgate_order_publish_seconds_count"), std::to_string(kThreads * kEach));
    EXPECT_DOUBLE_EQ(
        std::stod(value_of(metrics, "silkgate_order_publish_seconds_sum")), kThreads * kEach / 1000.0
    );
}

TEST(Metrics, InfoSeriesAppearWhenSetAndAreReplacedNotAdded) {
    Metrics metrics(kWords);
    EXPECT_THAT(metrics.text(), Not(HasSubstr("silkgate_build_info{")));
    metrics.build.set({"1.2.3", "ab\"c\\d\ne"});
    metrics.rule_set.set({"2026-11-20.1"});
    metrics.rule_set.set({"2026-11-21.1"});
    EXPECT_THAT(
        metrics.text(), HasSubstr(R"(silkgate_build_info{version="1.2.3",revision="ab\"c\\d\ne"} 1)")
    );
    EXPECT_THAT(metrics.text(), HasSubstr(R"(silkgate_ruleset_info{version="2026-11-21.1"} 1)"));
    EXPECT_THAT(metrics.text(), Not(HasSubstr("2026-11-20.1")));
}

TEST(Metrics, LabelsOfValuesFromOutsideAreBounded) {
    EXPECT_EQ(country_label("CN"), Country::cn);
    EXPECT_EQ(country_label("by"), Country::by);
    for (const char* other : {"", "US", "C", "CNN", "zz", "\xff\xff"}) {
        EXPECT_EQ(country_label(other), Country::zz) << other;
    }
    EXPECT_EQ(status_label(100), StatusClass::informational);
    EXPECT_EQ(status_label(202), StatusClass::success);
    EXPECT_EQ(status_label(299), StatusClass::success);
    EXPECT_EQ(status_label(304), StatusClass::redirection);
    EXPECT_EQ(status_label(499), StatusClass::client_error);
    EXPECT_EQ(status_label(500), StatusClass::server_error);
    EXPECT_EQ(status_label(999), StatusClass::server_error);
    EXPECT_EQ(status_label(0), StatusClass::informational);
    EXPECT_EQ(status_label(-7), StatusClass::informational);
}

TEST(Metrics, ProcessFiguresAreThisProcess) {
    const Metrics metrics(kWords);
    const double resident = std::stod(value_of(metrics, "process_resident_memory_bytes"));
    EXPECT_GT(resident, 1e6);
    EXPECT_LT(resident, 2e9);
    const double start = std::stod(value_of(metrics, "process_start_time_seconds"));
    const auto now = static_cast<double>(std::time(nullptr));
    EXPECT_NEAR(start, now, 120);
    const double descriptors = std::stod(value_of(metrics, "process_open_fds"));
    std::ifstream one("/proc/self/stat");
    std::ifstream two("/proc/self/stat");
    EXPECT_EQ(std::stod(value_of(metrics, "process_open_fds")), descriptors + 2);
    std::jthread waiting([](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            std::this_thread::yield();
        }
    });
    EXPECT_EQ(value_of(metrics, "process_threads"), "2");
    const double before = std::stod(value_of(metrics, "process_cpu_seconds_total"));
    const auto until = std::chrono::steady_clock::now() + 5s;
    while (std::stod(value_of(metrics, "process_cpu_seconds_total")) <= before &&
           std::chrono::steady_clock::now() < until) {
    }
    EXPECT_GT(std::stod(value_of(metrics, "process_cpu_seconds_total")), before);
}

TEST(OpenMetrics, IsChosenByAcceptOnly) {
    EXPECT_EQ(negotiate(""), Exposition::prometheus_text);
    EXPECT_EQ(negotiate("*/*"), Exposition::prometheus_text);
    EXPECT_EQ(
        negotiate("application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.4"),
        Exposition::openmetrics
    );
    EXPECT_EQ(negotiate("application/openmetrics-text;q=0, text/plain;q=0.4"), Exposition::prometheus_text);
    EXPECT_EQ(negotiate("application/openmetrics-text;q=0.0"), Exposition::prometheus_text);
    EXPECT_THAT(
        std::string(content_type(Exposition::openmetrics)),
        HasSubstr("application/openmetrics-text; version=1.0.0")
    );
    EXPECT_THAT(
        std::string(content_type(Exposition::prometheus_text)), HasSubstr("text/plain; version=0.0.4")
    );
}

TEST(OpenMetrics, NamesTheFamilyWithoutTotalAndEndsWithEof) {
    Metrics metrics(kWords);
    metrics.log_dropped().add(2);
    metrics.order_publish_seconds().observe(1500ms);
    const std::string text = metrics.text(Exposition::openmetrics);
    EXPECT_THAT(text, HasSubstr("# TYPE silkgate_log_dropped counter\n"));
    EXPECT_THAT(text, HasSubstr("\nsilkgate_log_dropped_total 2\n"));
    EXPECT_THAT(text, HasSubstr("silkgate_order_publish_seconds_bucket{le=\"1.0\"} 0\n"));
    EXPECT_THAT(text, HasSubstr("silkgate_order_publish_seconds_bucket{le=\"2.0\"} 1\n"));
    EXPECT_THAT(text, HasSubstr("silkgate_order_publish_seconds_sum 1.5\n"));
    EXPECT_TRUE(text.ends_with("\n# EOF\n"));
    // The same series in both forms.
    EXPECT_EQ(samples(text).size(), samples(metrics.text()).size());
}

// One line a metric: name, kind, and every label with all its values, read back from the text that is served.
std::string describe(const std::string& text) {
    std::map<std::string, std::string> kinds;
    std::istringstream lines(text);
    for (std::string word; lines >> word;) {
        if (word == "TYPE") {
            std::string name;
            lines >> name >> kinds[name];
        }
    }
    std::map<std::string, std::map<std::string, std::vector<std::string>>> labels;
    for (const auto& [name, kind] : kinds) {
        labels[name];
    }
    for (const Sample& sample : samples(text)) {
        std::string family = sample.name;
        for (const char* suffix : {"_bucket", "_sum", "_count"}) {
            if (!kinds.contains(family) && sample.name.ends_with(suffix)) {
                family = sample.name.substr(0, sample.name.size() - std::string(suffix).size());
            }
        }
        for (const auto& [label, value] : sample.labels) {
            auto& values = labels[family][label];
            if (std::ranges::find(values, value) == values.end()) {
                values.push_back(value);
            }
        }
    }
    std::string out;
    for (const auto& [name, sets] : labels) {
        out += name + " " + kinds[name];
        for (const auto& [label, values] : sets) {
            out += " " + label + "=";
            for (const std::string& value : values) {
                out += (out.ends_with('=') ? "" : "|") + value;
            }
        }
        out += "\n";
    }
    return out;
}

TEST(Metrics, GoldenFileHoldsEveryNameKindAndLabelValue) {
    Metrics metrics(kWords);
    metrics.build.set({"V", "R"});
    metrics.rule_set.set({"V"});
    const std::string found = describe(metrics.text());
    const std::string path = std::string(SILKGATE_SOURCE_DIR) + "/tests/unit/observe/metrics.golden";
    if (std::getenv("SILKGATE_UPDATE_GOLDEN") != nullptr) {
        std::ofstream(path) << found;
    }
    std::ifstream file(path);
    const std::string wanted{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    EXPECT_EQ(
        found, wanted
    ) << "names and labels are a promise to operators' dashboards; after a change that is meant: "
         "SILKGATE_UPDATE_GOLDEN=1 test_observe --gtest_filter='*Golden*'";
}

TEST(Metrics, NamesFollowThePrometheusRules) {
    const Metrics metrics(kWords);
    std::istringstream lines(describe(metrics.text()));
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string name;
        std::string kind;
        words >> name >> kind;
        EXPECT_TRUE(name.starts_with("silkgate_") || name.starts_with("process_")) << name;
        EXPECT_EQ(kind == "counter", name.ends_with("_total")) << name;
        EXPECT_TRUE(kind != "histogram" || name.ends_with("_seconds")) << name;
        EXPECT_THAT(name, Not(HasSubstr("_ms"))) << name;
    }
}

}  // namespace
}  // namespace silkgate::observe
