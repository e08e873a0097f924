// UN/EDIFACT interchanges of syntax 3, character set UNOC (ISO 8859-1): written with one escaper, read with
// limits. Pure; thread-safe.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/core/time.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::edifact {

// UTF-8 to ISO 8859-1; false when a character has no place there or is a control character.
[[nodiscard]] bool is_latin1(std::string_view utf8);

// One data element: its components, in order. A simple element has one.
using Element = std::vector<std::string>;

struct Segment {
    std::string tag;
    std::vector<Element> elements;

    // Component `component` of element `element`, both from 0; empty when there is none.
    [[nodiscard]] std::string_view at(std::size_t element, std::size_t component = 0) const noexcept;
};

struct Envelope {
    std::string sender;     // an..35, with the qualifier ZZ
    std::string recipient;  // an..35, with the qualifier ZZ
    std::string control;    // an..14
    std::string message;    // "CUSDEC:D:96B:UN"
    Instant prepared;       // written in UTC
};

// UNA, UNB, UNH, the segments, UNT with the right count, UNZ. Texts are UTF-8, the result is ISO 8859-1; a
// character without a place there is left out (look with is_latin1 before).
[[nodiscard]] std::string write_interchange(const Envelope& envelope, const std::vector<Segment>& segments);

struct Message {
    std::string reference;          // UNH 0062
    std::string type;               // "CUSRES"
    std::string version;            // "D:96B"
    std::vector<Segment> segments;  // between UNH and UNT
};

// At most 1 MiB and 50,000 segments. Errc::unreadable_reply names what is wrong: no UNB, a UNT or UNZ that
// counts or names otherwise than what was read, an element outside a segment. Texts come back as UTF-8.
[[nodiscard]] Result<std::vector<Message>> read_interchange(std::string_view bytes);

}  // namespace silkgate::adapters::edifact
