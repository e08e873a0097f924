#include "adapters/common/xml/writer.hpp"

namespace silkgate::adapters::xml {
namespace {

// Tabs and line feeds by number: bare, a reader would make blanks of them (XML 1.0, 3.3.3).
void append_attribute(std::string& out, std::string_view text) {
    std::string escaped;
    append_escaped(escaped, text);
    for (const char c : escaped) {
        if (c == '\t' || c == '\n') {
            out += c == '\t' ? "&#9;" : "&#10;";
        } else {
            out += c;
        }
    }
}

}  // namespace

Writer::Writer() : out_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {
    out_.reserve(4096);
}

void Writer::indent() {
    out_.append(open_.size() * 2, ' ');
}

void Writer::start_tag(std::string_view name, std::initializer_list<std::string_view> attributes) {
    indent();
    out_ += '<';
    out_ += name;
    bool is_name = true;
    for (const std::string_view part : attributes) {
        if (is_name) {
            out_ += ' ';
            out_ += part;
            out_ += "=\"";
        } else {
            append_attribute(out_, part);
            out_ += '"';
        }
        is_name = !is_name;
    }
    out_ += '>';
}

Writer& Writer::open(std::string_view name, std::initializer_list<std::string_view> attributes) {
    start_tag(name, attributes);
    out_ += '\n';
    open_.emplace_back(name);
    return *this;
}

Writer& Writer::close() {
    const std::string name = std::move(open_.back());
    open_.pop_back();
    indent();
    out_ += "</";
    out_ += name;
    out_ += ">\n";
    return *this;
}

Writer& Writer::element(std::string_view name, std::string_view text) {
    return element(name, text, {});
}

Writer& Writer::element(
    std::string_view name,
    std::string_view text,
    std::initializer_list<std::string_view> attributes
) {
    start_tag(name, attributes);
    append_escaped(out_, text);
    out_ += "</";
    out_ += name;
    out_ += ">\n";
    return *this;
}

void append_escaped(std::string& out, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\r':
                out += "&#13;";  // bare, a reader would make a line feed of it (XML 1.0, 2.11)
                break;
            case '\xef':  // U+FFFE and U+FFFF are no characters of XML 1.0
                if (text.substr(i, 3) == "\xef\xbf\xbe" || text.substr(i, 3) == "\xef\xbf\xbf") {
                    i += 2;
                    break;
                }
                out += c;
                break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n') {
                    out += c;
                }
        }
    }
}

}  // namespace silkgate::adapters::xml
