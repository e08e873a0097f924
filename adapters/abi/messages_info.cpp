// Who an adapter is, and its rules.
#include "adapters/abi/messages.hpp"

#include <algorithm>

namespace silkgate::adapters::abi {
namespace {

void write_views(json::Writer& out, json::Name name, const std::vector<std::string_view>& views) {
    out.key(name).begin_array();
    for (const std::string_view view : views) {
        out.string(view);
    }
    out.end_array();
}

void write_rule(json::Writer& out, const Rule& rule) {
    out.begin_object().member("id", rule.id).member("code", rule.code);
    out.member("severity", rule.severity == Severity::error ? "error" : "warning");
    out.member("remedy", to_word(rule.remedy)).member("basis", rule.basis);
    out.member_if("effectiveFrom", rule.effective_from);
    out.key("text").begin_object().member("en", rule.text.en).member("zh", rule.text.zh);
    out.member("ru", rule.text.ru).end_object().end_object();
}

// Keeps the texts that views look into.
class Keeper {
public:
    explicit Keeper(OwnedInfo& owned) : owned_(owned) {}

    std::string_view keep(json::Value value) { return owned_.texts.emplace_back(value.text()); }

    std::vector<std::string_view> keep_all(json::Value array) {
        std::vector<std::string_view> views;
        for (const json::Value value : array) {
            views.push_back(keep(value));
        }
        return views;
    }

private:
    OwnedInfo& owned_;
};

bool read_regimes(json::Value array, Keeper& keeper, std::vector<Regime>& regimes) {
    for (const json::Value value : array) {
        const auto kind = parse_leg_kind(value["kind"].text());
        if (!kind || value["code"].text().empty()) {
            return false;
        }
        regimes.push_back({
            .code = keeper.keep(value["code"]),
            .name = keeper.keep(value["name"]),
            .kind = *kind,
            .documents = keeper.keep_all(value["documents"]),
            .follow_ups = keeper.keep_all(value["followUps"]),
        });
    }
    return !regimes.empty();
}

bool read_rules(json::Value array, Keeper& keeper, std::deque<Rule>& rules) {
    for (const json::Value value : array) {
        const auto remedy = parse_remedy(value["remedy"].text());
        const std::string_view severity = value["severity"].text();
        if (!remedy || (severity != "error" && severity != "warning") || value["id"].text().empty() ||
            value["code"].text().empty() || value["basis"].text().empty()) {
            return false;
        }
        const json::Value text = value["text"];
        rules.push_back({
            .id = keeper.keep(value["id"]),
            .code = keeper.keep(value["code"]),
            .severity = severity == "error" ? Severity::error : Severity::warning,
            .remedy = *remedy,
            .basis = keeper.keep(value["basis"]),
            .effective_from = keeper.keep(value["effectiveFrom"]),
            .text =
                {.en = keeper.keep(text["en"]), .zh = keeper.keep(text["zh"]), .ru = keeper.keep(text["ru"])},
        });
    }
    return !rules.empty();
}

}  // namespace

const Rule* OwnedInfo::find_rule(std::string_view id) const noexcept {
    const auto found = std::ranges::find(rules, id, &Rule::id);
    return found == rules.end() ? nullptr : &*found;
}

void write_info(json::Writer& out, const CountryAdapter& adapter) {
    const AdapterInfo& info = adapter.info();
    out.begin_object().member("country", info.country).member("name", info.name);
    out.member("version", info.version).member("posture", info.posture);
    out.member("status", info.status == AdapterStatus::ready ? "ready" : "wip");
    write_views(out, "actions", info.actions);
    out.key("regimes").begin_array();
    for (const Regime& regime : info.regimes) {
        out.begin_object().member("code", regime.code).member("name", regime.name);
        out.member("kind", to_word(regime.kind));
        write_views(out, "documents", regime.documents);
        write_views(out, "followUps", regime.follow_ups);
        out.end_object();
    }
    out.end_array().key("sources").begin_array();
    for (const Source& source : info.sources) {
        out.begin_object().member("id", source.id).member("title", source.title);
        out.member("version", source.version).end_object();
    }
    out.end_array().key("rules").begin_array();
    for (const Rule* rule : adapter.rules()) {
        write_rule(out, *rule);
    }
    out.end_array().end_object();
}

Result<std::unique_ptr<OwnedInfo>> read_info(json::Value value) {
    auto owned = std::make_unique<OwnedInfo>();
    Keeper keeper(*owned);
    AdapterInfo& info = owned->info;
    info.country = keeper.keep(value["country"]);
    info.name = keeper.keep(value["name"]);
    info.version = keeper.keep(value["version"]);
    info.posture = keeper.keep(value["posture"]);
    info.status = value["status"].text() == "ready" ? AdapterStatus::ready : AdapterStatus::wip;
    info.actions = keeper.keep_all(value["actions"]);
    for (const json::Value source : value["sources"]) {
        info.sources.push_back({
            .id = keeper.keep(source["id"]),
            .title = keeper.keep(source["title"]),
            .version = keeper.keep(source["version"]),
        });
    }
    if (info.country.size() != 2 || info.name.empty() || info.version.empty() || info.actions.empty() ||
        !read_regimes(value["regimes"], keeper, info.regimes) ||
        !read_rules(value["rules"], keeper, owned->rules)) {
        return fail(Errc::invalid_value, "the adapter's info is not complete");
    }
    return owned;
}

}  // namespace silkgate::adapters::abi
