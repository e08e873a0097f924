// The export documents, one file each: CEB303 (order), CEB505 (waybill), CEB603 (list), CEB605 (cancellation
// of a list), CEB213 (return of goods). Edition 202205.
#pragma once

#include "adapters/cn/export_facts.hpp"

#include <vector>

namespace silkgate::adapters::cn {

[[nodiscard]] Document write_order(const Facts& facts);
[[nodiscard]] Document write_waybill(const Facts& facts);
[[nodiscard]] Document write_list(const Facts& facts);
[[nodiscard]] Document write_cancellation(const Facts& facts);
[[nodiscard]] Document write_return(const Facts& facts);

// What the action asks for, in the order in which customs wants it. Precondition: check_export()
// found no error in the facts.
[[nodiscard]] std::vector<Document> write_export(const Facts& facts);

}  // namespace silkgate::adapters::cn
