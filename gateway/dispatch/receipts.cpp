#include "gateway/dispatch/receipts.hpp"

#include "adapters/common/carriers/events.hpp"
#include "gateway/dispatch/neutral_reply.hpp"
#include "gateway/kafka/topics.hpp"

#include <algorithm>
#include <cctype>
#include <map>

namespace silkgate::dispatch {
namespace {

std::string_view header_of(const kafka::Incoming& record, std::string_view name) {
    const auto found = std::ranges::find(record.headers, name, &std::pair<std::string, std::string>::first);
    return found == record.headers.end() ? std::string_view{} : std::string_view{found->second};
}

bool looks_like_json(const kafka::Incoming& record) {
    const std::string_view type = header_of(record, "content-type");
    return type.starts_with("application/json") ||
           (type.empty() && record.value && record.value->starts_with('{'));
}

Result<std::vector<adapters::ReplyItem>>
read_items(const kafka::Incoming& record, const adapters::Registry& registry, std::string_view country) {
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
    // The carriers' topic belongs to no country: a standard of carriers, or the first adapter that can read
    // it.
    if (auto events = adapters::carriers::read_events(*record.value)) {
        return events;
    }
    for (const auto& adapter : registry.all()) {
        auto items = adapter->read_reply(*record.value, content_type);
        if (items) {
            return items;
        }
        last = items.error();
    }
    return last;
}

constexpr std::string_view kById = "id:";

struct FoundDocument {
    DocumentPlace place;
    bool by_key = false;  // see ResolvedReply
};

std::optional<FoundDocument>
find_document(const adapters::ReplyItem& item, const kafka::Incoming& record, const FindReference& find) {
    for (const std::string& reference : item.references) {
        if (auto place = find(reference)) {
            return FoundDocument{.place = std::move(*place), .by_key = !reference.starts_with(kById)};
        }
    }
    // A broker may key its reply by the declaration id and send the authority's bytes, whose references then
    // only confirm it.
    if (record.key.empty() || !item.references.empty()) {
        return std::nullopt;
    }
    auto place = find(std::string(kById) + record.key);
    return place ? std::optional(FoundDocument{.place = std::move(*place)}) : std::nullopt;
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
    const kafka::Incoming& record,
    const adapters::Registry& registry,
    const FindReference& find,
    Instant now
) {
    ReadReceipt read;
    read.country = country_of_topic(record.position.topic);
    const auto items = read_items(record, registry, read.country);
    if (!items) {
        read.refusal = FailureCode::unreadable;
        read.detail = items.error().detail;
        return read;
    }
    std::map<std::string, Command> by_order;
    for (const adapters::ReplyItem& item : *items) {
        const auto found = find_document(item, record, find);
        if (!found) {
            read.refusal = FailureCode::unmatched;
            read.detail = "no document has the reference " +
                          (item.references.empty() ? std::string("(none)") : item.references.front());
            continue;
        }
        std::vector<OrderId> orders = found->place.shared_with;
        read.is_shared = read.is_shared || !orders.empty();
        orders.push_back(found->place.order);
        for (const OrderId& order : orders) {
            Command& command = by_order[order.str()];
            command.kind = CommandKind::replied;
            command.order_id = order;
            command.accepted_at = now;
            command.traceparent = header_of(record, "traceparent");
            command.replies.push_back(
                {.document = found->place.document, .by_key = found->by_key, .item = item}
            );
        }
    }
    for (auto& [id, command] : by_order) {
        read.commands.push_back(std::move(command));
    }
    return read;
}

std::string dead_letter_topic(std::string_view topic) {
    // A broker's own receipts topic has its own sibling, so the name is made from the topic, not from the
    // country.
    constexpr std::string_view kReceipts = ".receipts.";
    if (const auto at = topic.find(kReceipts); at != std::string_view::npos) {
        return std::string(topic).replace(at, kReceipts.size(), ".dlq.");
    }
    return std::string(kafka::kOrdersDlq);
}

kafka::Record dead_letter(const kafka::Incoming& record, const Failure& failure) {
    kafka::Record letter{
        .topic = dead_letter_topic(record.position.topic),
        .key = record.key,
        .value = record.value,
        .headers = record.headers,
        .partition = {},
    };
    const auto add = [&](std::string_view name, std::string_view value) {
        letter.headers.emplace_back(name, value);
    };
    add("sg_dlq_reason", failure.reason);
    add("sg_dlq_code", to_string(failure.code));
    add("sg_dlq_stage", "route");
    add("sg_dlq_topic", record.position.topic);
    add("sg_dlq_partition", std::to_string(record.position.partition));
    add("sg_dlq_offset", std::to_string(record.position.offset));
    add("sg_dlq_attempts", std::to_string(failure.attempts));
    add("sg_dlq_first_failed", format_rfc3339(failure.first_failed));
    return letter;
}

kafka::Record dead_letter_without_value(const kafka::Incoming& record, const Failure& failure) {
    kafka::Record letter = dead_letter(record, failure);
    letter.headers.emplace_back("sg_dlq_omitted", std::to_string(record.value ? record.value->size() : 0));
    letter.value = std::string{};
    return letter;
}

}  // namespace silkgate::dispatch
