// Forms of couriers and the postal item as JSON, members named by the labels of the printed form
// (in-cbe-forms, in-edpms) or the columns of the foreign post's table (in-post).
#include "adapters/in/documents.hpp"
#include "gateway/json/writer.hpp"

namespace silkgate::adapters::in {
namespace {

constexpr int kWeightDecimals = 3;

void weight(json::Writer& out, json::Name name, const std::optional<Decimal>& kilograms) {
    if (kilograms) {
        out.member(name, kilograms->to_fixed(kWeightDecimals, Rounding::half_up));
    }
}

void write_party(json::Writer& out, json::Name name, const order::Party& party) {
    out.key(name)
        .begin_object()
        .member("name", name_of(party))
        .member("address", address_of(party))
        .end_object();
}

std::string document_id(const View& view) {
    return view.context->uuid(view.leg->regime + "|" + view.leg->id);
}

void write_head(json::Writer& out, const View& view) {
    out.member("form", view.leg->regime).member("documentId", document_id(view));
    out.member("preparedAt", format_rfc3339(view.context->decided_at));
    out.key("courier").begin_object();
    out.member("registrationNumber", view.registration("IN.courierRegistration"));
    out.member("name", view.registration("IN.courierName"));
    out.member_if("address", view.registration("IN.courierAddress")).end_object();
    out.member("hawbNumber", view.waybill);
    out.member("countryOfExportation", view.order->header.flow.origin_country);
}

void write_parties(json::Writer& out, const View& view) {
    write_party(out, "consignor", view.is_import ? *view.abroad : *view.here);
    write_party(out, "consignee", view.is_import ? *view.here : *view.abroad);
    out.member_if("iec", view.id("IN_IEC")).member_if("iecBranchCode", view.registration("IN.iecBranch"));
    out.member_if("gstin", view.id("IN_GSTIN"));
    if (view.here->address) {
        out.member_if("stateCode", view.tables->state(view.here->address->region, view.day));
    }
    out.member("adCode", view.registration("IN.adCode"));
}

void write_totals(json::Writer& out, const View& view) {
    out.key("numberOfPackages").number(view.packages);
    weight(out, "grossWeight", view.consignment->gross_weight);
    weight(out, "netWeight", view.net_weight);
    out.member("invoiceValue", view.goods).member("currencyOfInvoice", view.order->money.currency);
}

void write_duty(json::Writer& out, const Duty& duty) {
    out.member("duty", duty.total).key("dutyDetails").begin_array();
    const auto head = [&](std::string_view name, Decimal percent, Decimal amount) {
        if (!percent.is_zero()) {
            out.begin_object().member("head", name).member("adValoremRate", percent);
            out.member("dutyAmount", amount).end_object();
        }
    };
    head("BCD", duty.rates->bcd, duty.bcd);
    head("AIDC", duty.rates->aidc, duty.aidc);
    head("SW Srchrg", duty.rates->sws, duty.sws);
    head("IGST", duty.rates->igst, duty.igst);
    out.end_array();
}

void write_item(json::Writer& out, const View& view, const LineView& line, bool names_invoice) {
    const order::Line& source = *line.line;
    out.begin_object().member("ctsh", line.item).member("countryOfOrigin", source.customs.origin_country);
    out.member("description", line.description).member("unitOfMeasure", line.uqc);
    out.member("quantity", source.quantity.to_shortest());
    if (names_invoice) {
        out.member("invoiceNumber", view.order->header.number);
    }
    out.member("itemValue", line.value).member("unitPrice", source.unit_price);
    out.member("currencyOfUnitPrice", view.order->money.currency);
    if (line.assessable) {
        out.member("assessableValue", *line.assessable);
    }
    if (line.duty) {
        write_duty(out, *line.duty);
    }
    out.end_object();
}

void write_items(json::Writer& out, const View& view, bool names_invoice) {
    out.key("items").begin_array();
    for (const LineView& line : view.lines) {
        write_item(out, view, line, names_invoice);
    }
    out.end_array();
}

void write_exchange(json::Writer& out, const View& view) {
    if (view.rate != nullptr) {
        out.member("rateOfExchange", view.rate->rate).member("rateOfExchangePer", view.rate->nominal);
    }
}

// Sum of the lines' duty; absent when one line's is not known.
void write_total_duty(json::Writer& out, const View& view) {
    Decimal total;
    for (const LineView& line : view.lines) {
        const auto sum =
            line.duty ? add(total, line.duty->total) : Result<Decimal>(fail(Errc::invalid_value, ""));
        if (!sum) {
            return;
        }
        total = *sum;
    }
    out.member("duty", total);
}

void write_import(json::Writer& out, const View& view) {
    const Kyc kyc = kyc_of(view);
    out.member("kycDocument", kyc.document).member("kycId", kyc.number);
    out.member("importUsingEcommerce", view.order->header.nature_of_transaction == "sale" ? "Y" : "N");
    out.member("invoiceTerm", view.consignment->incoterm).member("freight", view.freight);
    out.member("insurance", view.insurance).member("assessableValue", view.declared);
    write_total_duty(out, view);
    write_exchange(out, view);
    if (view.leg->regime == kCbe13) {
        write_items(out, view, true);
        return;
    }
    out.member("typeOfBoe", "H").member("countryOfConsignment", view.order->header.flow.origin_country);
    out.key("invoices").begin_array().begin_object();
    out.member("invoiceNumber", view.order->header.number);
    out.member(
        "invoiceDate", format_date(local_time(view.order->header.created_at.instant, kIndiaOffset).date)
    );
    write_items(out, view, false);
    out.end_object().end_array();
}

void write_export(json::Writer& out, const View& view) {
    out.member("countryOfDestination", view.order->header.flow.destination_country);
    out.member_if("bankAccountNumber", view.registration("IN.bankAccount"));
    if (view.leg->regime == kCsb5) {
        out.member("igstStatus", view.registration("IN.igstStatus"));
    }
    out.member("exportUsingEcommerce", view.order->header.nature_of_transaction == "sale" ? "Y" : "N");
    write_exchange(out, view);
    out.member("fobValueInr", view.declared);
    write_items(out, view, true);
}

Document make_document(const View& view, std::string bytes, std::string_view schema, std::string_view filer) {
    return Document{
        .kind = view.leg->regime,
        .content_type = "application/json",
        .bytes = std::move(bytes),
        .references = {"in:" + document_id(view)},
        .data_schema = std::string(schema),
        .signature = {},
        .filer = std::string(filer),
        .decides_leg = true,
    };
}

void write_address(json::Writer& out, json::Name name, const order::Party& party) {
    out.key(name).begin_object().member("name", name_of(party));
    if (party.address) {
        out.member("address", address_of(party)).member_if("city", party.address->city);
        out.member_if("state", party.address->region).member_if("zip", party.address->postcode);
        out.member_if("country", party.address->country);
    }
    out.member_if("phone", party.phone).member_if("email", party.email).end_object();
}

}  // namespace

Document write_courier_form(const View& view) {
    json::Writer out(2048);
    out.begin_object();
    write_head(out, view);
    write_parties(out, view);
    write_totals(out, view);
    if (view.is_import) {
        write_import(out, view);
    } else {
        write_export(out, view);
    }
    out.end_object();
    return make_document(
        view, std::move(out).str(), "silkgate:customs/in/courier-form/1", "authorised courier"
    );
}

Document write_postal_item(const View& view) {
    json::Writer out(1024);
    out.begin_object().member("document", view.leg->regime).member("documentId", document_id(view));
    out.member("preparedAt", format_rfc3339(view.context->decided_at)).member("itemId", view.waybill);
    weight(out, "grossWeight", view.consignment->gross_weight);
    out.member_if("natureOfTransaction", view.order->header.nature_of_transaction);
    if (!view.order->money.freight.is_zero()) {
        out.member("postageAmount", view.order->money.freight)
            .member("postageCurrency", view.order->money.currency);
    }
    write_address(out, "recipient", view.is_import ? *view.here : *view.abroad);
    write_address(out, "sender", view.is_import ? *view.abroad : *view.here);
    out.member_if("iec", view.is_import ? std::string_view{} : view.id("IN_IEC"));
    out.member_if("adCode", view.is_import ? std::string_view{} : view.registration("IN.adCode"));
    out.key("contentPieces").begin_array();
    for (const LineView& line : view.lines) {
        const order::Line& source = *line.line;
        out.begin_object().member("numberOfUnits", source.quantity.to_shortest());
        weight(out, "netWeight", source.customs.net_weight);
        out.member("amount", line.value).member("currency", view.order->money.currency);
        out.member("description", line.description);
        // The goods' own code, not the item of heading 9804.
        const order::CommodityCode* own = order::find_code(source, "IN8");
        own = own == nullptr ? order::find_code(source, "HS6") : own;
        out.member_if("hs", own == nullptr ? std::string_view{} : std::string_view(own->code));
        out.member("originCountry", source.customs.origin_country).end_object();
    }
    out.end_array().end_object();
    return make_document(view, std::move(out).str(), "silkgate:customs/in/postal-item/1", "post");
}

}  // namespace silkgate::adapters::in
