#include "gateway/cli/load_registry.hpp"

#include "adapters/abi/channel.hpp"
#include "adapters/abi/shared_object.hpp"
#include "gateway/cli/data_files.hpp"
#include "gateway/cli/kafka_setup.hpp"
#include "gateway/dispatch/remote_calls.hpp"

namespace silkgate::cli {
namespace {

using MadeAdapter = Result<std::unique_ptr<const adapters::CountryAdapter>>;

Result<std::shared_ptr<dispatch::RemoteCalls>> open_remote(const config::Settings& settings) {
    if (settings.embedded_kafka()) {
        return fail(
            Errc::invalid_settings, "adapters.remote needs a real Kafka, not kafka.brokers = embedded"
        );
    }
    auto client = client_options(settings);
    if (!client) {
        return client.error();
    }
    return dispatch::RemoteCalls::open({
        .client = std::move(*client),
        .countries = settings.adapters.remote,
        .timeout = settings.adapters.remote_ms,
    });
}

Result<void> add_remote(const config::Settings& settings, adapters::Outside& outside) {
    auto calls = open_remote(settings);
    if (!calls) {
        return calls.error();
    }
    for (const std::string& country : settings.adapters.remote) {
        outside[country] = [calls = *calls, country](const adapters::ReadData&) -> MadeAdapter {
            return adapters::abi::open_adapter(calls->channel(country), country);
        };
    }
    return {};
}

}  // namespace

Result<std::shared_ptr<const adapters::Registry>>
load_registry(const config::Settings& settings, Remote remote) {
    adapters::Outside outside;
    for (const auto& row : settings.adapters.shared_objects) {
        outside[row.first] = [&row](const adapters::ReadData& read_data) -> MadeAdapter {
            return adapters::abi::open_shared_object(row.second, row.first, read_data);
        };
    }
    if (remote == Remote::ask && !settings.adapters.remote.empty()) {
        if (auto added = add_remote(settings, outside); !added) {
            return added.error();
        }
    }
    return adapters::Registry::load(data_root(settings), settings.adapters.allow_wip, outside);
}

}  // namespace silkgate::cli
