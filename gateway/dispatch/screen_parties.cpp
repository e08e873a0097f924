#include "gateway/dispatch/screen_parties.hpp"

#include <algorithm>
#include <cmath>

namespace silkgate::dispatch {
namespace {

constexpr Rule kRules[] = {{
    .id = "SG-0940",
    .code = "denied-party",
    .severity = Severity::error,
    .remedy = Remedy::none,
    .basis = "Silkgate settings, screening.lists: the list and entry stand in the finding",
    .effective_from = "",
    .text =
        {.en = "A party resembles an entry of a list of denied parties: an operator must look at it and "
               "release "
               "the order or cancel it.",
         .zh = "一方与受限方名单中的条目相似：须由操作员核查后放行或取消订单。",
         .ru = "Одна из сторон похожа на запись списка ограничений: оператор должен проверить её и отпустить "
               "заказ или отменить его."},
}};

// An adapter outside this program is away (adapters/abi): an operator retries the order.
constexpr std::string_view kNotAnswering = "adapter-not-answering";

std::string percent(double score) {
    return std::to_string(static_cast<int>(std::lround(score * 100))) + " %";
}

}  // namespace

std::vector<screening::Hit> open_hits(const order::Order& order, const PlanContext& context) {
    std::vector<screening::Hit> hits = context.screener->screen(order, context.adapter.order_id.view());
    if (context.released != nullptr) {
        std::erase_if(hits, [&](const screening::Hit& hit) {
            return std::ranges::find(*context.released, hit.key, &screening::Release::key) !=
                   context.released->end();
        });
    }
    return hits;
}

void screen_parties(const order::Order& order, const PlanContext& context, Violations& out) {
    if (context.screener == nullptr) {
        return;
    }
    for (screening::Hit& hit : open_hits(order, context)) {
        out.push_back({
            .rule = &kRules[0],
            .canonical_pointer = std::move(hit.pointer),
            .pointer = {},
            .leg = {},
            .found = hit.entry + " " + percent(hit.score),
            .remedy_href = {},
        });
    }
}

bool is_for_operator(const Rule& rule) noexcept {
    return &rule == &kRules[0] || rule.code == kNotAnswering;
}

std::string entry_of(const Violation& violation) {
    // The score is the last two words; a list's name may hold blanks.
    const auto end = violation.found.rfind(' ', violation.found.rfind(' ') - 1);
    return violation.rule == &kRules[0] ? violation.found.substr(0, end) : std::string{};
}

std::span<const Rule> screening_rules() noexcept {
    return kRules;
}

}  // namespace silkgate::dispatch
