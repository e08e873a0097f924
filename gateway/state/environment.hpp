// Private to this folder: LMDB's handles as owned objects, and opening a folder that may hold anything.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/state/store.hpp"

#include <lmdb.h>

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace silkgate::state {

struct CloseEnvironment {
    void operator()(MDB_env* environment) const { mdb_env_close(environment); }
};
struct AbortTransaction {
    void operator()(MDB_txn* transaction) const { mdb_txn_abort(transaction); }
};
struct CloseCursor {
    void operator()(MDB_cursor* cursor) const { mdb_cursor_close(cursor); }
};
// Aborted when destroyed; commit with mdb_txn_commit(transaction.release()).
using Transaction = std::unique_ptr<MDB_txn, AbortTransaction>;
using Cursor = std::unique_ptr<MDB_cursor, CloseCursor>;

inline constexpr std::size_t kMaps = 5;

struct Databases {
    std::array<MDB_dbi, kMaps> all{};
    [[nodiscard]] MDB_dbi operator[](Map map) const { return all[static_cast<std::size_t>(map)]; }
};

[[nodiscard]] MDB_val to_value(std::string_view bytes);
[[nodiscard]] std::string_view to_view(const MDB_val& value);
[[nodiscard]] Cursor open_cursor(const Transaction& transaction, MDB_dbi map);

class Environment {
public:
    // Deletes and makes anew what is damaged or of another format. Holds a lock file of the folder.
    [[nodiscard]] static Result<Environment> open(const StoreOptions& options);

    [[nodiscard]] int begin(unsigned flags, Transaction& transaction) const;
    [[nodiscard]] const Databases& databases() const { return databases_; }
    // No transaction may be open. Doubles the map, at least by what `batch_bytes` needs.
    [[nodiscard]] Result<void> grow(std::size_t batch_bytes);
    [[nodiscard]] std::size_t used_bytes() const;
    [[nodiscard]] Opened opened() const { return opened_; }
    [[nodiscard]] const std::string& reason() const { return reason_; }

private:
    Environment() = default;
    [[nodiscard]] Result<void> lock_folder();
    // Empty when the folder holds a sound environment; otherwise what is wrong with it.
    [[nodiscard]] std::string try_open();
    [[nodiscard]] std::string check_format(Transaction& transaction, bool existed);

    struct Unlock {
        void operator()(const int* descriptor) const;
    };

    StoreOptions options_;
    std::unique_ptr<int, Unlock> lock_;
    std::unique_ptr<MDB_env, CloseEnvironment> handle_;
    Databases databases_;
    std::size_t map_bytes_ = 0;
    Opened opened_ = Opened::fresh;
    std::string reason_;
};

}  // namespace silkgate::state
