// A table that people and programs read: the same rows as JSON, CSV and PDF.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/core/time.hpp"
#include "gateway/papers/language.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace silkgate::papers {

struct Column {
    std::string_view name;  // in JSON and CSV
    Text title;             // in the PDF
    double share = 1;       // of the page's width
    bool number = false;    // to the right
};

struct Fact {
    std::string_view name;
    Text title;
    std::string value;  // empty: not known, left out
};

struct Sheet {
    std::string_view kind;  // "manifest"
    Text title;
    std::vector<Fact> head;
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;  // a cell for each column; empty: not known
    std::vector<std::string> total;              // a cell for each column, or none
    std::vector<Fact> foot;                      // below the table
};

// {"kind", head…, "rows": [{column: cell}], "total": {…}}; what is not known is left out.
[[nodiscard]] std::string to_json(const Sheet& sheet);
// RFC 4180: header of the columns' names, then the rows; the total is not repeated there. A cell that a
// spreadsheet would run as a formula is led by an apostrophe.
[[nodiscard]] std::string to_csv(const Sheet& sheet);
[[nodiscard]] Result<std::string> to_pdf(const Sheet& sheet, Language language, Instant created);

}  // namespace silkgate::papers
