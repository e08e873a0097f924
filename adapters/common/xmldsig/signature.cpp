#include "adapters/common/xmldsig/signature.hpp"

#include "adapters/common/xml/canonical.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>
#include <iterator>

namespace silkgate::adapters::xmldsig {
namespace {

using crypto::SignatureScheme;
using xml::Element;

constexpr std::string_view kCanonical = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
constexpr std::string_view kEnveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

constexpr std::string_view kSignedInfo = "Signature/SignedInfo";

// Names of the methods: message specification of edition 202205, XML signature.
struct Method {
    SignatureScheme scheme;
    std::string_view signature;
    std::string_view digest;
    std::string (*hash)(std::string_view);
};

constexpr Method kMethods[] = {
    {SignatureScheme::sm2_sm3,
     "http://www.chinaport.gov.cn/2022/04/xmldsig#sm2-sm3",
     "http://www.chinaport.gov.cn/2022/04/xmldsig#sm3",
     crypto::sm3},
    {SignatureScheme::rsa_sha1,
     "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
     "http://www.w3.org/2000/09/xmldsig#sha1",
     crypto::sha1},
};

const Method& method_of(SignatureScheme scheme) {
    return *std::ranges::find(kMethods, scheme, &Method::scheme);
}

void put(std::string& out, std::string_view name, std::string_view algorithm) {
    out.append("<ds:").append(name).append(" Algorithm=\"").append(algorithm).append("\">");
    out.append("</ds:").append(name).append(">");
}

std::string signed_info(const Method& method, std::string_view digest) {
    std::string out = "<ds:SignedInfo>";
    put(out, "CanonicalizationMethod", kCanonical);
    put(out, "SignatureMethod", method.signature);
    out += "<ds:Reference URI=\"\"><ds:Transforms>";
    put(out, "Transform", kEnveloped);
    out += "</ds:Transforms>";
    put(out, "DigestMethod", method.digest);
    out.append("<ds:DigestValue>").append(crypto::to_base64(digest)).append("</ds:DigestValue>");
    return out + "</ds:Reference></ds:SignedInfo>";
}

std::string
signature_element(const std::string& info, std::string_view value, const crypto::Certificate& certificate) {
    return "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">" + info + "<ds:SignatureValue>" +
           crypto::to_base64(value) + "</ds:SignatureValue><ds:KeyInfo><ds:KeyName>" + certificate.serial() +
           "</ds:KeyName><ds:X509Data><ds:X509Certificate>" + crypto::to_base64(certificate.der()) +
           "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>";
}

Error refused(std::string detail) {
    return fail(Errc::invalid_value, std::move(detail));
}

std::string_view algorithm_of(const Element& parent, std::string_view name) {
    const Element* element = parent.child(name);
    if (element == nullptr) {
        return {};
    }
    const auto found = std::ranges::find(
        element->attributes, std::string("Algorithm"), &std::pair<std::string, std::string>::first
    );
    return found == element->attributes.end() ? std::string_view{} : std::string_view(found->second);
}

std::string without_blanks(std::string_view text) {
    std::string out(text);
    std::erase_if(out, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    return out;
}

// The one form that is taken: a signature over the whole document, this canonicalisation, this transform.
bool has_form(const Element& info, const Method& method) {
    const Element* reference = info.child("Reference");
    const Element* transforms = reference == nullptr ? nullptr : reference->child("Transforms");
    return transforms != nullptr && transforms->children.size() == 1 &&
           algorithm_of(*transforms, "Transform") == kEnveloped &&
           std::ranges::count(info.children, std::string("Reference"), &Element::name) == 1 &&
           std::ranges::find(reference->attributes, std::pair<std::string, std::string>("URI", "")) !=
               reference->attributes.end() &&
           algorithm_of(info, "CanonicalizationMethod") == kCanonical &&
           algorithm_of(info, "SignatureMethod") == method.signature &&
           algorithm_of(*reference, "DigestMethod") == method.digest;
}

}  // namespace

Result<std::string> sign(std::string_view document, const crypto::Signer& signer) {
    const auto root = xml::read(document);
    if (!root) {
        return root.error();
    }
    const auto end = document.rfind("</");
    if (root->child("Signature") != nullptr || end == std::string_view::npos) {
        return refused("the document has a signature already, or no content");
    }
    const auto covered = xml::canonical(document, {});
    if (!covered) {
        return covered.error();
    }
    const Method& method = method_of(signer.certificate().scheme());
    const std::string info = signed_info(method, method.hash(*covered));
    const auto assemble = [&](std::string_view value) {
        std::string out(document.substr(0, end));
        out += signature_element(info, value, signer.certificate());
        return out.append(document.substr(end));
    };
    // What is signed is the part as it stands in the document, with the namespaces in scope there.
    const auto to_sign = xml::canonical_part(assemble({}), kSignedInfo);
    if (!to_sign) {
        return to_sign.error();
    }
    const auto value = signer.sign(*to_sign);
    if (!value) {
        return value.error();
    }
    return assemble(*value);
}

Result<crypto::Certificate> verify(std::string_view document) {
    const auto root = xml::read(document);
    if (!root) {
        return root.error();
    }
    const auto of_root = [](const Element& child) { return child.name == "Signature"; };
    const Element* signature = root->child("Signature");
    if (signature == nullptr || std::ranges::count_if(root->children, of_root) != 1) {
        return refused("the document has not one signature");
    }
    const auto der =
        crypto::from_base64(without_blanks(signature->text_at("KeyInfo/X509Data/X509Certificate")));
    auto certificate = der ? crypto::Certificate::from_der(*der) : Result<crypto::Certificate>(der.error());
    if (!certificate) {
        return refused("the signature has no readable certificate");
    }
    const Method& method = method_of(certificate->scheme());
    const Element* info = signature->child("SignedInfo");
    if (info == nullptr || !has_form(*info, method)) {
        return refused("the signature is not of the form that is taken");
    }
    const auto covered = xml::canonical(document, "Signature");
    const auto signed_part = xml::canonical_part(document, kSignedInfo);
    const auto value = crypto::from_base64(without_blanks(signature->text_at("SignatureValue")));
    if (!covered || !signed_part || !value) {
        return refused("the signature can not be read");
    }
    if (crypto::to_base64(method.hash(*covered)) != without_blanks(info->text_at("Reference/DigestValue"))) {
        return refused("the document was changed after it was signed");
    }
    if (!certificate->verify(*signed_part, *value)) {
        return refused("the signature is not by its certificate's key");
    }
    return certificate;
}

}  // namespace silkgate::adapters::xmldsig
