#include "gateway/kafka/topics.hpp"

#include <algorithm>
#include <cctype>

namespace silkgate::kafka {
namespace {

constexpr std::string_view kCountryMark = "<cc>";
constexpr std::string_view kAdapterTopics = "adapters.";

std::string lower(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return result;
}

std::string customs_topic(std::string_view country, std::string_view broker, std::string_view what) {
    std::string name = "customs." + lower(country) + ".";
    if (!broker.empty()) {
        name += std::string{broker} + ".";
    }
    return name + std::string{what} + ".v1";
}

}  // namespace

// The contract's table of topics (docs: Kafka contract, section 1).
const std::vector<TopicRow>& topic_table() {
    static const std::vector<TopicRow> table = {
        {kOrdersAccepted,
         "order id",
         "common order and envelope of the command",
         Cleanup::remove,
         90,
         "ingest",
         "route"},
        {kOrdersState,
         "order id",
         "state of the order, no personal data",
         Cleanup::compact,
         0,
         "route",
         "state, ingest"},
        {kOrdersEvents,
         "order id",
         "one CloudEvent a transition",
         Cleanup::remove,
         90,
         "route",
         "notify, platforms"},
        {kOrdersDlq, "original key", "original bytes", Cleanup::remove, 180, "route", "operator"},
        {kCatalogItems, "tenant, sku", "goods record", Cleanup::compact, 0, "ingest", "all"},
        {kConsolidations,
         "tenant, number",
         "orders in units, with weights",
         Cleanup::compact,
         0,
         "ingest",
         "all"},
        {"customs.<cc>.declarations.v1",
         "declaration id",
         "the authority's document",
         Cleanup::remove,
         90,
         "route",
         "broker"},
        {"customs.<cc>.receipts.v1",
         "declaration id or empty",
         "the authority's reply",
         Cleanup::remove,
         90,
         "broker",
         "route"},
        {"customs.<cc>.dlq.v1",
         "original key",
         "original bytes",
         Cleanup::remove,
         180,
         "route",
         "broker, operator"},
        {kLogisticsBookings,
         "booking id",
         "booking or transport document",
         Cleanup::remove,
         90,
         "route",
         "carrier"},
        {kLogisticsReceipts, "booking id", "confirmations, tracking", Cleanup::remove, 90, "carrier", "route"
        },
        {kLogisticsDlq, "original key", "original bytes", Cleanup::remove, 180, "route", "operator"},
        {"adapters.<cc>.calls.v1",
         "call id",
         "a call of the adapter interface, JSON",
         Cleanup::remove,
         1,
         "ingest, route",
         "the country's adapter"},
        {"adapters.<cc>.answers.v1",
         "call id",
         "its answer, JSON",
         Cleanup::remove,
         1,
         "the country's adapter",
         "ingest, route"},
        {kAudit, "tenant", "hash-chained audit records", Cleanup::remove, 400, "all", "auditors"},
    };
    return table;
}

std::string declarations_topic(std::string_view country, std::string_view broker) {
    return customs_topic(country, broker, "declarations");
}

std::string receipts_topic(std::string_view country, std::string_view broker) {
    return customs_topic(country, broker, "receipts");
}

std::string customs_dlq_topic(std::string_view country, std::string_view broker) {
    return customs_topic(country, broker, "dlq");
}

std::string adapter_topic(std::string_view country, AdapterTopic what) {
    return "adapters." + lower(country) + (what == AdapterTopic::calls ? ".calls.v1" : ".answers.v1");
}

std::vector<TopicSpec> topics_for(
    const std::vector<std::string>& countries,
    const std::vector<BrokerTopics>& brokers,
    const std::vector<std::string>& remote
) {
    std::vector<TopicSpec> topics;
    const auto add = [&](std::string name, const TopicRow& row) {
        if (std::ranges::find(topics, name, &TopicSpec::name) == topics.end()) {
            topics.push_back({.name = std::move(name), .row = &row});
        }
    };
    for (const TopicRow& row : topic_table()) {
        const auto mark = row.pattern.find(kCountryMark);
        if (mark == std::string_view::npos) {
            add(std::string{row.pattern}, row);
            continue;
        }
        const auto fill = [&](const std::string& middle) {
            return std::string{row.pattern}.replace(mark, kCountryMark.size(), middle);
        };
        if (row.pattern.starts_with(kAdapterTopics)) {
            for (const std::string& country : remote) {
                add(fill(lower(country)), row);
            }
            continue;
        }
        for (const std::string& country : countries) {
            add(fill(lower(country)), row);
        }
        for (const BrokerTopics& broker : brokers) {
            add(fill(lower(broker.country) + "." + broker.broker), row);
        }
    }
    return topics;
}

std::vector<std::string> names(const std::vector<TopicSpec>& topics) {
    std::vector<std::string> result;
    std::ranges::transform(topics, std::back_inserter(result), &TopicSpec::name);
    return result;
}

bool TopicReport::has(Finding finding) const {
    return std::ranges::any_of(lines, [&](const TopicLine& line) { return line.finding == finding; });
}

bool TopicReport::sound() const {
    return !has(Finding::missing) && !has(Finding::refused) && !has(Finding::weak) && !has(Finding::failed);
}

}  // namespace silkgate::kafka
