// The generator measures others, so it is measured first.
#include "tests/bench/workload.hpp"

#include <gtest/gtest.h>

namespace silkgate::bench {
namespace {

using namespace std::chrono_literals;

Options options_for(double rate) {
    Options options;
    options.urls = {"https://127.0.0.1:1", "https://127.0.0.1:2"};
    options.prefix = "T-";
    options.rate = rate;
    options.seconds = 10;
    return options;
}

TEST(Histogram, QuantilesAreWithinTwoPercent) {
    Histogram histogram;
    for (int value = 1; value <= 100'000; ++value) {
        histogram.record(value);
    }
    EXPECT_NEAR(static_cast<double>(histogram.at(0.5)), 50'000, 1'000);
    EXPECT_NEAR(static_cast<double>(histogram.at(0.99)), 99'000, 1'980);
    EXPECT_EQ(histogram.max(), 100'000U);
    EXPECT_EQ(histogram.at(1.0), 100'000U);
}

TEST(Histogram, SmallValuesAreExactAndEmptyIsZero) {
    Histogram histogram;
    EXPECT_EQ(histogram.at(0.5), 0U);
    histogram.record(7);
    EXPECT_EQ(histogram.at(0.001), 7U);
    EXPECT_EQ(histogram.at(0.999), 7U);
}

TEST(AnswerParser, WaitsForTheWholeBody) {
    AnswerParser parser;
    parser.buffer =
        "HTTP/1.1 202 Accepted\r\ncontent-length: 15\r\nIdempotent-Replayed: true\r\n\r\n{\"id\":\"ord_1";
    EXPECT_FALSE(parser.take());
    parser.buffer += "\"}HTTP/1.1 4";
    parser.buffer.insert(parser.buffer.find("HTTP/1.1 4"), " ");
    const auto answer = parser.take();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 202);
    EXPECT_EQ(answer->id, "ord_1");
    EXPECT_TRUE(answer->replayed);
    EXPECT_FALSE(parser.close);
    EXPECT_EQ(parser.buffer, "HTTP/1.1 4");
}

TEST(AnswerParser, AnUnframedAnswerIsUnknownAndEndsTheConnection) {
    AnswerParser parser;
    parser.buffer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    const auto answer = parser.take();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 0);
    EXPECT_TRUE(parser.close);
}

TEST(RequestTemplate, ReplacesEveryPlaceholderAndStatesTheLength) {
    const auto options = options_for(1);
    const RequestTemplate request(options, R"({"a":"@NUMBER@","b":"@NUMBER@"})", options.urls[0]);
    const auto text = request.request(42);
    const std::string body = R"({"a":"T-000000042","b":"T-000000042"})";
    EXPECT_TRUE(text.ends_with("\r\n\r\n" + body));
    EXPECT_NE(text.find("Content-Length: " + std::to_string(body.size()) + "\r\n"), std::string::npos);
    EXPECT_NE(text.find("Host: 127.0.0.1:1\r\n"), std::string::npos);
}

TEST(RequestTemplate, RefusesABodyWithoutPlaceholder) {
    const auto options = options_for(1);
    EXPECT_THROW(RequestTemplate(options, "{}", options.urls[0]), std::runtime_error);
}

TEST(Workload, ArrivalsFollowTheRateWhateverTheServerDoes) {
    const auto options = options_for(1000);
    const RequestTemplate request(options, "@NUMBER@", options.urls[0]);
    const auto start = SteadyClock::now();
    Workload work(options, request, start);
    work.advance(start + 5s);  // nobody answered anything for five seconds
    EXPECT_NEAR(static_cast<double>(work.outstanding()), 5000, 300);
}

TEST(Workload, LatencyCountsFromTheIntendedTime) {
    auto options = options_for(1000);
    options.orders = 1;
    const RequestTemplate request(options, "@NUMBER@", options.urls[0]);
    const auto start = SteadyClock::now();
    Workload work(options, request, start);
    work.advance(start + 1s);
    const auto item = work.next(0, start + 1s);
    ASSERT_TRUE(item);
    work.answered(*item, Answer{.status = 202, .id = "ord_1", .replayed = false}, start + 2s);
    EXPECT_EQ(work.outstanding(), 0U);
    EXPECT_NE(work.report(start + 2s).find(R"("max":2000000)"), std::string::npos) << work.report(start + 2s);
}

TEST(Workload, RepeatsAnUnknownOutcomeAtTheOtherGatewayUnderTheSameNumber) {
    auto options = options_for(1000);
    options.orders = 1;
    options.retry = true;
    const RequestTemplate request(options, "@NUMBER@", options.urls[0]);
    const auto start = SteadyClock::now();
    Workload work(options, request, start);
    work.advance(start);
    const auto first = work.next(0, start);
    ASSERT_TRUE(first);
    const auto index = work.item(*first).index;
    work.answered(*first, Answer{}, start + 1ms);
    EXPECT_EQ(work.outstanding(), 1U);
    EXPECT_FALSE(work.next(1, start + 2ms));
    work.advance(start + 100ms);
    const auto again = work.next(1, start + 100ms);
    ASSERT_TRUE(again);
    EXPECT_EQ(work.item(*again).index, index);
    work.answered(*again, Answer{.status = 422, .id = "", .replayed = false}, start + 101ms);
    EXPECT_EQ(work.outstanding(), 0U);
}

TEST(Workload, ADuplicateGoesToTheOtherGatewayAtTheSameMoment) {
    auto options = options_for(1000);
    options.orders = 1;
    options.duplicates = 1;
    const RequestTemplate request(options, "@NUMBER@", options.urls[0]);
    const auto start = SteadyClock::now();
    Workload work(options, request, start);
    work.advance(start);
    const auto one = work.next(0, start);
    const auto two = work.next(1, start);
    ASSERT_TRUE(one && two);
    EXPECT_EQ(work.item(*one).index, work.item(*two).index);
    EXPECT_EQ(work.item(*one).intended, work.item(*two).intended);
}

}  // namespace
}  // namespace silkgate::bench
