// Digests, encodings and comparisons. OpenSSL is visible in this folder only.
// All functions are pure and thread-safe.
#pragma once

#include "gateway/core/result.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace silkgate::crypto {

using Sha256 = std::array<std::uint8_t, 32>;

[[nodiscard]] Sha256 sha256(std::string_view bytes);
[[nodiscard]] Sha256 hmac_sha256(std::string_view key, std::string_view bytes);

[[nodiscard]] std::string to_hex(const Sha256& digest);  // lower case
// RFC 4648 alphabet in lower case ("a".."z", "2".."7"), no padding; the first `length` characters.
[[nodiscard]] std::string to_base32(const Sha256& digest, std::size_t length);
[[nodiscard]] std::string to_base64(std::string_view bytes);
// Strict: RFC 4648 with padding, no blanks. Anything else is Errc::invalid_value.
[[nodiscard]] Result<std::string> from_base64(std::string_view text);

// Time does not depend on where the first difference is.
[[nodiscard]] bool equal_constant_time(std::string_view a, std::string_view b) noexcept;

// UUID version 5 (RFC 4122 4.3) of `name` in Silkgate's own name space; lower case, 36 characters.
[[nodiscard]] std::string uuid_v5(std::string_view name);

// Cryptographically random bytes, for secrets and request ids.
[[nodiscard]] std::string random_bytes(std::size_t count);

}  // namespace silkgate::crypto
