#include "gateway/intake/push_signature.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/crypto/rsa.hpp"
#include "gateway/json/reader.hpp"

#include <algorithm>
#include <array>

namespace silkgate::intake {
namespace {

constexpr std::array<std::pair<std::string_view, SignatureScheme>, 5> kSchemes = {{
    {"hmac", SignatureScheme::hmac},
    {"jws", SignatureScheme::jws},
    {"rsa", SignatureScheme::rsa},
    {"app_key_hmac", SignatureScheme::app_key_hmac},
    {"url_hmac", SignatureScheme::url_hmac},
}};

bool is_hmac_of(
    std::string_view signature,
    std::string_view secret,
    std::string_view message,
    SignatureEncoding encoding
) {
    const crypto::Sha256 digest = crypto::hmac_sha256(secret, message);
    const std::string expected = encoding == SignatureEncoding::hex
                                     ? crypto::to_hex(digest)
                                     : crypto::to_base64(std::string(digest.begin(), digest.end()));
    return !secret.empty() && crypto::equal_constant_time(expected, signature);
}

// The keys a JWKS has for `kid`: the one of that name, or every one where the header names none.
std::vector<crypto::RsaPublicKey> find_keys(json::Value jwks, json::Value kid) {
    std::vector<crypto::RsaPublicKey> keys;
    for (const json::Value jwk : jwks["keys"].is_array() ? jwks["keys"] : json::Value{}) {
        if (jwk["kty"].text() != "RSA" || (kid && kid.text() != jwk["kid"].text())) {
            continue;
        }
        const auto modulus = crypto::from_base64url(jwk["n"].text());
        const auto exponent = crypto::from_base64url(jwk["e"].text());
        if (modulus && exponent) {
            if (auto key = crypto::RsaPublicKey::from_numbers(*modulus, *exponent)) {
                keys.push_back(std::move(*key));
            }
        }
    }
    return keys;
}

// Detached JWS (RFC 7515 appendix F): "header..signature". The payload is signed as it is where the header
// says b64: false (RFC 7797, and names it critical), else in base64url. Nothing but RS256, whatever the
// header says.
bool is_jws_of(std::string_view token, std::string_view jwks_text, std::string_view payload) {
    const auto first = token.find('.');
    if (first == std::string_view::npos || token.substr(first, 2) != ".." ||
        token.find('.', first + 2) != std::string_view::npos) {
        return false;
    }
    const auto header_text = crypto::from_base64url(token.substr(0, first));
    const auto signature = crypto::from_base64url(token.substr(first + 2));
    const auto jwks = json::Document::parse(std::string(jwks_text));
    if (!header_text || !signature || !jwks) {
        return false;
    }
    const auto header = json::Document::parse(*header_text);
    if (!header || header->root()["alg"].text() != "RS256") {
        return false;
    }
    for (const json::Value critical : header->root()["crit"]) {
        if (critical.text() != "b64") {
            return false;
        }
    }
    const json::Value b64 = header->root()["b64"];
    const bool is_raw = b64 && !b64.is_true();
    if (is_raw && header->root()["crit"].size() == 0) {
        return false;
    }
    std::string signed_text(token.substr(0, first));
    signed_text.append(".").append(is_raw ? std::string(payload) : crypto::to_base64url(payload));
    return std::ranges::any_of(
        find_keys(jwks->root(), header->root()["kid"]),
        [&](const crypto::RsaPublicKey& key) { return key.verify_sha256(signed_text, *signature); }
    );
}

bool is_rsa_of(std::string_view signature, std::string_view pem, std::string_view payload) {
    const auto key = crypto::RsaPublicKey::from_pem(pem);
    const auto bytes = crypto::from_base64(signature);
    return key && bytes && key->verify_sha256(payload, *bytes);
}

bool is_signed(
    const SignatureRow& row,
    const api::Request& request,
    std::string_view signature,
    std::string_view secret
) {
    const std::string_view body = request.body;
    switch (row.scheme) {
        case SignatureScheme::hmac:
            return is_hmac_of(signature, secret, body, row.encoding);
        case SignatureScheme::jws:
            return signature.find('.') == std::string_view::npos
                       ? is_hmac_of(signature, secret, body, SignatureEncoding::hex)
                       : is_jws_of(signature, secret, body);
        case SignatureScheme::rsa:
            return is_rsa_of(signature, secret, body);
        case SignatureScheme::app_key_hmac: {
            const auto colon = secret.find(':');
            return colon != std::string_view::npos && colon > 0 &&
                   is_hmac_of(
                       signature,
                       secret.substr(colon + 1),
                       std::string(secret.substr(0, colon)) + std::string(body),
                       SignatureEncoding::hex
                   );
        }
        case SignatureScheme::url_hmac: {
            const std::string url = "https://" + std::string(request.header("Host")) + request.path;
            return is_hmac_of(signature, secret, url + "|" + std::string(body), SignatureEncoding::hex);
        }
    }
    return false;
}

}  // namespace

std::optional<SignatureScheme> find_signature_scheme(std::string_view word) noexcept {
    const auto* row = std::ranges::find(kSchemes, word, [](const auto& scheme) { return scheme.first; });
    return row == kSchemes.end() ? std::nullopt : std::optional(row->second);
}

WebhookVerdict verify_push(const SignatureRow& row, const api::Request& request, std::string_view secret) {
    const std::string_view signature = request.header(row.header);
    if (signature.empty() || signature.starts_with("Bearer ")) {
        return WebhookVerdict::not_a_webhook;
    }
    return !secret.empty() && is_signed(row, request, signature, secret) ? WebhookVerdict::verified
                                                                         : WebhookVerdict::wrong;
}

}  // namespace silkgate::intake
