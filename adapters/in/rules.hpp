// Everything that can be wrong with an order for one Indian declaration. Pure; thread-safe.
#pragma once

#include "adapters/in/view.hpp"
#include "gateway/rules/rules.hpp"

#include <span>
#include <vector>

namespace silkgate::adapters::in {

// What the rows about one line look at.
struct LineOf {
    const View* view = nullptr;
    const LineView* line = nullptr;
};

// view.leg is set.
void check_declaration(const View& view, Violations& out);

[[nodiscard]] std::span<const rules::Row<View>> party_rows() noexcept;     // rules_parties.cpp
[[nodiscard]] std::span<const rules::Row<View>> identity_rows() noexcept;  // rules_ids.cpp
[[nodiscard]] std::span<const rules::Row<View>> filing_rows() noexcept;    // rules_filing.cpp
[[nodiscard]] std::span<const rules::Row<View>> goods_rows() noexcept;     // rules_goods.cpp
[[nodiscard]] std::span<const rules::Row<LineOf>> line_rows() noexcept;    // rules_goods.cpp

[[nodiscard]] std::vector<const Rule*> declaration_rules();

// The number of the KYC document and its kind: of a person Aadhaar, passport, PAN, voter id or driving
// licence, of a firm GSTIN, IEC or PAN; the first that is there.
struct Kyc {
    std::string_view document;  // "PAN"
    std::string_view number;
};
[[nodiscard]] Kyc kyc_of(const View& view);

// Address in one line.
[[nodiscard]] std::string address_of(const order::Party& party);
// The name in Latin letters where there is one.
[[nodiscard]] std::string_view name_of(const order::Party& party);
[[nodiscard]] bool is_courier(const View& view);
[[nodiscard]] bool is_cargo(const View& view);

}  // namespace silkgate::adapters::in
