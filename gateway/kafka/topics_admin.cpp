// Checking topics against the table, and making them as it says.
#include "gateway/kafka/admin.hpp"
#include "gateway/kafka/topics.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace silkgate::kafka {
namespace {

// 0 where it is not a number: weaker than anything asked for.
int to_number(std::string_view digits) {
    int number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

int number(const Settings& settings, const std::string& name) {
    const auto found = settings.find(name);
    return found == settings.end() ? 0 : to_number(found->second);
}

// One line a difference; what apply() can mend is left to it when `mending`.
enum class Mode { check, mending };
void compare(
    const TopicSpec& topic,
    const Admin& admin,
    const TopicOptions& options,
    Mode mode,
    TopicReport& report
) {
    const Existing& found = *admin.find(topic.name);
    const auto add = [&](Finding finding, std::string text) {
        report.lines.push_back({topic.name, finding, std::move(text)});
    };
    if (found.partitions != options.partitions) {
        add(Finding::refused,
            std::to_string(found.partitions) + " partitions where " + std::to_string(options.partitions) +
                " are set: changing them would move keys");
    }
    if (found.replication < admin.replication()) {
        add(Finding::weak,
            "replication " + std::to_string(found.replication) + ", wanted " +
                std::to_string(admin.replication()));
    }
    if (mode == Mode::mending) {
        return;
    }
    for (const auto& [name, value] : admin.wanted(topic)) {
        const auto now = found.all.find(name);
        const std::string have = now == found.all.end() ? "" : now->second;
        if (have == value) {
            continue;
        }
        const bool fewer = name == "min.insync.replicas" && number(found.all, name) < to_number(value);
        const bool unclean = name == "unclean.leader.election.enable";
        add(fewer || unclean ? Finding::weak : Finding::different,
            name + " is " + have + ", wanted " + value);
    }
}

void note_single_broker(TopicReport& report) {
    if (report.brokers == 1) {
        report.lines.push_back(
            {"", Finding::different, "one broker: an acknowledged record is as durable as its one disk"}
        );
    }
}

}  // namespace

Result<TopicReport> topics_check(const TopicOptions& options) {
    Admin admin{options};
    for (auto step : {&Admin::connect, &Admin::look, &Admin::read_settings}) {
        if (auto done = (admin.*step)(); !done) {
            return done.error();
        }
    }
    TopicReport report{.lines = {}, .brokers = admin.brokers()};
    note_single_broker(report);
    for (const TopicSpec& topic : options.topics) {
        const std::size_t before = report.lines.size();
        if (admin.find(topic.name) == nullptr) {
            report.lines.push_back({topic.name, Finding::missing, "the topic is not there"});
        } else {
            compare(topic, admin, options, Mode::check, report);
        }
        if (report.lines.size() == before) {
            report.lines.push_back({topic.name, Finding::ok, "as the table says"});
        }
    }
    return report;
}

Result<TopicReport> topics_apply(const TopicOptions& options) {
    Admin admin{options};
    for (auto step : {&Admin::connect, &Admin::look, &Admin::read_settings}) {
        if (auto done = (admin.*step)(); !done) {
            return done.error();
        }
    }
    TopicReport report{.lines = {}, .brokers = admin.brokers()};
    note_single_broker(report);
    std::vector<const TopicSpec*> missing;
    for (const TopicSpec& topic : options.topics) {
        const Existing* found = admin.find(topic.name);
        if (found == nullptr) {
            missing.push_back(&topic);
            continue;
        }
        const std::size_t before = report.lines.size();
        compare(topic, admin, options, Mode::mending, report);
        const Settings wanted = admin.wanted(topic);
        const bool differs = std::ranges::any_of(wanted, [&](const auto& setting) {
            const auto now = found->all.find(setting.first);
            return now == found->all.end() || now->second != setting.second;
        });
        if (differs) {
            admin.alter(topic, wanted, report);
        }
        if (report.lines.size() == before) {
            report.lines.push_back({topic.name, Finding::ok, "as the table says"});
        }
    }
    admin.create(missing, report);
    if (!missing.empty() && !report.has(Finding::failed)) {
        admin.wait_for(missing);
    }
    return report;
}

}  // namespace silkgate::kafka
