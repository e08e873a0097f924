// Denied-party hits: an event for each that holds an order, and their release by an operator.
#include "gateway/dispatch/decider.hpp"
#include "gateway/json/writer.hpp"

#include <algorithm>

namespace silkgate::dispatch {
namespace {

std::string hit_detail(const Blocker& blocker, std::string_view lists) {
    json::Writer out;
    out.begin_object().member("rule", blocker.rule).member("entry", blocker.entry);
    out.member("canonicalPointer", blocker.canonical_pointer).member("screenedWith", lists).end_object();
    return std::move(out).str();
}

std::string release_detail(const screening::Release& release, std::string_view lists) {
    json::Writer out;
    out.begin_object().member("entry", release.entry).member("by", release.by);
    out.member("reason", release.reason).member("at", format_rfc3339(release.at));
    out.member_if("screenedWith", lists).end_object();
    return std::move(out).str();
}

bool is_known(const OrderState& state, const screening::Release& release) {
    return std::ranges::find(state.releases, release.key, &screening::Release::key) != state.releases.end();
}

}  // namespace

void Decider::emit_hits(
    const Command& command,
    const std::vector<Blocker>& before,
    OrderState& state,
    Decision& decision
) const {
    for (const Blocker& blocker : state.blocked_by) {
        if (!blocker.entry.empty() && std::ranges::find(before, blocker) == before.end()) {
            emit(command, "screening.hit", hit_detail(blocker, state.screened_with), state, decision);
        }
    }
}

Decision Decider::release(const Command& command, CommandPosition position, const OrderState* current) const {
    Decision decision;
    if (current == nullptr) {
        return decision;
    }
    if (std::ranges::all_of(command.releases, [&](const auto& release) {
            return is_known(*current, release);
        })) {
        decision.verdict = Verdict::duplicate;
        return decision;
    }
    if (command.base != current->revision || current->word != OrderStateWord::held) {
        return conflict(command, *current, Verdict::stale);
    }
    OrderState state = *current;
    for (const screening::Release& release : command.releases) {
        state.releases.push_back(release);
        emit(command, "screening.released", release_detail(release, state.screened_with), state, decision);
    }
    order::Order order = command.order;
    settle_waybill(command, position, order, state);
    if (auto made = plan(command, order, state)) {
        state.accepted = position;
        take_route(command, state);
        take_plan(std::move(*made), command, state, decision);
    }
    decision.verdict = Verdict::applied;
    ++state.version;
    emit_legs(command, *current, state, decision);
    emit_word(command, state, decision);
    finish(command, std::move(state), decision);
    return decision;
}

}  // namespace silkgate::dispatch
