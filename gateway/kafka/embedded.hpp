// A demonstration broker inside this process: librdkafka's mock cluster. No claim about loss or duplicates
// rests on it.
#pragma once

#include "gateway/core/result.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::kafka {

struct EmbeddedOptions {
    int brokers = 3;
    int partitions = 12;
    std::vector<std::string> topics;  // made at start; others on first use, with 4 partitions
};

// Listens on loopback, on ports of the system's choice, until destroyed.
//
// A group whose last member left can not be joined again on it, so a process that uses it takes a fresh group
// name at each start: see fresh_group().
class EmbeddedBroker {
public:
    [[nodiscard]] static Result<std::unique_ptr<EmbeddedBroker>> start(EmbeddedOptions options);
    ~EmbeddedBroker();
    EmbeddedBroker(const EmbeddedBroker&) = delete;
    EmbeddedBroker& operator=(const EmbeddedBroker&) = delete;

    [[nodiscard]] const std::string& bootstrap() const;

    // `group` with a suffix no earlier process or call has used.
    [[nodiscard]] static std::string fresh_group(std::string_view group);
    // What it does not do, in plain words for the start-up banner.
    [[nodiscard]] static std::string_view banner();

    // Faults, for tests: brokers are numbered from 1.
    void set_down(int broker);
    void set_up(int broker);
    void set_round_trip_ms(int broker, int milliseconds);
    // The next requests of this Kafka API key (Produce is 0) are answered with these error codes of the
    // protocol.
    void push_errors(int api_key, const std::vector<int>& codes);

    class Impl;

private:
    explicit EmbeddedBroker(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace silkgate::kafka
