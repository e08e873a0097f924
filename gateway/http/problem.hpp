// Error → RFC 9457 problem document and status. The only place that maps them.
#pragma once

#include "gateway/api/message.hpp"
#include "gateway/core/result.hpp"
#include "gateway/json/writer.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace silkgate::http {

enum class Language : std::uint8_t { en, zh, ru };

// The best of the three by RFC 9110 12.5.4 (weights, then order; "zh-Hans-CN" counts as zh); en when none
// fits.
[[nodiscard]] Language pick_language(std::string_view accept_language) noexcept;
[[nodiscard]] std::string_view text_in(const Text& text, Language language) noexcept;

inline constexpr std::size_t kViolationsMax = 100;

// Writes the elements of an "errors" or "warnings" array: [ {code, pointer, canonicalPointer, severity, leg,
// detail, rule, remedy}, … ], the first 100 in the order given. The caller sorts: document position, then
// rule id.
void write_violations(
    json::Writer& writer,
    const Violations& violations,
    Language language,
    std::string_view rule_set_version
);

struct ProblemContext {
    std::string_view instance;  // the request's path, or e.g. "/lines/12" for one line of a bulk answer
    std::string_view request_id;
    std::string_view rule_set_version;  // stamped on each violation's rule; empty: left out
    Language language = Language::en;
};

// The problem object alone, for a place that embeds it (one line of a bulk answer).
void write_problem(json::Writer& writer, const Error& error, const ProblemContext& context);

// The whole answer: status by the error's code, application/problem+json, Retry-After for what may be tried
// again (429, 503 and a request in flight), WWW-Authenticate for 401, Content-Language when sentences were
// picked.
[[nodiscard]] api::Reply problem(const Error& error, const ProblemContext& context);
[[nodiscard]] api::Reply
problem(const Error& error, const api::Request& request, std::string_view rule_set_version = {});

}  // namespace silkgate::http
