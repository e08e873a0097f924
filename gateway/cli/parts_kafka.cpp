// The steps of the composition root towards Kafka: broker, store, producer, routers.
#include "gateway/cli/gateway_parts.hpp"
#include "gateway/cli/kafka_setup.hpp"
#include "gateway/observe/events.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <thread>

namespace silkgate::cli {
namespace {

constexpr std::chrono::seconds kKafkaStartLimit{60};
constexpr std::chrono::milliseconds kKafkaStartPause{500};

}  // namespace

Result<void> Gateway::Parts::open_kafka() {
    auto options = client_options(settings);
    if (!options) {
        return options.error();
    }
    client = std::move(*options);
    if (settings.embedded_kafka()) {
        auto started = kafka::EmbeddedBroker::start(
            {.partitions = static_cast<int>(settings.kafka.partitions), .topics = kafka::names(topics)}
        );
        if (!started) {
            return started.error();
        }
        embedded = std::move(*started);
        client.bootstrap = embedded->bootstrap();
        log->emit(
            observe::events::Weakness{.what = "embedded-kafka", .detail = kafka::EmbeddedBroker::banner()}
        );
        return {};
    }
    const auto report = check_topics();
    if (!report) {
        return report.error();
    }
    std::string findings;
    for (const kafka::TopicLine& line : report->lines) {
        if (line.finding != kafka::Finding::ok && line.finding != kafka::Finding::different) {
            findings += "\n  " + line.topic + ": " + line.text;
        }
    }
    if (report->sound()) {
        return {};
    }
    const bool only_weak = !report->has(kafka::Finding::missing) && !report->has(kafka::Finding::refused) &&
                           !report->has(kafka::Finding::failed);
    if (!only_weak || !settings.kafka.allow_weak) {
        return fail(
            Errc::invalid_settings,
            "the topics do not hold what a 202 promises; run `silkgate topics apply`, or set "
            "kafka.allow_weak = true "
            "to accept weak replication:" +
                findings
        );
    }
    metrics->kafka_weak().set(1);
    log->emit(observe::events::Weakness{.what = "weak-topics", .detail = findings});
    return {};
}

// A cluster that is starting or electing a leader is no reason to give up: the whole installation may be
// coming up.
Result<kafka::TopicReport> Gateway::Parts::check_topics() {
    const auto until = std::chrono::steady_clock::now() + kKafkaStartLimit;
    for (;;) {
        auto report = kafka::topics_check(topic_options(settings, client, topics));
        if (report || report.error().code != Errc::kafka_unavailable ||
            std::chrono::steady_clock::now() >= until) {
            return report;
        }
        log->emit(observe::events::KafkaProblem{
            .stage = "start",
            .topic = {},
            .code = "kafka-unavailable",
            .detail = report.error().detail,
            .retryable = true
        });
        std::this_thread::sleep_for(kKafkaStartPause);
    }
}

Result<void> Gateway::Parts::open_store() {
    if (embedded) {
        // The embedded broker starts empty, so what an earlier one said must be forgotten.
        std::error_code ignored;
        std::filesystem::remove_all(std::filesystem::path(settings.state.dir) / "replica", ignored);
    }
    auto opened = state::Store::open(
        {.folder = (std::filesystem::path(settings.state.dir) / "replica").string(),
         .map_bytes_max = static_cast<std::size_t>(settings.state.map_bytes_max)}
    );
    if (!opened) {
        return opened.error();
    }
    store = std::move(*opened);
    if (store->opened() == state::Opened::rebuilt) {
        log->emit(observe::events::Weakness{.what = "replica-rebuilt", .detail = store->reason()});
    }
    return {};
}

Result<void> Gateway::Parts::open_producer() {
    kafka::ProducerOptions options;
    options.client = client;
    options.topics = {
        std::string(kafka::kOrdersAccepted),
        std::string(kafka::kCatalogItems),
        std::string(kafka::kConsolidations)
    };
    options.queue_kbytes_max = static_cast<std::size_t>(settings.kafka.queue_bytes_max / 1024);
    options.linger = settings.kafka.linger_ms;
    // The library looks at timeouts once a second: most failures shall be known before the request's
    // deadline.
    options.message_timeout = std::max(
        settings.kafka.produce_ms - std::chrono::milliseconds{1'500}, std::chrono::milliseconds{1'000}
    );
    options.on_report = [this](std::chrono::nanoseconds latency, bool acknowledged) {
        metrics->produce_seconds(observe::ProducerUse::ingest).observe(latency);
        last_failure = acknowledged ? SteadyTicks{} : std::chrono::steady_clock::now().time_since_epoch();
        if (acknowledged) {
            metrics->produced(observe::ProducerUse::ingest).add();
        } else {
            metrics->kafka_errors(observe::ProducerUse::ingest, observe::KafkaError::other).add();
        }
    };
    options.on_event = [this](const std::string& sentence) {
        log->emit(observe::events::KafkaProblem{
            .stage = "ingest", .topic = {}, .code = "kafka-event", .detail = sentence, .retryable = true
        });
    };
    auto opened = kafka::Producer::open(public_server->io_context(0), std::move(options));
    if (!opened) {
        return opened.error();
    }
    producer = std::move(*opened);
    auto reader = kafka::RecordReader::open(client);
    if (!reader) {
        return reader.error();
    }
    log_reader = std::make_unique<api::LogReader>(std::move(*reader), vault);
    return {};
}

void Gateway::Parts::make_routers() {
    if (!settings.has_role("route")) {
        return;
    }
    std::vector<std::string> outputs = kafka::names(topics);
    for (std::int64_t thread = 0; thread < settings.route.threads; ++thread) {
        dispatch::RouterOptions options;
        options.client = client;
        options.group = settings.kafka.group + "-route";
        options.transactional_id = settings.kafka.transactional_id + "-" + settings.instance.group + "-" +
                                   instance() + "-" + std::to_string(thread);
        options.topics = router_inputs(topics);
        options.outputs = outputs;
        options.decider = {
            .source = source(),
            .partitions = static_cast<std::int32_t>(settings.kafka.partitions),
            .vault = vault,
        };
        if (embedded) {
            options.mode = kafka::TransactionMode::plain;
            options.group = kafka::EmbeddedBroker::fresh_group(options.group);
        }
        const auto router_input = [this] {
            auto snapshot = snapshots.get();
            const config::Directory* directory = snapshot->directory.get();
            return dispatch::RouterInput{
                .registry = snapshot->registry,
                .find_connection = [directory](
                                       const TenantId& tenant, const ConnectionId& id
                                   ) { return directory->find_connection(tenant, id.view()); },
                .screener = snapshot->screener,
                .owner = snapshot,
                .batch_records_max = static_cast<std::size_t>(snapshot->settings.route.batch_records_max),
                .batch_wait = snapshot->settings.route.batch_ms,
                .attempts_max = static_cast<int>(snapshot->settings.route.attempts_max),
                .keep_days = snapshot->settings.state.keep_days,
            };
        };
        routers.push_back(std::make_unique<dispatch::Router>(
            std::move(options), router_input, *replica, clock, *metrics, *log
        ));
    }
}

}  // namespace silkgate::cli
