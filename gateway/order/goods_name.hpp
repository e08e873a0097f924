// Whether a name of goods says what they are. Pure; thread-safe.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/order/catalog_item.hpp"

namespace silkgate::order {

// Warnings on the item's names (pointers "/names/N/text"): a name that is the SKU or the barcode, that has no
// letter of its language's script (Han for zh, Cyrillic for ru, Latin for en), or that is a single word.
// Chinese is written without blanks: there two characters are enough. Other languages are not judged by their
// script.
[[nodiscard]] Violations check_names(const CatalogItem& item);

}  // namespace silkgate::order
