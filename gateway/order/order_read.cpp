// Reading a common order. Writing is in order_json.cpp, the limits of single values in order_limits.cpp.
#include "gateway/order/order_json.hpp"
#include "gateway/order/order_limits.hpp"
#include "gateway/order/order_money.hpp"
#include "gateway/order/strict_reader.hpp"

namespace silkgate::order {
namespace {

constexpr std::int64_t kVersionMax = 1'000'000'000;
constexpr std::int64_t kLineNumberMax = 999;
constexpr std::int64_t kPackagesMax = 99'999;

void read_source(StrictReader& in, Source& source) {
    in.text("platform", source.platform, Need::required);
    in.text("shopId", source.shop_id);
    in.word("kind", kSourceKindWords, source.kind, Need::required);
    in.instant("receivedAt", source.received_at, Need::required);
    in.text("rawSha256", source.raw_sha256, Need::required);
    in.text("eventId", source.event_id);
    Signature signature;
    const bool signed_ = in.object("signature", Need::optional, [&](StrictReader& reader) {
        reader.text("scheme", signature.scheme, Need::required);
        reader.boolean("verified", signature.verified, Need::required);
    });
    if (signed_) {
        source.signature = std::move(signature);
    }
    in.text("adapterVersion", source.adapter_version, Need::required);
}

void read_flow(StrictReader& in, Flow& flow) {
    in.text("originCountry", flow.origin_country);
    in.text("destinationCountry", flow.destination_country);
    in.provenance("originProvenance", flow.origin_provenance);
}

void read_header(StrictReader& in, Header& header) {
    in.text("number", header.number, Need::required);
    in.text("platformId", header.platform_id);
    in.text("parentNumber", header.parent_number);
    in.text("groupNumber", header.group_number);
    in.whole("version", header.version, 1, kVersionMax, Need::required);
    in.word("status", kStatusWords, header.status, Need::required);
    in.word("paymentStatus", kPaymentStatusWords, header.payment_status, Need::required);
    in.boolean("test", header.test, Need::required);
    in.time("createdAt", "createdAtSource", header.created_at, Need::required);
    in.time("updatedAt", "updatedAtSource", header.updated_at);
    in.time("paidAt", "paidAtSource", header.paid_at);
    in.time("cancelledAt", "cancelledAtSource", header.cancelled_at);
    in.text("cancelReason", header.cancel_reason);
    in.object("flow", Need::required, [&](StrictReader& reader) { read_flow(reader, header.flow); });
    in.word("tradeMode", kTradeModes, header.trade_mode);
    in.word("natureOfTransaction", kNatures, header.nature_of_transaction);
    in.text("language", header.language);
}

void read_money_parts(StrictReader& in, OrderMoney& money) {
    in.objects("discounts", money.discounts, Need::optional, [](StrictReader& reader, Discount& discount) {
        reader.decimal("amount", discount.amount, Need::required);
        reader.word("funder", kFunders, discount.funder);
        reader.text("code", discount.code);
    });
    in.objects("fees", money.fees, Need::optional, [](StrictReader& reader, Fee& fee) {
        reader.text("kind", fee.kind, Need::required);
        reader.decimal("amount", fee.amount, Need::required);
        reader.boolean("dutiable", fee.dutiable);
    });
    in.objects("taxes", money.taxes, Need::optional, [](StrictReader& reader, Tax& tax) {
        reader.word("kind", kTaxKinds, tax.kind, Need::required);
        reader.decimal("rate", tax.rate);
        reader.decimal("amount", tax.amount, Need::required);
        reader.boolean("included", tax.included, Need::required);
        reader.word("collector", kCollectors, tax.collector);
        reader.text("registration", tax.registration);
    });
}

// True when the difference was stated.
bool read_money(StrictReader& in, OrderMoney& money) {
    in.text("currency", money.currency, Need::required);
    ShopMoney shop;
    const bool two_currencies = in.object("shop", Need::optional, [&](StrictReader& reader) {
        reader.text("currency", shop.currency, Need::required);
        reader.decimal("rate", shop.rate, Need::required);
    });
    if (two_currencies) {
        money.shop = std::move(shop);
    }
    in.decimal("goods", money.goods, Need::required);
    in.decimal("discount", money.discount, Need::required);
    in.decimal("freight", money.freight, Need::required);
    // The one amount with a default in the schema: no platform sends it, and absent means that none was
    // bought.
    in.decimal("insurance", money.insurance, Need::optional);
    in.decimal("tax", money.tax, Need::required);
    in.decimal("total", money.total, Need::required);
    in.decimal("refunded", money.refunded);
    read_money_parts(in, money);
    std::optional<Decimal> unexplained;
    in.decimal("unexplained", unexplained);
    money.unexplained = unexplained.value_or(Decimal{});
    return unexplained.has_value();
}

void read_party_id(StrictReader& in, PartyId& id) {
    in.text("kind", id.kind, Need::required);
    in.text("number", id.number, Need::required);
    in.text("country", id.country);
    in.text("issuer", id.issuer);
    in.text("issued", id.issued);
    in.text("expires", id.expires);
    in.provenance("provenance", id.provenance);
}

void read_address(StrictReader& in, Address& address) {
    in.text("country", address.country);
    in.texts("lines", address.lines);
    in.text("region", address.region);
    in.text("regionCode", address.region_code);
    in.text("city", address.city);
    in.text("district", address.district);
    in.text("street", address.street);
    in.text("house", address.house);
    in.text("building", address.building);
    in.text("flat", address.flat);
    in.text("postcode", address.postcode);
    in.text("divisionCode", address.division_code);
    in.text("full", address.full);
}

void read_payment_record(StrictReader& in, PaymentRecord& record) {
    in.text("paymentId", record.payment_id, Need::required);
    in.text("request", record.request);
    in.text("response", record.response);
    in.word("clearing", kClearings, record.clearing);
    in.word("channel", kPaymentChannels, record.channel);
}

void read_party_members(StrictReader& in, Party& party) {
    in.text("name", party.name);
    NameParts parts;
    const bool has_parts = in.object("nameParts", Need::optional, [&](StrictReader& reader) {
        reader.text("family", parts.family);
        reader.text("given", parts.given);
        reader.text("patronymic", parts.patronymic);
        reader.text("script", parts.script);
    });
    if (has_parts) {
        party.name_parts = std::move(parts);
    }
    in.text("nameLatin", party.name_latin);
    in.text("phone", party.phone);
    in.text("phoneSource", party.phone_source);
    in.text("email", party.email);
    in.text("account", party.account);
    PartyKind kind = PartyKind::person;
    if (in.word("kind", kPartyKindWords, kind, Need::optional)) {
        party.kind = kind;
    }
    in.objects("ids", party.ids, Need::optional, read_party_id);
    in.objects("registrations", party.registrations, Need::optional, read_party_id);
    in.objects("paymentRecords", party.payment_records, Need::optional, read_payment_record);
    in.boolean("masked", party.masked, Need::optional);
    Address address;
    if (in.object("address", Need::optional, [&](StrictReader& reader) { read_address(reader, address); })) {
        party.address = std::move(address);
    }
    in.provenance("provenance", party.provenance);
}

void read_party(StrictReader& in, std::string_view name, std::optional<Party>& target) {
    Party party;
    if (in.object(name, Need::optional, [&](StrictReader& reader) { read_party_members(reader, party); })) {
        target = std::move(party);
    }
}

void read_parties(StrictReader& in, Parties& parties) {
    read_party(in, "buyer", parties.buyer);
    read_party(in, "consignee", parties.consignee);
    read_party(in, "payer", parties.payer);
    read_party(in, "seller", parties.seller);
    read_party(in, "platform", parties.platform);
    read_party(in, "importer", parties.importer);
    read_party(in, "declarant", parties.declarant);
}

void read_legal(StrictReader& in, std::string_view name, std::optional<LegalQuantity>& target) {
    LegalQuantity legal;
    const bool read = in.object(name, Need::optional, [&](StrictReader& reader) {
        reader.decimal("quantity", legal.quantity, Need::required);
        reader.text("unit", legal.unit, Need::required);
        reader.provenance("provenance", legal.provenance);
    });
    if (read) {
        target = std::move(legal);
    }
}

void read_customs(StrictReader& in, LineCustoms& customs) {
    in.objects("codes", customs.codes, Need::optional, [](StrictReader& reader, CommodityCode& code) {
        reader.text("system", code.system, Need::required);
        reader.text("code", code.code, Need::required);
        reader.text("country", code.country);
        reader.provenance("provenance", code.provenance);
    });
    in.text("originCountry", customs.origin_country);
    in.provenance("originProvenance", customs.origin_provenance);
    in.decimal("netWeight", customs.net_weight);
    in.decimal("grossWeight", customs.gross_weight);
    in.provenance("weightProvenance", customs.weight_provenance);
    read_legal(in, "quantity1", customs.quantity1);
    read_legal(in, "quantity2", customs.quantity2);
    in.objects("marks", customs.marks, Need::optional, [](StrictReader& reader, Mark& mark) {
        reader.word("kind", kMarkKinds, mark.kind, Need::required);
        reader.text("value", mark.value, Need::required);
    });
    in.text("bondedRecord", customs.bonded_record);
}

void read_line(StrictReader& in, Line& line) {
    in.text("id", line.id, Need::required);
    std::int64_t number = 0;
    in.whole("number", number, 1, kLineNumberMax, Need::required);
    line.number = static_cast<std::int32_t>(number);
    in.text("sku", line.sku);
    in.text("title", line.title);
    in.objects(
        "customsNames",
        line.customs_names,
        Need::optional,
        [](StrictReader& reader, CustomsName& name) {
            reader.text("language", name.language, Need::required);
            reader.text("text", name.text, Need::required);
            reader.provenance("provenance", name.provenance);
        }
    );
    in.text("specification", line.specification);
    in.provenance("specificationProvenance", line.specification_provenance);
    in.text("barcode", line.barcode);
    in.text("brand", line.brand);
    in.decimal("quantity", line.quantity, Need::required);
    in.decimal("ordered", line.ordered);
    in.decimal("cancelled", line.cancelled);
    in.decimal("refunded", line.refunded);
    in.text("unit", line.unit);
    in.decimal("unitPrice", line.unit_price, Need::required);
    in.decimal("amount", line.amount, Need::required);
    in.decimal("discount", line.discount);
    in.decimal("tax", line.tax);
    in.word("kind", kLineKindWords, line.kind, Need::required);
    in.text("parentId", line.parent_id);
    in.text("url", line.url);
    in.object("customs", Need::optional, [&](StrictReader& reader) { read_customs(reader, line.customs); });
}

void read_payment(StrictReader& in, Payment& payment) {
    in.text("id", payment.id);
    in.text("providerCode", payment.provider_code);
    in.text("providerName", payment.provider_name);
    in.word("method", kPaymentMethods, payment.method);
    in.decimal("amount", payment.amount);
    in.text("currency", payment.currency);
    in.time("paidAt", "paidAtSource", payment.paid_at);
    in.word("kind", kPaymentKinds, payment.kind);
    in.word("evidence", kEvidence, payment.evidence);
}

void read_consignment_line(StrictReader& in, ConsignmentLine& line) {
    in.text("lineId", line.line_id, Need::required);
    in.decimal("quantity", line.quantity, Need::required);
}

void read_logistics(StrictReader& in, std::optional<Logistics>& target) {
    Logistics logistics;
    const bool booked = in.object("logistics", Need::optional, [&](StrictReader& reader) {
        reader.text("carrierCode", logistics.carrier_code);
        reader.text("carrierName", logistics.carrier_name);
        reader.text("number", logistics.number);
        reader.word("mode", kModes, logistics.mode);
        reader.text("masterDocument", logistics.master_document);
        reader.text("transportMeans", logistics.transport_means);
        reader.text("journeyNumber", logistics.journey_number);
        reader.text("loadUnit", logistics.load_unit);
        reader.text("arrivalDate", logistics.arrival_date);
        reader.provenance("provenance", logistics.provenance);
    });
    if (booked) {
        target = std::move(logistics);
    }
}

void read_consignment(StrictReader& in, Consignment& consignment) {
    in.text("ref", consignment.ref, Need::required);
    in.objects("lines", consignment.lines, Need::required, read_consignment_line);
    in.objects("packages", consignment.packages, Need::optional, [](StrictReader& reader, Package& package) {
        reader.whole("count", package.count, 1, kPackagesMax, Need::required);
        reader.text("kind", package.kind);
        reader.decimal("grossWeight", package.gross_weight);
        reader.text("marks", package.marks);
    });
    in.decimal("grossWeight", consignment.gross_weight);
    in.word("incoterm", kIncoterms, consignment.incoterm);
    in.text("incotermPlace", consignment.incoterm_place);
    in.provenance("incotermProvenance", consignment.incoterm_provenance);
    read_logistics(in, consignment.logistics);
    in.word("returnInstruction", kReturnInstructions, consignment.return_instruction);
}

void read_refund(StrictReader& in, Refund& refund) {
    in.text("id", refund.id);
    in.time("at", "atSource", refund.at);
    in.decimal("amount", refund.amount);
    in.objects("lines", refund.lines, Need::optional, read_consignment_line);
    in.text("reason", refund.reason);
    read_logistics(in, refund.logistics);
}

bool is_version_1(std::string_view version) {
    return version.size() >= 3 && version.size() <= 6 && version.starts_with("1.") &&
           version.find_first_not_of("0123456789", 2) == std::string_view::npos;
}

void read_version(StrictReader& in, std::string& version, Violations& out) {
    version.clear();
    in.text("schemaVersion", version, Need::required);
    // Within 1 there are only additions, and an unknown member is found by itself.
    if (!version.empty() && !is_version_1(version)) {
        out.push_back(make_violation(RuleName::schema_version, "/schemaVersion", version));
    }
}

void read_rest(StrictReader& in, Order& order) {
    in.objects("lines", order.lines, Need::required, read_line);
    in.objects("payments", order.payments, Need::optional, read_payment);
    in.objects("consignments", order.consignments, Need::optional, read_consignment);
    in.objects("refunds", order.refunds, Need::optional, read_refund);
    in.object("notes", Need::optional, [&](StrictReader& reader) { reader.text("buyer", order.buyer_note); });
    in.text_map("attributes", order.attributes);
}

}  // namespace

ReadOrder read_shape(json::Value root) {
    ReadOrder result;
    Order& order = result.order;
    StrictReader in(root, result.violations);
    if (!in.is_object()) {
        in.report(RuleName::wrong_type, root);
        return result;
    }
    read_version(in, order.schema_version, result.violations);
    in.text("messageId", order.message_id);
    in.object("source", Need::optional, [&](StrictReader& reader) { read_source(reader, order.source); });
    in.object("order", Need::required, [&](StrictReader& reader) { read_header(reader, order.header); });
    bool stated = false;
    in.object("money", Need::required, [&](StrictReader& reader) {
        stated = read_money(reader, order.money);
    });
    in.object("parties", Need::required, [&](StrictReader& reader) { read_parties(reader, order.parties); });
    read_rest(in, order);
    in.finish();
    if (!stated) {
        order.money.unexplained = compute_unexplained(order.money).value_or(Decimal{});
    }
    return result;
}

ReadOrder read_json(json::Value root) {
    ReadOrder result = read_shape(root);
    check_limits(result.order, result.violations);
    return result;
}

}  // namespace silkgate::order
