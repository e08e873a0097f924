// Charges as a JSON member: of an order's state, its commands and the answers about it.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"

#include <vector>

namespace silkgate::dispatch {

// Member `charges`; nothing where there is none.
void write_charges(json::Writer& out, const std::vector<adapters::Charge>& charges);

// Appends; false where an amount is no decimal.
[[nodiscard]] bool read_charges(json::Value array, std::vector<adapters::Charge>& charges);

}  // namespace silkgate::dispatch
