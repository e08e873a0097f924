// The other end of a channel: a request answered by an adapter of this program.
#include "adapters/abi/channel.hpp"
#include "adapters/abi/messages.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>
#include <array>
#include <exception>

namespace silkgate::adapters::abi {
namespace {

using Answer = Result<std::string>;

template <class Write>
std::string object(Write write) {
    json::Writer out(1024);
    out.begin_object();
    write(out);
    out.end_object();
    return std::move(out).str();
}

Answer info(const CountryAdapter& adapter, json::Value /*root*/) {
    return object([&](json::Writer& out) {
        out.key("info");
        write_info(out, adapter);
    });
}

Answer plan_legs(const CountryAdapter& adapter, json::Value root) {
    const auto question = read_question(root);
    if (!question) {
        return question.error();
    }
    std::vector<Leg> legs;
    Violations found;
    adapter.plan_legs(question->order, question->context, legs, found);
    return object([&](json::Writer& out) {
        out.key("legs").begin_array();
        for (const Leg& leg : legs) {
            write_leg(out, leg);
        }
        out.end_array();
        write_violations(out, found);
    });
}

Answer check(const CountryAdapter& adapter, json::Value root) {
    const auto question = read_question(root);
    if (!question) {
        return question.error();
    }
    Violations found;
    adapter.check(question->order, question->leg, question->context, found);
    return object([&](json::Writer& out) { write_violations(out, found); });
}

Answer quote(const CountryAdapter& adapter, json::Value root) {
    const auto question = read_question(root);
    if (!question) {
        return question.error();
    }
    const auto lines = adapter.quote(question->order, question->leg, question->context);
    return lines ? Answer(object([&](json::Writer& out) { write_lines(out, *lines); })) : lines.error();
}

Answer declare(const CountryAdapter& adapter, json::Value root) {
    const auto question = read_question(root);
    if (!question) {
        return question.error();
    }
    const auto documents = adapter.declare(question->order, question->leg, question->context);
    return documents ? Answer(object([&](json::Writer& out) { write_documents(out, *documents); }))
                     : documents.error();
}

Answer read_reply(const CountryAdapter& adapter, json::Value root) {
    const auto bytes = crypto::from_base64(root["bytes"].text());
    if (!bytes) {
        return bytes.error();
    }
    const auto items = adapter.read_reply(*bytes, root["contentType"].text());
    return items ? Answer(object([&](json::Writer& out) { write_items(out, *items); })) : items.error();
}

Answer simulate(const CountryAdapter& adapter, json::Value root) {
    const auto bytes = crypto::from_base64(root["bytes"].text());
    const auto outcome = parse_outcome(root["outcome"].text());
    const auto now = parse_rfc3339(root["now"].text());
    if (!bytes || !outcome || !now) {
        return fail(Errc::invalid_value, "bytes, outcome or now can not be read");
    }
    const auto replies = adapter.simulate(root["kind"].text(), *bytes, *outcome, *now);
    return replies ? Answer(object([&](json::Writer& out) { write_replies(out, *replies); }))
                   : replies.error();
}

struct CallRow {
    std::string_view name;
    Answer (*answer)(const CountryAdapter&, json::Value);
};

constexpr auto kCalls = std::to_array<CallRow>({
    {kInfo, info},
    {kPlanLegs, plan_legs},
    {kCheck, check},
    {kQuote, quote},
    {kDeclare, declare},
    {kReadReply, read_reply},
    {kSimulate, simulate},
});

Answer answer(const CountryAdapter& adapter, std::string_view request) {
    const auto document = json::Document::parse(std::string(request), kAnswerLimits);
    if (!document) {
        return document.error();
    }
    const auto* row = std::ranges::find(kCalls, document->root()["call"].text(), &CallRow::name);
    return row == kCalls.end() ? fail(Errc::invalid_value, "there is no such call")
                               : row->answer(adapter, document->root());
}

std::string failure(const Error& error) {
    return object([&](json::Writer& out) { write_error(out, error); });
}

}  // namespace

std::string serve(const CountryAdapter& adapter, std::string_view request) {
    try {
        auto answered = answer(adapter, request);
        return answered ? std::move(*answered) : failure(answered.error());
    } catch (const std::exception& exception) {
        return failure(fail(Errc::internal, exception.what()));
    }
}

}  // namespace silkgate::adapters::abi
