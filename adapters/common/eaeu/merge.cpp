#include "adapters/common/eaeu/merge.hpp"

#include "gateway/core/decimal.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace silkgate::adapters::eaeu {
namespace {

using Lines = std::vector<std::string_view>;  // views into the documents

// The names of one format. The writer puts each element on a line of its own, two blanks for each level.
struct Shape {
    std::string_view id;
    std::string_view time;
    std::string_view correction;  // element of the head that only a correction has
    std::string_view shipment;
    std::string_view ordinal;  // of the waybill in the declaration
    std::string_view goods;    // number of the goods in the declaration
    std::string_view payment;  // blocks before the end of the shipments
    std::string_view total_payment;
    bool has_upper_case_ids = false;
};

constexpr std::array<Shape, 2> kShapes{{
    {"cat_ru:DocumentID",
     "RUScat_ru:EDocDateTime",
     "ecd:ExpressCargoDeclarationIdDetails",
     "ecd:HouseShipment",
     "ecd:ObjectOrdinal",
     "ecd:TotalGoodsNumeric",
     "ecd:PaymentAmountDetails",
     "ecd:TotalPaymentAmountDetails",
     true},
    {"csdo:EDocId",
     "csdo:EDocDateTime",
     "cacdo:ExpressCargoDeclarationIdDetails",
     "cacdo:ECHouseShipmentDetails",
     "csdo:ObjectOrdinal",
     "casdo:ConsignmentItemOrdinal",
     "cacdo:ECPaymentAmountDetails",
     "cacdo:ECPaymentAmountDetails",
     false},
}};

// Elements after the waybills whose numbers are added; the others must be the same.
constexpr std::array<std::string_view, 8> kSums{
    "cat_ru:GoodsQuantity",
    "ecd:CurrencyQuantity",
    "ecd:Amount",
    "RUScat_ru:Amount",
    "csdo:UnifiedGrossMassMeasure",
    "casdo:CAValueAmount",
    "casdo:CustomsValueAmount",
    "casdo:CAPaymentNAmount"
};

// One line: "  <name attributes>text</name>", or a tag without text.
struct Leaf {
    std::string_view name;
    std::string_view before;  // up to the text
    std::string_view text;
    std::string_view after;
};

std::optional<Leaf> leaf_of(std::string_view line) {
    const auto open = line.find('<');
    const auto end = open == std::string_view::npos ? open : line.find('>', open);
    const auto close = end == std::string_view::npos ? end : line.find("</", end);
    if (close == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view tag = line.substr(open + 1, end - open - 1);
    return Leaf{
        .name = tag.substr(0, tag.find(' ')),
        .before = line.substr(0, end + 1),
        .text = line.substr(end + 1, close - end - 1),
        .after = line.substr(close)
    };
}

bool is_leaf(std::string_view line, std::string_view name) {
    const auto leaf = leaf_of(line);
    return leaf && leaf->name == name;
}

// "    <name>" and "    </name>": a block below the shipment's element.
bool opens(std::string_view line, std::string_view name) {
    return line == "    <" + std::string(name) + ">";
}
bool closes(std::string_view line, std::string_view name) {
    return line == "    </" + std::string(name) + ">";
}

struct Parts {
    const Shape* shape = nullptr;
    std::string_view id;
    std::string_view time;
    Lines head;
    std::vector<Lines> shipments;
    Lines tail;  // without payments
    Lines payments;
    std::size_t goods = 0;
    bool is_correction = false;
};

Lines lines_of(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

void read_head_line(Parts& parts, std::string_view line) {
    const auto leaf = leaf_of(line);
    if (leaf && leaf->name == parts.shape->id) {
        parts.id = leaf->text;
    } else if (leaf && leaf->name == parts.shape->time) {
        parts.time = leaf->text;
    }
    parts.is_correction = parts.is_correction || line == "  <" + std::string(parts.shape->correction) + ">";
    parts.head.push_back(line);
}

// False when the text is not a declaration of that shape.
bool read_parts(std::string_view document, const Shape& shape, Parts& parts) {
    parts.shape = &shape;
    enum class At { head, shipment, payment, tail } at = At::head;
    for (const std::string_view line : lines_of(document)) {
        if (opens(line, shape.shipment)) {
            parts.shipments.emplace_back();
            at = At::shipment;
        } else if (at == At::tail && (opens(line, shape.payment) || opens(line, shape.total_payment))) {
            at = At::payment;
        }
        switch (at) {
            case At::head:
                read_head_line(parts, line);
                break;
            case At::shipment:
                parts.shipments.back().push_back(line);
                parts.goods += is_leaf(line, shape.goods) ? 1U : 0U;
                at = closes(line, shape.shipment) ? At::tail : at;
                break;
            case At::payment:
                parts.payments.push_back(line);
                at = closes(line, shape.payment) || closes(line, shape.total_payment) ? At::tail : at;
                break;
            case At::tail:
                parts.tail.push_back(line);
                break;
        }
    }
    return at == At::tail && !parts.shipments.empty() && parts.goods > 0 && !parts.id.empty();
}

std::optional<Parts> read_document(std::string_view document) {
    for (const Shape& shape : kShapes) {
        Parts parts;
        if (read_parts(document, shape, parts)) {
            return parts;
        }
    }
    return std::nullopt;
}

bool is_sum(std::string_view line) {
    const auto leaf = leaf_of(line);
    return leaf && std::ranges::find(kSums, leaf->name) != kSums.end();
}

// The same but for numbers that are added: their attributes (currency, unit) are the same too.
bool are_addable(const Lines& a, const Lines& b) {
    return std::ranges::equal(a, b, [](std::string_view one, std::string_view other) {
        return one == other ||
               (is_sum(one) && is_sum(other) && leaf_of(one)->before == leaf_of(other)->before);
    });
}

bool have_same_heads(const Parts& a, const Parts& b) {
    return std::ranges::equal(a.head, b.head, [&](std::string_view one, std::string_view other) {
        return one == other || (is_leaf(one, a.shape->id) && is_leaf(other, b.shape->id)) ||
               (is_leaf(one, a.shape->time) && is_leaf(other, b.shape->time));
    });
}

bool go_together(const Parts& a, const Parts& b) {
    return a.shape == b.shape && !a.is_correction && !b.is_correction && have_same_heads(a, b) &&
           are_addable(a.tail, b.tail) &&
           (a.payments.empty() || b.payments.empty() || are_addable(a.payments, b.payments));
}

struct Group {
    std::vector<const Parts*> members;
    std::size_t waybills = 0;
    std::size_t goods = 0;
    const Lines* payments = nullptr;  // of the first that has any

    [[nodiscard]] bool takes(const Parts& parts) const {
        return waybills + parts.shipments.size() <= kWaybillsMax && goods + parts.goods <= kGoodsMax &&
               go_together(*members.front(), parts) &&
               (payments == nullptr || parts.payments.empty() || are_addable(*payments, parts.payments));
    }

    void take(const Parts& parts) {
        members.push_back(&parts);
        waybills += parts.shipments.size();
        goods += parts.goods;
        payments = payments == nullptr && !parts.payments.empty() ? &parts.payments : payments;
    }
};

void append(std::string& out, std::string_view line) {
    out += line;
    out += '\n';
}

void append(std::string& out, const Leaf& leaf, std::string_view text) {
    out += leaf.before;
    out += text;
    append(out, leaf.after);
}

// The lines of `model` with each sum over those members that have such lines.
Result<void> append_sums(std::string& out, const Lines& model, const Group& group, Lines Parts::* which) {
    for (std::size_t i = 0; i < model.size(); ++i) {
        if (!is_sum(model[i])) {
            append(out, model[i]);
            continue;
        }
        Decimal total;
        int scale = 0;
        for (const Parts* member : group.members) {
            const Lines& lines = member->*which;
            if (lines.empty()) {
                continue;
            }
            const auto number = Decimal::parse(leaf_of(lines[i])->text);
            const auto sum = number ? add(total, *number) : number;
            if (!sum) {
                return fail(Errc::invalid_value, "a total is no number or out of range");
            }
            total = *sum;
            scale = std::max(scale, number->scale());
        }
        append(out, *leaf_of(model[i]), total.to_fixed(scale, Rounding::half_up));
    }
    return {};
}

std::string id_of(const Group& group) {
    if (group.members.size() == 1) {
        return std::string(group.members.front()->id);
    }
    std::string name = "eaeu/merged";
    for (const Parts* member : group.members) {
        name += '|';
        name += member->id;
    }
    std::string id = crypto::uuid_v5(name);
    if (group.members.front()->shape->has_upper_case_ids) {
        std::ranges::transform(id, id.begin(), [](char c) {
            return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        });
    }
    return id;
}

void append_shipments(std::string& out, const Group& group) {
    std::size_t waybill = 0;
    std::size_t goods = 0;
    for (const Parts* member : group.members) {
        for (const Lines& shipment : member->shipments) {
            for (const std::string_view line : shipment) {
                const auto leaf = leaf_of(line);
                if (leaf && leaf->name == member->shape->ordinal) {
                    append(out, *leaf, std::to_string(++waybill));
                } else if (leaf && leaf->name == member->shape->goods) {
                    append(out, *leaf, std::to_string(++goods));
                } else {
                    append(out, line);
                }
            }
        }
    }
}

Result<Merged> write(const Group& group) {
    const Parts& first = *group.members.front();
    Merged merged{.id = id_of(group), .bytes = {}, .waybills = group.waybills};
    const auto* const newest = *std::ranges::max_element(group.members, {}, &Parts::time);
    for (const std::string_view line : first.head) {
        if (is_leaf(line, first.shape->id)) {
            append(merged.bytes, *leaf_of(line), merged.id);
        } else if (is_leaf(line, first.shape->time)) {
            append(merged.bytes, *leaf_of(line), newest->time);
        } else {
            append(merged.bytes, line);
        }
    }
    append_shipments(merged.bytes, group);
    // Payments stand last in the block of goods, the totals before them.
    const auto end =
        std::ranges::find_if(first.tail, [](std::string_view line) { return line.starts_with("  </"); });
    const auto split = static_cast<std::size_t>(end - first.tail.begin());
    std::string tail;
    if (const auto added = append_sums(tail, first.tail, group, &Parts::tail); !added) {
        return added.error();
    }
    std::string payments;
    if (group.payments != nullptr) {
        if (const auto added = append_sums(payments, *group.payments, group, &Parts::payments); !added) {
            return added.error();
        }
    }
    std::size_t at = 0;
    for (std::size_t i = 0; i < split; ++i) {
        at = tail.find('\n', at) + 1;
    }
    merged.bytes += tail.substr(0, at) + payments + tail.substr(at);
    return merged;
}

}  // namespace

Result<std::vector<Merged>> merge_declarations(std::span<const std::string> documents) {
    std::vector<Parts> all;
    all.reserve(documents.size());
    for (std::size_t i = 0; i < documents.size(); ++i) {
        auto parts = read_document(documents[i]);
        if (!parts) {
            return fail(
                Errc::invalid_value,
                "document " + std::to_string(i) + " is no express declaration of this gateway"
            );
        }
        all.push_back(std::move(*parts));
    }
    std::vector<Group> groups;
    for (const Parts& parts : all) {
        const auto group =
            std::ranges::find_if(groups, [&](const Group& candidate) { return candidate.takes(parts); });
        (group == groups.end() ? groups.emplace_back() : *group).take(parts);
    }
    std::vector<Merged> merged;
    for (const Group& group : groups) {
        auto one = write(group);
        if (!one) {
            return one.error();
        }
        merged.push_back(std::move(*one));
    }
    return merged;
}

}  // namespace silkgate::adapters::eaeu
