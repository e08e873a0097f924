#include "adapters/common/eaeu/eec_parts.hpp"

#include "adapters/common/eaeu/r043.hpp"
#include "adapters/common/eaeu/script.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace silkgate::adapters::eaeu {
namespace {

// "+05:00"
std::string offset_text(std::chrono::minutes offset) {
    const auto minutes = std::abs(offset.count());
    const auto two = [](auto number) {
        std::string text = std::to_string(number);
        return text.size() < 2 ? "0" + text : text;
    };
    return (offset.count() < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60);
}

}  // namespace

void open_structure(
    xml::Writer& out,
    std::string_view root,
    std::string_view prefix,
    std::string_view name_space
) {
    out.open(
        root,
        {prefix,
         name_space,
         "xmlns:cacdo",
         "urn:EEC:M:CA:ComplexDataObjects:v1.8.1",
         "xmlns:casdo",
         "urn:EEC:M:CA:SimpleDataObjects:v1.8.1",
         "xmlns:ccdo",
         "urn:EEC:M:ComplexDataObjects:v0.4.14",
         "xmlns:csdo",
         "urn:EEC:M:SimpleDataObjects:v0.4.14"}
    );
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

void write_payments(xml::Writer& out, const std::vector<Payment>& payments, const DeclarationView& view) {
    for (const Payment& payment : payments) {
        out.open("cacdo:CustomsPaymentDetails")
            .element("casdo:CustomsTaxModeCode", payment.code, {"codeListId", kPayments})
            .element("casdo:TaxBaseMeasure", payment.base.rounded(6, Rounding::half_up).to_shortest());
        const bool is_share = payment.rate_unit.empty();
        if (is_share) {
            out.element(
                "csdo:UnifiedCurrencyN3Code", view.country->currency_number, {"codeListId", kCurrencies}
            );
        } else {
            out.element("csdo:UnifiedMeasurementUnitCode", payment.rate_unit, {"codeListId", kUnits});
        }
        if (payment.rate) {  // absent where two rates were added: no single one gave the amount
            out.open("cacdo:EffectiveCustomsRateDetails")
                .element("casdo:DutyTaxFeeRateKindCode", is_share ? "%" : "*")
                .element("casdo:DutyTaxFeeRateValue", payment.rate->to_shortest());
            if (!is_share) {
                const std::string number = currency_number(payment.rate_currency);
                out.element("csdo:UnifiedMeasurementUnitCode", payment.rate_unit, {"codeListId", kUnits})
                    .element("csdo:UnifiedCurrencyN3Code", number, {"codeListId", kCurrencies});
            }
            out.close();
        }
        out.element("casdo:DutyTaxFeeRateDate", format_date(view.day));
        write_amount(out, "casdo:CAPaymentNAmount", payment.amount, view.country->currency_number);
        out.close();
    }
}

void write_goods_base(xml::Writer& out, const LineView& view, std::string_view ordinal) {
    const order::Line& line = *view.line;
    out.element("casdo:ConsignmentItemOrdinal", ordinal).element("csdo:CommodityCode", view.code->code);
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
}

void write_place(xml::Writer& out, const DeclarationView& view) {
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

std::string_view transport_document(std::string_view mode) noexcept {
    constexpr std::pair<std::string_view, std::string_view> kKinds[] = {
        {"road", "02015"}, {"air", "02017"}, {"post", "02019"}
    };
    const auto* const found =
        std::ranges::find(kKinds, mode, &std::pair<std::string_view, std::string_view>::first);
    return found == std::end(kKinds) ? "02099" : found->second;
}

std::string local_text(Instant instant, const Country& country) {
    return format_local(instant, country.offset) + offset_text(country.offset);
}

}  // namespace silkgate::adapters::eaeu
