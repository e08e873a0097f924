// The neutral JSON reply: for carriers, and for authorities whose own reply format is not public. One object,
// or an array of them: what names the document, `status` in the words of the Kafka contract, and optionally
// `nativeStatus`, `authorityReference`, `at`, `reasons` [{code, text}], `charges` [{kind, amount, currency}].
// Hostile input is normal.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/json/reader.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::neutral {

// What names the document in one reply; an Error (unreadable_reply) when nothing does.
using ReadReferences = Result<std::vector<std::string>> (*)(json::Value object);

[[nodiscard]] Result<std::vector<ReplyItem>>
read_replies(std::string_view bytes, ReadReferences read_references);

// The first `count` code points of UTF-8 text.
[[nodiscard]] std::string_view first_characters(std::string_view text, std::size_t count);

// A short text member: absent is empty, anything else than a string of at most 64 bytes is wrong.
[[nodiscard]] bool read_short(json::Value object, std::string_view name, std::string& out);

}  // namespace silkgate::adapters::neutral
