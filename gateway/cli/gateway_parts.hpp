// Private to this folder: the parts of a running gateway, in the order in which they are made.
//
// gateway.cpp makes, reloads and drains them; parts_kafka.cpp holds the steps towards Kafka, parts_http.cpp
// those towards callers. Members are destroyed in the reverse order, so each part outlives those that use it.
#pragma once

#include "gateway/api/authority_queries.hpp"
#include "gateway/api/catalog.hpp"
#include "gateway/api/change_order.hpp"
#include "gateway/api/consolidations.hpp"
#include "gateway/api/declare_consolidation.hpp"
#include "gateway/api/get_adapters.hpp"
#include "gateway/api/get_order.hpp"
#include "gateway/api/http_metrics.hpp"
#include "gateway/api/operations.hpp"
#include "gateway/api/papers.hpp"
#include "gateway/api/plan_routes.hpp"
#include "gateway/api/quotes.hpp"
#include "gateway/api/release_order.hpp"
#include "gateway/api/reports.hpp"
#include "gateway/api/retry_order.hpp"
#include "gateway/api/services.hpp"
#include "gateway/api/shipment_schedule.hpp"
#include "gateway/api/submit_bulk.hpp"
#include "gateway/api/submit_order.hpp"
#include "gateway/cli/gateway.hpp"
#include "gateway/dispatch/ledger.hpp"
#include "gateway/dispatch/router.hpp"
#include "gateway/http/router.hpp"
#include "gateway/http/server.hpp"
#include "gateway/kafka/embedded.hpp"
#include "gateway/kafka/topics.hpp"
#include "gateway/observe/systemd.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace silkgate::cli {

[[nodiscard]] std::string host_name();
// Readable by its owner only; folders above it are made.
[[nodiscard]] Result<void> write_private_file(const std::filesystem::path& path, const std::string& text);

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
    dispatch::PartyVault vault;

    http::Router public_router;
    http::Router operations_router;
    std::unique_ptr<api::HttpMetrics> public_observer;
    std::unique_ptr<api::HttpMetrics> operations_observer;
    std::unique_ptr<http::Server> public_server;
    std::unique_ptr<http::Server> operations_server;

    std::unique_ptr<kafka::Producer> producer;
    dispatch::Ledger ledger;
    std::unique_ptr<dispatch::Replica> replica;
    std::unique_ptr<dispatch::Dedupe> dedupe;
    std::unique_ptr<api::Services> services;
    std::unique_ptr<api::LogReader> log_reader;
    std::unique_ptr<api::Changes> changes;
    std::unique_ptr<api::SubmitOrder> submit;
    std::unique_ptr<api::SubmitBulk> bulk;
    std::unique_ptr<api::GetOrder> orders;
    std::unique_ptr<api::RetryOrder> retry;
    std::unique_ptr<api::ChangeOrder> change;
    std::unique_ptr<api::ReleaseOrder> release;
    std::unique_ptr<api::Catalog> catalog;
    std::unique_ptr<api::GetAdapters> adapters;
    std::unique_ptr<api::PlanRoutes> plan_routes;
    std::unique_ptr<api::Quotes> quotes;
    std::unique_ptr<api::Consolidations> consolidations;
    std::unique_ptr<api::Papers> papers;
    std::unique_ptr<api::Reports> reports;
    std::unique_ptr<api::AuthorityQueries> authorities;
    std::unique_ptr<api::DeclareConsolidation> declare;
    std::unique_ptr<api::ShipmentSchedule> schedule;
    std::unique_ptr<api::Operations> operations;
    std::vector<std::unique_ptr<dispatch::Router>> routers;
    std::atomic<bool> draining{false};
    // Of a record that Kafka did not confirm, with none confirmed since; zero: there is none.
    using SteadyTicks = std::chrono::steady_clock::duration;
    std::atomic<SteadyTicks> last_failure{SteadyTicks{}};

    Result<void> open_registry(std::shared_ptr<const config::Directory> directory);
    void emit_turned_switches(const corridors::Corridors& corridors);
    void emit_lists(const screening::Screener* screener);
    Result<void> open_vault();
    Result<void> open_kafka();
    Result<kafka::TopicReport> check_topics();
    Result<void> open_store();
    Result<void> open_servers();
    Result<void> open_producer();
    void make_endpoints();
    void make_routers();
    void make_operations();
    Result<void> run();
    void refresh_gauges();
    void refresh_order_gauges();
    void take_down();

    // False for a while after Kafka has refused a record: brokers may be up and still not take orders.
    [[nodiscard]] bool kafka_takes_orders() const;
    [[nodiscard]] std::string source() const { return "/silkgate/" + settings.instance.group; }
    [[nodiscard]] std::string instance() const {
        return settings.instance.id.empty() ? host_name() : settings.instance.id;
    }
};

}  // namespace silkgate::cli
