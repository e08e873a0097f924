#include "adapters/common/xml/writer.hpp"
#include "adapters/zz/declaration.hpp"

namespace silkgate::adapters::zz {
namespace {

void write_party(xml::Writer& out, std::string_view name, const ZedParty& party) {
    out.open(name).element("Name", party.name).element_if("Country", party.country);
    out.element_if("City", party.city).element_if("Street", party.street).element_if("TaxId", party.tax_id);
    out.close();
}

void write_item(xml::Writer& out, const ZedItem& item, std::size_t number) {
    out.open("Item", {"number", std::to_string(number)});
    out.element("Code", item.code).element("Description", item.description);
    out.element_if("Origin", item.origin).element("Quantity", item.quantity);
    out.element("NetWeight", item.net_weight).element("Value", item.value).close();
}

}  // namespace

std::string write_declaration(const ZedDeclaration& declaration) {
    xml::Writer out;
    out.open(kKind, {"xmlns", kNamespace});
    out.open("Header").element("Number", declaration.number).element("Function", declaration.function);
    out.element("Version", declaration.version).element("Direction", declaration.direction);
    out.element("Regime", declaration.regime).element("Prepared", declaration.prepared).close();
    write_party(out, "Sender", declaration.sender);
    write_party(out, "Recipient", declaration.recipient);
    out.open("Consignment").element_if("Waybill", declaration.waybill);
    out.element("GrossWeight", declaration.gross_weight).close();
    out.open("Goods", {"currency", declaration.currency, "total", declaration.total});
    std::size_t number = 0;
    for (const ZedItem& item : declaration.items) {
        write_item(out, item, ++number);
    }
    out.close().close();
    return std::move(out).str();
}

}  // namespace silkgate::adapters::zz
