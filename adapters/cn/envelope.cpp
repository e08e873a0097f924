#include "adapters/cn/envelope.hpp"

#include "adapters/cn/tables.hpp"
#include "adapters/common/xml/reader.hpp"
#include "adapters/common/xml/writer.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>

namespace silkgate::adapters::cn {
namespace {

// Customs' own numbers at the platform, by direction; agreed with the e-port, read in code of three authors.
constexpr std::string_view kImports = "DXPEDCCEB0000002";
constexpr std::string_view kExports = "DXPEDCCEB0000003";
constexpr std::size_t kSenderMax = 16;

// CEB311, 411, 511, 513, 621, 623, 625 and 711 are imports.
bool is_import(std::string_view type) {
    constexpr std::string_view kTypes[] = {
        "CEB311Message",
        "CEB411Message",
        "CEB511Message",
        "CEB513Message",
        "CEB621Message",
        "CEB623Message",
        "CEB625Message",
        "CEB711Message",
    };
    return std::ranges::find(kTypes, type) != std::end(kTypes);
}

std::string_view guid_of(const xml::Element& root) {
    const auto found =
        std::ranges::find(root.attributes, std::string("guid"), &std::pair<std::string, std::string>::first);
    return found == root.attributes.end() ? std::string_view{} : std::string_view(found->second);
}

// xs:dateTime without a zone, in China.
std::string local_date_time(Instant at) {
    std::string text = format_compact(at, kChinaOffset);  // YYYYMMDDhhmmss
    for (const auto& [position, separator] : {std::pair{12, ":"}, {10, ":"}, {8, "T"}, {6, "-"}, {4, "-"}}) {
        text.insert(static_cast<std::size_t>(position), separator);
    }
    return text;
}

}  // namespace

Result<std::string> envelop(std::string_view message, Instant created_at) {
    const auto root = xml::read(message);
    if (!root) {
        return root.error();
    }
    const std::string_view sender = root->text_at("BaseTransfer/dxpId");
    const std::string_view guid = guid_of(*root);
    if (!root->name.starts_with("CEB") || !root->name.ends_with("Message") || guid.empty() ||
        sender.empty() || sender.size() > kSenderMax) {
        return fail(
            Errc::invalid_value, "not a CEB message with a guid and a sender's number of 16 characters"
        );
    }
    xml::Writer out;
    out.open("dxp:DxpMsg", {"xmlns:dxp", "http://www.chinaport.gov.cn/dxp", "ver", "1.0"});
    out.open("dxp:TransInfo");
    out.element("dxp:CopMsgId", guid).element("dxp:SenderId", sender);
    out.open("dxp:ReceiverIds")
        .element("dxp:ReceiverId", is_import(root->name) ? kImports : kExports)
        .close();
    out.element("dxp:CreatTime", local_date_time(created_at)).element("dxp:MsgType", root->name);
    out.close();
    out.element("dxp:Data", crypto::to_base64(message));
    out.close();
    return std::move(out).str();
}

}  // namespace silkgate::adapters::cn
