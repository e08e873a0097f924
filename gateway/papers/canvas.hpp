// Pages of a PDF: text in any script, lines, boxes, barcodes. pango shapes, cairo writes, zint makes bars;
// none of them is seen outside this folder. Fonts are embedded as subsets.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/core/time.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace silkgate::papers {

// Millimetres and points.
struct PageSize {
    double width_mm = 210;
    double height_mm = 297;
};
inline constexpr PageSize kA4{210, 297};
inline constexpr PageSize kA4Landscape{297, 210};
inline constexpr PageSize kA5Landscape{210, 148};
inline constexpr PageSize kA7{74, 105};
inline constexpr PageSize kLabel{100, 150};

enum class Align : std::uint8_t { left, center, right };

struct Style {
    double size_pt = 9;
    bool bold = false;
    Align align = Align::left;
    int lines_max = 0;  // 0: as many as needed; beyond it an ellipsis
};

// One document; not for several threads at once. The same calls give the same bytes.
class Canvas {
public:
    // `created` stands in the file's properties.
    Canvas(PageSize size, std::string_view title, Instant created);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    // Wrapped within `width`, its top left corner at (x, y); returns the height in mm. Empty text: 0.
    double text(double x, double y, double width, std::string_view text, const Style& style = {});
    // The height that text() would need.
    [[nodiscard]] double height_of(double width, std::string_view text, const Style& style = {});
    void line(double x1, double y1, double x2, double y2, double width_mm = 0.2);
    void box(double x, double y, double width, double height, double line_mm = 0.2);
    // Code 128 bars without text; false for what it can not hold.
    bool barcode(double x, double y, double width, double height, std::string_view content);
    void next_page();

    // The file. Errc::internal when a character had no font on this machine, or the file could not be made.
    [[nodiscard]] Result<std::string> finish() &&;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace silkgate::papers
