// Order → R.043: elements in the order of the structure, each with the prefix of the model file that defines
// it.
#include "adapters/common/eaeu/eec_parts.hpp"
#include "adapters/common/eaeu/r043.hpp"
#include "adapters/common/eaeu/r043_parties.hpp"
#include "adapters/common/eaeu/registration.hpp"
#include "adapters/common/eaeu/script.hpp"
#include "adapters/common/xml/writer.hpp"

namespace silkgate::adapters::eaeu {
namespace {

// What the declaration states in the national currency.
struct Amounts {
    const std::vector<Decimal>* lines = nullptr;  // in the order of the view's lines; null: left to the filer
    std::optional<Decimal> total;
    const Assessment* personal = nullptr;  // of ПТДЭГ only
    const OwedAssessment* owed = nullptr;  // of ДТЭГ only
};

constexpr std::string_view kEuroNumber = "978";
constexpr std::string_view kSingleRate = "6010";  // duties and taxes at a single rate, personal use

void write_payment_sums(xml::Writer& out, const OwedAssessment* owed, const Country& country) {
    if (owed == nullptr || owed->outcome != Owed::computed) {
        return;
    }
    for (const auto& [code, amount] :
         {std::pair{kDutyPayment, owed->duty}, std::pair{kVatPayment, owed->vat}}) {
        out.open("cacdo:ECPaymentAmountDetails")
            .element("casdo:CustomsTaxModeCode", code, {"codeListId", kPayments});
        write_amount(out, "casdo:CAPaymentNAmount", amount, country.currency_number);
        out.close();
    }
}

void write_line(xml::Writer& out, const LineView& view, std::size_t at, const Amounts& amounts) {
    const order::Line& line = *view.line;
    const DeclarationView& declaration = *view.declaration;
    const Decimal* national = amounts.lines == nullptr ? nullptr : &(*amounts.lines)[at];
    const std::string ordinal = std::to_string(at + 1);
    out.open("cacdo:ECGoodsItemDetails");
    write_goods_base(out, view, ordinal);
    out.element("casdo:HMConsignmentItemNumber", ordinal).element_if("casdo:TradeMarkName", line.brand);
    const std::string_view currency = declaration.order->money.currency;
    write_amount(out, "casdo:CAValueAmount", *view.value, currency);
    if (declaration.filing->is_trade) {
        write_amount(out, "casdo:CustomsValueAmount", *national, declaration.country->currency);
    } else if (national != nullptr && currency != declaration.country->currency) {
        write_amount(out, "casdo:CAValueAmount", *national, declaration.country->currency);
    }
    if (amounts.owed != nullptr && amounts.owed->outcome == Owed::computed) {
        write_payments(out, amounts.owed->payments[at], declaration);
    }
    out.close();
}

bool is_dutiable(const Assessment* assessment) {
    return assessment != nullptr && assessment->outcome == Assessed::computed &&
           !assessment->duty_national.is_zero();
}

void write_payment_amount(xml::Writer& out, const Assessment& assessment, const Country& country) {
    out.open("cacdo:ECPaymentAmountDetails")
        .element("casdo:CustomsTaxModeCode", kSingleRate, {"codeListId", kPayments});
    write_amount(out, "casdo:CAPaymentNAmount", assessment.duty_national, country.currency_number);
    out.close();
}

// Which side was over the limit, at which rate, and what is due in the national currency.
void write_payment(xml::Writer& out, const Assessment& assessment, const DeclarationView& view) {
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

void write_total(xml::Writer& out, const DeclarationView& view, const Amounts& amounts) {
    if (amounts.total) {
        const std::string_view name =
            view.filing->is_trade ? "casdo:CustomsValueAmount" : "casdo:CAValueAmount";
        write_amount(out, name, *amounts.total, view.country->currency);
    }
}

void write_house_shipment(
    xml::Writer& out,
    const DeclarationView& view,
    const Amounts& amounts,
    const R043Profile& profile
) {
    out.open("cacdo:ECHouseShipmentDetails").element("csdo:ObjectOrdinal", "1");
    const std::string& master = view.consignment->logistics->master_document;
    if (!master.empty()) {
        out.open("cacdo:TransportDocumentDetails")
            .element("csdo:DocKindCode", "02020", {"codeListId", kDocuments})
            .element("csdo:DocId", master)
            .close();
    }
    out.open("cacdo:HouseWaybillDetails")
        .element("csdo:DocKindCode", "02021", {"codeListId", kDocuments})
        .element("csdo:DocId", view.consignment->logistics->number)
        .close();
    write_parties(out, view, profile);
    for (std::size_t i = 0; i < view.lines.size(); ++i) {
        write_line(out, view.lines[i], i, amounts);
    }
    write_mass(out, "csdo:UnifiedGrossMassMeasure", *view.gross);
    write_total(out, view, amounts);
    if (is_dutiable(amounts.personal)) {
        write_payment(out, *amounts.personal, view);
        write_payment_amount(out, *amounts.personal, *view.country);
    }
    write_payment_sums(out, amounts.owed, *view.country);
    out.close();
}

// The carrier that receives under the common waybill, and where the goods are.
void write_carrier_and_place(xml::Writer& out, const DeclarationView& view) {
    const std::string_view carrier = registration_of(view, "carrierName");
    if (!carrier.empty() && !view.filing->is_export) {
        out.open("cacdo:ConsigneeDetails");
        write_country(out, view.country->code);
        out.element("csdo:SubjectName", carrier)
            .element_if("csdo:TaxpayerId", registration_of(view, "carrierTaxId"))
            .close();
    }
    write_place(out, view);
}

// A correction names the declaration it corrects; the flags of what changed are the filer's (EE-0802).
void write_corrected(xml::Writer& out, const Context& context) {
    const auto number = parse_registration(context.authority_reference);
    if (context.action != Action::amend || !number) {
        return;
    }
    out.open("cacdo:ExpressCargoDeclarationIdDetails")
        .element("csdo:CustomsOfficeCode", number->office)
        .element("csdo:DocCreationDate", number->date)
        .element("casdo:CustomsDocumentId", number->serial)
        .close();
}

void write_shipment(
    xml::Writer& out,
    const DeclarationView& view,
    const Amounts& amounts,
    const R043Profile& profile
) {
    out.open("cacdo:ECGoodsShipmentDetails");
    write_carrier_and_place(out, view);
    write_house_shipment(out, view, amounts, profile);
    write_mass(out, "csdo:UnifiedGrossMassMeasure", *view.gross);
    write_total(out, view, amounts);
    if (is_dutiable(amounts.personal)) {
        write_payment_amount(out, *amounts.personal, *view.country);
    }
    write_payment_sums(out, amounts.owed, *view.country);
    out.close();
}

void write_goods(xml::Writer& out, const DeclarationView& view, const R043Profile& profile) {
    if (view.filing->is_trade) {
        const TradeAssessment traded = assess_trade(view);
        const OwedAssessment owed = assess_owed(view, traded);
        const Amounts amounts{.lines = &traded.line_values, .total = traded.value_national, .owed = &owed};
        write_shipment(out, view, amounts, profile);
        return;
    }
    const Assessment personal = assess(view);
    Amounts amounts{.personal = &personal};
    if (personal.outcome == Assessed::computed) {
        amounts.lines = &personal.line_values;
        amounts.total = personal.value_national;
    }
    write_shipment(out, view, amounts, profile);
}

void write_head(xml::Writer& out, const DeclarationView& view, const Context& context, std::string_view id) {
    open_structure(
        out, "ecd:ExpressCargoDeclaration", "xmlns:ecd", "urn:EEC:R:043:ExpressCargoDeclaration:v2.1.0"
    );
    out.element("csdo:EDocCode", "R.043")
        .element("csdo:EDocId", id)
        .element("csdo:EDocDateTime", local_text(context.decided_at, *view.country))
        .element("casdo:ExpressRegistryKindCode", view.filing->registry);
    write_corrected(out, context);
    out.element("casdo:DeclarationKindCode", view.filing->direction);
    const std::string_view procedures = registration_of(view, "procedureList");
    if (view.filing->is_trade && !procedures.empty()) {
        out.element("casdo:CustomsProcedureCode", view.filing->procedure, {"codeListId", procedures})
            .element("casdo:PreviousCustomsProcedureModeCode", "00", {"codeListId", procedures});
    }
    out.element("casdo:EDocIndicatorCode", "ЭД");
}

}  // namespace

Document write_r043(const DeclarationView& view, const Context& context, const R043Profile& profile) {
    const std::string id = context.uuid("eaeu/R.043");
    xml::Writer out;
    write_head(out, view, context, id);
    write_goods(out, view, profile);
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
