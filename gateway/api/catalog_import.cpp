#include "gateway/api/catalog_import.hpp"

#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"

#include <algorithm>
#include <functional>

namespace silkgate::api {

bool CatalogImports::add(std::shared_ptr<CatalogImport> import) {
    const std::scoped_lock lock(mutex_);
    const auto is_finished = [](const auto& each) { return each->finished.load(); };
    const auto running = std::ranges::count_if(imports_, std::not_fn(is_finished));
    if (running >= kRunning) {
        return false;
    }
    if (imports_.size() >= kKept) {
        imports_.erase(std::ranges::find_if(imports_, is_finished));
    }
    imports_.push_back(std::move(import));
    return true;
}

std::shared_ptr<CatalogImport> CatalogImports::find(const TenantId& tenant, std::string_view id) const {
    const std::scoped_lock lock(mutex_);
    const auto found = std::ranges::find_if(imports_, [&](const auto& each) {
        return each->tenant == tenant && each->id == id;
    });
    return found == imports_.end() ? nullptr : *found;
}

void CatalogImport::finish() {
    std::vector<std::string> failures;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (!is_good[i] && !answers[i].empty()) {
            failures.push_back(std::move(answers[i]));
        }
    }
    answers = std::move(failures);
    rows = {};
    finished = true;
}

std::string to_json(const CatalogImport& import, Instant now, std::size_t failures_max) {
    const bool finished = import.finished.load();
    json::Writer out(256);
    out.begin_object().member("id", import.id).member("state", finished ? "finished" : "running");
    out.key("lines").number(import.lines);
    out.key("succeeded").number(import.succeeded.load());
    out.key("failed").number(import.failed.load());
    out.member("startedAt", format_rfc3339(import.started)).member("reportedAt", format_rfc3339(now));
    if (finished) {
        out.key("failures").begin_array();
        for (std::size_t i = 0; i < std::min(import.answers.size(), failures_max); ++i) {
            const std::string_view answer = import.answers[i];
            out.raw(answer.substr(0, answer.size() - 1));  // without its line feed
        }
        out.end_array();
    }
    out.end_object();
    return std::move(out).str();
}

std::string read_import_record(std::string json, Instant now) {
    constexpr std::string_view kRunningState = R"("state":"running")";
    const auto document = json::Document::parse(json);
    const auto reported =
        parse_rfc3339(document ? document->root()["reportedAt"].text() : std::string_view{});
    const auto at = json.find(kRunningState);
    if (at != std::string::npos && reported && *reported + kSilence < now) {
        json.replace(at, kRunningState.size(), R"("state":"interrupted")");
    }
    return json;
}

}  // namespace silkgate::api
