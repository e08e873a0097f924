#include "gateway/intake/payload_xml.hpp"

#include "adapters/common/xml/reader.hpp"
#include "gateway/json/writer.hpp"

#include <algorithm>

namespace silkgate::intake {
namespace {

using adapters::xml::Element;

bool is_text(const Element& element) {
    return element.children.empty();
}

void write(const Element& element, json::Writer& out);

// The attributes of texts stand beside them: one where the text is one, else one for each.
void write_attributes(const std::vector<const Element*>& same, json::Writer& out) {
    std::vector<std::string_view> names;
    for (const Element* element : same) {
        for (const auto& [name, value] : element->attributes) {
            if (is_text(*element) && std::ranges::find(names, name) == names.end()) {
                names.push_back(name);
            }
        }
    }
    for (const std::string_view wanted : names) {
        out.escaped_key(same.front()->name + '@' + std::string(wanted));
        if (same.size() > 1) {
            out.begin_array();
        }
        for (const Element* element : same) {
            const auto found = std::ranges::find(element->attributes, wanted, [](const auto& attribute) {
                return std::string_view(attribute.first);
            });
            out.string(found == element->attributes.end() ? std::string_view{} : found->second);
        }
        if (same.size() > 1) {
            out.end_array();
        }
    }
}

// Elements of one name, at the place of the first.
void write_same(const std::vector<const Element*>& same, json::Writer& out) {
    out.escaped_key(same.front()->name);
    if (same.size() > 1) {
        out.begin_array();
    }
    for (const Element* element : same) {
        write(*element, out);
    }
    if (same.size() > 1) {
        out.end_array();
    }
    write_attributes(same, out);
}

void write_children(const Element& parent, json::Writer& out) {
    std::vector<std::vector<const Element*>> groups;
    // Elements of one name stand together in every schema read here, so that the last group is looked at
    // first.
    for (const Element& child : parent.children) {
        const auto group = std::ranges::find(
            groups.rbegin(), groups.rend(), child.name, [](const auto& same) { return same.front()->name; }
        );
        if (group == groups.rend()) {
            groups.push_back({&child});
        } else {
            group->push_back(&child);
        }
    }
    for (const auto& same : groups) {
        write_same(same, out);
    }
}

void write(const Element& element, json::Writer& out) {
    if (is_text(element)) {
        out.string(element.text);
        return;
    }
    out.begin_object();
    for (const auto& [name, value] : element.attributes) {
        out.escaped_key('@' + name).string(value);
    }
    write_children(element, out);
    out.end_object();
}

}  // namespace

bool is_xml(std::string_view bytes) noexcept {
    const auto first = bytes.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && bytes[first] == '<';
}

Result<json::Document> read_xml(std::string_view bytes, const json::Limits& limits) {
    const auto root = adapters::xml::read(
        bytes, {.bytes_max = bytes.size(), .depth_max = limits.depth_max, .elements_max = limits.members_max}
    );
    if (!root) {
        return root.error();
    }
    json::Writer out(bytes.size());
    out.begin_object();
    write_same({&*root}, out);
    out.end_object();
    return json::Document::parse(std::move(out).str(), limits);
}

}  // namespace silkgate::intake
