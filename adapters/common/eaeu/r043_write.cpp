// Order → R.043: elements in the order of the structure, each with the prefix of the model file that defines
// it.
#include "adapters/common/eaeu/r043.hpp"
#include "adapters/common/eaeu/script.hpp"
#include "adapters/common/xml/writer.hpp"

#include <array>
#include <cstdlib>

namespace silkgate::adapters::eaeu {
namespace {

// Numbers of the Union's code lists (classifiers).
constexpr std::string_view kCountries = "2021";
constexpr std::string_view kCurrencies = "2022";
constexpr std::string_view kDocuments = "2009";
constexpr std::string_view kIdentityDocuments = "2053";
constexpr std::string_view kPayments = "2010";
constexpr std::string_view kUnits = "2016";

constexpr std::string_view kKilogram = "166";
constexpr std::string_view kEuroNumber = "978";
constexpr std::string_view kSingleRate = "6010";  // duties and taxes at a single rate, personal use

void write_country(xml::Writer& out, std::string_view country) {
    out.element("csdo:UnifiedCountryCode", country, {"codeListId", kCountries});
}

void write_mass(xml::Writer& out, std::string_view name, Decimal kilograms) {
    out.element(
        name, kilograms.to_shortest(), {"measurementUnitCode", kKilogram, "measurementUnitCodeListId", kUnits}
    );
}

void write_amount(xml::Writer& out, std::string_view name, Decimal amount, std::string_view currency) {
    out.element(
        name,
        amount.to_fixed(2, Rounding::half_up),
        {"currencyCode", currency, "currencyCodeListId", kCurrencies}
    );
}

// "+05:00"
std::string offset_text(std::chrono::minutes offset) {
    const auto minutes = std::abs(offset.count());
    const auto two = [](auto number) {
        std::string text = std::to_string(number);
        return text.size() < 2 ? "0" + text : text;
    };
    return (offset.count() < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60);
}

std::string full_name(const order::NameParts& name) {
    std::string out = name.family + " " + name.given;
    if (!name.patronymic.empty()) {
        out += " " + name.patronymic;
    }
    return out;
}

std::string building_of(const order::Address& address) {
    std::string house = address.house;
    if (!address.building.empty()) {
        house += house.empty() ? address.building : ", " + address.building;
    }
    return house;
}

void write_address(xml::Writer& out, const order::Address& address) {
    out.open("ccdo:SubjectAddressDetails");
    write_country(out, address.country);
    out.element_if("csdo:RegionName", address.region)
        .element_if("csdo:DistrictName", address.district)
        .element("csdo:CityName", address.city)
        .element("csdo:StreetName", street_of(address))
        .element_if("csdo:BuildingNumberId", building_of(address))
        .element_if("csdo:RoomNumberId", address.flat)
        .element("csdo:PostCode", address.postcode)
        .close();
}

// A text that customs can read, or empty: an address in Han characters is left out, not rewritten.
std::string_view readable(std::string_view text) {
    return is_latin_or_cyrillic(text) ? cut_text(text, 120) : std::string_view{};
}

void write_consignor(xml::Writer& out, const order::Party& seller) {
    out.open("cacdo:ConsignorDetails");
    write_country(out, seller.address->country);
    out.element("csdo:SubjectName", readable_name(seller));
    const std::string_view city = readable(seller.address->city);
    const std::string_view street = readable(street_of(*seller.address));
    if (!city.empty() || !street.empty()) {
        out.open("ccdo:SubjectAddressDetails");
        write_country(out, seller.address->country);
        out.element_if("csdo:CityName", city).element_if("csdo:StreetName", street).close();
    }
    out.close();
}

void write_identity(xml::Writer& out, const DeclarationView& view, const R043Profile& profile) {
    if (view.identity == nullptr) {
        return;
    }
    out.open("ccdo:IdentityDocV3Details");
    write_country(out, view.identity->country.empty() ? view.country->code : view.identity->country);
    if (profile.identity_kind_code.empty()) {
        out.element("csdo:DocKindName", profile.identity_kind_name);
    } else {
        out.element(
            "csdo:IdentityDocKindCode", profile.identity_kind_code, {"codeListId", kIdentityDocuments}
        );
    }
    out.element("csdo:DocId", view.identity_number)
        .element_if("csdo:DocCreationDate", view.identity->issued)
        .element_if("csdo:AuthorityName", view.identity->issuer)
        .close();
}

void write_channel(xml::Writer& out, std::string_view code, std::string_view id) {
    out.open("ccdo:CommunicationDetails")
        .element("csdo:CommunicationChannelCode", code)
        .element("csdo:CommunicationChannelId", id)
        .close();
}

void write_consignee(xml::Writer& out, const DeclarationView& view, const R043Profile& profile) {
    const order::Party& party = *view.consignee;
    out.open("cacdo:ConsigneeDetails");
    write_country(out, view.country->code);
    out.element("csdo:SubjectName", full_name(*party.name_parts))
        .element("casdo:PersonId", view.person_number->number);
    write_identity(out, view, profile);
    write_address(out, *party.address);
    write_channel(out, "TE", party.phone);
    if (!party.email.empty()) {
        write_channel(out, "EM", party.email);
    }
    out.close();
}

void write_line(xml::Writer& out, const LineView& view, std::size_t number, const Decimal* national) {
    const order::Line& line = *view.line;
    const DeclarationView& declaration = *view.declaration;
    const std::string ordinal = std::to_string(number);
    out.open("cacdo:ECGoodsItemDetails")
        .element("casdo:ConsignmentItemOrdinal", ordinal)
        .element("csdo:CommodityCode", view.code->code);
    for (const std::string_view part : split_text(view.name->text, 250)) {
        out.element("casdo:GoodsDescriptionText", part);
    }
    write_mass(out, "csdo:UnifiedGrossMassMeasure", *view.gross);
    if (line.customs.net_weight) {
        write_mass(out, "csdo:UnifiedNetMassMeasure", *line.customs.net_weight);
    }
    if (view.unit != nullptr) {
        out.open("cacdo:GoodsMeasureDetails")
            .element(
                "casdo:GoodsMeasure",
                line.quantity.to_shortest(),
                {"measurementUnitCode", view.unit->values[0], "measurementUnitCodeListId", kUnits}
            )
            .element("casdo:MeasureUnitAbbreviationCode", view.unit->values[1])
            .close();
    }
    out.element("casdo:HMConsignmentItemNumber", ordinal).element_if("casdo:TradeMarkName", line.brand);
    const std::string_view currency = declaration.order->money.currency;
    write_amount(out, "casdo:CAValueAmount", *view.value, currency);
    if (national != nullptr && currency != declaration.country->currency) {
        write_amount(out, "casdo:CAValueAmount", *national, declaration.country->currency);
    }
    out.close();
}

bool is_dutiable(const Assessment& assessment) {
    return assessment.outcome == Assessed::computed && !assessment.duty_national.is_zero();
}

void write_payment_amount(xml::Writer& out, const Assessment& assessment, const Country& country) {
    if (!is_dutiable(assessment)) {
        return;
    }
    out.open("cacdo:ECPaymentAmountDetails")
        .element("casdo:CustomsTaxModeCode", kSingleRate, {"codeListId", kPayments});
    write_amount(out, "casdo:CAPaymentNAmount", assessment.duty_national, country.currency_number);
    out.close();
}

// Which side was over the limit, at which rate, and what is due in the national currency.
void write_payment(xml::Writer& out, const Assessment& assessment, const DeclarationView& view) {
    if (!is_dutiable(assessment)) {
        return;
    }
    const bool is_by_value = assessment.duty.base == DutyBase::value;
    out.open("cacdo:CustomsPaymentDetails")
        .element("casdo:CustomsTaxModeCode", kSingleRate, {"codeListId", kPayments})
        .element("casdo:TaxBaseMeasure", assessment.duty.excess.to_shortest());
    if (is_by_value) {
        out.element("csdo:UnifiedCurrencyN3Code", kEuroNumber, {"codeListId", kCurrencies});
    } else {
        out.element("csdo:UnifiedMeasurementUnitCode", kKilogram, {"codeListId", kUnits});
    }
    const Decimal rate = is_by_value ? assessment.limits->percent : assessment.limits->eur_per_kg;
    out.open("cacdo:EffectiveCustomsRateDetails")
        .element("casdo:DutyTaxFeeRateKindCode", is_by_value ? "%" : "*")
        .element("casdo:DutyTaxFeeRateValue", rate.to_shortest());
    if (!is_by_value) {
        out.element("csdo:UnifiedMeasurementUnitCode", kKilogram, {"codeListId", kUnits})
            .element("csdo:UnifiedCurrencyN3Code", kEuroNumber, {"codeListId", kCurrencies});
    }
    out.close().element("casdo:DutyTaxFeeRateDate", format_date(view.day));
    write_amount(out, "casdo:CAPaymentNAmount", assessment.duty_national, view.country->currency_number);
    out.close();
}

void write_house_shipment(
    xml::Writer& out,
    const DeclarationView& view,
    const Assessment& assessment,
    const R043Profile& profile
) {
    out.open("cacdo:ECHouseShipmentDetails").element("csdo:ObjectOrdinal", "1");
    out.open("cacdo:HouseWaybillDetails")
        .element("csdo:DocKindCode", "02021", {"codeListId", kDocuments})
        .element("csdo:DocId", view.consignment->logistics->number)
        .close();
    write_consignor(out, *view.seller);
    write_consignee(out, view, profile);
    for (std::size_t i = 0; i < view.lines.size(); ++i) {
        write_line(
            out, view.lines[i], i + 1, assessment.line_values.empty() ? nullptr : &assessment.line_values[i]
        );
    }
    write_mass(out, "csdo:UnifiedGrossMassMeasure", *view.gross);
    if (assessment.outcome == Assessed::computed) {
        write_amount(out, "casdo:CAValueAmount", assessment.value_national, view.country->currency);
    }
    write_payment(out, assessment, view);
    write_payment_amount(out, assessment, *view.country);
    out.close();
}

// The carrier that receives under the common waybill, and where the goods are.
void write_carrier_and_place(xml::Writer& out, const DeclarationView& view) {
    const std::string_view carrier = registration_of(view, "carrierName");
    if (!carrier.empty()) {
        out.open("cacdo:ConsigneeDetails");
        write_country(out, view.country->code);
        out.element("csdo:SubjectName", carrier)
            .element_if("csdo:TaxpayerId", registration_of(view, "carrierTaxId"))
            .close();
    }
    out.open("cacdo:GoodsLocationDetails")
        .element("csdo:CustomsOfficeCode", registration_of(view, "customsOffice"));
    const std::string_view warehouse = registration_of(view, "warehouseCertificate");
    if (!warehouse.empty()) {
        out.open("cacdo:RegisterDocumentIdDetails");
        write_country(out, view.country->code);
        out.element("casdo:RegistrationNumberId", warehouse).close();
    }
    out.close();
}

void write_head(xml::Writer& out, const DeclarationView& view, const Context& context, std::string_view id) {
    out.open(
        "ecd:ExpressCargoDeclaration",
        {"xmlns:ecd",
         "urn:EEC:R:043:ExpressCargoDeclaration:v2.1.0",
         "xmlns:cacdo",
         "urn:EEC:M:CA:ComplexDataObjects:v1.8.1",
         "xmlns:casdo",
         "urn:EEC:M:CA:SimpleDataObjects:v1.8.1",
         "xmlns:ccdo",
         "urn:EEC:M:ComplexDataObjects:v0.4.14",
         "xmlns:csdo",
         "urn:EEC:M:SimpleDataObjects:v0.4.14"}
    );
    const std::chrono::minutes offset = view.country->offset;
    out.element("csdo:EDocCode", "R.043")
        .element("csdo:EDocId", id)
        .element("csdo:EDocDateTime", format_local(context.decided_at, offset) + offset_text(offset))
        .element("casdo:ExpressRegistryKindCode", "ПТДЭГ")
        .element("casdo:DeclarationKindCode", "ИМ")
        .element("casdo:EDocIndicatorCode", "ЭД");
}

}  // namespace

Document write_r043(const DeclarationView& view, const Context& context, const R043Profile& profile) {
    const std::string id = context.uuid("eaeu/R.043");
    const Assessment assessment = assess(view);
    xml::Writer out;
    write_head(out, view, context, id);
    out.open("cacdo:ECGoodsShipmentDetails");
    write_carrier_and_place(out, view);
    write_house_shipment(out, view, assessment, profile);
    write_mass(out, "csdo:UnifiedGrossMassMeasure", *view.gross);
    if (assessment.outcome == Assessed::computed) {
        write_amount(out, "casdo:CAValueAmount", assessment.value_national, view.country->currency);
    }
    write_payment_amount(out, assessment, *view.country);
    out.close();
    out.open("cacdo:RegisterDocumentIdDetails")
        .element("csdo:DocKindCode", "09034", {"codeListId", kDocuments})
        .element("casdo:RegistrationNumberId", registration_of(view, "brokerCertificate"))
        .close();
    out.close();
    return Document{
        .kind = std::string(kR043Kind),
        .content_type = "application/xml; charset=utf-8",
        .bytes = std::move(out).str(),
        .references = {r043_reference(view.country->code, id)},
        .data_schema = "urn:EEC:R:043:ExpressCargoDeclaration:v2.1.0",
        .signature = "electronic signature of the customs representative, as the national system wants it",
        .filer = "customs broker",
        .decides_leg = true,
    };
}

}  // namespace silkgate::adapters::eaeu
