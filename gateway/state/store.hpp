// The local replica: a folder with five ordered maps of bytes, written atomically together with the offsets
// they hold.
//
// It is a cache of Kafka. A write is atomic but not synced to disk: a power loss may spoil the file, which is
// found at open() and answered by an empty store that is filled from Kafka again.
#pragma once

#include "gateway/core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::state {

enum class Map : std::uint8_t {
    orders,   // order id → state
    events,   // order id ‖ 0 ‖ sequence (8 bytes, big endian) → event
    catalog,  // tenant ‖ 0 ‖ sku → goods record
    index,    // text → text: references, idempotency hashes, held by SKU, over since when
    offsets,  // topic ‖ 0 ‖ partition (4 bytes, big endian) → next offset (8 bytes, big endian); written by
              // stamp()
};

// Keys are 1 to 511 bytes (LMDB's limit), ordered by their bytes.
inline constexpr std::size_t kKeyBytesMax = 511;

// Appends an integer so that byte order is number order.
void append_big_endian(std::string& key, std::uint64_t value);
void append_big_endian(std::string& key, std::uint32_t value);
// Reads the last 8 bytes of a key made with the above; 0 where there are fewer.
[[nodiscard]] std::uint64_t trailing_big_endian(std::string_view key);

struct StampedOffset {
    std::string topic;
    std::int32_t partition = 0;
    std::int64_t next = 0;

    bool operator==(const StampedOffset&) const = default;
};

// Changes to be applied together, in the order given.
class WriteBatch {
public:
    void put(Map map, std::string key, std::string value);
    void erase(Map map, std::string key);  // an absent key is no error
    // "Everything of this partition before `next` is in the store."
    void stamp(std::string_view topic, std::int32_t partition, std::int64_t next);
    void clear();
    [[nodiscard]] bool empty() const { return changes_.empty(); }
    [[nodiscard]] std::size_t size() const { return changes_.size(); }
    // Of keys and values.
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

private:
    friend class Store;
    struct Change {
        Map map;
        std::string key;
        std::optional<std::string> value;  // absent: erase
    };
    std::vector<Change> changes_;
    std::size_t bytes_ = 0;
};

// A consistent view of the moment it was made. Keep it short: while it lives the file can not reuse pages,
// and a writer that has to grow the map waits for it. One thread at a time.
class Snapshot {
public:
    Snapshot(Snapshot&&) noexcept;
    Snapshot& operator=(Snapshot&&) noexcept;
    ~Snapshot();

    // The view is valid while the snapshot lives.
    [[nodiscard]] std::optional<std::string_view> get(Map map, std::string_view key) const;

    // Calls `each` for the keys that begin with `prefix`, in order, from `from` on (empty: from the first),
    // until it returns false. Views are valid during the call.
    void range(
        Map map,
        std::string_view prefix,
        std::string_view from,
        const std::function<bool(std::string_view key, std::string_view value)>& each
    ) const;
    // The same backwards: from the last key ≤ `from` (empty: from the last with the prefix).
    void range_backwards(
        Map map,
        std::string_view prefix,
        std::string_view from,
        const std::function<bool(std::string_view key, std::string_view value)>& each
    ) const;

    [[nodiscard]] std::size_t count(Map map) const;

    class Impl;

private:
    friend class Store;
    explicit Snapshot(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

struct StoreOptions {
    std::string folder;                           // made if absent
    std::size_t map_bytes = 64U * 1024U * 1024U;  // first size of the address range; doubles when full
    std::size_t map_bytes_max = std::size_t{64} * 1024U * 1024U * 1024U;
    unsigned readers_max = 256;  // snapshots at a time
};

enum class Opened : std::uint8_t {
    existing,  // go on from offsets()
    fresh,     // the folder was empty
    rebuilt,   // what was there was damaged or of another format and has been deleted: fill it from Kafka
};

// Threads: any number of threads may take snapshots and read; write() locks, one at a time. One process a
// folder (a second one is refused with Errc::storage_failed).
class Store {
public:
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(StoreOptions options);
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    [[nodiscard]] Opened opened() const;
    // Why it was rebuilt, for the log; empty otherwise.
    [[nodiscard]] const std::string& reason() const;

    [[nodiscard]] Snapshot snapshot() const;
    // One value, copied.
    [[nodiscard]] std::optional<std::string> get(Map map, std::string_view key) const;

    // All of it or nothing. Grows the map when it is full. Errc::storage_failed when the disk is full or
    // broken; Errc::invalid_value for a key of 0 or more than 511 bytes (nothing is written then). Must not
    // be called by a thread that holds a Snapshot: growing would wait for itself.
    [[nodiscard]] Result<void> write(const WriteBatch& batch);

    [[nodiscard]] std::vector<StampedOffset> offsets() const;
    [[nodiscard]] std::optional<std::int64_t> offset(std::string_view topic, std::int32_t partition) const;

    // Empties every map, offsets included: the log no longer holds what the offsets name.
    [[nodiscard]] Result<void> clear();

    // Bytes of the file in use, for a metric.
    [[nodiscard]] std::size_t used_bytes() const;

    class Impl;

private:
    explicit Store(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace silkgate::state
