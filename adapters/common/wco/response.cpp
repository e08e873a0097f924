#include "adapters/common/wco/response.hpp"

#include "adapters/common/sad/map.hpp"
#include "adapters/common/wco/declaration.hpp"
#include "adapters/common/xml/reader.hpp"
#include "adapters/common/xml/writer.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::wco {
namespace {

constexpr std::string_view kResponseNamespace = "urn:wco:datamodel:WCO:RES-DMS:2";
constexpr std::string_view kTypesNamespace = "urn:wco:datamodel:WCO:Response_DS:DMS:2";
constexpr std::size_t kReferenceBytesMax = 35;
constexpr std::size_t kNumberBytesMax = 70;
constexpr std::size_t kReasonsMax = 100;
constexpr std::size_t kChargesMax = 1000;
constexpr std::size_t kReasonCharactersMax = 500;
constexpr std::size_t kCodeBytesMax = 64;

struct FunctionRow {
    std::string_view code;
    ReplyStatus status;
};

// wco-dm-3.6, the notification samples DMSACC 01 … DMSTAX 13. The meaning of 07, 11 and 14 to 17 was read
// from their names only.
constexpr std::array<FunctionRow, 15> kFunctions = {{
    {"01", ReplyStatus::registered},
    {"02", ReplyStatus::received},
    {"03", ReplyStatus::rejected},
    {"05", ReplyStatus::query},
    {"06", ReplyStatus::query},
    {"07", ReplyStatus::received},
    {"08", ReplyStatus::released},
    {"09", ReplyStatus::released},
    {"10", ReplyStatus::cancelled},
    {"11", ReplyStatus::query},
    {"13", ReplyStatus::registered},
    {"14", ReplyStatus::registered},
    {"15", ReplyStatus::registered},
    {"16", ReplyStatus::released},
    {"17", ReplyStatus::query},
}};

Error unreadable(std::string_view what) {
    return fail(Errc::unreadable_reply, std::string(what));
}

// The first `count` code points.
std::string first_characters(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        const bool starts_character = (static_cast<unsigned char>(text[at]) & 0xc0U) != 0x80U;
        if (starts_character && count-- == 0) {
            break;
        }
    }
    return std::string(text.substr(0, at));
}

// formatCode 304 "CCYYMMDDhhmmssZ"; anything else is no time.
std::optional<Instant> read_time(std::string_view text) {
    if (text.size() != 15 || text.back() != 'Z' ||
        text.substr(0, 14).find_first_not_of("0123456789") != std::string_view::npos) {
        return std::nullopt;
    }
    const std::string t(text);
    const auto instant = parse_rfc3339(
        t.substr(0, 4) + "-" + t.substr(4, 2) + "-" + t.substr(6, 2) + "T" + t.substr(8, 2) + ":" +
        t.substr(10, 2) + ":" + t.substr(12, 2) + "Z"
    );
    return instant ? std::optional(*instant) : std::nullopt;
}

// "42A/67A/68A[2]/R038": the classes on the way to the wrong element, and its number.
std::string pointer_path(const xml::Element& error) {
    std::string path;
    for (const xml::Element& child : error.children) {
        if (child.name != "Pointer" || path.size() > kCodeBytesMax) {
            continue;
        }
        path += path.empty() ? "" : "/";
        path += child.text_at("DocumentSectionCode");
        if (const std::string_view number = child.text_at("SequenceNumeric"); !number.empty()) {
            path.append("[").append(number).append("]");
        }
        if (const std::string_view tag = child.text_at("TagID"); !tag.empty()) {
            path.append("/").append(tag);
        }
    }
    return path;
}

void read_reasons(const xml::Element& response, ReplyItem& item) {
    for (const xml::Element& child : response.children) {
        if (child.name != "Error" || item.reasons.size() >= kReasonsMax) {
            continue;
        }
        std::string text(child.text_at("Description"));
        const std::string path = pointer_path(child);
        text += path.empty() ? "" : (text.empty() ? path : " (" + path + ")");
        item.reasons.push_back(
            {.code = first_characters(child.text_at("ValidationCode"), kCodeBytesMax),
             .text = first_characters(text, kReasonCharactersMax)}
        );
    }
}

std::string_view currency_of(const xml::Element& amount) {
    for (const auto& [name, value] : amount.attributes) {
        if (name == "currencyID") {
            return value;
        }
    }
    return {};
}

// Every DutyTaxFee with a payable amount below the declaration, header and items.
std::optional<Error> read_charges(const xml::Element& element, ReplyItem& item) {
    for (const xml::Element& child : element.children) {
        if (child.name != "DutyTaxFee") {
            if (auto problem = read_charges(child, item)) {
                return problem;
            }
            continue;
        }
        const xml::Element* payment = child.child("Payment");
        const xml::Element* amount = payment == nullptr ? nullptr : payment->child("PaymentAmount");
        if (amount == nullptr || item.charges.size() >= kChargesMax) {
            continue;
        }
        const auto value = Decimal::parse(amount->text);
        const std::string_view currency = currency_of(*amount);
        if (!value || currency.size() != 3) {
            return unreadable("a PaymentAmount has no amount or currency");
        }
        const std::string_view type = child.text_at("TypeCode");
        item.charges.push_back(
            {.kind = first_characters(type.empty() ? "total" : type, kCodeBytesMax),
             .amount = *value,
             .currency = std::string(currency)}
        );
    }
    return std::nullopt;
}

const xml::Element* find_response(const xml::Element& root) {
    if (root.name == "Response") {
        return &root;
    }
    return root.name == "MetaData" ? root.child("Response") : nullptr;
}

void open_response(xml::Writer& out, std::string_view function, std::string_view reference, Instant now) {
    out.open("md:MetaData", {"xmlns:md", kEnvelopeNamespace});
    out.element("md:WCODataModelVersionCode", "3.6").element("md:WCOTypeName", "RES");
    out.open("Response", {"xmlns", kResponseNamespace, "xmlns:ds", kTypesNamespace});
    out.element("FunctionCode", function);
    out.element("FunctionalReferenceID", std::string("R") + std::string(function) + std::string(reference));
    out.open("IssueDateTime")
        .element(
            "ds:DateTimeString", format_compact(now, std::chrono::minutes(0)) + "Z", {"formatCode", "304"}
        )
        .close();
}

SimulatedReply
simulated(std::string_view function, std::string_view reference, Instant now, std::string_view error = {}) {
    xml::Writer out;
    open_response(out, function, reference, now);
    if (!error.empty()) {
        out.open("Error").element("Description", "Simulated by Silkgate").element("ValidationCode", error);
        out.open("Pointer").element("DocumentSectionCode", "42A").close();
        out.open("Pointer").element("SequenceNumeric", "1").element("DocumentSectionCode", "68A");
        out.element("TagID", "145").close().close();
    }
    out.open("Declaration").element("FunctionalReferenceID", reference);
    if (function != "02") {
        out.element("ID", "SIM" + std::string(reference.substr(0, 12)));
    }
    out.close().close().close();
    return {.content_type = "application/xml", .bytes = std::move(out).str()};
}

}  // namespace

Result<std::vector<ReplyItem>> read_response(std::string_view bytes, std::string_view country) {
    const auto root = xml::read(bytes);
    if (!root) {
        return unreadable(root.error().detail);
    }
    const xml::Element* response = find_response(*root);
    if (response == nullptr) {
        return unreadable("not a WCO Response");
    }
    const std::string_view function = response->text_at("FunctionCode");
    const auto* row = std::ranges::find(kFunctions, function, &FunctionRow::code);
    const std::string_view reference = response->text_at("Declaration/FunctionalReferenceID");
    const std::string_view number = response->text_at("Declaration/ID");
    if (row == kFunctions.end()) {
        return unreadable("the FunctionCode is missing or unknown");
    }
    if (reference.empty() || reference.size() > kReferenceBytesMax || number.size() > kNumberBytesMax) {
        return unreadable("the declaration has no FunctionalReferenceID, or a number is too long");
    }
    ReplyItem item;
    item.references = {sad::document_reference(country, kKind, reference)};
    item.authority_reference = number;
    item.status = row->status;
    item.native_status = function;
    if (const std::string_view at = response->text_at("IssueDateTime/DateTimeString"); !at.empty()) {
        item.at = read_time(at);
        if (!item.at) {
            return unreadable("IssueDateTime is not of format 304 in UTC");
        }
    }
    read_reasons(*response, item);
    if (auto problem = read_charges(*response->child("Declaration"), item)) {
        return *problem;
    }
    return std::vector<ReplyItem>{std::move(item)};
}

Result<std::vector<SimulatedReply>> simulate_responses(std::string_view bytes, Outcome outcome, Instant now) {
    using std::chrono::minutes;
    const auto root = xml::read(bytes);
    const xml::Element* declaration = root ? root->child("Declaration") : nullptr;
    const std::string_view reference =
        declaration == nullptr ? std::string_view{} : declaration->text_at("FunctionalReferenceID");
    if (reference.empty() || reference.size() > kReferenceBytesMax) {
        return fail(Errc::invalid_value, "not a WCO declaration with a FunctionalReferenceID");
    }
    // 07 answers a request; then comes what became of it.
    const std::string_view type = declaration->text_at("TypeCode");
    const bool is_request = type == "INV" || type == "COR";
    std::vector<SimulatedReply> replies = {simulated("02", reference, now)};
    switch (outcome) {
        case Outcome::accepted:
            replies.push_back(simulated(is_request ? "07" : "01", reference, now + minutes(1)));
            replies.push_back(simulated(type == "INV" ? "10" : "09", reference, now + minutes(2)));
            break;
        case Outcome::rejected:
            replies.push_back(simulated("03", reference, now + minutes(1), "SIM00001"));
            break;
        case Outcome::query:
            replies.push_back(simulated("11", reference, now + minutes(1), "SIM00002"));
            break;
    }
    return replies;
}

}  // namespace silkgate::adapters::wco
