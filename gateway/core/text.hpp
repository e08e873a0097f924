// Looking through UTF-8 text.
#pragma once

#include <string_view>

namespace silkgate {

// Whether there is a control character of ASCII: 00 to 1F or 7F.
[[nodiscard]] bool has_control(std::string_view text) noexcept;

[[nodiscard]] constexpr bool is_control(char c) noexcept {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

}  // namespace silkgate
