#include "adapters/in/rules.hpp"

#include "adapters/in/plan.hpp"

#include <algorithm>
#include <iterator>

namespace silkgate::adapters::in {

void check_declaration(const View& view, Violations& out) {
    using rules::Privacy;
    const std::string_view leg = view.leg->id;
    check_action(view, out);
    rules::evaluate<View>(party_rows(), view, "", leg, out, Privacy::personal);
    rules::evaluate<View>(identity_rows(), view, "", leg, out, Privacy::personal);
    rules::evaluate<View>(filing_rows(), view, "", leg, out);
    rules::evaluate<View>(goods_rows(), view, "", leg, out);
    for (const LineView& line : view.lines) {
        const LineOf subject{.view = &view, .line = &line};
        rules::evaluate<LineOf>(line_rows(), subject, "/lines/" + std::to_string(line.index), leg, out);
    }
    // Rows about the party in India name it when it is known which one that is.
    for (Violation& violation : out) {
        if (violation.leg == leg && violation.canonical_pointer == "/parties") {
            violation.canonical_pointer = view.is_import ? "/parties/consignee/ids" : "/parties/seller/ids";
        }
    }
}

std::vector<const Rule*> declaration_rules() {
    std::vector<const Rule*> all;
    const auto add = [&all](const auto& rows) {
        std::ranges::transform(rows, std::back_inserter(all), [](const auto& row) { return &row.rule; });
    };
    add(party_rows());
    add(identity_rows());
    add(filing_rows());
    add(goods_rows());
    add(line_rows());
    return all;
}

bool is_courier(const View& view) {
    return view.channel == Channel::courier;
}

bool is_cargo(const View& view) {
    return view.channel == Channel::cargo;
}

std::string address_of(const order::Party& party) {
    std::string out;
    const auto append = [&out](std::string_view part) {
        if (!part.empty()) {
            out += (out.empty() ? "" : ", ") + std::string(part);
        }
    };
    if (!party.address) {
        return out;
    }
    const order::Address& address = *party.address;
    for (const std::string& line : address.lines) {
        append(line);
    }
    if (address.lines.empty()) {
        append(address.street.empty() ? address.full : address.street);
    }
    append(address.city);
    append(address.region);
    append(address.postcode);
    append(address.country);
    return out;
}

std::string_view name_of(const order::Party& party) {
    return party.name_latin.empty() ? party.name : party.name_latin;
}

}  // namespace silkgate::adapters::in
