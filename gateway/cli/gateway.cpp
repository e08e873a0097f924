#include "gateway/cli/gateway.hpp"

#include "gateway/api/routes.hpp"
#include "gateway/cli/data_files.hpp"
#include "gateway/cli/gateway_parts.hpp"
#include "gateway/cli/kafka_setup.hpp"
#include "gateway/cli/load_registry.hpp"
#include "gateway/cli/version.hpp"
#include "gateway/dispatch/change.hpp"
#include "gateway/dispatch/planner.hpp"
#include "gateway/dispatch/screen_parties.hpp"
#include "gateway/observe/events.hpp"
#include "gateway/order/order_rules.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <unistd.h>

namespace silkgate::cli {
namespace {

observe::Vocabulary vocabulary(const adapters::Registry& registry) {
    observe::Vocabulary words;
    words.routes = api::public_patterns();
    for (const intake::Dialect* dialect : intake::dialects()) {
        words.platforms.emplace_back(dialect->platform());
    }
    words.platforms.emplace_back(intake::kOwnPlatform);
    words.platforms.emplace_back(intake::kAnyPlatform);
    // A family's rule stands in every adapter that uses it, and is one value of the label.
    std::set<std::string_view> seen;
    const auto add = [&](const Rule& rule) {
        if (seen.insert(rule.id).second) {
            words.rules.emplace_back(rule.id);
        }
    };
    std::ranges::for_each(order::order_rules(), add);
    std::ranges::for_each(dispatch::planner_rules(), add);
    std::ranges::for_each(dispatch::screening_rules(), add);
    std::ranges::for_each(dispatch::change_rules(), add);
    for (const auto& adapter : registry.all()) {
        for (const Rule* rule : adapter->rules()) {
            add(*rule);
        }
    }
    return words;
}

}  // namespace

std::string host_name() {
    char name[256] = {};
    return ::gethostname(name, sizeof name - 1) == 0 ? name : "silkgate";
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

Result<void> Gateway::Parts::open_registry(std::shared_ptr<const config::Directory> directory) {
    if (auto dialects = intake::check_mappings(*directory); !dialects) {
        return dialects;
    }
    auto registry = load_registry(settings, Remote::ask);
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
    const auto corridors = load_corridors(settings);
    if (!corridors) {
        return corridors.error();
    }
    const auto screener = load_screener(settings);
    if (!screener) {
        return screener.error();
    }
    topics = topic_specs(**registry, *directory, settings.adapters.remote);
    snapshots.set(std::make_shared<const api::Snapshot>(api::Snapshot{
        .settings = settings,
        .directory = std::move(directory),
        .registry = *registry,
        .corridors = *corridors,
        .screener = *screener
    }));
    emit_turned_switches(**corridors);
    emit_lists(screener->get());
    return {};
}

Result<void> Gateway::Parts::open_vault() {
    auto loaded = dispatch::PartyVault::load(settings.privacy.keys_dir);
    if (!loaded) {
        return loaded.error();
    }
    vault = std::move(*loaded);
    if (!vault.seals()) {
        log->emit(observe::events::Weakness{
            .what = "parties-in-the-clear",
            .detail = "names, addresses and identity numbers are readable in orders.accepted.v1: set "
                      "privacy.keys_dir"
        });
    }
    return {};
}

// Each turned switch is on record whenever switches are read.
void Gateway::Parts::emit_turned_switches(const corridors::Corridors& corridors) {
    for (const corridors::Switch& row : corridors.switches.rows()) {
        log->emit(observe::events::SwitchTurned{
            .switch_name = row.name,
            .state = row.open ? "open" : "closed",
            .detail = row.reason,
            .since = row.since,
            .table_version = corridors.network.version(),
        });
    }
}

// Which lists are in force is on record whenever they are read, and when one has grown old.
void Gateway::Parts::emit_lists(const screening::Screener* screener) {
    if (screener == nullptr) {
        return;
    }
    const std::int64_t days = settings.screening.list_days_max;
    const auto oldest = std::chrono::floor<std::chrono::days>(clock.now()) - std::chrono::days{days};
    for (const screening::ListInfo& list : screener->lists()) {
        log->emit(observe::events::ListLoaded{
            .list = list.name,
            .date = list.date,
            .digest = list.digest,
            .version = screener->version(),
            .entries = static_cast<std::int64_t>(list.entries),
        });
        if (days > 0 && list.date < format_date(BusinessDate(oldest))) {
            log->emit(observe::events::Weakness{.what = "denied-party-list-old", .detail = list.name});
        }
    }
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
    if (settings.has_role("ingest")) {
        schedule->follow(public_server->io_context(0));
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
    if (schedule) {
        schedule->stop();
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

Gateway::~Gateway() {
    parts_->take_down();
}

Result<std::unique_ptr<Gateway>> Gateway::start(config::Loaded loaded, config::Input input) {
    const auto began = std::chrono::steady_clock::now();
    std::unique_ptr<Gateway> gateway(new Gateway(std::make_unique<Parts>()));
    Parts& parts = *gateway->parts_;
    parts.input = std::move(input);
    parts.settings = std::move(loaded.settings);
    if (auto done = parts.open_registry(std::move(loaded.directory)); !done) {
        return done.error();
    }
    for (const auto step :
         {&Parts::open_vault,
          &Parts::open_kafka,
          &Parts::open_store,
          &Parts::open_servers,
          &Parts::open_producer}) {
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
    if (const auto dialects = intake::check_mappings(*loaded->directory); !dialects) {
        return refuse(dialects.error().detail);
    }
    auto registry = load_registry(loaded->settings, Remote::ask);
    if (!registry) {
        return refuse(registry.error().detail);
    }
    const auto corridors = load_corridors(loaded->settings);
    if (!corridors) {
        return refuse(corridors.error().detail);
    }
    const auto screener = load_screener(loaded->settings);
    if (!screener) {
        return refuse(screener.error().detail);
    }
    if (auto tls = parts.public_server->reload_tls(); !tls) {
        return refuse(tls.error().detail);
    }
    parts.settings = loaded->settings;
    parts.log->set_level(*observe::parse_level(parts.settings.log.level));
    parts.snapshots.set(std::make_shared<const api::Snapshot>(api::Snapshot{
        .settings = loaded->settings,
        .directory = loaded->directory,
        .registry = *registry,
        .corridors = *corridors,
        .screener = *screener,
    }));
    parts.emit_turned_switches(**corridors);
    parts.emit_lists(screener->get());
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
    parts.schedule->stop();
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
