#include "adapters/common/edifact/interchange.hpp"

#include <optional>

namespace silkgate::adapters::edifact {
namespace {

// The code point at `at`, which is moved behind it. Precondition: valid UTF-8.
char32_t next_character(std::string_view utf8, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(utf8[at++]);
    int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
    char32_t code = more == 3 ? lead & 0x07U : more == 2 ? lead & 0x0fU : more == 1 ? lead & 0x1fU : lead;
    for (; more > 0 && at < utf8.size(); --more) {
        code = code << 6U | (static_cast<unsigned char>(utf8[at++]) & 0x3fU);
    }
    return code;
}

bool has_place(char32_t code) {
    return (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff);
}

void append_escaped(std::string& out, std::string_view utf8) {
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t code = next_character(utf8, at);
        if (!has_place(code)) {
            continue;
        }
        if (code == U'+' || code == U':' || code == U'\'' || code == U'?') {
            out += '?';
        }
        out += static_cast<char>(static_cast<unsigned char>(code));
    }
}

std::string join_components(const Element& element) {
    std::string out;
    std::size_t used = element.size();
    while (used > 0 && element[used - 1].empty()) {
        --used;
    }
    for (std::size_t i = 0; i < used; ++i) {
        out += i == 0 ? "" : ":";
        append_escaped(out, element[i]);
    }
    return out;
}

// Trailing empty elements and components are dropped.
void append_segment(std::string& out, const Segment& segment) {
    std::string line = segment.tag;
    std::size_t end = line.size();
    for (const Element& element : segment.elements) {
        line += '+';
        const std::string joined = join_components(element);
        line += joined;
        end = joined.empty() ? end : line.size();
    }
    line.resize(end);
    out += line;
    out += "'\n";
}

}  // namespace

bool is_latin1(std::string_view utf8) {
    for (std::size_t at = 0; at < utf8.size();) {
        if (!has_place(next_character(utf8, at))) {
            return false;
        }
    }
    return true;
}

std::string write_interchange(const Envelope& envelope, const std::vector<Segment>& segments) {
    const std::string time = format_compact(envelope.prepared, std::chrono::minutes(0));
    std::string out = "UNA:+.? '\n";
    append_segment(
        out,
        {"UNB",
         {{"UNOC", "3"},
          {envelope.sender, "ZZ"},
          {envelope.recipient, "ZZ"},
          {time.substr(2, 6), time.substr(8, 4)},
          {envelope.control}}}
    );
    const auto type_at = envelope.message;
    Element type;
    for (std::size_t begin = 0; begin <= type_at.size();) {
        const std::size_t end = std::min(type_at.find(':', begin), type_at.size());
        type.push_back(type_at.substr(begin, end - begin));
        begin = end + 1;
    }
    append_segment(out, {"UNH", {{"1"}, type}});
    for (const Segment& segment : segments) {
        append_segment(out, segment);
    }
    append_segment(out, {"UNT", {{std::to_string(segments.size() + 2)}, {"1"}}});
    append_segment(out, {"UNZ", {{"1"}, {envelope.control}}});
    return out;
}

}  // namespace silkgate::adapters::edifact
