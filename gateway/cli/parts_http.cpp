// The steps of the composition root towards callers: TLS, the two listeners, the endpoints behind them.
#include "gateway/api/routes.hpp"
#include "gateway/cli/china_desk.hpp"
#include "gateway/cli/china_shipments.hpp"
#include "gateway/cli/gateway_parts.hpp"
#include "gateway/cli/version.hpp"
#include "gateway/crypto/tls_context.hpp"
#include "gateway/observe/events.hpp"

#include <algorithm>
#include <filesystem>
#include <thread>

namespace silkgate::cli {
namespace {

constexpr std::chrono::seconds kUnreadyAfterFailure{15};

// How many answered orders a process remembers before its replica must have them: seconds of full load, about
// 2 KB each. What is forgotten too early is written again, and the router drops it.
// Answers of orders that the replica does not have yet: some 20,000.
constexpr std::size_t kRememberedBytes = 32U * 1024U * 1024U;
constexpr int kSelfSignedDays = 30;
// How long the answer to a change waits for the router: many times its usual batch.
constexpr std::chrono::milliseconds kDecisionWait{3'000};

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
        return fail(
            Errc::invalid_settings, "http.tls_certificate_file is empty and http.tls_self_signed is false"
        );
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
        .what = "self-signed-certificate",
        .detail = "http.tls_certificate_file is empty: clients can not trust this"
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

}  // namespace

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
    operations_server =
        std::make_unique<http::Server>(std::move(plain), operations_router, *operations_observer);
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
    options.on_tick = [this] {
        ledger.settle(
            [this](std::int32_t partition) { return replica->routed_to(partition); },
            [this](const OrderId& order) { return replica->has_order(order); }
        );
    };
    replica = std::make_unique<dispatch::Replica>(*store, std::move(options), *metrics, *log);
    dedupe = std::make_unique<dispatch::Dedupe>(*replica, kRememberedBytes);
    services = std::make_unique<api::Services>(api::Services{
        .snapshots = snapshots,
        .clock = clock,
        .producer = *producer,
        .dedupe = *dedupe,
        .ledger = ledger,
        .replica = *replica,
        .metrics = *metrics,
        .log = *log,
        .vault = vault,
        .source = source(),
    });
    changes = std::make_unique<api::Changes>(*services, kDecisionWait);
    submit = std::make_unique<api::SubmitOrder>(
        *services, *log_reader, *changes, embedded ? "demonstration" : "replicated"
    );
    bulk = std::make_unique<api::SubmitBulk>(*services, *submit);
    orders = std::make_unique<api::GetOrder>(*services, *log_reader);
    retry = std::make_unique<api::RetryOrder>(*services, *log_reader);
    change = std::make_unique<api::ChangeOrder>(*services, *log_reader, *changes);
    release = std::make_unique<api::ReleaseOrder>(*services, *log_reader);
    catalog = std::make_unique<api::Catalog>(*services);
    adapters = std::make_unique<api::GetAdapters>(*services);
    plan_routes = std::make_unique<api::PlanRoutes>(*services);
    quotes = std::make_unique<api::Quotes>(*services);
    consolidations = std::make_unique<api::Consolidations>(*services, *log_reader);
    papers = std::make_unique<api::Papers>(*services, *log_reader);
    reports = std::make_unique<api::Reports>(*services, *papers);
    authorities = std::make_unique<api::AuthorityQueries>(*services, *log_reader, china_desk());
    declare = std::make_unique<api::DeclareConsolidation>(
        *services, *consolidations, *log_reader, china_shipments()
    );
    schedule = std::make_unique<api::ShipmentSchedule>(*services, *declare);
    api::add_public_routes(
        public_router,
        {.submit = *submit,
         .bulk = *bulk,
         .orders = *orders,
         .retry = *retry,
         .change = *change,
         .release = *release,
         .catalog = *catalog,
         .adapters = *adapters,
         .routes = *plan_routes,
         .quotes = *quotes,
         .consolidations = *consolidations,
         .papers = *papers,
         .reports = *reports,
         .authorities = *authorities,
         .declare = *declare},
        settings.http
    );
}

// Only for a while, since a process that is not ready is sent nothing and could not show that Kafka is well
// again.
bool Gateway::Parts::kafka_takes_orders() const {
    const auto failed = last_failure.load();
    const auto since = std::chrono::steady_clock::now().time_since_epoch() - failed;
    return producer->available() && (failed == SteadyTicks{} || since > kUnreadyAfterFailure);
}

void Gateway::Parts::make_operations() {
    std::vector<api::ReadyCheck> checks{
        {"kafka", [this] { return kafka_takes_orders(); }},
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
    metrics->produce_inflight_bytes(observe::ProducerUse::ingest)
        .set(static_cast<double>(counters.in_flight_bytes));
    metrics->http_inflight_bytes().set(static_cast<double>(public_server->in_flight_bytes()));
    metrics->replica_orders().set(static_cast<double>(store->snapshot().count(state::Map::orders)));
    metrics->replica_archived().set(static_cast<double>(replica->orders_in(dispatch::OrderStateWord::archived)
    ));
    metrics->replica_bytes().set(static_cast<double>(store->used_bytes()));
    metrics->ready().set(operations->is_ready() ? 1 : 0);
    if (const auto not_after = public_server->certificate_not_after()) {
        metrics->certificate_not_after(observe::CertificateUse::public_)
            .set(std::chrono::duration<double>(not_after->time_since_epoch()).count());
    }
    std::int64_t route_lag = 0;
    for (const auto& router : routers) {
        route_lag += router->lag();
    }
    metrics->consumer_lag(observe::ConsumerGroup::route).set(static_cast<double>(route_lag));
    metrics->consumer_lag(observe::ConsumerGroup::state).set(static_cast<double>(replica->lag()));
    metrics->replica_lag().set(static_cast<double>(replica->lag()));
    refresh_order_gauges();
}

void Gateway::Parts::refresh_order_gauges() {
    metrics->orders_held().set(static_cast<double>(replica->orders_in(dispatch::OrderStateWord::held)));
    for (std::size_t i = 0; i < observe::LabelSet<observe::Country>::values.size(); ++i) {
        const auto country = static_cast<observe::Country>(i);
        metrics->legs_parked(country).set(static_cast<double>(replica->parked_legs(country)));
    }
    metrics->conservation().set(static_cast<double>(ledger.missing()));
}

}  // namespace silkgate::cli
