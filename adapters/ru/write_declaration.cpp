#include "adapters/ru/write_declaration.hpp"

#include "adapters/common/eaeu/registration.hpp"
#include "adapters/common/eaeu/script.hpp"
#include "adapters/common/xml/writer.hpp"
#include "adapters/ru/texts.hpp"
#include "adapters/ru/write_parties.hpp"
#include "adapters/ru/write_payments.hpp"

namespace silkgate::adapters::ru {
namespace {

// What the declaration states in roubles.
struct Amounts {
    const std::vector<Decimal>* lines = nullptr;  // in the order of the view's lines; null: left to the filer
    std::optional<Decimal> total;
    const Assessment* personal = nullptr;        // of ПТДЭГ only
    const eaeu::OwedAssessment* owed = nullptr;  // of ДТЭГ only
};

constexpr std::string_view kSchema =
    "urn:customs.ru:Information:CustomsDocuments:ExpressCargoDeclaration:5.27.0";
constexpr std::string_view kWithdrawalSchema =
    "urn:customs.ru:Information:CustomsDocuments:ReturnExpressCargoDeclaration:5.23.0";
constexpr std::string_view kKilogram = "166";
constexpr std::string_view kRouble = kRussia.currency;
constexpr std::string_view kRoubleNumber = kRussia.currency_number;
constexpr std::string_view kEuroNumber = "978";
constexpr std::string_view kSingleRate =
    "6010";  // duties and taxes at a single rate, personal use (cargotrack: list of payment kinds)

void write_weight(xml::Writer& out, std::string_view name, Decimal kilograms) {
    out.open(name)
        .element("cat_ru:GoodsQuantity", kilograms.to_shortest())
        .element("cat_ru:MeasureUnitQualifierName", "КГ")
        .element("cat_ru:MeasureUnitQualifierCode", kKilogram)
        .close();
}

void write_value(xml::Writer& out, std::string_view name, Decimal amount, std::string_view currency) {
    out.open(name)
        .element("ecd:CurrencyQuantity", amount_text(amount))
        .element("ecd:CurrencyCode", currency)
        .close();
}

// A correction names the declaration it corrects; the flags of what changed are the filer's (EE-0802).
void write_corrected(xml::Writer& out, const Context& context) {
    const auto number = eaeu::parse_registration(context.authority_reference);
    if (context.action != Action::amend || !number) {
        return;
    }
    out.open("ecd:ExpressCargoDeclarationIdDetails")
        .element("cat_ru:CustomsCode", number->office)
        .element("cat_ru:RegistrationDate", number->date)
        .element("cat_ru:GTDNumber", number->serial)
        .close();
}

void write_head(
    xml::Writer& out,
    const DeclarationView& view,
    const DocumentIds& ids,
    const Context& context
) {
    out.element("cat_ru:DocumentID", ids.document);
    out.open("ecd:EECEDocHeaderAddInfo")
        .element("RUScat_ru:EDocCode", "R.043")
        .element("RUScat_ru:EDocDateTime", moscow_time(context.decided_at))
        .element("RUScat_ru:LanguageCode", "RU")
        .element("RUScat_ru:SourceCountryCode", "RU")
        .close();
    out.element("ecd:DocType", context.action == Action::amend ? "1" : "0");
    write_corrected(out, context);
    out.element("ecd:ExpressRegistryKindCode", view.filing->registry)
        .element("ecd:DeclarationKindCode", view.filing->direction)
        .element_if("ecd:CustomsModeCode", view.filing->procedure)
        .element_if("ecd:PreviousCustomsModeCode", view.filing->is_trade ? "00" : "")
        .element("ecd:ElectronicDocumentSign", "ЭД");
}

void write_line(xml::Writer& out, const LineView& view, std::size_t at, const Amounts& amounts) {
    const order::Line& line = *view.line;
    const Decimal* roubles = amounts.lines == nullptr ? nullptr : &(*amounts.lines)[at];
    const std::string ordinal = std::to_string(at + 1);
    out.open("ecd:GoodsItemDetails")
        .element("ecd:GoodsNumeric", ordinal)
        .element("ecd:TotalGoodsNumeric", ordinal)
        .element_if("ecd:URLGood", line.url)
        .element("ecd:GoodsTNVEDCode", view.code->code);
    for (const std::string_view part : eaeu::split_text(view.name->text, 250)) {
        out.element("ecd:GoodsDescription", part);
    }
    write_weight(out, "ecd:GrossWeightQuantity", *view.gross);
    if (line.customs.net_weight) {
        write_weight(out, "ecd:NetWeightQuantity", *line.customs.net_weight);
    }
    if (view.unit != nullptr) {
        out.open("ecd:SupplementaryQuantity")
            .element("cat_ru:GoodsQuantity", line.quantity.to_shortest())
            .element("cat_ru:MeasureUnitQualifierName", view.unit->values[1])
            .element("cat_ru:MeasureUnitQualifierCode", view.unit->values[0])
            .close();
    }
    out.element_if("ecd:TradeMark", line.brand);
    const std::string_view currency = view.declaration->order->money.currency;
    write_value(out, "ecd:CAValueAmount", *view.value, currency);
    if (view.declaration->filing->is_trade) {
        write_value(out, "ecd:CustomsCost", *roubles, kRouble);
    } else if (roubles != nullptr && currency != kRouble) {
        write_value(out, "ecd:CAValueAmount", *roubles, kRouble);
    }
    if (amounts.owed != nullptr && amounts.owed->outcome == eaeu::Owed::computed) {
        write_express_payments(out, amounts.owed->payments[at], view.declaration->day);
    }
    out.close();
}

bool is_dutiable(const Assessment* assessment) {
    return assessment != nullptr && assessment->outcome == Assessed::computed &&
           !assessment->duty_national.is_zero();
}

void write_payment_amount(xml::Writer& out, std::string_view name, const Assessment& assessment) {
    out.open(name)
        .element("ecd:PaymentModeCode", kSingleRate)
        .element("ecd:Amount", amount_text(assessment.duty_national))
        .element("ecd:CurrencyCode", kRoubleNumber)
        .close();
}

// The calculation at the waybill's level: which side was over the limit, at which rate, and what is due in
// roubles.
void write_payment(xml::Writer& out, const Assessment& assessment, BusinessDate day) {
    out.open("ecd:CustomsPaymentDetails")
        .element("RUDECLcat:PaymentModeCode", kSingleRate)
        .element("RUDECLcat:TaxBase", assessment.duty.excess.to_shortest());
    if (assessment.duty.base == eaeu::DutyBase::value) {
        out.element("RUDECLcat:TaxBaseCurrencyCode", kEuroNumber)
            .element("RUDECLcat:RateTypeCode", "%")
            .element("RUDECLcat:Rate", assessment.limits->percent.to_shortest());
    } else {
        out.element("RUDECLcat:TaxBaseQualifierCode", kKilogram)
            .element("RUDECLcat:RateTypeCode", "*")
            .element("RUDECLcat:Rate", assessment.limits->eur_per_kg.to_shortest())
            .element("RUDECLcat:RateTNVEDQualifierCode", kKilogram)
            .element("RUDECLcat:RateCurrencyCode", kEuroNumber);
    }
    out.element("RUDECLcat:RateUseDate", format_date(day))
        .element("RUDECLcat:PaymentAmount", amount_text(assessment.duty_national))
        .element("RUDECLcat:PaymentCurrencyCode", kRoubleNumber)
        .close();
    write_payment_amount(out, "ecd:WayBillPaymentAmountDetails", assessment);
}

// What is due for the whole declaration: one waybill, one kind of payment.
void write_payment_totals(xml::Writer& out, const Assessment& assessment) {
    write_payment_amount(out, "ecd:PaymentAmountDetails", assessment);
    out.open("ecd:TotalPaymentAmountDetails")
        .element("RUScat_ru:Amount", amount_text(assessment.duty_national))
        .element("RUScat_ru:CurrencyCode", kRoubleNumber)
        .close();
}

std::string_view total_name(const DeclarationView& view) {
    return view.filing->is_trade ? "ecd:CustomsCost" : "ecd:CAValueAmount";
}

void write_house_shipment(
    xml::Writer& out,
    const DeclarationView& view,
    const DocumentIds& ids,
    const Amounts& amounts
) {
    out.open("ecd:HouseShipment").element("ecd:WayBillID", ids.waybill).element("ecd:ObjectOrdinal", "1");
    const std::string& master = view.consignment->logistics->master_document;
    if (!master.empty()) {
        out.open("ecd:TransportDocumentDetails")
            .element("cat_ru:PrDocumentNumber", master)
            .element("ecd:DocKindCode", "02020")
            .close();
    }
    out.open("ecd:HouseWaybillDetails")
        .element("cat_ru:PrDocumentNumber", view.consignment->logistics->number)
        .element("ecd:DocKindCode", "02021")
        .close();
    write_consignor(out, view);
    write_consignee(out, view);
    for (std::size_t i = 0; i < view.lines.size(); ++i) {
        write_line(out, view.lines[i], i, amounts);
    }
    write_weight(out, "ecd:UnifiedGrossWeightQuantity", *view.gross);
    if (view.order->parties.platform && view.order->parties.platform->address) {
        out.element_if("ecd:TradeCountry", view.order->parties.platform->address->country);
    }
    out.element_if("ecd:URLShop", view.connection->registration("RU.shopUrl"));
    if (amounts.total) {
        write_value(out, total_name(view), *amounts.total, kRouble);
    }
    if (is_dutiable(amounts.personal)) {
        write_payment(out, *amounts.personal, view.day);
    }
    if (amounts.owed != nullptr) {
        write_payment_sums(out, "ecd:WayBillPaymentAmountDetails", *amounts.owed);
    }
    if (!view.filing->is_export) {
        out.element_if("ecd:IndPersonPay", view.connection->registration("RU.consigneePays"));
    }
    out.close();
}

void write_shipment(
    xml::Writer& out,
    const DeclarationView& view,
    const DocumentIds& ids,
    const Amounts& amounts
) {
    out.open("ecd:GoodsShipment");
    write_location(out, *view.connection);
    write_house_shipment(out, view, ids, amounts);
    write_weight(out, "ecd:UnifiedGrossWeightQuantity", *view.gross);
    if (amounts.total) {
        write_value(out, total_name(view), *amounts.total, kRouble);
    }
    if (is_dutiable(amounts.personal)) {
        write_payment_totals(out, *amounts.personal);
    }
    if (amounts.owed != nullptr) {
        write_payment_sums(out, "ecd:PaymentAmountDetails", *amounts.owed);
        write_payment_total(out, *amounts.owed);
    }
    out.close();
}

void write_goods(xml::Writer& out, const DeclarationView& view, const DocumentIds& ids) {
    if (view.filing->is_trade) {
        const eaeu::TradeAssessment traded = eaeu::assess_trade(view);
        const eaeu::OwedAssessment owed = eaeu::assess_owed(view, traded);
        const Amounts amounts{.lines = &traded.line_values, .total = traded.value_national, .owed = &owed};
        write_shipment(out, view, ids, amounts);
        return;
    }
    const Assessment personal = eaeu::assess(view);
    Amounts amounts{.personal = &personal};
    if (personal.outcome == Assessed::computed) {
        amounts.lines = &personal.line_values;
        amounts.total = personal.value_national;
    }
    write_shipment(out, view, ids, amounts);
}

Document finish(xml::Writer&& out, std::string_view kind, std::string_view schema, const DocumentIds& ids) {
    return Document{
        .kind = std::string(kind),
        .content_type = "application/xml; charset=utf-8",
        .bytes = std::move(out).str(),
        .references = {waybill_reference(ids.waybill), document_reference(ids.document)},
        .data_schema = std::string(schema),
        .signature = "GOST R 34.10-2012 XML signature of the customs representative",
        .filer = "customs broker",
        .decides_leg = true,
    };
}

}  // namespace

DocumentIds make_ids(const Context& context, std::string_view leg) {
    const std::string name = "ru/ExpressCargoDeclaration" + (leg == kImportLeg ? "" : "/" + std::string(leg));
    Context first = context;
    first.version = 1;
    return {
        .document = upper_case(context.uuid(name)), .waybill = upper_case(first.uuid(name + "/waybill/1"))
    };
}

std::string waybill_reference(std::string_view id) {
    return "ru:waybill:" + upper_case(id);
}
std::string document_reference(std::string_view id) {
    return "ru:document:" + upper_case(id);
}

Document write_declaration(const DeclarationView& view, const Context& context, std::string_view leg) {
    const DocumentIds ids = make_ids(context, leg);
    xml::Writer out;
    out.open(
        "ecd:ExpressCargoDeclaration",
        {"DocumentModeID",
         kDocumentModeId,
         "xmlns:ecd",
         kSchema,
         "xmlns:cat_ru",
         "urn:customs.ru:CommonAggregateTypes:5.24.0",
         "xmlns:RUScat_ru",
         "urn:customs.ru:RUSCommonAggregateTypes:5.24.0",
         "xmlns:RUDECLcat",
         "urn:customs.ru:RUDeclCommonAggregateTypesCust:5.27.0",
         "xmlns:catESAD_cu",
         "urn:customs.ru:CUESADCommonAggregateTypesCust:5.27.0"}
    );
    write_head(out, view, ids, context);
    write_goods(out, view, ids);
    write_broker(out, *view.connection);
    out.close();
    return finish(std::move(out), kDocumentKind, kSchema, ids);
}

// Album 5.23.0: the newer one keeps no schema of it (README).
Document write_withdrawal(const DeclarationView& view, const Context& context, std::string_view leg) {
    const DocumentIds ids = make_ids(context, leg);
    const auto number = eaeu::parse_registration(context.authority_reference);
    xml::Writer out;
    out.open(
        "ecd:ReturnExpressCargoDeclaration",
        {"DocumentModeID",
         "1006349E",
         "xmlns:ecd",
         kWithdrawalSchema,
         "xmlns:cat_ru",
         "urn:customs.ru:CommonAggregateTypes:5.22.0",
         "xmlns:RUScat_ru",
         "urn:customs.ru:RUSCommonAggregateTypes:5.22.0",
         "xmlns:RUDECLcat",
         "urn:customs.ru:RUDeclCommonAggregateTypesCust:5.23.0"}
    );
    out.element("cat_ru:DocumentID", ids.document);
    out.open("ecd:EECEDocHeaderAddInfo")
        .element("RUScat_ru:EDocCode", "R.043")
        .element("RUScat_ru:EDocDateTime", moscow_time(context.decided_at))
        .close();
    out.element("ecd:ExpressRegistryKindCode", view.filing->registry)
        .element("ecd:DeclarationKindCode", view.filing->direction)
        .element_if("ecd:CustomsModeCode", view.filing->procedure);
    out.open("ecd:GoodsShipment").open("ecd:HouseShipment");
    out.element("ecd:WayBillID", ids.waybill).element("ecd:ObjectOrdinal", "1");
    out.open("ecd:PrevApplicationRegNum")
        .element("cat_ru:CustomsCode", number->office)
        .element("cat_ru:RegistrationDate", number->date)
        .element("cat_ru:GTDNumber", number->serial)
        .close();
    out.element("ecd:PrevWayBillID", ids.waybill).element("ecd:PrevListNumeric", "1");
    out.open("ecd:HouseWaybillDetails")
        .element("cat_ru:PrDocumentNumber", view.consignment->logistics->number)
        .element("ecd:DocKindCode", "02021")
        .close();
    out.open("ecd:ConsigneeDetails");
    write_consignee_name(out, view);
    out.close();
    write_weight(out, "ecd:UnifiedGrossWeightQuantity", *view.gross);
    out.close();
    write_weight(out, "ecd:UnifiedGrossWeightQuantity", *view.gross);
    out.close();
    write_broker(out, *view.connection);
    out.close();
    return finish(std::move(out), kWithdrawalKind, kWithdrawalSchema, ids);
}

}  // namespace silkgate::adapters::ru
