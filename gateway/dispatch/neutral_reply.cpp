#include "gateway/dispatch/neutral_reply.hpp"

#include "adapters/common/neutral/status.hpp"
#include "gateway/json/reader.hpp"

namespace silkgate::dispatch {
namespace {

constexpr std::size_t kReasonsMax = 100;

// A prefix of at most 500 bytes that does not cut a UTF-8 sequence.
std::string shortened(std::string_view text) {
    constexpr std::size_t kBytesMax = 500;
    std::size_t length = std::min(text.size(), kBytesMax);
    while (length > 0 && length < text.size() && (static_cast<unsigned char>(text[length]) & 0xc0U) == 0x80U
    ) {
        --length;
    }
    return std::string(text.substr(0, length));
}

Error unreadable(std::string detail, std::string pointer = {}) {
    return fail(Errc::unreadable_reply, std::move(detail), std::move(pointer));
}

Result<adapters::ReplyItem> read_item(json::Value root) {
    adapters::ReplyItem item;
    for (const std::string_view member : {"declarationId", "bookingId"}) {
        if (root[member].is_string() && !root[member].text().empty()) {
            item.references.push_back("id:" + std::string(root[member].text()));
        }
    }
    if (item.references.empty()) {
        return unreadable("neither declarationId nor bookingId", root.pointer());
    }
    const auto status = adapters::neutral::parse_status(root["status"].text());
    if (!status) {
        return unreadable("status is missing or unknown", root.pointer() + "/status");
    }
    item.status = status->status;
    if (status->step) {
        item.movement = {.step = *status->step, .place = shortened(root["place"].text())};
        if (!root["at"]) {
            return unreadable("a movement needs its time", root.pointer() + "/at");
        }
    }
    item.authority_reference = shortened(root["authorityReference"].text());
    item.native_status = shortened(root["status"].text());
    if (root["at"]) {
        const auto at = parse_rfc3339(root["at"].text());
        if (!at) {
            return unreadable("at is not an RFC 3339 time", root["at"].pointer());
        }
        item.at = *at;
    }
    for (const json::Value reason : root["reasons"]) {
        if (item.reasons.size() < kReasonsMax) {
            item.reasons.push_back(
                {.code = shortened(reason["code"].text()), .text = shortened(reason["text"].text())}
            );
        }
    }
    for (const json::Value charge : root["charges"]) {
        const auto amount = json::to_decimal(charge["amount"]);
        if (!amount) {
            return unreadable("amount is not a decimal", charge["amount"].pointer());
        }
        item.charges.push_back({
            .kind = shortened(charge["kind"].text()),
            .amount = *amount,
            .currency = shortened(charge["currency"].text()),
        });
    }
    return item;
}

}  // namespace

Result<std::vector<adapters::ReplyItem>> read_neutral_reply(std::string_view bytes) {
    const auto document = json::Document::parse(std::string(bytes));
    if (!document) {
        return unreadable(document.error().detail, document.error().pointer);
    }
    const json::Value root = document->root();
    if (!root.is_object()) {
        return unreadable("not a JSON object");
    }
    auto item = read_item(root);
    if (!item) {
        return item.error();
    }
    return std::vector<adapters::ReplyItem>{std::move(*item)};
}

}  // namespace silkgate::dispatch
