#include "gateway/api/get_adapters.hpp"

#include "gateway/api/openapi.hpp"
#include "gateway/dispatch/lifecycle.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/json/writer.hpp"

#include <algorithm>
#include <cctype>

namespace silkgate::api {
namespace {

void write_kinds(json::Writer& out, json::Name name, const std::vector<std::string_view>& kinds) {
    out.key(name).begin_array();
    for (const std::string_view kind : kinds) {
        out.string(kind);
    }
    out.end_array();
}

void write_regimes(json::Writer& out, const adapters::AdapterInfo& info) {
    out.key("regimes").begin_array();
    for (const adapters::Regime& regime : info.regimes) {
        out.begin_object().member("code", regime.code).member("name", regime.name);
        out.member("kind", dispatch::to_string(regime.kind));
        write_kinds(out, "documents", regime.documents);
        write_kinds(out, "followUps", regime.follow_ups);
        out.end_object();
    }
    out.end_array();
}

void write_rules(json::Writer& out, const adapters::CountryAdapter& adapter) {
    out.key("rules").begin_array();
    for (const Rule* rule : adapter.rules()) {
        out.begin_object().member("id", rule->id).member("code", rule->code);
        out.member("severity", rule->severity == Severity::error ? "error" : "warning");
        out.member("basis", rule->basis).member_if("effectiveFrom", rule->effective_from);
        out.key("text").begin_object().member("en", rule->text.en).member("zh", rule->text.zh);
        out.member("ru", rule->text.ru).end_object().end_object();
    }
    out.end_array();
}

const ErrorInfo* find_error(std::string_view code) {
    static constexpr ErrorInfo kErrors[] = {
#define SILKGATE_ERROR(name, code, status, retryable, title) {code, status, retryable, title},
#include "gateway/core/errors.def"
#undef SILKGATE_ERROR
    };
    const auto* found = std::ranges::find(kErrors, code, &ErrorInfo::code);
    return found == std::end(kErrors) ? nullptr : found;
}

}  // namespace

std::string to_json(const adapters::CountryAdapter& adapter, std::string_view rule_set, Detail detail) {
    const adapters::AdapterInfo& info = adapter.info();
    json::Writer out(1024);
    out.begin_object()
        .member("country", info.country)
        .member("system", info.name)
        .member("version", info.version);
    out.member("status", info.status == adapters::AdapterStatus::ready ? "ready" : "wip");
    out.member("ruleSet", rule_set).key("actions").begin_array();
    for (const std::string_view action : info.actions) {
        out.string(action);
    }
    out.end_array();
    write_regimes(out, info);
    if (detail == Detail::full) {
        out.member("posture", info.posture).key("sources").begin_array();
        for (const adapters::Source& source : info.sources) {
            out.begin_object().member("id", source.id).member("title", source.title);
            out.member("version", source.version).end_object();
        }
        out.end_array();
        write_rules(out, adapter);
    }
    out.end_object();
    return std::move(out).str();
}

boost::asio::awaitable<Reply> GetAdapters::list(Request) {
    const auto snapshot = services_.snapshots.get();
    json::Writer out(2048);
    out.begin_object().member("ruleSet", snapshot->registry->rule_set()).key("adapters").begin_array();
    for (const auto& adapter : snapshot->registry->all()) {
        out.raw(to_json(*adapter, snapshot->registry->rule_set(), Detail::summary));
    }
    out.end_array().end_object();
    co_return Reply{.status = 200, .body = std::move(out).str()};
}

boost::asio::awaitable<Reply> GetAdapters::one(Request request) {
    const auto snapshot = services_.snapshots.get();
    std::string country(request.param("cc"));
    std::ranges::transform(country, country.begin(), [](unsigned char c) {
        return static_cast<char>(std::toupper(c));
    });
    const auto* adapter = snapshot->registry->find(country);
    if (adapter == nullptr) {
        co_return http::problem(fail(Errc::not_found, "there is no adapter for this country"), request);
    }
    co_return Reply{.status = 200, .body = to_json(*adapter, snapshot->registry->rule_set(), Detail::full)};
}

boost::asio::awaitable<Reply> GetAdapters::error_code(Request request) {
    const ErrorInfo* info = find_error(request.param("code"));
    if (info == nullptr) {
        co_return http::problem(fail(Errc::not_found, "there is no such error code"), request);
    }
    json::Writer out;
    out.begin_object().member("code", info->code).key("status").number(info->status);
    out.key("retryable").boolean(info->retryable).member("title", info->title).end_object();
    co_return Reply{.status = 200, .body = std::move(out).str()};
}

boost::asio::awaitable<Reply> GetAdapters::openapi(Request) {
    co_return Reply{
        .status = 200, .content_type = "application/yaml", .body = std::string(openapi_document())
    };
}

}  // namespace silkgate::api
