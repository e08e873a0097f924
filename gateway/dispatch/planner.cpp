#include "gateway/dispatch/planner.hpp"

#include "adapters/common/booking/choose.hpp"
#include "adapters/common/transport/s10.hpp"
#include "gateway/core/country.hpp"
#include "gateway/dispatch/screen_parties.hpp"
#include "gateway/intake/enrich.hpp"
#include "gateway/order/order_rules.hpp"

#include <algorithm>
#include <array>

namespace silkgate::dispatch {
namespace {

constexpr auto kRules = std::to_array<Rule>({
    {.id = "SG-0901",
     .code = "lane-not-served",
     .severity = Severity::error,
     .remedy = Remedy::none,
     .basis = "Silkgate lanes: two countries, each served by an adapter",
     .effective_from = "",
     .text =
         {.en = "No adapter serves goods from this country of origin to this destination.",
          .zh = "没有适配器支持从该起运国到该目的国的线路。",
          .ru = "Нет адаптера для этой страны отправления и этой страны назначения."}},
    {.id = "SG-0902",
     .code = "origin-country-missing",
     .severity = Severity::error,
     .remedy = Remedy::connection,
     .basis = "Silkgate order schema 1.0, order.flow.originCountry",
     .effective_from = "",
     .text =
         {.en = "The country the goods leave from is not known.",
          .zh = "未提供货物起运国。",
          .ru = "Не указана страна отправления товаров."}},
    {.id = "SG-0903",
     .code = "destination-country-missing",
     .severity = Severity::error,
     .remedy = Remedy::buyer,
     .basis = "Silkgate order schema 1.0, order.flow.destinationCountry",
     .effective_from = "",
     .text =
         {.en = "The country the goods go to is not known.",
          .zh = "未提供货物目的国。",
          .ru = "Не указана страна назначения товаров."}},
    {.id = "SG-0904",
     .code = "waybill-number-missing",
     .severity = Severity::error,
     .remedy = Remedy::connection,
     .basis = "Silkgate order schema 1.0, consignments.logistics.number",
     .effective_from = "",
     .text =
         {.en = "The consignment has no waybill number and the connection has no number range left to take "
                "one from.",
          .zh = "该批货物没有运单号，且连接配置中没有可用的单号段。",
          .ru = "У отправления нет номера накладной, а диапазон номеров подключения отсутствует или исчерпан."
         }},
    {.id = "SG-0905",
     .code = "test-order",
     .severity = Severity::error,
     .remedy = Remedy::none,
     .basis = "Silkgate order schema 1.0, order.test: a platform's test order never becomes a declaration",
     .effective_from = "",
     .text =
         {.en = "This is a test order of the platform: it is kept and shown, and nothing is declared for it.",
          .zh = "这是平台的测试订单：仅保存和展示，不会申报。",
          .ru = "Это тестовый заказ площадки: он хранится и виден, но по нему ничего не декларируется."}},
    {.id = "SG-0910",
     .code = "connection-unknown",
     .severity = Severity::error,
     .remedy = Remedy::connection,
     .basis = "Silkgate settings: the order's connection must be among them when it is routed",
     .effective_from = "",
     .text =
         {.en = "The connection this order came by is not in the settings of the process that routes it.",
          .zh = "处理该订单的进程配置中没有该订单所用的连接。",
          .ru = "Подключения, по которому пришёл заказ, нет в настройках процесса, который его обрабатывает."}
    },
    {.id = "SG-0911",
     .code = "processing-failed",
     .severity = Severity::error,
     .remedy = Remedy::none,
     .basis = "Silkgate guarantees, section 2: poison records",
     .effective_from = "",
     .text =
         {.en = "The order could not be processed; it is on the dead-letter topic with the reason and can be "
                "retried.",
          .zh = "该订单处理失败；已连同原因写入死信主题，可重试。",
          .ru = "Заказ не удалось обработать; он лежит с указанием причины в топике недоставленных и может "
                "быть повторён."}},
});

enum RuleIndex : std::size_t {
    kLaneNotServed,
    kOriginMissing,
    kDestinationMissing,
    kWaybillMissing,
    kTestOrder,
    kConnectionUnknown,
    kProcessingFailed,
    kRuleCount
};
static_assert(kRules.size() == kRuleCount);

Violation finding(RuleIndex rule, std::string pointer, std::string found = {}) {
    return {
        .rule = &kRules[rule],
        .canonical_pointer = std::move(pointer),
        .pointer = {},
        .leg = {},
        .found = std::move(found),
        .remedy_href = {},
    };
}

// The adapters of both ends, when Silkgate serves goods between them.
struct Lane {
    const adapters::CountryAdapter* origin = nullptr;
    const adapters::CountryAdapter* destination = nullptr;
};

std::optional<Lane> find_lane(const adapters::Registry& registry, const order::Flow& flow, Violations& out) {
    if (flow.origin_country.empty()) {
        out.push_back(finding(kOriginMissing, "/order/flow/originCountry"));
    }
    if (flow.destination_country.empty()) {
        out.push_back(finding(kDestinationMissing, "/order/flow/destinationCountry"));
    }
    if (flow.origin_country.empty() || flow.destination_country.empty()) {
        return std::nullopt;
    }
    const Lane lane{
        .origin = registry.find(flow.origin_country), .destination = registry.find(flow.destination_country)
    };
    if (lane.origin == nullptr || lane.destination == nullptr || lane.origin == lane.destination) {
        out.push_back(finding(
            kLaneNotServed,
            "/order/flow/destinationCountry",
            flow.origin_country + " to " + flow.destination_country
        ));
        return std::nullopt;
    }
    return lane;
}

std::vector<std::string> kinds_of(const adapters::CountryAdapter& adapter, const adapters::Leg& leg) {
    for (const adapters::Regime& regime : adapter.info().regimes) {
        if (regime.code == leg.regime && regime.kind == leg.kind) {
            return {regime.documents.begin(), regime.documents.end()};
        }
    }
    return {};
}

void ask_adapter(
    const adapters::CountryAdapter& adapter,
    const order::Order& order,
    const adapters::Context& context,
    Depth depth,
    PlannedLeg& planned
) {
    planned.document_kinds = kinds_of(adapter, planned.leg);
    adapter.check(order, planned.leg, context, planned.violations);
    if (depth == Depth::check || planned.is_held()) {
        return;
    }
    auto documents = adapter.declare(order, planned.leg, context);
    if (documents) {
        planned.documents = std::move(*documents);
        return;
    }
    // check() promised that declare() works; what it still found is shown like any other finding.
    for (Violation& violation : documents.error().violations) {
        planned.violations.push_back(std::move(violation));
    }
}

std::optional<std::string> postal_number(const config::Connection& connection, std::uint64_t sequence) {
    auto number = adapters::transport::assign_s10(connection, sequence);
    return number ? std::optional(std::move(*number)) : std::nullopt;
}

}  // namespace

bool Plan::is_held() const noexcept {
    return has_errors(general) || std::ranges::any_of(legs, &PlannedLeg::is_held);
}

Violations Plan::all_violations() const {
    Violations all = general;
    for (const PlannedLeg& leg : legs) {
        all.insert(all.end(), leg.violations.begin(), leg.violations.end());
    }
    return all;
}

Plan plan_order(
    const adapters::Registry& registry,
    const order::Order& order,
    const PlanContext& context,
    Depth depth
) {
    Plan plan;
    plan.general = order::check_order(order, context.adapter.decided_at);
    screen_parties(order, context, plan.general);
    if (order.header.test) {
        plan.general.push_back(finding(kTestOrder, "/order/test"));
    }
    const auto lane = find_lane(registry, order.header.flow, plan.general);
    if (!lane) {
        intake::set_remedies(plan.general, order);
        return plan;
    }
    if (order.consignments.empty() || !order.consignments.front().logistics ||
        order.consignments.front().logistics->number.empty()) {
        plan.general.push_back(finding(kWaybillMissing, "/consignments/0/logistics/number"));
    }
    const bool order_is_good = !has_errors(plan.general);
    for (const adapters::CountryAdapter* adapter : {lane->origin, lane->destination}) {
        std::vector<adapters::Leg> legs;
        adapter->plan_legs(order, context.adapter, legs, plan.general);
        for (adapters::Leg& leg : legs) {
            PlannedLeg& planned = plan.legs.emplace_back();
            planned.leg = std::move(leg);
            ask_adapter(*adapter, order, context.adapter, order_is_good ? depth : Depth::check, planned);
            intake::set_remedies(planned.violations, order);
        }
    }
    intake::set_remedies(plan.general, order);
    return plan;
}

void plan_leg(
    const adapters::Registry& registry,
    const order::Order& order,
    const PlanContext& context,
    Depth depth,
    PlannedLeg& planned
) {
    if (const adapters::CountryAdapter* adapter = registry.find(planned.leg.country)) {
        if (context.adapter.action == adapters::Action::amend) {
            screen_parties(order, context, planned.violations);  // the new content names other parties
        }
        ask_adapter(*adapter, order, context.adapter, depth, planned);
        intake::set_remedies(planned.violations, order);
    }
}

std::string
assign_waybill(order::Order& order, const config::Connection& connection, std::uint64_t sequence) {
    if (order.consignments.empty()) {
        return {};
    }
    auto& logistics = order.consignments.front().logistics;
    if (logistics && !logistics->number.empty()) {
        return {};
    }
    const bool by_post = adapters::booking::choose(order, connection).word.empty();
    const auto number = by_post ? postal_number(connection, sequence)
                                : adapters::booking::assign_house_number(connection, sequence);
    if (!number) {
        return {};
    }
    if (!logistics) {
        logistics.emplace();
        logistics->mode = "post";
    }
    logistics->number = *number;
    logistics->provenance =
        order::Provenance{.source = order::Origin::connection, .reference = connection.id.str()};
    return *number;
}

const Rule& connection_unknown_rule() noexcept {
    return kRules[kConnectionUnknown];
}

const Rule& processing_failed_rule() noexcept {
    return kRules[kProcessingFailed];
}

std::span<const Rule> planner_rules() noexcept {
    return kRules;
}

}  // namespace silkgate::dispatch
