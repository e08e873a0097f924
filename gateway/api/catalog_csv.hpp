// A catalogue as a table: what a spreadsheet exports. Pure functions.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/order/catalog_item.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::api {

// One item of the table, or what is wrong with its line; violations point to the column ("/code.CN10").
struct CatalogRow {
    std::int64_t number = 0;  // 1-based line of the body
    Result<order::CatalogItem> item;
};

// UTF-8, a comma between cells, the first line names the columns, '#' starts a comment. Columns: sku,
// specification, originCountry, netWeight and grossWeight (kg of one), unit, brand, material, barcode, url,
// dangerous ("true", "false"), code.SYSTEM or code.SYSTEM.CC, name.LANGUAGE, units.CC.unit1, .factor1,
// .unit2, .factor2. An empty cell is nothing. Errors are of the table as a whole: invalid_parameter for a
// column that is unknown, repeated or missing (sku), body_too_large for more than `rows_max`.
[[nodiscard]] Result<std::vector<CatalogRow>> read_catalog_csv(std::string_view text, std::int64_t rows_max);

}  // namespace silkgate::api
