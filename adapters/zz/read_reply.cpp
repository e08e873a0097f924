#include "adapters/common/xml/reader.hpp"
#include "adapters/common/xml/writer.hpp"
#include "adapters/zz/codes.hpp"
#include "adapters/zz/declaration.hpp"

namespace silkgate::adapters::zz {
namespace {

constexpr std::size_t kNumberCharacters = 20;
constexpr std::size_t kReasonsMax = 100;
constexpr std::size_t kReasonCharactersMax = 500;
constexpr std::size_t kCodeCharactersMax = 64;

Error unreadable(std::string_view what) {
    return fail(Errc::unreadable_reply, std::string(what));
}

std::string_view attribute(const xml::Element& element, std::string_view name) {
    for (const auto& [known, value] : element.attributes) {
        if (known == name) {
            return value;
        }
    }
    return {};
}

// "ZED" and 17 hexadecimal digits.
bool is_number(std::string_view text) {
    return text.size() == kNumberCharacters && text.starts_with("ZED") &&
           text.find_first_not_of("0123456789ABCDEF", 3) == std::string_view::npos;
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

Result<Charge> read_charge(const xml::Element& element) {
    const auto amount = Decimal::parse(attribute(element, "amount"));
    const std::string_view kind = attribute(element, "kind");
    const std::string_view currency = attribute(element, "currency");
    if (!amount || kind.empty() || kind.size() > kCodeCharactersMax || currency.size() != 3) {
        return unreadable("a Charge has no kind, amount or currency");
    }
    return Charge{.kind = std::string(kind), .amount = *amount, .currency = std::string(currency)};
}

std::optional<Error> read_details(const xml::Element& root, ReplyItem& item) {
    for (const xml::Element& child : root.children) {
        if (child.name == "Reason" && item.reasons.size() < kReasonsMax) {
            item.reasons.push_back(Reason{
                .code = first_characters(attribute(child, "code"), kCodeCharactersMax),
                .text = first_characters(child.text, kReasonCharactersMax),
            });
        } else if (child.name == "Charge" && item.charges.size() < kReasonsMax) {
            auto charge = read_charge(child);
            if (!charge) {
                return charge.error();
            }
            item.charges.push_back(std::move(*charge));
        }
    }
    return std::nullopt;
}

std::string write_reply(std::string_view number, ReplyStatus status, Instant at, std::string_view reason) {
    xml::Writer out;
    out.open("ZedReply", {"xmlns", kReplyNamespace})
        .element("Number", number)
        .element("Status", to_code(status));
    if (status != ReplyStatus::received) {
        out.element("Registration", "ZZ/" + std::string(number.substr(3, 8)));
    }
    out.element("At", format_rfc3339(at));
    if (!reason.empty()) {
        out.open("Reason", {"code", reason}).close();
    }
    out.close();
    return std::move(out).str();
}

}  // namespace

Result<std::vector<ReplyItem>> read_zed_reply(std::string_view bytes) {
    const auto root = xml::read(bytes);
    if (!root) {
        return unreadable(root.error().detail);
    }
    const std::string_view number = root->text_at("Number");
    const auto status = to_status(root->text_at("Status"));
    if (root->name != "ZedReply" || !is_number(number) || !status) {
        return unreadable("not a ZedReply with a Number and a known Status");
    }
    ReplyItem item;
    item.references = {"zz:" + std::string(kKind) + ":" + std::string(number)};
    item.status = *status;
    item.native_status = root->text_at("Status");
    item.authority_reference = first_characters(root->text_at("Registration"), kCodeCharactersMax);
    if (const std::string_view at = root->text_at("At"); !at.empty()) {
        const auto instant = parse_rfc3339(at);
        if (!instant) {
            return unreadable("At is not an RFC 3339 time");
        }
        item.at = *instant;
    }
    if (auto problem = read_details(*root, item)) {
        return *problem;
    }
    return std::vector<ReplyItem>{std::move(item)};
}

Result<std::vector<SimulatedReply>> simulate_zed_reply(std::string_view bytes, Outcome outcome, Instant now) {
    using std::chrono::minutes;
    const auto root = xml::read(bytes);
    if (!root || root->name != kKind || !is_number(root->text_at("Header/Number"))) {
        return fail(Errc::invalid_value, "not a ZedDeclaration");
    }
    const std::string_view number = root->text_at("Header/Number");
    const bool is_cancellation = root->text_at("Header/Function") == to_function(Action::cancel);
    std::vector<SimulatedReply> replies;
    const auto answer = [&](ReplyStatus status, Instant at, std::string_view reason) {
        replies.push_back(
            {.content_type = "application/xml", .bytes = write_reply(number, status, at, reason)}
        );
    };
    answer(ReplyStatus::received, now, {});
    switch (outcome) {
        case Outcome::accepted:
            answer(ReplyStatus::registered, now + minutes(1), {});
            answer(is_cancellation ? ReplyStatus::cancelled : ReplyStatus::released, now + minutes(2), {});
            break;
        case Outcome::rejected:
            answer(ReplyStatus::rejected, now + minutes(1), "E07");
            break;
        case Outcome::query:
            answer(ReplyStatus::query, now + minutes(1), "Q01");
            break;
    }
    return replies;
}

}  // namespace silkgate::adapters::zz
