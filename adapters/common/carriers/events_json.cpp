// DCSA notifications and events, ONE Record events, CDEK statuses.
#include "adapters/common/air/one_record.hpp"
#include "adapters/common/carriers/item.hpp"
#include "adapters/common/neutral/reply.hpp"
#include "gateway/json/reader.hpp"

namespace silkgate::adapters::carriers {
namespace {

// RFC 3339; also with an offset without its colon, "+0700", as CDEK writes it.
std::optional<Instant> time_of(json::Value value) {
    std::string text(value.text());
    constexpr std::size_t kOffset = 5;
    if (text.size() > kOffset && (text[text.size() - kOffset] == '+' || text[text.size() - kOffset] == '-')) {
        text.insert(text.size() - 2, ":");
    }
    const auto at = parse_rfc3339(text);
    return at ? std::optional{*at} : std::nullopt;
}

Result<ReplyItem> read_booking_notification(json::Value root) {
    const json::Value data = root["data"];
    std::string_view word;  // a change's status says more than the booking's own
    for (const std::string_view member :
         {"bookingCancellationStatus", "amendedBookingStatus", "bookingStatus"}) {
        word = word.empty() ? data[member].text() : word;
    }
    auto item = to_item({
        .standard = Standard::dcsa_booking,
        .word = word,
        .at = time_of(root["time"]),
        .place = {},
    });
    if (!item) {
        return item;
    }
    constexpr std::size_t kReferenceMax = 35;
    const std::string_view reference = data["carrierBookingReference"].text();
    item->authority_reference = reference.size() <= kReferenceMax ? reference : std::string_view{};
    for (const json::Value feedback : data["feedbacks"]) {
        if (item->reasons.size() < 100) {
            item->reasons.push_back(
                {.code = std::string(neutral::first_characters(feedback["code"].text(), 64)),
                 .text = std::string(neutral::first_characters(feedback["message"].text(), 500))}
            );
        }
    }
    return item;
}

// Planned and estimated events, and those of empty containers, tell nothing of the goods; nor do the states
// of other documents than the booking.
bool tells_of_goods(json::Value event) {
    const std::string_view kind = event["eventType"].text();
    const std::string_view document = event["documentTypeCode"].text();
    const std::string_view word = event["shipmentEventTypeCode"].text();
    if (event["eventClassifierCode"].text() != "ACT" || event["emptyIndicatorCode"].text() == "EMPTY") {
        return false;
    }
    return kind != "SHIPMENT" || document == "BKG" || document == "CBR" || word == "HOLD" || word == "RELS";
}

Result<ReplyItem> read_dcsa_event(json::Value event) {
    std::string_view word;
    for (const std::string_view member :
         {"transportEventTypeCode", "equipmentEventTypeCode", "shipmentEventTypeCode"}) {
        word = word.empty() ? event[member].text() : word;
    }
    std::string_view place = event["transportCall"]["UNLocationCode"].text();
    if (place.empty()) {
        place = event["eventLocation"]["UNLocationCode"].text();
    }
    auto item = to_item({
        .standard = Standard::dcsa_event,
        .word = word,
        .at = time_of(event["eventDateTime"]),
        .place = place,
    });
    if (item && !tells_of_goods(event)) {
        item->status = ReplyStatus::received;
        item->movement.reset();
    }
    return item;
}

Result<ReplyItem> read_cdek(json::Value code, json::Value time, json::Value city) {
    return to_item(
        {.standard = Standard::cdek, .word = code.text(), .at = time_of(time), .place = city.text()}
    );
}

// ONE Record has Cargo-XML's codes. What is planned or estimated tells nothing of the goods.
Result<ReplyItem> read_one_record(json::Value value) {
    const auto event = air::record::read_event(value);
    if (!event) {
        return unreadable(event.error().detail + ": " + event.error().pointer);
    }
    const std::string place = event->location ? event->location->code : std::string{};
    auto item = to_item({
        .standard = Standard::xfsu,
        .word = event->code,
        .at = parse_rfc3339(event->at) ? std::optional<Instant>(*parse_rfc3339(event->at)) : std::nullopt,
        .place = place,
    });
    if (item && event->time_type != "ACTUAL") {
        item->status = ReplyStatus::received;
        item->movement.reset();
    }
    return item;
}

Result<ReplyItem> read_one(json::Value value) {
    if (value["@type"]) {
        return read_one_record(value);
    }
    if (value["type"].text() == "org.dcsa.booking.v2") {
        return read_booking_notification(value);
    }
    if (value["eventClassifierCode"] && value["eventType"]) {
        return read_dcsa_event(value);
    }
    if (value["type"].text() == "ORDER_STATUS") {
        const json::Value attributes = value["attributes"];
        const json::Value time = attributes["status_date_time"];
        return read_cdek(attributes["code"], time ? time : value["date_time"], attributes["city_name"]);
    }
    if (value["code"] && value["date_time"]) {
        return read_cdek(value["code"], value["date_time"], value["city"]);
    }
    return unreadable("an event of neither DCSA, ONE Record nor CDEK");
}

}  // namespace

Result<std::vector<ReplyItem>> read_json_events(std::string_view bytes) {
    const auto document = json::Document::parse(std::string(bytes));
    if (!document) {
        return unreadable("not JSON: " + document.error().detail);
    }
    json::Value root = document->root();
    if (root.is_object() && root["entity"]["statuses"].is_array()) {
        root = root["entity"]["statuses"];
    }
    std::vector<ReplyItem> items;
    if (root.is_object()) {
        auto item = read_one(root);
        if (!item) {
            return item.error();
        }
        items.push_back(std::move(*item));
        return items;
    }
    if (!root.is_array() || root.size() == 0 || root.size() > kEventsMax) {
        return unreadable("neither an object nor an array of 1 to 1,000 events");
    }
    for (const json::Value value : root) {
        auto item = read_one(value);
        if (!item) {
            return item.error();
        }
        items.push_back(std::move(*item));
    }
    return items;
}

}  // namespace silkgate::adapters::carriers
