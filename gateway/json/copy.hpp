// A value that was read, written again: numbers keep their text.
#pragma once

#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"

namespace silkgate::json {

void copy(Writer& out, Value value);

}  // namespace silkgate::json
