// The "constraint" column of platforms facts 5.2, member by member.
#include "gateway/order/order_limits.hpp"

#include "gateway/json/reader.hpp"
#include "gateway/order/limit_checker.hpp"

namespace silkgate::order {
namespace {

constexpr std::size_t kIdMax = 64;
constexpr std::size_t kNumberMax = 60;
constexpr std::size_t kNameMax = 150;
constexpr std::size_t kAddressPartMax = 50;
constexpr std::size_t kLinesMax = 999;
constexpr std::size_t kListMax = 100;

void check_source(const Order& order, Violations& out) {
    const Path at("source");
    LimitChecker check(at, out);
    check.text("platform", order.source.platform, kIdMax);
    check.text("shopId", order.source.shop_id, kIdMax);
    check.characters("rawSha256", order.source.raw_sha256, is_lower_hex, 64, 64);
    check.text("eventId", order.source.event_id, 128);
    check.text("adapterVersion", order.source.adapter_version, kIdMax);
    if (!order.message_id.empty()) {
        const Path root;
        LimitChecker(root, out).characters(
            "messageId", order.message_id, [](char c) { return is_lower_hex(c) || c == '-'; }, 36, 36
        );
    }
}

void check_header(const Header& header, Violations& out) {
    const Path at("order");
    LimitChecker check(at, out);
    check.text("number", header.number, kNumberMax);
    check.text("platformId", header.platform_id, kIdMax);
    check.text("parentNumber", header.parent_number, kNumberMax);
    check.text("groupNumber", header.group_number, kNumberMax);
    check.text("cancelReason", header.cancel_reason, 200, Control::allowed);
    check.country("flow/originCountry", header.flow.origin_country);
    check.country("flow/destinationCountry", header.flow.destination_country);
    check.language("language", header.language);
}

void check_money(const OrderMoney& money, Violations& out) {
    const Path at("money");
    LimitChecker check(at, out);
    check.currency("currency", money.currency);
    if (money.shop) {
        check.currency("shop/currency", money.shop->currency);
        check.decimal("shop/rate", money.shop->rate);
    }
    check.decimal("goods", money.goods);
    check.decimal("discount", money.discount);
    check.decimal("freight", money.freight);
    check.decimal("insurance", money.insurance);
    check.decimal("tax", money.tax);
    check.decimal("total", money.total);
    check.decimal("refunded", money.refunded);
    check.count("discounts", money.discounts.size(), kListMax);
    check.count("fees", money.fees.size(), kLinesMax);
    check.count("taxes", money.taxes.size(), kListMax);
    for (std::size_t i = 0; i < money.discounts.size(); ++i) {
        const Path here(at, "discounts", i);
        LimitChecker one(here, out);
        one.decimal("amount", money.discounts[i].amount);
        one.text("code", money.discounts[i].code, 100);
    }
    for (std::size_t i = 0; i < money.fees.size(); ++i) {
        const Path here(at, "fees", i);
        LimitChecker one(here, out);
        one.text("kind", money.fees[i].kind, 100);
        one.decimal("amount", money.fees[i].amount);
    }
    for (std::size_t i = 0; i < money.taxes.size(); ++i) {
        const Path here(at, "taxes", i);
        LimitChecker one(here, out);
        one.decimal("rate", money.taxes[i].rate);
        one.decimal("amount", money.taxes[i].amount);
        one.text("registration", money.taxes[i].registration, kNumberMax);
    }
}

void check_ids(const Path& party, std::string_view name, const std::vector<PartyId>& ids, Violations& out) {
    LimitChecker(party, out).count(name, ids.size(), kListMax);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const Path here(party, name, i);
        LimitChecker one(here, out, Private::yes);
        one.text("kind", ids[i].kind, 32);
        one.text("number", ids[i].number, kNumberMax);
        one.country("country", ids[i].country);
        one.text("issuer", ids[i].issuer, 200);
        one.date("issued", ids[i].issued);
        one.date("expires", ids[i].expires);
    }
}

void check_address(const Path& party, const Address& address, Violations& out) {
    const Path at(party, "address");
    LimitChecker check(at, out, Private::yes);
    check.country("country", address.country);
    check.count("lines", address.lines.size(), 4);
    for (std::size_t i = 0; i < address.lines.size(); ++i) {
        const Path here(at, "lines", i);
        LimitChecker(here, out, Private::yes).text({}, address.lines[i], 200);
    }
    check.text("region", address.region, kNameMax);
    check.text("regionCode", address.region_code, 6);
    check.text("city", address.city, kAddressPartMax);
    check.text("district", address.district, kAddressPartMax);
    check.text("street", address.street, kAddressPartMax);
    check.text("house", address.house, kAddressPartMax);
    check.text("building", address.building, kAddressPartMax);
    check.text("flat", address.flat, kAddressPartMax);
    check.text("postcode", address.postcode, 12);
    check.characters("divisionCode", address.division_code, is_digit, 6, 6);
    check.text("full", address.full, 500, Control::allowed);
}

void check_payment_records(const Path& party, const std::vector<PaymentRecord>& records, Violations& out) {
    LimitChecker(party, out).count("paymentRecords", records.size(), kListMax);
    for (std::size_t i = 0; i < records.size(); ++i) {
        const Path here(party, "paymentRecords", i);
        LimitChecker one(here, out, Private::yes);
        one.text("paymentId", records[i].payment_id, kNumberMax);
        one.text("request", records[i].request, 8000, Control::allowed);
        one.text("response", records[i].response, 8000, Control::allowed);
    }
}

void check_party(std::string_view name, const std::optional<Party>& party, Violations& out) {
    if (!party) {
        return;
    }
    const Path parties("parties");
    const Path at(parties, name);
    LimitChecker check(at, out, Private::yes);
    check.text("name", party->name, kNameMax);
    if (party->name_parts) {
        check.text("nameParts/family", party->name_parts->family, kAddressPartMax);
        check.text("nameParts/given", party->name_parts->given, kAddressPartMax);
        check.text("nameParts/patronymic", party->name_parts->patronymic, kAddressPartMax);
        check.text("nameParts/script", party->name_parts->script, 4);
    }
    check.text("nameLatin", party->name_latin, kNameMax);
    check.text("phone", party->phone, kAddressPartMax);
    check.text("phoneSource", party->phone_source, 100);
    check.text("email", party->email, 254);
    check.text("account", party->account, kNumberMax);
    check_ids(at, "ids", party->ids, out);
    check_ids(at, "registrations", party->registrations, out);
    check_payment_records(at, party->payment_records, out);
    if (party->address) {
        check_address(at, *party->address, out);
    }
}

void check_legal(
    const Path& customs,
    std::string_view name,
    const std::optional<LegalQuantity>& legal,
    Violations& out
) {
    if (legal) {
        const Path at(customs, name);
        LimitChecker check(at, out);
        check.weight("quantity", legal->quantity);
        check.unit("unit", legal->unit);
    }
}

void check_customs(const Path& line, const LineCustoms& customs, Violations& out) {
    const Path at(line, "customs");
    LimitChecker check(at, out);
    check.count("codes", customs.codes.size(), kListMax);
    for (std::size_t i = 0; i < customs.codes.size(); ++i) {
        const Path here(at, "codes", i);
        LimitChecker one(here, out);
        one.tariff_system("system", customs.codes[i].system);
        one.commodity_code("code", customs.codes[i].code);
        one.country("country", customs.codes[i].country);
    }
    check.country("originCountry", customs.origin_country);
    check.weight("netWeight", customs.net_weight);
    check.weight("grossWeight", customs.gross_weight);
    check_legal(at, "quantity1", customs.quantity1, out);
    check_legal(at, "quantity2", customs.quantity2, out);
    check.count("marks", customs.marks.size(), kLinesMax);
    for (std::size_t i = 0; i < customs.marks.size(); ++i) {
        const Path here(at, "marks", i);
        LimitChecker(here, out).text("value", customs.marks[i].value, 200);
    }
    check.text("bondedRecord", customs.bonded_record, 30);
}

void check_line(const Line& line, std::size_t index, Violations& out) {
    const Path lines("lines", index);
    LimitChecker check(lines, out);
    check.text("id", line.id, kIdMax);
    check.text("sku", line.sku, kIdMax);
    check.text("title", line.title, 250);
    check.count("customsNames", line.customs_names.size(), kListMax);
    for (std::size_t i = 0; i < line.customs_names.size(); ++i) {
        const Path here(lines, "customsNames", i);
        LimitChecker one(here, out);
        one.language("language", line.customs_names[i].language);
        one.text("text", line.customs_names[i].text, 250);
    }
    check.text("specification", line.specification, 510);
    check.text("barcode", line.barcode, 50);
    check.text("brand", line.brand, 100);
    check.decimal("quantity", line.quantity);
    check.decimal("ordered", line.ordered);
    check.decimal("cancelled", line.cancelled);
    check.decimal("refunded", line.refunded);
    check.unit("unit", line.unit);
    check.decimal("unitPrice", line.unit_price);
    check.decimal("amount", line.amount);
    check.decimal("discount", line.discount);
    check.decimal("tax", line.tax);
    check.text("parentId", line.parent_id, kIdMax);
    check.url("url", line.url);
    check_customs(lines, line.customs, out);
}

void check_payment(const Payment& payment, std::size_t index, Violations& out) {
    const Path at("payments", index);
    LimitChecker check(at, out);
    check.text("id", payment.id, kNumberMax);
    check.text("providerCode", payment.provider_code, 64);
    check.text("providerName", payment.provider_name, 100);
    check.decimal("amount", payment.amount);
    check.currency("currency", payment.currency);
}

void check_logistics(const Path& holder, const std::optional<Logistics>& logistics, Violations& out) {
    if (!logistics) {
        return;
    }
    const Path at(holder, "logistics");
    LimitChecker check(at, out);
    check.text("carrierCode", logistics->carrier_code, 18);
    check.text("carrierName", logistics->carrier_name, 100);
    check.text("number", logistics->number, kNumberMax);
    check.text("masterDocument", logistics->master_document, 37);
    check.text("transportMeans", logistics->transport_means, 100);
    check.text("journeyNumber", logistics->journey_number, 32);
    check.text("loadUnit", logistics->load_unit, 37);
    check.date("arrivalDate", logistics->arrival_date);
}

void check_consignment(const Consignment& consignment, std::size_t index, Violations& out) {
    const Path at("consignments", index);
    LimitChecker check(at, out);
    check.text("ref", consignment.ref, 35);
    check.count("lines", consignment.lines.size(), kLinesMax);
    for (std::size_t i = 0; i < consignment.lines.size(); ++i) {
        const Path here(at, "lines", i);
        LimitChecker(here, out).decimal("quantity", consignment.lines[i].quantity);
    }
    check.count("packages", consignment.packages.size(), kLinesMax);
    for (std::size_t i = 0; i < consignment.packages.size(); ++i) {
        const Path here(at, "packages", i);
        LimitChecker one(here, out);
        one.unit("kind", consignment.packages[i].kind);
        one.weight("grossWeight", consignment.packages[i].gross_weight);
        one.text("marks", consignment.packages[i].marks, 100);
    }
    check.weight("grossWeight", consignment.gross_weight);
    check.text("incotermPlace", consignment.incoterm_place, 100);
    check_logistics(at, consignment.logistics, out);
}

void check_rest(const Order& order, Violations& out) {
    const Path root;
    LimitChecker check(root, out);
    check.count("payments", order.payments.size(), kListMax);
    for (std::size_t i = 0; i < order.payments.size(); ++i) {
        check_payment(order.payments[i], i, out);
    }
    check.count("consignments", order.consignments.size(), kListMax);
    for (std::size_t i = 0; i < order.consignments.size(); ++i) {
        check_consignment(order.consignments[i], i, out);
    }
    check.count("refunds", order.refunds.size(), kLinesMax);
    for (std::size_t i = 0; i < order.refunds.size(); ++i) {
        const Path at("refunds", i);
        LimitChecker one(at, out);
        one.text("id", order.refunds[i].id, kIdMax);
        one.decimal("amount", order.refunds[i].amount);
        for (std::size_t j = 0; j < order.refunds[i].lines.size(); ++j) {
            const Path here(at, "lines", j);
            LimitChecker(here, out).decimal("quantity", order.refunds[i].lines[j].quantity);
        }
        one.text("reason", order.refunds[i].reason, 1000, Control::allowed);
        check_logistics(at, order.refunds[i].logistics, out);
    }
    const Path notes("notes");
    LimitChecker(notes, out, Private::yes).text("buyer", order.buyer_note, 1000, Control::allowed);
    check.count("attributes", order.attributes.size(), 50);
    const Path attributes("attributes");
    for (const auto& [name, value] : order.attributes) {
        LimitChecker(attributes, out, Private::yes)
            .text(json::escape_pointer(name), value, 1000, Control::allowed);
    }
}

}  // namespace

void check_limits(const Order& order, Violations& out) {
    check_source(order, out);
    check_header(order.header, out);
    check_money(order.money, out);
    check_party("buyer", order.parties.buyer, out);
    check_party("consignee", order.parties.consignee, out);
    check_party("payer", order.parties.payer, out);
    check_party("seller", order.parties.seller, out);
    check_party("platform", order.parties.platform, out);
    check_party("importer", order.parties.importer, out);
    check_party("declarant", order.parties.declarant, out);
    const Path root;
    LimitChecker(root, out).count("lines", order.lines.size(), kLinesMax);
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        check_line(order.lines[i], i, out);
    }
    check_rest(order, out);
}

}  // namespace silkgate::order
