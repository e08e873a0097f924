// An order whose commands are decided one after the other, and what was told of it.
#pragma once

#include "gateway/dispatch/decider.hpp"
#include "tests/unit/dispatch/fakes.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace silkgate::dispatch {

inline constexpr CommandPosition kPlace{.partition = 2, .offset = 7};

inline std::string header(const kafka::Record& record, std::string_view name) {
    for (const auto& [key, value] : record.headers) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

inline std::vector<std::string> told(const Decision& decision) {
    std::vector<std::string> all;
    for (const kafka::Record& document : decision.documents) {
        all.push_back(header(document, "sg_action") + " " + header(document, "sg_document"));
    }
    return all;
}

inline std::vector<std::string> types(const Decision& decision) {
    std::vector<std::string> all;
    for (const kafka::Record& event : decision.events) {
        all.push_back(header(event, "ce_type"));
    }
    return all;
}

inline Command change(CommandKind kind, const OrderState& state, const std::string& sku = "KETTLE-1") {
    Command command = testing::make_created(state.number, sku);
    command.kind = kind;
    command.accepted_at += std::chrono::hours{1};
    command.base = state.revision;
    command.fingerprint.clear();
    command.change = "change-" + std::to_string(state.revision);
    return command;
}

// The newest document of a kind that says `action`.
inline const DocumentState&
newest(const OrderState& state, const std::string& kind, adapters::Action action) {
    const DocumentState* found = nullptr;
    for (const LegRecord& leg : state.legs) {
        for (const DocumentState& document : leg.documents) {
            if (document.kind == kind && document.action == action) {
                found = &document;
            }
        }
    }
    return found != nullptr ? *found : testing::document_of(state, "no such document");
}

class ChangeTest : public ::testing::Test {
protected:
    Decision decide(const Command& command) {
        const CommandPosition place{.partition = 2, .offset = next_offset_++};
        Decision decision = decider_.decide(command, place, state_ ? &*state_ : nullptr);
        if (decision.next) {
            state_ = decision.next;
        }
        return decision;
    }

    Decision reply(const std::string& kind, adapters::Action action, adapters::ReplyStatus status) {
        Command command = testing::make_reply(*state_, kind, status);
        command.replies.front().document = newest(*state_, kind, action).id;
        command.replies.front().item.authority_reference = kind == "PTDEG" ? "" : "REG-1";
        return decide(command);
    }

    void release_all() {
        reply("CEB603", adapters::Action::submit, adapters::ReplyStatus::released);
        reply("PTDEG", adapters::Action::submit, adapters::ReplyStatus::released);
    }

    [[nodiscard]] const LegRecord& leg(std::string_view id) const {
        for (const LegRecord& record : state_->legs) {
            if (record.leg.id == id) {
                return record;
            }
        }
        ADD_FAILURE() << "no leg " << id;
        return state_->legs.front();
    }

    std::shared_ptr<const adapters::Registry> registry_ = testing::fake_registry();
    Decider decider_{
        *registry_,
        testing::find_fake_connection(),
        {.source = "/silkgate/test", .partitions = 12}
    };
    std::optional<OrderState> state_;
    std::int64_t next_offset_ = kPlace.offset;
};

}  // namespace silkgate::dispatch
