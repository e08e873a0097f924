// One import of many goods records: its rows, what became of each, and how far it is. Rows are written side
// by side; one of a SKU after another of the same in the body's order.
//
// An import that is watched (Prefer: respond-async) goes on after its request was answered. How far it is
// stands in a record among the goods records of its tenant, so any process can say it, and after a restart
// too. It ends with its process: what it wrote stays, and sending the body again is safe.
#pragma once

#include "gateway/api/catalog_csv.hpp"
#include "gateway/core/tagged.hpp"
#include "gateway/core/time.hpp"
#include "gateway/http/problem.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace silkgate::api {

struct CatalogImport {
    std::string id;  // "imp_" and 32 hexadecimal digits
    TenantId tenant;
    Instant started;
    std::int64_t lines = 0;
    std::vector<CatalogRow> rows;
    http::ProblemContext context;  // views into the texts below
    std::string path, request_id, rule_set;

    // Of the thread that works on it; others read what is atomic.
    std::vector<std::string> answers;  // a line of the report each, in the rows' order
    std::vector<bool> is_good;         // whether the row was written
    std::size_t next = 0;
    std::size_t workers = 0;
    std::atomic<std::int64_t> succeeded = 0;
    std::atomic<std::int64_t> failed = 0;
    std::atomic<bool> finished = false;  // nothing changes any more

    // The end of one that is watched: of its rows only what failed is kept.
    void finish();
};

// The last imports that are watched. Thread-safe.
class CatalogImports {
public:
    // False when as many run as may: the caller shall try again later.
    [[nodiscard]] bool add(std::shared_ptr<CatalogImport> import);
    [[nodiscard]] std::shared_ptr<CatalogImport> find(const TenantId& tenant, std::string_view id) const;

    static constexpr std::size_t kKept = 64;
    static constexpr std::ptrdiff_t kRunning = 8;  // each holds its rows: at most a body of the largest size

private:
    mutable std::mutex mutex_;
    std::deque<std::shared_ptr<CatalogImport>> imports_;  // the oldest first
};

// Where it stands: {"id", "state": "running" or "finished", "lines", "succeeded", "failed", "startedAt",
// "reportedAt"}, and "failures" with the lines that failed once it is finished, the first `failures_max`.
[[nodiscard]] std::string to_json(const CatalogImport& import, Instant now, std::size_t failures_max);

// A record of the log is far smaller than the report of a large body can be.
inline constexpr std::size_t kFailuresRecorded = 100;
// How often one that runs says where it is; one that said nothing for kSilence has ended with its process.
inline constexpr std::chrono::seconds kReportEvery{2};
inline constexpr std::chrono::seconds kSilence{30};

// What a record says at `now`: "state" is "interrupted" where it was running and has been silent since.
[[nodiscard]] std::string read_import_record(std::string json, Instant now);

}  // namespace silkgate::api
