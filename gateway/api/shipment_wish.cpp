// The body of :declare.
#include "gateway/api/shipment_plan.hpp"
#include "gateway/dispatch/lifecycle.hpp"

#include <algorithm>

namespace silkgate::api {
namespace {

Error wrong(std::string detail, std::string pointer) {
    return fail(Errc::invalid_parameter, std::move(detail), std::move(pointer));
}

Result<ShipmentHead> read_head(json::Value object, std::string_view pointer) {
    ShipmentHead head;
    if (object && !object.is_object()) {
        return wrong("the head is an object of texts", std::string(pointer));
    }
    for (const json::Value member : object) {
        if (!member.is_string()) {
            return wrong("the head is an object of texts", std::string(pointer));
        }
        head.emplace(member.key(), member.text());
    }
    return head;
}

Result<std::vector<ParcelWish>> read_parcels(json::Value list, const ShipmentKind& kind) {
    std::vector<ParcelWish> parcels;
    if (list && (!list.is_array() || !kind.is_of_one_parcel)) {
        return wrong(
            kind.is_of_one_parcel ? "a list of parcels is needed" : "the message is about all parcels",
            "/parcels"
        );
    }
    for (const json::Value value : list) {
        const std::string pointer = "/parcels/" + std::to_string(parcels.size());
        auto head = read_head(value["head"], pointer + "/head");
        if (!head) {
            return head.error();
        }
        ParcelWish parcel{.order = std::string(value["order"].text()), .head = std::move(*head)};
        if (std::ranges::find(parcels, parcel.order, &ParcelWish::order) != parcels.end()) {
            return wrong("the order is named twice", pointer + "/order");
        }
        parcels.push_back(std::move(parcel));
    }
    return parcels;
}

}  // namespace

Result<ShipmentWish> read_shipment_wish(json::Value body, const ShipmentDesk& desk) {
    using adapters::Action;
    ShipmentWish wish;
    wish.message = body["message"].text();
    const auto kind = desk.kind_of(wish.message);
    if (!kind) {
        return wrong("the body names a message about parcels", "/message");
    }
    wish.kind = *kind;
    const json::Value action = body["action"];
    wish.action = dispatch::parse_action(action.text()).value_or(action ? Action::return_ : Action::submit);
    if (wish.action == Action::return_) {
        return wrong("the action is submit, amend or cancel", "/action");
    }
    wish.connection = body["connection"].text();
    auto head = read_head(body["head"], "/head");
    if (!head) {
        return head.error();
    }
    wish.head = std::move(*head);
    auto parcels = read_parcels(body["parcels"], wish.kind);
    if (!parcels) {
        return parcels.error();
    }
    wish.parcels = std::move(*parcels);
    if (wish.kind.is_of_one_parcel && wish.action != Action::submit && wish.parcels.empty()) {
        return wrong("a change names its parcels", "/parcels");
    }
    return wish;
}

}  // namespace silkgate::api
