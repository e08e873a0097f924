#include "gateway/http/problem.hpp"

#include "gateway/http/text.hpp"

#include <algorithm>
#include <utility>

namespace silkgate::http {
namespace {

// "q=0.8" → 800; absent → 1000; malformed → 0 (RFC 9110 12.4.2 has at most three decimals).
int weight_of(std::string_view parameters) noexcept {
    while (!parameters.empty()) {
        std::string_view pair = next_part(parameters, ';');
        if (!equal_no_case(next_part(pair, '='), "q")) {
            continue;
        }
        const std::string_view text = trim(pair);
        if (text.empty() || text.size() > 5 || (text.front() != '0' && text.front() != '1')) {
            return 0;
        }
        int weight = (text.front() - '0') * 1000;
        int unit = 100;
        for (std::size_t i = 2; i < text.size(); ++i, unit /= 10) {
            if (!kDigits.has(text[i])) {
                return 0;
            }
            weight += (text[i] - '0') * unit;
        }
        return std::min(weight, 1000);
    }
    return 1000;
}

std::string_view language_tag(Language language) noexcept {
    switch (language) {
        case Language::en:
            return "en";
        case Language::zh:
            return "zh";
        case Language::ru:
            return "ru";
    }
    return "en";
}

std::string_view remedy_kind(Remedy remedy) noexcept {
    switch (remedy) {
        case Remedy::none:
            return "";
        case Remedy::payload:
            return "payload";
        case Remedy::catalog:
            return "catalog";
        case Remedy::connection:
            return "connection";
        case Remedy::buyer:
            return "buyer";
    }
    return "";
}

void write_violation(
    json::Writer& writer,
    const Violation& violation,
    Language language,
    std::string_view rule_set_version
) {
    const Rule& rule = *violation.rule;
    writer.begin_object();
    writer.member("code", rule.code);
    writer.member_if("pointer", violation.pointer);
    writer.member("canonicalPointer", violation.canonical_pointer);
    writer.member("severity", rule.severity == Severity::error ? "error" : "warning");
    writer.member_if("leg", violation.leg);
    writer.member("detail", text_in(rule.text, language));
    writer.member_if("found", violation.found);
    writer.key("rule").begin_object();
    writer.member("id", rule.id);
    writer.member_if("version", rule_set_version);
    writer.member_if("basis", rule.basis);
    writer.member_if("effectiveFrom", rule.effective_from);
    writer.end_object();
    if (const std::string_view kind = remedy_kind(rule.remedy); !kind.empty()) {
        writer.key("remedy").begin_object();
        writer.member("kind", kind);
        writer.member_if("href", violation.remedy_href);
        writer.end_object();
    }
    writer.end_object();
}

// Seconds after which the same request may succeed; empty where trying again does not help.
std::string_view retry_after(Errc code) noexcept {
    const ErrorInfo& info = describe(code);
    if (!info.retryable || (info.status != 429 && info.status != 503 && code != Errc::request_in_flight)) {
        return {};
    }
    return code == Errc::kafka_unavailable || code == Errc::draining ? "5" : "1";
}

}  // namespace

Language pick_language(std::string_view accept_language) noexcept {
    Language best = Language::en;
    int best_weight = 0;
    while (!accept_language.empty()) {
        std::string_view parameters = next_part(accept_language, ',');
        const std::string_view range = next_part(parameters, ';');
        const std::string_view primary = range.substr(0, range.find('-'));
        const int weight = weight_of(parameters);
        if (weight <= best_weight) {
            continue;
        }
        for (const Language language : {Language::en, Language::zh, Language::ru}) {
            if (equal_no_case(primary, language_tag(language)) ||
                (primary == "*" && language == Language::en)) {
                best = language;
                best_weight = weight;
                break;
            }
        }
    }
    return best;
}

std::string_view text_in(const Text& text, Language language) noexcept {
    switch (language) {
        case Language::en:
            return text.en;
        case Language::zh:
            return text.zh.empty() ? text.en : text.zh;
        case Language::ru:
            return text.ru.empty() ? text.en : text.ru;
    }
    return text.en;
}

void write_violations(
    json::Writer& writer,
    const Violations& violations,
    Language language,
    std::string_view rule_set_version
) {
    writer.begin_array();
    const std::size_t count = std::min(violations.size(), kViolationsMax);
    for (std::size_t i = 0; i < count; ++i) {
        write_violation(writer, violations[i], language, rule_set_version);
    }
    writer.end_array();
}

void write_problem(json::Writer& writer, const Error& error, const ProblemContext& context) {
    const ErrorInfo& info = describe(error.code);
    writer.begin_object();
    writer.member("type", "/v1/errors/" + std::string(info.code));
    writer.member("title", info.title);
    writer.key("status").number(info.status);
    writer.member_if("detail", error.detail);
    writer.member_if("instance", context.instance);
    writer.member("code", info.code);
    writer.member_if("requestId", context.request_id);
    writer.member_if("pointer", error.pointer);
    if (!error.violations.empty()) {
        writer.key("errors");
        write_violations(writer, error.violations, context.language, context.rule_set_version);
        writer.key("errorsTotal").number(static_cast<std::int64_t>(error.violations.size()));
    }
    writer.end_object();
}

api::Reply problem(const Error& error, const ProblemContext& context) {
    json::Writer writer(512);
    write_problem(writer, error, context);
    api::Reply reply;
    reply.status = describe(error.code).status;
    reply.content_type = "application/problem+json";
    reply.body = std::move(writer).str();
    if (const std::string_view seconds = retry_after(error.code); !seconds.empty()) {
        reply.headers.push_back({"Retry-After", std::string(seconds)});
    }
    if (reply.status == 401) {
        reply.headers.push_back({"WWW-Authenticate", "Bearer realm=\"silkgate\""});
    }
    if (!error.violations.empty()) {
        reply.headers.push_back({"Content-Language", std::string(language_tag(context.language))});
        reply.headers.push_back({"Vary", "Accept-Language"});
    }
    return reply;
}

api::Reply problem(const Error& error, const api::Request& request, std::string_view rule_set_version) {
    return problem(
        error,
        ProblemContext{
            .instance = request.path,
            .request_id = request.request_id,
            .rule_set_version = rule_set_version,
            .language = pick_language(request.header("accept-language")),
        }
    );
}

}  // namespace silkgate::http
