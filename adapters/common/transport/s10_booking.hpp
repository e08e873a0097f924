// The booking of one postal item: the neutral booking (schemas/booking/v1/s10_item.schema.json) that carries
// what CN 22, CN 23 and the UPU item message (ITMATT) ask for, as JSON in the order's own names and units:
// decimal kilograms, decimal amounts. The binding format of a post is that post's business. Pure;
// thread-safe.
//
// An adapter whose origin country books by post forwards to these four calls for a leg of kind `booking` with
// regime "S10". The leg's id names the consignment: "booking-1" is consignments[0]; an id without a number,
// too.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/core/decimal.hpp"
#include "gateway/core/result.hpp"
#include "gateway/order/order.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::transport {

inline constexpr std::string_view kS10ItemKind = "S10Item";

struct S10Party {
    std::string name;
    std::string name_latin;
    std::string phone;
    std::string email;
    std::string customs_reference;  // "<kind>:<number>" of the first tax or customs number, or empty
    std::vector<std::string> address_lines;
    std::string city;
    std::string region;
    std::string postcode;
    std::string country;  // alpha-2

    bool operator==(const S10Party&) const = default;
};

// One line of CN 22, CN 23: CN 22 (1)–(4).
struct S10Content {
    std::int64_t number = 0;  // 1-based
    std::string sku;
    std::string description;
    Decimal quantity;    // pieces
    Decimal net_weight;  // kg, of the whole line
    Decimal value;       // of the whole line, after the line's discount
    std::string currency;
    std::string hs6;
    std::string origin_country;

    bool operator==(const S10Content&) const = default;
};

struct S10Item {
    std::string booking_id;   // Context::uuid, the same for the same order, version and leg
    std::string item_number;  // S10
    std::string service;      // first two letters of it
    std::string mail_class;   // letter_post, parcel, ems; empty where the service says none (s10_form.hpp)
    std::string handling_class;
    std::string customs_form;  // CN22 or CN23
    std::string action;        // submit, amend, cancel, return
    std::string order_id;
    std::string order_number;
    std::string consignment_ref;
    std::string prepared_at;  // RFC 3339, the time of decision
    std::string origin_country;
    std::string destination_country;
    std::string nature_of_transaction;  // sale, gift, sample, return, documents; or empty
    std::string nature_code;            // of the item message: "11"
    S10Party sender;
    S10Party addressee;
    Decimal gross_weight;  // kg
    std::vector<S10Content> contents;
    Decimal total_value;
    std::string currency;
    std::optional<Decimal> postage;  // what the buyer paid for carriage, in `currency`
    std::string incoterm;
    std::string incoterm_place;
    std::string return_instruction;  // return, abandon, redirect

    bool operator==(const S10Item&) const = default;
};

// All that is wrong with the order for this booking. Rules LG-0010 …; `leg` is set in each violation.
void check_booking(const order::Order& order, const Leg& leg, const Context& context, Violations& out);

// The document: kind "S10Item", content type application/json, references {"s10:<item number>"}.
// Precondition: check_booking found no error. Errc::invalid_value where it would have.
[[nodiscard]] Result<Document>
write_booking(const order::Order& order, const Leg& leg, const Context& context);

// The post's reply as neutral JSON, one object or an array of at most 1,000:
//   {"itemNumber": "LX…", "status": "received|registered|query|released|rejected|cancelled|technical_error",
//    "nativeStatus": "…", "authorityReference": "…", "at": "<RFC 3339>", "reasons": [{"code", "text"}],
//    "charges": [{"kind", "amount", "currency"}]}
// `released` says that the post has taken the item over. "declarationId" may stand for, or beside,
// "itemNumber". Unknown members are ignored. Hostile input is normal: Errc::unreadable_reply says why it can
// not be read.
[[nodiscard]] Result<std::vector<ReplyItem>> read_booking_reply(std::string_view bytes);

// Replies of a simulated post to one S10Item document, in the order in which they would come.
[[nodiscard]] Result<std::vector<SimulatedReply>>
simulate_booking_reply(std::string_view bytes, Outcome outcome, Instant now);

// The parts of write_booking, apart: order → item → bytes → item.
[[nodiscard]] Result<S10Item> map_booking(const order::Order& order, const Leg& leg, const Context& context);
[[nodiscard]] std::string write_item(const S10Item& item);
// Strict: an unknown member, a wrong type or a number that is no S10 is Errc::invalid_value.
[[nodiscard]] Result<S10Item> read_item(std::string_view bytes);

// Every rule of this family, those of s10.hpp included.
[[nodiscard]] std::vector<const Rule*> booking_rules();

}  // namespace silkgate::adapters::transport
