// Data files: comma-separated, first line the header, '#' starts a comment line, cells may be quoted. Pure
// functions; thread-safe.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/core/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::csv {

struct Row {
    int line = 0;  // 1-based, in the file
    std::vector<std::string> cells;
};

// A line of a table somebody else made: not blank, no comment.
struct Line {
    Row row;
    bool is_closed = true;  // every quote is
};
[[nodiscard]] std::vector<Line> split(std::string_view text);

// Rows of a file whose header is exactly `columns`. Errc::invalid_settings names file and line.
[[nodiscard]] Result<std::vector<Row>>
read(std::string_view file, std::string_view text, const std::vector<std::string_view>& columns);

// The cells of one column, whatever the others are; empty when the file has no such column or can not be
// read.
[[nodiscard]] std::vector<std::string> read_column(std::string_view text, std::string_view column);

[[nodiscard]] Error bad_row(std::string_view file, int line, std::string_view what);

// Days on which a row holds, both included; an absent end is open.
struct Validity {
    std::optional<BusinessDate> from;
    std::optional<BusinessDate> to;

    [[nodiscard]] bool covers(BusinessDate day) const noexcept {
        return (!from || day >= *from) && (!to || day <= *to);
    }
    // True when some day lies in both.
    [[nodiscard]] bool overlaps(const Validity& other) const noexcept;
};

// Both cells may be empty; `to` must not be before `from`.
[[nodiscard]] Result<Validity>
read_validity(std::string_view file, int line, std::string_view from, std::string_view to);

// The same for rates and rules, which never hold without a first day.
[[nodiscard]] Result<Validity>
read_effective(std::string_view file, int line, std::string_view from, std::string_view to);

}  // namespace silkgate::csv
