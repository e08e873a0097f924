#include "gateway/cli/commands.hpp"

#include "adapters/common/eaeu/merge.hpp"
#include "adapters/common/eaeu/rate_feeds.hpp"
#include "gateway/api/get_adapters.hpp"
#include "gateway/cli/adapter_pages.hpp"
#include "gateway/cli/data_files.hpp"
#include "gateway/cli/input.hpp"
#include "gateway/cli/kafka_setup.hpp"
#include "gateway/cli/load_registry.hpp"
#include "gateway/dispatch/party_vault.hpp"
#include "gateway/intake/intake.hpp"
#include "gateway/observe/reference.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace silkgate::cli {
namespace {

struct FindingWord {
    kafka::Finding finding;
    std::string_view word;
};

constexpr auto kFindingWords = std::to_array<FindingWord>({
    {kafka::Finding::ok, "ok"},
    {kafka::Finding::created, "created"},
    {kafka::Finding::changed, "changed"},
    {kafka::Finding::missing, "missing"},
    {kafka::Finding::different, "different"},
    {kafka::Finding::weak, "weak"},
    {kafka::Finding::refused, "refused"},
    {kafka::Finding::failed, "failed"},
});

void print(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
}

void print_report(const kafka::TopicReport& report) {
    for (const kafka::TopicLine& line : report.lines) {
        const std::string_view word = kFindingWords[static_cast<std::size_t>(line.finding)].word;
        print(
            std::string(word) + "\t" + (line.topic.empty() ? "(cluster)" : line.topic) + "\t" + line.text +
            "\n"
        );
    }
}

std::string file_text(const std::filesystem::path& path) {
    auto text = read_input(path.string());
    return text ? std::move(*text) : std::string{};
}

}  // namespace

int check_config(const config::Input& input) {
    const auto loaded = config::load(input);
    if (!loaded) {
        return complain(loaded.error());
    }
    if (const auto mappings = intake::check_mappings(*loaded->directory); !mappings) {
        return complain(mappings.error());
    }
    const auto registry = load_registry(loaded->settings, Remote::leave_out);
    if (!registry) {
        return complain(registry.error());
    }
    const auto screener = load_screener(loaded->settings);
    if (!screener) {
        return complain(screener.error());
    }
    if (const auto vault = dispatch::PartyVault::load(loaded->settings.privacy.keys_dir); !vault) {
        return complain(vault.error());
    }
    std::printf(
        "the settings are good: %zu tenants, %zu connections, %zu adapters, rule set %s\n",
        loaded->directory->tenants().size(),
        loaded->directory->connections().size(),
        (*registry)->all().size(),
        (*registry)->rule_set().c_str()
    );
    if (*screener) {
        for (const screening::ListInfo& list : (*screener)->lists()) {
            std::printf(
                "denied parties: %s of %s, %zu entries\n", list.name.c_str(), list.date.c_str(), list.entries
            );
        }
    }
    return 0;
}

int print_config(const config::Input& input, bool effective) {
    if (!effective) {
        print(config::example_toml());
        return 0;
    }
    const auto loaded = config::load(input);
    if (!loaded) {
        return complain(loaded.error());
    }
    print(config::effective(loaded->settings));
    return 0;
}

int topics(const config::Input& input, TopicsAction action) {
    const auto loaded = config::load(input);
    if (!loaded) {
        return complain(loaded.error());
    }
    const auto registry = load_registry(loaded->settings, Remote::leave_out);
    if (!registry) {
        return complain(registry.error());
    }
    auto client = client_options(loaded->settings);
    if (!client) {
        return complain(client.error());
    }
    const kafka::TopicOptions options = topic_options(
        loaded->settings,
        std::move(*client),
        topic_specs(**registry, *loaded->directory, loaded->settings.adapters.remote)
    );
    const auto report =
        action == TopicsAction::apply ? kafka::topics_apply(options) : kafka::topics_check(options);
    if (!report) {
        return complain(report.error());
    }
    print_report(*report);
    return report->sound() ? 0 : 1;
}

int adapters(const config::Input& input, const std::string& country) {
    const auto loaded = config::load(input);
    if (!loaded) {
        return complain(loaded.error());
    }
    config::Settings settings = loaded->settings;
    settings.adapters.allow_wip = true;
    const auto registry = load_registry(settings, Remote::leave_out);
    if (!registry) {
        return complain(registry.error());
    }
    if (country.empty()) {
        for (const auto& adapter : (*registry)->all()) {
            print(api::to_json(*adapter, (*registry)->rule_set(), api::Detail::summary) + "\n");
        }
        return 0;
    }
    std::string code = country;
    std::ranges::transform(code, code.begin(), [](unsigned char c) {
        return static_cast<char>(std::toupper(c));
    });
    const auto* adapter = (*registry)->find(code);
    if (adapter == nullptr) {
        return complain(fail(Errc::not_found, "this build has no adapter for " + country));
    }
    print(api::to_json(*adapter, (*registry)->rule_set(), api::Detail::full) + "\n");
    return 0;
}

int reference(const std::string& directory, ReferenceAction action) {
    const std::string root = data_root(config::Settings{});
    const auto registry = adapters::Registry::load(root, true);
    if (!registry) {
        return complain(registry.error());
    }
    std::vector<AdapterPage> pages = adapter_pages(**registry, root);
    for (const observe::Page& page : observe::reference_pages()) {
        pages.push_back({.file = std::string(page.file), .text = page.text});
    }
    int code = 0;
    for (const AdapterPage& page : pages) {
        const auto path = std::filesystem::path(directory) / page.file;
        if (action == ReferenceAction::write) {
            std::error_code ignored;
            std::filesystem::create_directories(path.parent_path(), ignored);
            std::ofstream(path, std::ios::binary | std::ios::trunc) << page.text;
        } else if (file_text(path) != page.text) {
            std::fprintf(stderr, "silkgate: %s is stale: run `silkgate reference`\n", path.c_str());
            code = 1;
        }
    }
    return code;
}

int rates(const RatesOptions& options) {
    const auto feed = read_input(options.file);
    if (!feed) {
        return complain(feed.error());
    }
    std::string source = options.source.empty() ? options.bank + "-daily" : options.source;
    if (options.source.empty()) {
        std::ranges::transform(source, source.begin(), [](unsigned char c) {
            return static_cast<char>(std::tolower(c));
        });
    }
    const auto rows = adapters::eaeu::read_feed(options.bank, *feed, source);
    if (!rows) {
        return complain(rows.error());
    }
    print(adapters::eaeu::to_csv(*rows));
    return 0;
}

int merge(const MergeOptions& options) {
    std::vector<std::string> documents;
    for (const std::string& file : options.files) {
        auto document = read_input(file);
        if (!document) {
            return complain(document.error());
        }
        documents.push_back(std::move(*document));
    }
    const auto merged = adapters::eaeu::merge_declarations(documents);
    if (!merged) {
        return complain(merged.error());
    }
    std::error_code ignored;
    std::filesystem::create_directories(options.out, ignored);
    for (const adapters::eaeu::Merged& declaration : *merged) {
        const auto path = std::filesystem::path(options.out) / (declaration.id + ".xml");
        std::ofstream file(path, std::ios::binary | std::ios::trunc);
        file << declaration.bytes;
        if (!file.flush()) {
            return complain(fail(Errc::io_failed, "can not write " + path.string()));
        }
        print(path.string() + " " + std::to_string(declaration.waybills) + "\n");
    }
    return 0;
}

int keys_new(const std::vector<std::string>& scopes) {
    const auto key = config::new_key(scopes);
    if (!key) {
        return complain(key.error(), 2);
    }
    print("# give this to the caller; it is not kept anywhere:\n# " + key->token + "\n" + key->toml);
    return 0;
}

int keys_hash(const std::string& secret) {
    print(config::hash_secret(secret) + "\n");
    return 0;
}

}  // namespace silkgate::cli
