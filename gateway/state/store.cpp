#include "gateway/state/store.hpp"

#include "gateway/core/check.hpp"
#include "gateway/state/environment.hpp"

#include <atomic>
#include <chrono>
#include <mutex>
#include <shared_mutex>
#include <thread>
#include <utility>

namespace silkgate::state {
namespace {

constexpr std::size_t kWord = sizeof(std::uint64_t);
constexpr int kStepsBackMax = 20;  // milliseconds

template <class Number>
void append(std::string& key, Number value) {
    for (int shift = static_cast<int>(sizeof value) * 8 - 8; shift >= 0; shift -= 8) {
        key.push_back(static_cast<char>(value >> static_cast<unsigned>(shift)));
    }
}

std::uint64_t read_big_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char byte : bytes) {
        value = (value << 8U) | static_cast<unsigned char>(byte);
    }
    return value;
}

std::string offset_key(std::string_view topic, std::int32_t partition) {
    std::string key{topic};
    key.push_back('\0');
    append_big_endian(key, static_cast<std::uint32_t>(partition));
    return key;
}

}  // namespace

void append_big_endian(std::string& key, std::uint64_t value) {
    append(key, value);
}
void append_big_endian(std::string& key, std::uint32_t value) {
    append(key, value);
}

std::uint64_t trailing_big_endian(std::string_view key) {
    return key.size() < kWord ? 0 : read_big_endian(key.substr(key.size() - kWord));
}

void WriteBatch::put(Map map, std::string key, std::string value) {
    bytes_ += key.size() + value.size();
    changes_.push_back({map, std::move(key), std::move(value)});
}

void WriteBatch::erase(Map map, std::string key) {
    bytes_ += key.size();
    changes_.push_back({map, std::move(key), std::nullopt});
}

void WriteBatch::stamp(std::string_view topic, std::int32_t partition, std::int64_t next) {
    std::string value;
    append_big_endian(value, static_cast<std::uint64_t>(next));
    put(Map::offsets, offset_key(topic, partition), std::move(value));
}

void WriteBatch::clear() {
    changes_.clear();
    bytes_ = 0;
}

// --- reading
// ----------------------------------------------------------------------------------------------------

class Snapshot::Impl {
public:
    Impl(std::shared_lock<std::shared_mutex> growing, Transaction reading, const Databases& maps)
        : lock{std::move(growing)}, transaction{std::move(reading)}, databases{maps} {}

    // The map does not grow while a snapshot lives. Destroyed after the transaction.
    std::shared_lock<std::shared_mutex> lock;
    Transaction transaction;
    const Databases& databases;
};

Snapshot::Snapshot(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Snapshot::Snapshot(Snapshot&&) noexcept = default;
Snapshot& Snapshot::operator=(Snapshot&&) noexcept = default;
Snapshot::~Snapshot() = default;

std::optional<std::string_view> Snapshot::get(Map map, std::string_view key) const {
    MDB_val name = to_value(key);
    MDB_val value{};
    if (mdb_get(impl_->transaction.get(), impl_->databases[map], &name, &value) != MDB_SUCCESS) {
        return std::nullopt;
    }
    return to_view(value);
}

void Snapshot::range(
    Map map,
    std::string_view prefix,
    std::string_view from,
    const std::function<bool(std::string_view key, std::string_view value)>& each
) const {
    const Cursor cursor = open_cursor(impl_->transaction, impl_->databases[map]);
    const std::string_view start = from > prefix ? from : prefix;
    MDB_val key = to_value(start);
    MDB_val value{};
    int code = mdb_cursor_get(cursor.get(), &key, &value, start.empty() ? MDB_FIRST : MDB_SET_RANGE);
    while (code == MDB_SUCCESS && to_view(key).starts_with(prefix)) {
        if (!each(to_view(key), to_view(value))) {
            return;
        }
        code = mdb_cursor_get(cursor.get(), &key, &value, MDB_NEXT);
    }
}

void Snapshot::range_backwards(
    Map map,
    std::string_view prefix,
    std::string_view from,
    const std::function<bool(std::string_view key, std::string_view value)>& each
) const {
    const Cursor cursor = open_cursor(impl_->transaction, impl_->databases[map]);
    MDB_val key{};
    MDB_val value{};
    int code = MDB_NOTFOUND;
    // The first key after those wanted, then one back.
    std::string beyond{prefix};
    while (!beyond.empty() && static_cast<unsigned char>(beyond.back()) == 0xFFU) {
        beyond.pop_back();
    }
    if (!beyond.empty()) {
        beyond.back() = static_cast<char>(static_cast<unsigned char>(beyond.back()) + 1U);
    }
    const std::string_view start = from.empty() ? std::string_view{beyond} : from;
    if (!start.empty()) {
        key = to_value(start);
        code = mdb_cursor_get(cursor.get(), &key, &value, MDB_SET_RANGE);
    }
    if (code == MDB_NOTFOUND) {
        code = mdb_cursor_get(cursor.get(), &key, &value, MDB_LAST);
    } else if (code == MDB_SUCCESS && (from.empty() || to_view(key) > from)) {
        code = mdb_cursor_get(cursor.get(), &key, &value, MDB_PREV);
    }
    while (code == MDB_SUCCESS && to_view(key).starts_with(prefix)) {
        if (!each(to_view(key), to_view(value))) {
            return;
        }
        code = mdb_cursor_get(cursor.get(), &key, &value, MDB_PREV);
    }
}

std::size_t Snapshot::count(Map map) const {
    MDB_stat stat{};
    return mdb_stat(impl_->transaction.get(), impl_->databases[map], &stat) == MDB_SUCCESS ? stat.ms_entries
                                                                                           : 0;
}

// --- the store
// --------------------------------------------------------------------------------------------------

class Store::Impl {
public:
    explicit Impl(Environment environment) : environment_{std::move(environment)} {}

    [[nodiscard]] Snapshot snapshot() const;
    [[nodiscard]] Result<void> write(const WriteBatch& batch);
    [[nodiscard]] Result<void> clear();
    [[nodiscard]] std::size_t used_bytes() const { return environment_.used_bytes(); }
    [[nodiscard]] const Environment& environment() const { return environment_; }

private:
    [[nodiscard]] int apply(const WriteBatch& batch);
    [[nodiscard]] int empty_all();
    [[nodiscard]] Result<void> try_growing(std::size_t bytes, const std::function<int()>& attempt);
    [[nodiscard]] Result<void> grow(std::size_t batch_bytes);

    Environment environment_;
    std::mutex writing_;
    mutable std::shared_mutex growing_;  // shared by snapshots and writes, exclusive to grow the map
    std::atomic<bool> wants_to_grow_ = false;
};

// The lock of the C library lets readers in while a writer waits, so busy readers could keep the map from
// growing for ever: they step back for a moment. Not for longer, because this thread may hold another
// snapshot itself.
Snapshot Store::Impl::snapshot() const {
    for (int step = 0; step < kStepsBackMax && wants_to_grow_; ++step) {
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    std::shared_lock lock{growing_};
    Transaction transaction;
    const int code = environment_.begin(MDB_RDONLY, transaction);
    // MDB_READERS_FULL: more snapshots at a time than StoreOptions::readers_max.
    SILKGATE_CHECK(code == MDB_SUCCESS, mdb_strerror(code));
    return Snapshot{
        std::make_unique<Snapshot::Impl>(std::move(lock), std::move(transaction), environment_.databases())
    };
}

int Store::Impl::apply(const WriteBatch& batch) {
    Transaction transaction;
    int code = environment_.begin(0, transaction);
    for (const WriteBatch::Change& change : batch.changes_) {
        if (code != MDB_SUCCESS) {
            return code;  // the transaction is aborted by its destructor
        }
        MDB_val key = to_value(change.key);
        const MDB_dbi map = environment_.databases()[change.map];
        if (change.value) {
            MDB_val value = to_value(*change.value);
            code = mdb_put(transaction.get(), map, &key, &value, 0);
        } else {
            code = mdb_del(transaction.get(), map, &key, nullptr);
            code = code == MDB_NOTFOUND ? MDB_SUCCESS : code;
        }
    }
    return code == MDB_SUCCESS ? mdb_txn_commit(transaction.release()) : code;
}

Result<void> Store::Impl::grow(std::size_t batch_bytes) {
    wants_to_grow_ = true;
    const std::unique_lock lock{growing_};
    wants_to_grow_ = false;
    return environment_.grow(batch_bytes);
}

Result<void> Store::Impl::write(const WriteBatch& batch) {
    for (const WriteBatch::Change& change : batch.changes_) {
        if (change.key.empty() || change.key.size() > kKeyBytesMax) {
            return fail(Errc::invalid_value, "a key of " + std::to_string(change.key.size()) + " bytes");
        }
    }
    return try_growing(batch.bytes(), [&] { return apply(batch); });
}

// Repeats `attempt`, which ends with LMDB's code, until the map is large enough.
Result<void> Store::Impl::try_growing(std::size_t bytes, const std::function<int()>& attempt) {
    const std::scoped_lock one_writer{writing_};
    for (;;) {
        int code = MDB_SUCCESS;
        {
            const std::shared_lock lock{growing_};
            code = attempt();
        }
        if (code == MDB_SUCCESS) {
            return {};
        }
        if (code != MDB_MAP_FULL) {
            return fail(Errc::storage_failed, std::string{"local store: "} + mdb_strerror(code));
        }
        if (auto grown = grow(bytes); !grown) {
            return grown.error();
        }
    }
}

// Emptying needs room too: for the list of the pages that become free.
Result<void> Store::Impl::clear() {
    return try_growing(0, [this] { return empty_all(); });
}

int Store::Impl::empty_all() {
    Transaction transaction;
    int code = environment_.begin(0, transaction);
    for (const MDB_dbi map : environment_.databases().all) {
        code = code == MDB_SUCCESS ? mdb_drop(transaction.get(), map, 0) : code;
    }
    return code == MDB_SUCCESS ? mdb_txn_commit(transaction.release()) : code;
}

Result<std::unique_ptr<Store>> Store::open(StoreOptions options) {
    auto environment = Environment::open(options);
    if (!environment) {
        return environment.error();
    }
    return std::unique_ptr<Store>{new Store{std::make_unique<Impl>(std::move(*environment))}};
}

Store::Store(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Store::~Store() = default;

Opened Store::opened() const {
    return impl_->environment().opened();
}
const std::string& Store::reason() const {
    return impl_->environment().reason();
}
Snapshot Store::snapshot() const {
    return impl_->snapshot();
}

std::optional<std::string> Store::get(Map map, std::string_view key) const {
    const Snapshot view = impl_->snapshot();
    const auto value = view.get(map, key);
    return value ? std::optional<std::string>{*value} : std::nullopt;
}

Result<void> Store::write(const WriteBatch& batch) {
    return impl_->write(batch);
}
Result<void> Store::clear() {
    return impl_->clear();
}
std::size_t Store::used_bytes() const {
    return impl_->used_bytes();
}

std::vector<StampedOffset> Store::offsets() const {
    std::vector<StampedOffset> all;
    snapshot().range(Map::offsets, {}, {}, [&](std::string_view key, std::string_view value) {
        const std::size_t name = key.size() - sizeof(std::uint32_t) - 1;
        all.push_back(
            {.topic = std::string{key.substr(0, name)},
             .partition = static_cast<std::int32_t>(read_big_endian(key.substr(name + 1))),
             .next = static_cast<std::int64_t>(read_big_endian(value))}
        );
        return true;
    });
    return all;
}

std::optional<std::int64_t> Store::offset(std::string_view topic, std::int32_t partition) const {
    const auto value = get(Map::offsets, offset_key(topic, partition));
    return value ? std::optional{static_cast<std::int64_t>(read_big_endian(*value))} : std::nullopt;
}

}  // namespace silkgate::state
