// What one order costs, step by step, in this process alone: no sockets, no TLS, no Kafka. A report, never a
// timed test.
//
// Each step is repeated over a fresh order number and measured by the thread's CPU time; the median of
// several rounds stands, so that a busy machine changes the figures little.
#include "adapters/registry.hpp"
#include "gateway/api/order_json.hpp"
#include "gateway/api/prepare_order.hpp"
#include "gateway/config/settings.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/dispatch/records.hpp"
#include "gateway/dispatch/replica.hpp"
#include "gateway/http/request_reader.hpp"
#include "gateway/http/strict_head.hpp"
#include "gateway/intake/intake.hpp"
#include "gateway/state/store.hpp"

#include <CLI/CLI.hpp>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>

namespace silkgate::bench {
namespace {

struct Arguments {
    std::string config;
    std::string data;
    std::string body;
    std::string items;
    std::string connection = "shopify";
    std::string state;
    std::string only;  // this step alone, without end: for a profiler
    int rounds = 15;
    int orders = 200;  // a round
};

std::string slurp(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

double thread_cpu_us() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

template <class T>
T must(Result<T> result, const char* what) {
    if (!result) {
        std::fprintf(stderr, "%s: %s\n", what, result.error().detail.c_str());
        std::exit(1);
    }
    return std::move(*result);
}

std::string with_number(std::string text, const std::string& number) {
    constexpr std::string_view kPlace = "@NUMBER@";
    for (std::size_t at = text.find(kPlace); at != std::string::npos; at = text.find(kPlace, at)) {
        text.replace(at, kPlace.size(), number);
    }
    return text;
}

// Everything the steps work with, made once.
class Workshop {
public:
    explicit Workshop(const Arguments& arguments);

    void report();
    // The named step for ever.
    [[noreturn]] void spin();

private:
    using Step = std::function<void(std::size_t order)>;

    // Median CPU time of one call, µs. `prepare` is not counted.
    double measure(const std::function<void()>& prepare, const Step& step) const;
    void line(const char* name, const std::function<void()>& prepare, const Step& step);
    void every_step();
    // All steps of one order before the next one's, as ingest takes them: what the processor's caches add.
    void whole_order();

    [[nodiscard]] intake::IntakeOrder read_order(const json::Document& document) const;
    [[nodiscard]] std::string answer_of(const api::PreparedOrder& prepared) const;
    [[nodiscard]] dispatch::Command command_of(api::PreparedOrder prepared, std::string answer) const;
    void fresh_bodies();
    void fresh_documents();
    void fresh_intake();
    void fresh_prepared();
    void fresh_planned();
    void leg_lines();

    const Arguments& arguments_;
    config::Loaded loaded_;
    api::Snapshot snapshot_;
    const config::Connection* connection_ = nullptr;
    const intake::Dialect* dialect_ = nullptr;
    std::unique_ptr<state::Store> store_;
    observe::Metrics metrics_{observe::Vocabulary{}};
    std::unique_ptr<observe::Log> log_;
    std::optional<dispatch::Replica> replica_;
    std::string head_;
    std::string template_;
    Instant now_ = SystemClock{}.now();
    std::uint64_t number_ = 0;
    double total_ = 0;

    std::vector<std::string> bodies_;
    std::vector<json::Document> documents_;
    std::vector<intake::IntakeOrder> intake_;
    std::vector<api::PreparedOrder> prepared_;
};

Workshop::Workshop(const Arguments& arguments)
    : arguments_(arguments),
      loaded_(must(config::load({.file = arguments.config, .environment = {}, .overrides = {}}), "settings")
      ) {
    snapshot_ = {
        .settings = loaded_.settings,
        .directory = loaded_.directory,
        .registry = must(adapters::Registry::load(arguments.data, false), "adapters"),
    };
    connection_ = loaded_.directory->find_connection(arguments.connection);
    dialect_ = connection_ == nullptr ? nullptr : intake::find_dialect(*connection_);
    if (dialect_ == nullptr) {
        std::fprintf(stderr, "no connection %s\n", arguments.connection.c_str());
        std::exit(1);
    }
    store_ = must(state::Store::open({.folder = arguments.state}), "state");
    log_ = must(observe::Log::open({.level = observe::Level::error, .file = {}}, nullptr), "log");
    replica_.emplace(*store_, dispatch::ReplicaOptions{}, metrics_, *log_);
    std::ifstream items(arguments.items);
    for (std::string line; std::getline(items, line);) {
        auto document = must(json::Document::parse(line), "item");
        const auto item = order::read_catalog_item(document.root()).item;
        const auto written = replica_->apply_item(connection_->tenant, item.sku, order::to_json(item), now_);
        must(written ? Result<int>(0) : Result<int>(written.error()), "item");
    }
    template_ = slurp(arguments.body);
    head_ = "POST /v1/intake/" + arguments.connection +
            " HTTP/1.1\r\nHost: 127.0.0.1:8443\r\nContent-Type: application/json\r\n"
            "Authorization: Bearer sgk_acmekey_" +
            std::string(52, 'a') +
            "\r\nContent-Length: " + std::to_string(with_number(template_, "BENCH000000001").size()) +
            "\r\n\r\n";
}

double Workshop::measure(const std::function<void()>& prepare, const Step& step) const {
    std::vector<double> rounds;
    for (int round = 0; round < arguments_.rounds; ++round) {
        prepare();
        const double before = thread_cpu_us();
        for (int order = 0; order < arguments_.orders; ++order) {
            step(static_cast<std::size_t>(order));
        }
        rounds.push_back((thread_cpu_us() - before) / arguments_.orders);
    }
    std::ranges::nth_element(rounds, rounds.begin() + arguments_.rounds / 2);
    return rounds[static_cast<std::size_t>(arguments_.rounds / 2)];
}

void Workshop::line(const char* name, const std::function<void()>& prepare, const Step& step) {
    if (!arguments_.only.empty()) {
        if (arguments_.only == name) {
            for (;;) {
                prepare();
                for (int order = 0; order < arguments_.orders; ++order) {
                    step(static_cast<std::size_t>(order));
                }
            }
        }
        return;
    }
    const double cost = measure(prepare, step);
    std::printf("%-28s %7.2f µs\n", name, cost);
    total_ += cost;
}

void Workshop::fresh_bodies() {
    bodies_.clear();
    for (int i = 0; i < arguments_.orders; ++i) {
        std::string digits = std::to_string(++number_);
        bodies_.push_back(with_number(template_, "BENCH" + std::string(9 - digits.size(), '0') + digits));
    }
}

void Workshop::fresh_documents() {
    fresh_bodies();
    documents_.clear();
    for (std::string& body : bodies_) {
        documents_.push_back(must(json::Document::parse(std::move(body)), "body"));
    }
}

intake::IntakeOrder Workshop::read_order(const json::Document& document) const {
    const intake::IntakeContext context{
        .connection = connection_,
        .received_at = now_,
        .raw_sha256 = std::string(64, '0'),
        .event_id = {},
        .kind = order::SourceKind::relayed_pull,
        .signature = std::nullopt,
    };
    return std::move(must(dialect_->read(document.root(), context), "order").front());
}

void Workshop::fresh_intake() {
    fresh_documents();
    intake_.clear();
    for (const json::Document& document : documents_) {
        intake_.push_back(read_order(document));
    }
}

void Workshop::fresh_prepared() {
    fresh_intake();
    prepared_.clear();
    for (intake::IntakeOrder& order : intake_) {
        prepared_.push_back(api::identify(std::move(order), *connection_, now_));
    }
}

void Workshop::fresh_planned() {
    fresh_prepared();
    for (api::PreparedOrder& order : prepared_) {
        api::prepare(order, snapshot_, *connection_, *replica_, dispatch::Depth::check);
    }
}

// Each adapter's share, on orders that are complete.
void Workshop::leg_lines() {
    fresh_planned();
    const dispatch::Plan plan = prepared_.front().plan;
    for (api::PreparedOrder& order : prepared_) {
        (void)dispatch::assign_waybill(order.order, *connection_, 1);
    }
    for (const dispatch::PlannedLeg& planned : plan.legs) {
        const adapters::CountryAdapter& adapter = *snapshot_.registry->find(planned.leg.country);
        const auto context = [&](const api::PreparedOrder& order) {
            return adapters::Context{.decided_at = now_, .order_id = order.id, .connection = connection_};
        };
        line(
            ("  check " + planned.leg.id).c_str(),
            [] {},
            [&](std::size_t i) {
                Violations found;
                adapter.check(prepared_[i].order, planned.leg, context(prepared_[i]), found);
            }
        );
        line(
            ("  declare " + planned.leg.id).c_str(),
            [] {},
            [&](std::size_t i) {
                (void
                )must(adapter.declare(prepared_[i].order, planned.leg, context(prepared_[i])), "declare");
            }
        );
    }
}

std::string Workshop::answer_of(const api::PreparedOrder& prepared) const {
    return api::to_json(api::AcceptedAnswer{
        .id = prepared.id,
        .order = prepared.order,
        .plan = prepared.plan,
        .durability = "replicated",
        .rule_set = snapshot_.registry->rule_set(),
        .language = http::Language::en,
    });
}

dispatch::Command Workshop::command_of(api::PreparedOrder prepared, std::string answer) const {
    return {
        .kind = dispatch::CommandKind::created,
        .order_id = std::move(prepared.id),
        .tenant = connection_->tenant,
        .connection = connection_->id,
        .accepted_at = now_,
        .request_id = "0123456789abcdef0123456789abcdef",
        .traceparent = {},
        .fingerprint = std::move(prepared.fingerprint),
        .idempotency_hash = {},
        .answer = std::move(answer),
        .order = std::move(prepared.order),
        .pointers = {},
        .replies = {},
    };
}

void Workshop::every_step() {
    const auto nothing = [] {};
    line(
        "HTTP head and body",
        [&] { fresh_bodies(); },
        [&](std::size_t i) {
            api::Request request;
            http::RequestReader reader(request, 16 * 1024, 256);
            const auto view = http::check_head(head_, {.bytes_max = 16 * 1024, .fields_max = 64});
            reader.limit_body(1 << 20);
            if (!view || !reader.read_head(head_, *view) || !reader.feed(bodies_[i])->done) {
                std::abort();
            }
        }
    );
    line("bearer key", nothing, [&](std::size_t) {
        if (!loaded_.directory->find_key("sgk_acmekey_" + std::string(52, 'a'), now_)) {
            std::abort();
        }
    });
    line(
        "SHA-256 of the body",
        [&] { fresh_bodies(); },
        [&](std::size_t i) { (void)crypto::to_hex(crypto::sha256(bodies_[i])); }
    );
    line(
        "JSON parse",
        [&] {
            fresh_bodies();
            documents_.clear();
            documents_.reserve(bodies_.size());
        },
        [&](std::size_t i) {
            documents_.push_back(must(json::Document::parse(std::move(bodies_[i])), "body"));
        }
    );
    line(
        "dialect",
        [&] {
            fresh_documents();
            intake_.clear();
            intake_.reserve(documents_.size());
        },
        [&](std::size_t i) { intake_.push_back(read_order(documents_[i])); }
    );
    line(
        "id and fingerprint",
        [&] {
            fresh_intake();
            prepared_.clear();
            prepared_.reserve(intake_.size());
        },
        [&](std::size_t i) { prepared_.push_back(api::identify(std::move(intake_[i]), *connection_, now_)); }
    );
    line(
        "complete, plan, check",
        [&] { fresh_prepared(); },
        [&](std::size_t i) {
            api::prepare(prepared_[i], snapshot_, *connection_, *replica_, dispatch::Depth::check);
        }
    );
    std::vector<std::string> answers(static_cast<std::size_t>(arguments_.orders));
    line("answer", [&] { fresh_planned(); }, [&](std::size_t i) { answers[i] = answer_of(prepared_[i]); });
    line(
        "Kafka record",
        [&] { fresh_planned(); },
        [&](std::size_t i) {
            (void)dispatch::command_record(
                command_of(std::move(prepared_[i]), std::move(answers[i])), "/silkgate/bench", {}
            );
        }
    );
    line("destruction", [&] { fresh_planned(); }, [&](std::size_t) { prepared_.pop_back(); });
}

void Workshop::whole_order() {
    line(
        "order by order",
        [&] { fresh_bodies(); },
        [&](std::size_t i) {
            api::Request request;
            http::RequestReader reader(request, 16 * 1024, 256);
            const auto view = http::check_head(head_, {.bytes_max = 16 * 1024, .fields_max = 64});
            reader.limit_body(1 << 20);
            if (!view || !reader.read_head(head_, *view) || !reader.feed(bodies_[i])->done ||
                !loaded_.directory->find_key("sgk_acmekey_" + std::string(52, 'a'), now_)) {
                std::abort();
            }
            (void)crypto::to_hex(crypto::sha256(bodies_[i]));
            const auto document = must(json::Document::parse(std::move(bodies_[i])), "body");
            api::PreparedOrder prepared = api::identify(read_order(document), *connection_, now_);
            api::prepare(prepared, snapshot_, *connection_, *replica_, dispatch::Depth::check);
            std::string answer = answer_of(prepared);
            (void)dispatch::command_record(
                command_of(std::move(prepared), std::move(answer)), "/silkgate/bench", {}
            );
        }
    );
}

void Workshop::report() {
    fresh_planned();
    const dispatch::Plan& plan = prepared_.front().plan;
    for (const Violation& violation : plan.all_violations()) {
        std::fprintf(
            stderr,
            "note: %s at %s\n",
            std::string(violation.rule->id).c_str(),
            violation.canonical_pointer.c_str()
        );
    }
    if (plan.is_held() || plan.legs.empty()) {
        std::fprintf(stderr, "the order is held: these are not the costs of an accepted one\n");
        std::exit(1);
    }
    every_step();
    if (arguments_.only.empty()) {
        std::printf("%-28s %7.2f µs\n\n", "together", total_);
    }
    whole_order();
    std::puts("\nof the check, and of the router's work later:");
    leg_lines();
}

}  // namespace

int run(int argc, char** argv) {
    Arguments arguments;
    CLI::App app{"CPU of one order by step, in this process alone"};
    app.add_option("--config", arguments.config, "settings of the gateway")->required();
    app.add_option("--data", arguments.data, "folder of the adapters' data")->required();
    app.add_option("--body", arguments.body, "order template")->required();
    app.add_option("--items", arguments.items, "catalogue items, one JSON a line")->required();
    app.add_option("--state", arguments.state, "folder for the state")->required();
    app.add_option("--connection", arguments.connection, "whose orders these are");
    app.add_option("--rounds", arguments.rounds, "rounds; the median counts");
    app.add_option("--orders", arguments.orders, "orders a round");
    app.add_option("--only", arguments.only, "repeat this step without end, for a profiler");
    CLI11_PARSE(app, argc, argv);
    Workshop(arguments).report();
    return 0;
}

}  // namespace silkgate::bench

int main(int argc, char** argv) {
    return silkgate::bench::run(argc, argv);
}
