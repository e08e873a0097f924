// `silkgate normalize` without its command line: bytes of a platform → common orders. Pure.
#pragma once

#include "gateway/config/connection.hpp"
#include "gateway/core/result.hpp"
#include "gateway/core/time.hpp"
#include "gateway/intake/enrich.hpp"
#include "gateway/intake/intake.hpp"
#include "gateway/json/reader.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace silkgate::intake {

// Exit codes of the command, design/order-schema.md "Command line"; 2 (usage) is the command's own.
enum class NormalizeExit : std::uint8_t { all_read = 0, some_unreadable = 3, not_this_platform = 4 };

// A file of many orders is larger than one request; depth and string lengths stay those of a request.
inline constexpr json::Limits kFileLimits{.members_max = 5'000'000};

struct NormalizeResult {
    NormalizeExit exit = NormalizeExit::all_read;
    std::string platform;  // the dialect that read, or empty when none did
    // Those that are common orders, with what their reading and the rules true for every country found: an
    // order that lacks a seller or does not add up is among them.
    std::vector<IntakeOrder> orders;
    // In the input's order. An order that the schema refuses, or the whole input (pointer "").
    std::vector<Error> problems;
};

// `platform` is a dialect's name or "auto". `connection` gives shop id, buyer-id attributes and, when
// `lookup` is not null, the enrichment. `now` becomes source.receivedAt. An unknown platform is
// not_this_platform.
[[nodiscard]] NormalizeResult normalize(
    std::string_view bytes,
    std::string_view platform,
    const config::Connection& connection,
    Instant now,
    const CatalogLookup* lookup = nullptr
);

}  // namespace silkgate::intake
