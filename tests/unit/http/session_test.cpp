// Requests over a plain connection: order, limits, deadlines, back-pressure, drain.
#include "tests/unit/http/server_fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>

namespace silkgate::http::test {
namespace {

using namespace std::chrono_literals;

class SessionTest : public ServerTest {};

TEST_F(SessionTest, ThreePipelinedRequestsAreAnsweredInOrder) {
    start();
    Client client = connect();
    client.send(post("/v1/orders", "1") + post("/v1/orders", "22") + get("/v1/orders/333"));
    EXPECT_EQ(client.read().body, "1");
    EXPECT_EQ(client.read().body, "22");
    EXPECT_EQ(client.read().body, "333|/v1/orders/333|||");
}

TEST_F(SessionTest, PipelinedRequestWaitsForTheAnswerBeforeIt) {
    start();
    Client client = connect();
    client.send(post("/wait", "slow") + post("/v1/orders", "fast"));
    ASSERT_TRUE(witness.wait([](const Witness& w) { return w.entered == 1; }));
    EXPECT_TRUE(client.silent());
    release();
    EXPECT_EQ(client.read().body, "slow");
    EXPECT_EQ(client.read().body, "fast");
}

TEST_F(SessionTest, HeadHasTheLengthAndNoBody) {
    start();
    Client client = connect();
    client.send("HEAD /v1/orders/1 HTTP/1.1\r\nHost: a\r\n\r\n" + get("/v1/orders/2"));
    const Answer head = client.read(BodyOf::head);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("content-length"), "17");
    EXPECT_EQ(client.read().body, "2|/v1/orders/2|||");
}

TEST_F(SessionTest, EveryAnswerHasDateAndRequestId) {
    start();
    const Answer made = ask(get("/v1/orders/1"));
    EXPECT_EQ(made.header("x-request-id").size(), 32U);
    EXPECT_TRUE(made.header("date").ends_with(" GMT"));
    EXPECT_EQ(made.headers.count("server"), 0U);
    EXPECT_EQ(made.headers.count("strict-transport-security"), 0U) << "plain listener";
    EXPECT_EQ(ask(get("/v1/orders/1", "X-Request-Id: my.id-7_x\r\n")).header("x-request-id"), "my.id-7_x");
    EXPECT_EQ(ask(get("/v1/orders/1", "X-Request-Id: my id\r\n")).header("x-request-id").size(), 32U);
    EXPECT_EQ(
        ask(get("/v1/orders/1", "X-Request-Id: " + std::string(129, 'a') + "\r\n"))
            .header("x-request-id")
            .size(),
        32U
    );
    EXPECT_EQ(ask(get("/nowhere", "X-Request-Id: lost\r\n")).header("x-request-id"), "lost");
}

TEST_F(SessionTest, TraceparentIsPassedOnlyWhenWellFormed) {
    start();
    const std::string trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const Answer passed = ask(get("/v1/orders/1", "traceparent: " + trace + "\r\n"));
    EXPECT_EQ(passed.body, "1|/v1/orders/1||" + trace + "|");
    EXPECT_EQ(passed.header("traceparent"), trace);
    EXPECT_EQ(ask(get("/v1/orders/1", "traceparent: 00-zz\r\n")).body, "1|/v1/orders/1|||");
}

TEST_F(SessionTest, StatusOfEachEarlyRefusal) {
    start();
    EXPECT_EQ(
        ask("POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n\r\n").status, 411
    );
    EXPECT_EQ(ask(get("/nowhere")).status, 404);
    EXPECT_EQ(ask(get("/v1/orders/%zz")).status, 400);
    EXPECT_EQ(ask(get("/v1/orders/%00")).status, 400);
    EXPECT_EQ(ask(get("/v1/orders/1?a=1&a=2")).status, 400);
    EXPECT_EQ(ask(get("/v1/orders/1", "Accept: text/html, application/json;q=0\r\n")).status, 406);
    EXPECT_EQ(ask(get("/v1/orders/1", "Accept: text/html, */*;q=0.1\r\n")).status, 200);
    EXPECT_EQ(ask(get("/v1/orders/1", "Content-Length: 2\r\n") + "{}").status, 413)
        << "a path without a body";
    const Answer method = ask("DELETE /v1/orders/1 HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(method.status, 405);
    EXPECT_EQ(method.header("allow"), "GET, HEAD, PATCH, OPTIONS");
    const Answer options_of = ask("OPTIONS /v1/orders/1 HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(options_of.status, 204);
    EXPECT_EQ(options_of.header("allow"), "GET, HEAD, PATCH, OPTIONS");
    EXPECT_EQ(ask("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").status, 204);
    const Answer type =
        ask("POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nContent-Length: 2\r\n\r\n{}");
    EXPECT_EQ(type.status, 415);
    EXPECT_EQ(type.header("accept-post"), "application/json");
    EXPECT_EQ(ask("POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}").status, 415);
    EXPECT_EQ(ask(post("/v1/orders", "{}", "Content-Encoding: gzip\r\n")).status, 415);
}

TEST_F(SessionTest, ConnectionOutlivesARefusalOfASmallBody) {
    start();
    Client client = connect();
    client.send(
        "POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nContent-Length: 5\r\n\r\n<a/>"
    );
    EXPECT_EQ(client.read().status, 415) << "answered before the body is complete";
    client.send("!" + get("/v1/orders/9"));
    EXPECT_EQ(client.read().body, "9|/v1/orders/9|||");
}

TEST_F(SessionTest, LargeRefusedBodyEndsTheConnectionAfterTheAnswer) {
    start();
    Client client = connect();
    client.send(
        "POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
        "1000000\r\n\r\n"
    );
    const Answer answer = client.read();
    EXPECT_EQ(answer.status, 413);
    EXPECT_EQ(answer.header("connection"), "close");
    EXPECT_TRUE(client.send(std::string(100'000, 'x'))) << "no reset while the client still sends";
    client.finish_sending();
    EXPECT_TRUE(client.closed());
}

TEST_F(SessionTest, ContinueIsSentOnceTheRequestIsAdmitted) {
    start();
    Client client = connect();
    const std::string head =
        "POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n";
    client.send(head + "Content-Length: 2\r\n\r\n");
    EXPECT_EQ(client.read().status, 100);
    client.send("{}");
    EXPECT_EQ(client.read().status, 202);
    client.send(head + "Content-Length: 5000\r\n\r\n");
    EXPECT_EQ(client.read().status, 413) << "no 100 for what will not be read";
}

TEST_F(SessionTest, LargeAnswerArrivesWhole) {
    start();
    EXPECT_EQ(ask(get("/large")).body, std::string(3'000'000, 'x'));
}

TEST_F(SessionTest, ExceptionOfAHandlerIs500AndCounted) {
    start();
    Client client = connect();
    client.send(post("/throw", "{}") + get("/v1/orders/1"));
    const Answer answer = client.read();
    EXPECT_EQ(answer.status, 500);
    EXPECT_NE(answer.body.find("\"code\":\"internal\""), std::string::npos);
    EXPECT_EQ(answer.body.find("on purpose"), std::string::npos) << "inner texts do not leave";
    EXPECT_EQ(client.read().status, 200);
    ASSERT_EQ(witness.bugs.size(), 1U);
    EXPECT_EQ(witness.bugs[0], "thrown on purpose by /throw");
}

TEST_F(SessionTest, ObserverSeesStatusAndRoute) {
    start();
    EXPECT_EQ(ask(get("/v1/orders/1")).status, 200);
    EXPECT_EQ(ask(get("/nowhere")).status, 404);
    ASSERT_TRUE(witness.wait([](const Witness& w) { return w.statuses.size() == 2 && w.closed == 2; }));
    EXPECT_EQ(witness.statuses, (std::vector<int>{200, 404}));
    EXPECT_EQ(witness.routes, (std::vector<std::string>{"/v1/orders/{id}", ""}));
    EXPECT_EQ(witness.opened, 2);
}

TEST_F(SessionTest, LateHeaderIs408) {
    options.deadlines.header = 40ms;
    start();
    Client client = connect();
    client.send("GET /v1/orders/1 HTTP/1.1\r\nHost:");
    const Answer answer = client.read();
    EXPECT_EQ(answer.status, 408);
    EXPECT_EQ(answer.header("connection"), "close");
    EXPECT_EQ(witness.timeouts, std::vector<TimedOut>{TimedOut::header});
}

TEST_F(SessionTest, SlowBodyIs408) {
    options.deadlines.body_grace = 40ms;
    start();
    Client client = connect();
    client.send(
        "POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
        "4000\r\n\r\n{"
    );
    EXPECT_EQ(client.read().status, 408);
    EXPECT_EQ(witness.timeouts, std::vector<TimedOut>{TimedOut::body});
}

TEST_F(SessionTest, IdleConnectionIsClosedWithoutAnAnswer) {
    options.deadlines.idle = 40ms;
    start();
    Client client = connect();
    client.send(get("/v1/orders/1"));
    EXPECT_EQ(client.read().status, 200);
    EXPECT_TRUE(client.closed());
    EXPECT_TRUE(witness.timeouts.empty());
}

TEST_F(SessionTest, LateAnswerIs504AndTheLateReplyIsDropped) {
    options.deadlines.answer = 40ms;
    start();
    Client client = connect();
    client.send(post("/wait", "{}"));
    const Answer answer = client.read();
    EXPECT_EQ(answer.status, 504);
    EXPECT_NE(answer.body.find("outcome-unknown"), std::string::npos);
    EXPECT_GT(server->in_flight_bytes(), 0U) << "the handler still holds its share";
    release();
    client.finish_sending();
    EXPECT_TRUE(client.closed());
    while (server->in_flight_bytes() != 0) {
        std::this_thread::yield();
    }
}

TEST_F(SessionTest, PeerThatDoesNotReadIsCut) {
    options.deadlines.body_grace = 40ms;
    start();
    Client client = connect();
    for (int i = 0; i < 4; ++i) {
        client.send(get("/large"));
    }
    ASSERT_TRUE(witness.wait([](const Witness& w) { return w.timeouts.size() == 1; }));
    EXPECT_EQ(witness.timeouts[0], TimedOut::write);
}

TEST_F(SessionTest, FullInFlightBudgetIs503WithRetryAfterAndComesBack) {
    options.limits.in_flight_bytes_max = 4096;
    start();
    Client holder = connect();
    holder.send(post("/wait", std::string(2000, ' ')));
    ASSERT_TRUE(witness.wait([](const Witness& w) { return w.entered == 1; }));
    Client client = connect();
    client.send(post("/v1/orders", std::string(2000, ' ')));
    const Answer answer = client.read();
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.header("retry-after"), "1");
    EXPECT_NE(answer.body.find("\"code\":\"overloaded\""), std::string::npos);
    release();
    EXPECT_EQ(holder.read().status, 202);
    while (server->in_flight_bytes() != 0) {
        std::this_thread::yield();
    }
    client.send(post("/v1/orders", std::string(2000, ' ')));
    EXPECT_EQ(client.read().status, 202) << "the connection lived on";
}

TEST_F(SessionTest, ConnectionOverTheCapIsToldSo) {
    options.limits.connections_max = 2;
    start();
    Client one = connect();
    Client two = connect();
    ASSERT_TRUE(witness.wait([](const Witness& w) { return w.opened == 2; }));
    Client three = connect();
    three.send(get("/v1/orders/1"));
    const Answer answer = three.read();
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.header("retry-after"), "1");
    EXPECT_EQ(answer.header("connection"), "close");
    one.send(get("/v1/orders/1"));
    EXPECT_EQ(one.read().status, 200);
}

TEST_F(SessionTest, DrainFinishesWhatIsInFlightAndClosesTheRest) {
    options.deadlines.drain_idle = 40ms;
    start();
    const std::uint16_t port = server->port();
    Client busy = connect();
    Client idle = connect();
    idle.send(get("/v1/orders/1"));
    EXPECT_EQ(idle.read().status, 200);
    busy.send(post("/wait", "{}"));
    ASSERT_TRUE(witness.wait([](const Witness& w) { return w.entered == 1; }));
    bool drained = false;
    std::thread drain([&] { drained = server->drain(15s); });
    EXPECT_TRUE(idle.closed());
    idle.finish_sending();
    Client late(port);
    EXPECT_FALSE(late.send(get("/v1/orders/1")) && late.read().status != 0) << "nothing is accepted any more";
    release();
    const Answer answer = busy.read();
    EXPECT_EQ(answer.status, 202);
    EXPECT_EQ(answer.header("connection"), "close");
    busy.finish_sending();
    drain.join();
    EXPECT_TRUE(drained);
    EXPECT_EQ(server->connections(), 0U);
}

TEST_F(SessionTest, DrainGivesUpAtItsDeadlineAndStopCuts) {
    start();
    Client busy = connect();
    busy.send(post("/wait", "{}"));
    ASSERT_TRUE(witness.wait([](const Witness& w) { return w.entered == 1; }));
    EXPECT_FALSE(server->drain(30ms));
    server->stop();
    EXPECT_TRUE(busy.closed());
    EXPECT_EQ(server->connections(), 0U);
}

TEST_F(SessionTest, SeveralIoThreadsServeOnePort) {
    options.io_threads = 3;
    start();
    EXPECT_EQ(server->io_threads(), 3U);
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 30; ++i) {
        clients.push_back(std::make_unique<Client>(server->port()));
        clients.back()->send(post("/v1/orders", std::to_string(i)));
    }
    for (int i = 0; i < 30; ++i) {
        EXPECT_EQ(clients[static_cast<std::size_t>(i)]->read().body, std::to_string(i));
    }
}

TEST_F(SessionTest, StartSaysWhyItCanNot) {
    options.address = "not an address";
    server = std::make_unique<Server>(options, router, witness);
    const auto started = server->start();
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, Errc::invalid_settings);
    EXPECT_NE(started.error().detail.find("not an address"), std::string::npos);
}

}  // namespace
}  // namespace silkgate::http::test
