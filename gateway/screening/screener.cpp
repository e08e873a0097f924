#include "gateway/screening/screener.hpp"

#include "gateway/crypto/digest.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <unordered_map>

namespace silkgate::screening {
namespace {

constexpr std::size_t kKeyLength = 26;
constexpr std::size_t kCachedMax = 1024;  // names a thread; a seller's stands in each of its orders

struct PartyRow {
    std::string_view pointer;
    std::optional<order::Party> order::Parties::* party;
};

constexpr auto kParties = std::to_array<PartyRow>({
    {"/parties/buyer/name", &order::Parties::buyer},
    {"/parties/consignee/name", &order::Parties::consignee},
    {"/parties/payer/name", &order::Parties::payer},
    {"/parties/seller/name", &order::Parties::seller},
    {"/parties/platform/name", &order::Parties::platform},
    {"/parties/importer/name", &order::Parties::importer},
    {"/parties/declarant/name", &order::Parties::declarant},
});

std::string joined(const order::NameParts& parts) {
    std::string name;
    for (const std::string* part : {&parts.given, &parts.patronymic, &parts.family}) {
        if (!part->empty()) {
            name += (name.empty() ? "" : " ") + *part;
        }
    }
    return name;
}

// The forms in which a party's name is given, each once.
std::set<std::string> names_of(const order::Party& party) {
    std::set<std::string> names{party.name, party.name_latin};
    if (party.name_parts) {
        names.insert(joined(*party.name_parts));
    }
    names.erase("");
    return names;
}

std::string hit_key(std::string_view order_id, std::string_view entry, const std::set<std::string>& names) {
    std::string text = std::string(order_id) + "\n" + std::string(entry);
    for (const std::string& name : names) {
        text += "\n" + name;
    }
    return crypto::to_base32(crypto::sha256(text), kKeyLength);
}

std::string date_of(const std::filesystem::path& path) {
    std::error_code failure;
    const auto changed = std::filesystem::last_write_time(path, failure);
    if (failure) {
        return {};
    }
    const auto at = std::chrono::file_clock::to_sys(changed);
    return format_date(BusinessDate(std::chrono::floor<std::chrono::days>(at)));
}

Result<Screener::Source> load_file(const std::string& name, const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return fail(Errc::invalid_settings, "screening.lists." + name + ": can not read " + path);
    }
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    auto list = read_list(path, bytes);
    if (!list) {
        return list.error();
    }
    ListInfo info{
        .name = name,
        .date = list->date.empty() ? date_of(path) : list->date,
        .digest = crypto::to_hex(crypto::sha256(bytes)),
        .entries = list->entries.size(),
    };
    return Screener::Source{.info = std::move(info), .list = std::move(*list)};
}

std::uint64_t next_number() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

}  // namespace

Result<std::shared_ptr<const Screener>>
Screener::load(const std::map<std::string, std::string>& files, Thresholds thresholds) {
    if (files.empty()) {
        return std::shared_ptr<const Screener>{};
    }
    std::vector<Source> sources;
    for (const auto& [name, path] : files) {
        auto source = load_file(name, path);
        if (!source) {
            return source.error();
        }
        sources.push_back(std::move(*source));
    }
    return std::make_shared<const Screener>(std::move(sources), thresholds);
}

Screener::Screener(std::vector<Source> sources, Thresholds thresholds)
    : thresholds_(thresholds), number_(next_number()) {
    std::string seen = std::to_string(thresholds.person) + "\n" + std::to_string(thresholds.organisation);
    std::string newest;
    for (Source& source : sources) {
        add(source);
        seen += "\n" + source.info.name + "\n" + source.info.digest;
        newest = std::max(newest, source.info.date);
        infos_.push_back(std::move(source.info));
    }
    version_ = newest + "." + crypto::to_hex(crypto::sha256(seen)).substr(0, 8);
}

void Screener::add(const Source& source) {
    for (const Entry& entry : source.list.entries) {
        const auto number = static_cast<std::uint32_t>(entries_.size());
        entries_.push_back({.id = source.info.name + "/" + entry.id, .kind = entry.kind});
        for (const std::string& text : entry.names) {
            Name name = read_name(text);
            if (!name.words.empty()) {
                index_.add(name);
                sketches_.add(name);
                names_.push_back({.entry = number, .name = std::move(name)});
            }
        }
    }
}

std::vector<Screener::Match> Screener::match(const Name& name) const {
    constexpr double kRounding = 1e-9;  // of the bound's sums, which are added in another order
    const NameSketch sketch = sketch_of(name);
    std::vector<Match> matches;
    for (const std::uint32_t number : index_.candidates(name)) {
        const Listed& listed = names_[number];
        const EntryKind kind = entries_[listed.entry].kind;
        const double least = kind == EntryKind::organisation ? thresholds_.organisation : thresholds_.person;
        if (sketches_.bound(sketch, number, kind) + kRounding < least) {
            continue;
        }
        const double alike = score(name, listed.name, kind);
        if (alike >= least) {
            matches.push_back({.entry = listed.entry, .score = alike});
        }
    }
    return matches;
}

const std::vector<Screener::Match>& Screener::match_cached(const std::string& text) const {
    struct Cache {
        std::uint64_t screener = 0;
        std::unordered_map<std::string, std::vector<Match>> matches;
    };
    static thread_local Cache cache;
    if (cache.screener != number_ || cache.matches.size() >= kCachedMax) {
        cache = {.screener = number_, .matches = {}};
    }
    const auto found = cache.matches.find(text);
    return found != cache.matches.end() ? found->second
                                        : cache.matches.emplace(text, match(read_name(text))).first->second;
}

std::vector<Hit> Screener::screen(const order::Order& order, std::string_view order_id) const {
    std::vector<Hit> hits;
    for (const PartyRow& row : kParties) {
        const auto& party = order.parties.*row.party;
        if (!party) {
            continue;
        }
        const std::set<std::string> names = names_of(*party);
        std::map<std::uint32_t, double> best;
        for (const std::string& name : names) {
            for (const Match& match : match_cached(name)) {
                double& score = best[match.entry];
                score = std::max(score, match.score);
            }
        }
        const auto first = static_cast<std::ptrdiff_t>(hits.size());
        for (const auto& [entry, score] : best) {
            hits.push_back({
                .pointer = std::string(row.pointer),
                .entry = entries_[entry].id,
                .score = score,
                .key = hit_key(order_id, entries_[entry].id, names),
            });
        }
        std::stable_sort(hits.begin() + first, hits.end(), [](const Hit& a, const Hit& b) {
            return a.score > b.score;
        });
        hits.resize(std::min(hits.size(), static_cast<std::size_t>(first) + kHitsMax));
    }
    return hits;
}

}  // namespace silkgate::screening
