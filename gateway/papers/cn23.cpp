// The UPU's customs declaration CN 23.
#include "gateway/papers/canvas.hpp"
#include "gateway/papers/customs_form.hpp"
#include "gateway/papers/order_papers.hpp"

#include <array>
#include <cstddef>

namespace silkgate::papers {
namespace {

using adapters::transport::S10LineView;

constexpr double kLeft = 6;
constexpr double kRight = kA5Landscape.width_mm - 6;
constexpr double kTableTop = 58;
constexpr double kTableBottom = 108;
constexpr Style kSmall{.size_pt = 6};
constexpr Style kValue{.size_pt = 8, .lines_max = 1};

constexpr Text kTitle{
    .en = "CUSTOMS DECLARATION  CN 23",
    .zh = "报关单  CN 23",
    .ru = "ТАМОЖЕННАЯ ДЕКЛАРАЦИЯ  CN 23"
};
constexpr Text kFrom{.en = "From", .zh = "寄件人", .ru = "От кого"};
constexpr Text kTo{.en = "To", .zh = "收件人", .ru = "Кому"};
constexpr Text kItem{.en = "No. of item", .zh = "邮件号码", .ru = "№ отправления"};
constexpr Text kCategory{.en = "Category", .zh = "种类", .ru = "Категория"};
constexpr Text kGross{.en = "Total gross weight, kg", .zh = "总毛重（千克）", .ru = "Общая масса брутто, кг"};
constexpr Text kValueTotal{.en = "Total value", .zh = "总价值", .ru = "Общая стоимость"};
constexpr Text kPostage{.en = "Postal charges", .zh = "邮费", .ru = "Почтовые сборы"};
constexpr Text kReturn{.en = "If undeliverable", .zh = "无法投递时", .ru = "При невозможности вручения"};
constexpr Text kReference{.en = "Sender's reference", .zh = "寄件人参考号", .ru = "Справочный № отправителя"};
constexpr Text kSign{
    .en =
        "I certify that the particulars given are correct and that this item contains no dangerous article. "
        "Date and "
        "sender's signature",
    .zh = "兹证明以上填报内容属实，本邮件不含危险物品。日期及寄件人签名",
    .ru =
        "Подтверждаю, что сведения верны и отправление не содержит опасных предметов. Дата и подпись "
        "отправителя"
};

struct Column {
    double width;  // mm
    Text title;
    Align align;
};

const std::array<Column, 6> kColumns{{
    {88,
     {.en = "Detailed description of contents", .zh = "内件详细名称", .ru = "Подробное описание вложения"},
     Align::left},
    {18, {.en = "Quantity", .zh = "数量", .ru = "Количество"}, Align::right},
    {24, {.en = "Net weight, kg", .zh = "净重（千克）", .ru = "Масса нетто, кг"}, Align::right},
    {28, {.en = "Value", .zh = "价值", .ru = "Стоимость"}, Align::right},
    {24, {.en = "HS tariff number", .zh = "HS 编码", .ru = "Код ТН ВЭД"}, Align::left},
    {16, {.en = "Origin", .zh = "原产国", .ru = "Страна"}, Align::left},
}};

struct ReturnWord {
    std::string_view word;
    Text text;
};
constexpr std::array<ReturnWord, 3> kReturnWords{{
    {"return", {.en = "Return to sender", .zh = "退回寄件人", .ru = "Вернуть отправителю"}},
    {"abandon", {.en = "Treat as abandoned", .zh = "作放弃处理", .ru = "Считать оставленным"}},
    {"redirect", {.en = "Redirect", .zh = "改寄", .ru = "Переадресовать"}},
}};

std::array<std::string, 6> cells_of(const S10LineView& part, const order::Order& order) {
    return {
        description_of(*part.line),
        part.quantity.to_shortest(),
        part.net_weight ? part.net_weight->to_string() : std::string{},
        money(part.value, order),
        std::string(adapters::transport::s10_hs6(*part.line)),
        part.line->customs.origin_country
    };
}

class Form {
public:
    Form(const Shipment& shipment, Language language)
        : shipment_(shipment),
          language_(language),
          canvas_(kA5Landscape, "CN 23 " + shipment.waybill, shipment.created) {}

    Result<std::string> draw() && {
        page();
        double y = kTableTop;
        y += titles(y);
        for (const S10LineView& part : shipment_.view.lines) {
            const auto cells = cells_of(part, *shipment_.order);
            if (y + height_of(cells) > kTableBottom) {
                canvas_.next_page();
                page();
                y = kTableTop;
                y += titles(y);
            }
            y += row(y, cells, {.size_pt = 7.5});
        }
        return std::move(canvas_).finish();
    }

private:
    [[nodiscard]] std::string_view word(const Text& text) const { return in(text, language_); }

    void field(double x, double y, double width, double height, const Text& label, std::string_view value) {
        canvas_.box(x, y, width, height);
        canvas_.text(x + 1, y + 0.5, width - 2, word(label), kSmall);
        canvas_.text(x + 1, y + 3.6, width - 2, value, kValue);
    }

    // Everything but the contents, the same on each page.
    void page() {
        canvas_.text(kLeft, 4, 110, word(kTitle), {.size_pt = 11, .bold = true});
        party(kLeft, kFrom, shipment_.order->parties.seller);
        party(kLeft + 66, kTo, shipment_.order->parties.consignee);
        number();
        below();
    }

    void party(double x, const Text& label, const std::optional<order::Party>& party) {
        canvas_.box(x, 11, 66, kTableTop - 12);
        canvas_.text(x + 1, 11.5, 60, word(label), kSmall);
        double y = 14.5;
        if (!party) {
            return;
        }
        for (const std::string& line : address_lines(*party)) {
            y += canvas_.text(x + 1, y, 64, line, {.size_pt = 8, .lines_max = 2});
        }
        for (const std::string& line : {party->phone, party->email}) {
            y += canvas_.text(x + 1, y, 64, line, kValue);
        }
    }

    void number() {
        const double x = kLeft + 132;
        canvas_.box(x, 11, kRight - x, kTableTop - 12);
        canvas_.text(x + 1, 11.5, 60, word(kItem), kSmall);
        if (!shipment_.waybill.empty() && canvas_.barcode(x + 3, 16, kRight - x - 6, 13, shipment_.waybill)) {
            canvas_.text(
                x, 30, kRight - x, shipment_.waybill, {.size_pt = 10, .bold = true, .align = Align::center}
            );
        }
        canvas_.text(x + 1, 38, 60, word(kReference), kSmall);
        canvas_.text(x + 1, 41, kRight - x - 2, shipment_.order->header.number, kValue);
    }

    void below() {
        const auto& gross = shipment_.view.gross_weight;
        const order::Order& order = *shipment_.order;
        const double y = kTableBottom + 2;
        field(kLeft, y, 44, 8, kGross, gross ? gross->to_string() : std::string{});
        field(kLeft + 44, y, 44, 8, kValueTotal, money(total_value(shipment_), order));
        field(kLeft + 88, y, 44, 8, kPostage, money(order.money.freight, order));
        field(kLeft + 132, y, kRight - kLeft - 132, 8, kReturn, return_word());
        canvas_.text(kLeft, y + 9.5, 30, word(kCategory), kSmall);
        double x = kLeft + 18;
        for (const Category& category : kCategories) {
            canvas_.box(x, y + 9.7, 3, 3);
            if (category.word == order.header.nature_of_transaction) {
                canvas_.text(x + 0.5, y + 9.2, 3, "×", {.size_pt = 9, .bold = true});
            }
            canvas_.text(x + 4, y + 9.6, 30, word(category.text), {.size_pt = 7, .lines_max = 1});
            x += 36;
        }
        canvas_.box(kLeft, y + 15, kRight - kLeft, 15);
        canvas_.text(kLeft + 1, y + 15.5, kRight - kLeft - 2, word(kSign), kSmall);
    }

    [[nodiscard]] std::string_view return_word() const {
        const order::Consignment* consignment = shipment_.view.consignment;
        for (const ReturnWord& each : kReturnWords) {
            if (consignment != nullptr && consignment->return_instruction == each.word) {
                return word(each.text);
            }
        }
        return {};
    }

    double titles(double y) {
        std::array<std::string, kColumns.size()> cells;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            cells[i] = word(kColumns[i].title);
        }
        return row(y, cells, {.size_pt = 6});
    }

    double height_of(const std::array<std::string, kColumns.size()>& cells) {
        double height = 3;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            height = std::max(height, canvas_.height_of(kColumns[i].width - 2, cells[i], {.size_pt = 7.5}));
        }
        return height + 1;
    }

    double row(double y, const std::array<std::string, kColumns.size()>& cells, Style style) {
        const double height = height_of(cells);
        double x = kLeft;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            style.align = kColumns[i].align;
            canvas_.box(x, y, kColumns[i].width, height, 0.15);
            canvas_.text(x + 1, y + 0.5, kColumns[i].width - 2, cells[i], style);
            x += kColumns[i].width;
        }
        return height;
    }

    const Shipment& shipment_;
    Language language_;
    Canvas canvas_;
};

}  // namespace

Result<std::string> draw_cn23(const Shipment& shipment, Language language) {
    return Form(shipment, language).draw();
}

}  // namespace silkgate::papers
