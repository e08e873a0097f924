#include "adapters/common/edifact/cusres.hpp"

#include "adapters/common/edifact/cusdec.hpp"
#include "adapters/common/edifact/interchange.hpp"
#include "adapters/common/sad/map.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace silkgate::adapters::edifact {
namespace {

constexpr std::size_t kReferenceBytesMax = 35;
constexpr std::size_t kNumberBytesMax = 70;
constexpr std::size_t kReasonsMax = 100;
constexpr std::size_t kReasonBytesMax = 500;
constexpr std::size_t kCodeBytesMax = 64;

struct StatusRow {
    std::string_view code;
    ReplyStatus status;
};

// 7365, D.96B: its own words. What is not here says nothing of the declaration's fate.
constexpr std::array<StatusRow, 15> kStatuses = {{
    {"1", ReplyStatus::registered},   // message content accepted
    {"2", ReplyStatus::rejected},     // message content rejected with comment
    {"3", ReplyStatus::rejected},     // message content rejected without comment
    {"4", ReplyStatus::released},     // goods released
    {"5", ReplyStatus::query},        // goods required for examination
    {"6", ReplyStatus::query},        // documents to be produced
    {"7", ReplyStatus::query},        // goods detained
    {"9", ReplyStatus::registered},   // declaration accepted awaiting goods arrival
    {"14", ReplyStatus::rejected},    // error message
    {"17", ReplyStatus::received},    // message received
    {"30", ReplyStatus::query},       // will not be processed until the sender acts
    {"32", ReplyStatus::registered},  // transaction accepted
    {"33", ReplyStatus::rejected},    // transaction rejected
    {"34", ReplyStatus::received},    // transaction awaiting processing
    {"66", ReplyStatus::registered},  // message content accepted, with comments
}};

constexpr std::string_view kCancellation = "1";  // 1225

Error unreadable(std::string_view what) {
    return fail(Errc::unreadable_reply, std::string(what));
}

// At most `most` bytes, not within a character.
std::string shortened(std::string_view utf8, std::size_t most) {
    std::size_t end = std::min(utf8.size(), most);
    while (end < utf8.size() && end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xc0U) == 0x80U) {
        --end;
    }
    return std::string(utf8.substr(0, end));
}

// DTM+137 of format 204 (CCYYMMDDhhmmss) or 203 (without seconds), taken as UTC.
std::optional<Instant> read_time(const Segment& dtm) {
    std::string text(dtm.at(0, 1));
    const std::string_view format = dtm.at(0, 2);
    text += format == "203" ? "00" : "";
    if (dtm.at(0) != "137" || (format != "204" && format != "203") || text.size() != 14) {
        return std::nullopt;
    }
    const auto instant = parse_utc_without_offset(
        text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6, 2) + "T" + text.substr(8, 2) +
        ":" + text.substr(10, 2) + ":" + text.substr(12, 2)
    );
    return instant ? std::optional(*instant) : std::nullopt;
}

// Takes ERP, ERC and FTX+AAO: an error's section, code and words.
void read_error(const Segment& segment, std::string& section, ReplyItem& item) {
    if (segment.tag == "ERP") {
        section = segment.at(0);
        section += segment.at(0, 1).empty() ? "" : " " + std::string(segment.at(0, 1));
        section += segment.at(1).empty() ? "" : " " + std::string(segment.at(1));
        if (!segment.at(1, 1).empty()) {
            section.append(":").append(segment.at(1, 1));
        }
    } else if (segment.tag == "ERC" && item.reasons.size() < kReasonsMax) {
        item.reasons.push_back(
            {.code = shortened(segment.at(0), kCodeBytesMax), .text = shortened(section, kReasonBytesMax)}
        );
    } else if (segment.tag == "FTX" && segment.at(0) == "AAO") {
        std::string words;
        for (std::size_t part = 0; part < 5; ++part) {
            words += segment.at(3, part);
        }
        if (item.reasons.empty()) {
            item.reasons.push_back({.code = {}, .text = {}});
        }
        std::string& text = item.reasons.back().text;
        text = shortened(text.empty() ? words : words + " (" + text + ")", kReasonBytesMax);
    }
}

std::optional<Error> read_charge(const Segment& moa, std::string_view type, ReplyItem& item) {
    if (type.empty() || (moa.at(0) != "55" && moa.at(0) != "161") || item.charges.size() >= kReasonsMax) {
        return std::nullopt;
    }
    const auto amount = Decimal::parse(moa.at(0, 1));
    if (!amount || moa.at(0, 2).size() != 3) {
        return unreadable("an amount of duty has no amount or currency");
    }
    item.charges.push_back(
        {.kind = shortened(type, kCodeBytesMax), .amount = *amount, .currency = std::string(moa.at(0, 2))}
    );
    return std::nullopt;
}

Result<ReplyItem> read_message(const Message& message, std::string_view country) {
    ReplyItem item;
    std::string section;
    std::string tax;
    std::string_view reference;
    bool is_cancellation = false;
    for (const Segment& segment : message.segments) {
        if (segment.tag == "BGM") {
            is_cancellation = segment.at(2) == kCancellation;
        } else if (segment.tag == "DTM" && !item.at) {
            item.at = read_time(segment);
        } else if (segment.tag == "GIS") {
            const auto* row = std::ranges::find(kStatuses, segment.at(0), &StatusRow::code);
            if (row != kStatuses.end()) {
                item.status = row->status;
                item.native_status = row->code;
            }
        } else if (segment.tag == "RFF" && segment.at(0) == "ABO") {
            reference = segment.at(0, 1);
        } else if (segment.tag == "RFF" && (segment.at(0) == "ABT" || segment.at(0) == "AAE")) {
            item.authority_reference = segment.at(0, 1);
        } else if (segment.tag == "TAX") {
            tax = segment.at(1).empty() ? "total" : std::string(segment.at(1));
        } else if (segment.tag == "MOA") {
            if (auto problem = read_charge(segment, tax, item)) {
                return *problem;
            }
        } else {
            read_error(segment, section, item);
        }
    }
    if (reference.empty() || reference.size() > kReferenceBytesMax ||
        item.authority_reference.size() > kNumberBytesMax || item.native_status.empty()) {
        return unreadable(
            "no RFF+ABO or no GIS that says what became of the declaration, or a number is too long"
        );
    }
    if (is_cancellation && item.status == ReplyStatus::registered) {
        item.status = ReplyStatus::cancelled;
    }
    item.references = {sad::document_reference(country, kKind, reference)};
    return item;
}

struct Answer {
    std::string_view document;  // 1001
    std::string_view status;    // 7365
    std::string_view error = {};
};

SimulatedReply
simulated(const Message& declaration, const Answer& answer, Instant at, const Envelope& envelope) {
    const Segment& head = declaration.segments.front();
    const std::string reference(head.at(1));
    const bool is_cancellation = head.at(2) == kCancellation;
    std::vector<Segment> segments = {
        {"BGM", {{std::string(answer.document)}, {reference}, {is_cancellation ? "1" : "11"}}},
        {"DTM", {{"137", format_compact(at, std::chrono::minutes(0)), "204"}}},
        {"GIS", {{std::string(answer.status)}}},
        {"RFF", {{"ABO", reference}}},
    };
    if (answer.status != "17") {
        segments.push_back({"RFF", {{"ABT", "SIM" + reference.substr(0, 12)}}});
    }
    if (!answer.error.empty()) {
        segments.push_back({"ERP", {{"2"}, {"CST", "1"}}});
        segments.push_back({"ERC", {{std::string(answer.error)}}});
        segments.push_back({"FTX", {{"AAO"}, {}, {}, {"Simulated by Silkgate"}}});
    }
    Envelope back = envelope;
    back.prepared = at;
    return {.content_type = std::string(kContentType), .bytes = write_interchange(back, segments)};
}

}  // namespace

Result<std::vector<ReplyItem>> read_cusres(std::string_view bytes, std::string_view country) {
    const auto messages = read_interchange(bytes);
    if (!messages) {
        return messages.error();
    }
    std::vector<ReplyItem> items;
    for (const Message& message : *messages) {
        if (message.type != "CUSRES") {
            return unreadable("a message that is no CUSRES");
        }
        auto item = read_message(message, country);
        if (!item) {
            return item.error();
        }
        items.push_back(std::move(*item));
    }
    return items;
}

Result<std::vector<SimulatedReply>> simulate_cusres(std::string_view bytes, Outcome outcome, Instant now) {
    using std::chrono::minutes;
    const auto messages = read_interchange(bytes);
    if (!messages || messages->front().type != "CUSDEC" || messages->front().segments.empty() ||
        messages->front().segments.front().tag != "BGM") {
        return fail(Errc::invalid_value, "not a CUSDEC");
    }
    const Message& declaration = messages->front();
    const std::string_view reference = declaration.segments.front().at(1);
    if (reference.empty() || reference.size() > kReferenceBytesMax) {
        return fail(Errc::invalid_value, "the CUSDEC has no reference");
    }
    const Envelope envelope{
        .sender = "CUSTOMS",
        .recipient = "SILKGATE",
        .control = "1",
        .message = "CUSRES:D:96B:UN",
        .prepared = now
    };
    std::vector<SimulatedReply> replies = {
        simulated(declaration, {.document = "961", .status = "17"}, now, envelope)
    };
    const bool is_cancellation = declaration.segments.front().at(2) == kCancellation;
    switch (outcome) {
        case Outcome::accepted:
            replies.push_back(
                simulated(declaration, {.document = "961", .status = "1"}, now + minutes(1), envelope)
            );
            if (!is_cancellation) {
                replies.push_back(
                    simulated(declaration, {.document = "961", .status = "4"}, now + minutes(2), envelope)
                );
            }
            break;
        case Outcome::rejected:
            replies.push_back(simulated(
                declaration,
                {.document = "963", .status = "2", .error = "SIM00001"},
                now + minutes(1),
                envelope
            ));
            break;
        case Outcome::query:
            replies.push_back(simulated(
                declaration,
                {.document = "962", .status = "6", .error = "SIM00002"},
                now + minutes(1),
                envelope
            ));
            break;
    }
    return replies;
}

}  // namespace silkgate::adapters::edifact
