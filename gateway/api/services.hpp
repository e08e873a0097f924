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
#include "gateway/screening/screener.hpp"

#include <memory>
#include <mutex>
#include <string>

namespace silkgate::api {

// What SIGHUP replaces as a whole. A request takes one copy and keeps it to its end.
struct Snapshot {
    config::Settings settings;
    std::shared_ptr<const config::Directory> directory;
    std::shared_ptr<const adapters::Registry> registry;
    std::shared_ptr<const corridors::Corridors> corridors;
    std::shared_ptr<const screening::Screener> screener = nullptr;  // where lists of denied parties are set

    [[nodiscard]] std::string_view screened_with() const noexcept {
        return screener ? std::string_view(screener->version()) : std::string_view{};
    }
};

// Thread-safe holder of the snapshot in force. Not std::atomic<std::shared_ptr>: in the library of GCC 12 its
// load ends with a relaxed store, which orders nothing before the next writer (found by ThreadSanitizer).
class SnapshotHolder {
public:
    [[nodiscard]] std::shared_ptr<const Snapshot> get() const {
        const std::scoped_lock lock(mutex_);
        return snapshot_;
    }
    void set(std::shared_ptr<const Snapshot> snapshot) {
        const std::scoped_lock lock(mutex_);
        snapshot_.swap(snapshot);  // the old one ends after the lock
    }

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const Snapshot> snapshot_;
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
