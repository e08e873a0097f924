// Every adapter says who it is, and every rule says what it is, in three languages, and is tested.
#include "tests/conformance/suite.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>

namespace silkgate::conformance {
namespace {

class AdapterInfoTest : public testing::TestWithParam<std::string> {
protected:
    const adapters::CountryAdapter& adapter_ = adapter_of(GetParam());
};

// All tests and all expected violations of the tree, as one text.
const std::string& tested_ids() {
    static const std::string kText = [] {
        namespace fs = std::filesystem;
        std::string text;
        for (const char* folder : {"/adapters", "/tests/unit"}) {
            for (const auto& entry :
                 fs::recursive_directory_iterator(std::string(SILKGATE_SOURCE_DIR) + folder)) {
                const std::string name = entry.path().filename().string();
                if (name.ends_with("_test.cpp") || name.ends_with(".violations.json")) {
                    text += read_file(entry.path());
                }
            }
        }
        return text;
    }();
    return kText;
}

TEST_P(AdapterInfoTest, IsComplete) {
    const adapters::AdapterInfo& info = adapter_.info();
    EXPECT_EQ(info.country, GetParam());
    EXPECT_FALSE(info.name.empty());
    EXPECT_TRUE(std::regex_match(std::string(info.version), std::regex("[a-z]{2}/[0-9]+(\\.[0-9]+)*")))
        << info.version;
    EXPECT_FALSE(info.posture.empty());
    EXPECT_FALSE(info.actions.empty());
    ASSERT_FALSE(info.regimes.empty());
    for (const adapters::Regime& regime : info.regimes) {
        EXPECT_FALSE(regime.code.empty());
        EXPECT_FALSE(regime.name.empty()) << regime.code;
        EXPECT_FALSE(regime.documents.empty()) << regime.code;
    }
    ASSERT_FALSE(info.sources.empty());
    std::set<std::string_view> ids;
    for (const adapters::Source& source : info.sources) {
        EXPECT_TRUE(ids.insert(source.id).second) << source.id;
        EXPECT_FALSE(source.title.empty()) << source.id;
        EXPECT_FALSE(source.version.empty()) << source.id;
    }
}

TEST_P(AdapterInfoTest, HasReadmeSourcesAndCases) {
    for (const char* name : {"README.md", "sources.md", "cases"}) {
        EXPECT_TRUE(std::filesystem::exists(folder_of(GetParam()) / name)) << name;
    }
    const auto has_country = [this](const CaseName& name) { return name.country == GetParam(); };
    EXPECT_TRUE(std::ranges::any_of(order_cases(), has_country)) << "no case";
    EXPECT_TRUE(std::ranges::any_of(reply_cases(), has_country)) << "no reply";
}

TEST_P(AdapterInfoTest, EverySourceIsInSourcesMd) {
    const std::string sources = read_file(folder_of(GetParam()) / "sources.md");
    for (const adapters::Source& source : adapter_.info().sources) {
        EXPECT_NE(sources.find(source.id), std::string::npos) << source.id;
    }
}

void check_rule(const Rule& rule) {
    static const std::regex kId("[A-Z]{2}-[0-9]{4}");
    static const std::regex kCode("[a-z0-9]+(-[a-z0-9]+)*");
    EXPECT_TRUE(std::regex_match(std::string(rule.id), kId)) << rule.id;
    EXPECT_TRUE(std::regex_match(std::string(rule.code), kCode)) << rule.id << " " << rule.code;
    EXPECT_FALSE(rule.basis.empty()) << rule.id;
    EXPECT_TRUE(rule.effective_from.empty() || parse_date(rule.effective_from).has_value()) << rule.id;
    EXPECT_FALSE(rule.text.en.empty()) << rule.id;
    // CJK ideographs are E4–E9 in UTF-8, Cyrillic letters D0 and D1.
    const auto has_byte = [](std::string_view text, unsigned from, unsigned to) {
        return std::ranges::any_of(text, [&](char c) {
            return static_cast<unsigned char>(c) >= from && static_cast<unsigned char>(c) <= to;
        });
    };
    EXPECT_TRUE(has_byte(rule.text.zh, 0xe4, 0xe9)) << rule.id << ": no Chinese text";
    EXPECT_TRUE(has_byte(rule.text.ru, 0xd0, 0xd1)) << rule.id << ": no Russian text";
}

TEST_P(AdapterInfoTest, EveryRuleIsCompleteAndTested) {
    const auto rules = adapter_.rules();
    ASSERT_FALSE(rules.empty());
    for (const Rule* rule : rules) {
        ASSERT_NE(rule, nullptr);
        check_rule(*rule);
        EXPECT_NE(tested_ids().find(rule->id), std::string::npos)
            << rule->id << " (" << rule->code << ") is in no *_test.cpp and in no cases/*.violations.json";
    }
}

TEST(AllAdapters, RuleIdsAreUnique) {
    std::map<std::string_view, const Rule*> seen;
    for (const auto& adapter : registry().all()) {
        std::set<const Rule*> own;
        for (const Rule* rule : adapter->rules()) {
            EXPECT_TRUE(own.insert(rule).second)
                << rule->id << " is listed twice by " << adapter->info().country;
            // A rule of a shared family is the same object in every adapter that uses it.
            EXPECT_EQ(seen.emplace(rule->id, rule).first->second, rule)
                << rule->id << " stands for two rules";
        }
    }
}

TEST(AllAdapters, WipIsLeftOutUnlessAllowed) {
    const auto loaded = adapters::Registry::load(std::string(SILKGATE_SOURCE_DIR) + "/adapters", false);
    ASSERT_TRUE(loaded.has_value());
    for (const auto& adapter : (*loaded)->all()) {
        EXPECT_EQ(adapter->info().status, adapters::AdapterStatus::ready) << adapter->info().country;
    }
    EXPECT_EQ((*loaded)->find("ZZ"), nullptr);
    EXPECT_NE(registry().find("ZZ"), nullptr);
}

TEST(AllAdapters, EveryFolderIsRegistered) {
    std::set<std::string> folders;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(SILKGATE_SOURCE_DIR) + "/adapters")) {
        if (std::filesystem::exists(entry.path() / "adapter.cpp")) {
            folders.insert(entry.path());
        }
    }
    std::set<std::string> registered;
    for (const std::string& country : countries()) {
        registered.insert(folder_of(country));
    }
    EXPECT_EQ(folders, registered);
}

INSTANTIATE_TEST_SUITE_P(Every, AdapterInfoTest, testing::ValuesIn(countries()), [](const auto& param) {
    return test_name(param.param, "");
});

}  // namespace
}  // namespace silkgate::conformance
