// Commercial invoice and packing list of one consignment.
#include "gateway/papers/order_papers.hpp"

namespace silkgate::papers {
namespace {

using adapters::transport::S10LineView;

constexpr Text kNumber{.en = "No.", .zh = "序号", .ru = "№"};
constexpr Text kDescription{.en = "Description of goods", .zh = "货物名称", .ru = "Наименование товара"};
constexpr Text kHs{.en = "HS code", .zh = "HS 编码", .ru = "Код ТН ВЭД"};
constexpr Text kOrigin{.en = "Origin", .zh = "原产国", .ru = "Страна происхождения"};
constexpr Text kQuantity{.en = "Quantity", .zh = "数量", .ru = "Количество"};
constexpr Text kUnit{.en = "Unit", .zh = "单位", .ru = "Ед."};
constexpr Text kUnitPrice{.en = "Unit price", .zh = "单价", .ru = "Цена за ед."};
constexpr Text kAmount{.en = "Amount", .zh = "金额", .ru = "Сумма"};
constexpr Text kNet{.en = "Net weight, kg", .zh = "净重（千克）", .ru = "Нетто, кг"};
constexpr Text kGross{.en = "Gross weight, kg", .zh = "毛重（千克）", .ru = "Брутто, кг"};

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += (text.empty() ? "" : "\n") + line;
    }
    return text;
}

std::string shown(const std::optional<Decimal>& value) {
    return value ? value->to_string() : std::string{};
}

std::string shown_unless_zero(Decimal value) {
    return value.is_zero() ? std::string{} : value.to_string();
}

// Σ of what every line states; absent when one does not.
template <class Value>
std::optional<Decimal> sum_of(const Shipment& shipment, Value value) {
    Decimal sum;
    for (const S10LineView& part : shipment.view.lines) {
        const std::optional<Decimal> of_part = value(part);
        const auto next = of_part ? add(sum, *of_part) : Result<Decimal>(fail(Errc::invalid_value, {}));
        if (!next) {
            return std::nullopt;
        }
        sum = *next;
    }
    return sum;
}

std::vector<Fact> head_of(const Shipment& shipment) {
    const order::Order& order = *shipment.order;
    const order::Consignment* part = shipment.view.consignment;
    std::string incoterm = part == nullptr ? std::string{} : part->incoterm;
    if (!incoterm.empty() && !part->incoterm_place.empty()) {
        incoterm += " " + part->incoterm_place;
    }
    const auto lines_of = [](const std::optional<order::Party>& party) {
        return party ? joined(address_lines(*party)) : std::string{};
    };
    return {
        {"number",
         {.en = "Invoice and order no.", .zh = "发票及订单号", .ru = "Счёт и заказ №"},
         order.header.number},
        {"date",
         {.en = "Date of order", .zh = "订单日期", .ru = "Дата заказа"},
         format_rfc3339(order.header.created_at.instant).substr(0, 10)},
        {"waybill", {.en = "Waybill", .zh = "运单号", .ru = "Накладная"}, shipment.waybill},
        {"incoterm",
         {.en = "Incoterms 2020", .zh = "贸易术语 Incoterms 2020", .ru = "Инкотермс 2020"},
         incoterm},
        {"seller", {.en = "Seller", .zh = "卖方", .ru = "Продавец"}, lines_of(order.parties.seller)},
        {"buyer", {.en = "Buyer", .zh = "买方", .ru = "Покупатель"}, lines_of(order.parties.buyer)},
        {"consignee",
         {.en = "Consignee", .zh = "收货人", .ru = "Получатель"},
         lines_of(order.parties.consignee)},
        {"currency", {.en = "Currency", .zh = "币种", .ru = "Валюта"}, order.money.currency},
    };
}

}  // namespace

Sheet commercial_invoice(const Shipment& shipment) {
    const order::Order& order = *shipment.order;
    Sheet sheet{
        .kind = "invoice",
        .title = {.en = "Commercial invoice", .zh = "商业发票", .ru = "Коммерческий счёт (инвойс)"},
        .head = head_of(shipment),
        .columns =
            {{"line", kNumber, 1, true},
             {"description", kDescription, 9},
             {"hs", kHs, 2.4},
             {"origin", kOrigin, 1.8},
             {"quantity", kQuantity, 2, true},
             {"unit", kUnit, 1.4},
             {"unitPrice", kUnitPrice, 2.4, true},
             {"amount", kAmount, 2.6, true}},
        .rows = {},
        .total = {},
        .foot = {},
    };
    for (const S10LineView& part : shipment.view.lines) {
        const order::Line& line = *part.line;
        sheet.rows.push_back(
            {std::to_string(line.number),
             description_of(line),
             std::string(adapters::transport::s10_hs6(line)),
             line.customs.origin_country,
             part.quantity.to_shortest(),
             line.unit,
             line.unit_price.to_string(),
             shown(part.value)}
        );
    }
    const auto goods = sum_of(shipment, [](const S10LineView& part) { return part.value; });
    sheet.total = {"", "Σ", "", "", "", "", "", shown(goods)};
    // Freight and the rest are the order's: of one consignment among several they are not known.
    if (order.consignments.size() <= 1) {
        const order::OrderMoney& money = order.money;
        sheet.foot = {
            {"discount",
             {.en = "Discount of the order", .zh = "订单折扣", .ru = "Скидка на заказ"},
             shown_unless_zero(money.discount)},
            {"freight", {.en = "Freight", .zh = "运费", .ru = "Доставка"}, shown_unless_zero(money.freight)},
            {"insurance",
             {.en = "Insurance", .zh = "保险费", .ru = "Страхование"},
             shown_unless_zero(money.insurance)},
            {"tax", {.en = "Tax", .zh = "税费", .ru = "Налог"}, shown_unless_zero(money.tax)},
            {"orderTotal",
             {.en = "Total of the order", .zh = "订单总额", .ru = "Итого по заказу"},
             money.total.to_string() + " " + money.currency},
        };
    }
    return sheet;
}

Sheet packing_list(const Shipment& shipment) {
    Sheet sheet{
        .kind = "packing-list",
        .title = {.en = "Packing list", .zh = "装箱单", .ru = "Упаковочный лист"},
        .head = head_of(shipment),
        .columns =
            {{"line", kNumber, 1, true},
             {"description", kDescription, 9},
             {"sku", {.en = "Article", .zh = "货号", .ru = "Артикул"}, 3},
             {"quantity", kQuantity, 2, true},
             {"unit", kUnit, 1.4},
             {"netKg", kNet, 2.4, true},
             {"grossKg", kGross, 2.4, true}},
        .rows = {},
        .total = {},
        .foot = {},
    };
    for (const S10LineView& part : shipment.view.lines) {
        const order::Line& line = *part.line;
        const bool whole = part.quantity == line.quantity;
        sheet.rows.push_back(
            {std::to_string(line.number),
             description_of(line),
             line.sku,
             part.quantity.to_shortest(),
             line.unit,
             shown(part.net_weight),
             whole ? shown(line.customs.gross_weight) : std::string{}}
        );
    }
    const auto net = sum_of(shipment, [](const S10LineView& part) { return part.net_weight; });
    sheet.total = {"", "Σ", "", "", "", shown(net), shown(shipment.view.gross_weight)};
    std::int64_t packages = 0;
    std::string marks;
    if (const order::Consignment* part = shipment.view.consignment) {
        for (const order::Package& package : part->packages) {
            packages += package.count;
            marks += package.marks.empty() ? std::string{} : (marks.empty() ? "" : ", ") + package.marks;
        }
    }
    sheet.foot = {
        {"packages",
         {.en = "Packages", .zh = "件数", .ru = "Мест"},
         packages > 0 ? std::to_string(packages) : std::string{}},
        {"marks", {.en = "Marks", .zh = "唛头", .ru = "Маркировка"}, marks},
    };
    return sheet;
}

}  // namespace silkgate::papers
