// What the rules of several members ask of a parcel. Those that look at a part of it presume that the part is
// there.
#pragma once

#include "adapters/common/eaeu/view.hpp"

#include <string_view>

namespace silkgate::adapters::eaeu {

[[nodiscard]] bool has_consignee(const DeclarationView& view);
[[nodiscard]] bool has_name_parts(const DeclarationView& view);
[[nodiscard]] bool is_date(std::string_view text);
[[nodiscard]] bool is_phone(std::string_view text);
[[nodiscard]] bool is_issued_before_today(const DeclarationView& view);
[[nodiscard]] std::size_t name_length(const order::NameParts& name);
[[nodiscard]] bool has_address(const DeclarationView& view);
// Places and streets are written in Russian: a text without a single Cyrillic letter is not.
[[nodiscard]] bool is_russian(std::string_view text);
[[nodiscard]] bool has_seller(const DeclarationView& view);
[[nodiscard]] bool has_consignment(const DeclarationView& view);
[[nodiscard]] std::string_view waybill_of(const DeclarationView& view);
// A consignment that lists lines must carry every declarable line with its whole quantity.
[[nodiscard]] bool is_complete(const DeclarationView& view);
[[nodiscard]] bool is_parcel_heavy_enough(const DeclarationView& view);
[[nodiscard]] bool is_parcel_weight_of_goods(const DeclarationView& view);
// Discounts of the whole order are not spread over the lines.
[[nodiscard]] bool is_discount_on_lines(const DeclarationView& view);
[[nodiscard]] bool has_code(const LineView& line);
[[nodiscard]] bool has_name(const LineView& line);
[[nodiscard]] bool is_tariff_code(const LineView& line);
[[nodiscard]] bool fits_descriptions(std::string_view text);
[[nodiscard]] bool is_gross_at_least_net(const LineView& line);
[[nodiscard]] bool is_currency(std::string_view text);
[[nodiscard]] bool is_office_code(std::string_view text);
[[nodiscard]] bool has_identity(const DeclarationView& view);

}  // namespace silkgate::adapters::eaeu
