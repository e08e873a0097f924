#include "gateway/papers/canvas.hpp"

#include <cairo/cairo-pdf.h>
#include <pango/pangocairo.h>

#include <utility>
#include <zint.h>

namespace silkgate::papers {
namespace {

constexpr double kPointsPerMm = 72.0 / 25.4;
// The first that has a character gives its shape; the packages that bring them stand in docs/architecture.md.
constexpr const char* kFonts = "Noto Sans,Noto Sans CJK SC,Noto Sans Arabic,Noto Sans Devanagari";

double points(double mm) {
    return mm * kPointsPerMm;
}

cairo_status_t append(void* target, const unsigned char* bytes, unsigned int length) {
    static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

struct Unref {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
    void operator()(zint_symbol* symbol) const { ZBarcode_Delete(symbol); }
};

template <class T>
using Owned = std::unique_ptr<T, Unref>;

PangoAlignment alignment(Align align) {
    return align == Align::right ? PANGO_ALIGN_RIGHT
                                 : (align == Align::center ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
}

}  // namespace

class Canvas::Impl {
public:
    Impl(PageSize size, std::string_view title, Instant created)
        : surface_(cairo_pdf_surface_create_for_stream(
              append,
              &bytes_,
              points(size.width_mm),
              points(size.height_mm)
          )),
          context_(cairo_create(surface_.get())) {
        cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, std::string(title).c_str());
        cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATOR, "Silkgate");
        const std::string time = format_local(created, std::chrono::minutes{0}) + "Z";
        cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE, time.c_str());
    }

    Owned<PangoLayout> layout(double width, std::string_view text, const Style& style) {
        Owned<PangoLayout> made(pango_cairo_create_layout(context_.get()));
        const Owned<PangoFontDescription> font(pango_font_description_from_string(kFonts));
        pango_font_description_set_absolute_size(font.get(), style.size_pt * PANGO_SCALE);
        pango_font_description_set_weight(font.get(), style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_layout_set_font_description(made.get(), font.get());
        pango_layout_set_width(made.get(), static_cast<int>(points(width) * PANGO_SCALE));
        pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_alignment(made.get(), alignment(style.align));
        if (style.lines_max > 0) {
            pango_layout_set_height(made.get(), -style.lines_max);
            pango_layout_set_ellipsize(made.get(), PANGO_ELLIPSIZE_END);
        }
        pango_layout_set_text(made.get(), text.data(), static_cast<int>(text.size()));
        unknown_ += pango_layout_get_unknown_glyphs_count(made.get());
        return made;
    }

    static double height(PangoLayout* layout) {
        PangoRectangle extent;
        pango_layout_get_extents(layout, nullptr, &extent);
        return static_cast<double>(extent.height) / PANGO_SCALE / kPointsPerMm;
    }

    cairo_t* context() { return context_.get(); }

    Result<std::string> finish() && {
        context_.reset();
        cairo_surface_finish(surface_.get());
        const cairo_status_t status = cairo_surface_status(surface_.get());
        surface_.reset();
        if (status != CAIRO_STATUS_SUCCESS) {
            return fail(Errc::internal, std::string("the PDF: ") + cairo_status_to_string(status));
        }
        if (unknown_ > 0) {
            return fail(
                Errc::internal,
                std::to_string(unknown_) +
                    " characters have no font on this machine: install fonts-noto-core and fonts-noto-cjk"
            );
        }
        return std::move(bytes_);
    }

private:
    std::string bytes_;
    Owned<cairo_surface_t> surface_;
    Owned<cairo_t> context_;
    int unknown_ = 0;
};

Canvas::Canvas(PageSize size, std::string_view title, Instant created)
    : impl_(std::make_unique<Impl>(size, title, created)) {}

Canvas::~Canvas() = default;

double Canvas::text(double x, double y, double width, std::string_view text, const Style& style) {
    if (text.empty()) {
        return 0;
    }
    const auto layout = impl_->layout(width, text, style);
    cairo_move_to(impl_->context(), points(x), points(y));
    pango_cairo_show_layout(impl_->context(), layout.get());
    return Impl::height(layout.get());
}

double Canvas::height_of(double width, std::string_view text, const Style& style) {
    return text.empty() ? 0 : Impl::height(impl_->layout(width, text, style).get());
}

void Canvas::line(double x1, double y1, double x2, double y2, double width_mm) {
    cairo_set_line_width(impl_->context(), points(width_mm));
    cairo_move_to(impl_->context(), points(x1), points(y1));
    cairo_line_to(impl_->context(), points(x2), points(y2));
    cairo_stroke(impl_->context());
}

void Canvas::box(double x, double y, double width, double height, double line_mm) {
    cairo_set_line_width(impl_->context(), points(line_mm));
    cairo_rectangle(impl_->context(), points(x), points(y), points(width), points(height));
    cairo_stroke(impl_->context());
}

bool Canvas::barcode(double x, double y, double width, double height, std::string_view content) {
    const Owned<zint_symbol> symbol(ZBarcode_Create());
    symbol->symbology = BARCODE_CODE128;
    symbol->show_hrt = 0;
    symbol->height = 50;
    const std::string text(content);
    const int outcome = ZBarcode_Encode_and_Buffer_Vector(
        symbol.get(),
        reinterpret_cast<const unsigned char*>(text.c_str()),  // NOLINT: zint's interface
        static_cast<int>(text.size()),
        0
    );
    if (outcome >= ZINT_ERROR || symbol->vector == nullptr || symbol->vector->width <= 0) {
        return false;
    }
    const double unit = points(width) / static_cast<double>(symbol->vector->width);
    for (const zint_vector_rect* bar = symbol->vector->rectangles; bar != nullptr; bar = bar->next) {
        cairo_rectangle(
            impl_->context(),
            points(x) + static_cast<double>(bar->x) * unit,
            points(y),
            static_cast<double>(bar->width) * unit,
            points(height)
        );
    }
    cairo_fill(impl_->context());
    return true;
}

void Canvas::next_page() {
    cairo_show_page(impl_->context());
}

Result<std::string> Canvas::finish() && {
    return std::move(*impl_).finish();
}

}  // namespace silkgate::papers
