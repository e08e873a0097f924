#include "gateway/core/text.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace silkgate {

bool has_control(std::string_view text) noexcept {
    constexpr std::uint64_t kOnes = 0x0101010101010101;
    constexpr std::uint64_t kHigh = 0x8080808080808080;
    const char* at = text.data();
    const char* const end = at + text.size();
    // Eight characters at a time: the high bit of a byte says that it is below 20, or 7F.
    for (; end - at >= 8; at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        const std::uint64_t below = (word - kOnes * 0x20) & ~word;
        const std::uint64_t other = word ^ kOnes * 0x7f;
        const std::uint64_t deleted = (other - kOnes) & ~other;
        if (((below | deleted) & kHigh) != 0) {
            return true;
        }
    }
    return std::any_of(at, end, is_control);
}

}  // namespace silkgate
