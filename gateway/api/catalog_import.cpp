#include "gateway/api/catalog_import.hpp"

#include "gateway/json/writer.hpp"

#include <algorithm>

namespace silkgate::api {

bool CatalogImports::add(std::shared_ptr<CatalogImport> import) {
    const std::scoped_lock lock(mutex_);
    if (imports_.size() >= kKept) {
        const auto oldest =
            std::ranges::find_if(imports_, [](const auto& each) { return each->finished.load(); });
        if (oldest == imports_.end()) {
            return false;
        }
        imports_.erase(oldest);
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

std::string to_json(const CatalogImport& import) {
    const bool finished = import.finished.load();
    json::Writer out(256);
    out.begin_object().member("id", import.id).member("state", finished ? "finished" : "running");
    out.key("lines").number(static_cast<std::int64_t>(import.rows.size()));
    out.key("succeeded").number(import.succeeded.load());
    out.key("failed").number(import.failed.load());
    out.member("startedAt", format_rfc3339(import.started));
    if (finished) {
        out.key("failures").begin_array();
        for (const std::string& answer : import.answers) {
            if (answer.find("\"problem\":") != std::string::npos) {
                out.raw(std::string_view(answer).substr(0, answer.size() - 1));
            }
        }
        out.end_array();
    }
    out.end_object();
    return std::move(out).str();
}

}  // namespace silkgate::api
