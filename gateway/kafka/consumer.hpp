// Reading records back: as a member of a group, as the tail of whole topics, or one record by its position.
//
// All three read committed records only. All are blocking and belong to one thread, but for RecordReader,
// which locks.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/kafka/client.hpp"
#include "gateway/kafka/record.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace silkgate::kafka {

// What to do where the group has no committed offset, or it is out of range.
enum class OffsetReset { earliest, latest, error };

enum class RevokeReason {
    revoked,  // given up in order: work may still be committed
    lost,     // taken away: another member may already own them, commit nothing
};

struct ConsumerOptions {
    ClientOptions client;
    std::string group;
    std::vector<std::string> topics;
    OffsetReset reset = OffsetReset::earliest;
    // Without a poll() for this long the member is expelled from the group.
    std::chrono::milliseconds poll_interval_max{60'000};
    std::chrono::milliseconds session_timeout{10'000};
    // Memory for records read ahead, KiB in total. A second's worth at least: librdkafka 2.0.2 looks again
    // only after a second when it is full (#2879).
    std::size_t prefetch_kbytes = 16 * 1024;
    // Both are called inside poll() (or close()), on its thread. Before on_revoked returns, the partitions
    // are still this member's: abort or finish the batch there.
    std::function<void(const std::vector<TopicPartition>&)> on_assigned;
    std::function<void(const std::vector<TopicPartition>&, RevokeReason)> on_revoked;
    // One sentence for the log (broker away, group error). The polling thread; must not throw.
    std::function<void(const std::string& sentence)> on_event;
};

// Names the group, its generation and this member, so that a transaction's offsets are refused from a member
// that has been replaced (KIP-447).
class GroupMetadata {
public:
    class Impl;
    explicit GroupMetadata(std::unique_ptr<Impl> impl);
    GroupMetadata(GroupMetadata&&) noexcept;
    GroupMetadata& operator=(GroupMetadata&&) noexcept;
    ~GroupMetadata();
    [[nodiscard]] const Impl& impl() const { return *impl_; }

private:
    std::unique_ptr<Impl> impl_;
};

// A member of a consumer group. Never commits by itself. Assignor: range (so equal partition numbers of
// several topics meet in one member; cooperative assignment has defects in librdkafka 2.0.2).
class Consumer {
public:
    [[nodiscard]] static Result<std::unique_ptr<Consumer>> open(ConsumerOptions options);
    ~Consumer();
    Consumer(const Consumer&) = delete;
    Consumer& operator=(const Consumer&) = delete;

    // The next record, or nothing within `timeout`. An error is for good (fatal, or an offset out of range
    // under OffsetReset::error): make a new Consumer. Passing trouble is told to on_event and mended by the
    // library.
    [[nodiscard]] Result<std::optional<Incoming>> poll(std::chrono::milliseconds timeout);

    [[nodiscard]] std::vector<TopicPartition> assignment() const;
    // Per assigned partition the offset poll() would deliver next; partitions without a delivery yet are left
    // out.
    [[nodiscard]] std::vector<NextOffset> positions() const;
    // Records of the assigned partitions behind what poll() has delivered, as far as the last fetches told.
    // Does not ask the broker.
    [[nodiscard]] std::int64_t lag() const;
    // Goes back (or forth): what was read ahead is dropped. Blocks up to `timeout`.
    [[nodiscard]] Result<void> seek(std::span<const NextOffset> to, std::chrono::milliseconds timeout);
    // Back to the committed offsets of every assigned partition (the earliest where there is none): after an
    // abort.
    [[nodiscard]] Result<void> rewind(std::chrono::milliseconds timeout);

    // Committed offsets of the partitions; those without one are left out.
    [[nodiscard]] Result<std::vector<NextOffset>>
    committed(std::span<const TopicPartition> partitions, std::chrono::milliseconds timeout);
    // Commits outside a transaction and waits for the answer.
    [[nodiscard]] Result<void> commit(std::span<const NextOffset> next);

    [[nodiscard]] Result<void> pause(std::span<const TopicPartition> partitions);
    [[nodiscard]] Result<void> resume(std::span<const TopicPartition> partitions);

    [[nodiscard]] GroupMetadata group_metadata() const;

    // Leaves the group; on_revoked is called. Bounded: after `timeout` the rest is left to a helper thread,
    // because librdkafka 2.0.2 can hang here when the coordinator is away.
    void close(std::chrono::milliseconds timeout);

    class Impl;

private:
    explicit Consumer(std::shared_ptr<Impl> impl);
    std::shared_ptr<Impl> impl_;  // shared with the helper thread of close()
};

struct TailOptions {
    ClientOptions client;
    std::vector<std::string> topics;
    std::size_t prefetch_kbytes = 16 * 1024;
    std::function<void(const std::string& sentence)> on_event;
    // How long a broker may hold back an empty answer. A real one answers as soon as there is a record, the
    // embedded one only when this time is over.
    std::chrono::milliseconds fetch_wait{100};
};

// Follows every partition of some topics, in no group: for a replica.
class Tail {
public:
    // Partitions named in `from` start there, all others at the beginning. An offset that no longer exists is
    // not guessed: poll() then fails with Errc::not_found, and the replica has to start anew.
    [[nodiscard]] static Result<std::unique_ptr<Tail>>
    open(TailOptions options, std::span<const NextOffset> from, std::chrono::milliseconds timeout);
    ~Tail();
    Tail(const Tail&) = delete;
    Tail& operator=(const Tail&) = delete;

    [[nodiscard]] Result<std::optional<Incoming>> poll(std::chrono::milliseconds timeout);

    // The id the cluster gave itself when it was made; empty when it did not tell within `timeout`.
    [[nodiscard]] std::string cluster_id(std::chrono::milliseconds timeout) const;
    // All partitions followed.
    [[nodiscard]] std::vector<TopicPartition> partitions() const;
    // Per partition how far poll() has delivered. At the end of a partition it includes the markers of
    // transactions, which take offsets but are no records, so it can be compared with stable_end().
    [[nodiscard]] std::vector<NextOffset> positions() const;
    // Records behind what poll() has delivered, as far as the last fetches told. Does not ask the broker.
    [[nodiscard]] std::int64_t lag() const;
    // The last stable offset: committed records end here. Asks the broker; blocks up to `timeout`.
    [[nodiscard]] Result<std::int64_t>
    stable_end(const TopicPartition& partition, std::chrono::milliseconds timeout);
    // The stable ends of all partitions, asked for in parallel requests a broker.
    [[nodiscard]] Result<std::vector<NextOffset>> stable_ends(std::chrono::milliseconds timeout);

    class Impl;

private:
    explicit Tail(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

// Reads single records by their position. Thread-safe (one read at a time).
class RecordReader {
public:
    [[nodiscard]] static Result<std::unique_ptr<RecordReader>> open(ClientOptions options);
    ~RecordReader();
    RecordReader(const RecordReader&) = delete;
    RecordReader& operator=(const RecordReader&) = delete;

    // Errc::not_found where there is no committed record at that offset (deleted, aborted, not yet written);
    // Errc::kafka_unavailable when the time is over.
    [[nodiscard]] Result<Incoming> read_at(const Position& position, std::chrono::milliseconds timeout);

    class Impl;

private:
    explicit RecordReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace silkgate::kafka
