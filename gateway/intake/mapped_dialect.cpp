#include "gateway/intake/mapped_dialect.hpp"

#include "gateway/intake/mapped_order.hpp"
#include "gateway/intake/push_signature.hpp"

#include <algorithm>

namespace silkgate::intake {

void KnownMembers::add(const Path& path) {
    KnownMembers* at = this;
    const auto child = [](std::unique_ptr<KnownMembers>& slot) {
        if (slot == nullptr) {
            slot = std::make_unique<KnownMembers>();
        }
        return slot.get();
    };
    for (const Path::Step& step : path.steps()) {
        if (step.kind == Path::StepKind::member) {
            at = child(at->members[step.name]);
            continue;
        }
        at = child(step.kind == Path::StepKind::each_member ? at->any_member : at->elements);
        if (step.kind == Path::StepKind::matching) {
            child(at->members[step.name]);
        }
    }
}

const KnownMembers* KnownMembers::find(std::string_view member) const {
    if (const auto own = members.find(member); own != members.end()) {
        return own->second.get();
    }
    // "[state=1].reason" of an object that stands in place of an array.
    if (elements != nullptr) {
        if (const auto inner = elements->members.find(member); inner != elements->members.end()) {
            return inner->second.get();
        }
    }
    return any_member.get();
}

void KnownMembers::list_dropped(json::Value value, std::string base, std::vector<std::string>& dropped)
    const {
    if (value.is_array() && elements != nullptr) {
        std::size_t index = 0;
        for (const json::Value element : value) {
            elements->list_dropped(element, base + "/" + std::to_string(index++), dropped);
        }
        return;
    }
    if (value.is_object() && elements != nullptr && members.empty() && any_member == nullptr) {
        elements->list_dropped(value, std::move(base), dropped);  // one element of XML in place of a list
        return;
    }
    for (const json::Value member : value.is_object() ? value : json::Value{}) {
        const KnownMembers* next = find(member.key());
        std::string path = base + "/" + json::escape_pointer(member.key());
        if (next != nullptr) {
            next->list_dropped(member, std::move(path), dropped);
        } else {
            dropped.push_back(std::move(path));
        }
    }
}

namespace {

// Paths from the order's root; those of lines and parcels below where these stand.
void add_known(KnownMembers& known, const Mapping& mapping) {
    for (const Path& path : mapping.known) {
        if (path.root() != Path::Root::document) {
            known.add(path);
        }
    }
}

}  // namespace

MappedReader::MappedReader(Mapping mapping) : mapping_(std::move(mapping)) {
    add_known(known_, mapping_);
}

Places MappedReader::at_place(json::Value root, json::Value order) const {
    return {.document = root, .order = order, .here = order, .one_is_a_list = mapping_.xml};
}

bool MappedReader::has_all(const std::vector<Path>& paths, json::Value root, json::Value order) const {
    const Places places = at_place(root, order);
    return order.is_object() &&
           std::ranges::all_of(paths, [&](const Path& path) { return path.first(places).exists(); });
}

std::vector<MappedReader::Found> MappedReader::find_orders(json::Value root) const {
    const Places places = at_place(root, root);
    for (const OrderPlace& place : mapping_.orders) {
        std::vector<Found> found;
        place.path.each(places, [&](json::Value value, json::Value) {
            found.push_back({.value = value, .root = value.pointer()});
        });
        if (!found.empty() && has_all(mapping_.order_has, root, found.front().value)) {
            return found;
        }
    }
    return {};
}

// A page without orders.
bool MappedReader::has_empty_list(json::Value root) const {
    const Places places = at_place(root, root);
    return std::ranges::any_of(mapping_.orders, [&](const OrderPlace& place) {
        const json::Value list = place.list ? place.list->first(places) : json::Value{};
        return list.is_array() && list.size() == 0;
    });
}

int MappedReader::confidence(json::Value root) const {
    constexpr int kSure = 90;
    constexpr int kLikely = 60;
    const auto found = find_orders(root);
    if (found.empty()) {
        return 0;
    }
    return !mapping_.surely_has.empty() && has_all(mapping_.surely_has, root, found.front().value) ? kSure
                                                                                                   : kLikely;
}

Error MappedReader::no_order(json::Value root, std::string_view at) const {
    const Places places = at_place(root, root);
    for (const FetchRow& row : mapping_.fetch) {
        if (const json::Value id = row.id.first(places); id && !to_text(id).empty()) {
            return fail(
                Errc::fetch_needed,
                "the payload names order " + to_text(id) + " without its content: " + row.call
            );
        }
    }
    std::string members;
    for (const Path& path : mapping_.order_has) {
        members += members.empty() ? path.text() : ", " + path.text();
    }
    return fail(
        Errc::not_this_platform,
        "not an order of " + mapping_.platform + ", which has " + members,
        std::string(at)
    );
}

Result<std::vector<IntakeOrder>> MappedReader::read(json::Value root, const IntakeContext& context) const {
    const auto found = find_orders(root);
    if (found.empty() && !has_empty_list(root)) {
        return no_order(root, {});
    }
    std::vector<IntakeOrder> orders;
    orders.reserve(found.size());
    for (const Found& each : found) {
        if (!has_all(mapping_.order_has, root, each.value)) {
            return no_order(each.value, each.root);
        }
        IntakeOrder& out = orders.emplace_back();
        out.pointers.set_root(each.root);
        MappedOrder(mapping_, out, context, at_place(root, each.value)).read();
        if (out.order.lines.empty() && !mapping_.fetch_lines.empty()) {
            return fail(
                Errc::fetch_needed,
                "order " + out.order.header.number + " comes without its lines: " + mapping_.fetch_lines,
                each.root
            );
        }
        if (!context.list_dropped) {
            continue;
        }
        known_.list_dropped(each.value, {}, out.dropped);
        // Currencies beside amounts are read wherever an amount is.
        std::erase_if(out.dropped, [&](const std::string& path) {
            return std::ranges::any_of(mapping_.money.currency_beside, [&](const auto& beside) {
                return path.ends_with("/" + beside.second);
            });
        });
    }
    return orders;
}

WebhookVerdict MappedReader::verify(const api::Request& request, std::string_view secret) const {
    if (!mapping_.signature) {
        return WebhookVerdict::not_a_webhook;
    }
    return verify_push(*mapping_.signature, request, secret);
}

std::string_view MappedReader::event_id(const api::Request& request) const {
    return mapping_.signature && !mapping_.signature->event_id_header.empty()
               ? request.header(mapping_.signature->event_id_header)
               : std::string_view{};
}

}  // namespace silkgate::intake
