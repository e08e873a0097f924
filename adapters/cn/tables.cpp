#include "adapters/cn/tables.hpp"

#include <algorithm>
#include <utility>

namespace silkgate::adapters::cn {
namespace {

using Fields = std::vector<std::string>;

struct Line {
    std::size_t number = 0;  // 1-based, in the file
    Fields fields;
};

// One physical line of CSV: fields in double quotes may hold commas and doubled quotes, no line breaks.
Fields split_line(std::string_view line) {
    Fields fields(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"') {
            if (quoted && i + 1 < line.size() && line[i + 1] == '"') {
                fields.back() += c;
                ++i;
            } else {
                quoted = !quoted;
            }
        } else if (c == ',' && !quoted) {
            fields.emplace_back();
        } else {
            fields.back() += c;
        }
    }
    return fields;
}

std::vector<Line> split_lines(std::string_view bytes) {
    std::vector<Line> lines;
    for (std::size_t number = 1; !bytes.empty(); ++number) {
        const auto end = bytes.find('\n');
        std::string_view line = bytes.substr(0, end);
        bytes = end == std::string_view::npos ? std::string_view{} : bytes.substr(end + 1);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        if (!line.empty() && !line.starts_with('#')) {
            lines.push_back(Line{.number = number, .fields = split_line(line)});
        }
    }
    return lines;
}

Error bad_row(std::string_view file, std::size_t line, std::string_view what) {
    return fail(
        Errc::invalid_settings,
        "cn/data/" + std::string(file) + ":" + std::to_string(line) + ": " + std::string(what)
    );
}

// Reads the cells of one line by column name.
class RowReader {
public:
    RowReader(const Fields& header, const Fields& fields) : header_(header), fields_(fields) {}

    std::string_view cell(std::string_view column) const {
        const auto found = std::ranges::find(header_, column);
        const auto index = static_cast<std::size_t>(found - header_.begin());
        return index < fields_.size() ? std::string_view(fields_[index]) : std::string_view{};
    }

    std::string key(const Columns& columns) const {
        std::string joined;
        for (const std::string_view column : columns.key) {
            joined += joined.empty() ? "" : "|";
            joined += cell(column);
        }
        return joined;
    }

private:
    const Fields& header_;
    const Fields& fields_;
};

// The row, or what is wrong with it.
std::string_view read_row(const RowReader& reader, const Columns& columns, TableRow& row) {
    row.key = reader.key(columns);
    row.value = reader.cell(columns.value);
    row.text = columns.text.empty() ? std::string_view{} : reader.cell(columns.text);
    row.source = reader.cell("source");
    if (row.key.empty() || row.value.empty()) {
        return "key or value is empty";
    }
    if (row.source.empty()) {
        return "the row has no source";
    }
    const auto from = parse_date(reader.cell("effective_from"));
    if (!from) {
        return "effective_from is not a date";
    }
    row.from = std::chrono::sys_days(*from);
    if (const std::string_view text = reader.cell("effective_to"); !text.empty()) {
        const auto to = parse_date(text);
        if (!to || std::chrono::sys_days(*to) < row.from) {
            return "effective_to is not a date on or after effective_from";
        }
        row.to = std::chrono::sys_days(*to);
    }
    return {};
}

struct FileOf {
    std::string_view name;
    Table Tables::* table;
    Columns columns;
};

const std::vector<FileOf>& files() {
    static const std::vector<FileOf> kFiles = {
        {"country.csv", &Tables::countries, {{"alpha2"}, "customs_code", ""}},
        {"currency.csv", &Tables::currencies, {{"iso4217"}, "customs_code", ""}},
        {"unit.csv", &Tables::units, {{"customs_code"}, "name", ""}},
        {"unit_map.csv", &Tables::unit_map, {{"rec20"}, "customs_code", ""}},
        {"transport_mode.csv", &Tables::transport_modes, {{"mode"}, "customs_code", ""}},
        {"package.csv", &Tables::packages, {{"rec21"}, "customs_code", ""}},
        {"trade_mode.csv", &Tables::trade_modes, {{"mode"}, "order_type", "route"}},
        {"import_mode.csv", &Tables::import_modes, {{"mode"}, "entry", ""}},
        {"return_mode.csv", &Tables::return_modes, {{"mode"}, "return_mode", ""}},
        {"limits.csv", &Tables::limits, {{"name"}, "amount", "currency"}},
        {"return_status.csv", &Tables::return_status, {{"receipt", "status"}, "reply_status", "meaning"}},
        {"error_codes.csv", &Tables::error_codes, {{"code"}, "reply_status", "meaning"}},
    };
    return kFiles;
}

}  // namespace

Result<Table> Table::parse(std::string_view file_name, std::string_view bytes, const Columns& columns) {
    const std::vector<Line> lines = split_lines(bytes);
    if (lines.empty()) {
        return bad_row(file_name, 1, "the file is empty");
    }
    Table table;
    for (auto line = lines.begin() + 1; line != lines.end(); ++line) {
        TableRow row;
        const RowReader reader(lines.front().fields, line->fields);
        if (const std::string_view wrong = read_row(reader, columns, row); !wrong.empty()) {
            return bad_row(file_name, line->number, wrong);
        }
        table.rows_.push_back(std::move(row));
    }
    std::ranges::stable_sort(table.rows_, {}, [](const TableRow& row) {
        return std::pair(row.key, row.from);
    });
    for (std::size_t i = 1; i < table.rows_.size(); ++i) {
        const TableRow& before = table.rows_[i - 1];
        if (before.key == table.rows_[i].key && before.to >= table.rows_[i].from) {
            return bad_row(file_name, 1, "two intervals of the key " + before.key + " overlap");
        }
    }
    return table;
}

const TableRow* Table::find_newest(std::string_view key) const noexcept {
    const auto after = std::ranges::upper_bound(rows_, key, {}, [](const TableRow& row) -> std::string_view {
        return row.key;
    });
    return after != rows_.begin() && std::prev(after)->key == key ? &*std::prev(after) : nullptr;
}

const TableRow* Table::find(std::string_view key, std::chrono::sys_days day) const noexcept {
    auto row =
        std::ranges::lower_bound(rows_, key, {}, [](const TableRow& r) -> std::string_view { return r.key; });
    for (; row != rows_.end() && row->key == key; ++row) {
        if (row->from <= day && day <= row->to) {
            return &*row;
        }
    }
    return nullptr;
}

std::string_view Table::value(std::string_view key, std::chrono::sys_days day) const noexcept {
    const TableRow* row = find(key, day);
    return row == nullptr ? std::string_view{} : std::string_view(row->value);
}

Result<Tables> Tables::load(const ReadData& read_data) {
    Tables tables;
    for (const FileOf& file : files()) {
        const auto bytes = read_data(file.name);
        if (!bytes) {
            return bytes.error();
        }
        auto table = Table::parse(file.name, *bytes, file.columns);
        if (!table) {
            return table.error();
        }
        tables.*file.table = std::move(*table);
    }
    return tables;
}

std::string_view Tables::unit(std::string_view code, std::chrono::sys_days day) const noexcept {
    const TableRow* own = units.find(code, day);
    return own != nullptr ? std::string_view(own->key) : unit_map.value(code, day);
}

std::chrono::sys_days china_day(Instant instant) noexcept {
    return std::chrono::sys_days(local_time(instant, kChinaOffset).date);
}

}  // namespace silkgate::adapters::cn
