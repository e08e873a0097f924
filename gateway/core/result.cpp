#include "gateway/core/result.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace silkgate {
namespace {

constexpr auto kErrors = std::to_array<ErrorInfo>({
#define SILKGATE_ERROR(name, code, status, retryable, title) {code, status, retryable, title},
#include "gateway/core/errors.def"
#undef SILKGATE_ERROR
});

}  // namespace

const ErrorInfo& describe(Errc code) noexcept {
    return kErrors[static_cast<std::size_t>(code)];
}

bool has_errors(const Violations& violations) noexcept {
    return std::ranges::any_of(violations, [](const Violation& violation) {
        return violation.rule->severity == Severity::error;
    });
}

Error fail(Errc code, std::string detail, std::string pointer) {
    return Error{.code = code, .detail = std::move(detail), .pointer = std::move(pointer), .violations = {}};
}

}  // namespace silkgate

namespace boost::system {

void throw_exception_from_error(const silkgate::Error& error, const boost::source_location& where) {
    std::fprintf(
        stderr, "value() on an error at %s:%u: %s\n", where.file_name(), where.line(), error.detail.c_str()
    );
    std::abort();
}

}  // namespace boost::system
