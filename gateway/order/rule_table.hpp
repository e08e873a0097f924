// The rows of order_rules.def as rules, by name. Private to gateway/order and gateway/intake.
#pragma once

#include "gateway/core/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace silkgate::order {

enum class RuleName : std::uint8_t {
#define SILKGATE_ORDER_RULE(name, id, code, severity, remedy, basis, en, zh, ru) name,
#include "gateway/order/order_rules.def"
#undef SILKGATE_ORDER_RULE
};

[[nodiscard]] const Rule& find_rule(RuleName name) noexcept;

// A finding with its canonical pointer; `found` only for what is not personal data.
[[nodiscard]] Violation
make_violation(RuleName name, std::string canonical_pointer, std::string_view found = {});

}  // namespace silkgate::order
