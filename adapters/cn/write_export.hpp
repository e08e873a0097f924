// The three export documents: CEB303 (order), CEB505 (waybill), CEB603 (list). Edition 202205.
#pragma once

#include "adapters/cn/export_facts.hpp"

#include <vector>

namespace silkgate::adapters::cn {

// In the order in which customs wants them. Precondition: check_export found no error in the facts.
[[nodiscard]] std::vector<Document> write_export(const Facts& facts);

}  // namespace silkgate::adapters::cn
