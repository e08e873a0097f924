#include "adapters/common/wco/declaration.hpp"

#include "adapters/common/xml/writer.hpp"

#include <algorithm>

namespace silkgate::adapters::wco {
namespace {

constexpr std::string_view kTypesNamespace = "urn:wco:datamodel:WCO:Declaration_DS:DMS:2";
constexpr int kMassDecimals = 3;

// The published schema knows 9 original, 13 request and 14. A request of TypeCode INV cancels (CANCEL.xsd),
// one of COR changes: so the United Kingdom, whose schema it is, uses it.
std::string_view function_of(Action action) {
    return action == Action::submit ? "9" : "13";
}

std::string_view type_of(const sad::Declaration& declaration) {
    switch (declaration.action) {
        case Action::cancel:
            return "INV";
        case Action::amend:
            return "COR";
        default:
            return declaration.is_import ? "IM" : "EX";
    }
}

// formatCode 304 of UN/EDIFACT 2379, in UTC.
void write_time(xml::Writer& out, std::string_view name, Instant at) {
    out.open(name)
        .element(
            "ds:DateTimeString", format_compact(at, std::chrono::minutes(0)) + "Z", {"formatCode", "304"}
        )
        .close();
}

// formatCode 102: CCYYMMDD of the authority's calendar.
void write_day(xml::Writer& out, std::string_view name, Instant at, std::chrono::minutes offset) {
    out.open(name)
        .element("ds:DateTimeString", format_compact(at, offset).substr(0, 8), {"formatCode", "102"})
        .close();
}

void write_amount(
    xml::Writer& out,
    std::string_view name,
    Decimal amount,
    const sad::Declaration& declaration
) {
    out.element(
        name,
        amount.to_fixed(declaration.minor_units, Rounding::half_up),
        {"currencyID", declaration.currency}
    );
}

void write_mass(xml::Writer& out, std::string_view name, const std::optional<Decimal>& mass) {
    if (mass) {
        out.element(name, mass->to_fixed(kMassDecimals, Rounding::half_up), {"unitCode", "KGM"});
    }
}

void write_communication(xml::Writer& out, std::string_view number, std::string_view type) {
    constexpr std::size_t kNumberBytesMax = 50;
    if (!number.empty() && number.size() <= kNumberBytesMax) {
        out.open("Communication").element("ID", number).element("TypeCode", type).close();
    }
}

void write_party(xml::Writer& out, std::string_view name, const sad::Party& party, bool reachable) {
    if (party.name.empty() && party.id.empty()) {
        return;
    }
    out.open(name).element_if("Name", party.name).element_if("ID", party.id);
    if (!party.city.empty() || !party.country.empty()) {
        out.open("Address").element_if("CityName", party.city).element_if("CountryCode", party.country);
        out.element_if("Line", party.street).element_if("PostcodeID", party.postcode).close();
    }
    if (reachable) {
        write_communication(
            out, party.phone.empty() ? party.email : party.phone, party.phone.empty() ? "EM" : "TE"
        );
    }
    out.close();
}

void write_section(xml::Writer& out, std::string_view section, std::string_view sequence = {}) {
    out.open("Pointer").element_if("SequenceNumeric", sequence);
    out.element("DocumentSectionCode", section).close();
}

// 06A: that the declaration (42A) is changed. Which elements differ is not said: the whole of it is new.
void write_amendment(xml::Writer& out, const sad::Declaration& declaration) {
    out.open("Amendment").element_if("ChangeReasonCode", declaration.reason_code);
    write_section(out, "42A");
    out.close();
}

// The number of what is cancelled, and why; nothing else has a place in CANCEL.xsd.
void write_cancellation(xml::Writer& out, const sad::Declaration& declaration) {
    constexpr std::string_view kReason = "AES";  // UN/EDIFACT 4451: reason for amending a message
    out.element("FunctionCode", function_of(declaration.action));
    out.element("FunctionalReferenceID", declaration.reference).element("ID", declaration.customs_number);
    out.element("TypeCode", type_of(declaration));
    if (!declaration.declarant.id.empty()) {
        out.open("Submitter").element("ID", declaration.declarant.id).close();
    }
    out.open("AdditionalInformation").element("StatementDescription", declaration.reason);
    out.element("StatementTypeCode", kReason);
    write_section(out, "42A", "1");
    write_section(out, "06A", "1");
    out.close();
    out.open("Amendment").element_if("ChangeReasonCode", declaration.reason_code).close();
}

void write_header(xml::Writer& out, const sad::Declaration& declaration) {
    out.element("FunctionCode", function_of(declaration.action));
    out.element("FunctionalReferenceID", declaration.reference).element_if("ID", declaration.customs_number);
    write_time(out, "IssueDateTime", declaration.issued);
    out.element("TypeCode", type_of(declaration));
    out.element("GoodsItemQuantity", std::to_string(declaration.items.size()));
    out.element_if("DeclarationOfficeID", declaration.office);
    write_amount(out, "InvoiceAmount", declaration.total, declaration);
    write_mass(out, "TotalGrossMassMeasure", declaration.gross);
    if (declaration.packages > 0) {
        out.element("TotalPackageQuantity", std::to_string(declaration.packages));
    }
    if (!declaration.waybill.empty()) {
        out.open("AdditionalDocument").element("ID", declaration.waybill);
        out.element_if("TypeCode", declaration.waybill_type).close();
    }
    if (declaration.action == Action::amend) {
        write_amendment(out, declaration);
    }
    if (!declaration.mode.empty()) {
        out.open("BorderTransportMeans").element("ModeCode", declaration.mode).close();
    }
    write_party(out, "Declarant", declaration.declarant, false);
    write_party(out, "Exporter", declaration.exporter, false);
}

void write_valuation(xml::Writer& out, const sad::Declaration& declaration) {
    constexpr std::string_view kInsurance = "67";  // UN/EDIFACT 5025
    if (declaration.freight.is_zero() && declaration.insurance.is_zero()) {
        return;
    }
    out.open("CustomsValuation");
    if (!declaration.freight.is_zero()) {
        write_amount(out, "FreightChargeAmount", declaration.freight, declaration);
    }
    if (!declaration.insurance.is_zero()) {
        out.open("ChargeDeduction").element("ChargesTypeCode", kInsurance);
        write_amount(out, "OtherChargeDeductionAmount", declaration.insurance, declaration);
        out.close();
    }
    out.close();
}

void write_item(xml::Writer& out, const sad::Item& item, const sad::Declaration& declaration) {
    out.open("GovernmentAgencyGoodsItem");
    write_amount(out, "CustomsValueAmount", item.value, declaration);
    out.element("SequenceNumeric", std::to_string(item.number));
    out.open("Commodity").element("Description", item.description);
    out.open("Classification").element("ID", item.code);
    out.element("IdentificationTypeCode", item.national_code ? "TSP" : "HS").close();
    out.open("GoodsMeasure");
    write_mass(out, "GrossMassMeasure", item.gross);
    write_mass(out, "NetNetWeightMeasure", item.net);
    if (!item.unit.empty()) {
        out.element("TariffQuantity", item.quantity.to_shortest(), {"unitCode", item.unit});
    }
    out.close();
    out.open("InvoiceLine");
    write_amount(out, "ItemChargeAmount", item.value, declaration);
    out.close().close();
    if (!declaration.procedure.empty()) {
        out.open("GovernmentProcedure").element("CurrentCode", declaration.procedure).close();
    }
    out.open("Origin").element("CountryCode", item.origin).close();
    out.close();
}

void write_shipment(xml::Writer& out, const sad::Declaration& declaration) {
    out.open("GoodsShipment");
    // UN/ECE Recommendation: 1 is a sale, what is no sale is left to who files.
    if (declaration.is_sale) {
        out.element("TransactionNatureCode", "1");
    }
    write_party(out, "Consignee", declaration.importer, false);
    write_valuation(out, declaration);
    out.open("Destination").element("CountryCode", declaration.destination_country).close();
    out.open("ExportCountry").element("ID", declaration.export_country).close();
    for (const sad::Item& item : declaration.items) {
        write_item(out, item, declaration);
    }
    write_party(out, "Importer", declaration.importer, true);
    out.open("Invoice").element("ID", declaration.invoice);
    write_day(out, "IssueDateTime", declaration.invoice_date, declaration.utc_offset);
    out.close();
    write_party(out, "Seller", declaration.exporter, false);
    if (!declaration.incoterm.empty()) {
        out.open("TradeTerms").element("ConditionCode", declaration.incoterm);
        out.element_if("LocationName", declaration.incoterm_place).close();
    }
    if (!declaration.waybill.empty()) {
        out.open("UCR").element("TraderAssignedReferenceID", declaration.waybill).close();
    }
    out.close();
}

}  // namespace

std::string write_declaration(const sad::Declaration& declaration, std::string_view agency) {
    xml::Writer out;
    out.open("md:MetaData", {"xmlns:md", kEnvelopeNamespace});
    out.element("md:WCODataModelVersionCode", "3.6").element("md:WCOTypeName", kKind);
    out.element("md:ResponsibleCountryCode", declaration.country);
    out.element("md:ResponsibleAgencyName", agency);
    out.open("Declaration", {"xmlns", kNamespace, "xmlns:ds", kTypesNamespace});
    if (declaration.action == Action::cancel) {
        write_cancellation(out, declaration);
    } else {
        write_header(out, declaration);
        write_shipment(out, declaration);
    }
    out.close().close();
    return std::move(out).str();
}

}  // namespace silkgate::adapters::wco
