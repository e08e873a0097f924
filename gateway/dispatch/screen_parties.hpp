// The order's parties against the lists of denied parties, as findings of the plan.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/core/result.hpp"
#include "gateway/order/order.hpp"
#include "gateway/screening/screener.hpp"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace silkgate::dispatch {

// What an order is planned with: what its adapters see, and what they do not.
struct PlanContext {
    PlanContext(  // NOLINT(google-explicit-constructor): nothing is screened
        adapters::Context context,
        const screening::Screener* screener_in_force = nullptr,
        const std::vector<screening::Release>* releases = nullptr
    )
        : adapter(std::move(context)), screener(screener_in_force), released(releases) {}

    adapters::Context adapter;
    const screening::Screener* screener;              // lists of denied parties; nullptr where none are set
    const std::vector<screening::Release>* released;  // their hits, by an operator; nullptr: none
};

// One SG-0940 for each hit of `context.screener` that no one of `context.released` has released; `found` is
// "<list>/<entry> <score>", never a name. Nothing where there is no screener.
void screen_parties(const order::Order& order, const PlanContext& context, Violations& out);

// The hits themselves, for who is to release them.
[[nodiscard]] std::vector<screening::Hit> open_hits(const order::Order& order, const PlanContext& context);

// Whether a finding of this rule is for an operator alone to mend: no caller is refused for it.
[[nodiscard]] bool is_for_operator(const Rule& rule) noexcept;

// "OFAC-SDN/7157" of a finding's `found`.
[[nodiscard]] std::string entry_of(const Violation& violation);

// Rules of this file, for metrics and the reference page.
[[nodiscard]] std::span<const Rule> screening_rules() noexcept;

}  // namespace silkgate::dispatch
