// Writing: canonical JSON and the fingerprint over it. Reading is in order_read.cpp.
#include "gateway/order/order_json.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/order/provenance_json.hpp"
#include "gateway/order/words.hpp"

namespace silkgate::order {

using json::Name;
using json::Writer;

void write_provenance(Writer& out, Name name, const std::optional<Provenance>& provenance) {
    if (provenance) {
        out.key(name).begin_object().member("source", to_word(kOriginWords, provenance->source));
        out.member_if("reference", provenance->reference).end_object();
    }
}

namespace {

void write_optional(Writer& out, Name name, const std::optional<Decimal>& value) {
    if (value) {
        out.member(name, *value);
    }
}

void write_time(Writer& out, Name name, Name source_name, const Time& time) {
    out.member(name, format_rfc3339(time.instant)).member_if(source_name, time.source);
}

void write_time(Writer& out, Name name, Name source_name, const std::optional<Time>& time) {
    if (time) {
        write_time(out, name, source_name, *time);
    }
}

// An array member, left out when there is nothing in it.
template <class Range, class Write>
void write_list(Writer& out, Name name, const Range& range, Write write) {
    if (range.empty()) {
        return;
    }
    out.key(name).begin_array();
    for (const auto& element : range) {
        write(out, element);
    }
    out.end_array();
}

void write_source(Writer& out, const Source& source) {
    out.key("source").begin_object();
    out.member_if("platform", source.platform).member_if("shopId", source.shop_id);
    out.member("kind", to_word(kSourceKindWords, source.kind));
    out.member("receivedAt", format_rfc3339(source.received_at));
    out.member_if("rawSha256", source.raw_sha256).member_if("eventId", source.event_id);
    if (source.signature) {
        out.key("signature").begin_object().member_if("scheme", source.signature->scheme);
        out.key("verified").boolean(source.signature->verified).end_object();
    }
    out.member_if("adapterVersion", source.adapter_version).end_object();
}

void write_header(Writer& out, const Header& header) {
    out.key("order").begin_object().member_if("number", header.number);
    out.member_if("platformId", header.platform_id).member_if("parentNumber", header.parent_number);
    out.member_if("groupNumber", header.group_number).key("version").number(header.version);
    out.member("status", to_word(kStatusWords, header.status));
    out.member("paymentStatus", to_word(kPaymentStatusWords, header.payment_status));
    out.key("test").boolean(header.test);
    write_time(out, "createdAt", "createdAtSource", header.created_at);
    write_time(out, "updatedAt", "updatedAtSource", header.updated_at);
    write_time(out, "paidAt", "paidAtSource", header.paid_at);
    write_time(out, "cancelledAt", "cancelledAtSource", header.cancelled_at);
    out.member_if("cancelReason", header.cancel_reason);
    out.key("flow").begin_object().member_if("originCountry", header.flow.origin_country);
    out.member_if("destinationCountry", header.flow.destination_country);
    write_provenance(out, "originProvenance", header.flow.origin_provenance);
    out.end_object();
    out.member_if("tradeMode", header.trade_mode);
    out.member_if("natureOfTransaction", header.nature_of_transaction);
    out.member_if("language", header.language).end_object();
}

void write_discount(Writer& out, const Discount& discount) {
    out.begin_object().member("amount", discount.amount).member_if("funder", discount.funder);
    out.member_if("code", discount.code).end_object();
}

void write_fee(Writer& out, const Fee& fee) {
    out.begin_object().member_if("kind", fee.kind).member("amount", fee.amount);
    if (fee.dutiable) {
        out.key("dutiable").boolean(*fee.dutiable);
    }
    out.end_object();
}

void write_tax(Writer& out, const Tax& tax) {
    out.begin_object().member_if("kind", tax.kind);
    write_optional(out, "rate", tax.rate);
    out.member("amount", tax.amount).key("included").boolean(tax.included);
    out.member_if("collector", tax.collector).member_if("registration", tax.registration).end_object();
}

void write_money(Writer& out, const OrderMoney& money) {
    out.key("money").begin_object().member_if("currency", money.currency);
    if (money.shop) {
        out.key("shop").begin_object().member_if("currency", money.shop->currency);
        out.member("rate", money.shop->rate).end_object();
    }
    out.member("goods", money.goods).member("discount", money.discount);
    write_list(out, "discounts", money.discounts, write_discount);
    out.member("freight", money.freight).member("insurance", money.insurance);
    write_list(out, "fees", money.fees, write_fee);
    out.member("tax", money.tax);
    write_list(out, "taxes", money.taxes, write_tax);
    out.member("total", money.total).member("unexplained", money.unexplained);
    write_optional(out, "refunded", money.refunded);
    out.end_object();
}

void write_party_id(Writer& out, const PartyId& id) {
    out.begin_object().member_if("kind", id.kind).member_if("number", id.number);
    out.member_if("country", id.country).member_if("issuer", id.issuer);
    out.member_if("issued", id.issued).member_if("expires", id.expires);
    write_provenance(out, "provenance", id.provenance);
    out.end_object();
}

void write_address(Writer& out, const Address& address) {
    out.key("address").begin_object().member_if("country", address.country);
    write_list(out, "lines", address.lines, [](Writer& to, const std::string& line) { to.string(line); });
    out.member_if("region", address.region).member_if("regionCode", address.region_code);
    out.member_if("city", address.city).member_if("district", address.district);
    out.member_if("street", address.street).member_if("house", address.house);
    out.member_if("building", address.building).member_if("flat", address.flat);
    out.member_if("postcode", address.postcode).member_if("divisionCode", address.division_code);
    out.member_if("full", address.full).end_object();
}

void write_payment_record(Writer& out, const PaymentRecord& record) {
    out.begin_object().member_if("paymentId", record.payment_id).member_if("request", record.request);
    out.member_if("response", record.response).member_if("clearing", record.clearing);
    out.member_if("channel", record.channel).end_object();
}

void write_party(Writer& out, Name name, const std::optional<Party>& party) {
    if (!party) {
        return;
    }
    out.key(name).begin_object().member_if("name", party->name);
    if (party->name_parts) {
        const NameParts& parts = *party->name_parts;
        out.key("nameParts").begin_object().member_if("family", parts.family).member_if("given", parts.given);
        out.member_if("patronymic", parts.patronymic).member_if("script", parts.script).end_object();
    }
    out.member_if("nameLatin", party->name_latin).member_if("phone", party->phone);
    out.member_if("phoneSource", party->phone_source).member_if("email", party->email);
    out.member_if("account", party->account);
    if (party->kind) {
        out.member("kind", to_word(kPartyKindWords, *party->kind));
    }
    write_list(out, "ids", party->ids, write_party_id);
    write_list(out, "registrations", party->registrations, write_party_id);
    write_list(out, "paymentRecords", party->payment_records, write_payment_record);
    out.key("masked").boolean(party->masked);
    if (party->address) {
        write_address(out, *party->address);
    }
    write_provenance(out, "provenance", party->provenance);
    out.end_object();
}

void write_parties(Writer& out, const Parties& parties) {
    out.key("parties").begin_object();
    write_party(out, "buyer", parties.buyer);
    write_party(out, "consignee", parties.consignee);
    write_party(out, "payer", parties.payer);
    write_party(out, "seller", parties.seller);
    write_party(out, "platform", parties.platform);
    write_party(out, "importer", parties.importer);
    write_party(out, "declarant", parties.declarant);
    out.end_object();
}

void write_code(Writer& out, const CommodityCode& code) {
    out.begin_object().member_if("system", code.system).member_if("code", code.code);
    out.member_if("country", code.country);
    write_provenance(out, "provenance", code.provenance);
    out.end_object();
}

void write_customs_name(Writer& out, const CustomsName& name) {
    out.begin_object().member_if("language", name.language).member_if("text", name.text);
    write_provenance(out, "provenance", name.provenance);
    out.end_object();
}

void write_legal(Writer& out, Name name, const std::optional<LegalQuantity>& legal) {
    if (legal) {
        out.key(name).begin_object().member("quantity", legal->quantity).member_if("unit", legal->unit);
        write_provenance(out, "provenance", legal->provenance);
        out.end_object();
    }
}

void write_customs(Writer& out, const LineCustoms& customs) {
    out.key("customs").begin_object();
    write_list(out, "codes", customs.codes, write_code);
    out.member_if("originCountry", customs.origin_country);
    write_provenance(out, "originProvenance", customs.origin_provenance);
    write_optional(out, "netWeight", customs.net_weight);
    write_optional(out, "grossWeight", customs.gross_weight);
    write_provenance(out, "weightProvenance", customs.weight_provenance);
    write_legal(out, "quantity1", customs.quantity1);
    write_legal(out, "quantity2", customs.quantity2);
    write_list(out, "marks", customs.marks, [](Writer& to, const Mark& mark) {
        to.begin_object().member_if("kind", mark.kind).member_if("value", mark.value).end_object();
    });
    out.member_if("bondedRecord", customs.bonded_record).end_object();
}

void write_line(Writer& out, const Line& line) {
    out.begin_object().member_if("id", line.id).key("number").number(line.number);
    out.member_if("sku", line.sku).member_if("title", line.title);
    write_list(out, "customsNames", line.customs_names, write_customs_name);
    out.member_if("specification", line.specification);
    write_provenance(out, "specificationProvenance", line.specification_provenance);
    out.member_if("barcode", line.barcode).member_if("brand", line.brand).member("quantity", line.quantity);
    write_optional(out, "ordered", line.ordered);
    write_optional(out, "cancelled", line.cancelled);
    write_optional(out, "refunded", line.refunded);
    out.member_if("unit", line.unit).member("unitPrice", line.unit_price).member("amount", line.amount);
    write_optional(out, "discount", line.discount);
    write_optional(out, "tax", line.tax);
    out.member("kind", to_word(kLineKindWords, line.kind));
    out.member_if("parentId", line.parent_id).member_if("url", line.url);
    write_customs(out, line.customs);
    out.end_object();
}

void write_payment(Writer& out, const Payment& payment) {
    out.begin_object().member_if("id", payment.id).member_if("providerCode", payment.provider_code);
    out.member_if("providerName", payment.provider_name).member_if("method", payment.method);
    write_optional(out, "amount", payment.amount);
    out.member_if("currency", payment.currency);
    write_time(out, "paidAt", "paidAtSource", payment.paid_at);
    out.member_if("kind", payment.kind).member_if("evidence", payment.evidence).end_object();
}

void write_consignment_line(Writer& out, const ConsignmentLine& line) {
    out.begin_object().member_if("lineId", line.line_id).member("quantity", line.quantity).end_object();
}

void write_package(Writer& out, const Package& package) {
    out.begin_object().key("count").number(package.count).member_if("kind", package.kind);
    write_optional(out, "grossWeight", package.gross_weight);
    out.member_if("marks", package.marks).end_object();
}

void write_logistics(Writer& out, const std::optional<Logistics>& logistics) {
    if (!logistics) {
        return;
    }
    out.key("logistics").begin_object().member_if("carrierCode", logistics->carrier_code);
    out.member_if("carrierName", logistics->carrier_name).member_if("number", logistics->number);
    out.member_if("mode", logistics->mode).member_if("masterDocument", logistics->master_document);
    out.member_if("transportMeans", logistics->transport_means);
    out.member_if("journeyNumber", logistics->journey_number).member_if("loadUnit", logistics->load_unit);
    out.member_if("arrivalDate", logistics->arrival_date);
    write_provenance(out, "provenance", logistics->provenance);
    out.end_object();
}

void write_consignment(Writer& out, const Consignment& consignment) {
    out.begin_object().member_if("ref", consignment.ref);
    write_list(out, "lines", consignment.lines, write_consignment_line);
    write_list(out, "packages", consignment.packages, write_package);
    write_optional(out, "grossWeight", consignment.gross_weight);
    out.member_if("incoterm", consignment.incoterm).member_if("incotermPlace", consignment.incoterm_place);
    write_provenance(out, "incotermProvenance", consignment.incoterm_provenance);
    write_logistics(out, consignment.logistics);
    out.member_if("returnInstruction", consignment.return_instruction).end_object();
}

void write_refund(Writer& out, const Refund& refund) {
    out.begin_object().member_if("id", refund.id);
    write_time(out, "at", "atSource", refund.at);
    write_optional(out, "amount", refund.amount);
    write_list(out, "lines", refund.lines, write_consignment_line);
    out.member_if("reason", refund.reason);
    write_logistics(out, refund.logistics);
    out.end_object();
}

// What an order of two lines takes, so that the buffer rarely grows.
constexpr std::size_t kOrderBytes = 3072;

}  // namespace

void write_json(Writer& out, const Order& order) {
    out.begin_object().member_if("schemaVersion", order.schema_version);
    out.member_if("messageId", order.message_id);
    if (!order.source.platform.empty()) {
        write_source(out, order.source);
    }
    write_header(out, order.header);
    write_money(out, order.money);
    write_parties(out, order.parties);
    out.key("lines").begin_array();
    for (const Line& line : order.lines) {
        write_line(out, line);
    }
    out.end_array();
    write_list(out, "payments", order.payments, write_payment);
    write_list(out, "consignments", order.consignments, write_consignment);
    write_list(out, "refunds", order.refunds, write_refund);
    if (!order.buyer_note.empty()) {
        out.key("notes").begin_object().member("buyer", order.buyer_note).end_object();
    }
    if (!order.attributes.empty()) {
        out.key("attributes").begin_object();
        for (const auto& [name, value] : order.attributes) {
            out.escaped_key(name).string(value);
        }
        out.end_object();
    }
    out.end_object();
}

std::string to_json(const Order& order) {
    Writer out(kOrderBytes + order.lines.size() * 256);
    write_json(out, order);
    return std::move(out).str();
}

std::string fingerprint(const Order& order, std::string_view canonical_json) {
    // The members that differ between deliveries come first. Quotes inside a text are escaped, so the first
    // match is the member itself.
    const auto tail = canonical_json.find(",\"order\":{");
    std::string stable;
    stable.reserve(canonical_json.size());
    stable.append(order.schema_version).append("\n").append(order.source.platform);
    stable.append("\n").append(order.source.shop_id).append("\n");
    stable.append(canonical_json.substr(tail == std::string_view::npos ? 0 : tail));
    return crypto::to_hex(crypto::sha256(stable));
}

std::string fingerprint(const Order& order) {
    return fingerprint(order, to_json(order));
}

}  // namespace silkgate::order
