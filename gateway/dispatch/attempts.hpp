// How often a record was tried in vain, and when that is enough: a poison record must not stop the records
// behind it, and a record that fails only because Kafka is away must not be given up.
#pragma once

#include "gateway/core/time.hpp"
#include "gateway/kafka/record.hpp"

#include <compare>
#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace silkgate::dispatch {

// Why a record can not be processed; to_string gives sg_dlq_code.
enum class FailureCode : std::uint8_t {
    unreadable,      // not what belongs on this topic
    unmatched,       // a reply to no document of ours
    adapter_failed,  // deciding threw
    too_large,       // Kafka refuses what it leads to
};

[[nodiscard]] std::string_view to_string(FailureCode code) noexcept;

struct Failure {
    FailureCode code = FailureCode::unreadable;
    std::string reason;  // English
    int attempts = 1;
    Instant first_failed;
};

// One router thread's. Forgets everything on a rebalance: whoever owns the records then counts anew.
class Attempts {
public:
    // This record alone led to the failure: one more attempt.
    void failed(const kafka::Position& position, FailureCode code, std::string reason, Instant now);
    // A batch failed and this record may be why: it is tried alone next.
    void suspect(const kafka::Position& position);
    // The record was processed, or is on the dead-letter topic.
    void done(const kafka::Position& position);
    void clear();

    // Whether the record must be in a batch of its own.
    [[nodiscard]] bool is_suspect(const kafka::Position& position) const;
    // nullptr when the record never failed.
    [[nodiscard]] const Failure* find(const kafka::Position& position) const;
    [[nodiscard]] bool empty() const noexcept { return suspects_.empty(); }

private:
    struct Place {
        std::string topic;
        std::int32_t partition = 0;
        std::int64_t offset = 0;

        auto operator<=>(const Place&) const = default;
    };
    [[nodiscard]] static Place place_of(const kafka::Position& position);

    std::set<Place> suspects_;
    std::map<Place, Failure> failures_;
};

}  // namespace silkgate::dispatch
