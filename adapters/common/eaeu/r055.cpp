// Order → R.055: the ordinary declaration, elements in the order of the structure.
#include "adapters/common/eaeu/eec_parts.hpp"
#include "adapters/common/eaeu/r043.hpp"
#include "adapters/common/eaeu/registration.hpp"

#include <algorithm>

namespace silkgate::adapters::eaeu {
namespace {

void write_country_block(xml::Writer& out, std::string_view name, std::string_view country) {
    if (!country.empty()) {
        out.open(name).element("casdo:CACountryCode", country, {"codeListId", kCountries}).close();
    }
}

// Of all goods, or empty when they come from several countries.
std::string_view common_origin(const DeclarationView& view) {
    const std::string& first = view.lines.front().line->customs.origin_country;
    const bool is_common = std::ranges::all_of(view.lines, [&](const LineView& line) {
        return line.line->customs.origin_country == first;
    });
    return is_common ? std::string_view(first) : std::string_view{};
}

void write_goods(
    xml::Writer& out,
    const LineView& view,
    std::size_t number,
    Decimal national,
    const std::vector<Payment>* payments
) {
    const DeclarationView& declaration = *view.declaration;
    out.open("cacdo:GDGoodsItemDetails");
    write_goods_base(out, view, std::to_string(number));
    write_country_block(out, "cacdo:OriginCountryDetails", view.line->customs.origin_country);
    write_amount(out, "casdo:CAValueAmount", *view.value, declaration.order->money.currency);
    write_amount(out, "casdo:CustomsValueAmount", national, declaration.country->currency);
    out.open("cacdo:PresentedDocDetails")
        .element(
            "csdo:DocKindCode",
            transport_document(declaration.consignment->logistics->mode),
            {"codeListId", kDocuments}
        )
        .element("csdo:DocId", declaration.consignment->logistics->number)
        .close();
    if (payments != nullptr) {
        write_payments(out, *payments, declaration);
    }
    out.close();
}

void write_ends(xml::Writer& out, const DeclarationView& view) {
    const auto write_end = [&](std::string_view name, bool is_own) {
        out.open(name);
        if (is_own) {
            write_own(out, view);
        } else {
            write_foreign(out, *view.foreign);
        }
        out.close();
    };
    write_end("cacdo:ConsignorDetails", view.filing->is_export);
    write_end("cacdo:ConsigneeDetails", !view.filing->is_export);
}

void write_shipment(xml::Writer& out, const DeclarationView& view, const TradeAssessment& worth) {
    const order::Flow& flow = view.order->header.flow;
    out.open("cacdo:GDGoodsShipmentDetails");
    write_country_block(out, "cacdo:DepartureCountryDetails", flow.origin_country);
    write_country_block(out, "cacdo:DestinationCountryDetails", flow.destination_country);
    write_country_block(out, "cacdo:TradeCountryDetails", view.foreign->address->country);
    write_amount(out, "casdo:CAValueAmount", worth.value, view.order->money.currency);
    write_ends(out, view);
    write_amount(out, "casdo:CustomsValueAmount", worth.value_national, view.country->currency);
    write_country_block(out, "cacdo:OriginCountryDetails", common_origin(view));
    write_place(out, view);
    const OwedAssessment owed = assess_owed(view, worth);
    for (std::size_t i = 0; i < view.lines.size(); ++i) {
        const auto* payments = owed.outcome == Owed::computed ? &owed.payments[i] : nullptr;
        write_goods(out, view.lines[i], i + 1, worth.line_values[i], payments);
    }
    out.close();
}

void write_head(xml::Writer& out, const DeclarationView& view, const Context& context, std::string_view id) {
    out.element("csdo:EDocCode", "R.055")
        .element("csdo:EDocId", id)
        .element("csdo:EDocDateTime", local_text(context.decided_at, *view.country));
    const auto number = parse_registration(context.authority_reference);
    if (context.action == Action::amend && number) {  // a correction (КДТ) names what it corrects
        out.open("cacdo:CustomsDeclarationIdDetails")
            .element("csdo:CustomsOfficeCode", number->office)
            .element("csdo:DocCreationDate", number->date)
            .element("casdo:CustomsDocumentId", number->serial)
            .close();
    }
    out.element("casdo:DeclarationKindCode", view.filing->direction);
    const std::string_view procedures = registration_of(view, "procedureList");
    if (!procedures.empty()) {
        out.element("casdo:CustomsProcedureCode", view.filing->procedure, {"codeListId", procedures});
    }
    out.element("casdo:EDocIndicatorCode", "ЭД")
        .element("casdo:GoodsQuantity", std::to_string(view.lines.size()));
    out.open("cacdo:DeclarantDetails");
    write_own(out, view);
    out.close();
}

}  // namespace

Document write_r055(const DeclarationView& view, const Context& context) {
    const std::string id = context.uuid("eaeu/R.055");
    xml::Writer out;
    open_structure(out, "gd:GoodsDeclaration", "xmlns:gd", "urn:EEC:R:055:GoodsDeclaration:v1.0.0");
    write_head(out, view, context, id);
    write_shipment(out, view, assess_trade(view));
    out.close();
    return Document{
        .kind = std::string(kR055Kind),
        .content_type = "application/xml; charset=utf-8",
        .bytes = std::move(out).str(),
        .references = {r043_reference(view.country->code, id)},
        .data_schema = "urn:EEC:R:055:GoodsDeclaration:v1.0.0",
        .signature =
            "electronic signature of the declarant or customs representative, as the national system "
            "wants it",
        .filer = "customs broker",
        .decides_leg = true,
    };
}

}  // namespace silkgate::adapters::eaeu
