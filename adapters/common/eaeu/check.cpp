#include "adapters/common/eaeu/shared_rules.hpp"

namespace silkgate::adapters::eaeu {

void check_personal_import(
    const DeclarationView& view,
    const NationalRows& national,
    std::string_view leg,
    Violations& out
) {
    using rules::Privacy;
    rules::evaluate<DeclarationView>(shared_shipment_rows(), view, "", leg, out);
    rules::evaluate<DeclarationView>(national.connection, view, "", leg, out);
    rules::evaluate<DeclarationView>(shared_consignee_rows(), view, "", leg, out, Privacy::personal);
    rules::evaluate<DeclarationView>(national.consignee, view, "", leg, out, Privacy::personal);
    rules::evaluate<DeclarationView>(national.address, view, "", leg, out, Privacy::personal);
    rules::evaluate<DeclarationView>(shared_consignor_rows(), view, "", leg, out);
    rules::evaluate<DeclarationView>(national.consignor, view, "", leg, out);
    for (const LineView& line : view.lines) {
        const std::string base = "/lines/" + std::to_string(line.index);
        rules::evaluate<LineView>(shared_line_rows(), line, base, leg, out);
        rules::evaluate<LineView>(national.lines, line, base, leg, out);
    }
    const Assessment assessment = assess(view);
    rules::evaluate<AssessedView>(shared_value_rows(), AssessedView{&view, &assessment}, "", leg, out);
}

std::vector<const Rule*> rules_of(const NationalRows& national) {
    std::vector<const Rule*> rules;
    const auto add_rows = [&](const auto& rows) {
        for (const auto& row : rows) {
            rules.push_back(&row.rule);
        }
    };
    add_rows(shared_consignee_rows());
    add_rows(national.consignee);
    add_rows(national.address);
    add_rows(shared_consignor_rows());
    add_rows(national.consignor);
    add_rows(shared_shipment_rows());
    add_rows(shared_line_rows());
    add_rows(national.lines);
    add_rows(national.connection);
    add_rows(shared_value_rows());
    return rules;
}

}  // namespace silkgate::adapters::eaeu
