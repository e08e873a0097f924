// Rules that hold in every member of the Union, whatever the country's format: EE-xxxx. The objects are the
// same for all.
#pragma once

#include "adapters/common/eaeu/assess.hpp"
#include "gateway/rules/rules.hpp"

#include <span>
#include <vector>

namespace silkgate::adapters::eaeu {

[[nodiscard]] std::span<const rules::Row<DeclarationView>> shared_consignee_rows() noexcept;  // EE-01xx
[[nodiscard]] std::span<const rules::Row<DeclarationView>> shared_consignor_rows() noexcept;  // EE-02xx
[[nodiscard]] std::span<const rules::Row<DeclarationView>> shared_shipment_rows() noexcept;   // EE-03xx
[[nodiscard]] std::span<const rules::Row<LineView>> shared_line_rows() noexcept;              // EE-04xx
[[nodiscard]] std::span<const rules::Row<AssessedView>> shared_value_rows() noexcept;         // EE-06xx

// Goods that are not for personal use. EE-07xx.
// One end of the sale: subject of the rows on parties. Both pointers as in DeclarationView; `view` never
// null.
struct PartyView {
    const DeclarationView* view = nullptr;
    const order::Party* party = nullptr;
};
[[nodiscard]] std::span<const rules::Row<PartyView>> trade_national_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<PartyView>> trade_foreign_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<LineView>> trade_line_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<TradedView>> trade_value_rows() noexcept;

// What a quote of the customs fee cites: EE-0611.
[[nodiscard]] const Rule& fee_rule() noexcept;

// A country's own rows beside the shared ones.
struct NationalRows {
    std::span<const rules::Row<DeclarationView>> consignee;  // personal: what was found is not shown
    std::span<const rules::Row<DeclarationView>> address;    // personal
    std::span<const rules::Row<DeclarationView>> consignor;
    std::span<const rules::Row<LineView>> lines;
    std::span<const rules::Row<DeclarationView>> connection;
    std::span<const rules::Row<PartyView>> national_party;  // of goods that are not for personal use
    std::span<const rules::Row<PartyView>> any_party;       // the same, both ends
};

// All violations of the order under the view's filing: the shared rows and the country's.
void check_filing(
    const DeclarationView& view,
    const NationalRows& national,
    std::string_view leg,
    Violations& out
);

// The rules of all of them.
[[nodiscard]] std::vector<const Rule*> rules_of(const NationalRows& national);

}  // namespace silkgate::adapters::eaeu
