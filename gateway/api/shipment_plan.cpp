#include "gateway/api/shipment_plan.hpp"

#include "gateway/api/shipment_told.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/dispatch/ids.hpp"

#include <algorithm>
#include <span>

namespace silkgate::api {
namespace {

namespace consolidation = adapters::consolidation;
using adapters::Action;

std::string gross_of(const consolidation::Consolidation& whole) {
    Decimal sum;
    for (const consolidation::Parcel& parcel : whole.parcels) {
        const auto next =
            parcel.gross_kg ? add(sum, *parcel.gross_kg) : Result<Decimal>(fail(Errc::invalid_value, {}));
        if (!next) {
            return {};
        }
        sum = *next;
    }
    return sum.to_shortest();
}

// What is said, apart from its time.
std::string content_of(const std::string& connection, const ShipmentHead& head) {
    std::string text = connection + '\n';
    for (const auto& [name, value] : head) {
        text.append(name).append("=").append(value).append("\n");
    }
    return crypto::to_hex(crypto::sha256(text));
}

ShipmentFacts facts_of(const FoundConsolidation& place, std::span<const ShipmentMember> members) {
    ShipmentFacts facts{
        .number = place.number,
        .mode = place.value->mode,
        .transport_document = place.value->document ? place.value->document->number : std::string{},
        .gross_kg = gross_of(*place.value),
        .parcels = {}
    };
    for (const ShipmentMember& member : members) {
        facts.parcels.push_back(member.parcel);
    }
    return facts;
}

// The id of the `number`-th telling. The first one does not depend on what is said: two processes may declare
// the same shipment at once.
DeclarationId telling_id(
    const ShipmentMember& owner,
    std::string key,
    Action action,
    const std::string& content,
    std::size_t number
) {
    if (number > 1 || action != Action::submit) {
        key.append(" ").append(dispatch::to_string(action)).append(" ").append(content);
    }
    return dispatch::document_id(
        dispatch::DocumentIdKind::declaration, owner.order, owner.leg, key, static_cast<std::int64_t>(number)
    );
}

// Nothing where the telling may go out.
std::optional<Error> refuse(const Told& told, Action action, const std::string& key) {
    const auto conflict = [](std::string detail) {
        return fail(Errc::illegal_transition, std::move(detail));
    };
    if (action == Action::submit) {
        return is_deleted(told)
                   ? std::optional(
                         conflict("it was deleted under " + key + ": a new one needs another number")
                     )
                   : std::nullopt;
    }
    if (told.empty()) {
        return conflict("nothing was declared under " + key);
    }
    if (!stands(told)) {
        return conflict("what was declared under " + key + " was refused or deleted");
    }
    return is_being_deleted(told) ? std::optional(conflict("a deletion of " + key + " is not answered yet"))
                                  : std::nullopt;
}

// What was refused may be said again.
bool is_last(const Told& told, const DeclarationId& id) {
    return !told.empty() && told.back()->id == id && told.back()->state != dispatch::LegState::rejected;
}

// One head over another. An empty text takes a member back.
ShipmentHead over(ShipmentHead head, const ShipmentHead& said) {
    for (const auto& [name, value] : said) {
        head.insert_or_assign(name, value);
    }
    std::erase_if(head, [](const auto& member) { return member.second.empty(); });
    return head;
}

// The submission that stands.
DeclarationId submitted(const Told& told) {
    const auto last = std::ranges::find(told.rbegin(), told.rend(), Action::submit, [](const auto* document) {
        return document->action;
    });
    return (*last)->id;
}

// What the record says last of this message; nullptr: nothing.
const consolidation::Declared*
last_said(const consolidation::Consolidation& whole, std::string_view message) {
    const auto& all = whole.declared;
    const auto last = std::ranges::find(all.rbegin(), all.rend(), message, &consolidation::Declared::message);
    return last == all.rend() ? nullptr : &*last;
}

bool is_on_record(const consolidation::Consolidation& whole, const DeclarationId& id) {
    const auto& all = whole.declared;
    return std::ranges::find(all, id.view(), &consolidation::Declared::document) != all.end();
}

// Whether the record names a document of the order that its state does not have yet.
bool is_one_on_its_way(const consolidation::Consolidation& whole, const dispatch::OrderState& state) {
    return std::ranges::any_of(whole.declared, [&](const consolidation::Declared& declared) {
        return declared.order == state.id.view() &&
               dispatch::find_document(state, declared.document) == nullptr;
    });
}

}  // namespace

Result<void> ShipmentPlanner::add_messages(
    const FoundConsolidation& place,
    const ShipmentWish& wish,
    std::size_t first,
    std::size_t count,
    ShipmentPlan& plan
) const {
    const std::string& name =
        wish.connection.empty() ? plan.members[first].connection.str() : wish.connection;
    const config::Connection* connection = place.snapshot->directory->find_connection(place.tenant, name);
    if (connection == nullptr) {
        return fail(Errc::invalid_parameter, "there is no connection " + name, "/connection");
    }
    const std::span members(plan.members.data() + first, count);
    const ShipmentFacts facts = facts_of(place, members);
    const ShipmentHead head = over(wish.head, members.front().head);
    const auto write = [&](const std::string& telling) {
        return desk_.write(
            wish.message, head, facts, *connection, plan.now, {.action = wish.action, .id = telling}
        );
    };
    auto messages = write({});
    if (!messages) {
        return fail(Errc::invalid_parameter, messages.error().detail, "/head");
    }
    const std::string content = content_of(wish.connection, head);
    for (std::size_t part = 0; part < messages->size(); ++part) {
        ShipmentMessage& message = (*messages)[part];
        auto told =
            tell(members[message.first], wish.action, content, message.document.references.front(), place);
        if (!told) {
            return told.error();
        }
        plan.keys.push_back(message.document.references.front());
        plan.ids.push_back(told->id.str());
        note(*told, wish, head, members[message.first], place, plan);
        if (told->is_again) {
            continue;
        }
        if (!told->is_first) {
            auto telling = write(told->id.str());
            if (!telling) {
                return telling.error();
            }
            message.document = std::move((*telling)[part].document);
        }
        plan.messages.push_back(
            {.id = std::move(told->id),
             .document = std::move(message.document),
             .first = first + message.first,
             .parcels = message.parcels}
        );
    }
    return {};
}

Result<ShipmentPlanner::Telling> ShipmentPlanner::tell(
    const ShipmentMember& owner,
    Action action,
    const std::string& content,
    const std::string& key,
    const FoundConsolidation& place
) const {
    const auto state = services_.replica.find_state(owner.order);
    const dispatch::LegRecord* leg = state ? find_leg(*state, owner.leg) : nullptr;
    const Told told = leg == nullptr ? Told{} : told_under(*leg, key);
    Telling telling{.id = telling_id(owner, key, action, content, told.size() + 1), .is_first = told.empty()};
    if (action == Action::submit && stands(told)) {
        telling.id = submitted(told);
        telling.is_again = true;
    } else if (action != Action::submit &&
               is_last(told, telling_id(owner, key, action, content, told.size()))) {
        telling.id = told.back()->id;
        telling.is_again = true;
    } else if (is_on_record(*place.value, telling.id)) {
        telling.is_again = true;  // on its way to the order's state
    } else if (state && is_one_on_its_way(*place.value, *state)) {
        return fail(Errc::request_in_flight, "what was declared before is on its way");
    } else if (const auto refused = refuse(told, action, key)) {
        return *refused;
    }
    return telling;
}

// Messages about the whole are on the consolidation's record; those about one parcel are its order's alone.
void ShipmentPlanner::note(
    const Telling& telling,
    const ShipmentWish& wish,
    const ShipmentHead& head,
    const ShipmentMember& owner,
    const FoundConsolidation& place,
    ShipmentPlan& plan
) {
    if (wish.kind.is_of_one_parcel || is_on_record(*place.value, telling.id)) {
        return;
    }
    plan.declared.push_back(
        {.message = wish.message,
         .document = telling.id.str(),
         .order = owner.order.str(),
         .action =
             wish.action == Action::submit ? std::string{} : std::string(dispatch::to_string(wish.action)),
         .connection = wish.connection,
         .head = head}
    );
}

boost::asio::awaitable<Result<ShipmentPlan>>
ShipmentPlanner::plan(const FoundConsolidation& place, const ShipmentWish& said) {
    ShipmentWish wish = said;
    wish.head = over({}, said.head);
    const consolidation::Declared* before =
        wish.kind.is_of_one_parcel ? nullptr : last_said(*place.value, wish.message);
    if (wish.action != Action::submit && before != nullptr) {
        wish.head = over(before->head, said.head);
        wish.connection = wish.connection.empty() ? before->connection : wish.connection;
    }
    auto members = co_await this->members(place, wish);
    if (!members) {
        co_return members.error();
    }
    ShipmentPlan plan{
        .members = std::move(*members),
        .messages = {},
        .declared = {},
        .action = wish.action,
        .now = services_.clock.now()
    };
    const std::size_t group = wish.kind.is_of_one_parcel ? 1 : plan.members.size();
    for (std::size_t first = 0; first < plan.members.size(); first += group) {
        const auto added = add_messages(place, wish, first, group, plan);
        if (!added) {
            co_return added.error();
        }
    }
    if (wish.action == Action::submit && !wish.kind.is_of_one_parcel &&
        stands_elsewhere(services_.replica, *place.value, wish.message, plan.keys, plan.ids)) {
        co_return fail(Errc::illegal_transition, "it was declared under another number");
    }
    const bool stands_otherwise = wish.action == Action::submit && plan.messages.empty() &&
                                  plan.declared.empty() && before != nullptr && before->head != wish.head;
    if (stands_otherwise && !wish.by_schedule) {
        co_return fail(
            Errc::illegal_transition, "it was declared with another head: what is to change is an amend"
        );
    }
    co_return plan;
}

}  // namespace silkgate::api
