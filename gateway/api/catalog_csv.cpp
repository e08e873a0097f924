#include "gateway/api/catalog_csv.hpp"

#include "gateway/core/csv.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace silkgate::api {
namespace {

constexpr std::array<std::string_view, 10> kTexts = {
    "sku",
    "specification",
    "originCountry",
    "netWeight",
    "grossWeight",
    "unit",
    "brand",
    "material",
    "barcode",
    "url",
};
constexpr std::string_view kDangerous = "dangerous";
constexpr std::array<std::string_view, 4> kUnitMembers = {"unit1", "factor1", "unit2", "factor2"};

bool is_one_of(const auto& list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
}

// "code.CN10.CN" → {"code", "CN10", "CN"}.
struct Column {
    std::string name;
    std::string kind;
    std::string first;
    std::string second;

    explicit Column(std::string text) : name(std::move(text)) {
        std::array<std::string*, 3> parts = {&kind, &first, &second};
        std::string_view rest = name;
        for (std::string* part : parts) {
            const bool is_last = part == parts.back();
            const auto dot = is_last ? std::string_view::npos : rest.find('.');
            *part = rest.substr(0, dot);
            rest.remove_prefix(dot == std::string_view::npos ? rest.size() : dot + 1);
        }
    }

    [[nodiscard]] bool is_known() const {
        if (kind == "units") {
            return !first.empty() && is_one_of(kUnitMembers, second);
        }
        if (kind == "code") {
            return !first.empty() && (second.empty() == (name == "code." + first));
        }
        if (kind == "name") {
            return !first.empty() && second.empty();
        }
        return name == kDangerous || is_one_of(kTexts, name);
    }
};

Result<std::vector<Column>> read_columns(const csv::Row& header) {
    std::vector<Column> columns;
    for (const std::string& cell : header.cells) {
        Column column(cell);
        if (!column.is_known()) {
            return fail(Errc::invalid_parameter, "there is no column '" + cell + "'");
        }
        if (std::ranges::find(columns, column.name, &Column::name) != columns.end()) {
            return fail(Errc::invalid_parameter, "the column '" + cell + "' stands twice");
        }
        columns.push_back(std::move(column));
    }
    if (std::ranges::find(columns, "sku", &Column::name) == columns.end()) {
        return fail(Errc::invalid_parameter, "a column 'sku' is needed");
    }
    return columns;
}

// The item as JSON, and which column made which member.
class ItemWriter {
public:
    ItemWriter(const std::vector<Column>& columns, const std::vector<std::string>& cells)
        : columns_(columns), cells_(cells) {}

    std::string write() {
        out_.begin_object();
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const Column& column = columns_[i];
            if (cells_[i].empty() || column.kind != column.name) {
                continue;
            }
            out_.escaped_key(column.name);
            const bool is_flag = column.name == kDangerous && (cells_[i] == "true" || cells_[i] == "false");
            if (is_flag) {
                out_.boolean(cells_[i] == "true");
            } else {
                out_.string(cells_[i]);
            }
            made_.emplace("/" + column.name, column.name);
        }
        write_list("code", "codes", [this](const Column& column, const std::string& cell) {
            out_.member("system", column.first).member("code", cell).member_if("country", column.second);
        });
        write_list("name", "names", [this](const Column& column, const std::string& cell) {
            out_.member("language", column.first).member("text", cell);
        });
        write_units();
        out_.end_object();
        return std::move(out_).str();
    }

    // "/codes/0/code" → "/code.CN10".
    [[nodiscard]] std::string column_of(std::string_view pointer) const {
        for (std::string_view at = pointer; !at.empty(); at = at.substr(0, at.rfind('/'))) {
            if (const auto found = made_.find(at); found != made_.end()) {
                return "/" + json::escape_pointer(found->second);
            }
        }
        return std::string(pointer);
    }

private:
    template <class Write>
    void write_list(std::string_view kind, const std::string& member, Write&& write_entry) {
        std::size_t count = 0;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (columns_[i].kind != kind || cells_[i].empty()) {
                continue;
            }
            if (count == 0) {
                out_.escaped_key(member).begin_array();
            }
            made_.emplace("/" + member + "/" + std::to_string(count++), columns_[i].name);
            out_.begin_object();
            write_entry(columns_[i], cells_[i]);
            out_.end_object();
        }
        if (count > 0) {
            out_.end_array();
        }
    }

    void write_units() {
        std::map<std::string, std::vector<std::size_t>> by_country;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (columns_[i].kind == "units" && !cells_[i].empty()) {
                by_country[columns_[i].first].push_back(i);
            }
        }
        if (by_country.empty()) {
            return;
        }
        std::size_t count = 0;
        out_.key("legalUnits").begin_array();
        for (const auto& [country, places] : by_country) {
            const std::string at = "/legalUnits/" + std::to_string(count++);
            out_.begin_object().member("country", country);
            for (const std::size_t place : places) {
                out_.escaped_key(columns_[place].second).string(cells_[place]);
                made_.emplace(at + "/" + columns_[place].second, columns_[place].name);
            }
            out_.end_object();
            made_.emplace(at, columns_[places.front()].name);
        }
        out_.end_array();
    }

    const std::vector<Column>& columns_;
    const std::vector<std::string>& cells_;
    json::Writer out_;
    std::map<std::string, std::string, std::less<>> made_;
};

Result<order::CatalogItem> read_row(const std::vector<Column>& columns, const csv::Line& line) {
    if (!line.is_closed) {
        return fail(Errc::invalid_parameter, "a quote is not closed in the line");
    }
    if (line.row.cells.size() != columns.size()) {
        return fail(
            Errc::invalid_parameter,
            "the line has " + std::to_string(line.row.cells.size()) + " cells, the header " +
                std::to_string(columns.size())
        );
    }
    ItemWriter writer(columns, line.row.cells);
    const auto document = json::Document::parse(writer.write());
    if (!document) {
        return document.error();
    }
    auto read = order::read_catalog_item(document->root());
    if (has_errors(read.violations)) {
        Error error = fail(Errc::rule_violations, std::to_string(read.violations.size()) + " violations");
        error.violations = std::move(read.violations);
        for (Violation& violation : error.violations) {
            violation.pointer = writer.column_of(violation.canonical_pointer);
        }
        return error;
    }
    return std::move(read.item);
}

}  // namespace

Result<std::vector<CatalogRow>> read_catalog_csv(std::string_view text, std::int64_t rows_max) {
    constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
    if (text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());
    }
    if (!json::is_utf8(text)) {
        return fail(Errc::invalid_utf8, "the table is not UTF-8");
    }
    const std::vector<csv::Line> lines = csv::split(text);
    if (lines.empty() || !lines.front().is_closed) {
        return fail(Errc::invalid_parameter, "the first line names the columns");
    }
    const auto columns = read_columns(lines.front().row);
    if (!columns) {
        return columns.error();
    }
    if (static_cast<std::int64_t>(lines.size()) - 1 > rows_max) {
        return fail(Errc::body_too_large, "the table has more than " + std::to_string(rows_max) + " rows");
    }
    std::vector<CatalogRow> rows;
    rows.reserve(lines.size() - 1);
    for (auto line = lines.begin() + 1; line != lines.end(); ++line) {
        rows.push_back({.number = line->row.line, .item = read_row(*columns, *line)});
    }
    return rows;
}

}  // namespace silkgate::api
