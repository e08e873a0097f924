#include "adapters/common/xml/canonical.hpp"

#include "adapters/common/xml/well_formed.hpp"
#include "gateway/json/reader.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

namespace silkgate::adapters::xml {
namespace {

using Namespaces = std::map<std::string, std::string>;  // prefix → URI, in the order they are written

constexpr std::string_view kDeclaration = "xmlns";

std::string_view local_name(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view prefix_of(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? std::string_view{} : name.substr(0, colon);
}

// A namespace declaration's prefix (empty for the default one), or nullopt for an attribute.
std::optional<std::string_view> declared_prefix(std::string_view name) {
    if (name == kDeclaration) {
        return std::string_view{};
    }
    return prefix_of(name) == kDeclaration ? std::optional(local_name(name)) : std::nullopt;
}

struct Replacement {
    char character;
    std::string_view text;
};

constexpr Replacement kInText[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'\r', "&#xD;"}};
constexpr Replacement kInAttribute[] =
    {{'&', "&amp;"}, {'<', "&lt;"}, {'"', "&quot;"}, {'\t', "&#x9;"}, {'\n', "&#xA;"}, {'\r', "&#xD;"}};

template <std::size_t N>
void put_escaped(std::string& out, std::string_view text, const Replacement (&table)[N]) {
    for (const char c : text) {
        const auto* found = std::ranges::find(table, c, &Replacement::character);
        if (found == std::end(table)) {
            out += c;
        } else {
            out += found->text;
        }
    }
}

class Canonical {
public:
    explicit Canonical(std::string_view left_out) : left_out_(left_out) {}

    // `rendered`: what the output has declared so far; `in_scope`: what the document has.
    void put_element(
        const pugi::xml_node& element,
        const Namespaces& rendered,
        const Namespaces& outer,
        std::size_t depth
    ) {
        const Namespaces in_scope = declared(element, outer);
        out_ += '<';
        out_ += element.name();
        put_namespaces(rendered, in_scope);
        put_attributes(element, in_scope);
        out_ += '>';
        for (const auto& child : element.children()) {
            put_child(child, in_scope, depth);
        }
        out_.append("</").append(element.name()) += '>';
    }

    static Namespaces declared(const pugi::xml_node& element, Namespaces in_scope) {
        for (const auto& attribute : element.attributes()) {
            if (const auto prefix = declared_prefix(attribute.name())) {
                in_scope[std::string(*prefix)] = attribute.value();
            }
        }
        return in_scope;
    }

    [[nodiscard]] std::string take() && { return std::move(out_); }

private:
    void put_child(const pugi::xml_node& child, const Namespaces& in_scope, std::size_t depth) {
        if (child.type() == pugi::node_element) {
            if (depth != 0 || left_out_.empty() || local_name(child.name()) != left_out_) {
                put_element(child, in_scope, in_scope, depth + 1);
            }
        } else if (child.type() == pugi::node_pi) {
            put_instruction(child);
        } else {
            put_escaped(out_, child.value(), kInText);
        }
    }

    void put_instruction(const pugi::xml_node& instruction) {
        out_.append("<?").append(instruction.name());
        if (*instruction.value() != '\0') {
            out_.append(" ").append(instruction.value());
        }
        out_ += "?>";
    }

    void put_namespaces(const Namespaces& rendered, const Namespaces& in_scope) {
        for (const auto& [prefix, uri] : in_scope) {
            const auto before = rendered.find(prefix);
            const std::string_view known =
                before == rendered.end() ? std::string_view{} : std::string_view(before->second);
            if (known == uri) {
                continue;  // declared above, or the absence of a default namespace
            }
            out_.append(prefix.empty() ? " xmlns" : " xmlns:").append(prefix).append("=\"");
            put_escaped(out_, uri, kInAttribute);
            out_ += '"';
        }
    }

    // In order of namespace and local name; attributes without a prefix come first.
    void put_attributes(const pugi::xml_node& element, const Namespaces& in_scope) {
        std::vector<std::tuple<std::string, std::string_view, pugi::xml_attribute>> attributes;
        for (const auto& attribute : element.attributes()) {
            if (declared_prefix(attribute.name())) {
                continue;
            }
            const auto prefix = prefix_of(attribute.name());
            const auto found = prefix.empty() ? in_scope.end() : in_scope.find(std::string(prefix));
            attributes.emplace_back(
                found == in_scope.end() ? std::string{} : found->second,
                local_name(attribute.name()),
                attribute
            );
        }
        std::ranges::sort(attributes, [](const auto& a, const auto& b) {
            return std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b));
        });
        for (const auto& [uri, local, attribute] : attributes) {
            out_.append(" ").append(attribute.name()).append("=\"");
            put_escaped(out_, attribute.value(), kInAttribute);
            out_ += '"';
        }
    }

    std::string_view left_out_;
    std::string out_;
};

Result<pugi::xml_node> load(pugi::xml_document& document, std::string_view bytes, const ReadLimits& limits) {
    if (bytes.size() > limits.bytes_max || !json::is_utf8(bytes) ||
        bytes.find('\0') != std::string_view::npos) {
        return fail(Errc::malformed_xml, "the document is too large or not UTF-8 text");
    }
    if (auto problem = check_well_formed(bytes, limits)) {
        return *problem;
    }
    const auto outcome = document.load_buffer(
        bytes.data(),
        bytes.size(),
        pugi::parse_escapes | pugi::parse_cdata | pugi::parse_eol | pugi::parse_ws_pcdata | pugi::parse_pi |
            pugi::parse_wconv_attribute,
        pugi::encoding_utf8
    );
    if (!outcome || !document.document_element()) {
        return fail(Errc::malformed_xml, outcome.description(), "byte " + std::to_string(outcome.offset));
    }
    return document.document_element();
}

}  // namespace

Result<std::string> canonical(std::string_view bytes, std::string_view left_out, const ReadLimits& limits) {
    pugi::xml_document document;
    const auto root = load(document, bytes, limits);
    if (!root) {
        return root.error();
    }
    Canonical out(left_out);
    out.put_element(*root, {}, {}, 0);
    return std::move(out).take();
}

Result<std::string> canonical_part(std::string_view bytes, std::string_view path, const ReadLimits& limits) {
    pugi::xml_document document;
    const auto root = load(document, bytes, limits);
    if (!root) {
        return root.error();
    }
    pugi::xml_node part = *root;
    for (std::string_view rest = path; part && !rest.empty();) {
        const auto slash = rest.find('/');
        part = part.find_child([&](const pugi::xml_node& child) {
            return local_name(child.name()) == rest.substr(0, slash);
        });
        rest = slash == std::string_view::npos ? std::string_view{} : rest.substr(slash + 1);
    }
    if (!part) {
        return fail(Errc::malformed_xml, "the document has no " + std::string(path));
    }
    std::vector<pugi::xml_node> above;
    for (pugi::xml_node node = part.parent(); node; node = node.parent()) {
        above.push_back(node);
    }
    Namespaces in_scope;
    for (auto node = above.rbegin(); node != above.rend(); ++node) {
        in_scope = Canonical::declared(*node, std::move(in_scope));
    }
    Canonical out({});
    out.put_element(part, {}, in_scope, 0);
    return std::move(out).take();
}

}  // namespace silkgate::adapters::xml
