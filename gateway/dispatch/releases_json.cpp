#include "gateway/dispatch/releases_json.hpp"

namespace silkgate::dispatch {

void write_releases(json::Writer& out, const std::vector<screening::Release>& releases) {
    if (releases.empty()) {
        return;
    }
    out.key("releases").begin_array();
    for (const screening::Release& release : releases) {
        out.begin_object().member("entry", release.entry).member("key", release.key);
        out.member("by", release.by).member("reason", release.reason);
        out.member("at", format_rfc3339(release.at)).end_object();
    }
    out.end_array();
}

std::vector<screening::Release> read_releases(json::Value array) {
    std::vector<screening::Release> releases;
    for (const json::Value value : array) {
        screening::Release& release = releases.emplace_back();
        release.entry = value["entry"].text();
        release.key = value["key"].text();
        release.by = value["by"].text();
        release.reason = value["reason"].text();
        if (const auto at = parse_rfc3339(value["at"].text())) {
            release.at = *at;
        }
    }
    return releases;
}

}  // namespace silkgate::dispatch
