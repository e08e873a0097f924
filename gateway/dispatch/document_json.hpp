// A document of a leg as it stands in the order's state; texts and numbers as states write them.
#pragma once

#include "gateway/dispatch/order_state.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::dispatch {

void write_document(json::Writer& out, const DocumentState& document);
// False for what write_document() can not have written.
[[nodiscard]] bool read_document(json::Value value, DocumentState& document);

// Nothing is written where there are none.
void write_texts(json::Writer& out, json::Name name, const std::vector<std::string>& texts);
[[nodiscard]] std::vector<std::string> read_texts(json::Value array);
[[nodiscard]] std::string text_of(json::Value object, std::string_view name);
[[nodiscard]] std::int64_t integer_of(json::Value object, std::string_view name);  // 0 where it is none

}  // namespace silkgate::dispatch
