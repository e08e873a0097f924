// The tables of ПТДЭГ and ДТЭГ in the album's format.
#pragma once

#include "adapters/common/eaeu/assess.hpp"
#include "adapters/common/eaeu/facts.hpp"
#include "adapters/common/eaeu/rows.hpp"
#include "adapters/common/eaeu/shared_rules.hpp"
#include "adapters/ru/russia.hpp"

#include <span>

namespace silkgate::adapters::ru {

using eaeu::fits_descriptions;
using eaeu::formatted;
using eaeu::has_address;
using eaeu::has_code;
using eaeu::has_consignee;
using eaeu::has_consignment;
using eaeu::has_identity;
using eaeu::has_name;
using eaeu::has_name_parts;
using eaeu::has_seller;
using eaeu::holding;
using eaeu::is_complete;
using eaeu::is_currency;
using eaeu::is_date;
using eaeu::is_discount_on_lines;
using eaeu::is_gross_at_least_net;
using eaeu::is_issued_before_today;
using eaeu::is_office_code;
using eaeu::is_parcel_heavy_enough;
using eaeu::is_parcel_weight_of_goods;
using eaeu::is_phone;
using eaeu::is_russian;
using eaeu::is_tariff_code;
using eaeu::name_length;
using eaeu::present;
using eaeu::waybill_of;

// Rows of the album's format beside the shared ones of adapters/common/eaeu: RU-01xx, 02xx, 04xx, 05xx, and
// 07xx of ДТЭГ.
[[nodiscard]] std::span<const rules::Row<DeclarationView>> consignee_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<DeclarationView>> address_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<DeclarationView>> consignor_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<LineView>> line_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<DeclarationView>> connection_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<eaeu::PartyView>> national_party_rows() noexcept;
[[nodiscard]] std::span<const rules::Row<eaeu::PartyView>> any_party_rows() noexcept;

}  // namespace silkgate::adapters::ru
