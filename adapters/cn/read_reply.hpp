// Receipts of the e-port and of customs: CEB304 to 792, 312 to 818 and 900, bare or inside a DxpMsg envelope.
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/cn/tables.hpp"

#include <string_view>
#include <vector>

namespace silkgate::adapters::cn {

// One item for each document a receipt names. Prefixes and white space do not matter, preNo and invtNo may be
// absent (the schema wants them, early receipts can not have them). Errc::unreadable_reply for what is no
// such receipt, lacks a key or a status, or has a status that return_status.csv does not know: nothing is
// guessed from it.
[[nodiscard]] Result<std::vector<ReplyItem>> read_reply(const Tables& tables, std::string_view bytes);

// "yyyyMMddHHmmss" with or without milliseconds, China's time; nullopt when it is no time.
[[nodiscard]] std::optional<Instant> read_return_time(std::string_view text);

}  // namespace silkgate::adapters::cn
