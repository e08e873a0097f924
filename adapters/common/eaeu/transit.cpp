#include "adapters/common/eaeu/transit.hpp"

#include "adapters/common/eaeu/eec_parts.hpp"
#include "adapters/common/eaeu/script.hpp"
#include "adapters/common/transport/identifiers.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/rules/rules.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::eaeu {
namespace {

using json::Value;
using rules::Kind;

constexpr std::size_t kItemsMax = 999;  // numbers of goods have three digits

// Values of the journey: where they stand and how long they may be in the structure.
struct Member {
    std::string_view path;  // members parted by '/'
    std::size_t min;
    std::size_t max;
};
constexpr std::array<Member, 14> kMembers{{
    {"kind", 2, 2},
    {"direction", 2, 2},
    {"directionList", 1, 20},
    {"guarantee", 1, 1},
    {"destinationOffice", 2, 8},
    {"destinationCountry", 2, 2},
    {"declarant/name", 1, 300},
    {"declarant/country", 2, 2},
    {"declarant/city", 1, 120},
    {"declarant/street", 1, 120},
    {"carrier/name", 1, 300},
    {"carrier/country", 2, 2},
    {"carrier/city", 1, 120},
    {"carrier/street", 1, 120},
}};

Value at(Value root, std::string_view path) {
    const auto slash = path.find('/');
    return slash == std::string_view::npos ? root[path]
                                           : at(root[path.substr(0, slash)], path.substr(slash + 1));
}

bool is_country(std::string_view text) {
    return text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

class Findings {
public:
    void want(bool holds, std::string_view pointer) {
        if (!holds) {
            text_ += text_.empty() ? "missing or malformed: " : ", ";
            text_ += pointer;
        }
    }
    [[nodiscard]] bool are_none() const noexcept { return text_.empty(); }
    [[nodiscard]] Error as_error() const { return fail(Errc::invalid_value, text_); }

private:
    std::string text_;
};

void check_journey(Value journey, Findings& out) {
    for (const Member& member : kMembers) {
        const Value value = at(journey, member.path);
        const std::size_t length = rules::count_code_points(value.text());
        const bool fits = value.is_string() && length >= member.min && length <= member.max &&
                          (!member.path.ends_with("ountry") || is_country(value.text()));
        out.want(fits, "/journey/" + std::string(member.path));
    }
    out.want(journey["containers"].type() == json::Type::boolean, "/journey/containers");
    const std::string_view office = journey["destinationOffice"].text();
    out.want(
        rules::matches({.kind = Kind::digits, .min = 2, .max = 8}, office) &&
            (office.size() == 2 || office.size() == 5 || office.size() == 8),
        "/journey/destinationOffice"
    );
    const Value means = journey["transport"];
    for (std::size_t i = 0; i < means.size(); ++i) {
        const std::string pointer = "/journey/transport/" + std::to_string(i);
        const std::string_view number = means.at(i)["registration"].text();
        out.want(!number.empty() && number.size() <= 40, pointer + "/registration");
        out.want(is_country(means.at(i)["country"].text()), pointer + "/country");
    }
    if (const Value tir = journey["tir"]) {
        const std::string_view carnet = tir["carnet"].text();
        const bool has_series = carnet.size() == 10 && carnet.front() >= 'A';
        out.want(transport::is_tir_carnet(carnet) && has_series, "/journey/tir/carnet");
        out.want(tir["holder"].text().size() <= 18, "/journey/tir/holder");
    }
}

void check_party(const std::optional<order::Party>& party, const std::string& pointer, Findings& out) {
    out.want(party && !party->masked && !readable_name(*party).empty(), pointer + "/name");
    out.want(party && party->address && is_country(party->address->country), pointer + "/address/country");
}

const order::CommodityCode* code_of(const order::Line& line) {
    const order::CommodityCode* code = order::find_code(line, "TNVED10");
    return code == nullptr ? order::find_code(line, "HS6") : code;
}

void check_order(const order::Order& order, const std::string& pointer, Findings& out) {
    check_party(order.parties.seller, pointer + "/parties/seller", out);
    check_party(order.parties.consignee, pointer + "/parties/consignee", out);
    const bool has_waybill = order.consignments.size() == 1 && order.consignments.front().logistics &&
                             !order.consignments.front().logistics->number.empty() &&
                             order.consignments.front().logistics->number.size() <= 50;
    out.want(has_waybill, pointer + "/consignments/0/logistics/number");
    out.want(is_country(order.header.flow.origin_country), pointer + "/order/flow/originCountry");
    out.want(is_country(order.header.flow.destination_country), pointer + "/order/flow/destinationCountry");
    bool has_goods = false;
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        const order::Line& line = order.lines[i];
        if (!order::is_declarable(line)) {
            continue;
        }
        has_goods = true;
        const std::string base = pointer + "/lines/" + std::to_string(i);
        const auto* name = order::find_customs_name(line, "ru");
        out.want(code_of(line) != nullptr, base + "/customs/codes");
        out.want(name != nullptr && rules::count_code_points(name->text) <= 1000, base + "/customsNames");
        out.want(line.customs.gross_weight.has_value(), base + "/customs/grossWeight");
        out.want(bool(subtract(line.amount, line.discount.value_or(Decimal{}))), base + "/amount");
    }
    out.want(has_goods, pointer + "/lines");
}

void write_declared_party(xml::Writer& out, std::string_view name, Value party) {
    out.open(name);
    write_country(out, party["country"].text());
    out.element("csdo:SubjectName", party["name"].text())
        .element_if("csdo:TaxpayerId", party["taxNumber"].text());
    out.open("ccdo:SubjectAddressDetails");
    write_country(out, party["country"].text());
    out.element("csdo:CityName", party["city"].text())
        .element("csdo:StreetName", party["street"].text())
        .close()
        .close();
}

void write_tir(xml::Writer& out, Value tir) {
    if (!tir) {
        return;
    }
    const std::string_view carnet = tir["carnet"].text();
    out.open("cacdo:TIRCarnetIdDetails")
        .element("casdo:TIRSeriesId", carnet.substr(0, 2))
        .element("casdo:TIRId", carnet.substr(2))
        .element_if("casdo:TIRPageOrdinal", tir["page"].text())
        .element_if("casdo:TIRHolderId", tir["holder"].text())
        .close();
}

void write_transport(xml::Writer& out, Value means) {
    for (std::size_t i = 0; i < means.size(); ++i) {
        const Value one = means.at(i);
        out.open("cacdo:TransportMeansItemDetails")
            .element("csdo:ObjectOrdinal", std::to_string(i + 1))
            .element("casdo:RegistrationNationalityCode", one["country"].text(), {"codeListId", kCountries})
            .element("csdo:TransportMeansRegId", one["registration"].text())
            .close();
    }
}

void write_document(xml::Writer& out, const order::Logistics& waybill, std::size_t item) {
    out.open("cacdo:TDPresentedDocDetails")
        .element("csdo:DocKindCode", transport_document(waybill.mode), {"codeListId", kDocuments})
        .element("csdo:DocId", waybill.number)
        .element("casdo:LineId", std::to_string(item))
        .open("cacdo:DocumentPresentingDetails")  // how it is presented is the filer's
        .close()
        .close();
}

// Numbers go on through the whole declaration.
void write_item(xml::Writer& out, const order::Order& order, const order::Line& line, std::size_t item) {
    out.open("cacdo:TransitGoodsItemDetails")
        .element("casdo:ConsignmentItemOrdinal", std::to_string(item))
        .element("csdo:CommodityCode", code_of(line)->code);
    for (const std::string_view part : split_text(order::find_customs_name(line, "ru")->text, 250)) {
        out.element("casdo:GoodsDescriptionText", part);
    }
    write_mass(out, "csdo:UnifiedGrossMassMeasure", *line.customs.gross_weight);
    if (line.customs.net_weight) {
        write_mass(out, "csdo:UnifiedNetMassMeasure", *line.customs.net_weight);
    }
    write_amount(
        out,
        "casdo:CAValueAmount",
        *subtract(line.amount, line.discount.value_or(Decimal{})),
        order.money.currency
    );
    write_document(out, *order.consignments.front().logistics, item);
    out.close();
}

void write_destination(xml::Writer& out, Value journey) {
    out.open("cacdo:TransitDestinationDetails").open("ccdo:CustomsOfficeDetails");
    out.element("csdo:CustomsOfficeCode", journey["destinationOffice"].text());
    write_country(out, journey["destinationCountry"].text());
    out.close().close();
}

void write_consignment(
    xml::Writer& out,
    Value journey,
    const order::Order& order,
    std::size_t number,
    std::size_t& item
) {
    const order::Flow& flow = order.header.flow;
    out.open("cacdo:TDGoodsShipmentDetails")
        .element("csdo:ObjectOrdinal", std::to_string(number))
        .element("casdo:DepartureCountryCode", flow.origin_country, {"codeListId", kCountries})
        .element("casdo:DestinationCountryCode", flow.destination_country, {"codeListId", kCountries})
        .open("cacdo:ConsignorDetails");
    write_foreign(out, *order.parties.seller);
    out.close().open("cacdo:ConsigneeDetails");
    write_foreign(out, *order.parties.consignee);
    out.close();
    write_destination(out, journey);
    for (const order::Line& line : order.lines) {
        if (order::is_declarable(line)) {
            write_item(out, order, line, ++item);
        }
    }
    out.close();
}

void write_head(
    xml::Writer& out,
    Value journey,
    std::string_view id,
    Instant now,
    std::size_t items,
    Decimal gross
) {
    out.element("csdo:EDocCode", "R.048")
        .element("csdo:EDocId", id)
        .element("csdo:EDocDateTime", format_rfc3339(now))
        .element("casdo:DeclarationKindCode", journey["kind"].text())
        .element(
            "casdo:TransitProcedureCode",
            journey["direction"].text(),
            {"codeListId", journey["directionList"].text()}
        )
        .element("casdo:EDocIndicatorCode", "ЭД")
        .element("casdo:GoodsQuantity", std::to_string(items));
    write_mass(out, "casdo:TotalGrossMassMeasure", gross);
    write_tir(out, journey["tir"]);
    out.element("casdo:ContainerIndicator", journey["containers"].is_true() ? "1" : "0");
    write_transport(out, journey["transport"]);
    write_declared_party(out, "cacdo:DeclarantDetails", journey["declarant"]);
}

std::string id_of(Value journey, std::span<const order::Order> orders) {
    std::string name = "eaeu/R.048/" + std::string(journey["reference"].text());
    for (const order::Order& order : orders) {
        name += '|';
        name += order.header.number;
    }
    return crypto::uuid_v5(name);
}

// Number of all goods and their weight; false when the sum is out of range or there are too many.
bool add_up(std::span<const order::Order> orders, std::size_t& items, Decimal& gross) {
    for (const order::Order& order : orders) {
        for (const order::Line& line : order.lines) {
            if (!order::is_declarable(line)) {
                continue;
            }
            const auto sum = add(gross, *line.customs.gross_weight);
            if (!sum || ++items > kItemsMax) {
                return false;
            }
            gross = *sum;
        }
    }
    return true;
}

}  // namespace

Result<TransitDeclaration>
write_transit(json::Value journey, std::span<const order::Order> orders, Instant now) {
    Findings findings;
    check_journey(journey, findings);
    findings.want(!orders.empty(), "/orders");
    for (std::size_t i = 0; i < orders.size(); ++i) {
        check_order(orders[i], "/orders/" + std::to_string(i), findings);
    }
    if (!findings.are_none()) {
        return findings.as_error();
    }
    std::size_t items = 0;
    Decimal gross;
    if (!add_up(orders, items, gross)) {
        return fail(Errc::invalid_value, "more than 999 goods, or their weight is out of range");
    }
    TransitDeclaration made{.id = id_of(journey, orders), .bytes = {}};
    xml::Writer out;
    open_structure(out, "td:TransitDeclaration", "xmlns:td", "urn:EEC:R:048:TransitDeclaration:v1.0.0");
    write_head(out, journey, made.id, now, items, gross);
    std::size_t item = 0;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        write_consignment(out, journey, orders[i], i + 1, item);
    }
    write_declared_party(out, "cacdo:CarrierDetails", journey["carrier"]);
    out.open("cacdo:TransitGuaranteeDetails")
        .element("casdo:GuaranteePresentCode", journey["guarantee"].text())
        .close()
        .close();
    made.bytes = std::move(out).str();
    return made;
}

}  // namespace silkgate::adapters::eaeu
