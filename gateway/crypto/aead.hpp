// AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits a message.
#pragma once

#include "gateway/core/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace silkgate::crypto {

inline constexpr std::size_t kAeadKeyBytes = 32;

// nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes). `context` is not in it but must be the same to open it. The
// key is kAeadKeyBytes long. With random nonces one key must not seal more than 2^32 messages (SP 800-38D,
// 8.3). Thread-safe.
[[nodiscard]] std::string aead_seal(std::string_view key, std::string_view context, std::string_view plain);

// Errc::invalid_value where key, context or a byte is not what it was. Thread-safe.
[[nodiscard]] Result<std::string>
aead_open(std::string_view key, std::string_view context, std::string_view sealed);

}  // namespace silkgate::crypto
