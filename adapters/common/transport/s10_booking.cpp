#include "adapters/common/transport/s10_booking.hpp"

#include "adapters/common/transport/s10.hpp"
#include "adapters/common/transport/s10_form.hpp"
#include "adapters/common/transport/s10_view.hpp"

namespace silkgate::adapters::transport {
namespace {

std::string_view action_text(Action action) {
    switch (action) {
        case Action::submit:
            return "submit";
        case Action::amend:
            return "amend";
        case Action::cancel:
            return "cancel";
        case Action::return_:
            return "return";
    }
    return {};
}

std::vector<std::string> address_lines(const order::Address& address) {
    if (!address.lines.empty()) {
        return address.lines;
    }
    std::string line = address.street;
    for (const std::string* part : {&address.house, &address.building, &address.flat}) {
        if (!part->empty()) {
            line += line.empty() ? "" : ", ";
            line += *part;
        }
    }
    if (line.empty()) {
        line = address.full;
    }
    return line.empty() ? std::vector<std::string>{} : std::vector<std::string>{line};
}

S10Party map_party(const order::Party& party) {
    S10Party out{
        .name = party.name,
        .name_latin = party.name_latin,
        .phone = party.phone.empty() ? party.phone_source : party.phone,
        .email = party.email,
        .customs_reference = {},
        .address_lines = {},
        .city = {},
        .region = {},
        .postcode = {},
        .country = {},
    };
    if (party.address) {
        out.address_lines = address_lines(*party.address);
        out.city = party.address->city;
        out.region = party.address->region;
        out.postcode = party.address->postcode;
        out.country = party.address->country;
    }
    return out;
}

// CN 23 asks for the sender's customs reference; identity documents of people are not put on a postal form.
std::string customs_reference(const order::Party& party) {
    return party.registrations.empty()
               ? std::string{}
               : party.registrations.front().kind + ":" + party.registrations.front().number;
}

Result<std::vector<S10Content>> map_contents(const S10View& view) {
    std::vector<S10Content> contents;
    for (const S10LineView& part : view.lines) {
        if (!part.net_weight || !part.value) {
            return fail(Errc::invalid_value, "a line has no net weight or value");
        }
        contents.push_back(S10Content{
            .number = static_cast<std::int64_t>(contents.size()) + 1,
            .sku = part.line->sku,
            .description = std::string(s10_description(*part.line)),
            .quantity = part.quantity,
            .net_weight = *part.net_weight,
            .value = *part.value,
            .currency = view.order->money.currency,
            .hs6 = std::string(s10_hs6(*part.line)),
            .origin_country = part.line->customs.origin_country,
        });
    }
    return contents;
}

}  // namespace

Result<S10Item> map_booking(const order::Order& order, const Leg& leg, const Context& context) {
    const S10View view = view_consignment(order, leg);
    const auto number = view.consignment != nullptr && view.consignment->logistics
                            ? parse_s10(view.consignment->logistics->number)
                            : std::nullopt;
    if (!number || !view.gross_weight || !order.parties.seller || !order.parties.consignee) {
        return fail(Errc::invalid_value, "the order does not pass the rules of a postal booking");
    }
    auto contents = map_contents(view);
    if (!contents) {
        return contents.error();
    }
    S10Item item;
    item.booking_id = context.uuid("S10Item|" + leg.id);
    item.item_number = view.consignment->logistics->number;
    item.service = number->service;
    item.mail_class = class_of_service(number->service).mail;
    item.handling_class = class_of_service(number->service).handling;
    item.action = action_text(context.action);
    item.order_id = context.order_id.str();
    item.order_number = order.header.number;
    item.consignment_ref = view.consignment->ref;
    item.prepared_at = format_rfc3339(context.decided_at);
    item.origin_country = order.header.flow.origin_country;
    item.destination_country = order.header.flow.destination_country;
    item.nature_of_transaction = order.header.nature_of_transaction;
    item.nature_code = nature_code(order.header.nature_of_transaction);
    item.sender = map_party(*order.parties.seller);
    item.sender.customs_reference = customs_reference(*order.parties.seller);
    item.addressee = map_party(*order.parties.consignee);
    item.gross_weight = *view.gross_weight;
    item.contents = std::move(*contents);
    for (const S10Content& content : item.contents) {
        const auto sum = add(item.total_value, content.value);
        if (!sum) {
            return sum.error();
        }
        item.total_value = *sum;
    }
    item.currency = order.money.currency;
    item.customs_form = customs_form(
        item.service,
        item.total_value,
        item.currency,
        *context.connection,
        BusinessDate(std::chrono::floor<std::chrono::days>(context.decided_at))
    );
    if (order.consignments.size() == 1 && !order.money.freight.is_zero()) {
        item.postage = order.money.freight;
    }
    item.incoterm = view.consignment->incoterm;
    item.incoterm_place = view.consignment->incoterm_place;
    item.return_instruction = view.consignment->return_instruction;
    return item;
}

Result<Document> write_booking(const order::Order& order, const Leg& leg, const Context& context) {
    const auto item = map_booking(order, leg, context);
    if (!item) {
        return item.error();
    }
    return Document{
        .kind = std::string(kS10ItemKind),
        .content_type = "application/json",
        .bytes = write_item(*item),
        .references = {"s10:" + item->item_number},
        .data_schema = "silkgate:booking/v1/s10_item",
        .signature = {},
        .filer = "logistics",
        .decides_leg = true,
    };
}

}  // namespace silkgate::adapters::transport
