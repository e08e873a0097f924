#include "gateway/api/catalog_import.hpp"

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

std::string to_json(const CatalogImport& import) {
    const bool finished = import.finished.load();
    json::Writer out(256);
    out.begin_object().member("id", import.id).member("state", finished ? "finished" : "running");
    out.key("lines").number(import.lines);
    out.key("succeeded").number(import.succeeded.load());
    out.key("failed").number(import.failed.load());
    out.member("startedAt", format_rfc3339(import.started));
    if (finished) {
        out.key("failures").begin_array();
        for (const std::string& answer : import.answers) {
            out.raw(std::string_view(answer).substr(0, answer.size() - 1));  // without its line feed
        }
        out.end_array();
    }
    out.end_object();
    return std::move(out).str();
}

}  // namespace silkgate::api
