#include "tests/conformance/outside.hpp"

#include "adapters/abi/channel.hpp"
#include "adapters/abi/shared_object.hpp"
#include "gateway/dispatch/remote_calls.hpp"
#include "gateway/kafka/embedded.hpp"
#include "gateway/kafka/topics.hpp"

#include <sys/wait.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <unistd.h>

namespace silkgate::conformance {
namespace {

using namespace std::chrono_literals;

constexpr auto kStartLimit = 60s;
constexpr auto kCallLimit = 10s;

struct Named {
    std::string country;
    std::string value;
};

std::optional<Named> from_environment(const char* variable) {
    const char* text = std::getenv(variable);
    if (text == nullptr || std::string_view(text).size() < 4) {
        return std::nullopt;
    }
    return Named{.country = std::string(text, 2), .value = text + 3};
}

[[noreturn]] void give_up(const std::string& why) {
    std::cerr << "conformance: " << why << '\n';
    std::exit(1);
}

// A broker, the program that serves the adapter, and the way to it; until the end of the process.
class RemoteRig {
public:
    RemoteRig(const std::string& country, const std::string& command) {
        auto broker = kafka::EmbeddedBroker::start(
            {.topics =
                 {kafka::adapter_topic(country, kafka::AdapterTopic::calls),
                  kafka::adapter_topic(country, kafka::AdapterTopic::answers)}}
        );
        if (!broker) {
            give_up(broker.error().detail);
        }
        broker_ = std::move(*broker);
        program_ = ::fork();
        if (program_ == 0) {
            const std::string line = "exec " + command + " --brokers " + broker_->bootstrap();
            ::execl("/bin/sh", "sh", "-c", line.c_str(), static_cast<char*>(nullptr));
            ::_exit(127);
        }
        kafka::ClientOptions client;
        client.bootstrap = broker_->bootstrap();
        auto calls = dispatch::RemoteCalls::open(
            {.client = client, .countries = {country}, .timeout = kCallLimit, .on_event = nullptr}
        );
        if (!calls) {
            give_up(calls.error().detail);
        }
        calls_ = std::move(*calls);
    }

    ~RemoteRig() {
        ::kill(program_, SIGTERM);
        (void)::waitpid(program_, nullptr, 0);
    }

    RemoteRig(const RemoteRig&) = delete;
    RemoteRig& operator=(const RemoteRig&) = delete;

    // The program has to start and join its group first.
    Result<std::unique_ptr<const adapters::CountryAdapter>> open(const std::string& country) {
        const auto until = std::chrono::steady_clock::now() + kStartLimit;
        for (;;) {
            auto opened = adapters::abi::open_adapter(calls_->channel(country), country);
            if (opened || std::chrono::steady_clock::now() >= until) {
                return opened;
            }
        }
    }

private:
    std::unique_ptr<kafka::EmbeddedBroker> broker_;
    std::shared_ptr<dispatch::RemoteCalls> calls_;
    pid_t program_ = -1;
};

}  // namespace

adapters::Outside outside_adapters() {
    adapters::Outside outside;
    if (const auto object = from_environment("SILKGATE_CONFORMANCE_OBJECT")) {
        outside[object->country] = [object](const adapters::ReadData& read_data) {
            return adapters::abi::open_shared_object(object->value, object->country, read_data);
        };
    }
    if (const auto remote = from_environment("SILKGATE_CONFORMANCE_REMOTE")) {
        outside[remote->country] = [remote](const adapters::ReadData&) {
            static RemoteRig rig(remote->country, remote->value);
            return rig.open(remote->country);
        };
    }
    return outside;
}

std::optional<std::filesystem::path> outside_folder(std::string_view country) {
    const auto folder = from_environment("SILKGATE_CONFORMANCE_FOLDER");
    return folder && folder->country == country ? std::optional<std::filesystem::path>(folder->value)
                                                : std::nullopt;
}

}  // namespace silkgate::conformance
