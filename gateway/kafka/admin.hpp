// Private to this folder: Kafka's admin requests, as topics_check() and topics_apply() need them.
#pragma once

#include "gateway/kafka/handles.hpp"
#include "gateway/kafka/topics.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace silkgate::kafka {

using Settings = std::map<std::string, std::string>;
using RdEvent = std::unique_ptr<rd_kafka_event_t, Destroyer<rd_kafka_event_destroy>>;
using RdAdminOptions = std::unique_ptr<rd_kafka_AdminOptions_t, Destroyer<rd_kafka_AdminOptions_destroy>>;

struct Existing {
    int partitions = 0;
    int replication = 0;  // of the weakest partition
    bool led = false;     // every partition has a leader
    Settings all;         // values in force
    Settings own;         // set on the topic itself
};

// One admin client for one check or apply. Not thread-safe.
class Admin {
public:
    using Clock = std::chrono::steady_clock;

    explicit Admin(const TopicOptions& options) : options_{options}, until_{Clock::now() + options.timeout} {}
    Admin(const TopicOptions& options, Clock::time_point until) : options_{options}, until_{until} {}

    [[nodiscard]] Result<void> connect();
    [[nodiscard]] Result<void> look();
    [[nodiscard]] Result<void> read_settings();
    void create(const std::vector<const TopicSpec*>& missing, TopicReport& report);
    void wait_for(const std::vector<const TopicSpec*>& created);
    void alter(const TopicSpec& topic, const Settings& wanted, TopicReport& report);

    [[nodiscard]] int brokers() const { return brokers_; }
    [[nodiscard]] const Existing* find(const std::string& topic) const {
        const auto found = existing_.find(topic);
        return found == existing_.end() ? nullptr : &found->second;
    }
    [[nodiscard]] int replication() const { return std::max(1, std::min(options_.replication, brokers_)); }
    [[nodiscard]] Settings wanted(const TopicSpec& topic) const;

private:
    [[nodiscard]] int left_ms() const {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until_ - Clock::now());
        return std::max(1, static_cast<int>(left.count()));
    }
    [[nodiscard]] RdAdminOptions admin_options(rd_kafka_admin_op_t operation) const;
    [[nodiscard]] RdEvent wait();
    [[nodiscard]] Result<bool> try_read_settings();

    const TopicOptions& options_;
    Clock::time_point until_;
    ClientEvents silent_;
    RdKafka client_;
    RdQueue queue_;
    int brokers_ = 0;
    std::vector<std::string> addresses_;  // of the brokers, host:port
    std::map<std::string, Existing> existing_;
};

}  // namespace silkgate::kafka
