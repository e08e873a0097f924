// Answers. What comes from the other side is believed no more than any other input.
#include "adapters/abi/messages.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::abi {
namespace {

Error wrong(std::string_view what) {
    return fail(Errc::internal, "the adapter's answer is not as agreed: " + std::string(what));
}

std::string text_of(json::Value object, std::string_view name) {
    return std::string(object[name].text());
}

void write_texts(json::Writer& out, json::Name name, const std::vector<std::string>& texts) {
    out.key(name).begin_array();
    for (const std::string& text : texts) {
        out.string(text);
    }
    out.end_array();
}

std::vector<std::string> read_texts(json::Value array) {
    std::vector<std::string> texts;
    for (const json::Value value : array) {
        texts.emplace_back(value.text());
    }
    return texts;
}

constexpr auto kErrors = std::to_array<Errc>({
#define SILKGATE_ERROR(name, code, status, retryable, title) Errc::name,
#include "gateway/core/errors.def"
#undef SILKGATE_ERROR
});

Result<ReplyItem> read_item(json::Value value) {
    ReplyItem item;
    const auto status = parse_status(value["status"].text());
    item.references = read_texts(value["references"]);
    if (!status || item.references.empty()) {
        return wrong("a reply has references and a status");
    }
    item.status = *status;
    item.authority_reference = text_of(value, "authorityReference");
    item.native_status = text_of(value, "nativeStatus");
    if (value["at"]) {
        const auto at = parse_rfc3339(value["at"].text());
        if (!at) {
            return wrong("`at` is an RFC 3339 time");
        }
        item.at = *at;
    }
    for (const json::Value reason : value["reasons"]) {
        item.reasons.push_back({.code = text_of(reason, "code"), .text = text_of(reason, "text")});
    }
    for (const json::Value charge : value["charges"]) {
        const auto amount = json::to_decimal(charge["amount"]);
        if (!amount) {
            return wrong("a charge has an amount");
        }
        item.charges.push_back(
            {.kind = text_of(charge, "kind"), .amount = *amount, .currency = text_of(charge, "currency")}
        );
    }
    if (const auto step = parse_carriage_step(value["carriage"].text()); step && item.at) {
        item.movement = {.step = *step, .place = text_of(value, "place")};
    }
    return item;
}

}  // namespace

void write_violations(json::Writer& out, const Violations& violations) {
    out.key("violations").begin_array();
    for (const Violation& violation : violations) {
        out.begin_object().member("rule", violation.rule->id);
        out.member("pointer", violation.canonical_pointer).member_if("leg", violation.leg);
        out.member_if("found", violation.found).end_object();
    }
    out.end_array();
}

Result<Violations> read_violations(json::Value array, FindRule find) {
    Violations violations;
    for (const json::Value value : array) {
        const Rule* rule = find.find_rule(value["rule"].text());
        if (rule == nullptr) {
            return wrong("it names the rule " + text_of(value, "rule") + ", which is not in its info");
        }
        violations.push_back({
            .rule = rule,
            .canonical_pointer = text_of(value, "pointer"),
            .pointer = {},
            .leg = text_of(value, "leg"),
            .found = text_of(value, "found"),
            .remedy_href = {},
        });
    }
    return array.is_array() ? Result<Violations>(std::move(violations)) : wrong("violations is an array");
}

void write_lines(json::Writer& out, const std::vector<QuoteLine>& lines) {
    out.key("lines").begin_array();
    for (const QuoteLine& line : lines) {
        out.begin_object().member("kind", line.kind).member("basis", line.basis);
        out.member("basisCurrency", line.basis_currency).member("rate", line.rate);
        out.member("amount", line.amount).member("currency", line.currency);
        if (line.rule != nullptr) {
            out.member("rule", line.rule->id);
        }
        out.end_object();
    }
    out.end_array();
}

Result<std::vector<QuoteLine>> read_lines(json::Value array, FindRule find) {
    std::vector<QuoteLine> lines;
    for (const json::Value value : array) {
        const auto basis = json::to_decimal(value["basis"]);
        const auto amount = json::to_decimal(value["amount"]);
        if (!basis || !amount) {
            return wrong("a line of a quote has a basis and an amount");
        }
        lines.push_back({
            .kind = text_of(value, "kind"),
            .basis = *basis,
            .basis_currency = text_of(value, "basisCurrency"),
            .rate = text_of(value, "rate"),
            .amount = *amount,
            .currency = text_of(value, "currency"),
            .rule = find.find_rule(value["rule"].text()),
        });
    }
    return array.is_array() ? Result<std::vector<QuoteLine>>(std::move(lines)) : wrong("lines is an array");
}

void write_documents(json::Writer& out, const std::vector<Document>& documents) {
    out.key("documents").begin_array();
    for (const Document& document : documents) {
        out.begin_object().member("kind", document.kind).member("contentType", document.content_type);
        out.member("bytes", crypto::to_base64(document.bytes));
        write_texts(out, "references", document.references);
        out.member_if("dataSchema", document.data_schema).member_if("signature", document.signature);
        out.member_if("filer", document.filer).key("decidesLeg").boolean(document.decides_leg).end_object();
    }
    out.end_array();
}

Result<std::vector<Document>> read_documents(json::Value array) {
    std::vector<Document> documents;
    for (const json::Value value : array) {
        auto bytes = crypto::from_base64(value["bytes"].text());
        if (!bytes || value["kind"].text().empty() || value["references"].size() == 0) {
            return wrong("a document has a kind, bytes in base64 and references");
        }
        documents.push_back({
            .kind = text_of(value, "kind"),
            .content_type = text_of(value, "contentType"),
            .bytes = std::move(*bytes),
            .references = read_texts(value["references"]),
            .data_schema = text_of(value, "dataSchema"),
            .signature = text_of(value, "signature"),
            .filer = text_of(value, "filer"),
            .decides_leg = value["decidesLeg"].is_true(),
        });
    }
    if (std::ranges::count_if(documents, &Document::decides_leg) != 1) {
        return wrong("exactly one document decides the leg");
    }
    return documents;
}

void write_items(json::Writer& out, const std::vector<ReplyItem>& items) {
    out.key("items").begin_array();
    for (const ReplyItem& item : items) {
        out.begin_object();
        write_texts(out, "references", item.references);
        out.member("status", to_word(item.status)).member_if("nativeStatus", item.native_status);
        out.member_if("authorityReference", item.authority_reference);
        if (item.at) {
            out.member("at", format_rfc3339(*item.at));
        }
        out.key("reasons").begin_array();
        for (const Reason& reason : item.reasons) {
            out.begin_object().member("code", reason.code).member("text", reason.text).end_object();
        }
        out.end_array().key("charges").begin_array();
        for (const Charge& charge : item.charges) {
            out.begin_object().member("kind", charge.kind).member("amount", charge.amount);
            out.member("currency", charge.currency).end_object();
        }
        out.end_array();
        if (item.movement) {
            out.member("carriage", to_string(item.movement->step)).member_if("place", item.movement->place);
        }
        out.end_object();
    }
    out.end_array();
}

Result<std::vector<ReplyItem>> read_items(json::Value array) {
    std::vector<ReplyItem> items;
    for (const json::Value value : array) {
        auto item = read_item(value);
        if (!item) {
            return item.error();
        }
        items.push_back(std::move(*item));
    }
    return array.is_array() ? Result<std::vector<ReplyItem>>(std::move(items)) : wrong("items is an array");
}

void write_replies(json::Writer& out, const std::vector<SimulatedReply>& replies) {
    out.key("replies").begin_array();
    for (const SimulatedReply& reply : replies) {
        out.begin_object().member("contentType", reply.content_type);
        out.member("bytes", crypto::to_base64(reply.bytes)).end_object();
    }
    out.end_array();
}

Result<std::vector<SimulatedReply>> read_replies(json::Value array) {
    std::vector<SimulatedReply> replies;
    for (const json::Value value : array) {
        auto bytes = crypto::from_base64(value["bytes"].text());
        if (!bytes) {
            return wrong("a reply has bytes in base64");
        }
        replies.push_back({.content_type = text_of(value, "contentType"), .bytes = std::move(*bytes)});
    }
    return replies;
}

void write_error(json::Writer& out, const Error& error) {
    out.key("error").begin_object().member("code", describe(error.code).code);
    out.member("detail", error.detail).end_object();
}

Error read_error(json::Value value) {
    const auto* code =
        std::ranges::find(kErrors, value["code"].text(), [](Errc errc) { return describe(errc).code; });
    std::string detail = text_of(value, "detail");
    if (detail.empty()) {
        detail = "the adapter gives no reason";
    }
    return fail(code == kErrors.end() ? Errc::internal : *code, std::move(detail));
}

}  // namespace silkgate::adapters::abi
