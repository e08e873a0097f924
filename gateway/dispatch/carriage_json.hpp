// The member `carriage` of a booking's document, in states, events and answers.
#pragma once

#include "gateway/dispatch/order_state.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"

namespace silkgate::dispatch {

// Nothing where nothing is known.
void write_carriage(json::Writer& out, const DocumentState& document);
// False for what write_carriage does not write.
[[nodiscard]] bool read_carriage(json::Value value, DocumentState& document);

}  // namespace silkgate::dispatch
