#include "adapters/common/neutral/reply.hpp"

#include "adapters/common/neutral/status.hpp"

#include <utility>

namespace silkgate::adapters::neutral {
namespace {

constexpr std::size_t kItemsMax = 1'000;
constexpr std::size_t kReasonsMax = 100;
constexpr std::size_t kReasonCharactersMax = 500;
constexpr std::size_t kCodeBytesMax = 64;
constexpr std::size_t kReplyBytesMax = 1'048'576;

Error unreadable(std::string_view what, std::string pointer = {}) {
    return fail(Errc::unreadable_reply, std::string(what), std::move(pointer));
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

bool read_movement(json::Value object, CarriageStep step, ReplyItem& item) {
    Movement& movement = item.movement.emplace(Movement{.step = step, .place = {}});
    return bool(object["at"]) && read_short(object, "place", movement.place);
}

Result<ReplyItem> read_one(json::Value object, ReadReferences read_references) {
    if (!object.is_object()) {
        return unreadable("a reply is a JSON object", object.pointer());
    }
    auto references = read_references(object);
    if (!references) {
        return references.error();
    }
    ReplyItem item;
    item.references = std::move(*references);
    const auto status = parse_status(object["status"].text());
    if (!object["status"].is_string() || !status) {
        return unreadable("status is missing or unknown", object.pointer());
    }
    item.status = status->status;
    if (status->step && !read_movement(object, *status->step, item)) {
        return unreadable("a movement has a time, and its place is a short text", object.pointer());
    }
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

}  // namespace

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

bool read_short(json::Value object, std::string_view name, std::string& out) {
    const json::Value value = object[name];
    out = value.text();
    return !value || (value.is_string() && out.size() <= kCodeBytesMax);
}

Result<std::vector<ReplyItem>> read_replies(std::string_view bytes, ReadReferences read_references) {
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
        auto item = read_one(root, read_references);
        if (!item) {
            return item.error();
        }
        items.push_back(std::move(*item));
        return items;
    }
    for (const json::Value element : root) {
        auto item = read_one(element, read_references);
        if (!item) {
            return item.error();
        }
        items.push_back(std::move(*item));
    }
    return items;
}

}  // namespace silkgate::adapters::neutral
