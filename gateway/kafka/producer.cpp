#include "gateway/kafka/producer.hpp"

#include "gateway/kafka/producer_impl.hpp"

#include <utility>

namespace silkgate::kafka {

Result<std::unique_ptr<Producer>> Producer::open(boost::asio::io_context& reports, ProducerOptions options) {
    auto impl = std::make_shared<Impl>(reports, std::move(options));
    if (auto started = impl->start(); !started) {
        return started.error();
    }
    return std::unique_ptr<Producer>{new Producer{std::move(impl)}};
}

Producer::Producer(std::shared_ptr<Impl> impl) : impl_{std::move(impl)} {}

Producer::~Producer() {
    impl_->stop();
}

boost::asio::awaitable<Result<Position>>
Producer::send(Record record, std::chrono::steady_clock::time_point deadline) {
    if (!impl_->available()) {
        co_return impl_->refuse(Errc::kafka_unavailable, "no broker is up");
    }
    // The wait: `deliver` runs once this coroutine is suspended, and keeps the handler until the report or
    // deadline.
    co_return co_await boost::asio::
        async_initiate<const boost::asio::use_awaitable_t<>, void(Result<Position>)>(
            [](Producer::Impl::Handler handler,
               Impl* impl,
               Record&& moved,
               std::chrono::steady_clock::time_point until) {
                impl->deliver(std::move(handler), std::move(moved), until);
            },
            boost::asio::use_awaitable,
            impl_.get(),
            std::move(record),
            deadline
        );
}

bool Producer::flush(std::chrono::steady_clock::time_point deadline) {
    return impl_->flush(deadline);
}

ProducerCounters Producer::counters() const {
    return impl_->counters();
}

bool Producer::available() const {
    return impl_->available();
}

void Producer::fail_fatally_for_test() {
    impl_->fail_fatally_for_test();
}

}  // namespace silkgate::kafka
