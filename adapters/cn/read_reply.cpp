#include "adapters/cn/read_reply.hpp"

#include "adapters/cn/receipts.hpp"
#include "adapters/cn/references.hpp"
#include "adapters/common/xml/reader.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace silkgate::adapters::cn {
namespace {

using xml::Element;

constexpr std::size_t kItemsMax = 1'000;  // the schema allows 100
constexpr std::size_t kKeyMax = 255;      // of any business key
constexpr std::size_t kReasonMax = 500;   // characters

Error unreadable(std::string detail) {
    return fail(Errc::unreadable_reply, std::move(detail));
}

// "CEB604Message" and, as the official sample of CEB214 has it, "CEB214".
std::string_view message_number(std::string_view root) {
    if (!root.starts_with("CEB") || root.size() < 6 || (root.size() > 6 && root.substr(6) != "Message")) {
        return {};
    }
    return root.substr(3, 3);
}

std::string cut(std::string_view text, std::size_t characters) {
    std::size_t end = 0;
    for (std::size_t seen = 0; end < text.size(); ++end) {
        if ((static_cast<unsigned char>(text[end]) & 0xc0U) != 0x80U && ++seen > characters) {
            break;
        }
    }
    return std::string(text.substr(0, end));
}

bool is_negative_number(std::string_view text) {
    return text.size() > 1 && text.front() == '-' &&
           std::ranges::all_of(text.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<ReplyStatus> neutral(std::string_view word) {
    constexpr std::pair<std::string_view, ReplyStatus> kWords[] = {
        {"received", ReplyStatus::received},
        {"registered", ReplyStatus::registered},
        {"query", ReplyStatus::query},
        {"released", ReplyStatus::released},
        {"rejected", ReplyStatus::rejected},
        {"cancelled", ReplyStatus::cancelled},
        {"technical_error", ReplyStatus::technical_error},
    };
    const auto* found = std::ranges::find(kWords, word, &std::pair<std::string_view, ReplyStatus>::first);
    return found == std::end(kWords) ? std::nullopt : std::optional(found->second);
}

// The row that says what a status means; nullptr when no table knows it.
const TableRow* meaning_of(const Tables& tables, std::string_view receipt, std::string_view status) {
    if (is_negative_number(status)) {
        return tables.error_codes.find_newest(status);
    }
    const std::string special = std::string(receipt) + "|" + std::string(status);
    const TableRow* row = tables.return_status.find_newest(special);
    return row != nullptr ? row : tables.return_status.find_newest("*|" + std::string(status));
}

// Sets status, native status and reasons. False when the status is not known.
bool set_status(
    ReplyItem& item,
    const Tables& tables,
    std::string_view receipt,
    std::string_view status,
    std::string_view info
) {
    const TableRow* row = meaning_of(tables, receipt, status);
    const auto word = row != nullptr ? neutral(row->value) : std::nullopt;
    if (!word && !is_negative_number(status)) {
        return false;
    }
    item.native_status = status;
    // A negative number is an error even when its meaning is not known.
    item.status = word.value_or(ReplyStatus::technical_error);
    if (item.status == ReplyStatus::rejected || item.status == ReplyStatus::technical_error ||
        item.status == ReplyStatus::query) {
        const std::string_view text = info.empty() && row != nullptr ? std::string_view(row->text) : info;
        item.reasons.push_back(Reason{.code = std::string(status), .text = cut(text, kReasonMax)});
    }
    return true;
}

// "cn:<document>:<key>"; empty when a part of the key is absent (payNo is optional and left out).
std::string key_reference(const Element& from, std::string_view document, const Key& key) {
    std::string out = reference(document, {});
    for (const std::string_view name : key) {
        if (name.empty()) {
            break;
        }
        const std::string_view value = from.text_at(name);
        if (value.empty() && name == "payNo") {
            continue;
        }
        if (value.empty() || value.size() > kKeyMax) {
            return {};
        }
        out += ':';
        out += value;
    }
    return out;
}

Result<ReplyItem>
read_item(const Tables& tables, const Receipt& receipt, const Element& from, std::size_t number) {
    const std::string where = std::string(receipt.item) + " " + std::to_string(number);
    ReplyItem item;
    if (std::string key = key_reference(from, receipt.document, receipt.key); !key.empty()) {
        item.references.push_back(std::move(key));
    }
    if (!receipt.other_key.front().empty()) {
        std::string other = key_reference(from, std::string(receipt.document) + "-order", receipt.other_key);
        if (!other.empty()) {
            item.references.push_back(std::move(other));
        }
    }
    if (item.references.empty()) {
        return unreadable(where + ": the business key is missing or too long");
    }
    const std::string_view status = from.text_at("returnStatus");
    if (!set_status(item, tables, receipt.number, status, from.text_at("returnInfo"))) {
        return unreadable(where + ": returnStatus \"" + cut(status, 10) + "\" is not known");
    }
    for (const std::string_view name : receipt.authority) {
        if (item.authority_reference.empty() && !name.empty()) {
            item.authority_reference = cut(from.text_at(name), kKeyMax);
        }
    }
    // Tax bills name the list by the number that customs gave it, and by nothing else.
    if (receipt.document == "CEB621") {
        if (std::string list = key_reference(from, "list-number", {"invtNo"}); !list.empty()) {
            item.learned.push_back(std::move(list));
        }
    }
    item.at = read_return_time(from.text_at("returnTime"));
    return item;
}

Result<std::vector<ReplyItem>> read_items(const Tables& tables, const Receipt& receipt, const Element& root) {
    std::vector<ReplyItem> items;
    for (const Element& child : root.children) {
        if (child.name != receipt.item) {
            continue;
        }
        if (items.size() == kItemsMax) {
            return unreadable("more items than a receipt can have");
        }
        auto item = read_item(tables, receipt, child, items.size() + 1);
        if (!item) {
            return item.error();
        }
        items.push_back(std::move(*item));
    }
    if (items.empty()) {
        return unreadable(root.name + " has no " + std::string(receipt.item));
    }
    return items;
}

// CEB792: customs merged lists into a declaration. decState has no public list of values, so the status says
// no more than that the result came.
Result<std::vector<ReplyItem>> read_summary_results(const Element& root) {
    std::vector<ReplyItem> items;
    for (const Element& child : root.children) {
        const Element* head = child.name == "SummaryResult" ? child.child("SummaryResultHead") : nullptr;
        if (head == nullptr || items.size() == kItemsMax) {
            continue;
        }
        ReplyItem item;
        std::string key = key_reference(*head, "CEB701-sum", {"sumNo", "declSeqNo", "msgSeqNo"});
        if (key.empty()) {
            return unreadable("SummaryResult: sumNo, declSeqNo or msgSeqNo is missing");
        }
        item.references.push_back(std::move(key));
        const std::string_view entry = head->text_at("entryId");
        item.authority_reference = cut(entry.empty() ? head->text_at("declSeqNo") : entry, kKeyMax);
        item.native_status = cut(head->text_at("decState"), 3);
        item.at = read_return_time(head->text_at("opDate"));
        items.push_back(std::move(item));
    }
    if (items.empty()) {
        return unreadable("CEB792Message has no SummaryResult");
    }
    return items;
}

// What CEB816 levies, by element.
constexpr std::pair<std::string_view, std::string_view> kTaxes[] = {
    {"customsTax", "duty"},
    {"valueAddedTax", "vat"},
    {"consumptionTax", "excise"},
};

// False when an amount is no amount. A tax of nothing is no charge.
bool read_charges(const Element& head, std::string_view bill, std::vector<Charge>& charges) {
    for (const auto& [name, kind] : kTaxes) {
        const auto amount = Decimal::parse(head.text_at(name));
        if (!amount || amount->is_negative()) {
            return false;
        }
        if (!amount->is_zero()) {
            charges.push_back(Charge{
                .kind = std::string(kind), .amount = *amount, .currency = "CNY", .bill = std::string(bill)
            });
        }
    }
    return true;
}

constexpr std::string_view kVoid = "3";  // status of a tax bill

// CEB816 and CEB818: the electronic tax bill of a released import list, and its later state. The list is
// named by the number that customs gave it.
Result<std::vector<ReplyItem>>
read_tax_bills(const Tables& tables, std::string_view number, const Element& root) {
    const bool has_amounts = number == "816";
    std::vector<ReplyItem> items;
    for (const Element& child : root.children) {
        const Element* head = child.child(has_amounts ? "TaxHeadRd" : "TaxHeadStatus");
        if (child.name != "Tax" || head == nullptr) {
            continue;
        }
        if (items.size() == kItemsMax) {
            return unreadable("more tax bills than are read");
        }
        ReplyItem item;
        const std::string list = key_reference(*head, "list-number", {"invtNo"});
        if (list.empty() || key_reference(*head, "tax", {"taxNo"}).empty()) {
            return unreadable("Tax: invtNo or taxNo is missing or too long");
        }
        item.references.push_back(list);
        const std::string_view status = head->text_at("status");
        // The general statuses are those of receipts, not of tax bills.
        const std::string own = std::string(number) + "|" + std::string(status);
        if (tables.return_status.find_newest(own) == nullptr ||
            !set_status(item, tables, number, status, {})) {
            return unreadable("Tax: status \"" + cut(status, 10) + "\" is not known");
        }
        const std::string_view bill = head->text_at("taxNo");
        if (has_amounts && !read_charges(*head, bill, item.charges)) {
            return unreadable("Tax: an amount is not a number");
        }
        if (status == kVoid) {
            item.charges.clear();
            item.void_bill = bill;
        }
        item.at = read_return_time(head->text_at("returnTime"));
        items.push_back(std::move(item));
    }
    return items.empty() ? Result<std::vector<ReplyItem>>(unreadable(root.name + " has no tax bill")) : items;
}

// Where a message of ours has its business keys.
struct Sent {
    std::string_view number;
    std::string_view head;  // element of a document that has them; empty = the document itself
    Key key;
};

constexpr Sent kSent[] = {
    {"213", "InvtRefundHead", {"agentCode", "coElNo"}},
    {"303", "OrderHead", {"ebpCode", "ebcCode", "orderNo"}},
    {"311", "OrderHead", {"ebpCode", "ebcCode", "orderNo"}},
    {"411", "PaymentHead", {"payCode", "payTransactionId"}},
    {"505", "", {"logisticsCode", "logisticsNo"}},
    {"511", "LogisticsHead", {"logisticsCode", "logisticsNo"}},
    {"603", "InventoryHead", {"agentCode", "copNo"}},
    {"605", "", {"agentCode", "copNo"}},
    {"621", "InventoryHead", {"copNo"}},
    {"623", "", {"copNo"}},
    {"625", "InvtRefundHead", {"copNo"}},
};

// Keys of the message that CEB900 sends back, as far as it can be read.
void add_original_keys(std::string_view original, std::vector<std::string>& references) {
    const auto root = xml::read(original);
    if (!root) {
        return;
    }
    for (const auto& [name, value] : root->attributes) {
        if (name == "guid" && !value.empty() && value.size() <= kKeyMax) {
            references.push_back(message_reference(value));
        }
    }
    const std::string_view number = message_number(root->name);
    for (const Sent& sent : kSent) {
        for (const Element& child : root->children) {
            const Element* from = sent.head.empty() ? &child : child.child(sent.head);
            if (sent.number != number || from == nullptr || references.size() >= kItemsMax) {
                continue;
            }
            if (auto key = key_reference(*from, "CEB" + std::string(number), sent.key); !key.empty()) {
                references.push_back(std::move(key));
            }
        }
    }
}

// CEB900: the platform refused a whole message. One item for each document that was in it would be the same
// statement; all its references stand in one item.
Result<std::vector<ReplyItem>> read_refused_message(const Tables& tables, const Element& root) {
    const Element* from = root.child("MessageReturn");
    if (from == nullptr) {
        return unreadable("CEB900Message has no MessageReturn");
    }
    ReplyItem item;
    const std::string_view message_id = from->text_at("oriCopMsgId");
    if (!message_id.empty() && message_id.size() <= kKeyMax) {
        item.references.push_back(message_reference(message_id));
    }
    add_original_keys(from->text_at("oriBizMessage"), item.references);
    if (item.references.empty()) {
        return unreadable("CEB900Message names no message");
    }
    std::string_view status = from->text_at("returnStatus");
    if (!is_negative_number(status)) {
        return unreadable("CEB900Message: returnStatus is not a negative number");
    }
    set_status(item, tables, "900", status, from->text_at("returnInfo"));
    // The message never reached customs, whatever the number says of its data.
    item.status = ReplyStatus::technical_error;
    item.at = read_return_time(from->text_at("returnTime"));
    return std::vector<ReplyItem>{std::move(item)};
}

Result<std::vector<ReplyItem>> read_message(const Tables& tables, const Element& root) {
    const std::string_view number = message_number(root.name);
    if (number == "900") {
        return read_refused_message(tables, root);
    }
    if (number == "792") {
        return read_summary_results(root);
    }
    if (number == "816" || number == "818") {
        return read_tax_bills(tables, number, root);
    }
    const Receipt* receipt = find_receipt(number);
    if (receipt == nullptr) {
        return unreadable("<" + cut(root.name, 40) + "> is not a receipt");
    }
    return read_items(tables, *receipt, root);
}

// The message inside a DxpMsg envelope. Envelopes inside envelopes are not read.
Result<Element> open_envelope(const Element& envelope) {
    std::string base64(envelope.text_at("Data"));
    std::erase_if(base64, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    const auto inner = crypto::from_base64(base64);
    if (!inner) {
        return unreadable("the Data of the DxpMsg is not Base64");
    }
    return xml::read(*inner);
}

}  // namespace

std::optional<Instant> read_return_time(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if ((text.size() != 14 && text.size() != 17) || !std::ranges::all_of(text, is_digit)) {
        return std::nullopt;
    }
    const auto part = [text](std::size_t at, std::size_t count) {
        return std::string(text.substr(at, count));
    };
    const std::string iso = part(0, 4) + "-" + part(4, 2) + "-" + part(6, 2) + "T" + part(8, 2) + ":" +
                            part(10, 2) + ":" + part(12, 2) + "." +
                            (text.size() == 17 ? part(14, 3) : std::string("000")) + "+08:00";
    const auto instant = parse_rfc3339(iso);
    return instant ? std::optional(*instant) : std::nullopt;
}

Result<std::vector<ReplyItem>> read_reply(const Tables& tables, std::string_view bytes) {
    auto root = xml::read(bytes);
    if (root && root->name == "DxpMsg") {
        root = open_envelope(*root);
    }
    if (!root) {
        return fail(Errc::unreadable_reply, root.error().detail, root.error().pointer);
    }
    return read_message(tables, *root);
}

}  // namespace silkgate::adapters::cn
