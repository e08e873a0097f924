#include "gateway/intake/mapping.hpp"

#include "gateway/intake/mapping_reader.hpp"
#include "gateway/intake/push_signature.hpp"
#include "gateway/order/words.hpp"

#include <algorithm>
#include <array>

namespace silkgate::intake {
namespace {

using Object = MappingReader::Object;

void read_head(Object in, HeadRows& head) {
    in.read("number", head.number)
        .read("platformId", head.platform_id)
        .read("parentNumber", head.parent_number)
        .read("groupNumber", head.group_number)
        .read("language", head.language)
        .read("cancelReason", head.cancel_reason)
        .read("buyerNote", head.buyer_note)
        .read("createdAt", head.created_at)
        .read("updatedAt", head.updated_at)
        .read("paidAt", head.paid_at)
        .read("cancelledAt", head.cancelled_at)
        .read("status", head.status)
        .read("paymentStatus", head.payment_status)
        .read("test", head.test)
        .read("natureOfTransaction", head.nature);
    in.reader().check_words(in.value(), head.status, order::kStatusWords);
    in.reader().check_words(in.value(), head.payment_status, order::kPaymentStatusWords);
    in.reader().check_words(in.value(), head.nature, order::kNatures);
    in.finish();
}

void read_person(Object in, PersonRows& person) {
    in.read("name", person.name)
        .read("given", person.given)
        .read("family", person.family)
        .read("patronymic", person.patronymic)
        .read("company", person.company)
        .read("phone", person.phone)
        .read("phonePrefix", person.phone_prefix)
        .read("email", person.email)
        .read("country", person.country)
        .read("region", person.region)
        .read("regionCode", person.region_code)
        .read("city", person.city)
        .read("district", person.district)
        .read("street", person.street)
        .read("house", person.house)
        .read("building", person.building)
        .read("flat", person.flat)
        .read("postcode", person.postcode)
        .read("full", person.full);
    for (const json::Value line : in.get("lines")) {
        person.lines.push_back(in.reader().text(line));
    }
    for (const json::Value path : in.get("required")) {
        person.required.push_back(in.reader().text(path));
    }
    in.rows("ids", person.ids, [](Object row, IdRow& id) {
        row.read("kind", id.kind).read("number", id.number).read("country", id.country).finish();
    });
    in.finish();
}

WeightUnit to_weight_unit(MappingReader& reader, json::Value value) {
    constexpr std::array<std::string_view, 4> kWords = {"g", "kg", "lb", "oz"};
    const auto found = std::ranges::find(kWords, value.text());
    if (found == kWords.end()) {
        reader.mistake(value, "g, kg, lb or oz is expected");
        return WeightUnit::gram;
    }
    return static_cast<WeightUnit>(found - kWords.begin());
}

void read_weight(Object& in, std::optional<WeightRow>& out) {
    const json::Value value = in.get("weight");
    if (!value) {
        return;
    }
    WeightRow row;
    Object object(in.reader(), value);
    object.read("value", row.value)
        .read("ofLine", row.of_line)
        .read("net", row.net)
        .read("unitWord", row.unit_word);
    if (const json::Value unit = object.get("unit")) {
        row.unit = to_weight_unit(in.reader(), unit);
    } else if (row.unit_word.rules.empty()) {
        in.reader().mistake(value, "a unit is expected");
    }
    object.finish();
    out = std::move(row);
}

void read_lines(Object in, LineRows& lines) {
    in.each(lines.each)
        .read("skip", lines.skip)
        .read("kind", lines.kind)
        .read("id", lines.id)
        .read("variant", lines.variant)
        .read("sku", lines.sku)
        .read("title", lines.title)
        .read("barcode", lines.barcode)
        .read("brand", lines.brand)
        .read("url", lines.url)
        .read("specification", lines.specification)
        .read("unit", lines.unit)
        .read("parentId", lines.parent_id)
        .read("hsCode", lines.hs_code)
        .read("originCountry", lines.origin_country)
        .read("quantity", lines.quantity)
        .read("ordered", lines.ordered)
        .read("cancelled", lines.cancelled)
        .read("refunded", lines.refunded)
        .read("unitPrice", lines.unit_price)
        .read("amount", lines.amount)
        .read("discount", lines.discount)
        .read("tax", lines.tax);
    read_weight(in, lines.weight);
    for (const json::Value mark : in.get("marks")) {
        lines.marks.emplace_back(mark.key(), in.reader().text(mark));
    }
    in.reader().check_words(in.value(), lines.kind, order::kLineKindWords);
    if (!lines.unit_price.is_set() && !lines.amount.is_set()) {
        in.reader().mistake(in.value(), "a line has unitPrice or amount");
    }
    in.finish();
}

void read_money(Object in, MoneyRows& money) {
    in.read("currency", money.currency)
        .read("discount", money.discount)
        .read("freight", money.freight)
        .read("insurance", money.insurance)
        .read("tax", money.tax)
        .read("total", money.total)
        .read("totalOfParts", money.total_of_parts)
        .read("refunded", money.refunded)
        .read("shopCurrency", money.shop_currency)
        .read("shopRate", money.shop_rate)
        .read("shopTotal", money.shop_total);
    const json::Value beside = in.get("currencyBeside");
    if (beside.is_string()) {
        money.currency_beside.emplace("", beside.text());
    }
    for (const json::Value member : beside.is_object() ? beside : json::Value{}) {
        money.currency_beside.emplace(member.key(), in.reader().plain(member));
    }
    for (const json::Value code : in.get("currencies")) {
        CurrencyReading reading{.code = in.reader().plain(code["code"])};
        reading.factor = code["factor"] ? in.reader().number(code["factor"]) : Decimal(1);
        money.currencies.emplace(code.key(), std::move(reading));
    }
    in.rows("discounts", money.discounts, [](Object row, DiscountRow& out) {
        row.each(out.each).read("amount", out.amount).read("funder", out.funder).read("code", out.code);
        row.finish();
    });
    in.rows("fees", money.fees, [](Object row, FeeRow& out) {
        row.each(out.each).read("amount", out.amount).read("kind", out.kind).finish();
    });
    in.rows("taxes", money.taxes, [](Object row, TaxRow& out) {
        row.each(out.each)
            .read("amount", out.amount)
            .read("rate", out.rate)
            .read("percent", out.percent)
            .read("kind", out.kind)
            .read("title", out.title)
            .read("included", out.included)
            .read("collector", out.collector)
            .read("registration", out.registration);
        row.reader().check_words(row.value(), out.collector, order::kCollectors);
        row.finish();
    });
    in.finish();
}

void read_parts(Object& in, PartRows& parts) {
    const json::Value value = in.get("lines");
    if (value.is_string() && value.text() == "all") {
        parts.all = true;
    } else if (value) {
        Object object(in.reader(), value);
        object.each(parts.each)
            .read("lineId", parts.line_id)
            .read("variant", parts.variant)
            .read("quantity", parts.quantity)
            .finish();
    }
}

void read_movements(Object& in, Mapping& mapping) {
    in.rows("payments", mapping.payments, [](Object row, PaymentRow& out) {
        row.each(out.each)
            .read("skip", out.skip)
            .read("id", out.id)
            .read("providerCode", out.provider_code)
            .read("providerName", out.provider_name)
            .read("currency", out.currency)
            .read("method", out.method)
            .read("kind", out.kind)
            .read("evidence", out.evidence)
            .read("amount", out.amount)
            .read("paidAt", out.paid_at);
        row.reader().check_words(row.value(), out.method, order::kPaymentMethods);
        row.reader().check_words(row.value(), out.kind, order::kPaymentKinds);
        row.reader().check_words(row.value(), out.evidence, order::kEvidence);
        row.finish();
    });
    in.rows("refunds", mapping.refunds, [](Object row, RefundRow& out) {
        row.each(out.each).read("id", out.id).read("reason", out.reason).read("at", out.at);
        row.read("amount", out.amount);
        read_parts(row, out.lines);
        row.finish();
    });
    in.rows("consignments", mapping.consignments, [](Object row, ConsignmentRow& out) {
        row.each(out.each)
            .read("skip", out.skip)
            .read("ref", out.ref)
            .read("carrierName", out.carrier_name)
            .read("carrierCode", out.carrier_code)
            .read("number", out.number);
        read_parts(row, out.lines);
        read_weight(row, out.weight);
        row.finish();
    });
}

// "a.b[]": a list that can be empty too.
void read_places(Object& in, Mapping& mapping) {
    constexpr std::string_view kEach = "[]";
    for (const json::Value place : in.get("orders")) {
        auto path = Path::parse(place.text());
        if (!path) {
            in.reader().mistake(place, path.error().detail);
            continue;
        }
        OrderPlace out{.path = std::move(*path), .list = std::nullopt};
        if (place.text().ends_with(kEach)) {
            auto list = Path::parse(place.text().substr(0, place.text().size() - kEach.size()));
            out.list = list ? std::optional(std::move(*list)) : std::nullopt;
        }
        mapping.orders.push_back(std::move(out));
    }
}

void read_arrival(Object& in, Mapping& mapping) {
    in.read("platform", mapping.platform)
        .read("version", mapping.version)
        .read("entities", mapping.entities)
        .read("xml", mapping.xml)
        .read("orderHas", mapping.order_has)
        .read("surelyHas", mapping.surely_has)
        .read("fetchLines", mapping.fetch_lines);
    read_places(in, mapping);
    in.rows("fetch", mapping.fetch, [](Object row, FetchRow& out) {
        std::vector<Path> id;
        row.read("id", id).read("call", out.call).finish();
        out.id = id.empty() ? Path{} : std::move(id.front());
    });
    if (const json::Value value = in.get("signature"); value.is_object()) {
        SignatureRow row;
        std::string encoding;
        std::string scheme;
        Object object(in.reader(), value);
        object.read("header", row.header)
            .read("eventIdHeader", row.event_id_header)
            .read("encoding", encoding)
            .read("scheme", scheme);
        if (const auto known = find_signature_scheme(scheme.empty() ? "hmac" : scheme)) {
            row.scheme = *known;
        } else {
            in.reader().mistake(value["scheme"], "no such scheme of signatures");
        }
        const bool has_encoding = encoding == "base64" || encoding == "hex";
        if (has_encoding != (row.scheme == SignatureScheme::hmac)) {
            in.reader().mistake(value, "HMAC alone has an encoding, base64 or hex");
        }
        row.encoding = encoding == "hex" ? SignatureEncoding::hex : SignatureEncoding::base64;
        object.finish();
        mapping.signature = std::move(row);
    }
    static_cast<void>(in.get("about"));  // for people and for the platform's page
}

}  // namespace

Result<Mapping> read_mapping(std::string_view json_text) {
    const auto document = json::Document::parse(std::string(json_text));
    if (!document) {
        return fail(Errc::invalid_settings, document.error().detail, document.error().pointer);
    }
    Mapping mapping;
    MappingReader reader;
    Object in(reader, document->root());
    read_arrival(in, mapping);
    read_head(Object(reader, in.get("order")), mapping.head);
    const json::Value parties = in.get("parties");
    for (const json::Value party : parties) {
        auto& rows = party.key() == "buyer" ? mapping.buyer : mapping.consignee;
        if (party.key() != "buyer" && party.key() != "consignee") {
            reader.mistake(party, "buyer or consignee is expected");
        }
        for (const json::Value person : party.is_array() ? party : json::Value{}) {
            read_person(Object(reader, person), rows.emplace_back());
        }
        if (party.is_object()) {
            read_person(Object(reader, party), rows.emplace_back());
        }
    }
    in.read("destination", mapping.destination);
    read_lines(Object(reader, in.get("lines")), mapping.lines);
    read_money(Object(reader, in.get("money")), mapping.money);
    read_movements(in, mapping);
    in.rows("attributes", mapping.attributes, [](Object row, AttributeRow& out) {
        std::optional<Path> each;
        row.each(each).read("name", out.name).read("value", out.value);
        row.reader().note(out.name).note(out.value);
        row.finish();
        out.each = each.value_or(Path{});
    });
    in.finish();
    if (mapping.platform.empty() || mapping.orders.empty() || mapping.order_has.empty()) {
        reader.mistake(document->root(), "platform, orders and orderHas are needed");
    }
    if (reader.error()) {
        return *reader.error();
    }
    mapping.known = reader.known();
    return mapping;
}

}  // namespace silkgate::intake
