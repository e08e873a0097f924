#include "gateway/kafka/embedded.hpp"

#include "gateway/kafka/handles.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <unistd.h>
#include <utility>

// After rdkafka.h, which it needs.
#include <librdkafka/rdkafka_mock.h>

namespace silkgate::kafka {

class EmbeddedBroker::Impl {
public:
    // The cluster lives in a client of its own, which is destroyed after it.
    ClientEvents silent;
    RdKafka host;
    std::unique_ptr<rd_kafka_mock_cluster_t, Destroyer<rd_kafka_mock_cluster_destroy>> cluster;
    std::string bootstrap;
};

Result<std::unique_ptr<EmbeddedBroker>> EmbeddedBroker::start(EmbeddedOptions options) {
    auto impl = std::make_unique<Impl>();
    auto config = make_config({}, {}, impl->silent);
    if (!config) {
        return config.error();
    }
    auto host = make_client(RD_KAFKA_PRODUCER, std::move(*config));
    if (!host) {
        return host.error();
    }
    impl->host = std::move(*host);
    impl->cluster.reset(rd_kafka_mock_cluster_new(impl->host.get(), options.brokers));
    if (impl->cluster == nullptr) {
        return fail(Errc::io_failed, "the embedded broker did not start");
    }
    for (const std::string& topic : options.topics) {
        const auto code = rd_kafka_mock_topic_create(
            impl->cluster.get(), topic.c_str(), options.partitions, std::min(options.brokers, 3)
        );
        if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
            return fail(Errc::io_failed, sentence("embedded topic", code));
        }
    }
    impl->bootstrap = rd_kafka_mock_cluster_bootstraps(impl->cluster.get());
    return std::unique_ptr<EmbeddedBroker>{new EmbeddedBroker{std::move(impl)}};
}

EmbeddedBroker::EmbeddedBroker(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
EmbeddedBroker::~EmbeddedBroker() = default;

const std::string& EmbeddedBroker::bootstrap() const {
    return impl_->bootstrap;
}

std::string EmbeddedBroker::fresh_group(std::string_view group) {
    static std::atomic<unsigned> calls = 0;
    const auto now = std::chrono::system_clock::now().time_since_epoch().count();
    return std::string{group} + "-" + std::to_string(::getpid()) + "-" + std::to_string(now) + "-" +
           std::to_string(calls.fetch_add(1));
}

std::string_view EmbeddedBroker::banner() {
    return "embedded broker: for demonstration only. It keeps everything in memory and forgets it at the "
           "end; it holds "
           "at most 5 MiB a partition and drops the oldest records beyond; it has no transactions (records "
           "of an aborted "
           "one stay visible, offsets are committed apart), no TLS, no passwords, no replication between "
           "machines; it "
           "listens on this machine only. Never give it a real order.";
}

void EmbeddedBroker::set_down(int broker) {
    rd_kafka_mock_broker_set_down(impl_->cluster.get(), broker);
}
void EmbeddedBroker::set_up(int broker) {
    rd_kafka_mock_broker_set_up(impl_->cluster.get(), broker);
}
void EmbeddedBroker::set_round_trip_ms(int broker, int milliseconds) {
    rd_kafka_mock_broker_set_rtt(impl_->cluster.get(), broker, milliseconds);
}
void EmbeddedBroker::push_errors(int api_key, const std::vector<int>& codes) {
    std::vector<rd_kafka_resp_err_t> errors;
    for (const int code : codes) {
        errors.push_back(static_cast<rd_kafka_resp_err_t>(code));
    }
    rd_kafka_mock_push_request_errors_array(
        impl_->cluster.get(), static_cast<std::int16_t>(api_key), errors.size(), errors.data()
    );
}

}  // namespace silkgate::kafka
