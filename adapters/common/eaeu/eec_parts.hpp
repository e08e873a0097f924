// What the Commission's structures R.043, R.048 and R.055 have in common, as elements of its model v0.4.14,
// v1.8.1.
#pragma once

#include "adapters/common/eaeu/owed.hpp"
#include "adapters/common/eaeu/r043_parties.hpp"
#include "adapters/common/xml/writer.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::eaeu {

// Numbers of the Union's code lists (classifiers).
inline constexpr std::string_view kCurrencies = "2022";
inline constexpr std::string_view kDocuments = "2009";
inline constexpr std::string_view kPayments = "2010";
inline constexpr std::string_view kUnits = "2016";

inline constexpr std::string_view kKilogram = "166";

// Opens the root with the name spaces of the model beside its own.
void open_structure(
    xml::Writer& out,
    std::string_view root,
    std::string_view prefix,
    std::string_view name_space
);
void write_mass(xml::Writer& out, std::string_view name, Decimal kilograms);
void write_amount(xml::Writer& out, std::string_view name, Decimal amount, std::string_view currency);
// Number, code, description, weights and quantity of one thing; `ordinal` is its number in the declaration.
void write_goods_base(xml::Writer& out, const LineView& view, std::string_view ordinal);
// The calculation of one thing's payments.
void write_payments(xml::Writer& out, const std::vector<Payment>& payments, const DeclarationView& view);
void write_place(xml::Writer& out, const DeclarationView& view);

// "2026-11-24T13:00:00+05:00": the wall clock of the country.
[[nodiscard]] std::string local_text(Instant instant, const Country& country);

}  // namespace silkgate::adapters::eaeu
