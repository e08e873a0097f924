// RFC 7396, and single elements of named lists.
#include "gateway/order/merge_patch.hpp"

#include <gtest/gtest.h>

namespace silkgate::order {
namespace {

Patched apply(const std::string& order, const std::string& patch) {
    const auto target = json::Document::parse(order);
    const auto change = json::Document::parse(patch);
    EXPECT_TRUE(target && change);
    return merge_patch(target->root(), change->root());
}

TEST(MergePatch, FollowsTheExamplesOfRfc7396) {
    EXPECT_EQ(apply(R"({"a":"b"})", R"({"a":"c"})").json, R"({"a":"c"})");
    EXPECT_EQ(apply(R"({"a":"b"})", R"({"b":"c"})").json, R"({"a":"b","b":"c"})");
    EXPECT_EQ(apply(R"({"a":"b"})", R"({"a":null})").json, "{}");
    EXPECT_EQ(apply(R"({"a":"b","b":"c"})", R"({"a":null})").json, R"({"b":"c"})");
    EXPECT_EQ(apply(R"({"a":["b"]})", R"({"a":"c"})").json, R"({"a":"c"})");
    EXPECT_EQ(apply(R"({"a":"c"})", R"({"a":["b"]})").json, R"({"a":["b"]})");
    EXPECT_EQ(apply(R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})").json, R"({"a":{"b":"d"}})");
    EXPECT_EQ(apply(R"({"a":[{"b":"c"}]})", R"({"a":[1]})").json, R"({"a":[1]})");
    EXPECT_EQ(apply(R"({"e":null})", R"({"a":1})").json, R"({"e":null,"a":1})");
    EXPECT_EQ(apply("{}", R"({"a":{"bb":{"ccc":null}}})").json, R"({"a":{"bb":{}}})");
}

TEST(MergePatch, AnObjectInPlaceOfANamedListChangesOneElement) {
    const Patched patched = apply(
        R"({"lines":[{"id":"1","sku":"A"},{"id":"2","sku":"B","customs":{"codes":[{"system":"CN10","code":"1"}]}}]})",
        R"({"lines":{"2":{"customs":{"codes":{"TNVED10":{"code":"2","country":"RU"}}}}}})"
    );
    EXPECT_EQ(
        patched.json,
        R"({"lines":[{"id":"1","sku":"A"},{"id":"2","sku":"B","customs":{"codes":[{"system":"CN10","code":"1"},)"
        R"({"system":"TNVED10","code":"2","country":"RU"}]}}]})"
    );
    // A finding in the order points into the patch.
    EXPECT_EQ(
        patched.pointers.to_source("/lines/1/customs/codes/1/code"), "/lines/2/customs/codes/TNVED10/code"
    );
    EXPECT_EQ(patched.pointers.to_source("/lines/1/customs/codes"), "/lines/2/customs/codes");
    EXPECT_EQ(patched.pointers.to_source("/lines/0/sku"), "/lines");
    EXPECT_EQ(patched.pointers.to_source("/money/total"), "");
}

TEST(MergePatch, AListThatIsNotThereYetIsMade) {
    EXPECT_EQ(
        apply(
            R"({"parties":{"consignee":{"name":"x"}}})",
            R"({"parties":{"consignee":{"ids":{"RU_INN":{"number":"5"}}}}})"
        )
            .json,
        R"({"parties":{"consignee":{"name":"x","ids":[{"kind":"RU_INN","number":"5"}]}}})"
    );
}

TEST(MergePatch, NullRemovesANamedElement) {
    EXPECT_EQ(
        apply(R"({"lines":[{"id":"1"},{"id":"2"}]})", R"({"lines":{"1":null}})").json,
        R"({"lines":[{"id":"2"}]})"
    );
}

TEST(MergePatch, AListInThePatchReplacesTheList) {
    EXPECT_EQ(
        apply(R"({"lines":[{"id":"1"}]})", R"({"lines":[{"id":"9"}]})").json, R"({"lines":[{"id":"9"}]})"
    );
}

TEST(MergePatch, LinesOfAConsignmentAreNamedByTheOrdersLine) {
    EXPECT_EQ(
        apply(
            R"({"consignments":[{"ref":"C1","lines":[{"lineId":"1","quantity":"2"}]}]})",
            R"({"consignments":{"C1":{"lines":{"1":{"quantity":"1"}}}}})"
        )
            .json,
        R"({"consignments":[{"ref":"C1","lines":[{"lineId":"1","quantity":"1"}]}]})"
    );
}

}  // namespace
}  // namespace silkgate::order
