// What can go wrong at the doors: another ABI, a crash, nonsense, no answer. What goes right is the
// conformance suite's (tests/conformance; the fee of Zorgia's quotes, XZ-0008, remote_test.py). SG-0950.
#include "adapters/abi/channel.hpp"
#include "adapters/abi/shared_object.hpp"
#include "adapters/registry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::adapters::abi {
namespace {

using testing::HasSubstr;

const CountryAdapter& zed() {
    static const auto registry = *Registry::load(std::string(SILKGATE_SOURCE_DIR) + "/adapters", true);
    return *registry->find("ZZ");
}

std::string why(const std::string& path, const std::string& country = "ZZ") {
    const auto opened = open_shared_object(path, country, [](std::string_view) -> Result<std::string> {
        return fail(Errc::invalid_settings, "no data here");
    });
    return opened ? "opened" : opened.error().detail;
}

TEST(SharedObject, WhatIsNoAdapterIsRefusedWithTheReason) {
    EXPECT_THAT(why("/nonexistent.so"), HasSubstr("/nonexistent.so"));
    EXPECT_THAT(why(SILKGATE_NO_ADAPTER), HasSubstr("exports no silkgate_adapter_open"));
    EXPECT_THAT(why(SILKGATE_BAD_ABI), HasSubstr("it was built for ABI 99"));
    EXPECT_THAT(why(SILKGATE_LIAR), HasSubstr("info is not complete"));
    EXPECT_THAT(why(SILKGATE_ZED), HasSubstr("no data here")) << "the adapter's own reason";
}

TEST(SharedObject, ACrashWhenItIsOpenedIsAnErrorAndNotTheEnd) {
    EXPECT_THAT(why(SILKGATE_CRASH), HasSubstr("it crashed when it was opened"));
}

TEST(SharedObject, ItMustServeTheCountryItIsNamedFor) {
    const auto read_zed = [](std::string_view) -> Result<std::string> {
        return std::string(
            "name,currency,value,source,effective_from,effective_to\nlow_value_max,EUR,100,s,2024-01-01,\n"
        );
    };
    const auto other = open_shared_object(SILKGATE_ZED, "TJ", read_zed);
    ASSERT_FALSE(other.has_value());
    EXPECT_THAT(other.error().detail, HasSubstr("it serves ZZ"));
    EXPECT_TRUE(open_shared_object(SILKGATE_ZED, "ZZ", read_zed).has_value());
}

// Answers info as Zedland does and all else as the test says.
class FakeChannel final : public Channel {
public:
    explicit FakeChannel(Result<std::string> answer) : answer_(std::move(answer)) {}
    [[nodiscard]] Result<std::string> call(std::string_view request) const override {
        return request == R"({"call":"info"})" ? Result<std::string>(serve(zed(), request)) : answer_;
    }

private:
    Result<std::string> answer_;
};

std::vector<std::string_view> findings(const Result<std::string>& answer) {
    const auto opened = open_adapter(std::make_unique<FakeChannel>(answer), "ZZ");
    const CountryAdapter* adapter = opened->get();
    const config::Connection connection{};
    Context context;
    context.order_id = OrderId("ord_1");
    context.connection = &connection;
    std::vector<Leg> legs;
    Violations found;
    adapter->plan_legs(order::Order{}, context, legs, found);
    adapter->check(order::Order{}, Leg{.id = "import-zz"}, context, found);
    EXPECT_TRUE(legs.empty());
    std::vector<std::string_view> ids;
    for (const Violation& violation : found) {
        ids.push_back(violation.rule->id);
    }
    return ids;
}

TEST(OutsideAdapter, WhatDoesNotAnswerHoldsTheOrder) {
    const std::vector<std::string_view> both{"SG-0950", "SG-0950"};
    EXPECT_EQ(findings(fail(Errc::kafka_unavailable, "away")), both);
    EXPECT_EQ(findings(std::string("not JSON")), both);
    EXPECT_EQ(findings(std::string("{}")), both);
    EXPECT_EQ(findings(std::string(R"({"violations":[{"rule":"XX-0001"}],"legs":[]})")), both)
        << "a rule that its info does not have";
    EXPECT_EQ(findings(std::string(R"({"error":{"code":"internal","detail":"x"}})")), both);
    EXPECT_TRUE(findings(std::string(R"({"violations":[],"legs":[]})")).empty());
    EXPECT_EQ(
        findings(std::string(R"({"violations":[],"legs":[{"id":"x","kind":"booking","country":"RU"}]})"))
            .size(),
        1U
    ) << "a leg of another country";
}

TEST(OutsideAdapter, InfoMustBeComplete) {
    class Says final : public Channel {
    public:
        explicit Says(std::string text) : text_(std::move(text)) {}
        [[nodiscard]] Result<std::string> call(std::string_view) const override { return text_; }

    private:
        std::string text_;
    };
    for (const char* text :
         {"", "[]", "{}", R"({"info":{}})", R"({"info":{"country":"ZZ","rules":[{"id":"ZZ-0001"}]}})"}) {
        EXPECT_FALSE(open_adapter(std::make_unique<Says>(text), "ZZ").has_value()) << text;
    }
}

TEST(Serve, AnswersWhatIsNoRequestWithAnError) {
    for (const char* request :
         {"",
          "null",
          "{}",
          R"({"call":"dance"})",
          R"({"call":"check"})",
          R"({"call":"readReply","bytes":"%"})",
          R"({"call":"simulate"})",
          R"({"call":"planLegs","order":{},"context":{}})"}) {
        EXPECT_THAT(serve(zed(), request), HasSubstr(R"("error":{"code":)")) << request;
    }
}

}  // namespace
}  // namespace silkgate::adapters::abi
