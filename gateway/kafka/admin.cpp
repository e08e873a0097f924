#include "gateway/kafka/admin.hpp"

#include <array>
#include <span>
#include <thread>

namespace silkgate::kafka {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr int kBrokerWaitMs = 1000;
constexpr auto kRetry = std::chrono::milliseconds{50};

}  // namespace

Result<void> Admin::connect() {
    auto config = make_config(options_.client, {}, silent_);
    if (!config) {
        return config.error();
    }
    rd_kafka_conf_set_error_cb(config->get(), [](rd_kafka_t*, int, const char*, void*) {});
    auto client = make_client(RD_KAFKA_PRODUCER, std::move(*config));
    if (!client) {
        return client.error();
    }
    client_ = std::move(*client);
    queue_.reset(rd_kafka_queue_new(client_.get()));
    return {};
}

Result<void> Admin::look() {
    const rd_kafka_metadata_t* metadata = nullptr;
    rd_kafka_resp_err_t code = RD_KAFKA_RESP_ERR_NO_ERROR;
    do {
        code = rd_kafka_metadata(client_.get(), 1, nullptr, &metadata, std::min(kBrokerWaitMs, left_ms()));
    } while (code != RD_KAFKA_RESP_ERR_NO_ERROR && Clock::now() < until_);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return fail(Errc::kafka_unavailable, sentence("no broker answers", code));
    }
    brokers_ = metadata->broker_cnt;
    addresses_.clear();
    for (const auto& broker : std::span{metadata->brokers, static_cast<std::size_t>(metadata->broker_cnt)}) {
        addresses_.push_back(broker.host + (":" + std::to_string(broker.port)));
    }
    existing_.clear();
    for (const auto& topic : std::span{metadata->topics, static_cast<std::size_t>(metadata->topic_cnt)}) {
        if (topic.err != RD_KAFKA_RESP_ERR_NO_ERROR && topic.partition_cnt == 0) {
            continue;
        }
        Existing& entry = existing_[topic.topic];
        entry.partitions = topic.partition_cnt;
        entry.led = true;
        entry.replication = topic.partition_cnt == 0 ? 0 : topic.partitions[0].replica_cnt;
        for (const auto& partition :
             std::span{topic.partitions, static_cast<std::size_t>(topic.partition_cnt)}) {
            entry.replication = std::min(entry.replication, partition.replica_cnt);
            entry.led = entry.led && partition.leader >= 0;
        }
    }
    rd_kafka_metadata_destroy(metadata);
    return {};
}

RdAdminOptions Admin::admin_options(rd_kafka_admin_op_t operation) const {
    RdAdminOptions made{rd_kafka_AdminOptions_new(client_.get(), operation)};
    std::array<char, 256> text{};
    rd_kafka_AdminOptions_set_request_timeout(made.get(), left_ms(), text.data(), text.size());
    return made;
}

RdEvent Admin::wait() {
    return RdEvent{rd_kafka_queue_poll(queue_.get(), left_ms() + kBrokerWaitMs)};
}

Result<bool> Admin::try_read_settings() {
    std::vector<rd_kafka_ConfigResource_t*> asked;
    for (const TopicSpec& topic : options_.topics) {
        if (existing_.contains(topic.name)) {
            asked.push_back(rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.name.c_str()));
        }
    }
    if (asked.empty()) {
        return true;
    }
    const auto options = admin_options(RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS);
    rd_kafka_DescribeConfigs(client_.get(), asked.data(), asked.size(), options.get(), queue_.get());
    rd_kafka_ConfigResource_destroy_array(asked.data(), asked.size());
    const RdEvent event = wait();
    if (event == nullptr || rd_kafka_event_error(event.get()) != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return fail(
            Errc::kafka_unavailable,
            std::string{"describe configs: "} +
                (event == nullptr ? "no answer" : rd_kafka_event_error_string(event.get()))
        );
    }
    std::size_t count = 0;
    const auto* result = rd_kafka_event_DescribeConfigs_result(event.get());
    const auto** resources = rd_kafka_DescribeConfigs_result_resources(result, &count);
    for (const auto* resource : std::span{resources, count}) {
        const auto code = rd_kafka_ConfigResource_error(resource);
        if (code == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) {
            return false;  // just made, and not every broker knows it yet
        }
        if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
            return fail(Errc::kafka_unavailable, sentence(rd_kafka_ConfigResource_name(resource), code));
        }
        Existing& entry = existing_[rd_kafka_ConfigResource_name(resource)];
        std::size_t settings = 0;
        const auto** configs = rd_kafka_ConfigResource_configs(resource, &settings);
        for (const auto* config : std::span{configs, settings}) {
            const char* value = rd_kafka_ConfigEntry_value(config);
            const std::string name = rd_kafka_ConfigEntry_name(config);
            entry.all[name] = value == nullptr ? "" : value;
            if (rd_kafka_ConfigEntry_source(config) == RD_KAFKA_CONFIG_SOURCE_DYNAMIC_TOPIC_CONFIG) {
                entry.own[name] = entry.all[name];
            }
        }
    }
    return true;
}

Result<void> Admin::read_settings() {
    do {
        const auto done = try_read_settings();
        if (!done) {
            return done.error();
        }
        if (*done) {
            return {};
        }
        std::this_thread::sleep_for(kRetry);
    } while (Clock::now() < until_);
    return fail(Errc::kafka_unavailable, "describe configs: a topic is listed but not known");
}

Settings Admin::wanted(const TopicSpec& topic) const {
    const Existing* found = find(topic.name);
    const int replicas = found == nullptr ? replication() : found->replication;
    const bool compacted = topic.row->cleanup == Cleanup::compact;
    return {
        {"cleanup.policy", compacted ? "compact" : "delete"},
        {"retention.ms", compacted ? "-1" : std::to_string(topic.row->retention_days * kDayMs)},
        {"min.insync.replicas", std::to_string(std::max(1, std::min(options_.min_insync, replicas)))},
        {"unclean.leader.election.enable", "false"},
    };
}

void Admin::create(const std::vector<const TopicSpec*>& missing, TopicReport& report) {
    std::vector<rd_kafka_NewTopic_t*> requests;
    std::array<char, 256> text{};
    for (const TopicSpec* topic : missing) {
        auto* request = rd_kafka_NewTopic_new(
            topic->name.c_str(), options_.partitions, replication(), text.data(), text.size()
        );
        if (request == nullptr) {
            report.lines.push_back({topic->name, Finding::failed, text.data()});
            continue;
        }
        for (const auto& [name, value] : wanted(*topic)) {
            rd_kafka_NewTopic_set_config(request, name.c_str(), value.c_str());
        }
        requests.push_back(request);
    }
    if (requests.empty()) {
        return;
    }
    const auto options = admin_options(RD_KAFKA_ADMIN_OP_CREATETOPICS);
    rd_kafka_AdminOptions_set_operation_timeout(options.get(), left_ms(), text.data(), text.size());
    rd_kafka_CreateTopics(client_.get(), requests.data(), requests.size(), options.get(), queue_.get());
    rd_kafka_NewTopic_destroy_array(requests.data(), requests.size());
    const RdEvent event = wait();
    if (event == nullptr || rd_kafka_event_error(event.get()) != RD_KAFKA_RESP_ERR_NO_ERROR) {
        const char* why = event == nullptr ? "no answer" : rd_kafka_event_error_string(event.get());
        report.lines.push_back({"", Finding::failed, std::string{"create topics: "} + why});
        return;
    }
    std::size_t count = 0;
    const auto* result = rd_kafka_event_CreateTopics_result(event.get());
    const auto** topics = rd_kafka_CreateTopics_result_topics(result, &count);
    for (const auto* topic : std::span{topics, count}) {
        const auto code = rd_kafka_topic_result_error(topic);
        const std::string name = rd_kafka_topic_result_name(topic);
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
            report.lines.push_back(
                {name,
                 Finding::created,
                 std::to_string(options_.partitions) + " partitions, replication " +
                     std::to_string(replication())}
            );
        } else if (code == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS) {
            report.lines.push_back({name, Finding::ok, "made by another process at the same time"});
        } else {
            const char* why = rd_kafka_topic_result_error_string(topic);
            report.lines.push_back({name, Finding::failed, why == nullptr ? rd_kafka_err2str(code) : why});
        }
    }
}

// A created topic is usable once every broker knows it with its leaders: until then a broker may refuse its
// records as of an unknown topic. A fresh client asks the one broker it was given.
void Admin::wait_for(const std::vector<const TopicSpec*>& created) {
    for (const std::string& address : addresses_) {
        TopicOptions one = options_;
        one.client.bootstrap = address;
        Admin broker{one, until_};
        const auto usable = [&](const TopicSpec* topic) {
            const Existing* found = broker.find(topic->name);
            return found != nullptr && found->led;
        };
        if (!broker.connect()) {
            return;
        }
        while (Clock::now() < until_ && broker.look() && !std::ranges::all_of(created, usable)) {
            std::this_thread::sleep_for(kRetry);
        }
    }
}

// librdkafka 2.0.2 has only the request that replaces all settings of the topic, so those set by others are
// sent along.
void Admin::alter(const TopicSpec& topic, const Settings& wanted, TopicReport& report) {
    Settings complete = find(topic.name)->own;
    for (const auto& [name, value] : wanted) {
        complete[name] = value;
    }
    rd_kafka_ConfigResource_t* resource =
        rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.name.c_str());
    for (const auto& [name, value] : complete) {
        rd_kafka_ConfigResource_set_config(resource, name.c_str(), value.c_str());
    }
    const auto options = admin_options(RD_KAFKA_ADMIN_OP_ALTERCONFIGS);
    rd_kafka_AlterConfigs(client_.get(), &resource, 1, options.get(), queue_.get());
    rd_kafka_ConfigResource_destroy(resource);
    const RdEvent event = wait();
    std::string trouble;
    if (event == nullptr) {
        trouble = "no answer";
    } else if (rd_kafka_event_error(event.get()) != RD_KAFKA_RESP_ERR_NO_ERROR) {
        trouble = rd_kafka_event_error_string(event.get());
    } else {
        std::size_t count = 0;
        const auto* result = rd_kafka_event_AlterConfigs_result(event.get());
        const auto** resources = rd_kafka_AlterConfigs_result_resources(result, &count);
        if (count == 1 && rd_kafka_ConfigResource_error(resources[0]) != RD_KAFKA_RESP_ERR_NO_ERROR) {
            trouble = rd_kafka_ConfigResource_error_string(resources[0]);
        }
    }
    for (const auto& [name, value] : wanted) {
        const std::string& before = find(topic.name)->all.at(name);
        if (before == value) {
            continue;
        }
        if (trouble.empty()) {
            report.lines.push_back({topic.name, Finding::changed, name + " from " + before + " to " + value});
        } else {
            report.lines.push_back({topic.name, Finding::failed, name + ": " + trouble});
        }
    }
}

}  // namespace silkgate::kafka
