#include "gateway/dispatch/remote_calls.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/kafka/consumer.hpp"
#include "gateway/kafka/producer.hpp"
#include "gateway/kafka/topics.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <atomic>
#include <future>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace silkgate::dispatch {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr std::string_view kCallHeader = "sg_call";
constexpr std::size_t kIdLength = 26;
constexpr auto kPollWait = 200ms;
constexpr auto kOpenLimit = 15s;

std::string fresh_id() {
    return crypto::to_base32(crypto::sha256(crypto::random_bytes(32)), kIdLength);
}

std::string_view call_of(const kafka::Incoming& record) {
    const auto found = std::ranges::find(record.headers, kCallHeader, &kafka::Headers::value_type::first);
    return found == record.headers.end() ? std::string_view{} : std::string_view(found->second);
}

// Follows the answers from now on: those to earlier processes are nobody's any more.
Result<std::unique_ptr<kafka::Tail>> follow_from_now(const kafka::TailOptions& options) {
    auto tail = kafka::Tail::open(options, {}, kOpenLimit);
    if (!tail) {
        return tail;
    }
    const auto ends = (*tail)->stable_ends(kOpenLimit);
    if (!ends) {
        return ends.error();
    }
    return kafka::Tail::open(options, *ends, kOpenLimit);
}

class RemoteChannel final : public adapters::abi::Channel {
public:
    RemoteChannel(std::shared_ptr<RemoteCalls> calls, std::string country)
        : calls_(std::move(calls)), country_(std::move(country)) {}

    [[nodiscard]] Result<std::string> call(std::string_view request) const override {
        return calls_->call(country_, request);
    }

private:
    std::shared_ptr<RemoteCalls> calls_;
    std::string country_;
};

}  // namespace

class RemoteCalls::Impl {
public:
    explicit Impl(RemoteOptions options) : options_(std::move(options)) {}

    ~Impl() {
        stopping_ = true;
        if (reader_.joinable()) {
            reader_.join();
        }
        producer_.reset();
        work_.reset();
        io_.stop();
        if (reports_.joinable()) {
            reports_.join();
        }
    }

    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    Result<void> open() {
        kafka::ProducerOptions produce;
        produce.client = options_.client;
        produce.on_event = options_.on_event;
        for (const std::string& country : options_.countries) {
            produce.topics.push_back(kafka::adapter_topic(country, kafka::AdapterTopic::calls));
        }
        auto tail = follow_from_now(answers());
        if (!tail) {
            return tail.error();
        }
        tail_ = std::move(*tail);
        auto producer = kafka::Producer::open(io_, std::move(produce));
        if (!producer) {
            return producer.error();
        }
        producer_ = std::move(*producer);
        reports_ = std::thread([this] { io_.run(); });
        reader_ = std::thread([this] { read(); });
        return {};
    }

    Result<std::string> call(const std::string& country, std::string_view request) {
        const std::string id = fresh_id();
        auto answer = expect(id);
        kafka::Record record{
            .topic = kafka::adapter_topic(country, kafka::AdapterTopic::calls),
            .key = id,
            .value = std::string(request),
            .headers = {{std::string(kCallHeader), id}},
            .partition = std::nullopt,
        };
        asio::co_spawn(io_, send(std::move(record), id), [](const std::exception_ptr&) {});
        if (answer.wait_for(options_.timeout) == std::future_status::ready) {
            return answer.get();
        }
        forget(id);
        return fail(Errc::kafka_unavailable, "the adapter for " + country + " did not answer in time");
    }

private:
    using Answer = Result<std::string>;

    std::future<Answer> expect(const std::string& id) {
        const std::scoped_lock lock(mutex_);
        return waiting_[id].get_future();
    }

    void forget(const std::string& id) {
        const std::scoped_lock lock(mutex_);
        waiting_.erase(id);
    }

    void settle(const std::string& id, Answer answer) {
        const std::scoped_lock lock(mutex_);
        if (const auto found = waiting_.find(id); found != waiting_.end()) {
            found->second.set_value(std::move(answer));
            waiting_.erase(found);
        }
    }

    asio::awaitable<void> send(kafka::Record record, std::string id) {
        const auto deadline = std::chrono::steady_clock::now() + options_.timeout;
        const auto position = co_await producer_->send(std::move(record), deadline);
        if (!position) {
            settle(id, position.error());
        }
    }

    void read() {
        while (!stopping_) {
            auto record = tail_->poll(kPollWait);
            if (record && *record && (*record)->value) {
                settle(std::string(call_of(**record)), std::move(*(*record)->value));
            } else if (!record) {
                follow_again(record.error());
            }
        }
    }

    [[nodiscard]] kafka::TailOptions answers() const {
        kafka::TailOptions options;
        options.client = options_.client;
        options.on_event = options_.on_event;
        options.fetch_wait = 10ms;  // a caller waits
        for (const std::string& country : options_.countries) {
            options.topics.push_back(kafka::adapter_topic(country, kafka::AdapterTopic::answers));
        }
        return options;
    }

    // The answers that were on their way are lost: their calls end by their timeout.
    void follow_again(const Error& error) {
        if (options_.on_event) {
            options_.on_event("answers of remote adapters: " + error.detail);
        }
        std::this_thread::sleep_for(kPollWait);
        if (auto tail = follow_from_now(answers())) {
            tail_ = std::move(*tail);
        }
    }

    RemoteOptions options_;
    asio::io_context io_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_{io_.get_executor()};
    std::unique_ptr<kafka::Producer> producer_;
    std::unique_ptr<kafka::Tail> tail_;  // the reader's alone once it runs
    std::mutex mutex_;
    std::unordered_map<std::string, std::promise<Answer>> waiting_;
    std::atomic<bool> stopping_{false};
    std::thread reports_;
    std::thread reader_;
};

RemoteCalls::RemoteCalls(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

RemoteCalls::~RemoteCalls() = default;

Result<std::shared_ptr<RemoteCalls>> RemoteCalls::open(RemoteOptions options) {
    auto impl = std::make_unique<Impl>(std::move(options));
    if (auto opened = impl->open(); !opened) {
        return opened.error();
    }
    return std::shared_ptr<RemoteCalls>(new RemoteCalls(std::move(impl)));
}

std::unique_ptr<const adapters::abi::Channel> RemoteCalls::channel(std::string country) {
    return std::make_unique<RemoteChannel>(shared_from_this(), std::move(country));
}

Result<std::string> RemoteCalls::call(const std::string& country, std::string_view request) {
    return impl_->call(country, request);
}

}  // namespace silkgate::dispatch
