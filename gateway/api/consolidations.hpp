// PUT GET DELETE /v1/consolidations/{number}: which orders travel in which bags, containers, trucks, wagons.
#pragma once

#include "adapters/common/consolidation/rules.hpp"
#include "gateway/api/log_reader.hpp"
#include "gateway/api/message.hpp"
#include "gateway/api/services.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <vector>

namespace silkgate::api {

// A consolidation of the caller, by the number in the path.
struct FoundConsolidation {
    std::shared_ptr<const Snapshot> snapshot;
    TenantId tenant;
    std::string number;
    std::string json;  // empty: there is none
    std::optional<adapters::consolidation::Consolidation> value;
};

// Errors: unauthenticated, scope_missing, invalid_parameter for a number of more than 60 bytes.
[[nodiscard]] Result<FoundConsolidation>
find_consolidation(const Services& services, const Request& request, std::string_view scope);

// The same, once this process knows what every other one has committed. Also kafka_unavailable.
boost::asio::awaitable<Result<FoundConsolidation>>
find_current_consolidation(const Services& services, const Request& request, std::string_view scope);

// Nothing where it is no consolidation.
[[nodiscard]] std::optional<adapters::consolidation::Consolidation> read_record(const std::string& json);

// What If-Match has to say before one that is there may be changed.
[[nodiscard]] Result<void> check_if_match(const FoundConsolidation& place, const Request& request);

// For GET /v1/orders/{id}: of each consolidation that holds the order its number, its way, its transport
// document and the units from the parcel outwards.
[[nodiscard]] std::vector<std::string>
travels_in(const Services& services, const dispatch::OrderState& state);

class Consolidations {
public:
    Consolidations(Services& services, LogReader& log) : services_(services), log_(log) {}

    // Makes it, or with If-Match replaces it. What is the same already is answered and not written again.
    boost::asio::awaitable<Reply> put(Request request);
    boost::asio::awaitable<Reply> get(Request request);
    // Dissolves it: the orders travel on their own again.
    boost::asio::awaitable<Reply> remove(Request request);
    // Writes what `place` has become, as its next version.
    boost::asio::awaitable<Result<void>>
    save(const FoundConsolidation& place, adapters::consolidation::Consolidation& changed, Instant now);

private:
    using Consolidation = adapters::consolidation::Consolidation;

    // The orders that the units name, as parcels; what is wrong with them is added to `found`.
    boost::asio::awaitable<Result<void>>
    add_parcels(const FoundConsolidation& place, Consolidation& wish, Violations& found);
    // One order's parcel; nothing where a violation says why.
    boost::asio::awaitable<Result<std::optional<adapters::consolidation::Parcel>>> find_parcel(
        const FoundConsolidation& place,
        const Consolidation& wish,
        std::string order,
        std::string pointer,
        Violations& found
    );
    // Durable first, then visible to this process.
    boost::asio::awaitable<Result<void>>
    write(TenantId tenant, std::string number, std::string version, std::optional<std::string> json);

    Services& services_;
    LogReader& log_;
};

}  // namespace silkgate::api
