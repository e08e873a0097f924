// Platforms whose orders state no time of change: the connector says when they answered (Silkgate-As-Of).
#include "tests/unit/api/fixture.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <ostream>

namespace silkgate::api::test {
namespace {

struct Sample {
    std::string platform;
    std::string payload;  // a file of tests/golden/orders/own, or the payload itself
    std::string what;     // its first occurrence …
    std::string by;       // … is this after the change
};

void PrintTo(const Sample& sample, std::ostream* out) {
    *out << sample.platform;
}

const std::string kUnnamed =
    R"({"orders":[{"id":501,"rid":"r-501","orderUid":"u-1","createdAt":"2026-11-19T10:20:30Z","article":"MUG-1",)"
    R"("skus":["4006381333931"],"nmId":555001,"chrtId":777001,"price":259900,"currencyCode":643}]})";

std::string read(const std::string& payload) {
    if (payload.starts_with("{")) {
        return payload;
    }
    std::ifstream file(std::string(SILKGATE_SOURCE_DIR) + "/tests/golden/orders/own/" + payload);
    return {std::istreambuf_iterator<char>(file), {}};
}

class AsOfTest : public ApiTest, public ::testing::WithParamInterface<Sample> {
protected:
    Reply post(const std::string& body, const std::string& as_of) {
        Request asked = request("", body);
        if (!as_of.empty()) {
            asked.headers.push_back({"Silkgate-As-Of", "2026-11-25T" + as_of + "Z"});
        }
        return intake(std::move(asked), GetParam().platform);
    }

    std::string first() const { return read(GetParam().payload); }

    std::string changed() const {
        std::string text = first();
        const auto at = text.find(GetParam().what);
        EXPECT_NE(at, std::string::npos);
        return text.replace(at, GetParam().what.size(), GetParam().by);
    }
};

TEST_P(AsOfTest, ALaterAnswerIsNewerAndAnEarlierOneOlder) {
    const Reply created = post(first(), "08:00:00");
    ASSERT_EQ(created.status, 202) << created.body;
    const OrderId id(std::string(parse(created.body).root()["id"].text()));
    route();

    const Reply older = post(changed(), "07:59:59");
    EXPECT_EQ(older.status, 200) << older.body;
    EXPECT_EQ(parse(older.body).root()["update"].text(), "outdated");
    EXPECT_EQ(problem_code(post(changed(), "08:00:00")), "order-exists") << "of one moment";
    EXPECT_EQ(problem_code(post(changed(), "")), "order-exists") << "of nobody knows when";
    EXPECT_EQ(state_of(id).version, 1);

    const Reply newer = post(changed(), "08:30:00");
    ASSERT_EQ(newer.status, 202) << newer.body;
    EXPECT_EQ(parse(newer.body).root()["change"].text(), "amended");
    route();
    EXPECT_EQ(format_rfc3339(*state_of(id).clock.updated_at), "2026-11-25T08:30:00.000Z");
    EXPECT_EQ(state_of(id).version, 2);
}

TEST_P(AsOfTest, TheSameContentFetchedAgainIsARepetitionAndOneChangedBackIsNot) {
    const Reply created = post(first(), "08:00:00");
    ASSERT_EQ(created.status, 202) << created.body;
    const OrderId id(std::string(parse(created.body).root()["id"].text()));
    route();
    const Reply again = post(first(), "08:10:00");
    EXPECT_EQ(again.status, 202);
    EXPECT_EQ(header(again, "Idempotent-Replayed"), "true");
    ASSERT_EQ(post(changed(), "08:30:00").status, 202);
    route();
    EXPECT_EQ(header(post(changed(), "08:40:00"), "Idempotent-Replayed"), "true");
    EXPECT_EQ(state_of(id).version, 2);

    const Reply late = post(first(), "08:20:00");
    EXPECT_EQ(late.status, 200) << "an answer from before the change, delivered late";
    const Reply back = post(first(), "08:50:00");
    ASSERT_EQ(back.status, 202) << back.body;
    EXPECT_EQ(parse(back.body).root()["change"].text(), "amended");
    route();
    EXPECT_EQ(state_of(id).version, 3);
}

INSTANTIATE_TEST_SUITE_P(
    Platforms,
    AsOfTest,
    ::testing::Values(
        Sample{"kaspi", "kaspi/orders_with_entries.json", "Динара", "Дана"},
        Sample{"ozon", "ozon/v4_rfbs_posting.json", "корп. 3", "корп. 4"},
        Sample{"schemaorg", "schemaorg/order_jsonld.json", "Lenina 1", "Lenina 2"},
        Sample{"ubl", "ubl/order_two_lines.xml", "Skladskaya", "Sadovaya"},
        Sample{"uzum", "uzum/order_as_the_schema_says.json", "Yunusobod 4", "Yunusobod 5"},
        Sample{"wildberries", kUnnamed, "259900", "239900"}
    ),
    [](const auto& one) { return one.param.platform; }
);

TEST_F(ApiTest, AsOfIsATimeThatIsNotAheadAndStandsBesideNoSignature) {
    for (const char* value : {"yesterday", "2026-11-25T10:05:01Z", "2026-11-25 08:00"}) {
        Request asked = request("", kUnnamed);
        asked.headers.push_back({"Silkgate-As-Of", value});
        EXPECT_EQ(problem_code(intake(std::move(asked), "wildberries")), "invalid-parameter") << value;
    }
}

TEST_F(ApiTest, WhatThePlatformDoesNotNameIsHeldUntilTheCatalogueDoes) {
    const Reply held = intake(request("", kUnnamed), "wildberries");
    ASSERT_EQ(held.status, 202) << held.body;
    EXPECT_EQ(parse(held.body).root()["state"].text(), "held");
    EXPECT_THAT(held.body, ::testing::HasSubstr("title-missing"));
    EXPECT_THAT(held.body, ::testing::HasSubstr("/v1/catalog/items/MUG-1")) << "what would help";
    ASSERT_LT(put_item("MUG-1", catalog_item("MUG-1")).status, 300);
    const std::string other = std::string(kUnnamed).replace(kUnnamed.find("501"), 3, "502");
    const Reply named = intake(request("", other), "wildberries");
    ASSERT_EQ(named.status, 202) << named.body;
    EXPECT_THAT(named.body, ::testing::Not(::testing::HasSubstr("title-missing")));
}

}  // namespace
}  // namespace silkgate::api::test
