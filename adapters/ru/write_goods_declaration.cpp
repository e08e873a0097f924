#include "adapters/ru/write_goods_declaration.hpp"

#include "adapters/common/eaeu/r043.hpp"
#include "adapters/common/eaeu/script.hpp"
#include "adapters/common/xml/writer.hpp"
#include "adapters/ru/texts.hpp"
#include "adapters/ru/write_declaration.hpp"
#include "adapters/ru/write_parties.hpp"
#include "adapters/ru/write_payments.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::ru {
namespace {

using eaeu::TradeAssessment;

constexpr std::string_view kSchema = "urn:customs.ru:Information:CustomsDocuments:ESADout_CU:5.27.0";

// Kind of transport (cuc-378) by the order's mode.
struct Transport {
    std::string_view mode;
    std::string_view kind;
};
constexpr std::array<Transport, 5> kTransports{{
    {"road", "30"},
    {"air", "40"},
    {"post", "50"},
    {"rail", "20"},
    {"sea", "10"},
}};

const Transport* transport_of(const DeclarationView& view) {
    const auto* found =
        std::ranges::find(kTransports, std::string_view(view.consignment->logistics->mode), &Transport::mode);
    return found == kTransports.end() ? nullptr : found;
}

void write_head(xml::Writer& out, const DeclarationView& view, const Context& context, std::string_view id) {
    out.element("cat_ru:DocumentID", id);
    out.open("esad:EECEDocHeaderAddInfo")
        .element("RUScat_ru:EDocCode", "R.055")
        .element("RUScat_ru:EDocDateTime", moscow_time(context.decided_at))
        .element("RUScat_ru:LanguageCode", "RU")
        .element("RUScat_ru:SourceCountryCode", "RU")
        .close();
    out.element("esad:CustomsProcedure", view.filing->direction)
        .element("esad:CustomsModeCode", view.filing->procedure)
        .element("esad:ElectronicDocumentSign", "ЭД");
}

// Of all goods, or empty when they come from several countries.
std::string_view common_origin(const DeclarationView& view) {
    const std::string& first = view.lines.front().line->customs.origin_country;
    return std::ranges::all_of(
               view.lines, [&](const LineView& line) { return line.line->customs.origin_country == first; }
           )
               ? std::string_view(first)
               : std::string_view{};
}

void write_ends(xml::Writer& out, const DeclarationView& view) {
    out.open("esad:ESADout_CUConsignor");
    if (view.filing->is_export) {
        write_russian(out, view);
    } else {
        write_foreign(out, *view.foreign);
    }
    out.close().open("esad:ESADout_CUConsignee");
    if (view.filing->is_export) {
        write_foreign(out, *view.foreign);
    } else {
        write_russian(out, view);
    }
    out.close().open("esad:ESADout_CUDeclarant");
    write_russian(out, view);
    out.close();
}

void write_place(xml::Writer& out, const DeclarationView& view) {
    const config::Connection& connection = *view.connection;
    out.open("esad:ESADout_CUGoodsLocation")
        .element_if("esad:InformationTypeCode", connection.registration("RU.locationCode"))
        .element("esad:CustomsOffice", connection.registration("RU.customsOffice"))
        .element("esad:CustomsCountryCode", kRussia.code);
    const std::string_view warehouse = connection.registration("RU.warehouseCertificate");
    if (!warehouse.empty()) {
        out.open("esad:RegisterDocumentIdDetails")
            .element("catESAD_cu:CountryA2Code", kRussia.code)
            .element("catESAD_cu:DocId", warehouse)
            .close();
    }
    out.close();
}

void write_journey(xml::Writer& out, const DeclarationView& view) {
    const order::Flow& flow = view.order->header.flow;
    out.open("esad:ESADout_CUConsigment")
        .element("catESAD_cu:DispatchCountryCode", flow.origin_country)
        .element("catESAD_cu:DestinationCountryCode", flow.destination_country);
    if (const Transport* transport = transport_of(view)) {
        out.open("esad:ESADout_CUBorderTransport")
            .element("cat_ru:TransportModeCode", transport->kind)
            .close();
    }
    out.close();
}

void write_contract(xml::Writer& out, const DeclarationView& view, Decimal invoice) {
    out.open("esad:ESADout_CUMainContractTerms")
        .element("catESAD_cu:ContractCurrencyCode", view.order->money.currency)
        .element("catESAD_cu:TotalInvoiceAmount", amount_text(invoice))
        .element("catESAD_cu:TradeCountryCode", view.foreign->address->country);
    if (!view.consignment->incoterm.empty()) {
        out.open("catESAD_cu:CUESADDeliveryTerms")
            .element_if("cat_ru:DeliveryPlace", eaeu::cut_text(view.consignment->incoterm_place, 50))
            .element("cat_ru:DeliveryTermsStringCode", view.consignment->incoterm)
            .close();
    }
    out.close();
}

// `payments` is null where they were not computed.
void write_goods(
    xml::Writer& out,
    const LineView& view,
    std::size_t number,
    Decimal roubles,
    const std::vector<eaeu::Payment>* payments
) {
    const order::Line& line = *view.line;
    out.open("esad:ESADout_CUGoods").element("catESAD_cu:GoodsNumeric", std::to_string(number));
    for (const std::string_view part : eaeu::split_text(view.name->text, 250)) {
        out.element("catESAD_cu:GoodsDescription", part);
    }
    out.element("catESAD_cu:GrossWeightQuantity", view.gross->to_shortest())
        .element("catESAD_cu:NetWeightQuantity", line.customs.net_weight->to_shortest())
        .element("catESAD_cu:InvoicedCost", amount_text(*view.value))
        .element("catESAD_cu:CustomsCost", amount_text(roubles))
        .element("catESAD_cu:GoodsTNVEDCode", view.code->code)
        .element("catESAD_cu:OriginCountryCode", line.customs.origin_country);
    out.open("esad:ESADout_CUPresentedDocument")
        .element("cat_ru:PrDocumentNumber", view.declaration->consignment->logistics->number)
        .element(
            "catESAD_cu:PresentedDocumentModeCode",
            eaeu::transport_document(view.declaration->consignment->logistics->mode)
        )
        .close();
    if (payments != nullptr) {
        write_goods_payments(out, *payments, view.declaration->day);
    }
    if (view.unit != nullptr) {
        out.open("esad:SupplementaryGoodsQuantity")
            .element("cat_ru:GoodsQuantity", line.quantity.to_shortest())
            .element("cat_ru:MeasureUnitQualifierName", view.unit->values[1])
            .element("cat_ru:MeasureUnitQualifierCode", view.unit->values[0])
            .close();
    }
    out.close();
}

void write_shipment(xml::Writer& out, const DeclarationView& view, const TradeAssessment& worth) {
    out.open("esad:ESADout_CUGoodsShipment")
        .element_if("catESAD_cu:OriginCountryCode", common_origin(view))
        .element("catESAD_cu:TotalGoodsNumber", std::to_string(view.lines.size()))
        .element("catESAD_cu:TotalCustCost", amount_text(worth.value_national))
        .element("catESAD_cu:CustCostCurrencyCode", kRussia.currency);
    write_ends(out, view);
    write_place(out, view);
    write_journey(out, view);
    write_contract(out, view, worth.value);
    const eaeu::OwedAssessment owed = eaeu::assess_owed(view, worth);
    for (std::size_t i = 0; i < view.lines.size(); ++i) {
        const auto* payments = owed.outcome == eaeu::Owed::computed ? &owed.payments[i] : nullptr;
        write_goods(out, view.lines[i], i + 1, worth.line_values[i], payments);
    }
    out.close();
}

}  // namespace

Document write_goods_declaration(const DeclarationView& view, const Context& context, std::string_view leg) {
    const std::string id = upper_case(context.uuid("ru/ESADout_CU/" + std::string(leg)));
    xml::Writer out;
    out.open(
        "esad:ESADout_CU",
        {"DocumentModeID",
         "1006107E",
         "xmlns:esad",
         kSchema,
         "xmlns:cat_ru",
         "urn:customs.ru:CommonAggregateTypes:5.24.0",
         "xmlns:RUScat_ru",
         "urn:customs.ru:RUSCommonAggregateTypes:5.24.0",
         "xmlns:catESAD_cu",
         "urn:customs.ru:CUESADCommonAggregateTypesCust:5.27.0"}
    );
    write_head(out, view, context, id);
    write_shipment(out, view, eaeu::assess_trade(view));
    out.close();
    return Document{
        .kind = std::string(kGoodsDeclaration),
        .content_type = "application/xml; charset=utf-8",
        .bytes = std::move(out).str(),
        .references = {document_reference(id)},
        .data_schema = std::string(kSchema),
        .signature = "GOST R 34.10-2012 XML signature of the declarant or customs representative",
        .filer = "customs broker",
        .decides_leg = true,
    };
}

}  // namespace silkgate::adapters::ru
