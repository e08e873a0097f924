// The tables of ПТДЭГ, run one after the other.
#include "adapters/ru/rule_rows.hpp"

namespace silkgate::adapters::ru {

void check_passenger_declaration(const DeclarationView& view, std::string_view leg, Violations& out) {
    rules::evaluate<DeclarationView>(shipment_rows(), view, "", leg, out);
    rules::evaluate<DeclarationView>(connection_rows(), view, "", leg, out);
    rules::evaluate<DeclarationView>(consignee_rows(), view, "", leg, out, rules::Privacy::personal);
    rules::evaluate<DeclarationView>(address_rows(), view, "", leg, out, rules::Privacy::personal);
    rules::evaluate<DeclarationView>(consignor_rows(), view, "", leg, out);
    for (const LineView& line : view.lines) {
        rules::evaluate<LineView>(line_rows(), line, "/lines/" + std::to_string(line.index), leg, out);
    }
    const Assessment assessment = eaeu::assess(view);
    rules::evaluate<AssessedView>(value_rows(), AssessedView{&view, &assessment}, "", leg, out);
}

std::vector<const Rule*> passenger_rules() {
    std::vector<const Rule*> rules;
    const auto add_rows = [&](const auto& rows) {
        for (const auto& row : rows) {
            rules.push_back(&row.rule);
        }
    };
    add_rows(consignee_rows());
    add_rows(address_rows());
    add_rows(consignor_rows());
    add_rows(shipment_rows());
    add_rows(line_rows());
    add_rows(connection_rows());
    add_rows(value_rows());
    return rules;
}

}  // namespace silkgate::adapters::ru
