// The texts by which a receipt names one of our documents. A receipt is matched by its business key, never by
// its guid, which the e-port makes itself (edition 202205).
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace silkgate::adapters::cn {

// "cn:CEB303:<ebpCode>:<ebcCode>:<orderNo>"
[[nodiscard]] inline std::string
reference(std::string_view document, std::initializer_list<std::string_view> key) {
    std::string out = "cn:";
    out += document;
    for (const std::string_view part : key) {
        out += ':';
        out += part;
    }
    return out;
}

// A receipt about a whole message (CEB900) names its CopMsgId; the documents' own root guid serves as one.
[[nodiscard]] inline std::string message_reference(std::string_view message_id) {
    return reference("message", {message_id});
}

}  // namespace silkgate::adapters::cn
