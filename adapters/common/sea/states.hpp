// Statuses of DCSA documents and which may follow which (states.def).
#pragma once

#include <cstdint>
#include <string_view>

namespace silkgate::adapters::sea {

enum class Machine : std::uint8_t { booking, amendment, cancellation };

// Whether a status is one of the machine's; "" is, as none.
[[nodiscard]] bool is_status(Machine machine, std::string_view status) noexcept;
[[nodiscard]] bool may_follow(Machine machine, std::string_view from, std::string_view to) noexcept;
// A status that nothing follows.
[[nodiscard]] bool is_final(Machine machine, std::string_view status) noexcept;

}  // namespace silkgate::adapters::sea
