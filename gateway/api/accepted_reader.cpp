#include "gateway/api/accepted_reader.hpp"

#include "gateway/kafka/topics.hpp"

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace silkgate::api {
namespace {

constexpr std::chrono::seconds kReadTimeout{5};

}  // namespace

boost::asio::awaitable<Result<dispatch::Command>> AcceptedReader::read(dispatch::CommandPosition position) {
    namespace asio = boost::asio;
    const auto home = co_await asio::this_coro::executor;
    co_await asio::post(pool_.get_executor(), asio::bind_executor(pool_.get_executor(), asio::use_awaitable));
    auto record = reader_->read_at(
        {.topic = std::string(kafka::kOrdersAccepted), .partition = position.partition, .offset = position.offset},
        kReadTimeout
    );
    co_await asio::post(home, asio::bind_executor(home, asio::use_awaitable));
    if (!record) {
        co_return record.error();
    }
    if (!record->value) {
        co_return fail(Errc::not_found, "the accepted record is empty");
    }
    co_return dispatch::read_command(std::move(*record->value));
}

}  // namespace silkgate::api
