#include "adapters/common/xml/reader.hpp"

#include "adapters/common/xml/well_formed.hpp"
#include "gateway/json/reader.hpp"

#include <pugixml.hpp>

#include <algorithm>

namespace silkgate::adapters::xml {
namespace {

std::string_view local_name(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = text.find_first_not_of(kBlanks);
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// pugixml parses without recursion, but this copy recurses: check_well_formed has counted the depth, and so
// does it.
bool convert(
    const pugi::xml_node& node,
    Element& out,
    const ReadLimits& limits,
    std::size_t depth,
    std::size_t& count
) {
    if (depth > limits.depth_max || ++count > limits.elements_max) {
        return false;
    }
    out.name = local_name(node.name());
    for (const auto& attribute : node.attributes()) {
        out.attributes.emplace_back(local_name(attribute.name()), attribute.value());
    }
    std::string text;
    for (const auto& child : node.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
            text += child.value();
        } else if (child.type() == pugi::node_element) {
            if (!convert(child, out.children.emplace_back(), limits, depth + 1, count)) {
                return false;
            }
        }
    }
    out.text = trimmed(text);
    return true;
}

}  // namespace

const Element* Element::child(std::string_view wanted) const noexcept {
    const auto found = std::ranges::find(children, wanted, &Element::name);
    return found == children.end() ? nullptr : &*found;
}

std::string_view Element::text_at(std::string_view path) const noexcept {
    const Element* at = this;
    while (at != nullptr && !path.empty()) {
        const auto slash = path.find('/');
        at = at->child(path.substr(0, slash));
        path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
    }
    return at == nullptr ? std::string_view{} : std::string_view{at->text};
}

Result<Element> read(std::string_view bytes, const ReadLimits& limits) {
    if (bytes.size() > limits.bytes_max) {
        return fail(Errc::malformed_xml, "the document is too large");
    }
    if (!json::is_utf8(bytes) || bytes.find('\0') != std::string_view::npos) {
        return fail(Errc::malformed_xml, "the document is not UTF-8 text");
    }
    if (auto problem = check_well_formed(bytes, limits)) {
        return *problem;
    }
    pugi::xml_document document;
    const auto outcome = document.load_buffer(
        bytes.data(),
        bytes.size(),
        pugi::parse_escapes | pugi::parse_cdata | pugi::parse_eol,
        pugi::encoding_utf8
    );
    if (!outcome) {
        return fail(Errc::malformed_xml, outcome.description(), "byte " + std::to_string(outcome.offset));
    }
    Element root;
    std::size_t count = 0;
    if (!document.document_element() || !convert(document.document_element(), root, limits, 1, count)) {
        return fail(Errc::malformed_xml, "no root element, nested too deeply or too many elements");
    }
    return root;
}

}  // namespace silkgate::adapters::xml
