#include "adapters/abi/channel.hpp"
#include "adapters/abi/messages.hpp"
#include "gateway/crypto/digest.hpp"

namespace silkgate::adapters::abi {
namespace {

// Larger replies are no replies: Kafka's own limit of a record is 1 MiB, and base64 makes a third more of it.
constexpr std::size_t kReplyBytesMax = 524'288;

constexpr Rule kNotAnswering{
    .id = "SG-0950",
    .code = "adapter-not-answering",
    .severity = Severity::error,
    .remedy = Remedy::none,
    .basis = "Silkgate adapters, doors 2 and 3: a call that was not answered",
    .effective_from = "",
    .text =
        {.en =
             "The country's adapter, which runs outside this program, did not answer: retry the order later.",
         .zh = "该国适配器在本程序之外运行，未予应答：请稍后重试订单。",
         .ru = "Адаптер страны, работающий вне этой программы, не ответил: повторите заказ позже."},
};

Violation not_answering(const std::string& leg) {
    return {
        .rule = &kNotAnswering,
        .canonical_pointer = {},
        .pointer = {},
        .leg = leg,
        .found = {},
        .remedy_href = {},
    };
}

class OutsideAdapter final : public CountryAdapter {
public:
    OutsideAdapter(std::unique_ptr<const Channel> channel, std::unique_ptr<OwnedInfo> owned)
        : channel_(std::move(channel)), owned_(std::move(owned)) {}

    [[nodiscard]] const AdapterInfo& info() const noexcept override { return owned_->info; }

    void plan_legs(const order::Order& order, const Context& context, std::vector<Leg>& legs, Violations& out)
        const override {
        if (!plan(order, context, legs, out)) {
            out.push_back(not_answering({}));
        }
    }

    void check(const order::Order& order, const Leg& leg, const Context& context, Violations& out)
        const override {
        const auto answer = ask(question(kCheck, order, &leg, context));
        auto found = answer ? read_violations(answer->root()["violations"], *owned_) : answer.error();
        if (!found) {
            out.push_back(not_answering(leg.id));
            return;
        }
        out.insert(out.end(), found->begin(), found->end());
    }

    [[nodiscard]] Result<std::vector<QuoteLine>>
    quote(const order::Order& order, const Leg& leg, const Context& context) const override {
        const auto answer = ask(question(kQuote, order, &leg, context));
        return answer ? read_lines(answer->root()["lines"], *owned_) : answer.error();
    }

    [[nodiscard]] Result<std::vector<Document>>
    declare(const order::Order& order, const Leg& leg, const Context& context) const override {
        const auto answer = ask(question(kDeclare, order, &leg, context));
        return answer ? read_documents(answer->root()["documents"]) : answer.error();
    }

    [[nodiscard]] Result<std::vector<ReplyItem>>
    read_reply(std::string_view bytes, std::string_view content_type) const override {
        if (bytes.size() > kReplyBytesMax) {
            return fail(Errc::unreadable_reply, "the reply is too large");
        }
        json::Writer out;
        out.begin_object().member("call", kReadReply).member("contentType", content_type);
        out.member("bytes", crypto::to_base64(bytes)).end_object();
        const auto answer = ask(std::move(out).str());
        return answer ? read_items(answer->root()["items"]) : answer.error();
    }

    [[nodiscard]] Result<std::vector<SimulatedReply>>
    simulate(std::string_view kind, std::string_view bytes, Outcome outcome, Instant now) const override {
        json::Writer out;
        out.begin_object().member("call", kSimulate).member("kind", kind);
        out.member("bytes", crypto::to_base64(bytes)).member("outcome", to_word(outcome));
        out.member("now", format_rfc3339(now)).end_object();
        const auto answer = ask(std::move(out).str());
        return answer ? read_replies(answer->root()["replies"]) : answer.error();
    }

    [[nodiscard]] std::vector<const Rule*> rules() const override {
        std::vector<const Rule*> all{&kNotAnswering};
        for (const Rule& rule : owned_->rules) {
            all.push_back(&rule);
        }
        return all;
    }

private:
    static std::string
    question(std::string_view call, const order::Order& order, const Leg* leg, const Context& context) {
        json::Writer out(4096);
        out.begin_object().member("call", call).key("context");
        write_context(out, context);
        if (leg != nullptr) {
            out.key("leg");
            write_leg(out, *leg);
        }
        out.key("order");
        order::write_json(out, order);
        out.end_object();
        return std::move(out).str();
    }

    [[nodiscard]] Result<json::Document> ask(const std::string& request) const {
        auto bytes = channel_->call(request);
        if (!bytes) {
            return bytes.error();
        }
        auto answer = json::Document::parse(std::move(*bytes), kAnswerLimits);
        if (!answer) {
            return fail(Errc::internal, "the adapter's answer is not JSON: " + answer.error().detail);
        }
        if (const json::Value error = answer->root()["error"]) {
            return read_error(error);
        }
        return answer;
    }

    [[nodiscard]] bool
    plan(const order::Order& order, const Context& context, std::vector<Leg>& legs, Violations& out) const {
        const auto answer = ask(question(kPlanLegs, order, nullptr, context));
        if (!answer) {
            return false;
        }
        auto found = read_violations(answer->root()["violations"], *owned_);
        std::vector<Leg> planned;
        for (const json::Value value : answer->root()["legs"]) {
            auto leg = read_leg(value);
            if (!leg || leg->country != owned_->info.country) {
                return false;
            }
            planned.push_back(std::move(*leg));
        }
        if (!found) {
            return false;
        }
        legs.insert(legs.end(), planned.begin(), planned.end());
        out.insert(out.end(), found->begin(), found->end());
        return true;
    }

    std::unique_ptr<const Channel> channel_;
    std::unique_ptr<OwnedInfo> owned_;
};

Error refused(std::string_view country, const std::string& why) {
    return fail(Errc::invalid_settings, "the adapter for " + std::string(country) + ": " + why);
}

}  // namespace

Result<std::unique_ptr<const CountryAdapter>>
open_adapter(std::unique_ptr<const Channel> channel, std::string_view country) {
    auto bytes = channel->call(R"({"call":"info"})");
    if (!bytes) {
        return refused(country, bytes.error().detail);
    }
    const auto answer = json::Document::parse(std::move(*bytes), kAnswerLimits);
    if (!answer) {
        return refused(country, "its info is not JSON: " + answer.error().detail);
    }
    if (const json::Value error = answer->root()["error"]) {
        return refused(country, read_error(error).detail);
    }
    auto owned = read_info(answer->root()["info"]);
    if (!owned) {
        return refused(country, owned.error().detail);
    }
    if ((*owned)->info.country != country) {
        return refused(country, "it serves " + std::string((*owned)->info.country));
    }
    return std::unique_ptr<const CountryAdapter>(
        std::make_unique<OutsideAdapter>(std::move(channel), std::move(*owned))
    );
}

}  // namespace silkgate::adapters::abi
