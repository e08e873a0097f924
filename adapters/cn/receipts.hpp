// The kinds of receipt of the message set: where the items are and which elements are the business key of the
// document that each answers.
#pragma once

#include <array>
#include <string_view>

namespace silkgate::adapters::cn {

using Key = std::array<std::string_view, 3>;  // element names; empty ones at the end

struct Receipt {
    std::string_view number;    // "304"
    std::string_view item;      // local name of the repeated element
    std::string_view document;  // what it answers
    Key key;
    std::array<std::string_view, 2> authority;  // number given by the authority, best first
    Key other_key = {};                         // a second key, or empty
};

// nullptr when the number is none of a receipt of this form. CEB792, 816, 818 and 900 have forms of their
// own.
[[nodiscard]] const Receipt* find_receipt(std::string_view number) noexcept;

// The one that answers this document: "CEB607".
[[nodiscard]] const Receipt* find_receipt_of(std::string_view document) noexcept;

}  // namespace silkgate::adapters::cn
