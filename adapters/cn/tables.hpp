// The adapter's dated data files: code lists, limits and the meaning of receipts. Read once by make(), then
// immutable and safe for any thread.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/core/result.hpp"
#include "gateway/core/time.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::cn {

struct TableRow {
    std::string key;
    std::string value;
    std::string text;  // meaning or unit, where the file has one
    std::string source;
    std::chrono::sys_days from;
    std::chrono::sys_days to = std::chrono::sys_days::max();  // last day in force
};

// Which columns of a file are the key (joined by '|'), the value and the text.
struct Columns {
    std::vector<std::string_view> key;
    std::string_view value;
    std::string_view text;  // empty = none
};

// A file of rows with a key, a source and dates. Rows of one key have intervals that do not overlap.
class Table {
public:
    // CSV with a header; lines that start with '#' are comments. Errc::invalid_settings names file and line
    // for a row without source or date, an interval that ends before it starts, or two that overlap.
    [[nodiscard]] static Result<Table>
    parse(std::string_view file_name, std::string_view bytes, const Columns& columns);

    // The row in force that day, or nullptr.
    [[nodiscard]] const TableRow* find(std::string_view key, std::chrono::sys_days day) const noexcept;
    // The newest row, whatever the day. Receipts are read by today's meaning.
    [[nodiscard]] const TableRow* find_newest(std::string_view key) const noexcept;
    // Value in force that day, or empty.
    [[nodiscard]] std::string_view value(std::string_view key, std::chrono::sys_days day) const noexcept;

    [[nodiscard]] const std::vector<TableRow>& rows() const noexcept { return rows_; }

private:
    std::vector<TableRow> rows_;  // by key, then date
};

struct Tables {
    Table countries;        // alpha-2 → customs code
    Table currencies;       // ISO 4217 → customs code
    Table units;            // customs code → its name
    Table unit_map;         // UN/ECE Rec 20 → customs code
    Table transport_modes;  // the order's mode → trafMode
    Table packages;         // UN/ECE Rec 21 → wrapType
    Table trade_modes;      // supervision mode of an export → orderType
    Table return_modes;     // supervision mode of an export → mode of its return
    Table import_modes;     // supervision mode of an import → direct or bonded
    Table limits;           // name → amount; text = currency
    Table return_status;    // "604|800" or "*|2" → neutral status; text = meaning
    Table error_codes;      // "-301010" → neutral status; text = meaning

    [[nodiscard]] static Result<Tables> load(const ReadData& read_data);

    // Customs unit for a UN/ECE code or for a customs code of three digits itself; empty when there is none.
    [[nodiscard]] std::string_view unit(std::string_view code, std::chrono::sys_days day) const noexcept;
};

// China has one zone, UTC+8, all year.
inline constexpr std::chrono::minutes kChinaOffset{480};

// The day in China on which an instant falls.
[[nodiscard]] std::chrono::sys_days china_day(Instant instant) noexcept;

}  // namespace silkgate::adapters::cn
