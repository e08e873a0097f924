// The golden cases against the authority's schema. What they hold is compared by the conformance suite.
#include "adapters/cn/test_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace silkgate::adapters::cn {
namespace {

namespace fs = std::filesystem;

// Golden files of one folder that are CEB messages and meant to be valid.
std::vector<fs::path> messages_in(const fs::path& folder) {
    std::vector<fs::path> out;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (entry.path().extension() == ".xml" && !name.starts_with("bad_") &&
            name.find("envelope") == std::string::npos) {
            out.push_back(entry.path());
        }
    }
    std::ranges::sort(out);
    return out;
}

// CEB900 and everything of the import direction stand in the import schema.
bool is_import(std::string_view bytes) {
    constexpr std::string_view kNumbers[] = {
        "311",
        "411",
        "511",
        "621",
        "623",
        "625",
        "312",
        "412",
        "512",
        "514",
        "622",
        "624",
        "626",
        "712",
        "816",
        "818",
        "900"
    };
    return std::ranges::any_of(kNumbers, [&](std::string_view number) {
        return bytes.find("CEB" + std::string(number) + "Message") != std::string_view::npos;
    });
}

// The schema wants some messages signed, which whoever holds the key does.
void expect_valid(const std::vector<fs::path>& messages, bool are_ours) {
    for (const fs::path& path : messages) {
        const std::string bytes = test::read_file(path);
        EXPECT_EQ(
            test::schema_errors(
                are_ours ? test::signed_by(bytes, "sm2") : bytes,
                is_import(bytes) ? "CEB-import-business.xsd" : "CEB-export-business.xsd"
            ),
            ""
        ) << path;
    }
}

TEST(GoldenCases, EveryDocumentIsValidAgainstTheAuthoritysSchema) {
    const auto documents = messages_in(test::folder() / "cases");
    EXPECT_GE(documents.size(), 100U);
    if (test::reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set: " << documents.size() << " schema checks skipped";
    }
    expect_valid(documents, true);
}

TEST(GoldenCases, EveryReplyIsValidAgainstTheAuthoritysSchema) {
    const auto replies = messages_in(test::folder() / "cases" / "replies");
    EXPECT_GE(replies.size(), 20U);
    if (test::reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set: " << replies.size() << " schema checks skipped";
    }
    expect_valid(replies, false);
}

}  // namespace
}  // namespace silkgate::adapters::cn
