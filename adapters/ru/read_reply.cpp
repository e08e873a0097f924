#include "adapters/ru/read_reply.hpp"

#include "adapters/common/eaeu/script.hpp"
#include "adapters/common/xml/reader.hpp"
#include "adapters/ru/write_declaration.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::ru {
namespace {

using xml::Element;

constexpr std::size_t kItemsMax = 500;    // waybills of one declaration
constexpr std::size_t kReasonsMax = 100;  // of one item
constexpr std::size_t kTextMax = 500;
constexpr std::size_t kDocumentsMax = 50;  // in one envelope

// One document with what its envelope said.
struct Message {
    const Element* document = nullptr;
    std::string_view type;  // "CMN.11350", or empty without an envelope
};

std::optional<ReplyStatus> status_by_word(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, ReplyStatus>, 6> kWords{{
        {"received", ReplyStatus::received},
        {"registered", ReplyStatus::registered},
        {"query", ReplyStatus::query},
        {"released", ReplyStatus::released},
        {"rejected", ReplyStatus::rejected},
        {"cancelled", ReplyStatus::cancelled},
    }};
    const auto found = std::ranges::find(kWords, word, &std::pair<std::string_view, ReplyStatus>::first);
    return found == kWords.end() ? std::nullopt : std::optional(found->second);
}

// The row in force on the day of the decision, else the last row: a decision without a readable day is of
// today.
std::optional<ReplyStatus> status_of(
    const ReplyCodes& codes,
    std::string_view kind,
    std::string_view code,
    const std::optional<Instant>& at
) {
    const std::string key = std::string(kind) + ":" + std::string(code);
    const eaeu::Entry* entry = at ? eaeu::find_entry(codes, key, local_time(*at, kMoscow).date) : nullptr;
    if (entry == nullptr) {
        const auto found = std::ranges::find(codes.rbegin(), codes.rend(), key, &eaeu::Entry::key);
        entry = found == codes.rend() ? nullptr : &*found;
    }
    return entry == nullptr ? std::nullopt : status_by_word(entry->values[0]);
}

std::optional<Instant> instant_of(std::string_view text) {
    const auto instant = parse_rfc3339(text);
    return instant ? std::optional(*instant) : std::nullopt;
}

bool is_identifier(std::string_view text) {
    return !text.empty() && text.size() <= 36 && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
    });
}

// "10000000/241126/0000001" as people read it, or empty when a part is not what it should be.
std::string registration_number(const Element* number) {
    if (number == nullptr) {
        return {};
    }
    const std::string_view office = number->text_at("CustomsCode");
    const std::string_view serial = number->text_at("GTDNumber");
    const auto date = parse_date(number->text_at("RegistrationDate").substr(0, 10));
    const auto are_digits = [](std::string_view text) {
        return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    };
    if (office.empty() || office.size() > 8 || !are_digits(office) || !date || serial.size() > 7 ||
        !is_identifier(serial)) {
        return {};
    }
    const std::string day = format_date(*date);
    std::string out =
        std::string(office) + "/" + day.substr(8, 2) + day.substr(5, 2) + day.substr(2, 2) + "/";
    out += serial;
    const std::string_view addition = number->text_at("AddNumber");
    if (is_identifier(addition) && addition.size() <= 3) {
        out += "/" + std::string(addition);
    }
    return out;
}

void add_reason(ReplyItem& item, std::string_view code, std::string_view text) {
    if (item.reasons.size() < kReasonsMax && !(code.empty() && text.empty())) {
        item.reasons.push_back(
            {.code = std::string(eaeu::cut_text(code, 250)),
             .text = std::string(eaeu::cut_text(text, kTextMax))}
        );
    }
}

void add_document_reference(ReplyItem& item, std::string_view id) {
    if (!is_identifier(id)) {
        return;
    }
    std::string reference = document_reference(id);
    if (std::ranges::find(item.references, reference) == item.references.end()) {
        item.references.push_back(std::move(reference));
    }
}

void add_number_reference(ReplyItem& item) {
    if (!item.authority_reference.empty()) {
        item.references.push_back("ru:gtd:" + item.authority_reference);
    }
}

// The status of documents that carry no code of their own: the envelope's message type where it is known.
ReplyStatus status_of_document(const ReplyCodes& codes, const Message& message) {
    const auto by_type = status_of(codes, "message", message.type, std::nullopt);
    return by_type ? *by_type
                   : status_of(codes, "document", message.document->name, std::nullopt)
                         .value_or(ReplyStatus::query);
}

Result<void> read_custom_mark(const ReplyCodes& codes, const Element& mark, std::vector<ReplyItem>& out) {
    const std::string number = registration_number(mark.child("ApplicationRegNumber"));
    for (const Element& decision : mark.children) {
        if (decision.name != "Consignment") {
            continue;
        }
        const std::string_view waybill = decision.text_at("IndividualWayBill/WayBillID");
        const std::string_view code = decision.text_at("DecisionCode");
        if (!is_identifier(waybill) || code.empty() || code.size() > 2) {
            return fail(Errc::unreadable_reply, "a decision names no waybill or has no decision code");
        }
        ReplyItem item;
        item.references.push_back(waybill_reference(waybill));
        item.authority_reference = number;
        item.native_status = code;
        item.at = instant_of(decision.text_at("DecisionDate"));
        const auto status = status_of(codes, "decision", code, item.at);
        item.status = status.value_or(ReplyStatus::query);
        if (!status) {
            add_reason(item, code, "decision code not in the adapter's list");
        }
        add_reason(item, decision.text_at("ReasonCode"), decision.text_at("Reason"));
        out.push_back(std::move(item));
        if (out.size() > kItemsMax) {
            return fail(Errc::unreadable_reply, "more than 500 decisions");
        }
    }
    if (out.empty()) {
        return fail(Errc::unreadable_reply, "the mark holds no decision");
    }
    return {};
}

ReplyItem start_item(const ReplyCodes& codes, const Message& message) {
    ReplyItem item;
    add_document_reference(item, message.document->text_at("RefDocumentID"));
    item.status = status_of_document(codes, message);
    item.native_status = message.type.empty() ? std::string_view(message.document->name) : message.type;
    item.native_status = eaeu::cut_text(item.native_status, 60);
    return item;
}

ReplyItem read_registration(const ReplyCodes& codes, const Message& message) {
    ReplyItem item = start_item(codes, message);
    item.authority_reference = registration_number(message.document->child("GTDID"));
    item.at = instant_of(
        std::string(message.document->text_at("RegistrationDate")) + "T" +
        std::string(message.document->text_at("RegistrationTime"))
    );
    add_reason(item, {}, message.document->text_at("Comments"));
    add_number_reference(item);
    return item;
}

ReplyItem read_number_notice(const ReplyCodes& codes, const Message& message) {
    ReplyItem item = start_item(codes, message);
    item.authority_reference = eaeu::cut_text(message.document->text_at("DocumentRegNumber"), 50);
    return item;
}

void add_box(ReplyItem& item, const Element& change) {
    const std::string_view box = change.text_at("GRNumber");
    if (!box.empty()) {
        add_reason(item, "box", box);
    }
}

// Boxes to be corrected are named; the wrong and right values are not carried, they may be a person's.
void read_correction(const ReplyCodes& codes, const Message& message, std::vector<ReplyItem>& out) {
    const Element& demand = *message.document;
    ReplyItem common = start_item(codes, message);
    common.authority_reference = registration_number(demand.child("ApplicationRegNumber"));
    common.at = instant_of(demand.text_at("DecisionDateTime"));
    add_reason(common, "DocKind " + std::string(demand.text_at("DocKind")), demand.text_at("Reason"));
    add_reason(common, "LimitDateTime", demand.text_at("LimitDateTime"));
    for (const Element& child : demand.children) {
        if (child.name == "IdentifiedViolations") {
            add_reason(common, {}, child.text);
        }
    }
    for (const Element& waybill : demand.children) {
        const std::string_view id = waybill.text_at("IndividualWayBill/WayBillID");
        if (waybill.name != "Consignment" || !is_identifier(id) || out.size() >= kItemsMax) {
            continue;
        }
        ReplyItem item = common;
        item.references = {waybill_reference(id)};
        for (const Element& change : waybill.children) {
            if (change.name == "ChangeDetails") {
                add_box(item, change);
                for (const Element& goods : change.children) {
                    add_box(item, goods);
                }
            }
        }
        out.push_back(std::move(item));
    }
    if (out.empty()) {
        add_number_reference(common);
        out.push_back(std::move(common));
    }
}

ReplyItem read_document_request(const ReplyCodes& codes, const Message& message) {
    const Element& request = *message.document;
    ReplyItem item = start_item(codes, message);
    item.authority_reference = registration_number(request.child("GTDNumber"));
    for (const Element& wanted : request.children) {
        if (wanted.name == "RequestedDoc") {
            std::string text(wanted.text_at("PrDocumentName"));
            const std::string_view purpose = wanted.text_at("ReqPurpose");
            text += text.empty() || purpose.empty() ? std::string(purpose) : "; " + std::string(purpose);
            add_reason(item, wanted.text_at("DocCode"), text);
        }
    }
    add_reason(item, "DateLimit", request.text_at("DateLimit"));
    add_number_reference(item);
    return item;
}

void read_error_list(const ReplyCodes& codes, const Message& message, std::vector<ReplyItem>& out) {
    for (const Element& bad : message.document->children) {
        if (bad.name != "BadDocument" || out.size() >= kItemsMax) {
            continue;
        }
        ReplyItem item = start_item(codes, message);
        add_document_reference(item, bad.text_at("DocID"));
        for (const Element& error : bad.children) {
            if (error.name == "Error") {
                std::string text(error.text_at("ErrorName"));
                const std::string_view more = error.text_at("ErrDescription");
                text += more.empty() ? std::string() : ": " + std::string(more);
                add_reason(item, error.text_at("ErrCode"), text);
            }
        }
        out.push_back(std::move(item));
    }
    if (out.empty()) {
        out.push_back(start_item(codes, message));
    }
}

void read_result(const ReplyCodes& codes, const Message& message, std::vector<ReplyItem>& out) {
    for (const Element& response : message.document->children) {
        if (response.name != "Response" || out.size() >= kItemsMax) {
            continue;
        }
        ReplyItem item = start_item(codes, message);
        add_document_reference(item, response.text_at("RefDocumentID"));
        for (const Element& result : response.children) {
            if (result.name == "ResultInformation") {
                add_reason(item, result.text_at("ResultCode"), result.text_at("ResultDescription"));
            }
        }
        out.push_back(std::move(item));
    }
}

Result<std::vector<ReplyItem>> read_document(const ReplyCodes& codes, const Message& message) {
    std::vector<ReplyItem> items;
    const std::string_view name = message.document->name;
    if (name == "ExpressCargoDeclarationCustomMark") {
        if (const auto outcome = read_custom_mark(codes, *message.document, items); !outcome) {
            return outcome.error();
        }
    } else if (name == "NotifGTDRegistration") {
        items.push_back(read_registration(codes, message));
    } else if (name == "DocumentRegNumberNotif") {
        items.push_back(read_number_notice(codes, message));
    } else if (name == "ExpressCargoReqCorrect") {
        read_correction(codes, message, items);
    } else if (name == "ReqInventoryDoc") {
        items.push_back(read_document_request(codes, message));
    } else if (name == "ErrorList") {
        read_error_list(codes, message, items);
    } else if (name == "Result" || name == "ArchResult") {
        read_result(codes, message, items);
    } else if (status_of(codes, "message", message.type, std::nullopt)) {
        items.push_back(start_item(codes, message)
        );  // another document, but its message type says what it means
    } else if (name == "ReturnExpressCargoDeclaration") {
        return fail(
            Errc::unreadable_reply, "ReturnExpressCargoDeclaration is filed with customs, it is no reply"
        );
    } else {
        return fail(Errc::unreadable_reply, "no reply of Russian customs that this adapter reads");
    }
    const bool is_named = !items.empty() && std::ranges::none_of(items, [](const ReplyItem& item) {
        return item.references.empty();
    });
    if (!is_named) {
        return fail(Errc::unreadable_reply, "the reply does not say which document it answers");
    }
    return items;
}

// Documents below an envelope's body or a container, else the root itself. No recursion beyond the two
// wrappers.
void find_documents(const Element& root, std::string_view type, std::vector<Message>& out) {
    if (root.name == "ED_Container") {
        for (const Element& part : root.children) {
            const Element* body = part.name == "ContainerDoc" ? part.child("DocBody") : nullptr;
            if (body != nullptr && !body->children.empty() && out.size() <= kDocumentsMax) {
                out.push_back({&body->children.front(), type});
            }
        }
    } else if (out.size() <= kDocumentsMax) {
        out.push_back({&root, type});
    }
}

}  // namespace

Result<std::vector<ReplyItem>> read_reply(std::string_view bytes, const ReplyCodes& codes) {
    const auto root = xml::read(bytes);
    if (!root) {
        return fail(Errc::unreadable_reply, root.error().detail, root.error().pointer);
    }
    std::vector<Message> messages;
    if (root->name == "Envelope") {
        const Element* body = root->child("Body");
        if (body == nullptr) {
            return fail(Errc::unreadable_reply, "the envelope has no body");
        }
        for (const Element& document : body->children) {
            find_documents(document, root->text_at("Header/EDHeader/MessageType"), messages);
        }
    } else {
        find_documents(*root, {}, messages);
    }
    if (messages.empty() || messages.size() > kDocumentsMax) {
        return fail(Errc::unreadable_reply, "the envelope or container holds no document, or more than 50");
    }
    std::vector<ReplyItem> items;
    for (const Message& message : messages) {
        auto read = read_document(codes, message);
        if (!read) {
            return read.error();
        }
        std::ranges::move(*read, std::back_inserter(items));
    }
    return items;
}

}  // namespace silkgate::adapters::ru
