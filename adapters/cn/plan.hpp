// Which legs an order needs on the Chinese side.
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/cn/tables.hpp"

#include <span>
#include <vector>

namespace silkgate::adapters::cn {

inline constexpr std::string_view kExportLeg = "export-cn";
inline constexpr std::string_view kImportLeg = "import-cn";

void plan_legs(
    const order::Order& order,
    const Context& context,
    const Tables& tables,
    std::vector<Leg>& legs,
    Violations& out
);

// Reports the booking of a return, which is not made; true when it was one.
bool report_carriage_back(const Context& context, std::string_view leg, Violations& out);

[[nodiscard]] std::span<const Rule> plan_rules() noexcept;

}  // namespace silkgate::adapters::cn
