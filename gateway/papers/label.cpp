// The parcel's label, 100 × 150 mm.
#include "adapters/common/transport/s10.hpp"
#include "gateway/papers/canvas.hpp"
#include "gateway/papers/order_papers.hpp"

namespace silkgate::papers {
namespace {

constexpr double kMargin = 4;
constexpr double kWidth = kLabel.width_mm - 2 * kMargin;
constexpr Text kFrom{.en = "From", .zh = "寄件人", .ru = "Отправитель"};
constexpr Text kTo{.en = "To", .zh = "收件人", .ru = "Получатель"};
constexpr Text kPhone{.en = "Tel.", .zh = "电话", .ru = "Тел."};
constexpr Text kWeight{.en = "Gross weight, kg", .zh = "毛重（千克）", .ru = "Масса брутто, кг"};
constexpr Text kReference{.en = "Order", .zh = "订单号", .ru = "Заказ"};

// "LX 100 000 025 CN"; any other number as it is.
std::string grouped(const std::string& number) {
    if (!adapters::transport::is_s10(number)) {
        return number;
    }
    return number.substr(0, 2) + " " + number.substr(2, 3) + " " + number.substr(5, 3) + " " +
           number.substr(8, 3) + " " + number.substr(11);
}

double put_party(
    Canvas& canvas,
    double y,
    std::string_view title,
    const std::optional<order::Party>& party,
    std::string_view phone,
    double size
) {
    y += canvas.text(kMargin, y, kWidth, title, {.size_pt = 7});
    if (!party) {
        return y;
    }
    bool first = true;
    for (const std::string& line : address_lines(*party)) {
        y += canvas.text(kMargin, y, kWidth, line, {.size_pt = size, .bold = first, .lines_max = 2});
        first = false;
    }
    if (!party->phone.empty()) {
        y += canvas.text(
            kMargin, y, kWidth, std::string(phone) + " " + party->phone, {.size_pt = size, .lines_max = 1}
        );
    }
    return y;
}

}  // namespace

Result<std::string> draw_label(const Shipment& shipment, Language language) {
    const order::Order& order = *shipment.order;
    if (shipment.waybill.empty()) {
        return fail(Errc::not_found, "the consignment has no waybill number to print");
    }
    Canvas canvas(kLabel, shipment.waybill, shipment.created);
    canvas.box(1.5, 1.5, kLabel.width_mm - 3, kLabel.height_mm - 3, 0.4);
    double y = put_party(canvas, kMargin, in(kFrom, language), order.parties.seller, in(kPhone, language), 8);
    y = std::max(y + 2, 38.0);
    canvas.line(1.5, y, kLabel.width_mm - 1.5, y);
    y = put_party(canvas, y + 2, in(kTo, language), order.parties.consignee, in(kPhone, language), 11);
    y = std::max(y + 2, 92.0);
    canvas.line(1.5, y, kLabel.width_mm - 1.5, y);
    canvas.text(
        kMargin,
        y + 1,
        40,
        order.header.flow.destination_country,
        {.size_pt = 34, .bold = true, .lines_max = 1}
    );
    const auto& gross = shipment.view.gross_weight;
    canvas.text(46, y + 2, 50, in(kWeight, language), {.size_pt = 7});
    canvas.text(
        46, y + 5, 50, gross ? gross->to_string() : "", {.size_pt = 11, .bold = true, .lines_max = 1}
    );
    canvas.text(46, y + 10.5, 50, in(kReference, language), {.size_pt = 7});
    canvas.text(46, y + 13.5, 50, order.header.number, {.size_pt = 9, .lines_max = 1});
    y += 20;
    canvas.line(1.5, y, kLabel.width_mm - 1.5, y);
    if (!canvas.barcode(10, y + 3, kLabel.width_mm - 20, 18, shipment.waybill)) {
        return fail(Errc::invalid_value, "the waybill number can not be a barcode");
    }
    canvas.text(
        kMargin,
        y + 22,
        kWidth,
        grouped(shipment.waybill),
        {.size_pt = 13, .bold = true, .align = Align::center, .lines_max = 1}
    );
    return std::move(canvas).finish();
}

}  // namespace silkgate::papers
