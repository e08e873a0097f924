// The strictness table over the wire: each malformed request gets its status with a reason, and the
// connection ends.
#include "tests/unit/http/server_fixture.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace silkgate::http::test {
namespace {

struct Case {
    std::string name;
    std::string bytes;
    int status;
};

std::string line(const std::string& text) {
    return text + "\r\n";
}

const std::string kPost = "POST /v1/orders HTTP/1.1\r\n";
const std::string kHost = "Host: localhost\r\n";
const std::string kJson = "Content-Type: application/json\r\n";
const std::string kChunked = "Transfer-Encoding: chunked\r\n";

std::vector<Case> cases() {
    const std::string start = kPost + kHost + kJson;
    std::vector<Case> all{
        {"LengthThenChunked", start + "Content-Length: 5\r\n" + kChunked + "\r\n0\r\n\r\n", 400},
        {"ChunkedThenLength", start + kChunked + "Content-Length: 5\r\n\r\n0\r\n\r\n", 400},
        {"TwoDifferentLengths", start + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400},
        {"TwoEqualLengths", start + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400},
        {"LengthList", start + "Content-Length: 2, 2\r\n\r\n{}", 400},
        {"LengthWithPlus", start + "Content-Length: +2\r\n\r\n{}", 400},
        {"LengthNegative", start + "Content-Length: -2\r\n\r\n{}", 400},
        {"LengthHexadecimal", start + "Content-Length: 0x2\r\n\r\n{}", 400},
        {"LengthEmpty", start + "Content-Length:\r\n\r\n{}", 400},
        {"LengthOverflow", start + "Content-Length: 99999999999999999999\r\n\r\n{}", 400},
        {"BareLineFeeds", "GET /v1/orders/1 HTTP/1.1\nHost: localhost\n\n", 400},
        {"OneBareLineFeed", "GET /v1/orders/1 HTTP/1.1\r\nHost: localhost\nX: 1\r\n\r\n", 400},
        {"BareCarriageReturn", kPost + "Host: local\rhost\r\n\r\n", 400},
        {"SpaceBeforeColon", kPost + "Host : localhost\r\n\r\n", 400},
        {"NoColon", kPost + kHost + "nothing\r\n\r\n", 400},
        {"EmptyName", kPost + kHost + ": x\r\n\r\n", 400},
        {"NameNotToken", kPost + kHost + "a(b): x\r\n\r\n", 400},
        {"NulInValue", kPost + kHost + std::string("X: a\0b\r\n\r\n", 10), 400},
        {"CarriageReturnInValue", kPost + kHost + "X: a\rb\r\n\r\n", 400},
        {"FoldedLine", kPost + kHost + "X: a\r\n b\r\n\r\n", 400},
        {"FoldedFirstLine", kPost + " X: a\r\n" + kHost + "\r\n", 400},
        {"NoHost", "GET /v1/orders/1 HTTP/1.1\r\n\r\n", 400},
        {"TwoHosts", "GET /v1/orders/1 HTTP/1.1\r\n" + kHost + kHost + "\r\n", 400},
        {"HostEmpty", "GET /v1/orders/1 HTTP/1.1\r\nHost:\r\n\r\n", 400},
        {"HostWithUser", "GET /v1/orders/1 HTTP/1.1\r\nHost: me@localhost\r\n\r\n", 400},
        {"Http10Chunked", "POST /v1/orders HTTP/1.0\r\n" + kHost + kJson + kChunked + "\r\n0\r\n\r\n", 400},
        {"UnknownCoding", start + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501},
        {"CodingList", start + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 501},
        {"GzipChunked", start + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
        {"TwoCodings", start + kChunked + kChunked + "\r\n0\r\n\r\n", 400},
        {"UnknownExpectation", start + "Expect: 200-ok\r\nContent-Length: 2\r\n\r\n{}", 417},
        {"MethodNotToken", "G@T /v1/orders/1 HTTP/1.1\r\n" + kHost + "\r\n", 400},
        {"MethodTooLong", std::string(40, 'A') + " / HTTP/1.1\r\n" + kHost + "\r\n", 400},
        {"TwoSpaces", "GET  /v1/orders/1 HTTP/1.1\r\n" + kHost + "\r\n", 400},
        {"SpaceInTarget", "GET /v1/orders /1 HTTP/1.1\r\n" + kHost + "\r\n", 400},
        {"NoVersion", "GET /v1/orders/1\r\n" + kHost + "\r\n", 400},
        {"Version2", "GET /v1/orders/1 HTTP/2.0\r\n" + kHost + "\r\n", 400},
        {"VersionLowerCase", "GET /v1/orders/1 http/1.1\r\n" + kHost + "\r\n", 400},
        {"TargetRelative", "GET v1/orders/1 HTTP/1.1\r\n" + kHost + "\r\n", 400},
        {"TargetWithFragment", "GET /v1/orders/1#a HTTP/1.1\r\n" + kHost + "\r\n", 400},
        {"TargetNotAscii", "GET /v1/orders/\xd1\x8f HTTP/1.1\r\n" + kHost + "\r\n", 400},
        {"TargetStarWithGet", "GET * HTTP/1.1\r\n" + kHost + "\r\n", 400},
        {"ConnectAuthority", "CONNECT localhost:443 HTTP/1.1\r\n" + kHost + "\r\n", 400},
        {"AbsoluteOtherHost", "GET http://elsewhere/v1/orders/1 HTTP/1.1\r\n" + kHost + "\r\n", 400},
        {"LeadingEmptyLine", "\r\nGET /v1/orders/1 HTTP/1.1\r\n" + kHost + "\r\n", 400},
        {"TlsToPlainPort", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), 400},
        {"TwoAuthorizations",
         kPost + kHost + "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n",
         400},
        {"LineFeedInChunkExtension", start + kChunked + "\r\n2;a=\nb\r\n{}\r\n0\r\n\r\n", 400},
        {"BadChunkEnd", start + kChunked + "\r\n2\r\n{}xx0\r\n\r\n", 400},
        {"BadChunkSize", start + kChunked + "\r\nzz\r\n{}\r\n0\r\n\r\n", 400},
        {"ChunkSizeOverflow", start + kChunked + "\r\n11111111111111111\r\n{}\r\n0\r\n\r\n", 400},
        {"ChunkExtensionTooLong",
         start + kChunked + "\r\n2;a=" + std::string(300, 'x') + "\r\n{}\r\n0\r\n\r\n",
         400},
        {"ChunkLineEndless", start + kChunked + "\r\n2;a=" + std::string(17'000, 'x'), 400},
        {"HeadTooLarge", kPost + kHost + "X: " + std::string(17'000, 'x') + "\r\n\r\n", 431},
        {"HeadEndless", kPost + kHost + "X: " + std::string(17'000, 'x'), 431},
    };
    std::string fields;
    for (int i = 0; i < 64; ++i) {
        fields += line("X-" + std::to_string(i) + ": 1");
    }
    all.push_back({"FieldsTooMany", "GET /v1/orders/1 HTTP/1.1\r\n" + kHost + fields + "\r\n", 431});
    return all;
}

class Framing : public ServerTest, public ::testing::WithParamInterface<Case> {};

TEST_P(Framing, IsRefusedWithReasonAndTheConnectionEnds) {
    start();
    Client client = connect();
    client.send(GetParam().bytes + get("/v1/orders/smuggled"));
    const Answer answer = client.read();
    EXPECT_EQ(answer.status, GetParam().status);
    EXPECT_EQ(answer.header("content-type"), "application/problem+json");
    EXPECT_EQ(answer.header("connection"), "close");
    EXPECT_FALSE(answer.header("x-request-id").empty());
    EXPECT_NE(answer.body.find("\"detail\":\""), std::string::npos) << answer.body;
    client.finish_sending();
    EXPECT_TRUE(client.closed()) << "something was read as a next request";
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    Framing,
    ::testing::ValuesIn(cases()),
    [](const ::testing::TestParamInfo<Case>& one) { return one.param.name; }
);

class Accepted : public ServerTest {};

TEST_F(Accepted, OneByteBelowEachLimit) {
    start();
    std::string fields;
    for (int i = 0; i < 63; ++i) {
        fields += line("X-" + std::to_string(i) + ": 1");
    }
    EXPECT_EQ(ask(get("/v1/orders/1", fields)).status, 200);
    const std::string empty = get("/v1/orders/1", "X: \r\n");
    const std::string full = get("/v1/orders/1", "X: " + std::string(16 * 1024 - empty.size(), 'x') + "\r\n");
    ASSERT_EQ(full.size(), 16U * 1024);
    EXPECT_EQ(ask(full).status, 200);
    EXPECT_EQ(
        ask(get("/v1/orders/1", "X: x" + std::string(16 * 1024 - empty.size(), 'x') + "\r\n")).status, 431
    );
    const Answer body = ask(post("/v1/orders", std::string(4096, ' ')));
    EXPECT_EQ(body.status, 202);
    EXPECT_EQ(body.body.size(), 4096U);
    EXPECT_EQ(ask(post("/v1/orders", std::string(4097, ' '))).status, 413);
}

TEST_F(Accepted, AbsoluteFormOfTheSameHost) {
    start();
    EXPECT_EQ(
        ask("GET http://LOCALHOST/v1/orders/7?a=b HTTP/1.1\r\n" + kHost + "\r\n").body, "7|/v1/orders/7|b||"
    );
}

TEST_F(Accepted, Http10WithAndWithoutKeepAlive) {
    start();
    Client once = connect();
    once.send("GET /v1/orders/1 HTTP/1.0\r\n\r\n");
    EXPECT_EQ(once.read().header("connection"), "close");
    EXPECT_TRUE(once.closed());
    Client kept = connect();
    for (int i = 0; i < 2; ++i) {
        kept.send("GET /v1/orders/1 HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
        EXPECT_EQ(kept.read().header("connection"), "keep-alive");
    }
}

TEST_F(Accepted, ChunkedBodyInAnyPieces) {
    start();
    const std::string bytes = kPost + kHost + kJson + "Transfer-Encoding: CHUNKED\r\n\r\n" +
                              "3;name=value\r\n{\"a\r\n4\r\n\":1}\r\n0\r\nX-Trailer: dropped\r\n\r\n";
    EXPECT_EQ(ask(bytes).body, "{\"a\":1}");
    Client client = connect();
    for (const char c : bytes) {
        client.send(std::string_view(&c, 1));
    }
    EXPECT_EQ(client.read().body, "{\"a\":1}");
    client.send(get("/v1/orders/2"));
    EXPECT_EQ(client.read().status, 200);
}

TEST_F(Accepted, ChunkedBodyOverTheLimitIs413) {
    start();
    EXPECT_EQ(ask(kPost + kHost + kJson + kChunked + "\r\n1001\r\n").status, 413);
    const std::string half(2048, ' ');
    EXPECT_EQ(
        ask(kPost + kHost + kJson + kChunked + "\r\n800\r\n" + half + "\r\n800\r\n" + half + "\r\n1\r\n")
            .status,
        413
    );
}

}  // namespace
}  // namespace silkgate::http::test
