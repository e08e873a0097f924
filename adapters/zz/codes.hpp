// Zedland's code lists that do not change by date, both ways. Source of every row: zed-msg, annex A
// (invented).
#pragma once

#include "adapters/adapter.hpp"

#include <optional>
#include <string_view>

namespace silkgate::adapters::zz {

// Status of a ZedReply: "10" received … "90" technical error.
[[nodiscard]] std::optional<ReplyStatus> to_status(std::string_view code) noexcept;
[[nodiscard]] std::string_view to_code(ReplyStatus status) noexcept;

// Function of a ZedDeclaration: 9 original, 4 change, 1 cancellation; empty for what Zedland does not know.
[[nodiscard]] std::string_view to_function(Action action) noexcept;

}  // namespace silkgate::adapters::zz
