#include "gateway/state/environment.hpp"

#include <sys/file.h>

#include <algorithm>
#include <cstdint>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace silkgate::state {
namespace {

namespace fs = std::filesystem;

// Changed whenever keys or values of any map change their meaning: older stores are then rebuilt from Kafka.
constexpr std::string_view kFormat = "silkgate-state-3";
constexpr std::string_view kFormatKey = "format";
constexpr std::string_view kDataFile = "data.mdb";
constexpr std::string_view kLockFile = "lock.mdb";
constexpr std::string_view kOwnerFile = "owner.lock";
constexpr std::array<const char*, kMaps> kMapNames = {"orders", "events", "catalog", "index", "offsets"};
constexpr std::size_t kPage = 4096;

// LMDB trusts its file: a page number beyond the end would be a fault on access. So the length is compared
// with what the environment says it uses.
bool is_truncated(MDB_env* environment, std::uintmax_t file_bytes) {
    MDB_envinfo info{};
    MDB_stat stat{};
    if (mdb_env_info(environment, &info) != MDB_SUCCESS || mdb_env_stat(environment, &stat) != MDB_SUCCESS) {
        return true;
    }
    return file_bytes < (info.me_last_pgno + 1) * stat.ms_psize;
}

}  // namespace

MDB_val to_value(std::string_view bytes) {
    // LMDB's interface is not const-correct; it does not write through these.
    return {.mv_size = bytes.size(), .mv_data = const_cast<char*>(bytes.data())};
}

std::string_view to_view(const MDB_val& value) {
    return {static_cast<const char*>(value.mv_data), value.mv_size};
}

Cursor open_cursor(const Transaction& transaction, MDB_dbi map) {
    MDB_cursor* cursor = nullptr;
    mdb_cursor_open(transaction.get(), map, &cursor);
    return Cursor{cursor};
}

void Environment::Unlock::operator()(const int* descriptor) const {
    ::close(*descriptor);
    delete descriptor;
}

Result<void> Environment::lock_folder() {
    std::error_code error;
    fs::create_directories(options_.folder, error);
    if (error) {
        return fail(Errc::storage_failed, "folder of the local store: " + error.message());
    }
    const std::string path = fs::path{options_.folder} / kOwnerFile;
    lock_.reset(new int{::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)});
    if (*lock_ < 0) {
        return fail(Errc::storage_failed, "the folder of the local store can not be written");
    }
    if (::flock(*lock_, LOCK_EX | LOCK_NB) != 0) {
        return fail(Errc::storage_failed, "another process uses the folder of the local store");
    }
    return {};
}

std::string Environment::check_format(Transaction& transaction, bool existed) {
    MDB_dbi main = 0;
    int code = mdb_dbi_open(transaction.get(), nullptr, 0, &main);
    if (code != MDB_SUCCESS) {
        return mdb_strerror(code);
    }
    MDB_val key = to_value(kFormatKey);
    MDB_val value{};
    code = mdb_get(transaction.get(), main, &key, &value);
    if (code == MDB_NOTFOUND && !existed) {
        value = to_value(kFormat);
        code = mdb_put(transaction.get(), main, &key, &value, 0);
        return code == MDB_SUCCESS ? "" : mdb_strerror(code);
    }
    if (code != MDB_SUCCESS) {
        return "no format mark: " + std::string{mdb_strerror(code)};
    }
    if (to_view(value) != kFormat) {
        return "format " + std::string{to_view(value)} + " instead of " + std::string{kFormat};
    }
    return {};
}

std::string Environment::try_open() {
    const fs::path data = fs::path{options_.folder} / kDataFile;
    std::error_code error;
    const auto file_bytes = fs::file_size(data, error);
    const bool existed = !error;
    opened_ = existed ? Opened::existing : Opened::fresh;
    map_bytes_ = std::max<std::size_t>(options_.map_bytes, existed ? file_bytes : 0);
    map_bytes_ = (map_bytes_ + kPage - 1) / kPage * kPage;

    MDB_env* environment = nullptr;
    int code = mdb_env_create(&environment);
    handle_.reset(environment);
    if (code == MDB_SUCCESS) {
        mdb_env_set_maxdbs(environment, kMaps);
        mdb_env_set_maxreaders(environment, options_.readers_max);
        mdb_env_set_mapsize(environment, map_bytes_);
        // No sync: Kafka is the log. No thread-local readers: a snapshot may move between threads. Not
        // WRITEMAP: a stray pointer must not reach the file.
        code = mdb_env_open(environment, options_.folder.c_str(), MDB_NOSYNC | MDB_NOTLS, 0600);
    }
    if (code != MDB_SUCCESS) {
        return mdb_strerror(code);
    }
    if (existed && is_truncated(environment, file_bytes)) {
        return "the file is shorter than it says";
    }
    Transaction transaction;
    code = begin(0, transaction);
    if (code != MDB_SUCCESS) {
        return mdb_strerror(code);
    }
    if (auto trouble = check_format(transaction, existed); !trouble.empty()) {
        return trouble;
    }
    for (std::size_t i = 0; i < kMaps; ++i) {
        code = mdb_dbi_open(transaction.get(), kMapNames[i], MDB_CREATE, &databases_.all[i]);
        if (code != MDB_SUCCESS) {
            return std::string{kMapNames[i]} + ": " + mdb_strerror(code);
        }
    }
    code = mdb_txn_commit(transaction.release());
    return code == MDB_SUCCESS ? "" : mdb_strerror(code);
}

Result<Environment> Environment::open(const StoreOptions& options) {
    Environment environment;
    environment.options_ = options;
    if (auto locked = environment.lock_folder(); !locked) {
        return locked.error();
    }
    std::string trouble = environment.try_open();
    if (trouble.empty()) {
        return environment;
    }
    environment.handle_.reset();
    std::error_code ignored;
    fs::remove(fs::path{options.folder} / kDataFile, ignored);
    fs::remove(fs::path{options.folder} / kLockFile, ignored);
    if (auto again = environment.try_open(); !again.empty()) {
        return fail(Errc::storage_failed, "local store: " + again);
    }
    environment.opened_ = Opened::rebuilt;
    environment.reason_ = std::move(trouble);
    return environment;
}

int Environment::begin(unsigned flags, Transaction& transaction) const {
    MDB_txn* raw = nullptr;
    const int code = mdb_txn_begin(handle_.get(), nullptr, flags, &raw);
    transaction.reset(code == MDB_SUCCESS ? raw : nullptr);
    return code;
}

Result<void> Environment::grow(std::size_t batch_bytes) {
    const std::size_t wanted = std::max(map_bytes_ * 2, map_bytes_ + batch_bytes * 2);
    const std::size_t next =
        std::min((wanted + kPage - 1) / kPage * kPage, options_.map_bytes_max / kPage * kPage);
    if (next <= map_bytes_) {
        return fail(Errc::storage_failed, "the local store has reached its largest size");
    }
    if (const int code = mdb_env_set_mapsize(handle_.get(), next); code != MDB_SUCCESS) {
        return fail(Errc::storage_failed, std::string{"growing the local store: "} + mdb_strerror(code));
    }
    map_bytes_ = next;
    return {};
}

std::size_t Environment::used_bytes() const {
    MDB_envinfo info{};
    MDB_stat stat{};
    mdb_env_info(handle_.get(), &info);
    mdb_env_stat(handle_.get(), &stat);
    return (info.me_last_pgno + 1) * stat.ms_psize;
}

}  // namespace silkgate::state
