// The post's replies to an S10Item: neutral JSON in, neutral JSON out for the simulated post.
#include "adapters/common/neutral/reply.hpp"
#include "adapters/common/transport/s10.hpp"
#include "adapters/common/transport/s10_booking.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"

#include <utility>

namespace silkgate::adapters::transport {
namespace {

Error unreadable(std::string_view what, std::string pointer = {}) {
    return fail(Errc::unreadable_reply, std::string(what), std::move(pointer));
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
        if (!neutral::read_short(object, member, id)) {
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
    return neutral::read_replies(bytes, read_references);
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
