// What this build calls itself.
#pragma once

#include <string>
#include <string_view>

namespace silkgate::cli {

[[nodiscard]] std::string_view version() noexcept;   // "0.1.0"
[[nodiscard]] std::string_view revision() noexcept;  // of the source, or "unknown"
[[nodiscard]] std::string version_json();

}  // namespace silkgate::cli
