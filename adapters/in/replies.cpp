// Acknowledgements of ICES (in-ack) and the neutral reply; the other side of both for demonstration and
// tests.
#include "adapters/common/neutral/reply.hpp"
#include "adapters/in/documents.hpp"
#include "adapters/in/identifiers.hpp"
#include "gateway/json/writer.hpp"

#include <algorithm>

namespace silkgate::adapters::in {
namespace {

constexpr std::size_t kHeadFields = 12;
constexpr std::size_t kReplyBytesMax = 1'048'576;
constexpr std::size_t kRecordsMax = 1'000;
constexpr std::size_t kIdMax = 120;
constexpr std::size_t kShortMax = 20;
constexpr std::size_t kReasonCharactersMax = 500;
constexpr std::size_t kSimulatedMax = 20;  // characters of a simulated number

Error unreadable(std::string_view what) {
    return fail(Errc::unreadable_reply, std::string(what));
}

bool is_word(std::string_view text, std::size_t max) {
    return !text.empty() && text.size() <= max &&
           std::ranges::all_of(text, [](unsigned char c) { return c > 0x20 && c < 0x7f && c != ':'; });
}

bool is_number(std::string_view text) {
    return text.size() <= kShortMax && !text.empty() && is_digits(text, text.size());
}

std::vector<std::string_view> split_lines(std::string_view bytes) {
    std::vector<std::string_view> lines;
    while (!bytes.empty() && lines.size() <= kRecordsMax) {
        const auto end = bytes.find('\n');
        std::string_view line = bytes.substr(0, end);
        bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        if (!line.empty()) {
            lines.push_back(line);
        }
    }
    return lines;
}

// "157 rates are not updated", "157", or words alone.
Reason read_reason(std::string_view text, const Tables& tables) {
    const auto end = std::min(text.find_first_not_of("0123456789"), text.size());
    Reason reason;
    if (end > 0 && end <= 4) {
        reason.code = text.substr(0, end);
        text.remove_prefix(end);
        text.remove_prefix(std::min(text.find_first_not_of(" -:"), text.size()));
    }
    reason.text = text.empty() ? tables.error_text(reason.code) : text.substr(0, kReasonCharactersMax);
    // ICES writes ASCII; what is not, is no text of its.
    std::ranges::replace_if(reason.text, [](unsigned char c) { return c < 0x20 || c > 0x7e; }, '?');
    return reason;
}

// House, job number, job date (ddmmyyyy); then number and date (yyyymmdd) of the bill, or why there is none.
Result<ReplyItem> read_record(std::string_view line, std::string_view filer, const Tables& tables) {
    const auto fields = split_fields(line);
    if (fields.size() < 4 || !is_custom_house(fields[0]) || !is_number(fields[1]) ||
        !is_digits(fields[2], 8)) {
        return unreadable("a record has no custom house, job number and job date");
    }
    ReplyItem item;
    item.references = {reference_of(
        {.filer = std::string(filer),
         .house = std::string(fields[0]),
         .number = std::string(fields[1]),
         .date = std::string(fields[2])}
    )};
    if (fields.size() >= 5 && is_number(fields[3]) && is_digits(fields[4], 8)) {
        item.status = ReplyStatus::registered;
        item.native_status = "ACK";
        item.authority_reference = std::string(fields[3]) + "/" + std::string(fields[4]);
        return item;
    }
    if (fields[3].empty()) {
        return unreadable("a record has neither a number nor a reason");
    }
    item.status = ReplyStatus::rejected;
    item.native_status = "NAK";
    item.reasons.push_back(read_reason(fields[3], tables));
    return item;
}

Result<std::vector<ReplyItem>> read_acknowledgement(std::string_view bytes, const Tables& tables) {
    const auto lines = split_lines(bytes);
    const auto head = lines.empty() ? std::vector<std::string_view>{} : split_fields(lines.front());
    if (head.size() < kHeadFields || head[0] != "HREC" || !is_word(head[4], kShortMax)) {
        return unreadable("the first line is no HREC that names the filer");
    }
    if (head[8] != "CHCAI02" && head[8] != "CHCAE02") {
        return unreadable("the message is no acknowledgement (CHCAI02, CHCAE02)");
    }
    std::vector<ReplyItem> items;
    for (std::size_t i = 1; i < lines.size() && !lines[i].starts_with("TREC"); ++i) {
        if (lines[i].starts_with('<')) {
            continue;
        }
        auto item = read_record(lines[i], head[4], tables);
        if (!item) {
            return item.error();
        }
        items.push_back(std::move(*item));
    }
    if (items.empty()) {
        return unreadable("the acknowledgement has no record");
    }
    return items;
}

Result<std::vector<std::string>> read_document_id(json::Value object) {
    const json::Value id = object["documentId"];
    const bool is_good = id.is_string() && !id.text().empty() && id.text().size() <= kIdMax &&
                         std::ranges::all_of(id.text(), [](unsigned char c) { return c > 0x20 && c < 0x7f; });
    if (!is_good) {
        return fail(Errc::unreadable_reply, "documentId names no declaration", object.pointer());
    }
    return std::vector<std::string>{"in:" + std::string(id.text())};
}

SimulatedReply
neutral_reply(std::string_view id, std::string_view status, Instant at, std::string_view reason) {
    json::Writer out;
    out.begin_object().member("documentId", id).member("status", status).member("at", format_rfc3339(at));
    if (status == "registered") {
        out.member(
            "authorityReference",
            "SIM-" + std::string(id.substr(id.size() - std::min(id.size(), kSimulatedMax)))
        );
    }
    if (!reason.empty()) {
        out.key("reasons").begin_array().begin_object();
        out.member("code", reason).member("text", "Simulated by Silkgate").end_object().end_array();
    }
    out.end_object();
    return {.content_type = "application/json", .bytes = std::move(out).str()};
}

std::string joined(std::initializer_list<std::string_view> fields) {
    std::string out;
    for (const std::string_view field : fields) {
        out += (out.empty() ? "" : std::string(1, kSeparator)) + std::string(field);
    }
    return out + "\n";
}

SimulatedReply acknowledgement(const Job& job, bool is_import, std::string_view result, Instant now) {
    const std::string at = format_compact(now, kIndiaOffset);
    std::string bytes = joined(
        {"HREC",
         "ZZ",
         job.house,
         "ZZ",
         job.filer,
         "ICES1_5",
         "T",
         "",
         is_import ? "CHCAI02" : "CHCAE02",
         job.number,
         at.substr(0, 8),
         at.substr(8, 4)}
    );
    const bool accepted = result.empty();
    bytes += accepted ? joined({job.house, job.number, job.date, job.number.substr(0, 7), at.substr(0, 8)})
                      : joined({job.house, job.number, job.date, result});
    return {.content_type = "text/plain", .bytes = bytes + joined({"TREC", job.number})};
}

// The job of a flat file of ours; the date in the order of the acknowledgement, whichever the file has.
Result<Job> job_of(std::string_view bytes) {
    const auto lines = split_lines(bytes);
    const auto head = lines.size() < 3 ? std::vector<std::string_view>{} : split_fields(lines[0]);
    const auto record = lines.size() < 3 ? std::vector<std::string_view>{} : split_fields(lines[2]);
    if (head.size() < kHeadFields || record.size() < 4 || head[0] != "HREC" || !is_digits(head[10], 8) ||
        record[3].size() != 8) {
        return fail(Errc::invalid_value, "not a flat file of ICES");
    }
    const std::string_view date = head[10];  // yyyymmdd
    return Job{
        .filer = std::string(head[2]),
        .house = std::string(head[4]),
        .number = std::string(record[2]),
        .date =
            std::string(date.substr(6, 2)) + std::string(date.substr(4, 2)) + std::string(date.substr(0, 4)),
    };
}

std::vector<SimulatedReply> simulate_job(const Job& job, bool is_import, Outcome outcome, Instant now) {
    using std::chrono::minutes;
    const std::string id = reference_of(job).substr(3);
    std::vector<SimulatedReply> replies;
    if (outcome == Outcome::rejected) {
        replies.push_back(acknowledgement(job, is_import, "157 rates of exchange are not updated", now));
        return replies;
    }
    replies.push_back(acknowledgement(job, is_import, {}, now));
    // How ICES says that it asks or releases is not public: the neutral reply stands for it.
    replies.push_back(
        outcome == Outcome::query ? neutral_reply(id, "query", now + minutes(1), "query")
                                  : neutral_reply(id, "released", now + minutes(2), {})
    );
    return replies;
}

}  // namespace

std::vector<std::string_view> split_fields(std::string_view line) {
    std::vector<std::string_view> fields;
    while (true) {
        const auto end = line.find(kSeparator);
        fields.push_back(line.substr(0, end));
        if (end == std::string_view::npos) {
            return fields;
        }
        line.remove_prefix(end + 1);
    }
}

std::string reference_of(const Job& job) {
    return "in:job:" + job.filer + ":" + job.house + ":" + job.number + ":" + job.date;
}

Result<std::vector<ReplyItem>> read_reply(std::string_view bytes, const Tables& tables) {
    if (bytes.size() > kReplyBytesMax) {
        return unreadable("the reply is too large");
    }
    return bytes.starts_with("HREC") ? read_acknowledgement(bytes, tables)
                                     : neutral::read_replies(bytes, read_document_id);
}

Result<std::vector<SimulatedReply>>
simulate(std::string_view kind, std::string_view bytes, Outcome outcome, Instant now) {
    using std::chrono::minutes;
    if (kind == kBillOfEntry || kind == kShippingBill) {
        const auto job = job_of(bytes);
        return job ? Result<std::vector<SimulatedReply>>(
                         simulate_job(*job, kind == kBillOfEntry, outcome, now)
                     )
                   : Result<std::vector<SimulatedReply>>(job.error());
    }
    const auto document = json::Document::parse(std::string(bytes));
    const std::string_view id = document ? document->root()["documentId"].text() : std::string_view{};
    if (id.empty()) {
        return fail(Errc::invalid_value, "not a form of this adapter");
    }
    std::vector<SimulatedReply> replies;
    replies.push_back(neutral_reply(id, "received", now, {}));
    switch (outcome) {
        case Outcome::accepted:
            replies.push_back(neutral_reply(id, "registered", now + minutes(1), {}));
            replies.push_back(neutral_reply(id, "released", now + minutes(2), {}));
            break;
        case Outcome::rejected:
            replies.push_back(neutral_reply(id, "rejected", now + minutes(1), "release-refused"));
            break;
        case Outcome::query:
            replies.push_back(neutral_reply(id, "query", now + minutes(1), "description-unclear"));
            break;
    }
    return replies;
}

}  // namespace silkgate::adapters::in
