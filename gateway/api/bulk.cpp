#include "gateway/api/bulk.hpp"

namespace silkgate::api {

Result<std::vector<BulkLine>> split_lines(std::string_view body, std::int64_t lines_max) {
    std::vector<BulkLine> lines;
    for (std::int64_t number = 1; !body.empty(); ++number) {
        const auto end = body.find('\n');
        const std::string_view text = body.substr(0, end);
        body.remove_prefix(end == std::string_view::npos ? body.size() : end + 1);
        if (text.find_first_not_of(" \t\r") == std::string_view::npos) {
            continue;
        }
        if (static_cast<std::int64_t>(lines.size()) >= lines_max) {
            return fail(
                Errc::body_too_large, "the body has more than " + std::to_string(lines_max) + " lines"
            );
        }
        lines.push_back({.number = number, .text = text});
    }
    return lines;
}

void write_failure(json::Writer& out, const Error& error, const http::ProblemContext& context) {
    out.key("status").number(describe(error.code).status).key("problem");
    http::write_problem(out, error, context);
}

void finish_bulk(Reply& reply, std::int64_t succeeded, std::int64_t failed) {
    reply.status = failed == 0 ? 200 : (succeeded == 0 ? 422 : 207);
    reply.headers.push_back({"Silkgate-Succeeded", std::to_string(succeeded)});
    reply.headers.push_back({"Silkgate-Failed", std::to_string(failed)});
}

}  // namespace silkgate::api
