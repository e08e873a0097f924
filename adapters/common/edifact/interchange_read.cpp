#include "adapters/common/edifact/interchange.hpp"

#include <algorithm>
#include <optional>

namespace silkgate::adapters::edifact {
namespace {

constexpr std::size_t kBytesMax = 1'048'576;
constexpr std::size_t kSegmentsMax = 50'000;
constexpr std::size_t kServiceStringCharacters = 9;  // UNA and six characters

Error unreadable(std::string what) {
    return fail(Errc::unreadable_reply, std::move(what));
}

struct Separators {
    char component = ':';
    char element = '+';
    char release = '?';
    char terminator = '\'';
};

void append_utf8(std::string& out, char latin1) {
    const auto byte = static_cast<unsigned char>(latin1);
    if (byte < 0x80) {
        out += latin1;
    } else {
        out += static_cast<char>(0xc0U | byte >> 6U);
        out += static_cast<char>(0x80U | (byte & 0x3fU));
    }
}

// The segments of the whole interchange; line feeds between them are not data.
Result<std::vector<Segment>> split(std::string_view bytes, const Separators& marks) {
    std::vector<Segment> segments;
    std::vector<Element> elements{{std::string{}}};
    bool escaped = false;
    bool empty = true;  // nothing of a segment was seen yet
    for (const char c : bytes) {
        if (empty && (c == '\r' || c == '\n')) {
            continue;
        }
        empty = false;
        if (escaped) {
            append_utf8(elements.back().back(), c);
            escaped = false;
        } else if (c == marks.release) {
            escaped = true;
        } else if (c == marks.component) {
            elements.back().emplace_back();
        } else if (c == marks.element) {
            elements.push_back({std::string{}});
        } else if (c == marks.terminator) {
            Segment segment{.tag = elements.front().front(), .elements = {}};
            segment.elements.assign(
                std::make_move_iterator(elements.begin() + 1), std::make_move_iterator(elements.end())
            );
            segments.push_back(std::move(segment));
            elements = {{std::string{}}};
            empty = true;
        } else {
            append_utf8(elements.back().back(), c);
        }
        if (segments.size() > kSegmentsMax) {
            return unreadable("more than 50,000 segments");
        }
    }
    if (!empty) {
        return unreadable("the last segment has no end");
    }
    return segments;
}

bool is_count(std::string_view text, std::size_t count) {
    return text == std::to_string(count);
}

// Takes the message that begins at segments[at]; `at` is moved behind its UNT.
Result<Message> take_message(const std::vector<Segment>& segments, std::size_t& at) {
    Message message;
    message.reference = segments[at].at(0);
    message.type = segments[at].at(1);
    message.version = std::string(segments[at].at(1, 1)) + ":" + std::string(segments[at].at(1, 2));
    const std::size_t begin = at++;
    while (at < segments.size() && segments[at].tag != "UNT") {
        if (segments[at].tag == "UNH" || segments[at].tag == "UNZ") {
            return unreadable("a message has no UNT");
        }
        message.segments.push_back(segments[at++]);
    }
    if (at == segments.size() || !is_count(segments[at].at(0), at - begin + 1) ||
        segments[at].at(1) != message.reference) {
        return unreadable("UNT is missing, counts wrongly or names another message");
    }
    ++at;
    return message;
}

}  // namespace

std::string_view Segment::at(std::size_t element, std::size_t component) const noexcept {
    return element < elements.size() && component < elements[element].size()
               ? std::string_view(elements[element][component])
               : std::string_view{};
}

Result<std::vector<Message>> read_interchange(std::string_view bytes) {
    if (bytes.size() > kBytesMax) {
        return unreadable("the interchange is too large");
    }
    Separators marks;
    if (bytes.starts_with("UNA")) {
        if (bytes.size() < kServiceStringCharacters) {
            return unreadable("UNA is cut short");
        }
        marks = {.component = bytes[3], .element = bytes[4], .release = bytes[6], .terminator = bytes[8]};
        bytes.remove_prefix(kServiceStringCharacters);
    }
    const auto segments = split(bytes, marks);
    if (!segments) {
        return segments.error();
    }
    if (segments->size() < 2 || segments->front().tag != "UNB" || segments->back().tag != "UNZ") {
        return unreadable("no UNB at the start or no UNZ at the end");
    }
    std::vector<Message> messages;
    for (std::size_t at = 1; at + 1 < segments->size();) {
        if ((*segments)[at].tag != "UNH") {
            return unreadable("a segment outside of a message");
        }
        auto message = take_message(*segments, at);
        if (!message) {
            return message.error();
        }
        messages.push_back(std::move(*message));
    }
    const Segment& end = segments->back();
    if (messages.empty() || !is_count(end.at(0), messages.size()) || end.at(1) != segments->front().at(4)) {
        return unreadable("UNZ counts wrongly or names another interchange");
    }
    return messages;
}

}  // namespace silkgate::adapters::edifact
