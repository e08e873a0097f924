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

// What a quote of the customs fee cites: EE-0611.
[[nodiscard]] const Rule& fee_rule() noexcept;

// A country's own rows beside the shared ones.
struct NationalRows {
    std::span<const rules::Row<DeclarationView>> consignee;  // personal: what was found is not shown
    std::span<const rules::Row<DeclarationView>> address;    // personal
    std::span<const rules::Row<DeclarationView>> consignor;
    std::span<const rules::Row<LineView>> lines;
    std::span<const rules::Row<DeclarationView>> connection;
};

// All violations of the order: the shared rows and the country's.
void check_personal_import(
    const DeclarationView& view,
    const NationalRows& national,
    std::string_view leg,
    Violations& out
);

// The rules of all of them.
[[nodiscard]] std::vector<const Rule*> rules_of(const NationalRows& national);

}  // namespace silkgate::adapters::eaeu
