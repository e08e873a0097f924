#include "adapters/common/asycuda/reply.hpp"

#include "adapters/common/asycuda/declaration.hpp"
#include "adapters/common/neutral/reply.hpp"
#include "adapters/common/sad/map.hpp"
#include "adapters/common/xml/reader.hpp"
#include "gateway/json/writer.hpp"

namespace silkgate::adapters::asycuda {
namespace {

constexpr std::size_t kReferenceBytesMax = 35;

// The id as it came; the country is put before it by read_neutral_reply(), whose adapter knows it.
Result<std::vector<std::string>> read_document_id(json::Value object) {
    std::string id;
    if (!neutral::read_short(object, "documentId", id) || id.empty()) {
        return fail(Errc::unreadable_reply, "documentId names no declaration", object.pointer());
    }
    return std::vector<std::string>{id};
}

SimulatedReply simulated(std::string_view id, std::string_view status, Instant at, std::string_view reason) {
    json::Writer out;
    out.begin_object().member("documentId", id).member("status", status).member("at", format_rfc3339(at));
    if (status != "received") {
        out.member("authorityReference", "SIM" + std::string(id.substr(0, 12)));
    }
    if (!reason.empty()) {
        out.key("reasons").begin_array().begin_object();
        out.member("code", reason).member("text", "Simulated by Silkgate").end_object().end_array();
    }
    out.end_object();
    return {.content_type = "application/json", .bytes = std::move(out).str()};
}

}  // namespace

Result<std::vector<ReplyItem>> read_neutral_reply(std::string_view bytes, std::string_view country) {
    auto items = neutral::read_replies(bytes, read_document_id);
    if (items) {
        for (ReplyItem& item : *items) {
            item.references.front() = sad::document_reference(country, kKind, item.references.front());
        }
    }
    return items;
}

Result<std::vector<SimulatedReply>>
simulate_neutral_replies(std::string_view bytes, Outcome outcome, Instant now) {
    using std::chrono::minutes;
    const auto root = xml::read(bytes);
    const std::string_view id = root ? root->text_at("Declarant/Reference/Number") : std::string_view{};
    if (id.empty() || id.size() > kReferenceBytesMax || root->name != "ASYCUDA") {
        return fail(Errc::invalid_value, "not an ASYCUDA file with a declarant's reference");
    }
    std::vector<SimulatedReply> replies = {simulated(id, "received", now, {})};
    switch (outcome) {
        case Outcome::accepted:
            replies.push_back(simulated(id, "registered", now + minutes(1), {}));
            replies.push_back(simulated(id, "released", now + minutes(2), {}));
            break;
        case Outcome::rejected:
            replies.push_back(simulated(id, "rejected", now + minutes(1), "SIM00001"));
            break;
        case Outcome::query:
            replies.push_back(simulated(id, "query", now + minutes(1), "SIM00002"));
            break;
    }
    return replies;
}

}  // namespace silkgate::adapters::asycuda
