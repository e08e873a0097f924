// What all messages to the e-port share: root, the first four elements of a document, the sender block.
#pragma once

#include "adapters/cn/export_facts.hpp"
#include "adapters/common/xml/writer.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::cn {

// What the filer signs.
inline constexpr std::string_view kSigned = "xmldsig enveloped, SM2-SM3 or RSA-SHA1, last child of the root";

// One kind of message: its name, whose sender block it carries, who files it.
struct MessageKind {
    std::string_view name;  // "CEB303"
    Filing filing;
    std::string_view filer;
    bool decides_leg = false;
};

// The goods' names, as many as fit in 200 characters: what a carrier sees of the goods.
[[nodiscard]] std::string goods_info(const Facts& facts);

// appType: what the message does with the document of its key.
enum class Application : std::uint8_t { submit, change };

// One message with one document. Names are written with the authority's prefix.
class Message {
public:
    Message(const Facts& facts, const MessageKind& kind);

    Message& open(std::string_view name);
    Message& close();
    Message& put(std::string_view name, std::string_view text);
    Message& put(std::string_view name, Decimal number);
    // Nothing for an empty text.
    Message& put_if(std::string_view name, std::string_view text);

    // guid, appType, appTime, appStatus: the first four elements of every document.
    Message& put_application(Application application);
    // The same with what the action asks for: a change where it amends, new otherwise.
    Message& put_application();

    // Closes the message behind its sender block.
    [[nodiscard]] Document finish(std::vector<std::string> references);

private:
    // The view lives until the next call.
    [[nodiscard]] std::string_view prefixed(std::string_view name);

    const Facts& facts_;
    const MessageKind& kind_;
    xml::Writer writer_;
    std::string guid_;
    std::string name_;
};

}  // namespace silkgate::adapters::cn
