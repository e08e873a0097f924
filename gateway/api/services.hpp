// What the endpoints work with: given once by the composition root, all of it outlives them.
#pragma once

#include "adapters/registry.hpp"
#include "gateway/config/settings_types.hpp"
#include "gateway/config/tenants.hpp"
#include "gateway/core/time.hpp"
#include "gateway/corridors/corridors.hpp"
#include "gateway/dispatch/dedupe.hpp"
#include "gateway/dispatch/ledger.hpp"
#include "gateway/dispatch/party_vault.hpp"
#include "gateway/dispatch/replica.hpp"
#include "gateway/kafka/producer.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/observe/metrics.hpp"

#include <atomic>
#include <memory>
#include <string>

namespace silkgate::api {

// What SIGHUP replaces as a whole. A request takes one copy and keeps it to its end.
struct Snapshot {
    config::Settings settings;
    std::shared_ptr<const config::Directory> directory;
    std::shared_ptr<const adapters::Registry> registry;
    std::shared_ptr<const corridors::Corridors> corridors;
};

// Thread-safe holder of the snapshot in force.
class SnapshotHolder {
public:
    [[nodiscard]] std::shared_ptr<const Snapshot> get() const { return snapshot_.load(); }
    void set(std::shared_ptr<const Snapshot> snapshot) { snapshot_.store(std::move(snapshot)); }

private:
    std::atomic<std::shared_ptr<const Snapshot>> snapshot_;
};

struct Services {
    SnapshotHolder& snapshots;
    const Clock& clock;
    kafka::Producer& producer;
    dispatch::Dedupe& dedupe;
    dispatch::Ledger& ledger;
    dispatch::Replica& replica;
    observe::Metrics& metrics;
    observe::Log& log;
    const dispatch::PartyVault& vault;
    std::string source;  // ce_source, "/silkgate/<group>"
};

}  // namespace silkgate::api
