// The rule-table engine: one row says which value, what must hold, and why. The same row makes the check, the
// message in three languages, the reference page and a test.
#pragma once

#include "gateway/core/decimal.hpp"
#include "gateway/core/result.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace silkgate::rules {

// What a row looks at: nothing (absent), text (a view into the order), or a number.
using FieldValue = std::variant<std::monostate, std::string_view, Decimal>;

[[nodiscard]] inline FieldValue text_or_absent(std::string_view text) {
    return text.empty() ? FieldValue{} : FieldValue{text};
}

[[nodiscard]] inline FieldValue number_or_absent(const std::optional<Decimal>& number) {
    return number ? FieldValue{*number} : FieldValue{};
}

enum class Kind : std::uint8_t {
    any,     // no more than presence
    text,    // length in code points
    digits,  // ASCII digits only, length in characters
    number,  // integer digits ≤ max, decimals ≤ decimals
    listed,  // in a code list
    custom,  // accepts(value)
};

struct Format {
    Kind kind = Kind::any;
    int min = 0;                                  // characters, or for numbers 1 = must be > 0
    int max = 0;                                  // characters, or for numbers: total digits
    int decimals = 0;                             // for numbers
    bool (*accepts)(std::string_view) = nullptr;  // for listed and custom
};

// A row that must be present reports absence only; a row with a format looks at present values only. So a
// field that is required and has a format has two rows, with two codes.
enum class Must : std::uint8_t { be_present, have_format, hold };

// Subject: what the rows of one table look at, e.g. one line of the order with its order and leg.
template <class Subject>
struct Row {
    Rule rule;
    std::string_view path;  // canonical, relative to the subject: "/customs/netWeight"
    std::string_view wire;  // the authority's element name, "goodsTotal", or empty
    Must must = Must::be_present;
    Format format;
    FieldValue (*value)(const Subject&) = nullptr;  // for be_present and have_format
    bool (*holds)(const Subject&) = nullptr;        // for hold
    bool (*applies)(const Subject&) = nullptr;      // null = always
};

[[nodiscard]] std::size_t count_code_points(std::string_view utf8) noexcept;
[[nodiscard]] bool matches(const Format& format, const FieldValue& value);

// Whether a found value may be shown to the caller and logged.
enum class Privacy : std::uint8_t { open, personal };

// Appends a violation for each row that does not hold. `base` is the subject's canonical pointer
// ("/lines/0").
template <class Subject>
void evaluate(
    std::span<const Row<Subject>> rows,
    const Subject& subject,
    std::string_view base,
    std::string_view leg,
    Violations& out,
    Privacy privacy = Privacy::open
) {
    for (const Row<Subject>& row : rows) {
        if (row.applies != nullptr && !row.applies(subject)) {
            continue;
        }
        std::string found;
        if (row.must == Must::hold) {
            if (row.holds(subject)) {
                continue;
            }
        } else {
            const FieldValue value = row.value(subject);
            const bool absent = std::holds_alternative<std::monostate>(value);
            if (absent != (row.must == Must::be_present) ||
                (row.must == Must::have_format && matches(row.format, value))) {
                continue;
            }
            if (privacy == Privacy::open) {
                if (const auto* text = std::get_if<std::string_view>(&value)) {
                    found = std::string(*text);
                } else if (const auto* number = std::get_if<Decimal>(&value)) {
                    found = number->to_string();
                }
            }
        }
        out.push_back(Violation{
            .rule = &row.rule,
            .canonical_pointer = std::string(base) + std::string(row.path),
            .pointer = {},
            .leg = std::string(leg),
            .found = std::move(found),
            .remedy_href = {},
        });
    }
}

}  // namespace silkgate::rules
