#include "adapters/zz/codes.hpp"
#include "adapters/zz/declaration.hpp"
#include "gateway/core/money.hpp"

#include <cctype>

namespace silkgate::adapters::zz {
namespace {

constexpr std::size_t kNumberHexDigits = 17;
constexpr int kWeightDecimals = 3;

// "ZED" and 17 hexadecimal digits of the UUID of the order's first version: an amendment has the number of
// the original.
std::string declaration_number(const Leg& leg, Context context) {
    context.version = 1;
    std::string number = "ZED";
    const std::string_view direction = leg.kind == LegKind::import_declaration ? "IM" : "EX";
    for (const char c : context.uuid(std::string(kKind) + "|" + std::string(direction))) {
        if (c != '-' && number.size() < 3 + kNumberHexDigits) {
            number += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        }
    }
    return number;
}

ZedParty map_party(const order::Party& party) {
    ZedParty out{.name = party.name, .country = {}, .city = {}, .street = {}, .tax_id = {}};
    if (const order::PartyId* id = order::find_id(party, "ZZ_TAX")) {
        out.tax_id = id->number;
    }
    if (party.address) {
        out.country = party.address->country;
        out.city = party.address->city;
        for (const std::string& line : party.address->lines) {
            out.street += out.street.empty() ? line : ", " + line;
        }
        if (out.street.empty()) {
            out.street = party.address->street.empty() ? party.address->full : party.address->street;
        }
    }
    return out;
}

Result<Decimal> line_value(const order::Line& line) {
    return subtract(line.amount, line.discount.value_or(Decimal{}));
}

Result<ZedItem> map_item(const order::Line& line, int minor_units) {
    const auto value = line_value(line);
    const order::CommodityCode* code = order::find_code(line, "HS6");
    if (!value || code == nullptr || !line.customs.net_weight) {
        return fail(Errc::invalid_value, "a line does not pass the rules");
    }
    const order::CustomsName* name = order::find_customs_name(line, "en");
    return ZedItem{
        .code = code->code,
        .description = name == nullptr ? line.title : name->text,
        .origin = line.customs.origin_country,
        .quantity = line.quantity.to_shortest(),
        .net_weight = line.customs.net_weight->to_fixed(kWeightDecimals, Rounding::half_up),
        .value = value->to_fixed(minor_units, Rounding::half_up),
    };
}

}  // namespace

Result<Decimal> goods_value(const order::Order& order) {
    Decimal total;
    for (const order::Line& line : order.lines) {
        if (!order::is_declarable(line)) {
            continue;
        }
        const auto value = line_value(line);
        if (!value) {
            return value.error();
        }
        const auto sum = add(total, *value);
        if (!sum) {
            return sum.error();
        }
        total = *sum;
    }
    return total;
}

Result<ZedDeclaration> map_declaration(const order::Order& order, const Leg& leg, const Context& context) {
    const auto currency = Currency::parse(order.money.currency);
    const bool has_consignment = !order.consignments.empty() && order.consignments.front().gross_weight;
    if (!currency || !has_consignment || !order.parties.seller || !order.parties.consignee) {
        return fail(Errc::invalid_value, "the order does not pass the rules");
    }
    const order::Consignment& consignment = order.consignments.front();
    ZedDeclaration out;
    out.number = declaration_number(leg, context);
    out.function = to_function(context.action);
    out.version = std::to_string(context.version);
    out.direction = leg.kind == LegKind::import_declaration ? "IM" : "EX";
    out.regime = leg.regime;
    out.prepared = format_rfc3339(context.decided_at);
    out.sender = map_party(*order.parties.seller);
    out.recipient = map_party(*order.parties.consignee);
    out.waybill = consignment.logistics ? consignment.logistics->number : std::string{};
    out.gross_weight = consignment.gross_weight->to_fixed(kWeightDecimals, Rounding::half_up);
    out.currency = currency->code();
    // The sum of the rounded item values, so that the document adds up.
    Decimal total;
    for (const order::Line& line : order.lines) {
        if (!order::is_declarable(line)) {
            continue;
        }
        auto item = map_item(line, currency->minor_units());
        if (!item) {
            return item.error();
        }
        const auto sum = add(total, *Decimal::parse(item->value));
        if (!sum) {
            return sum.error();
        }
        total = *sum;
        out.items.push_back(std::move(*item));
    }
    out.total = total.to_fixed(currency->minor_units(), Rounding::half_up);
    return out;
}

}  // namespace silkgate::adapters::zz
