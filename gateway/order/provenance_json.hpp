// Provenance as a JSON member, shared by the order and what is kept beside it.
#pragma once

#include "gateway/json/writer.hpp"
#include "gateway/order/order.hpp"

#include <optional>

namespace silkgate::order {

// Writes nothing when there is none.
void write_provenance(json::Writer& out, json::Name name, const std::optional<Provenance>& provenance);

}  // namespace silkgate::order
