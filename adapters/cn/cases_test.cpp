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
std::string_view schema_of(std::string_view bytes) {
    for (const std::string_view number :
         {"312", "412", "512", "514", "622", "624", "626", "712", "816", "818", "900"}) {
        if (bytes.find("<CEB" + std::string(number) + "Message") != std::string_view::npos) {
            return "CEB-import-business.xsd";
        }
    }
    return "CEB-export-business.xsd";
}

void expect_valid(const std::vector<fs::path>& messages) {
    for (const fs::path& path : messages) {
        const std::string bytes = test::read_file(path);
        EXPECT_EQ(test::schema_errors(bytes, schema_of(bytes)), "") << path;
    }
}

TEST(GoldenCases, EveryDocumentIsValidAgainstTheAuthoritysSchema) {
    const auto documents = messages_in(test::folder() / "cases");
    EXPECT_GE(documents.size(), 30U);
    if (test::reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set: " << documents.size() << " schema checks skipped";
    }
    expect_valid(documents);
}

TEST(GoldenCases, EveryReplyIsValidAgainstTheAuthoritysSchema) {
    const auto replies = messages_in(test::folder() / "cases" / "replies");
    EXPECT_GE(replies.size(), 20U);
    if (test::reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set: " << replies.size() << " schema checks skipped";
    }
    expect_valid(replies);
}

}  // namespace
}  // namespace silkgate::adapters::cn
