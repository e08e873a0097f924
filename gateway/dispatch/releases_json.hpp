// Releases of denied-party hits as they stand in commands and states. Private to this folder.
#pragma once

#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"
#include "gateway/screening/screener.hpp"

#include <vector>

namespace silkgate::dispatch {

// Member `releases`, where there is one.
void write_releases(json::Writer& out, const std::vector<screening::Release>& releases);
[[nodiscard]] std::vector<screening::Release> read_releases(json::Value array);

}  // namespace silkgate::dispatch
