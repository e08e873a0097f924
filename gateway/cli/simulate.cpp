#include "gateway/cli/simulate.hpp"

#include "adapters/common/booking/simulate.hpp"
#include "gateway/cli/data_files.hpp"
#include "gateway/cli/kafka_setup.hpp"
#include "gateway/cli/load_registry.hpp"
#include "gateway/core/time.hpp"
#include "gateway/kafka/consumer.hpp"
#include "gateway/kafka/embedded.hpp"
#include "gateway/kafka/transaction.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <unistd.h>

namespace silkgate::cli {
namespace {

using namespace std::chrono_literals;
using adapters::carriers::Journey;

constexpr std::size_t kBatchMax = 500;

struct Suffix {
    std::string_view text;
    Script script;
};

constexpr auto kSuffixes = std::to_array<Suffix>({
    {"-REJECT", {.outcome = adapters::Outcome::rejected}},
    {"-QUERY", {.outcome = adapters::Outcome::query}},
    {"-SILENT", {.silent = true}},
    {"-DUP", {.duplicate = true}},
    {"-LATE", {.late = true}},
    {"-DELAY", {.journey = Journey::delayed}},
    {"-STRANDED", {.journey = Journey::stranded}},
    {"-RETURN", {.journey = Journey::returned}},
    {"-NOROOM", {.journey = Journey::refused}},
});

std::string_view header_of(const kafka::Incoming& record, std::string_view name) {
    const auto found = std::ranges::find(record.headers, name, &std::pair<std::string, std::string>::first);
    return found == record.headers.end() ? std::string_view{} : std::string_view{found->second};
}

// "customs.cn.declarations.v1" → "customs.cn.receipts.v1"
std::string receipts_of(std::string_view topic) {
    if (topic == kafka::kLogisticsBookings) {
        return std::string(kafka::kLogisticsReceipts);
    }
    std::string receipts(topic);
    constexpr std::string_view kDeclarations = ".declarations.";
    return receipts.replace(receipts.find(kDeclarations), kDeclarations.size(), ".receipts.");
}

class Simulator {
public:
    Simulator(std::shared_ptr<const adapters::Registry> registry, const Clock& clock)
        : registry_(std::move(registry)), clock_(clock) {}

    // The replies to one document, in the order in which they shall arrive.
    std::vector<kafka::Record> answer(const kafka::Incoming& record) const;

private:
    // What the authority or carrier writes; after a booking that it accepts, also what becomes of the goods.
    Result<std::vector<adapters::SimulatedReply>> replies(
        const adapters::CountryAdapter& adapter,
        const kafka::Incoming& record,
        const Script& script
    ) const;

    std::shared_ptr<const adapters::Registry> registry_;
    const Clock& clock_;
};

Result<std::vector<adapters::SimulatedReply>> Simulator::replies(
    const adapters::CountryAdapter& adapter,
    const kafka::Incoming& record,
    const Script& script
) const {
    const Instant now = clock_.now();
    const bool booking = record.position.topic == kafka::kLogisticsBookings;
    if (booking) {
        const adapters::booking::Told told{
            .kind = header_of(record, "sg_document"),
            .bytes = *record.value,
            .booking_id = record.key,
            .action = header_of(record, "sg_action")
        };
        if (auto said = adapters::booking::simulate_carrier(told, script.outcome, script.journey, now)) {
            return std::move(*said);
        }
    }
    if (booking && script.journey == Journey::refused) {
        return adapters::carriers::simulate_journey(record.key, script.journey, now);
    }
    auto written = adapter.simulate(header_of(record, "sg_document"), *record.value, script.outcome, now);
    const bool moves = booking && script.outcome == adapters::Outcome::accepted &&
                       header_of(record, "sg_action") == "submit";
    if (written && moves) {
        for (auto& event : adapters::carriers::simulate_journey(record.key, script.journey, now)) {
            written->push_back(std::move(event));
        }
    }
    return written;
}

std::vector<kafka::Record> Simulator::answer(const kafka::Incoming& record) const {
    Script script = script_for(header_of(record, "sg_ordernumber"));
    if (script.outcome == adapters::Outcome::query && header_of(record, "sg_action") != "submit") {
        script.outcome = adapters::Outcome::accepted;  // the change is the answer to the query
    }
    const auto* adapter = registry_->find(header_of(record, "sg_country"));
    const std::string_view kind = header_of(record, "sg_document");
    std::vector<kafka::Record> out;
    if (script.silent || adapter == nullptr || !record.value) {
        std::printf("%s %s: no answer\n", std::string(kind).c_str(), record.key.c_str());
        return out;
    }
    const auto written = replies(*adapter, record, script);
    if (!written) {
        std::printf(
            "%s %s: can not answer: %s\n",
            std::string(kind).c_str(),
            record.key.c_str(),
            written.error().detail.c_str()
        );
        return out;
    }
    for (const adapters::SimulatedReply& reply : *written) {
        kafka::Record made{
            .topic = receipts_of(record.position.topic),
            .key = record.key,
            .value = reply.bytes,
            .headers = {{"content-type", reply.content_type}, {"ce_source", "/silkgate-simulator"}},
            .partition = {},
        };
        if (const std::string_view trace = header_of(record, "traceparent"); !trace.empty()) {
            made.headers.emplace_back("traceparent", trace);
        }
        for (int copy = 0; copy < (script.duplicate ? 2 : 1); ++copy) {
            out.push_back(made);
        }
    }
    if (script.late) {
        std::ranges::reverse(out);
    }
    std::printf("%s %s: %zu replies\n", std::string(kind).c_str(), record.key.c_str(), out.size());
    return out;
}

// One transaction: the replies and the offsets of what they answer.
bool answer_batch(
    const Simulator& simulator,
    kafka::Consumer& consumer,
    kafka::TransactionalProducer& producer,
    const std::vector<kafka::Incoming>& batch
) {
    kafka::Step step = producer.begin();
    std::vector<kafka::NextOffset> next;
    for (const kafka::Incoming& record : batch) {
        for (kafka::Record& reply : simulator.answer(record)) {
            if (step.ok()) {
                step = producer.produce(std::move(reply));
            }
        }
        std::erase_if(next, [&](const kafka::NextOffset& offset) {
            return offset.topic == record.position.topic && offset.partition == record.position.partition;
        });
        next.push_back(
            {.topic = record.position.topic,
             .partition = record.position.partition,
             .next = record.position.offset + 1}
        );
    }
    if (step.ok()) {
        step = producer.send_offsets(next, consumer);
    }
    if (step.ok()) {
        step = producer.commit();
    }
    if (step.ok()) {
        return true;
    }
    std::fprintf(stderr, "silkgate simulate: %s\n", step.detail.c_str());
    if (step.status == kafka::StepStatus::rebuild_needed || !producer.abort().ok()) {
        (void)producer.rebuild(20s);
    }
    (void)consumer.rewind(10s);
    return false;
}

int complain(const Error& error) {
    std::fprintf(stderr, "silkgate simulate: %s\n", error.detail.c_str());
    return 1;
}

// Where it reads and how it answers.
struct Line {
    std::unique_ptr<kafka::Consumer> consumer;
    std::unique_ptr<kafka::TransactionalProducer> producer;
};

Result<Line>
open_line(const config::Loaded& loaded, const adapters::Registry& registry, SimulatorBroker broker) {
    const config::Settings& settings = loaded.settings;
    const bool embedded = broker == SimulatorBroker::embedded;
    auto client = client_options(settings);
    if (!client) {
        return client.error();
    }
    kafka::ConsumerOptions options;
    options.client = *client;
    options.group = settings.kafka.group + "-simulator";
    if (embedded) {
        options.group = kafka::EmbeddedBroker::fresh_group(options.group);
    }
    std::vector<std::string> receipts;
    for (const kafka::TopicSpec& topic :
         topic_specs(registry, *loaded.directory, loaded.settings.adapters.remote)) {
        if (topic.name.ends_with(".declarations.v1") || topic.name == kafka::kLogisticsBookings) {
            options.topics.push_back(topic.name);
            receipts.push_back(receipts_of(topic.name));
        }
    }
    auto producer = kafka::TransactionalProducer::open({
        .client = *client,
        .transactional_id = settings.kafka.transactional_id + "-simulator-" + std::to_string(::getpid()),
        .topics = receipts,
        .mode = embedded ? kafka::TransactionMode::plain : kafka::TransactionMode::transactional,
    });
    if (!producer) {
        return producer.error();
    }
    if (auto ready = (*producer)->rebuild(30s); !ready) {
        return ready.error();
    }
    auto consumer = kafka::Consumer::open(std::move(options));
    if (!consumer) {
        return consumer.error();
    }
    return Line{.consumer = std::move(*consumer), .producer = std::move(*producer)};
}

// What is there now; empty when nothing came for a moment.
Result<std::vector<kafka::Incoming>> read_batch(kafka::Consumer& consumer) {
    std::vector<kafka::Incoming> batch;
    auto wait = 100ms;
    while (batch.size() < kBatchMax) {
        auto record = consumer.poll(wait);
        if (!record) {
            return record.error();
        }
        if (!*record) {
            break;
        }
        batch.push_back(std::move(**record));
        wait = 0ms;
    }
    return batch;
}

}  // namespace

Script script_for(std::string_view order_number) noexcept {
    const auto* found = std::ranges::find_if(kSuffixes, [&](const Suffix& suffix) {
        return order_number.ends_with(suffix.text);
    });
    return found == kSuffixes.end() ? Script{} : found->script;
}

int simulate(const config::Loaded& loaded, SimulatorBroker broker, const std::atomic<bool>& stopping) {
    auto registry = load_registry(loaded.settings, Remote::ask);
    if (!registry) {
        return complain(registry.error());
    }
    auto line = open_line(loaded, **registry, broker);
    if (!line) {
        return complain(line.error());
    }
    const SystemClock clock;
    const Simulator simulator(*registry, clock);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    std::printf("simulating authorities and carriers on %s\n", loaded.settings.kafka.brokers.c_str());
    while (!stopping) {
        const auto batch = read_batch(*line->consumer);
        if (!batch) {
            return complain(batch.error());
        }
        if (!batch->empty()) {
            (void)answer_batch(simulator, *line->consumer, *line->producer, *batch);
        }
    }
    line->consumer->close(5s);
    return 0;
}

}  // namespace silkgate::cli
