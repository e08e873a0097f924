#include "adapters/common/eaeu/r043.hpp"
#include "adapters/common/neutral/reply.hpp"
#include "adapters/common/xml/reader.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/json/writer.hpp"

#include <algorithm>
#include <cctype>

namespace silkgate::adapters::eaeu {
namespace {

std::string changed(std::string_view text, int (*change)(int)) {
    std::string out;
    std::ranges::transform(text, std::back_inserter(out), [=](unsigned char c) {
        return static_cast<char>(change(c));
    });
    return out;
}

// The id as it came; the country is put before it by read_r043_reply(), whose adapter knows it.
Result<std::vector<std::string>> read_document_id(json::Value object) {
    std::string id;
    if (!neutral::read_short(object, "documentId", id) || id.empty()) {
        return fail(Errc::unreadable_reply, "documentId names no declaration", object.pointer());
    }
    return std::vector<std::string>{id};
}

// "55301/241126/1234567": office and day of the filing, and a serial that the same id gives again.
std::string simulated_number(const xml::Element& root) {
    std::string_view office = root.text_at(
        root.name == kR043Kind ? "ECGoodsShipmentDetails/GoodsLocationDetails/CustomsOfficeCode"
                               : "GDGoodsShipmentDetails/GoodsLocationDetails/CustomsOfficeCode"
    );
    const std::string_view day = root.text_at("EDocDateTime");
    const std::string_view id = root.text_at("EDocId");
    std::string number = office.empty() ? "00000" : std::string(office);
    number += '/';
    if (day.size() >= 10) {
        number += day.substr(8, 2);
        number += day.substr(5, 2);
        number += day.substr(2, 2);
    }
    number += '/';
    const crypto::Sha256 digest = crypto::sha256(id);
    for (std::size_t i = 0; i < 7; ++i) {
        number += static_cast<char>('0' + digest[i] % 10);
    }
    return number;
}

}  // namespace

std::string r043_reference(std::string_view country, std::string_view id) {
    return changed(country, std::tolower) + ":document:" + changed(id, std::toupper);
}

Result<std::vector<ReplyItem>> read_r043_reply(std::string_view country, std::string_view bytes) {
    auto items = neutral::read_replies(bytes, read_document_id);
    if (items) {
        for (ReplyItem& item : *items) {
            item.references.front() = r043_reference(country, item.references.front());
        }
    }
    return items;
}

SimulatedReply simulate_neutral(
    std::string_view id,
    std::string_view status,
    Instant at,
    std::string_view number,
    std::string_view reason
) {
    json::Writer out;
    out.begin_object().member("documentId", id).member("status", status).member("at", format_rfc3339(at));
    out.member_if("authorityReference", number);
    if (!reason.empty()) {
        out.key("reasons").begin_array().begin_object();
        out.member("code", reason).member("text", "Simulated by Silkgate").end_object().end_array();
    }
    out.end_object();
    return {.content_type = "application/json", .bytes = std::move(out).str()};
}

Result<std::vector<SimulatedReply>>
simulate_r043(std::string_view kind, std::string_view bytes, Outcome outcome, Instant now) {
    using std::chrono::minutes;
    const auto root = xml::read(bytes);
    const bool is_known = kind == kR043Kind || kind == kR055Kind;
    if (!is_known || !root || root->name != kind || root->text_at("EDocId").empty()) {
        return fail(Errc::invalid_value, "not a declaration in the structure R.043 or R.055");
    }
    const std::string_view id = root->text_at("EDocId");
    const std::string number = simulated_number(*root);
    std::vector<SimulatedReply> replies;
    replies.push_back(simulate_neutral(id, "received", now, {}, {}));
    switch (outcome) {
        case Outcome::accepted:
            replies.push_back(simulate_neutral(id, "registered", now + minutes(1), number, {}));
            replies.push_back(simulate_neutral(id, "released", now + minutes(2), number, {}));
            break;
        case Outcome::rejected:
            replies.push_back(simulate_neutral(id, "rejected", now + minutes(1), number, "release-refused"));
            break;
        case Outcome::query:
            replies.push_back(simulate_neutral(id, "query", now + minutes(1), number, "description-unclear"));
            break;
    }
    return replies;
}

}  // namespace silkgate::adapters::eaeu
