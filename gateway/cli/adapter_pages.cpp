#include "gateway/cli/adapter_pages.hpp"

#include "gateway/core/csv.hpp"
#include "gateway/dispatch/lifecycle.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace silkgate::cli {
namespace {

namespace fs = std::filesystem;
using adapters::AdapterInfo;
using adapters::CountryAdapter;

constexpr std::string_view kNotImplemented = "\n## Not implemented\n";

std::string lower(std::string_view text) {
    std::string out;
    std::ranges::transform(text, std::back_inserter(out), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return out;
}

std::string read_text(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// A text inside a cell of a Markdown table.
std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '|') {
            out += "\\|";
        } else {
            out += c == '\n' ? ' ' : c;
        }
    }
    return out;
}

std::string row(std::initializer_list<std::string_view> cells) {
    std::string out = "|";
    for (const std::string_view text : cells) {
        out += " " + cell(text) + " |";
    }
    return out + "\n";
}

std::string joined(const std::vector<std::string_view>& words) {
    std::string out;
    for (const std::string_view word : words) {
        out += (out.empty() ? "`" : ", `") + std::string(word) + "`";
    }
    return out;
}

std::string_view status_word(const AdapterInfo& info) {
    return info.status == adapters::AdapterStatus::ready ? "ready" : "wip";
}

void append_head(const AdapterInfo& info, std::string& out) {
    const std::string cc = lower(info.country);
    out += "# " + std::string(info.country) + ": " + std::string(info.name) +
           "\n\nGenerated from `adapters/" + cc +
           "` by `silkgate reference`; do not edit. In words: [adapters/" + cc +
           "/README.md](../../../adapters/" + cc + "/README.md). The same as JSON: `GET /v1/adapters/" + cc +
           "`.\n\n" + row({"", ""}) + row({"---", "---"});
    out += row({"version", "`" + std::string(info.version) + "`"});
    out += row(
        {"status",
         info.status == adapters::AdapterStatus::ready
             ? "`ready`"
             : "`wip`: refused at run time unless `adapters.allow_wip` is set"}
    );
    out += row({"actions", joined(info.actions)}) + row({"untrusted replies", info.posture});
}

void append_regimes(const AdapterInfo& info, std::string& out) {
    out += "\n## Regimes and documents\n\n" +
           row({"regime", "what", "leg", "documents of a submission", "of changes and cancellations"}) +
           row({"---", "---", "---", "---", "---"});
    for (const adapters::Regime& regime : info.regimes) {
        out += row(
            {"`" + std::string(regime.code) + "`",
             regime.name,
             dispatch::to_string(regime.kind),
             joined(regime.documents),
             joined(regime.follow_ups)}
        );
    }
}

void append_rules(const CountryAdapter& adapter, std::string& out) {
    std::vector<const Rule*> rules = adapter.rules();
    std::ranges::sort(rules, {}, &Rule::id);
    out += "\n## Rules\n\nAn error holds the leg, a warning is told. The basis is source and clause.\n\n" +
           row({"rule", "code", "severity", "what it says", "basis", "from"}) +
           row({"---", "---", "---", "---", "---", "---"});
    for (const Rule* rule : rules) {
        out += row(
            {rule->id,
             "`" + std::string(rule->code) + "`",
             rule->severity == Severity::error ? "error" : "warning",
             rule->text.en,
             rule->basis,
             rule->effective_from}
        );
    }
}

std::string line_of(const std::vector<std::string>& cells) {
    std::string out = "|";
    for (const std::string& text : cells) {
        out += " " + cell(text) + " |";
    }
    return out + "\n";
}

void append_table(const fs::path& path, std::string& out) {
    const std::vector<csv::Line> lines = csv::split(read_text(path));
    if (lines.empty()) {
        return;
    }
    const std::size_t rows = lines.size() - 1;
    out += "\n`" + path.filename().string() + "`";
    if (rows == 0) {
        out += ": empty as shipped; the operator's.\n";
    } else if (rows > kRowsMax) {
        out += ": " + std::to_string(rows) + " rows.\n";
    } else {
        out += "\n\n" + line_of(lines[0].row.cells) +
               line_of(std::vector<std::string>(lines[0].row.cells.size(), "---"));
        for (std::size_t i = 1; i < lines.size(); ++i) {
            out += line_of(lines[i].row.cells);
        }
    }
}

void append_data(const fs::path& folder, std::string& out) {
    std::vector<fs::path> files;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder / "data", ignored)) {
        if (entry.path().extension() == ".csv") {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    if (!files.empty()) {
        out +=
            "\n## Rates, limits and codes\n\nA row holds on the days from `effective_from` to "
            "`effective_to`, both included.\n";
    }
    for (const fs::path& file : files) {
        append_table(file, out);
    }
}

void append_sources(const AdapterInfo& info, std::string& out) {
    out += "\n## Sources\n\n" + row({"id", "title", "version"}) + row({"---", "---", "---"});
    for (const adapters::Source& source : info.sources) {
        out += row({source.id, source.title, source.version});
    }
}

// The section of the README up to the table of its files.
void append_limits(const fs::path& folder, std::string& out) {
    const std::string readme = read_text(folder / "README.md");
    const auto at = readme.find(kNotImplemented);
    if (at == std::string::npos) {
        return;
    }
    std::string section = readme.substr(at);
    section.resize(
        std::min({section.size(), section.find("\n## ", kNotImplemented.size()), section.find("\n| file |")})
    );
    while (section.ends_with('\n')) {
        section.pop_back();
    }
    out += section + "\n";
}

std::string page_of(const CountryAdapter& adapter, const std::string& data_root) {
    const AdapterInfo& info = adapter.info();
    const fs::path folder = fs::path(data_root) / lower(info.country);
    std::string out;
    append_head(info, out);
    append_regimes(info, out);
    append_rules(adapter, out);
    append_data(folder, out);
    append_limits(folder, out);
    append_sources(info, out);
    return out;
}

}  // namespace

std::vector<AdapterPage> adapter_pages(const adapters::Registry& registry, const std::string& data_root) {
    std::vector<AdapterPage> pages;
    std::string index =
        "# Country adapters\n\nGenerated by `silkgate reference`; do not edit. How to add one: "
        "[add_a_country.md]"
        "(../../add_a_country.md).\n\n" +
        row({"country", "system", "status", "rules"}) + row({"---", "---", "---", "---"});
    for (const auto& adapter : registry.all()) {
        const AdapterInfo& info = adapter->info();
        const std::string file = lower(info.country) + ".md";
        index += row(
            {"[" + std::string(info.country) + "](" + file + ")",
             info.name,
             status_word(info),
             std::to_string(adapter->rules().size())}
        );
        pages.push_back({.file = "adapters/" + file, .text = page_of(*adapter, data_root)});
    }
    pages.push_back({.file = "adapters/README.md", .text = std::move(index)});
    return pages;
}

}  // namespace silkgate::cli
