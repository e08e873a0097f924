#include "gateway/cli/simulate.hpp"

#include <gtest/gtest.h>

namespace silkgate::cli {
namespace {

using adapters::Outcome;

TEST(ScriptFor, TheSuffixChooses) {
    EXPECT_EQ(script_for("#1-REJECT").outcome, Outcome::rejected);
    EXPECT_EQ(script_for("#1-QUERY").outcome, Outcome::query);
    EXPECT_TRUE(script_for("#1-SILENT").silent);
    EXPECT_TRUE(script_for("#1-DUP").duplicate);
    EXPECT_TRUE(script_for("#1-LATE").late);
}

TEST(ScriptFor, AnythingElseIsAcceptedOnceAndInOrder) {
    for (const std::string_view number :
         {"", "#1001", "REJECT", "#1-reject", "#1-REJECT-2", "-REJECTED", "#1 -DUP "}) {
        const Script script = script_for(number);
        EXPECT_EQ(script.outcome, Outcome::accepted) << number;
        EXPECT_FALSE(script.silent || script.duplicate || script.late) << number;
    }
}

}  // namespace
}  // namespace silkgate::cli
