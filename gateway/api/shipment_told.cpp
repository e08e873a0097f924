#include "gateway/api/shipment_told.hpp"

#include <algorithm>

namespace silkgate::api {
namespace {

using adapters::Action;
using adapters::consolidation::Consolidation;
using adapters::consolidation::Declared;
using dispatch::DocumentState;
using dispatch::LegState;

bool is_agreed(const DocumentState& document) noexcept {
    return document.state == LegState::released || document.state == LegState::cancelled;
}

struct Entry {
    bool is_known = false;
    bool stands = true;
    std::string key;
};

// What the state of the order that has it says of a declared message.
Entry look_up(const dispatch::Replica& replica, const Declared& declared) {
    const auto state = replica.find_state(OrderId(declared.order));
    if (!state) {
        return {};
    }
    for (const dispatch::LegRecord& leg : state->legs) {
        const auto document = std::ranges::find(
            leg.documents, declared.document, [](const DocumentState& one) { return one.id.view(); }
        );
        if (document != leg.documents.end()) {
            const std::string_view key = key_of(*document);
            return {.is_known = true, .stands = stands(told_under(leg, key)), .key = std::string(key)};
        }
    }
    return {};
}

}  // namespace

const dispatch::LegRecord* find_leg(const dispatch::OrderState& state, std::string_view id) noexcept {
    const auto leg = std::ranges::find(state.legs, id, [](const dispatch::LegRecord& record) {
        return std::string_view(record.leg.id);
    });
    return leg == state.legs.end() ? nullptr : &*leg;
}

std::string_view key_of(const DocumentState& document) noexcept {
    return document.references.empty() ? std::string_view{} : document.references.front();
}

Told told_under(const dispatch::LegRecord& leg, std::string_view key) {
    Told told;
    for (const DocumentState& document : leg.documents) {
        if (document.answers && !key.empty() && key_of(document) == key) {
            told.push_back(&document);
        }
    }
    return told;
}

bool stands(const Told& told) noexcept {
    bool is_there = false;
    for (const DocumentState* document : told) {
        if (document->action == Action::submit) {
            is_there = document->state != LegState::rejected && document->state != LegState::cancelled;
        } else if (document->action == Action::cancel && is_agreed(*document)) {
            is_there = false;
        }
    }
    return is_there;
}

bool is_deleted(const Told& told) noexcept {
    return std::ranges::any_of(told, [](const DocumentState* document) {
        return document->action == Action::cancel && is_agreed(*document);
    });
}

bool is_being_deleted(const Told& told) noexcept {
    return std::ranges::any_of(told, [](const DocumentState* document) {
        return document->action == Action::cancel && !is_agreed(*document) &&
               document->state != LegState::rejected;
    });
}

bool is_bound(const dispatch::Replica& replica, const Consolidation& consolidation) {
    return std::ranges::any_of(consolidation.declared, [&](const Declared& declared) {
        return look_up(replica, declared).stands;
    });
}

bool stands_elsewhere(
    const dispatch::Replica& replica,
    const Consolidation& consolidation,
    std::string_view message,
    const std::vector<std::string>& keys,
    const std::vector<std::string>& documents
) {
    const auto has = [](const std::vector<std::string>& all, std::string_view one) {
        return std::ranges::find(all, one) != all.end();
    };
    return std::ranges::any_of(consolidation.declared, [&](const Declared& declared) {
        if (declared.message != message) {
            return false;
        }
        const Entry entry = look_up(replica, declared);
        return entry.is_known ? entry.stands && !has(keys, entry.key) : !has(documents, declared.document);
    });
}

}  // namespace silkgate::api
