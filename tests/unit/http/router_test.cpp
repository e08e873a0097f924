#include "gateway/http/router.hpp"

#include "gateway/http/identity.hpp"
#include "gateway/http/reply_writer.hpp"

#include <gtest/gtest.h>

#include <string>

namespace silkgate::http {
namespace {

using api::Method;

boost::asio::awaitable<api::Reply> nothing(api::Request) {
    co_return api::Reply{};
}

class RouterTest : public ::testing::Test {
protected:
    RouterTest() {
        for (const char* const pattern :
             {"/v1/orders/{id}",
              "/v1/orders",
              "/v1/orders/{id}/documents/{documentId}",
              "/console/{file...}",
              "/v1/{kind}/static",
              "/v1/orders/latest"}) {
            router.add({.method = Method::get, .pattern = pattern, .handler = nothing});
        }
        for (const char* const pattern :
             {"/v1/orders", "/v1/orders:validate", "/v1/orders/{id}:retry", "/v1/orders/{id}:cancel"}) {
            router.add({.method = Method::post, .pattern = pattern, .handler = nothing});
        }
    }

    // "pattern name=value …", or "404", or "405 allow", or "400".
    std::string find(Method method, std::string_view path) {
        api::Request request;
        request.method = method;
        const auto match = router.match(path, request);
        if (!match) {
            return std::to_string(describe(match.error().code).status);
        }
        if (match->route == nullptr) {
            return match->allow.empty() ? "404" : "405 " + match->allow;
        }
        std::string out = match->route->pattern;
        for (const auto& [name, value] : request.params) {
            out += " " + name + "=" + value;
        }
        return out;
    }

    Router router;
};

TEST_F(RouterTest, FindsLiteralsParametersAndVerbs) {
    EXPECT_EQ(find(Method::get, "/v1/orders"), "/v1/orders");
    EXPECT_EQ(find(Method::get, "/v1/orders/7"), "/v1/orders/{id} id=7");
    EXPECT_EQ(find(Method::get, "/v1/orders/latest"), "/v1/orders/latest");
    EXPECT_EQ(find(Method::post, "/v1/orders:validate"), "/v1/orders:validate");
    EXPECT_EQ(find(Method::post, "/v1/orders/7:retry"), "/v1/orders/{id}:retry id=7");
    EXPECT_EQ(find(Method::post, "/v1/orders/7:cancel"), "/v1/orders/{id}:cancel id=7");
    EXPECT_EQ(
        find(Method::get, "/v1/orders/7/documents/d"),
        "/v1/orders/{id}/documents/{documentId} id=7 documentId=d"
    );
    EXPECT_EQ(find(Method::get, "/console/a/b.js"), "/console/{file...} file=a/b.js");
    EXPECT_EQ(find(Method::get, "/console/"), "/console/{file...} file=");
    EXPECT_EQ(find(Method::head, "/v1/orders/7"), "/v1/orders/{id} id=7");
}

TEST_F(RouterTest, DecodesParametersAfterSplitting) {
    EXPECT_EQ(find(Method::get, "/v1/orders/a%2Fb%20%d1%8f"), "/v1/orders/{id} id=a/b я");
    EXPECT_EQ(find(Method::get, "/v1/orders/a+b"), "/v1/orders/{id} id=a+b");
    EXPECT_EQ(find(Method::post, "/v1/orders/7%3Aretry"), "405 GET, HEAD, OPTIONS")
        << "an escaped colon is data";
    EXPECT_EQ(find(Method::get, "/v1/orders/%"), "400");
    EXPECT_EQ(find(Method::get, "/v1/orders/%4"), "400");
    EXPECT_EQ(find(Method::get, "/v1/orders/%4g"), "400");
    EXPECT_EQ(find(Method::get, "/v1/orders/%0a"), "400");
    EXPECT_EQ(find(Method::get, "/v1/orders/%ff"), "400") << "not UTF-8";
    EXPECT_EQ(find(Method::get, "/v1/orders/%41"), "/v1/orders/{id} id=A") << "an escape at the very end";
}

TEST_F(RouterTest, TellsAMissingPathFromAMissingMethod) {
    EXPECT_EQ(find(Method::get, "/"), "404");
    EXPECT_EQ(find(Method::get, "/v2/orders"), "404");
    EXPECT_EQ(find(Method::get, "/v1/orders/"), "404") << "no empty parameter";
    EXPECT_EQ(find(Method::get, "/v1/orders//documents/x"), "404");
    EXPECT_EQ(find(Method::get, "/v1/orders/7/documents"), "404");
    EXPECT_EQ(find(Method::post, "/v1/orders/:retry"), "405 GET, HEAD, OPTIONS") << "an id named ':retry'";
    EXPECT_EQ(find(Method::del, "/v1/orders"), "405 GET, HEAD, POST, OPTIONS");
    EXPECT_EQ(find(Method::get, "/v1/orders/7:retry"), "405 POST, OPTIONS");
    EXPECT_EQ(find(Method::other, "/v1/orders"), "405 GET, HEAD, POST, OPTIONS");
}

TEST_F(RouterTest, DuplicateAndMalformedPatternsEndTheProcess) {
    const auto add = [this](const char* pattern) {
        router.add({.method = Method::get, .pattern = pattern, .handler = nothing});
    };
    EXPECT_DEATH(add("/v1/orders"), "one method and one pattern");
    EXPECT_DEATH(add("v1"), "begins with '/'");
    EXPECT_DEATH(add("/a{b}"), "whole segment");
    EXPECT_DEATH(add("/{a...}/b"), "is the last");
}

TEST(Target, IsDecodedIntoPathAndQuery) {
    api::Request request;
    ASSERT_TRUE(
        read_target("/v1/a%20b?number=%231001&from=2026-11-24T00%3A00%3A00%2B08%3A00&q=a+b&flag&&e=", request)
    );
    EXPECT_EQ(request.path, "/v1/a b");
    EXPECT_EQ(request.query_value("number"), "#1001");
    EXPECT_EQ(request.query_value("from"), "2026-11-24T00:00:00+08:00");
    EXPECT_EQ(request.query_value("q"), "a b");
    EXPECT_EQ(request.query.size(), 5U);
    const auto refused = [](std::string_view target) {
        api::Request unused;
        return !read_target(target, unused);
    };
    EXPECT_TRUE(refused("/a?x=%"));
    EXPECT_TRUE(refused("/a?=1"));
    EXPECT_TRUE(refused("/a?x=1&x=2"));
    EXPECT_TRUE(refused("/a?x=1&%78=2")) << "the same name, escaped";
    EXPECT_TRUE(refused("/a/../b"));
    EXPECT_TRUE(refused("/a/%2e%2E/b"));
    EXPECT_TRUE(refused("/."));
    EXPECT_FALSE(refused("/..."));
}

api::Request with(std::string name, std::string value) {
    api::Request request;
    request.headers.push_back({std::move(name), std::move(value)});
    return request;
}

TEST(Negotiation, AcceptsTheListedMediaTypesOnly) {
    const Route route{.accepts = {"application/json", "application/merge-patch+json"}};
    const auto takes = [&route](std::string type) {
        return check_content_type(route, with("content-type", std::move(type))).has_value();
    };
    EXPECT_TRUE(takes("application/json"));
    EXPECT_TRUE(takes("Application/JSON ; charset=UTF-8"));
    EXPECT_TRUE(takes("application/merge-patch+json;charset=\"utf-8\""));
    EXPECT_FALSE(takes("application/json;charset=gbk"));
    EXPECT_FALSE(takes("application/jsonx"));
    EXPECT_FALSE(takes("text/json"));
    EXPECT_FALSE(takes(""));
    EXPECT_TRUE(check_content_type(Route{.accepts = {"*/*"}}, with("content-type", "a/b")));
}

TEST(Negotiation, OffersWhatAcceptDoesNotExclude) {
    const Route route{.offers = {"application/json"}};
    const auto offers = [&route](std::string accept) {
        return check_accept(route, with("Accept", std::move(accept))).has_value();
    };
    EXPECT_TRUE(offers(""));
    EXPECT_TRUE(offers("*/*"));
    EXPECT_TRUE(offers("text/html;q=0.9, application/*;q=0.1"));
    EXPECT_FALSE(offers("text/html"));
    EXPECT_FALSE(offers("*/*, application/json;q=0.000")) << "the more precise range decides";
    EXPECT_FALSE(offers("application/xml, text/*"));
    EXPECT_TRUE(check_accept(route, api::Request{}));
}

TEST(Identity, RequestIdAndTraceparent) {
    EXPECT_TRUE(is_request_id("A.b_c-9"));
    EXPECT_TRUE(is_request_id(std::string(128, 'a')));
    EXPECT_FALSE(is_request_id(std::string(129, 'a')));
    EXPECT_FALSE(is_request_id(""));
    EXPECT_FALSE(is_request_id("a b"));
    EXPECT_TRUE(is_traceparent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    EXPECT_FALSE(is_traceparent("00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    EXPECT_FALSE(is_traceparent("00-00000000000000000000000000000000-b7ad6b7169203331-01"));
    EXPECT_FALSE(is_traceparent("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01"));
    EXPECT_FALSE(is_traceparent("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    RequestIds ids;
    EXPECT_NE(ids.next(), ids.next());
    EXPECT_TRUE(is_request_id(ids.next()));
}

TEST(ReplyWriter, WritesOneWholeAnswer) {
    api::Reply reply{.status = 202, .headers = {{"ETag", "\"1\""}}, .body = "{}"};
    std::string out;
    EXPECT_TRUE(append_reply(out, reply, {.date = "D", .request_id = "r", .strict_transport_security = "s"}));
    EXPECT_EQ(
        out,
        "HTTP/1.1 202 Accepted\r\nDate: D\r\nX-Request-Id: r\r\nStrict-Transport-Security: s\r\n"
        "Content-Type: application/json\r\nETag: \"1\"\r\nContent-Length: 2\r\n\r\n{}"
    );
    out.clear();
    EXPECT_TRUE(append_reply(out, api::Reply{.status = 204}, {.keep_alive = false}));
    EXPECT_EQ(out, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
}

TEST(ReplyWriter, DropsFieldsThatWouldBreakTheFraming) {
    std::string out;
    const api::Reply split{
        .headers = {{"Location", "/x\r\nSet-Cookie: a=b"}, {"Content-Length", "9"}, {"A", "1"}}
    };
    EXPECT_FALSE(append_reply(out, split, {}));
    EXPECT_EQ(out, "HTTP/1.1 200 OK\r\nA: 1\r\nContent-Length: 0\r\n\r\n");
}

TEST(ReplyWriter, DateIsTheFixedForm) {
    EXPECT_EQ(
        http_date(std::chrono::sys_seconds(std::chrono::seconds(784'111'777))),
        "Sun, 06 Nov 1994 08:49:37 GMT"
    );
}

}  // namespace
}  // namespace silkgate::http
