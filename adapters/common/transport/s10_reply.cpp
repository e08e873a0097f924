// The post's replies to an S10Item: neutral JSON in, neutral JSON out for the simulated post.
#include "adapters/common/transport/s10.hpp"
#include "adapters/common/transport/s10_booking.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace silkgate::adapters::transport {
namespace {

constexpr std::size_t kItemsMax = 1'000;
constexpr std::size_t kReasonsMax = 100;
constexpr std::size_t kReasonCharactersMax = 500;
constexpr std::size_t kCodeBytesMax = 64;
constexpr std::size_t kReplyBytesMax = 1'048'576;

constexpr std::array<std::pair<std::string_view, ReplyStatus>, 7> kStatuses = {{
    {"received", ReplyStatus::received},
    {"registered", ReplyStatus::registered},
    {"query", ReplyStatus::query},
    {"released", ReplyStatus::released},
    {"rejected", ReplyStatus::rejected},
    {"cancelled", ReplyStatus::cancelled},
    {"technical_error", ReplyStatus::technical_error},
}};

Error unreadable(std::string_view what, std::string pointer = {}) {
    return fail(Errc::unreadable_reply, std::string(what), std::move(pointer));
}

// The first `count` code points of UTF-8 text.
std::string_view first_characters(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        const bool starts_character = (static_cast<unsigned char>(text[at]) & 0xc0U) != 0x80U;
        if (starts_character && count-- == 0) {
            break;
        }
    }
    return text.substr(0, at);
}

// A short text member: absent is empty, anything else than a string of at most kCodeBytesMax is wrong.
bool read_short(json::Value object, std::string_view name, std::string& out) {
    const json::Value value = object[name];
    out = value.text();
    return !value || (value.is_string() && out.size() <= kCodeBytesMax);
}

bool read_reasons(json::Value reasons, std::vector<Reason>& out) {
    if (reasons && (!reasons.is_array() || reasons.size() > kReasonsMax)) {
        return false;
    }
    for (const json::Value reason : reasons) {
        Reason& made = out.emplace_back();
        if (!reason.is_object() || !read_short(reason, "code", made.code) ||
            (reason["text"] && !reason["text"].is_string())) {
            return false;
        }
        made.text = first_characters(reason["text"].text(), kReasonCharactersMax);
    }
    return true;
}

bool read_charges(json::Value charges, std::vector<Charge>& out) {
    if (charges && (!charges.is_array() || charges.size() > kReasonsMax)) {
        return false;
    }
    for (const json::Value charge : charges) {
        Charge& made = out.emplace_back();
        const auto amount = json::to_decimal(charge["amount"]);
        if (!charge.is_object() || !amount || !read_short(charge, "kind", made.kind) || made.kind.empty() ||
            !read_short(charge, "currency", made.currency) || made.currency.empty()) {
            return false;
        }
        made.amount = *amount;
    }
    return true;
}

Result<std::vector<std::string>> read_references(json::Value object) {
    std::vector<std::string> references;
    if (const json::Value number = object["itemNumber"]) {
        if (!is_s10(number.text())) {
            return unreadable("itemNumber is not an S10 number", number.pointer());
        }
        references.push_back("s10:" + std::string(number.text()));
    }
    for (const std::string_view member : {"declarationId", "bookingId"}) {
        std::string id;
        if (!read_short(object, member, id)) {
            return unreadable("an id is not a short text", object.pointer());
        }
        if (!id.empty()) {
            references.push_back("id:" + id);
        }
    }
    if (references.empty()) {
        return unreadable("neither itemNumber nor bookingId names the item", object.pointer());
    }
    return references;
}

Result<ReplyItem> read_one(json::Value object) {
    if (!object.is_object()) {
        return unreadable("a reply is a JSON object", object.pointer());
    }
    auto references = read_references(object);
    if (!references) {
        return references.error();
    }
    ReplyItem item;
    item.references = std::move(*references);
    const auto* status =
        std::ranges::find(kStatuses, object["status"].text(), [](const auto& row) { return row.first; });
    if (!object["status"].is_string() || status == kStatuses.end()) {
        return unreadable("status is missing or unknown", object.pointer());
    }
    item.status = status->second;
    if (!read_short(object, "nativeStatus", item.native_status) ||
        !read_short(object, "authorityReference", item.authority_reference)) {
        return unreadable("nativeStatus or authorityReference is not a short text", object.pointer());
    }
    if (const json::Value at = object["at"]) {
        const auto instant =
            at.is_string() ? parse_rfc3339(at.text()) : fail(Errc::invalid_value, "not a text");
        if (!instant) {
            return unreadable("`at` is not an RFC 3339 time", at.pointer());
        }
        item.at = *instant;
    }
    if (!read_reasons(object["reasons"], item.reasons) || !read_charges(object["charges"], item.charges)) {
        return unreadable("reasons or charges are not as the contract says", object.pointer());
    }
    return item;
}

SimulatedReply simulated(const S10Item& item, std::string_view status, Instant at, std::string_view reason) {
    json::Writer out;
    out.begin_object().member("itemNumber", item.item_number).member("status", status);
    if (status != "received") {
        out.member("authorityReference", "POST-" + item.item_number);
    }
    out.member("at", format_rfc3339(at));
    if (!reason.empty()) {
        out.key("reasons").begin_array().begin_object();
        out.member("code", reason).member("text", "Simulated by Silkgate").end_object().end_array();
    }
    out.end_object();
    return {.content_type = "application/json", .bytes = std::move(out).str()};
}

}  // namespace

Result<std::vector<ReplyItem>> read_booking_reply(std::string_view bytes) {
    if (bytes.size() > kReplyBytesMax) {
        return unreadable("the reply is too large");
    }
    const auto document = json::Document::parse(std::string(bytes));
    if (!document) {
        return unreadable("not JSON: " + document.error().detail, document.error().pointer);
    }
    const json::Value root = document->root();
    if (root.is_array() && (root.size() == 0 || root.size() > kItemsMax)) {
        return unreadable("an array of replies has 1 to 1,000 elements");
    }
    std::vector<ReplyItem> items;
    if (!root.is_array()) {
        auto item = read_one(root);
        if (!item) {
            return item.error();
        }
        items.push_back(std::move(*item));
        return items;
    }
    for (const json::Value element : root) {
        auto item = read_one(element);
        if (!item) {
            return item.error();
        }
        items.push_back(std::move(*item));
    }
    return items;
}

Result<std::vector<SimulatedReply>>
simulate_booking_reply(std::string_view bytes, Outcome outcome, Instant now) {
    using std::chrono::minutes;
    const auto item = read_item(bytes);
    if (!item) {
        return item.error();
    }
    std::vector<SimulatedReply> replies;
    replies.push_back(simulated(*item, "received", now, {}));
    switch (outcome) {
        case Outcome::accepted:
            replies.push_back(simulated(*item, "registered", now + minutes(1), {}));
            replies.push_back(
                simulated(*item, item->action == "cancel" ? "cancelled" : "released", now + minutes(2), {})
            );
            break;
        case Outcome::rejected:
            replies.push_back(simulated(*item, "rejected", now + minutes(1), "address-not-served"));
            break;
        case Outcome::query:
            replies.push_back(simulated(*item, "query", now + minutes(1), "content-unclear"));
            break;
    }
    return replies;
}

}  // namespace silkgate::adapters::transport
