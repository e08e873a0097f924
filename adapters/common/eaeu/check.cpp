#include "adapters/common/eaeu/ecommerce.hpp"
#include "adapters/common/eaeu/owed.hpp"
#include "adapters/common/eaeu/shared_rules.hpp"

namespace silkgate::adapters::eaeu {

namespace {

using rules::Privacy;

void check_persons(
    const DeclarationView& view,
    const NationalRows& national,
    std::string_view leg,
    Violations& out
) {
    rules::evaluate<DeclarationView>(shared_consignee_rows(), view, "", leg, out, Privacy::personal);
    rules::evaluate<DeclarationView>(national.consignee, view, "", leg, out, Privacy::personal);
    rules::evaluate<DeclarationView>(national.address, view, "", leg, out, Privacy::personal);
    rules::evaluate<DeclarationView>(shared_consignor_rows(), view, "", leg, out);
    rules::evaluate<DeclarationView>(national.consignor, view, "", leg, out);
}

// Both ends may be persons: a sole trader here, a private buyer abroad.
void check_parties(
    const DeclarationView& view,
    const NationalRows& national,
    std::string_view leg,
    Violations& out
) {
    constexpr std::string_view kSeller = "/parties/seller";
    constexpr std::string_view kConsignee = "/parties/consignee";
    const std::string_view here = view.filing->is_export ? kSeller : kConsignee;
    const std::string_view abroad = view.filing->is_export ? kConsignee : kSeller;
    const PartyView own{.view = &view, .party = view.national};
    const PartyView other{.view = &view, .party = view.foreign};
    rules::evaluate<PartyView>(trade_national_rows(), own, here, leg, out, Privacy::personal);
    rules::evaluate<PartyView>(national.national_party, own, here, leg, out, Privacy::personal);
    rules::evaluate<PartyView>(national.any_party, own, here, leg, out, Privacy::personal);
    rules::evaluate<PartyView>(trade_foreign_rows(), other, abroad, leg, out, Privacy::personal);
    rules::evaluate<PartyView>(national.any_party, other, abroad, leg, out, Privacy::personal);
}

void check_value(const DeclarationView& view, std::string_view leg, Violations& out) {
    if (view.filing->is_trade) {
        const TradeAssessment assessment = assess_trade(view);
        const OwedAssessment owed = assess_owed(view, assessment);
        rules::evaluate<TradedView>(trade_value_rows(), TradedView{&view, &assessment, &owed}, "", leg, out);
    } else {
        const Assessment assessment = assess(view);
        rules::evaluate<AssessedView>(shared_value_rows(), AssessedView{&view, &assessment}, "", leg, out);
    }
}

}  // namespace

void check_filing(
    const DeclarationView& view,
    const NationalRows& national,
    std::string_view leg,
    Violations& out
) {
    rules::evaluate<DeclarationView>(shared_shipment_rows(), view, "", leg, out);
    rules::evaluate<DeclarationView>(national.connection, view, "", leg, out);
    const auto check_ends = view.filing->is_trade ? check_parties : check_persons;
    check_ends(view, national, leg, out);
    for (const LineView& line : view.lines) {
        const std::string base = "/lines/" + std::to_string(line.index);
        rules::evaluate<LineView>(shared_line_rows(), line, base, leg, out);
        rules::evaluate<LineView>(national.lines, line, base, leg, out);
        if (view.filing->is_trade) {
            rules::evaluate<LineView>(trade_line_rows(), line, base, leg, out);
        }
    }
    check_value(view, leg, out);
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
    add_rows(trade_national_rows());
    add_rows(trade_foreign_rows());
    add_rows(trade_line_rows());
    add_rows(trade_value_rows());
    add_rows(national.national_party);
    add_rows(national.any_party);
    for (const Rule* rule : owed_rules()) {
        rules.push_back(rule);
    }
    for (const Rule* rule : ecommerce_rules()) {
        rules.push_back(rule);
    }
    return rules;
}

}  // namespace silkgate::adapters::eaeu
