// What bulk requests share: lines in, one result a line out, in the same order.
#pragma once

#include "gateway/api/message.hpp"
#include "gateway/core/result.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/json/writer.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::api {

struct BulkLine {
    std::int64_t number = 0;  // 1-based, in the body
    std::string_view text;    // into the body
};

// The lines that are not blank. Errc::body_too_large when there are more than `lines_max`.
[[nodiscard]] Result<std::vector<BulkLine>> split_lines(std::string_view body, std::int64_t lines_max);

// "status" and "problem" of a line that failed, for the object being written.
void write_failure(json::Writer& out, const Error& error, const http::ProblemContext& context);

// The answer's status and counts: 200 all, 207 some, 422 none; headers Silkgate-Succeeded and -Failed.
void finish_bulk(Reply& reply, std::int64_t succeeded, std::int64_t failed);

}  // namespace silkgate::api
