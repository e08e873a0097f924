// Requests and answers of the doors as JSON (README.md), both ways. Private to this folder.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"
#include "gateway/order/order_json.hpp"

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::abi {

inline constexpr std::string_view kInfo = "info";
inline constexpr std::string_view kPlanLegs = "planLegs";
inline constexpr std::string_view kCheck = "check";
inline constexpr std::string_view kQuote = "quote";
inline constexpr std::string_view kDeclare = "declare";
inline constexpr std::string_view kReadReply = "readReply";
inline constexpr std::string_view kSimulate = "simulate";

// What a JSON answer of an adapter may hold at most; its documents stand in it as text.
inline constexpr json::Limits kAnswerLimits{
    .depth_max = 40,
    .members_max = 1'000'000,
    .string_bytes_max = 33'554'432
};

// An AdapterInfo and rules that own their texts.
struct OwnedInfo {
    AdapterInfo info;
    std::deque<std::string> texts;  // what the views look into
    std::deque<Rule> rules;

    [[nodiscard]] const Rule* find_rule(std::string_view id) const noexcept;
};

// Everything a call about an order is made with, read back.
struct Question {
    order::Order order;
    Leg leg;
    Context context;  // its connection is `connection`
    std::unique_ptr<config::Connection> connection;
};

void write_context(json::Writer& out, const Context& context);
void write_leg(json::Writer& out, const Leg& leg);
[[nodiscard]] Result<Leg> read_leg(json::Value value);
[[nodiscard]] Result<Question> read_question(json::Value root);

void write_info(json::Writer& out, const CountryAdapter& adapter);
[[nodiscard]] Result<std::unique_ptr<OwnedInfo>> read_info(json::Value value);

// `find` gives the rule of an id; one it does not know is an error.
using FindRule = const OwnedInfo&;
void write_violations(json::Writer& out, const Violations& violations);
[[nodiscard]] Result<Violations> read_violations(json::Value array, FindRule find);
void write_lines(json::Writer& out, const std::vector<QuoteLine>& lines);
[[nodiscard]] Result<std::vector<QuoteLine>> read_lines(json::Value array, FindRule find);
void write_documents(json::Writer& out, const std::vector<Document>& documents);
[[nodiscard]] Result<std::vector<Document>> read_documents(json::Value array);
void write_items(json::Writer& out, const std::vector<ReplyItem>& items);
[[nodiscard]] Result<std::vector<ReplyItem>> read_items(json::Value array);
void write_replies(json::Writer& out, const std::vector<SimulatedReply>& replies);
[[nodiscard]] Result<std::vector<SimulatedReply>> read_replies(json::Value array);
void write_error(json::Writer& out, const Error& error);
// Of `{"error": {"code", "detail"}}`; a code that is not known is Errc::internal.
[[nodiscard]] Error read_error(json::Value value);

[[nodiscard]] std::string_view to_word(LegKind kind) noexcept;
[[nodiscard]] std::string_view to_word(Action action) noexcept;
[[nodiscard]] std::string_view to_word(Outcome outcome) noexcept;
[[nodiscard]] std::string_view to_word(ReplyStatus status) noexcept;
[[nodiscard]] std::string_view to_word(Remedy remedy) noexcept;
[[nodiscard]] std::optional<LegKind> parse_leg_kind(std::string_view word) noexcept;
[[nodiscard]] std::optional<ReplyStatus> parse_status(std::string_view word) noexcept;
[[nodiscard]] std::optional<Remedy> parse_remedy(std::string_view word) noexcept;
[[nodiscard]] std::optional<Action> parse_action(std::string_view word) noexcept;
[[nodiscard]] std::optional<Outcome> parse_outcome(std::string_view word) noexcept;

}  // namespace silkgate::adapters::abi
