#include "gateway/dispatch/dedupe.hpp"

namespace silkgate::dispatch {
namespace {

constexpr unsigned kLookEvery = 64;       // confirmations
constexpr std::size_t kEntryBytes = 400;  // nodes, ids and hashes; the answer comes on top

std::size_t bytes_of(const KnownOrder& order) {
    return kEntryBytes + order.answer.capacity();
}

}  // namespace

std::optional<Dedupe::Entry> Dedupe::find(const OrderId& id) const {
    if (const auto found = orders_.find(id); found != orders_.end()) {
        return found->second;
    }
    if (auto known = known_.find_order(id)) {
        return Entry{.order = std::move(*known), .in_flight = false};
    }
    return std::nullopt;
}

std::optional<OrderId> Dedupe::order_of_key(const std::string& hash) const {
    if (hash.empty()) {
        return std::nullopt;
    }
    if (const auto found = keys_.find(hash); found != keys_.end()) {
        return found->second;
    }
    if (auto known = known_.find_key(hash)) {
        return std::move(known->id);
    }
    return std::nullopt;
}

std::optional<Replay> Dedupe::find_replay(const Admission& admission) const {
    const std::scoped_lock lock(mutex_);
    const auto keyed = order_of_key(admission.idempotency_hash);
    const auto entry = find(admission.order);
    if (!entry || entry->in_flight || entry->order.fingerprint != admission.fingerprint ||
        (keyed && *keyed != admission.order)) {
        return std::nullopt;
    }
    return Replay{.order = admission.order, .answer = entry->order.answer, .version = entry->order.version};
}

Result<std::variant<FirstTime, Replay>> Dedupe::admit(const Admission& admission) {
    const std::scoped_lock lock(mutex_);
    const auto keyed = order_of_key(admission.idempotency_hash);
    if (keyed && *keyed != admission.order) {
        return fail(
            Errc::idempotency_key_reused, "the Idempotency-Key was used for another order", "Idempotency-Key"
        );
    }
    const auto entry = find(admission.order);
    if (!entry) {
        orders_.emplace(
            admission.order,
            Entry{
                .order =
                    {.id = admission.order,
                     .tenant = admission.tenant,
                     .fingerprint = admission.fingerprint,
                     .idempotency_hash = admission.idempotency_hash,
                     .answer = {},
                     .version = 1,
                     .accepted_at = {}},
                .in_flight = true
            }
        );
        if (!admission.idempotency_hash.empty()) {
            keys_.emplace(admission.idempotency_hash, admission.order);
        }
        return std::variant<FirstTime, Replay>{FirstTime{}};
    }
    if (entry->order.fingerprint != admission.fingerprint) {
        return keyed ? fail(
                           Errc::idempotency_key_reused,
                           "the Idempotency-Key was used with other content",
                           "Idempotency-Key"
                       )
                     : fail(
                           Errc::order_exists, "order " + admission.order.str() + " exists with other content"
                       );
    }
    if (entry->in_flight) {
        return fail(Errc::request_in_flight, "order " + admission.order.str() + " is being accepted now");
    }
    return std::variant<FirstTime, Replay>{
        Replay{.order = admission.order, .answer = entry->order.answer, .version = entry->order.version}
    };
}

void Dedupe::confirm(const Admission& admission, std::string answer, Instant accepted_at) {
    const std::scoped_lock lock(mutex_);
    const auto found = orders_.find(admission.order);
    if (found == orders_.end()) {
        return;
    }
    found->second.in_flight = false;
    found->second.order.answer = std::move(answer);
    found->second.order.accepted_at = accepted_at;
    bytes_ += bytes_of(found->second.order);
    answered_.push_back(admission.order);
    if (++confirmations_ % kLookEvery == 0) {
        forget_known();
    }
    while (bytes_ > bytes_max_) {
        forget_oldest();
    }
}

// The replica learns of orders about in the order of their confirmation: the first it lacks ends the search.
void Dedupe::forget_known() {
    while (!answered_.empty() && known_.has_order(answered_.front())) {
        forget_oldest();
    }
}

void Dedupe::forget_oldest() {
    const auto oldest = orders_.find(answered_.front());
    if (oldest != orders_.end() && !oldest->second.in_flight) {
        bytes_ -= bytes_of(oldest->second.order);
        keys_.erase(oldest->second.order.idempotency_hash);
        orders_.erase(oldest);
    }
    answered_.pop_front();
}

std::size_t Dedupe::bytes() const {
    const std::scoped_lock lock(mutex_);
    return bytes_;
}

void Dedupe::release(const Admission& admission) {
    const std::scoped_lock lock(mutex_);
    orders_.erase(admission.order);
    keys_.erase(admission.idempotency_hash);
}

std::optional<KnownOrder> Dedupe::find_recent(const OrderId& id, const TenantId& tenant) const {
    const std::scoped_lock lock(mutex_);
    const auto found = orders_.find(id);
    if (found == orders_.end() || found->second.in_flight || found->second.order.tenant != tenant) {
        return std::nullopt;
    }
    return found->second.order;
}

}  // namespace silkgate::dispatch
