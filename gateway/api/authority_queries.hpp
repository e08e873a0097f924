// POST /v1/authorities/cn/payment-data/{connection}/{key} — an authority asks for data about one order. It is
// answered at once; the data itself, signed, becomes a document of the order, for whoever files its
// declarations.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/api/log_reader.hpp"
#include "gateway/api/message.hpp"
#include "gateway/api/services.hpp"
#include "gateway/config/tenants.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace silkgate::api {

// What was asked, as far as the gateway must understand it.
struct AuthorityQuery {
    std::string order_number;
    std::string session;    // the authority's own number of the request
    std::string reference;  // the same as Document::references has it
};

// One authority's way of asking: its words and its documents. Made by the composition root. Thread-safe.
class AuthorityDesk {
public:
    virtual ~AuthorityDesk() = default;

    [[nodiscard]] virtual std::string_view country() const noexcept = 0;
    // Errors say what the request lacks.
    [[nodiscard]] virtual Result<AuthorityQuery> read(std::string_view body, const ConnectionId& connection)
        const = 0;
    // The document, signed. Errors name the member of the order or the setting that is missing, or are the
    // signer's.
    [[nodiscard]] virtual Result<adapters::Document> answer(
        const AuthorityQuery& query,
        const order::Order& order,
        const config::Connection& connection,
        const config::PaymentDesk& settings,
        Instant now
    ) const = 0;
    // Body of the answer; `problem` empty: the data will come.
    [[nodiscard]] virtual std::string receipt(const std::string& problem, Instant now) const = 0;
};

class AuthorityQueries {
public:
    AuthorityQueries(Services& services, LogReader& log, std::unique_ptr<const AuthorityDesk> desk)
        : services_(services), log_(log), desk_(std::move(desk)), pool_(1) {}

    ~AuthorityQueries() { pool_.join(); }
    AuthorityQueries(const AuthorityQueries&) = delete;
    AuthorityQueries& operator=(const AuthorityQueries&) = delete;

    // 404 where the connection has no desk or the key is another; else 200 with the authority's own words,
    // given once the answer is durable. A request that was answered before is answered again and makes no
    // second document.
    boost::asio::awaitable<Reply> payment_data(Request request);

private:
    struct Asked;

    boost::asio::awaitable<Result<void>> publish(Asked& asked, const Request& request);
    // The document by the desk, on the thread for signing: a signature server may take its time.
    boost::asio::awaitable<Result<adapters::Document>> sign(const Asked& asked, const order::Order& order);
    [[nodiscard]] Reply reply(const Asked& asked, const std::string& problem) const;
    [[nodiscard]] Reply refuse(const Asked& asked, const Error& error) const;

    Services& services_;
    LogReader& log_;
    std::unique_ptr<const AuthorityDesk> desk_;
    boost::asio::thread_pool pool_;
};

}  // namespace silkgate::api
