#include "gateway/dispatch/receipts.hpp"

#include <algorithm>
#include <cctype>
#include <map>

#include "gateway/dispatch/neutral_reply.hpp"

namespace silkgate::dispatch {
namespace {

std::string_view header_of(const kafka::Incoming& record, std::string_view name) {
    const auto found = std::ranges::find(record.headers, name, &std::pair<std::string, std::string>::first);
    return found == record.headers.end() ? std::string_view{} : std::string_view{found->second};
}

bool looks_like_json(const kafka::Incoming& record) {
    const std::string_view type = header_of(record, "content-type");
    return type.starts_with("application/json") || (type.empty() && record.value && record.value->starts_with('{'));
}

Result<std::vector<adapters::ReplyItem>> read_items(
    const kafka::Incoming& record, const adapters::Registry& registry, std::string_view country
) {
    if (!record.value || record.value->empty()) {
        return fail(Errc::unreadable_reply, "the record is empty");
    }
    Error last = fail(Errc::unreadable_reply, "no adapter reads replies of this country");
    if (looks_like_json(record)) {
        auto items = read_neutral_reply(*record.value);
        if (items) {
            return items;
        }
        last = items.error();
    }
    const std::string_view content_type = header_of(record, "content-type");
    if (!country.empty()) {
        const auto* adapter = registry.find(country);
        return adapter != nullptr ? adapter->read_reply(*record.value, content_type) : last;
    }
    // The carriers' topic belongs to no country: the first adapter that can read the reply.
    for (const auto& adapter : registry.all()) {
        auto items = adapter->read_reply(*record.value, content_type);
        if (items) {
            return items;
        }
        last = items.error();
    }
    return last;
}

std::optional<DocumentPlace> find_document(
    const adapters::ReplyItem& item, const kafka::Incoming& record, const FindReference& find
) {
    for (const std::string& reference : item.references) {
        if (auto place = find(reference)) {
            return place;
        }
    }
    // A broker may key its reply by the declaration id and send the authority's bytes, whose references then only
    // confirm it.
    return record.key.empty() || !item.references.empty() ? std::nullopt : find("id:" + record.key);
}

}  // namespace

std::string country_of_topic(std::string_view topic) {
    constexpr std::string_view kCustoms = "customs.";
    if (!topic.starts_with(kCustoms)) {
        return {};
    }
    std::string country(topic.substr(kCustoms.size(), 2));
    std::ranges::transform(country, country.begin(), [](unsigned char c) {
        return static_cast<char>(std::toupper(c));
    });
    return country;
}

ReadReceipt read_receipt(
    const kafka::Incoming& record, const adapters::Registry& registry, const FindReference& find, Instant now
) {
    ReadReceipt read;
    read.country = country_of_topic(record.position.topic);
    const auto items = read_items(record, registry, read.country);
    if (!items) {
        read.refusal = "unreadable";
        read.detail = items.error().detail;
        return read;
    }
    std::map<std::string, Command> by_order;
    for (const adapters::ReplyItem& item : *items) {
        const auto place = find_document(item, record, find);
        if (!place) {
            read.unmatched = true;
            read.refusal = "unmatched";
            read.detail = "no document has the reference " +
                          (item.references.empty() ? std::string("(none)") : item.references.front());
            continue;
        }
        Command& command = by_order[place->order.str()];
        command.kind = CommandKind::replied;
        command.order_id = place->order;
        command.accepted_at = now;
        command.traceparent = header_of(record, "traceparent");
        command.replies.push_back({.document = place->document, .item = item});
    }
    for (auto& [id, command] : by_order) {
        read.commands.push_back(std::move(command));
    }
    return read;
}

kafka::Record dead_letter(
    const kafka::Incoming& record, std::string topic, std::string_view code, std::string_view reason, Instant now
) {
    kafka::Record letter{
        .topic = std::move(topic), .key = record.key, .value = record.value, .headers = record.headers, .partition = {}
    };
    const auto add = [&](std::string_view name, std::string_view value) { letter.headers.emplace_back(name, value); };
    add("sg_dlq_reason", reason);
    add("sg_dlq_code", code);
    add("sg_dlq_stage", "route");
    add("sg_dlq_topic", record.position.topic);
    add("sg_dlq_partition", std::to_string(record.position.partition));
    add("sg_dlq_offset", std::to_string(record.position.offset));
    add("sg_dlq_attempts", "1");
    add("sg_dlq_first_failed", format_rfc3339(now));
    return letter;
}

}  // namespace silkgate::dispatch
