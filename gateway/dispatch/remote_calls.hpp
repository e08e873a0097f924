// The third door: a country's adapter as a program of its own, asked over Kafka (adapters/abi/README.md).
//
// A call is a record on adapters.<cc>.calls.v1 with the header sg_call; its answer is a record on
// adapters.<cc>.answers.v1 with the same header. The caller's thread waits for it: milliseconds, in which it
// serves nobody else.
#pragma once

#include "adapters/abi/channel.hpp"
#include "gateway/core/result.hpp"
#include "gateway/kafka/client.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace silkgate::dispatch {

struct RemoteOptions {
    kafka::ClientOptions client;
    std::vector<std::string> countries;        // alpha-2
    std::chrono::milliseconds timeout{2'000};  // of one call
    // For the log, about the connection. Any thread; must not throw.
    std::function<void(const std::string& sentence)> on_event = nullptr;
};

// A producer, a follower of the answers and a thread for each. Owned by its channels.
class RemoteCalls : public std::enable_shared_from_this<RemoteCalls> {
public:
    // Errc::kafka_unavailable where no broker or no answers topic is there.
    [[nodiscard]] static Result<std::shared_ptr<RemoteCalls>> open(RemoteOptions options);
    ~RemoteCalls();
    RemoteCalls(const RemoteCalls&) = delete;
    RemoteCalls& operator=(const RemoteCalls&) = delete;

    // The channel to one country's adapter. Errors of its calls: kafka_unavailable where the record was not
    // written, or no answer came within the timeout.
    [[nodiscard]] std::unique_ptr<const adapters::abi::Channel> channel(std::string country);

    [[nodiscard]] Result<std::string> call(const std::string& country, std::string_view request);

    class Impl;

private:
    explicit RemoteCalls(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace silkgate::dispatch
