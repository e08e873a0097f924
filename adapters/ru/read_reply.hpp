// What Russian customs says, from its own documents: album 5.23.0 (replies of 5.27.0 are not public), bare,
// in a container or in the exchange envelope. Hostile input is normal.
#pragma once

#include "adapters/ru/reply_codes.hpp"

namespace silkgate::adapters::ru {

// Errc::unreadable_reply says why. One item for each waybill of a decision, each document of an error list,
// each request. References are those of write_declaration.hpp; `ru:gtd:<registration number>` is added where
// only the number is known. `at` is set only where the authority wrote an offset: a local time of an unknown
// customs post is no instant.
[[nodiscard]] Result<std::vector<ReplyItem>> read_reply(std::string_view bytes, const ReplyCodes& codes);

}  // namespace silkgate::adapters::ru
