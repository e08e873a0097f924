// TLS over the wire: versions, certificate, reload, tickets, client certificates, deadlines.
#include "tests/unit/http/server_fixture.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace silkgate::http::test {
namespace {

using namespace std::chrono_literals;

class TlsTest : public ServerTest {};

TEST_F(TlsTest, ServesOver13And12AndSaysHowLong) {
    start_tls();
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        Client client(server->port(), TlsChoice{.version_max = version, .version_min = version});
        ASSERT_TRUE(client.handshake_ok());
        client.send(post("/v1/orders", "{}"));
        const Answer answer = client.read();
        EXPECT_EQ(answer.status, 202);
        EXPECT_EQ(answer.header("strict-transport-security"), "max-age=31536000");
        client.send(get("/large"));
        EXPECT_EQ(client.read().body.size(), 3'000'000U);
    }
    EXPECT_EQ(witness.protocols, (std::vector<std::string>{"TLSv1.2", "TLSv1.3"}));
}

TEST_F(TlsTest, RefusesOlderVersions) {
    start_tls();
    for (const int version : {TLS1_VERSION, TLS1_1_VERSION}) {
        Client client(server->port(), TlsChoice{.version_max = version, .version_min = version});
        EXPECT_FALSE(client.handshake_ok());
    }
    ASSERT_TRUE(witness.wait([](const Witness& w) { return w.failed_handshakes.size() == 2; }));
    EXPECT_EQ(witness.failed_handshakes[0], "unsupported protocol");
}

TEST_F(TlsTest, SelfSignedCertificateVerifiesAgainstItself) {
    start_tls();
    Client named(server->port(), TlsChoice{.trusted_file = file("cert.pem"), .host = "localhost"});
    EXPECT_TRUE(named.handshake_ok());
    Client wrong(server->port(), TlsChoice{.trusted_file = file("cert.pem"), .host = "elsewhere"});
    EXPECT_FALSE(wrong.handshake_ok());
}

TEST_F(TlsTest, ReloadServesTheNewCertificateAndKeepsConnections) {
    start_tls();
    Client before(server->port(), TlsChoice{});
    write_certificate();
    ASSERT_TRUE(server->reload_tls());
    Client after(server->port(), TlsChoice{});
    EXPECT_NE(before.peer_serial(), after.peer_serial());
    for (Client* const client : {&before, &after}) {
        client->send(get("/v1/orders/1"));
        EXPECT_EQ(client->read().status, 200);
    }
}

TEST_F(TlsTest, FailedReloadKeepsTheOldCertificate) {
    start_tls();
    Client before(server->port(), TlsChoice{});
    const auto other = crypto::make_self_signed({"localhost"}, 1);
    std::ofstream(file("key.pem")) << other->key_pem;
    const auto reloaded = server->reload_tls();
    ASSERT_FALSE(reloaded);
    EXPECT_EQ(reloaded.error().code, Errc::invalid_settings);
    Client after(server->port(), TlsChoice{});
    EXPECT_TRUE(after.handshake_ok());
    EXPECT_EQ(before.peer_serial(), after.peer_serial());
}

TEST_F(TlsTest, ClientCertificateIsVerifiedAndNamedToTheHandler) {
    const auto made = crypto::make_self_signed({"client.example"}, 1);
    ASSERT_TRUE(made);
    std::ofstream(file("client.pem")) << made->certificate_pem;
    std::ofstream(file("client.key")) << made->key_pem;
    options.tls = crypto::TlsSettings{
        .certificate_file = file("cert.pem"),
        .key_file = file("key.pem"),
        .client_ca_file = file("client.pem"),
    };
    write_certificate();
    start();
    Client known(
        server->port(), TlsChoice{.certificate_file = file("client.pem"), .key_file = file("client.key")}
    );
    known.send(get("/v1/orders/1"));
    const std::string body = known.read().body;
    ASSERT_EQ(body.size(), 17U + 64) << body;
    EXPECT_EQ(body.substr(17).find_first_not_of("0123456789abcdef"), std::string::npos);
    Client without(server->port(), TlsChoice{});
    without.send(get("/v1/orders/1"));
    EXPECT_EQ(without.read().body, "1|/v1/orders/1|||");
    Client stranger(
        server->port(), TlsChoice{.certificate_file = file("cert.pem"), .key_file = file("key.pem")}
    );
    EXPECT_FALSE(
        stranger.handshake_ok() && stranger.send(get("/v1/orders/1")) && stranger.read().status != 0
    );
}

TEST_F(TlsTest, SilentPeerIsDroppedAtTheHandshakeDeadline) {
    options.deadlines.handshake = 40ms;
    start_tls();
    Client client = connect();
    EXPECT_TRUE(client.closed());
    ASSERT_TRUE(witness.wait([](const Witness& w) { return w.timeouts.size() == 1; }));
    EXPECT_EQ(witness.timeouts[0], TimedOut::handshake);
    EXPECT_EQ(witness.failed_handshakes, std::vector<std::string>{"timeout"});
}

TEST_F(TlsTest, PlainHttpToTheTlsPortFailsTheHandshake) {
    start_tls();
    Client client = connect();
    client.send(get("/v1/orders/1"));
    EXPECT_EQ(witness.wait([](const Witness& w) { return w.failed_handshakes.size() == 1; }), true);
    EXPECT_EQ(witness.failed_handshakes[0], "http request");
}

TEST_F(TlsTest, TicketResumesASessionOnAnyThread) {
    options.io_threads = 2;
    start_tls();
    Client first(server->port(), TlsChoice{});
    first.send(get("/v1/orders/1"));
    EXPECT_EQ(first.read().status, 200);  // the ticket comes before the answer
    for (int i = 0; i < 4; ++i) {
        Client again(server->port(), TlsChoice{.resume = &first});
        again.send(get("/v1/orders/1"));
        EXPECT_EQ(again.read().status, 200);
        EXPECT_TRUE(again.resumed());
    }
    ASSERT_TRUE(witness.wait([](const Witness& w) { return w.protocols.size() == 5; }));
    EXPECT_EQ(witness.resumed_handshakes, 4);
}

TEST_F(TlsTest, ManyRecordsAtOnceArePipelined) {
    start_tls();
    Client client(server->port(), TlsChoice{});
    for (int i = 0; i < 20; ++i) {
        client.send(post("/v1/orders", std::to_string(i)));  // one record each
    }
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(client.read().body, std::to_string(i));
    }
}

TEST_F(TlsTest, MissingCertificateIsNamedAtStart) {
    options.tls = crypto::TlsSettings{.certificate_file = file("absent.pem"), .key_file = file("absent.key")};
    server = std::make_unique<Server>(options, router, witness);
    const auto started = server->start();
    ASSERT_FALSE(started);
    EXPECT_NE(started.error().detail.find("absent.pem"), std::string::npos);
}

}  // namespace
}  // namespace silkgate::http::test
