#include "gateway/api/log_reader.hpp"

#include "gateway/kafka/topics.hpp"

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace silkgate::api {
namespace {

constexpr std::chrono::seconds kReadTimeout{5};

}  // namespace

boost::asio::awaitable<Result<std::string>> LogReader::read_value(kafka::Position position) {
    namespace asio = boost::asio;
    const auto home = co_await asio::this_coro::executor;
    co_await asio::post(pool_.get_executor(), asio::bind_executor(pool_.get_executor(), asio::use_awaitable));
    auto record = reader_->read_at(position, kReadTimeout);
    co_await asio::post(home, asio::bind_executor(home, asio::use_awaitable));
    if (!record && record.error().code == Errc::not_found) {
        co_return fail(Errc::gone, "the retention of " + position.topic + " has removed the record");
    }
    if (!record) {
        co_return record.error();
    }
    if (!record->value) {
        co_return fail(Errc::gone, "the record has no value");
    }
    co_return std::move(*record->value);
}

boost::asio::awaitable<Result<dispatch::Command>> LogReader::read_command(dispatch::CommandPosition position
) {
    // Named: GCC 12 destroys a braced argument of an awaited call twice.
    kafka::Position place{
        .topic = std::string(kafka::kOrdersAccepted),
        .partition = position.partition,
        .offset = position.offset
    };
    auto value = co_await read_value(std::move(place));
    if (!value) {
        co_return value.error();
    }
    co_return dispatch::read_command(std::move(*value), vault_);
}

}  // namespace silkgate::api
