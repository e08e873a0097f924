#include "adapters/common/asycuda/declaration.hpp"

#include "adapters/common/asycuda/elements.hpp"
#include "adapters/common/sad/apportion.hpp"
#include "adapters/common/xml/writer.hpp"

#include <algorithm>

namespace silkgate::adapters::asycuda {
namespace {

constexpr int kMassDecimals = 3;
constexpr int kShareDecimals = 9;
constexpr std::size_t kCommodityDigits = 8;
constexpr std::size_t kItemsOfFurtherForms = 3;

struct ItemView {
    const sad::Item* item = nullptr;
    Decimal freight;
    Decimal insurance;
};

std::string amount(Decimal value, const sad::Declaration& declaration) {
    return value.to_fixed(declaration.minor_units, Rounding::half_up);
}

std::string mass(const std::optional<Decimal>& kilograms) {
    return kilograms ? kilograms->to_fixed(kMassDecimals, Rounding::half_up) : std::string{};
}

// Name and address share one element, a line each.
std::string lines_of(const sad::Party& party) {
    std::string out = party.name;
    for (const auto* line : {&party.street, &party.city, &party.postcode, &party.country}) {
        if (!line->empty()) {
            out += "\n" + *line;
        }
    }
    return out;
}

// One item on the first form, three on each further one.
std::size_t forms(std::size_t items) {
    return items <= 1 ? 1 : 1 + (items - 1 + kItemsOfFurtherForms - 1) / kItemsOfFurtherForms;
}

std::string header_value(Value value, const sad::Declaration& declaration) {
    switch (value) {
        case Value::flow:
            return declaration.is_import ? "I" : "E";
        case Value::one:
            return "1";
        case Value::no:
            return "false";
        case Value::forms:
            return std::to_string(forms(declaration.items.size()));
        case Value::items:
            return std::to_string(declaration.items.size());
        case Value::packages:
            return declaration.packages > 0 ? std::to_string(declaration.packages) : std::string{};
        case Value::office:
            return declaration.office;
        case Value::type:
            return declaration.is_import ? "IM" : "EX";
        case Value::general_procedure:
            return declaration.is_import ? "4" : "1";
        case Value::exporter_code:
            return declaration.exporter.id;
        case Value::exporter_name:
            return lines_of(declaration.exporter);
        case Value::consignee_code:
            return declaration.importer.id;
        case Value::consignee_name:
            return lines_of(declaration.importer);
        case Value::declarant_code:
            return declaration.declarant.id;
        case Value::declarant_name:
            return declaration.declarant.name;
        case Value::reference:
            return declaration.reference;
        case Value::export_country:
            return declaration.export_country;
        case Value::destination_country:
            return declaration.destination_country;
        case Value::incoterm:
            return declaration.incoterm;
        case Value::incoterm_place:
            return declaration.incoterm_place;
        case Value::total:
            return amount(declaration.total, declaration);
        case Value::gross:
            return mass(declaration.gross);
        case Value::freight:
            return amount(declaration.freight, declaration);
        case Value::insurance:
            return amount(declaration.insurance, declaration);
        case Value::currency:
            return declaration.currency;
        case Value::package_kind:
            return declaration.package_kind;
        case Value::waybill:
            return declaration.waybill;
        default:
            return {};
    }
}

// External freight + internal freight + insurance + other costs - deduction.
std::string value_sum(const ItemView& view, const sad::Declaration& declaration) {
    const std::string zero = amount(Decimal{}, declaration);
    return amount(view.freight, declaration) + "+" + zero + "+" + amount(view.insurance, declaration) + "+" +
           zero + "-" + zero;
}

std::string share_of(const sad::Item& item, const sad::Declaration& declaration) {
    const auto share = divide(item.value, declaration.total, kShareDecimals, Rounding::half_up);
    return share ? share->to_shortest() : std::string{};
}

std::string precision_of(const std::string& code) {
    if (code.size() == kCommodityDigits) {
        return "000";
    }
    return code.size() > kCommodityDigits ? code.substr(kCommodityDigits) : std::string{};
}

std::string item_value(Value value, const ItemView& view, const sad::Declaration& declaration) {
    const sad::Item& item = *view.item;
    switch (value) {
        case Value::item_packages:  // the packages are of the whole consignment: counted at the first item
            return item.number == 1 && declaration.packages > 0 ? std::to_string(declaration.packages) : "0";
        case Value::commodity:
            return item.code.substr(0, kCommodityDigits);
        case Value::precision:
            return precision_of(item.code);
        case Value::extended_procedure:
            return !declaration.procedure.empty() ? declaration.procedure
                                                  : (declaration.is_import ? "4000" : "1000");
        case Value::national_procedure:
            return "000";
        case Value::unit:
            return item.unit;
        case Value::quantity:
            return item.unit.empty() ? std::string{} : item.quantity.to_shortest();
        case Value::price:
            return amount(item.value, declaration);
        case Value::value_sum:
            return value_sum(view, declaration);
        case Value::origin:
            return item.origin;
        case Value::description:
            return item.description;
        case Value::item_gross:
            return mass(item.gross);
        case Value::item_net:
            return mass(item.net);
        case Value::share:
            return share_of(item, declaration);
        case Value::item_freight:
            return amount(view.freight, declaration);
        case Value::item_insurance:
            return amount(view.insurance, declaration);
        default:
            return header_value(value, declaration);
    }
}

// Writes elements[at] and what stands below it; returns the place behind. `valued` is false in repetitions.
template <class ValueOf>
std::size_t write_element(
    xml::Writer& out,
    std::span<const Element> elements,
    std::size_t at,
    bool valued,
    const ValueOf& value_of
) {
    const Element& element = elements[at];
    std::size_t behind = at + 1;
    for (int time = 0; time < element.times; ++time) {
        behind = at + 1;
        const std::string value =
            valued && time == 0 && element.value != Value::none ? value_of(element.value) : std::string{};
        if (element.fill == Fill::group) {
            out.open(element.name);
            while (behind < elements.size() && elements[behind].depth > element.depth) {
                behind = write_element(out, elements, behind, valued && time == 0, value_of);
            }
            out.close();
        } else if (value.empty() && element.fill == Fill::null) {
            out.open(element.name).element("null", "").close();
        } else {
            out.element(element.name, value);
        }
    }
    return behind;
}

template <class ValueOf>
void write_elements(xml::Writer& out, std::span<const Element> elements, const ValueOf& value_of) {
    for (std::size_t at = 0; at < elements.size();) {
        at = write_element(out, elements, at, true, value_of);
    }
}

std::vector<Decimal> shared(Decimal total, const sad::Declaration& declaration) {
    std::vector<Decimal> weights;
    for (const sad::Item& item : declaration.items) {
        weights.push_back(item.value);
    }
    auto parts = sad::apportion(total, weights, declaration.minor_units);
    return parts ? std::move(*parts) : std::vector<Decimal>(weights.size());
}

}  // namespace

std::string write_sad(const sad::Declaration& declaration) {
    xml::Writer out;
    out.open("ASYCUDA");
    write_elements(out, header_elements(), [&](Value value) { return header_value(value, declaration); });
    const auto freight = shared(declaration.freight, declaration);
    const auto insurance = shared(declaration.insurance, declaration);
    for (std::size_t i = 0; i < declaration.items.size(); ++i) {
        const ItemView view{.item = &declaration.items[i], .freight = freight[i], .insurance = insurance[i]};
        write_elements(out, item_elements(), [&](Value value) {
            return item_value(value, view, declaration);
        });
    }
    out.close();
    return std::move(out).str();
}

}  // namespace silkgate::adapters::asycuda
