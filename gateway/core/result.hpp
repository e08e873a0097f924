// Result<T>, Error, Rule and Violation: how every part says what went wrong.
//
// Expected failures are values of this kind; programmer's errors end the process (check.hpp); exceptions
// cross no thread and no C callback.
#pragma once

#include <boost/system/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate {

enum class Errc : std::uint8_t {
#define SILKGATE_ERROR(name, code, status, retryable, title) name,
#include "gateway/core/errors.def"
#undef SILKGATE_ERROR
};

// What the table says of one error code.
struct ErrorInfo {
    std::string_view code;   // stable, kebab-case
    int status;              // HTTP status
    bool retryable;          // the same request may succeed later
    std::string_view title;  // English
};

[[nodiscard]] const ErrorInfo& describe(Errc code) noexcept;

// A user-facing sentence in the three languages of the API. Views into static storage.
struct Text {
    std::string_view en;
    std::string_view zh;
    std::string_view ru;
};

enum class Severity : std::uint8_t { error, warning };

// Where a caller can mend what a rule found.
enum class Remedy : std::uint8_t {
    none,
    payload,     // send it in the order
    catalog,     // PUT /v1/catalog/items/{sku}
    connection,  // the connection's defaults, by the operator
    buyer,       // data only the buyer has: PATCH the order
};

// One rule, as a row of a static table. A rule from a document names it in `basis`.
struct Rule {
    std::string_view id;    // "RU-0114", unique in the program
    std::string_view code;  // "hs-code-missing": stable, shared by rules with one meaning
    Severity severity = Severity::error;
    Remedy remedy = Remedy::payload;
    std::string_view basis;           // source and clause
    std::string_view effective_from;  // ISO date, or empty where the rule has no date
    Text text;
};

// One finding of one rule on one order. `rule` points into a static table and is never null.
struct Violation {
    const Rule* rule = nullptr;
    std::string canonical_pointer;  // JSON pointer into the common order
    std::string pointer;            // JSON pointer into the bytes the caller sent; empty until mapped
    std::string leg;                // leg id, or empty for rules true for every country
    std::string found;              // the offending value where it is not personal data, else empty
    std::string remedy_href;        // e.g. /v1/catalog/items/SKU-1, or empty
};

using Violations = std::vector<Violation>;

[[nodiscard]] bool has_errors(const Violations& violations) noexcept;

struct Error {
    Errc code = Errc::internal;
    std::string detail;   // English, for the caller; no personal data
    std::string pointer;  // JSON pointer or "byte N" where known
    Violations violations;
};

template <class T>
using Result = boost::system::result<T, Error>;

// Makes an error to return: `return fail(Errc::not_found, "no order ord_…");`
[[nodiscard]] Error fail(Errc code, std::string detail, std::string pointer = {});

}  // namespace silkgate

namespace boost::system {
// result<T, Error>::value() is not used in Silkgate: errors are looked at. This makes it compile and abort.
[[noreturn]] void
throw_exception_from_error(const silkgate::Error& error, const boost::source_location& where);
}  // namespace boost::system
