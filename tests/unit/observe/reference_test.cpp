#include "gateway/observe/reference.hpp"

#include "gateway/core/result.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace silkgate::observe {
namespace {

using testing::HasSubstr;

TEST(Reference, PagesInTheTreeAreTheOnesTheTablesMake) {
    for (const Page& page : reference_pages()) {
        const std::filesystem::path path =
            std::filesystem::path(SILKGATE_SOURCE_DIR) / "docs" / "reference" / page.file;
        if (std::getenv("SILKGATE_UPDATE_GOLDEN") != nullptr) {
            std::filesystem::create_directories(path.parent_path());
            std::ofstream(path) << page.text;
        }
        std::ifstream file(path);
        const std::string found{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        EXPECT_EQ(
            found, page.text
        ) << path
          << " is stale: run `silkgate reference docs/reference`, or this test with "
             "SILKGATE_UPDATE_GOLDEN=1";
    }
}

TEST(Reference, EveryErrorCodeIsOnItsPageWithStatusAndRepeat) {
    const std::string page = errors_markdown();
#define SILKGATE_ERROR(name, code, status, retryable, title)                                               \
    EXPECT_THAT(                                                                                           \
        page,                                                                                              \
        HasSubstr("| `" code "` | " #status " | " + std::string((retryable) ? "yes" : "no") + " | " title) \
    );
#include "gateway/core/errors.def"
#undef SILKGATE_ERROR
}

TEST(Reference, MetricsPageNamesLabelsWithAllTheirValues) {
    const std::string page = metrics_markdown();
    EXPECT_THAT(
        page,
        HasSubstr("| `silkgate_idempotency_total` | counter | `result`: first replay conflict key_reused "
                  "in_flight | ")
    );
    EXPECT_THAT(page, HasSubstr("| `silkgate_kafka_produce_seconds` | histogram: 0.0005, 0.001, "));
    EXPECT_THAT(page, HasSubstr("`country`: cn ru kz kg tj uz in pk ir by zz"));
}

}  // namespace
}  // namespace silkgate::observe
