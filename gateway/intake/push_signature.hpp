// How platforms prove that a push is their own, over the raw bytes. Pure; thread-safe. Private to
// gateway/intake.
#pragma once

#include "gateway/intake/intake.hpp"
#include "gateway/intake/mapping.hpp"

#include <string_view>

namespace silkgate::intake {

// "hmac", "jws", "rsa", "app_key_hmac", "url_hmac", or nothing.
[[nodiscard]] std::optional<SignatureScheme> find_signature_scheme(std::string_view word) noexcept;

// What `secret` holds by scheme: hmac the shared secret; jws the shop's JWKS (JSON), or a shared secret for
// the older HMAC; rsa the platform's public key in PEM; app_key_hmac "appKey:secret"; url_hmac the partner
// key. A header that holds a bearer key of ours is no signature.
[[nodiscard]] WebhookVerdict
verify_push(const SignatureRow& row, const api::Request& request, std::string_view secret);

}  // namespace silkgate::intake
