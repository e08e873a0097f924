// The endpoints as the composition root makes them: real dialects, adapters, local store and producer, the
// last against the embedded broker. Requests go to the handlers directly; what HTTP itself decides is tested
// in tests/unit/http.
#pragma once

#include "gateway/api/catalog.hpp"
#include "gateway/api/change_order.hpp"
#include "gateway/api/get_adapters.hpp"
#include "gateway/api/quotes.hpp"
#include "gateway/api/submit_order.hpp"
#include "gateway/dispatch/decider.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/kafka/consumer.hpp"
#include "gateway/kafka/embedded.hpp"
#include "gateway/state/store.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace silkgate::api::test {

inline constexpr const char* kToken = "sgk_acme_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
inline constexpr const char* kReaderToken = "sgk_reader_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
inline constexpr const char* kExpiredToken =
    "sgk_expired_cccccccccccccccccccccccccccccccccccccccccccccccccccc";
inline constexpr const char* kOtherToken = "sgk_other_dddddddddddddddddddddddddddddddddddddddddddddddddddd";
inline constexpr const char* kShopifySecret = "shpss-0123456789";
inline constexpr const char* kWooSecret = "woo-0123456789";

class FixedClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return *parse_rfc3339("2026-11-25T10:00:00Z"); }
};

class ApiTest : public ::testing::Test {
protected:
    ApiTest();
    ~ApiTest() override;

    static Request request(std::string path, std::string body, const char* token = kToken);
    // A Shopify order from China to Russia; complete once both its SKUs are in the catalogue. Each call has a
    // number of its own unless one is given.
    static std::string shopify_order(std::string number = {});
    static std::string catalog_item(const std::string& sku);

    Reply post_order(Request request);  // POST /v1/orders?connection=shopify
    Reply run_as_is(Request request);   // POST /v1/orders with the request's own query
    Reply intake(Request request, const std::string& connection = "shopify");
    Reply validate(Request request);
    Reply validate_direct(Request request);
    Reply quote(Request request);  // POST /v1/quotes?connection=direct
    Reply put_item(const std::string& sku, const std::string& body, const char* token = kToken);
    void fill_catalog();

    // PATCH /v1/orders/{id}, :cancel, :return, with If-Match of the order's version unless one is given.
    Reply patch(const OrderId& id, const std::string& body, std::string version = {});
    Reply cancel(const OrderId& id, const std::string& body, std::string version = {});
    Reply take_back(const OrderId& id, const std::string& body, std::string version = {});
    // The router's part: the next commands that were accepted are decided, their states are in the replica.
    // The last decision is returned.
    dispatch::Decision route(std::size_t commands = 1);
    // The authority's or carrier's word on the newest document of a kind.
    void reply(const OrderId& id, std::string_view kind, dispatch::Command reply);
    void reply(
        const OrderId& id,
        std::string_view kind,
        adapters::ReplyStatus status,
        const std::string& number = {}
    );
    dispatch::OrderState state_of(const OrderId& id) const;
    // Starts a handler and comes back at once.
    std::future<Reply> start(boost::asio::awaitable<Reply> handler);
    Request change_request(const OrderId& id, const std::string& body, std::string version) const;

    // POST /v1/orders?connection=shopify, all at once.
    std::vector<Reply> run_together(std::vector<Request> requests);

    std::filesystem::path folder_;
    FixedClock clock_;
    SnapshotHolder snapshots_;
    std::unique_ptr<kafka::EmbeddedBroker> broker_;
    boost::asio::io_context io_{1};
    std::unique_ptr<kafka::Producer> producer_;
    std::unique_ptr<state::Store> store_;
    observe::Metrics metrics_{observe::Vocabulary{}};
    std::unique_ptr<observe::Log> log_;
    std::optional<dispatch::Replica> replica_;
    std::optional<dispatch::Dedupe> dedupe_;
    dispatch::Ledger ledger_;
    std::optional<Services> services_;
    dispatch::PartyVault vault_;
    std::optional<LogReader> reader_;
    std::optional<Changes> changes_;
    std::optional<ChangeOrder> change_;
    std::unique_ptr<kafka::Tail> accepted_;
    std::optional<SubmitOrder> submit_;
    std::optional<Catalog> catalog_;
    std::optional<GetAdapters> adapters_;
    std::optional<Quotes> quotes_;

private:
    // Runs a handler on the I/O thread to its end.
    Reply run(boost::asio::awaitable<Reply> handler);

    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{io_.get_executor()};
    std::thread thread_;
};

// A body as JSON; fails the test when it is none.
json::Document parse(const std::string& body);
// The code of a problem document after looking at what every problem has: media type, type, title, status,
// requestId.
std::string problem_code(const Reply& reply);
std::string header(const Reply& reply, const std::string& name);

}  // namespace silkgate::api::test
