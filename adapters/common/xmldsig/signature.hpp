// Enveloped XML signatures (W3C XML Signature) as Chinese customs takes them: RSA with SHA-1 or SM2 with SM3,
// inclusive Canonical XML 1.0.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/crypto/signer.hpp"

#include <string>
#include <string_view>

namespace silkgate::adapters::xmldsig {

// The document with a ds:Signature as its root's last child, not a byte else changed. Errors as read(), and
// the signer's. A document that has one already is Errc::invalid_value.
[[nodiscard]] Result<std::string> sign(std::string_view document, const crypto::Signer& signer);

// Whose key signed the document, by the certificate inside; it says nothing of who issued that. Errors:
// invalid_value where there is no such signature or it does not hold, malformed_xml.
[[nodiscard]] Result<crypto::Certificate> verify(std::string_view document);

}  // namespace silkgate::adapters::xmldsig
