// A parcel packed into a consolidation (decision 0015): from the consolidation's record to one command for
// each order in it.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/core/time.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"

#include <string>
#include <vector>

namespace silkgate::kafka {
struct Incoming;
}

namespace silkgate::dispatch {

struct Command;

struct Packing {
    std::string consolidation;  // number
    std::string made_at;        // when it was created, RFC 3339: one dissolved and made anew is another
    std::string unit;           // the innermost that holds the parcel

    bool operator==(const Packing&) const = default;
};

void write_packing(json::Writer& out, const Packing& packing);
[[nodiscard]] Packing read_packing(json::Value value);
// The member "packed" of a state; nothing where there is none.
void write_packed(json::Writer& out, const std::vector<Packing>& packed);
[[nodiscard]] std::vector<Packing> read_packed(json::Value array);

// Commands `packed` of a record of logistics.consolidations.v1; none of a tombstone. Errc::invalid_value for
// what is no consolidation.
[[nodiscard]] Result<std::vector<Command>> read_packings(const kafka::Incoming& record, Instant now);

}  // namespace silkgate::dispatch
