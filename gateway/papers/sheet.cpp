#include "gateway/papers/sheet.hpp"

#include "gateway/json/writer.hpp"
#include "gateway/papers/canvas.hpp"

#include <algorithm>
#include <numeric>

namespace silkgate::papers {
namespace {

constexpr double kMargin = 12;
constexpr double kGap = 1.2;  // between a cell's text and its lines
constexpr Style kTitle{.size_pt = 15, .bold = true};
constexpr Style kHead{.size_pt = 8, .bold = true};
constexpr Style kFoot{.size_pt = 7, .align = Align::right};

void write_facts(json::Writer& out, const std::vector<Fact>& facts) {
    for (const Fact& fact : facts) {
        if (!fact.value.empty()) {
            out.escaped_key(fact.name).string(fact.value);
        }
    }
}

void write_cells(
    json::Writer& out,
    const std::vector<Column>& columns,
    const std::vector<std::string>& cells
) {
    out.begin_object();
    for (std::size_t i = 0; i < columns.size() && i < cells.size(); ++i) {
        if (!cells[i].empty()) {
            out.escaped_key(columns[i].name).string(cells[i]);
        }
    }
    out.end_object();
}

std::string csv_cell(std::string_view text) {
    const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != text.npos;
    std::string cell = formula ? "'" : "";
    cell += text;
    if (cell.find_first_of(",\"\r\n") == cell.npos) {
        return cell;
    }
    std::string quoted = "\"";
    for (const char c : cell) {
        quoted += c;
        if (c == '"') {
            quoted += '"';
        }
    }
    return quoted + '"';
}

template <class Range, class Text>
void csv_line(std::string& out, const Range& range, Text text) {
    bool first = true;
    for (const auto& each : range) {
        out += first ? "" : ",";
        out += csv_cell(text(each));
        first = false;
    }
    out += "\r\n";
}

// The table on as many pages as it needs.
class SheetPages {
public:
    SheetPages(const Sheet& sheet, Language language, Instant created)
        : sheet_(sheet), language_(language), canvas_(kA4Landscape, in(sheet.title, language), created) {
        const double sum = std::accumulate(
            sheet.columns.begin(),
            sheet.columns.end(),
            0.0,
            [](double total, const Column& column) { return total + column.share; }
        );
        const double width = kA4Landscape.width_mm - 2 * kMargin;
        for (const Column& column : sheet.columns) {
            widths_.push_back(width * column.share / sum);
        }
    }

    Result<std::string> draw() && {
        head();
        titles();
        for (const auto& row : sheet_.rows) {
            draw_row(row, false);
        }
        if (!sheet_.total.empty()) {
            draw_row(sheet_.total, true);
        }
        sums();
        page_number();
        return std::move(canvas_).finish();
    }

private:
    void head() {
        const double width = kA4Landscape.width_mm - 2 * kMargin;
        y_ += canvas_.text(kMargin, y_, width, in(sheet_.title, language_), kTitle) + 2;
        double x = kMargin;
        double height = 0;
        const double cell = width / 4;
        for (const Fact& fact : sheet_.head) {
            if (fact.value.empty()) {
                continue;
            }
            if (x + cell > kA4Landscape.width_mm - kMargin + 0.1) {
                x = kMargin;
                y_ += height + 1;
                height = 0;
            }
            const double label = canvas_.text(x, y_, cell - 2, in(fact.title, language_), {.size_pt = 7});
            const double value =
                canvas_.text(x, y_ + label, cell - 2, fact.value, {.size_pt = 9, .bold = true});
            height = std::max(height, label + value);
            x += cell;
        }
        y_ += height + 3;
    }

    void titles() {
        std::vector<std::string> cells;
        for (const Column& column : sheet_.columns) {
            cells.emplace_back(in(column.title, language_));
        }
        put(cells, kHead);
    }

    [[nodiscard]] Style style_of(std::size_t column, Style style) const {
        style.align = sheet_.columns[column].number ? Align::right : Align::left;
        return style;
    }

    double height_of(const std::vector<std::string>& cells, const Style& style) {
        double height = 3;
        for (std::size_t i = 0; i < cells.size() && i < widths_.size(); ++i) {
            height = std::max(height, canvas_.height_of(widths_[i] - 2 * kGap, cells[i], style_of(i, style)));
        }
        return height + 2 * kGap;
    }

    void put(const std::vector<std::string>& cells, const Style& style) {
        const double height = height_of(cells, style);
        double x = kMargin;
        for (std::size_t i = 0; i < widths_.size(); ++i) {
            canvas_.box(x, y_, widths_[i], height, 0.15);
            if (i < cells.size()) {
                canvas_.text(x + kGap, y_ + kGap, widths_[i] - 2 * kGap, cells[i], style_of(i, style));
            }
            x += widths_[i];
        }
        y_ += height;
    }

    void draw_row(const std::vector<std::string>& cells, bool bold) {
        const Style style{.size_pt = 8, .bold = bold};
        if (y_ + height_of(cells, style) > kA4Landscape.height_mm - kMargin - 4) {
            turn_page();
            titles();
        }
        put(cells, style);
    }

    void turn_page() {
        page_number();
        canvas_.next_page();
        ++page_;
        y_ = kMargin;
    }

    // What stands below the table, label and value side by side at the right.
    void sums() {
        constexpr double kLabelWidth = 60;
        constexpr double kValueWidth = 45;
        const double right = kA4Landscape.width_mm - kMargin;
        y_ += 2;
        for (const Fact& fact : sheet_.foot) {
            if (fact.value.empty()) {
                continue;
            }
            const Style style{.size_pt = 9, .bold = true, .align = Align::right};
            if (y_ + 6 > kA4Landscape.height_mm - kMargin - 4) {
                turn_page();
            }
            const double label = canvas_.text(
                right - kLabelWidth - kValueWidth,
                y_,
                kLabelWidth,
                in(fact.title, language_),
                {.size_pt = 9, .align = Align::right}
            );
            const double value = canvas_.text(right - kValueWidth, y_, kValueWidth - kGap, fact.value, style);
            y_ += std::max(label, value) + 0.5;
        }
    }

    void page_number() {
        canvas_.text(
            kMargin,
            kA4Landscape.height_mm - kMargin,
            kA4Landscape.width_mm - 2 * kMargin,
            std::to_string(page_),
            kFoot
        );
    }

    const Sheet& sheet_;
    Language language_;
    Canvas canvas_;
    std::vector<double> widths_;
    double y_ = kMargin;
    int page_ = 1;
};

}  // namespace

std::string to_json(const Sheet& sheet) {
    json::Writer out(256 + sheet.rows.size() * 256);
    out.begin_object().member("kind", sheet.kind);
    write_facts(out, sheet.head);
    out.key("rows").begin_array();
    for (const auto& row : sheet.rows) {
        write_cells(out, sheet.columns, row);
    }
    out.end_array();
    if (!sheet.total.empty()) {
        out.key("total");
        write_cells(out, sheet.columns, sheet.total);
    }
    write_facts(out, sheet.foot);
    out.end_object();
    return std::move(out).str();
}

std::string to_csv(const Sheet& sheet) {
    std::string out;
    csv_line(out, sheet.columns, [](const Column& column) { return column.name; });
    for (const auto& row : sheet.rows) {
        csv_line(out, row, [](const std::string& cell) { return std::string_view(cell); });
    }
    return out;
}

Result<std::string> to_pdf(const Sheet& sheet, Language language, Instant created) {
    return SheetPages(sheet, language, created).draw();
}

}  // namespace silkgate::papers
