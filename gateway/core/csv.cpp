#include "gateway/core/csv.hpp"

#include <algorithm>

namespace silkgate::csv {
namespace {

// One line into cells. A quote inside a quoted cell is doubled. False on an unclosed quote.
bool split_cells(std::string_view line, std::vector<std::string>& cells) {
    std::string cell;
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
            cell += c;
            ++i;
        } else if (c == '"' && (quoted || cell.empty())) {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            cells.push_back(std::move(cell));
            cell.clear();
        } else {
            cell += c;
        }
    }
    cells.push_back(std::move(cell));
    return !quoted;
}

std::string_view take_line(std::string_view& text) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

Result<std::optional<BusinessDate>> read_date(std::string_view file, int line, std::string_view cell) {
    if (cell.empty()) {
        return std::optional<BusinessDate>{};
    }
    const auto date = parse_date(cell);
    return date ? Result<std::optional<BusinessDate>>(*date)
                : bad_row(file, line, "'" + std::string(cell) + "' is not a date");
}

}  // namespace

Error bad_row(std::string_view file, int line, std::string_view what) {
    return fail(
        Errc::invalid_settings, std::string(file) + " line " + std::to_string(line) + ": " + std::string(what)
    );
}

std::vector<Line> split(std::string_view text) {
    std::vector<Line> lines;
    for (int number = 1; !text.empty(); ++number) {
        const std::string_view line = take_line(text);
        if (line.empty() || line.front() == '#') {
            continue;
        }
        Line& made = lines.emplace_back();
        made.row.line = number;
        made.is_closed = split_cells(line, made.row.cells);
    }
    return lines;
}

Result<std::vector<Row>>
read(std::string_view file, std::string_view text, const std::vector<std::string_view>& columns) {
    std::vector<Row> rows;
    bool has_header = false;
    int number = 0;
    while (!text.empty()) {
        const std::string_view line = take_line(text);
        ++number;
        if (line.empty() || line.front() == '#') {
            continue;
        }
        Row row{.line = number, .cells = {}};
        if (!split_cells(line, row.cells)) {
            return bad_row(file, number, "a quote is not closed");
        }
        if (!has_header) {
            if (!std::ranges::equal(row.cells, columns)) {
                return bad_row(file, number, "the header has not the columns expected");
            }
            has_header = true;
            continue;
        }
        if (row.cells.size() != columns.size()) {
            return bad_row(file, number, "the number of cells differs from the header's");
        }
        rows.push_back(std::move(row));
    }
    if (!has_header) {
        return bad_row(file, number, "there is no header");
    }
    return rows;
}

std::vector<std::string> read_column(std::string_view text, std::string_view column) {
    std::vector<std::string> found;
    std::optional<std::size_t> place;
    while (!text.empty()) {
        const std::string_view line = take_line(text);
        std::vector<std::string> cells;
        if (line.empty() || line.front() == '#' || !split_cells(line, cells)) {
            continue;
        }
        if (!place) {
            place = static_cast<std::size_t>(std::ranges::find(cells, column) - cells.begin());
        } else if (*place < cells.size()) {
            found.push_back(std::move(cells[*place]));
        }
    }
    return found;
}

Result<Validity> read_validity(std::string_view file, int line, std::string_view from, std::string_view to) {
    const auto first = read_date(file, line, from);
    if (!first) {
        return first.error();
    }
    const auto last = read_date(file, line, to);
    if (!last) {
        return last.error();
    }
    if (*first && *last && **last < **first) {
        return bad_row(file, line, "the last day lies before the first");
    }
    return Validity{.from = *first, .to = *last};
}

Result<Validity> read_effective(std::string_view file, int line, std::string_view from, std::string_view to) {
    return from.empty() ? bad_row(file, line, "effective_from is not a date")
                        : read_validity(file, line, from, to);
}

bool Validity::overlaps(const Validity& other) const noexcept {
    const auto ends_before = [](const Validity& a, const Validity& b) {
        return a.to && b.from && *a.to < *b.from;
    };
    return !ends_before(*this, other) && !ends_before(other, *this);
}

}  // namespace silkgate::csv
