// Which legs an order needs on the Chinese side.
#pragma once

#include "adapters/adapter.hpp"

#include <span>
#include <vector>

namespace silkgate::adapters::cn {

inline constexpr std::string_view kExportLeg = "export-cn";
inline constexpr std::string_view kRegime = "9610";

void plan_legs(const order::Order& order, const Context& context, std::vector<Leg>& legs, Violations& out);

// Reports an action other than submit; true when there was one.
bool report_unserved_action(const Context& context, std::string_view leg, Violations& out);

[[nodiscard]] std::span<const Rule> plan_rules() noexcept;

}  // namespace silkgate::adapters::cn
