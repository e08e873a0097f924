#include "adapters/common/eaeu/table.hpp"

#include <algorithm>

namespace silkgate::adapters::eaeu {
namespace {

// One line into cells. A quote inside a quoted cell is doubled. Returns false on an unclosed quote.
bool split_cells(std::string_view line, std::vector<std::string>& cells) {
    std::string cell;
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted) {
            if (c != '"') {
                cell += c;
            } else if (i + 1 < line.size() && line[i + 1] == '"') {
                cell += c;
                ++i;
            } else {
                quoted = false;
            }
        } else if (c == '"' && cell.empty()) {
            quoted = true;
        } else if (c == ',') {
            cells.push_back(std::move(cell));
            cell.clear();
        } else {
            cell += c;
        }
    }
    cells.push_back(std::move(cell));
    return !quoted;
}

}  // namespace

Error bad_row(std::string_view file, int line, std::string_view what) {
    return fail(
        Errc::invalid_settings, std::string(file) + " line " + std::to_string(line) + ": " + std::string(what)
    );
}

Result<std::vector<TableRow>>
read_table(std::string_view file, std::string_view text, const std::vector<std::string_view>& columns) {
    std::vector<TableRow> rows;
    bool has_header = false;
    int number = 0;
    while (!text.empty()) {
        const auto end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        ++number;
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        if (line.empty() || line.front() == '#') {
            continue;
        }
        TableRow row{.line = number, .cells = {}};
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

bool Validity::overlaps(const Validity& other) const noexcept {
    return (!to || other.from <= *to) && (!other.to || from <= *other.to);
}

Result<Validity> read_validity(std::string_view file, int line, std::string_view from, std::string_view to) {
    const auto first = parse_date(from);
    if (!first) {
        return bad_row(file, line, "effective_from is not a date");
    }
    Validity validity{.from = *first, .to = std::nullopt};
    if (!to.empty()) {
        const auto last = parse_date(to);
        if (!last || *last < *first) {
            return bad_row(file, line, "effective_to is not a date or lies before effective_from");
        }
        validity.to = *last;
    }
    return validity;
}

}  // namespace silkgate::adapters::eaeu
