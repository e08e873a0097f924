// A signature server: a process beside the gateway that holds the card or the encryption machine and signs on
// request, as a PKCS#11 module does on a call.
//
// POST <path> {"key":"<certificate's serial>","mechanism":"SHA1_RSA_PKCS" or "SM2_SM3","data":"<base64>"},
// answer 200 {"signature":"<base64>"}: raw bytes, as crypto::SignatureScheme has them.
#pragma once

#include "gateway/crypto/signer.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace silkgate::http {

// `url`: http://<host>:<port>/<path>, meant for the same host or a network of its own: there is no TLS.
// invalid_value for another one. sign() asks once, within `timeout`, and believes only a signature that the
// certificate verifies; io_failed where the server does not give one.
[[nodiscard]] Result<std::unique_ptr<const crypto::Signer>>
remote_signer(const std::string& url, crypto::Certificate certificate, std::chrono::milliseconds timeout);

}  // namespace silkgate::http
