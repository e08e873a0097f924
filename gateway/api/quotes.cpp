#include "gateway/api/quotes.hpp"

#include "adapters/duty_unknown.hpp"
#include "gateway/api/order_json.hpp"
#include "gateway/api/submission.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/json/writer.hpp"

#include <algorithm>
#include <map>

namespace silkgate::api {
namespace {

constexpr std::size_t kQuoteIdLength = 26;

using Sums = std::map<std::string, Decimal, std::less<>>;  // by currency; never converted

Result<void> add_to(Sums& sums, const std::string& currency, Decimal amount) {
    const auto sum = add(sums[currency], amount);
    if (!sum) {
        return sum.error();
    }
    sums[currency] = *sum;
    return {};
}

void write_sums(json::Writer& out, json::Name name, const Sums& sums) {
    out.key(name).begin_array();
    for (const auto& [currency, amount] : sums) {
        out.begin_object().member("amount", amount).member("currency", currency).end_object();
    }
    out.end_array();
}

std::string_view to_word(Quoted state) {
    switch (state) {
        case Quoted::quoted:
            return "quoted";
        case Quoted::held:
            return "held";
        case Quoted::unknown:
            break;
    }
    return "unknown";
}

bool has_unknown_duty(const dispatch::PlannedLeg& leg) {
    return std::ranges::any_of(leg.violations, [](const Violation& violation) {
        return adapters::leaves_duty_unknown(*violation.rule);
    });
}

// What the buyer pays the shop: the order's own figures.
void write_price(json::Writer& out, const order::OrderMoney& money) {
    out.key("price").begin_object().member("goods", money.goods).member("discount", money.discount);
    out.member("freight", money.freight).member("insurance", money.insurance).member("tax", money.tax);
    out.member("total", money.total).member("currency", money.currency).end_object();
}

// Price and charges by currency.
Result<Sums> add_up(const order::OrderMoney& money, const std::vector<LegCharges>& legs) {
    Sums sums;
    if (const auto added = add_to(sums, money.currency, money.total); !added) {
        return added.error();
    }
    for (const LegCharges& leg : legs) {
        for (const adapters::QuoteLine& line : leg.lines) {
            if (const auto added = add_to(sums, line.currency, line.amount); !added) {
                return added.error();
            }
        }
    }
    return sums;
}

// The members that say what is owed and by which rules; the quote's id is their digest.
std::string write_amounts(
    const PreparedOrder& prepared,
    const std::vector<LegCharges>& legs,
    const Sums& landed,
    std::string_view rule_set,
    http::Language language
) {
    const bool complete =
        !has_errors(prepared.reading) && !has_errors(prepared.plan.general) && !legs.empty() &&
        std::ranges::all_of(legs, [](const LegCharges& leg) { return leg.state == Quoted::quoted; });
    json::Writer out(2048);
    out.begin_object().member("number", prepared.order.header.number).member("ruleSet", rule_set);
    out.key("complete").boolean(complete);
    write_price(out, prepared.order.money);
    out.key("legs").begin_array();
    for (const LegCharges& leg : legs) {
        out.begin_object();
        write_leg_head(out, leg.leg->leg);
        out.member("state", to_word(leg.state));
        if (leg.state == Quoted::quoted) {
            write_charges(out, leg.lines, rule_set, language);
        }
        out.end_object();
    }
    out.end_array();
    write_sums(out, "landedCost", landed);
    return std::move(out).str();  // its object is still open
}

Result<Reply>
answer(const PreparedOrder& prepared, const json::Document& payload, const Submission& submission) {
    const adapters::Registry& registry = *submission.snapshot->registry;
    const auto legs = quote_legs(prepared, registry, *submission.caller.connection);
    const auto landed = add_up(prepared.order.money, legs);
    if (!landed) {
        return landed.error();
    }
    const auto amounts = [&](http::Language language) {
        return write_amounts(prepared, legs, *landed, registry.rule_set(), language);
    };
    // The same in every language.
    const auto digest = crypto::sha256(prepared.fingerprint + amounts(http::Language::en));
    const std::string id = "quo_" + crypto::to_base32(digest, kQuoteIdLength);
    std::string body = amounts(submission.language);
    json::Writer rest;
    rest.begin_object().member("quoteId", id).member("quotedAt", format_rfc3339(prepared.decided_at));
    write_findings(rest, sorted_violations(prepared, payload), submission.language, registry.rule_set());
    rest.end_object();
    body += "," + rest.str().substr(1);
    Reply reply{.status = 200, .body = std::move(body)};
    reply.headers.push_back({"ETag", '"' + id + '"'});
    return reply;
}

}  // namespace

std::vector<LegCharges> quote_legs(
    const PreparedOrder& prepared,
    const adapters::Registry& registry,
    const config::Connection& connection
) {
    const adapters::Context context{
        .decided_at = prepared.decided_at, .order_id = prepared.id, .connection = &connection
    };
    std::vector<LegCharges> legs;
    for (const dispatch::PlannedLeg& leg : prepared.plan.legs) {
        if (leg.leg.kind == adapters::LegKind::booking) {
            continue;
        }
        LegCharges& charges = legs.emplace_back();
        charges.leg = &leg;
        const adapters::CountryAdapter* adapter = registry.find(leg.leg.country);
        if (!adapters::is_quotable(leg.violations)) {
            charges.state = Quoted::held;
        } else if (adapter != nullptr && !has_unknown_duty(leg)) {
            if (auto lines = adapter->quote(prepared.order, leg.leg, context)) {
                charges.state = Quoted::quoted;
                charges.lines = std::move(*lines);
            }
        }
    }
    return legs;
}

boost::asio::awaitable<Reply> Quotes::post(Request request) {
    auto submission = begin_order_submission(services_, request);
    if (!submission) {
        co_return http::problem(submission.error(), request);
    }
    const std::string& rule_set = submission->snapshot->registry->rule_set();
    auto body = read_body(services_, *submission, request, request.body);
    if (!body) {
        co_return http::problem(body.error(), request, rule_set);
    }
    if (body->orders.size() != 1) {
        co_return http::problem(
            fail(Errc::invalid_parameter, "a quote is for one order; the body holds a list"),
            request,
            rule_set
        );
    }
    const config::Connection& connection = *submission->caller.connection;
    PreparedOrder prepared = identify(std::move(body->orders.front()), connection, body->received_at);
    prepare(prepared, *submission->snapshot, connection, services_.replica, dispatch::Depth::check);
    auto reply = answer(prepared, body->document, *submission);
    co_return reply ? std::move(*reply) : http::problem(reply.error(), request, rule_set);
}

}  // namespace silkgate::api
