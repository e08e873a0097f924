// The UPU's customs declaration CN 22, the small one for letter post.
#include "gateway/papers/canvas.hpp"
#include "gateway/papers/customs_form.hpp"

#include <algorithm>

namespace silkgate::papers {
namespace {

using adapters::transport::S10LineView;

constexpr double kLeft = 3;
constexpr double kWidth = kA7.width_mm - 2 * kLeft;
constexpr double kTableTop = 24;
constexpr double kTableBottom = 76;
constexpr Style kSmall{.size_pt = 5};
constexpr Style kCell{.size_pt = 6};

constexpr Text kTitle{
    .en = "CUSTOMS DECLARATION  CN 22",
    .zh = "报关签条  CN 22",
    .ru = "ТАМОЖЕННАЯ ДЕКЛАРАЦИЯ  CN 22"
};
constexpr Text kContents{
    .en = "Quantity and detailed description of contents; HS number, origin",
    .zh = "内件数量及详细名称；HS 编码、原产国",
    .ru = "Количество и подробное описание вложения; код ТН ВЭД, страна"
};
constexpr Text kWeight{.en = "Weight, kg", .zh = "重量（千克）", .ru = "Масса, кг"};
constexpr Text kValue{.en = "Value", .zh = "价值", .ru = "Стоимость"};
constexpr Text kTotal{
    .en = "Total weight, total value",
    .zh = "总重量、总价值",
    .ru = "Общая масса, общая стоимость"
};
constexpr Text kSign{
    .en =
        "I certify that the particulars given are correct and that this item contains no dangerous article. "
        "Date and sender's signature",
    .zh = "兹证明以上填报内容属实，本邮件不含危险物品。日期及寄件人签名",
    .ru =
        "Подтверждаю, что сведения верны и отправление не содержит опасных предметов. Дата и подпись "
        "отправителя"
};

constexpr double kWeightWidth = 12;
constexpr double kValueWidth = 18;
constexpr double kContentsWidth = kWidth - kWeightWidth - kValueWidth;

class Form {
public:
    Form(const Shipment& shipment, Language language)
        : shipment_(shipment),
          language_(language),
          canvas_(kA7, "CN 22 " + shipment.waybill, shipment.created) {}

    Result<std::string> draw() && {
        page();
        double y = kTableTop;
        y += row(y, {std::string(word(kContents)), std::string(word(kWeight)), std::string(word(kValue))});
        for (const S10LineView& part : shipment_.view.lines) {
            const Cells cells = cells_of(part);
            if (y + height_of(cells) > kTableBottom) {
                canvas_.next_page();
                page();
                y = kTableTop;
            }
            y += row(y, cells);
        }
        return std::move(canvas_).finish();
    }

private:
    struct Cells {
        std::string contents;
        std::string weight;
        std::string value;
    };

    [[nodiscard]] std::string_view word(const Text& text) const { return in(text, language_); }

    [[nodiscard]] Cells cells_of(const S10LineView& part) const {
        std::string contents = part.quantity.to_shortest() + " × " + description_of(*part.line);
        for (const std::string& more :
             {std::string(adapters::transport::s10_hs6(*part.line)), part.line->customs.origin_country}) {
            contents += more.empty() ? "" : "; " + more;
        }
        return {
            .contents = std::move(contents),
            .weight = part.net_weight ? part.net_weight->to_string() : std::string{},
            .value = money(part.value, *shipment_.order),
        };
    }

    // Everything but the contents, the same on each page.
    void page() {
        canvas_.text(kLeft, 2.5, kWidth, word(kTitle), {.size_pt = 7, .bold = true, .lines_max = 1});
        canvas_.text(kLeft, 6.5, kWidth, shipment_.waybill, {.size_pt = 7, .lines_max = 1});
        double x = kLeft;
        double y = 10.5;
        for (const Category& category : kCategories) {
            canvas_.box(x, y, 2.4, 2.4);
            if (category.word == shipment_.order->header.nature_of_transaction) {
                canvas_.text(x + 0.4, y - 0.4, 2.4, "×", {.size_pt = 7, .bold = true});
            }
            canvas_.text(x + 3, y, 30, word(category.text), {.size_pt = 5.5, .lines_max = 1});
            const bool second = x > kLeft;
            x = second ? kLeft : kLeft + kWidth / 2;
            y += second ? 4 : 0;
        }
        const auto& gross = shipment_.view.gross_weight;
        canvas_.box(kLeft, kTableBottom + 1, kWidth, 8);
        canvas_.text(kLeft + 1, kTableBottom + 1.4, kWidth - 2, word(kTotal), kSmall);
        canvas_.text(
            kLeft + 1,
            kTableBottom + 4.6,
            kWidth - 2,
            (gross ? gross->to_string() + " kg   " : std::string{}) +
                money(total_value(shipment_), *shipment_.order),
            {.size_pt = 7, .lines_max = 1}
        );
        canvas_.box(kLeft, kTableBottom + 10, kWidth, 16);
        canvas_.text(kLeft + 1, kTableBottom + 10.4, kWidth - 2, word(kSign), kSmall);
    }

    [[nodiscard]] double height_of(const Cells& cells) {
        return 1 + std::max(
                       {canvas_.height_of(kContentsWidth - 1.4, cells.contents, kCell),
                        canvas_.height_of(kWeightWidth - 1.4, cells.weight, kCell),
                        canvas_.height_of(kValueWidth - 1.4, cells.value, kCell)}
                   );
    }

    double row(double y, const Cells& cells) {
        const double height = height_of(cells);
        double x = kLeft;
        const auto cell = [&](double width, const std::string& text) {
            canvas_.box(x, y, width, height, 0.15);
            canvas_.text(x + 0.7, y + 0.4, width - 1.4, text, kCell);
            x += width;
        };
        cell(kContentsWidth, cells.contents);
        cell(kWeightWidth, cells.weight);
        cell(kValueWidth, cells.value);
        return height;
    }

    const Shipment& shipment_;
    Language language_;
    Canvas canvas_;
};

}  // namespace

Result<std::string> draw_cn22(const Shipment& shipment, Language language) {
    return Form(shipment, language).draw();
}

}  // namespace silkgate::papers
