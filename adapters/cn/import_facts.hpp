// What only an import says: who buys and pays, and what was paid.
#pragma once

#include "adapters/cn/export_facts.hpp"

namespace silkgate::adapters::cn {

// Fills facts.import. The amounts of the lines and the parties are resolved before.
void resolve_import(Facts& facts);

}  // namespace silkgate::adapters::cn
