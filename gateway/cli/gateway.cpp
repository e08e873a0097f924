#include "gateway/cli/gateway.hpp"

#include <algorithm>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <thread>

#include <sys/stat.h>
#include <unistd.h>

#include "gateway/api/http_metrics.hpp"
#include "gateway/api/routes.hpp"
#include "gateway/cli/kafka_setup.hpp"
#include "gateway/cli/version.hpp"
#include "gateway/crypto/tls_context.hpp"
#include "gateway/dispatch/planner.hpp"
#include "gateway/dispatch/router.hpp"
#include "gateway/http/server.hpp"
#include "gateway/kafka/embedded.hpp"
#include "gateway/observe/events.hpp"
#include "gateway/observe/systemd.hpp"
#include "gateway/order/order_rules.hpp"

namespace silkgate::cli {
namespace {

// How many answered orders a process remembers before its replica must have them: minutes of full load.
constexpr std::size_t kRememberedOrders = 200'000;
constexpr int kSelfSignedDays = 30;

observe::Vocabulary vocabulary(const adapters::Registry& registry) {
    observe::Vocabulary words;
    words.routes = api::public_patterns();
    for (const intake::Dialect* dialect : intake::dialects()) {
        words.platforms.emplace_back(dialect->platform());
    }
    const auto add = [&](const Rule& rule) { words.rules.emplace_back(rule.id); };
    std::ranges::for_each(order::order_rules(), add);
    std::ranges::for_each(dispatch::planner_rules(), add);
    for (const auto& adapter : registry.all()) {
        for (const Rule* rule : adapter->rules()) {
            add(*rule);
        }
    }
    return words;
}

Result<void> write_private_file(const std::filesystem::path& path, const std::string& text) {
    std::error_code failure;
    std::filesystem::create_directories(path.parent_path(), failure);
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    ::chmod(path.c_str(), S_IRUSR | S_IWUSR);
    file << text;
    file.close();
    return file ? Result<void>() : Result<void>(fail(Errc::io_failed, "can not write " + path.string()));
}

// The certificate files of the settings, or a self-signed pair made below the state folder.
Result<crypto::TlsSettings> tls_settings(const config::Settings& settings, observe::Log& log) {
    if (!settings.http.tls_certificate_file.empty()) {
        return crypto::TlsSettings{
            .certificate_file = settings.http.tls_certificate_file,
            .key_file = settings.http.tls_key_file,
            .client_ca_file = {},
        };
    }
    if (!settings.http.tls_self_signed) {
        return fail(Errc::invalid_settings, "http.tls_certificate_file is empty and http.tls_self_signed is false");
    }
    const auto made = crypto::make_self_signed({"localhost", "127.0.0.1"}, kSelfSignedDays);
    if (!made) {
        return made.error();
    }
    const std::filesystem::path folder = std::filesystem::path(settings.state.dir) / "tls";
    const std::filesystem::path certificate = folder / "certificate.pem";
    const std::filesystem::path key = folder / "key.pem";
    for (const auto& written :
         {write_private_file(certificate, made->certificate_pem), write_private_file(key, made->key_pem)}) {
        if (!written) {
            return written.error();
        }
    }
    log.emit(observe::events::Weakness{
        .what = "self-signed-certificate", .detail = "http.tls_certificate_file is empty: clients can not trust this"
    });
    return crypto::TlsSettings{
        .certificate_file = certificate.string(), .key_file = key.string(), .client_ca_file = {}
    };
}

http::ServerOptions public_options(const config::HttpSettings& http) {
    http::ServerOptions options;
    options.address = http.address;
    options.port = static_cast<std::uint16_t>(http.port);
    options.io_threads = http.io_threads > 0 ? static_cast<std::size_t>(http.io_threads)
                                             : std::max(1U, std::thread::hardware_concurrency());
    options.limits.head_bytes_max = static_cast<std::size_t>(http.header_bytes_max);
    options.limits.fields_max = static_cast<std::size_t>(http.header_fields_max);
    options.limits.connections_max = static_cast<std::size_t>(http.connections_max);
    options.limits.in_flight_bytes_max = static_cast<std::size_t>(http.in_flight_bytes_max);
    options.deadlines.handshake = http.handshake_ms;
    options.deadlines.header = http.header_ms;
    options.deadlines.body_grace = http.body_grace_ms;
    options.deadlines.body_bytes_per_second_min = static_cast<std::uint32_t>(http.body_rate_bytes);
    options.deadlines.idle = http.idle_ms;
    options.deadlines.answer = http.answer_ms;
    return options;
}

std::string host_name() {
    char name[256] = {};
    return ::gethostname(name, sizeof name - 1) == 0 ? name : "silkgate";
}

}  // namespace

struct Gateway::Parts {
    config::Input input;
    config::Settings settings;
    SystemClock clock;
    observe::ServiceManager manager = observe::ServiceManager::from_environment();
    std::unique_ptr<observe::Metrics> metrics;
    std::unique_ptr<observe::Log> log;
    api::SnapshotHolder snapshots;
    std::unique_ptr<kafka::EmbeddedBroker> embedded;
    kafka::ClientOptions client;
    std::vector<kafka::TopicSpec> topics;
    std::unique_ptr<state::Store> store;

    http::Router public_router;
    http::Router operations_router;
    std::unique_ptr<api::HttpMetrics> public_observer;
    std::unique_ptr<api::HttpMetrics> operations_observer;
    std::unique_ptr<http::Server> public_server;
    std::unique_ptr<http::Server> operations_server;

    std::unique_ptr<kafka::Producer> producer;
    std::unique_ptr<dispatch::Replica> replica;
    std::unique_ptr<dispatch::Dedupe> dedupe;
    std::unique_ptr<api::Services> services;
    std::unique_ptr<api::AcceptedReader> accepted;
    std::unique_ptr<api::SubmitOrder> submit;
    std::unique_ptr<api::GetOrder> orders;
    std::unique_ptr<api::RetryOrder> retry;
    std::unique_ptr<api::Catalog> catalog;
    std::unique_ptr<api::GetAdapters> adapters;
    std::unique_ptr<api::Operations> operations;
    std::vector<std::unique_ptr<dispatch::Router>> routers;
    std::atomic<bool> draining{false};

    Result<void> open_registry(std::shared_ptr<const config::Directory> directory);
    Result<void> open_kafka();
    Result<void> open_store();
    Result<void> open_servers();
    Result<void> open_producer();
    void make_endpoints();
    void make_routers();
    void make_operations();
    Result<void> run();
    void refresh_gauges();
    void take_down();

    [[nodiscard]] std::string source() const { return "/silkgate/" + settings.instance.group; }
    [[nodiscard]] std::string instance() const {
        return settings.instance.id.empty() ? host_name() : settings.instance.id;
    }
};

Result<void> Gateway::Parts::open_registry(std::shared_ptr<const config::Directory> directory) {
    auto registry = adapters::Registry::load(data_root(settings), settings.adapters.allow_wip);
    if (!registry) {
        return registry.error();
    }
    metrics = std::make_unique<observe::Metrics>(vocabulary(**registry));
    const auto level = observe::parse_level(settings.log.level);
    auto opened = observe::Log::open({.level = *level, .file = settings.log.file}, metrics.get());
    if (!opened) {
        return opened.error();
    }
    log = std::move(*opened);
    for (const auto& adapter : (*registry)->all()) {
        metrics->adapter_up(observe::country_label(adapter->info().country)).set(1);
        if (adapter->info().status == adapters::AdapterStatus::wip) {
            log->emit(observe::events::Weakness{
                .what = "unfinished-adapter", .detail = "adapters.allow_wip lets an adapter of status wip run"
            });
        }
    }
    topics = topic_specs(**registry, *directory);
    snapshots.set(std::make_shared<const api::Snapshot>(
        api::Snapshot{.settings = settings, .directory = std::move(directory), .registry = *registry}
    ));
    return {};
}

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
        log->emit(observe::events::Weakness{
            .what = "embedded-kafka", .detail = kafka::EmbeddedBroker::banner()
        });
        return {};
    }
    const auto report = kafka::topics_check(topic_options(settings, client, topics));
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
            "the topics do not hold what a 202 promises; run `silkgate topics apply`, or set kafka.allow_weak = true "
            "to accept weak replication:" +
                findings
        );
    }
    metrics->kafka_weak().set(1);
    log->emit(observe::events::Weakness{.what = "weak-topics", .detail = findings});
    return {};
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

Result<void> Gateway::Parts::open_servers() {
    public_observer = std::make_unique<api::HttpMetrics>(*metrics, *log, observe::Listener::public_);
    operations_observer = std::make_unique<api::HttpMetrics>(*metrics, *log, observe::Listener::operations);
    http::ServerOptions options = public_options(settings.http);
    auto tls = tls_settings(settings, *log);
    if (!tls) {
        return tls.error();
    }
    options.tls = std::move(*tls);
    public_server = std::make_unique<http::Server>(std::move(options), public_router, *public_observer);
    http::ServerOptions plain;
    plain.address = settings.operations.address;
    plain.port = static_cast<std::uint16_t>(settings.operations.port);
    operations_server = std::make_unique<http::Server>(std::move(plain), operations_router, *operations_observer);
    return {};
}

Result<void> Gateway::Parts::open_producer() {
    kafka::ProducerOptions options;
    options.client = client;
    options.topics = {std::string(kafka::kOrdersAccepted), std::string(kafka::kCatalogItems)};
    options.queue_kbytes_max = static_cast<std::size_t>(settings.kafka.queue_bytes_max / 1024);
    options.linger = settings.kafka.linger_ms;
    // The library looks at timeouts once a second: most failures shall be known before the request's deadline.
    options.message_timeout = std::max(settings.kafka.produce_ms - std::chrono::milliseconds{1'500}, std::chrono::milliseconds{1'000});
    options.on_report = [this](std::chrono::nanoseconds latency, bool acknowledged) {
        metrics->produce_seconds(observe::ProducerUse::ingest).observe(latency);
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
    accepted = std::make_unique<api::AcceptedReader>(std::move(*reader));
    return {};
}

void Gateway::Parts::make_endpoints() {
    dispatch::ReplicaOptions options;
    options.client = client;
    if (settings.has_role("ingest")) {
        options.on_candidates = [this](const std::vector<OrderId>& candidates) {
            retry->enqueue(public_server->io_context(0), candidates);
        };
    }
    replica = std::make_unique<dispatch::Replica>(*store, std::move(options), *metrics, *log);
    dedupe = std::make_unique<dispatch::Dedupe>(*replica, kRememberedOrders);
    services = std::make_unique<api::Services>(api::Services{
        .snapshots = snapshots,
        .clock = clock,
        .producer = *producer,
        .dedupe = *dedupe,
        .replica = *replica,
        .metrics = *metrics,
        .log = *log,
        .source = source(),
    });
    submit = std::make_unique<api::SubmitOrder>(*services, embedded ? "demonstration" : "replicated");
    orders = std::make_unique<api::GetOrder>(*services, *accepted);
    retry = std::make_unique<api::RetryOrder>(*services, *accepted);
    catalog = std::make_unique<api::Catalog>(*services);
    adapters = std::make_unique<api::GetAdapters>(*services);
    api::add_public_routes(
        public_router,
        {.submit = *submit, .orders = *orders, .retry = *retry, .catalog = *catalog, .adapters = *adapters},
        settings.http
    );
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
        options.transactional_id = settings.kafka.transactional_id + "-" + settings.instance.group + "-" + instance() +
                                   "-" + std::to_string(thread);
        options.topics = router_inputs(topics);
        options.outputs = outputs;
        options.decider = {
            .source = source(), .partitions = static_cast<std::int32_t>(settings.kafka.partitions)
        };
        options.batch_records_max = static_cast<std::size_t>(settings.route.batch_records_max);
        options.batch_wait = settings.route.batch_ms;
        if (embedded) {
            options.mode = kafka::TransactionMode::plain;
            options.group = kafka::EmbeddedBroker::fresh_group(options.group);
        }
        const auto router_input = [this] {
            auto snapshot = snapshots.get();
            const config::Directory* directory = snapshot->directory.get();
            return dispatch::RouterInput{
                .registry = snapshot->registry,
                .find_connection =
                    [directory](const TenantId& tenant, const ConnectionId& id) {
                        return directory->find_connection(tenant, id.view());
                    },
                .owner = snapshot,
            };
        };
        routers.push_back(
            std::make_unique<dispatch::Router>(std::move(options), router_input, *replica, clock, *metrics, *log)
        );
    }
}

void Gateway::Parts::make_operations() {
    std::vector<api::ReadyCheck> checks{
        {"kafka", [this] { return producer->available(); }},
        {"replica", [this] { return replica->is_caught_up(); }},
        {"accepting", [this] { return !draining.load(); }},
    };
    for (const auto& router : routers) {
        checks.push_back({"router", [part = router.get()] { return part->is_ready(); }});
    }
    operations = std::make_unique<api::Operations>(*services, std::move(checks), version_json());
    operations->on_scrape([this] { refresh_gauges(); });
    api::add_operations_routes(operations_router, *operations);
}

void Gateway::Parts::refresh_gauges() {
    const kafka::ProducerCounters counters = producer->counters();
    metrics->produce_inflight(observe::ProducerUse::ingest).set(static_cast<double>(counters.in_flight));
    metrics->produce_inflight_bytes(observe::ProducerUse::ingest).set(static_cast<double>(counters.in_flight_bytes));
    metrics->http_inflight_bytes().set(static_cast<double>(public_server->in_flight_bytes()));
    metrics->replica_orders().set(static_cast<double>(store->snapshot().count(state::Map::orders)));
    metrics->ready().set(operations->is_ready() ? 1 : 0);
}

Result<void> Gateway::Parts::run() {
    replica->start();
    for (const auto& router : routers) {
        router->start();
    }
    for (http::Server* server : {operations_server.get(), public_server.get()}) {
        if (auto started = server->start(); !started) {
            return started.error();
        }
    }
    if (!settings.http.ports_file.empty()) {
        const std::string ports = "{\"public\":" + std::to_string(public_server->port()) +
                                  ",\"operations\":" + std::to_string(operations_server->port()) +
                                  ",\"kafka\":\"" + client.bootstrap + "\"}\n";
        const std::string partial = settings.http.ports_file + ".new";
        if (auto written = write_private_file(partial, ports); !written) {
            return written.error();
        }
        std::error_code failure;
        std::filesystem::rename(partial, settings.http.ports_file, failure);
        if (failure) {
            return fail(Errc::io_failed, "can not write " + settings.http.ports_file);
        }
    }
    return {};
}

// Reverse of make: nothing is destroyed while another part may still call it.
void Gateway::Parts::take_down() {
    if (retry) {
        retry->stop();
    }
    for (const auto& router : routers) {
        router->stop();
    }
    if (replica) {
        replica->stop();
    }
    for (http::Server* server : {public_server.get(), operations_server.get()}) {
        if (server != nullptr) {
            server->stop();
        }
    }
    routers.clear();
}

Gateway::Gateway(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Gateway::~Gateway() { parts_->take_down(); }

Result<std::unique_ptr<Gateway>> Gateway::start(config::Loaded loaded, config::Input input) {
    const auto began = std::chrono::steady_clock::now();
    std::unique_ptr<Gateway> gateway(new Gateway(std::make_unique<Parts>()));
    Parts& parts = *gateway->parts_;
    parts.input = std::move(input);
    parts.settings = std::move(loaded.settings);
    if (auto done = parts.open_registry(std::move(loaded.directory)); !done) {
        return done.error();
    }
    for (const auto step : {&Parts::open_kafka, &Parts::open_store, &Parts::open_servers, &Parts::open_producer}) {
        if (auto done = (parts.*step)(); !done) {
            return done.error();
        }
    }
    parts.make_endpoints();
    parts.make_routers();
    parts.make_operations();
    if (auto done = parts.run(); !done) {
        return done.error();
    }
    const auto registry = parts.snapshots.get()->registry;
    parts.metrics->build.set({std::string(version()), std::string(revision())});
    parts.metrics->rule_set.set({registry->rule_set()});
    parts.manager.ready();
    parts.log->emit(observe::events::Started{
        .version = version(),
        .instance = parts.instance(),
        .rule_set = registry->rule_set(),
        .public_port = parts.public_server->port(),
        .operations_port = parts.operations_server->port(),
        .embedded_kafka = parts.embedded != nullptr,
        .took = std::chrono::steady_clock::now() - began,
    });
    return gateway;
}

void Gateway::reload() {
    Parts& parts = *parts_;
    parts.manager.reloading();
    const auto refuse = [&](std::string_view detail) {
        parts.metrics->reloads(observe::ReloadResult::refused).add();
        parts.log->emit(observe::events::ReloadRefused{.detail = detail});
        parts.manager.ready();
    };
    auto loaded = config::reload(parts.settings, parts.input);
    if (!loaded) {
        return refuse(loaded.error().detail);
    }
    auto registry = adapters::Registry::load(data_root(loaded->settings), loaded->settings.adapters.allow_wip);
    if (!registry) {
        return refuse(registry.error().detail);
    }
    if (auto tls = parts.public_server->reload_tls(); !tls) {
        return refuse(tls.error().detail);
    }
    parts.settings = loaded->settings;
    parts.log->set_level(*observe::parse_level(parts.settings.log.level));
    parts.snapshots.set(std::make_shared<const api::Snapshot>(
        api::Snapshot{.settings = loaded->settings, .directory = loaded->directory, .registry = *registry}
    ));
    parts.metrics->rule_set.set({(*registry)->rule_set()});
    parts.metrics->reloads(observe::ReloadResult::ok).add();
    parts.log->emit(observe::events::ReloadDone{
        .rule_set = (*registry)->rule_set(),
        .tenants = static_cast<std::int64_t>(loaded->directory->tenants().size()),
        .connections = static_cast<std::int64_t>(loaded->directory->connections().size()),
        .adapters = static_cast<std::int64_t>((*registry)->all().size()),
    });
    parts.manager.ready();
}

bool Gateway::drain() {
    Parts& parts = *parts_;
    const auto began = std::chrono::steady_clock::now();
    const auto limit = parts.settings.top.drain_ms;
    parts.draining = true;
    parts.manager.stopping();
    parts.log->emit(observe::events::DrainStarted{
        .cause = "SIGTERM",
        .connections = static_cast<std::int64_t>(parts.public_server->connections()),
        .requests = 0,
    });
    bool clean = parts.public_server->drain(limit);
    parts.retry->stop();
    for (const auto& router : parts.routers) {
        router->stop();
    }
    clean = parts.producer->flush(began + limit) && clean;
    parts.log->emit(observe::events::Stopped{
        .clean = clean,
        .requests_cut = static_cast<std::int64_t>(parts.public_server->connections()),
        .records_unconfirmed = static_cast<std::int64_t>(parts.producer->counters().in_flight),
        .took = std::chrono::steady_clock::now() - began,
    });
    parts.take_down();
    parts.log->flush();
    return clean;
}

}  // namespace silkgate::cli
