// The documents of an import.
#pragma once

#include "adapters/cn/export_facts.hpp"

#include <vector>

namespace silkgate::adapters::cn {

// What the action asks for: CEB311, 411 where the connection sends it, 511 and 621; or CEB623; or CEB625.
// Precondition: check_import() found no error.
[[nodiscard]] std::vector<Document> write_import(const Facts& facts);

[[nodiscard]] Document write_import_order(const Facts& facts);         // CEB311
[[nodiscard]] Document write_import_payment(const Facts& facts);       // CEB411
[[nodiscard]] Document write_import_waybill(const Facts& facts);       // CEB511
[[nodiscard]] Document write_import_list(const Facts& facts);          // CEB621
[[nodiscard]] Document write_import_cancellation(const Facts& facts);  // CEB623
[[nodiscard]] Document write_import_return(const Facts& facts);        // CEB625

}  // namespace silkgate::adapters::cn
