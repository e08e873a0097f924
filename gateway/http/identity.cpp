#include "gateway/http/identity.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/http/text.hpp"

#include <cstring>

namespace silkgate::http {
namespace {

constexpr CharSet kRequestId = char_set("._-", CharSet::alphanumeric);
constexpr CharSet kLowerHex = char_set("abcdef", CharSet::digits);

std::mt19937_64::result_type seed() {
    const std::string bytes = crypto::random_bytes(sizeof(std::uint64_t));
    std::uint64_t value = 0;
    std::memcpy(&value, bytes.data(), sizeof value);
    return value;
}

bool is_id(std::string_view text) noexcept {
    return contains_only(text, kLowerHex) && text.find_first_not_of('0') != text.npos;
}

}  // namespace

bool is_request_id(std::string_view text) noexcept {
    return !text.empty() && text.size() <= 128 && contains_only(text, kRequestId);
}

bool is_traceparent(std::string_view text) noexcept {
    return text.size() == 55 && text.substr(0, 3) == "00-" && text[35] == '-' && text[52] == '-' &&
           is_id(text.substr(3, 32)) && is_id(text.substr(36, 16)) &&
           contains_only(text.substr(53), kLowerHex);
}

RequestIds::RequestIds() : engine_(seed()) {}

std::string RequestIds::next() {
    static constexpr std::string_view kHex = "0123456789abcdef";
    std::string out(32, '0');
    for (std::size_t half = 0; half < 2; ++half) {
        std::uint64_t bits = engine_();
        for (std::size_t i = 0; i < 16; ++i, bits >>= 4) {
            out[half * 16 + i] = kHex[bits & 0xf];
        }
    }
    return out;
}

}  // namespace silkgate::http
