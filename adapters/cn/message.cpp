#include "adapters/cn/message.hpp"

#include "adapters/cn/references.hpp"

#include <algorithm>
#include <utility>

namespace silkgate::adapters::cn {
namespace {

constexpr std::string_view kNew = "1";      // appType
constexpr std::string_view kChange = "2";   // appType
constexpr std::string_view kDeclare = "2";  // appStatus: declare, not only stage

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return text;
}

}  // namespace

Message::Message(const Facts& facts, const MessageKind& kind) : facts_(facts), kind_(kind) {
    guid_ = upper(facts.context->uuid("cn message " + std::string(kind.name)));
    writer_.open(
        "ceb:" + std::string(kind.name) + "Message",
        {"xmlns:ceb",
         "http://www.chinaport.gov.cn/ceb",
         "xmlns:xsi",
         "http://www.w3.org/2001/XMLSchema-instance",
         "guid",
         guid_,
         "version",
         "1.0"}
    );
}

Message& Message::open(std::string_view name) {
    writer_.open(prefixed(name));
    return *this;
}

Message& Message::close() {
    writer_.close();
    return *this;
}

Message& Message::put(std::string_view name, std::string_view text) {
    writer_.element(prefixed(name), text);
    return *this;
}

Message& Message::put(std::string_view name, Decimal number) {
    return put(name, number.to_shortest());
}

Message& Message::put_if(std::string_view name, std::string_view text) {
    return text.empty() ? *this : put(name, text);
}

Message& Message::put_application(Application application) {
    put("guid", upper(facts_.context->uuid("cn document " + std::string(kind_.name))));
    put("appType", application == Application::change ? kChange : kNew);
    put("appTime", format_compact(facts_.context->decided_at, kChinaOffset));
    return put("appStatus", kDeclare);
}

Message& Message::put_application() {
    return put_application(
        facts_.context->action == Action::amend ? Application::change : Application::submit
    );
}

Document Message::finish(std::vector<std::string> references) {
    const Sender& sender = facts_.configured.senders[static_cast<std::size_t>(kind_.filing)];
    open("BaseTransfer");
    put("copCode", sender.code).put("copName", sender.name).put("dxpMode", "DXP").put("dxpId", sender.dxp_id);
    close();
    close();
    references.push_back(message_reference(guid_));
    Document document;
    document.kind = kind_.name;
    document.content_type = "application/xml; charset=utf-8";
    document.bytes = std::move(writer_).str();
    document.references = std::move(references);
    document.data_schema = "CEB 202205 " + document.kind + "Message";
    document.signature = kSigned;
    document.filer = kind_.filer;
    document.decides_leg = kind_.decides_leg;
    return document;
}

std::string_view Message::prefixed(std::string_view name) {
    name_.assign("ceb:").append(name);
    return name_;
}

}  // namespace silkgate::adapters::cn
