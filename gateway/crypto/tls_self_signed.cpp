// The quickstart's certificate: P-256, self-signed, one subject alternative name for each name.
#include "gateway/crypto/tls_context.hpp"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <string>

namespace silkgate::crypto {
namespace {

using KeyPtr = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using CertificatePtr = std::unique_ptr<X509, decltype(&X509_free)>;
using ExtensionPtr = std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)>;
using NumberPtr = std::unique_ptr<BIGNUM, decltype(&BN_free)>;
using BioPtr = std::unique_ptr<BIO, decltype(&BIO_free)>;
using AddressPtr = std::unique_ptr<ASN1_OCTET_STRING, decltype(&ASN1_OCTET_STRING_free)>;

bool is_address(const std::string& name) {
    const AddressPtr address(a2i_IPADDRESS(name.c_str()), &ASN1_OCTET_STRING_free);
    ERR_clear_error();
    return address != nullptr;
}

bool is_dns_name(const std::string& name) {
    return !name.empty() && name.size() <= 253 && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '.';
    });
}

bool add_extension(X509* certificate, int nid, const std::string& value) {
    X509V3_CTX context{};
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const ExtensionPtr extension(
        X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()), &X509_EXTENSION_free
    );
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

// RFC 5280 4.1.2.2: positive and at most 20 octets; 127 random bits.
bool set_random_serial(X509* certificate) {
    const NumberPtr number(BN_new(), &BN_free);
    return number && BN_rand(number.get(), 127, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool set_names(X509* certificate, const std::vector<std::string>& names) {
    // A common name holds at most 64 characters (RFC 5280 appendix A.1, ub-common-name); the full name is in
    // the alternative names, which are what clients look at.
    const std::string common = names.front().substr(0, 64);
    X509_NAME* const subject = X509_get_subject_name(certificate);
    const auto* const bytes = reinterpret_cast<const unsigned char*>(common.c_str());
    if (X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, bytes, -1, -1, 0) != 1 ||
        X509_set_issuer_name(certificate, subject) != 1) {
        return false;
    }
    std::string alternatives;
    for (const std::string& name : names) {
        alternatives +=
            (alternatives.empty() ? "" : ",") + std::string(is_address(name) ? "IP:" : "DNS:") + name;
    }
    return add_extension(certificate, NID_subject_alt_name, alternatives);
}

template <class Write>
std::string to_pem(Write write) {
    const BioPtr bio(BIO_new(BIO_s_mem()), &BIO_free);
    if (!bio || write(bio.get()) != 1) {
        return {};
    }
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

}  // namespace

Result<CertificateAndKey> make_self_signed(const std::vector<std::string>& names, int days) {
    const auto usable = [](const std::string& name) { return is_address(name) || is_dns_name(name); };
    if (names.empty() || days < 1 || !std::ranges::all_of(names, usable)) {
        return fail(
            Errc::invalid_value, "a certificate needs DNS names or IP addresses and at least one day"
        );
    }
    const KeyPtr key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const CertificatePtr certificate(X509_new(), &X509_free);
    constexpr long kSecondsPerDay = 86'400;
    constexpr long kClockSkewSeconds = 300;
    const bool made =
        key && certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
        set_random_serial(certificate.get()) &&
        X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -kClockSkewSeconds) != nullptr &&
        X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kSecondsPerDay * days) != nullptr &&
        X509_set_pubkey(certificate.get(), key.get()) == 1 && set_names(certificate.get(), names) &&
        add_extension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE") &&
        add_extension(certificate.get(), NID_key_usage, "critical,digitalSignature") &&
        add_extension(certificate.get(), NID_ext_key_usage, "serverAuth,clientAuth") &&
        X509_sign(certificate.get(), key.get(), EVP_sha256()) != 0;
    if (!made) {
        ERR_clear_error();
        return fail(Errc::internal, "the self-signed certificate can not be made");
    }
    CertificateAndKey out{
        .certificate_pem = to_pem([&](BIO* bio) { return PEM_write_bio_X509(bio, certificate.get()); }),
        .key_pem = to_pem([&](BIO* bio) {
            return PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
        }),
    };
    return out;
}

}  // namespace silkgate::crypto
