#include "tests/conformance/suite.hpp"

#include "gateway/core/country.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"
#include "gateway/order/order_json.hpp"
#include "tests/conformance/outside.hpp"
#include "tests/support/connection_json.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

namespace silkgate::conformance {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOrderSuffix = ".order.json";
constexpr std::string_view kExpectedSuffix = ".expected.json";
constexpr std::string_view kDecidedAt = "2026-11-24T08:00:00Z";
constexpr std::string_view kOrderId = "ord_conformancecaseaaaaaaaaaaaa";

[[noreturn]] void give_up(const std::string& why) {
    std::cerr << "conformance: " << why << '\n';
    std::exit(1);
}

std::string lower(std::string_view text) {
    std::string out;
    std::ranges::transform(text, std::back_inserter(out), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return out;
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    if (fs::is_directory(folder)) {
        for (const auto& entry : fs::directory_iterator(folder)) {
            if (entry.is_regular_file()) {
                files.push_back(entry.path());
            }
        }
    }
    std::ranges::sort(files);
    return files;
}

adapters::Action parse_action(std::string_view word) {
    if (word == "amend") {
        return adapters::Action::amend;
    }
    if (word == "cancel") {
        return adapters::Action::cancel;
    }
    if (word == "return") {
        return adapters::Action::return_;
    }
    EXPECT_TRUE(word.empty() || word == "submit") << "unknown action " << word;
    return adapters::Action::submit;
}

void load_context(const fs::path& path, adapters::Context& context) {
    std::string decided_at(kDecidedAt);
    if (fs::exists(path)) {
        const auto document = json::Document::parse(read_file(path));
        ASSERT_TRUE(document.has_value()) << path << ": " << document.error().detail;
        const json::Value root = document->root();
        context.action = parse_action(root["action"].text());
        if (root["version"]) {
            context.version = std::stoll(std::string(root["version"].text()));
        }
        context.authority_reference = root["authorityReference"].text();
        if (root["decidedAt"]) {
            decided_at = root["decidedAt"].text();
        }
    }
    const auto instant = parse_rfc3339(decided_at);
    ASSERT_TRUE(instant.has_value()) << path << ": decidedAt";
    context.decided_at = *instant;
    context.order_id = OrderId(std::string(kOrderId));
}

std::string extension_of(std::string_view content_type) {
    if (content_type.starts_with("application/xml") || content_type.starts_with("text/xml")) {
        return "xml";
    }
    if (content_type.starts_with("application/json") ||
        content_type.find("+json") != std::string_view::npos) {
        return "json";
    }
    return content_type.starts_with("application/edifact") ? "edi" : "txt";
}

std::string violations_json(const Violations& violations) {
    std::string out = "[";
    for (const Violation& violation : violations) {
        json::Writer row;
        row.begin_object()
            .member("code", violation.rule->code)
            .member("pointer", violation.canonical_pointer);
        row.member("rule", violation.rule->id).end_object();
        out += out.size() == 1 ? "\n  " : ",\n  ";
        out += row.str();
    }
    return out + "\n]\n";
}

void render(
    const adapters::CountryAdapter& adapter,
    const Case& input,
    const adapters::Context& context,
    adapters::Leg leg,
    Verdict& out
) {
    if (leg.kind != adapters::LegKind::booking) {
        const auto quote = adapter.quote(input.order, leg, context);
        if (!quote) {
            out.failures += "quote " + leg.id + ": " + quote.error().detail + "\n";
        } else {
            for (const adapters::QuoteLine& line : *quote) {
                out.quotes += leg.id + " " + line.kind + " " + line.basis.to_string() + " " +
                              line.basis_currency + " " + line.rate + " " + line.amount.to_string() + " " +
                              line.currency + "\n";
            }
        }
    }
    auto documents = adapter.declare(input.order, leg, context);
    if (!documents) {
        out.failures += "declare " + leg.id + ": " + documents.error().detail + "\n";
        return;
    }
    out.legs.push_back({.leg = std::move(leg), .documents = std::move(*documents)});
}

}  // namespace

const adapters::Registry& registry() {
    static const auto kRegistry = [] {
        auto loaded = adapters::Registry::load(
            std::string(SILKGATE_SOURCE_DIR) + "/adapters", true, outside_adapters()
        );
        if (!loaded) {
            give_up(loaded.error().detail);
        }
        return *loaded;
    }();
    return *kRegistry;
}

std::vector<std::string> countries() {
    std::vector<std::string> codes;
    for (const auto& adapter : registry().all()) {
        codes.emplace_back(adapter->info().country);
    }
    return codes;
}

const adapters::CountryAdapter& adapter_of(std::string_view country) {
    const adapters::CountryAdapter* adapter = registry().find(country);
    if (adapter == nullptr) {
        give_up("no adapter for " + std::string(country));
    }
    return *adapter;
}

fs::path folder_of(std::string_view country) {
    return outside_folder(country).value_or(fs::path(SILKGATE_SOURCE_DIR) / "adapters" / lower(country));
}

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file.good()) << "can not read " << path;
    return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const fs::path& path, std::string_view bytes) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << bytes;
    EXPECT_TRUE(file.good()) << "can not write " << path;
}

bool is_update() {
    const char* value = std::getenv("SILKGATE_UPDATE");
    return value != nullptr && std::string_view(value) == "1";
}

std::vector<CaseName> order_cases() {
    std::vector<CaseName> cases;
    for (const std::string& country : countries()) {
        for (const fs::path& path : files_in(folder_of(country) / "cases")) {
            const std::string name = path.filename().string();
            if (name.ends_with(kOrderSuffix)) {
                cases.push_back({country, name.substr(0, name.size() - kOrderSuffix.size()), path});
            }
        }
    }
    return cases;
}

std::vector<CaseName> reply_cases() {
    std::vector<CaseName> cases;
    for (const std::string& country : countries()) {
        for (const fs::path& path : files_in(folder_of(country) / "cases" / "replies")) {
            if (!path.filename().string().ends_with(kExpectedSuffix)) {
                cases.push_back({country, path.stem().string(), path});
            }
        }
    }
    return cases;
}

std::string test_name(std::string_view country, std::string_view what) {
    std::string name(country);
    if (!what.empty()) {
        name += '_';
    }
    for (const char c : what) {
        name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
    }
    return name;
}

Case load_case(const CaseName& name) {
    Case loaded;
    const fs::path folder = name.path.parent_path();
    fs::path connection = folder / (name.what + ".connection.json");
    if (!fs::exists(connection)) {
        connection = folder / "connection.json";
    }
    auto read = test::read_connection(read_file(connection));
    EXPECT_TRUE(read.has_value()) << connection << ": " << read.error().detail << " at "
                                  << read.error().pointer;
    if (read) {
        loaded.connection = std::move(*read);
    }
    const auto document = json::Document::parse(read_file(name.path));
    EXPECT_TRUE(document.has_value()) << name.path << ": " << document.error().detail;
    if (document) {
        order::ReadOrder order = order::read_json(document->root());
        // An invented country (ZZ and copies of it) is not in ISO 3166-1, so its orders never pass the
        // schema's reader.
        const bool is_invented = find_country(name.country) == nullptr;
        for (const Violation& violation : order.violations) {
            if (violation.rule->severity == Severity::error &&
                !(is_invented && violation.rule->code == "country-unknown")) {
                ADD_FAILURE() << name.path << ": " << violation.rule->code << " at "
                              << violation.canonical_pointer;
            }
        }
        loaded.order = std::move(order.order);
    }
    load_context(folder / (name.what + ".context.json"), loaded.context);
    return loaded;
}

Verdict run_case(const adapters::CountryAdapter& adapter, const Case& input) {
    adapters::Context context = input.context;
    context.connection = &input.connection;
    Verdict out;
    std::vector<adapters::Leg> legs;
    adapter.plan_legs(input.order, context, legs, out.violations);
    for (adapters::Leg& leg : legs) {
        Violations found;
        adapter.check(input.order, leg, context, found);
        const bool is_held = has_errors(found);
        out.violations.insert(out.violations.end(), found.begin(), found.end());
        if (!is_held) {
            render(adapter, input, context, std::move(leg), out);
        }
    }
    return out;
}

std::string to_text(const Verdict& verdict) {
    std::string out = violations_json(verdict.violations) + verdict.quotes + verdict.failures;
    for (const LegRun& leg : verdict.legs) {
        out += leg.leg.id + " " + leg.leg.regime + " " + leg.leg.country + "\n";
        for (const adapters::Document& document : leg.documents) {
            out += document.kind + "\n" + document.content_type + "\n" + document.bytes + "\n";
            for (const std::string& reference : document.references) {
                out += reference + "\n";
            }
        }
    }
    return out;
}

std::map<std::string, std::string> expected_files(const CaseName& name, const Verdict& verdict) {
    std::map<std::string, std::string> files;
    for (const LegRun& leg : verdict.legs) {
        for (const adapters::Document& document : leg.documents) {
            const std::string stem = name.what + "." + document.kind;
            const std::string extension = "." + extension_of(document.content_type);
            std::string file = stem + extension;
            for (int number = 2; files.contains(file); ++number) {
                file = stem + "-" + std::to_string(number) + extension;
            }
            files.emplace(file, document.bytes);
        }
    }
    if (!verdict.violations.empty()) {
        files.emplace(name.what + ".violations.json", violations_json(verdict.violations));
    }
    return files;
}

std::string content_type_of(const fs::path& path) {
    const std::string extension = path.extension().string();
    if (extension == ".xml") {
        return "application/xml";
    }
    if (extension == ".json") {
        return "application/json";
    }
    return extension == ".edi" ? "application/edifact" : "text/plain";
}

std::string_view to_word(adapters::ReplyStatus status) noexcept {
    switch (status) {
        case adapters::ReplyStatus::received:
            return "received";
        case adapters::ReplyStatus::registered:
            return "registered";
        case adapters::ReplyStatus::query:
            return "query";
        case adapters::ReplyStatus::released:
            return "released";
        case adapters::ReplyStatus::rejected:
            return "rejected";
        case adapters::ReplyStatus::cancelled:
            return "cancelled";
        case adapters::ReplyStatus::technical_error:
            return "technical_error";
    }
    return {};
}

}  // namespace silkgate::conformance
