#include "gateway/papers/consolidation_sheets.hpp"

#include "gateway/papers/order_papers.hpp"

#include <algorithm>

namespace silkgate::papers {
namespace {

using adapters::consolidation::Consolidation;
using adapters::consolidation::Load;
using adapters::consolidation::Loads;
using adapters::consolidation::Parcel;
using adapters::consolidation::Unit;

constexpr Text kUnit{.en = "Unit", .zh = "装载单元", .ru = "Грузовая единица"};
constexpr Text kKind{.en = "Kind", .zh = "类型", .ru = "Вид"};
constexpr Text kIn{.en = "In", .zh = "装入", .ru = "В составе"};
constexpr Text kUnitNumber{.en = "Number and type", .zh = "编号与类型", .ru = "Номер и тип"};
constexpr Text kSeals{.en = "Seals", .zh = "封志", .ru = "Пломбы"};
constexpr Text kParcels{.en = "Waybills", .zh = "运单数", .ru = "Накладных"};
constexpr Text kPieces{.en = "Pieces", .zh = "件数", .ru = "Мест"};
constexpr Text kGoods{.en = "Goods, kg", .zh = "货物（千克）", .ru = "Груз, кг"};
constexpr Text kTare{.en = "Tare, kg", .zh = "皮重（千克）", .ru = "Тара, кг"};
constexpr Text kGross{.en = "Gross, kg", .zh = "毛重（千克）", .ru = "Брутто, кг"};
constexpr Text kWaybill{.en = "Waybill", .zh = "运单号", .ru = "Накладная"};
constexpr Text kOrder{.en = "Order", .zh = "订单号", .ru = "Заказ"};
constexpr Text kShipper{.en = "Shipper", .zh = "发货人", .ru = "Отправитель"};
constexpr Text kConsignee{.en = "Consignee", .zh = "收货人", .ru = "Получатель"};
constexpr Text kGoodsName{.en = "Goods", .zh = "货物名称", .ru = "Товар"};
constexpr Text kValue{.en = "Value", .zh = "价值", .ru = "Стоимость"};

std::string joined(const std::vector<std::string>& texts, std::string_view separator) {
    std::string all;
    for (const std::string& text : texts) {
        all += (all.empty() ? std::string{} : std::string(separator)) + text;
    }
    return all;
}

std::vector<Fact> head_of(const Consolidation& consolidation, std::string_view unit) {
    const auto& document = consolidation.document;
    return {
        {"consolidation",
         {.en = "Consolidation", .zh = "集拼单号", .ru = "Консолидация"},
         consolidation.number},
        {"version", {.en = "Version", .zh = "版本", .ru = "Версия"}, std::to_string(consolidation.version)},
        {"mode", {.en = "Mode", .zh = "运输方式", .ru = "Вид транспорта"}, consolidation.mode},
        {"transportDocument",
         {.en = "Transport document", .zh = "运输单证", .ru = "Транспортный документ"},
         document ? document->type + " " + document->number : std::string{}},
        {"from", {.en = "From", .zh = "始发地", .ru = "Откуда"}, consolidation.from},
        {"to", {.en = "To", .zh = "目的地", .ru = "Куда"}, consolidation.to},
        {"unit", kUnit, std::string(unit)},
        {"date", {.en = "Date", .zh = "日期", .ru = "Дата"}, format_rfc3339(consolidation.updated_at)},
    };
}

std::vector<std::string> row_of(const Unit& unit, const Load& load) {
    std::string number = unit.number;
    if (!unit.type.empty()) {
        number += (number.empty() ? "" : " ") + unit.type;
    }
    return {
        unit.ref,
        std::string(to_string(unit.kind)),
        unit.in,
        number,
        joined(unit.seals, ", "),
        std::to_string(load.parcels),
        std::to_string(load.pieces),
        load.goods_kg.to_string(),
        unit.tare_kg.to_string(),
        load.gross_kg.to_string(),
    };
}

// Units in the order in which one opens them: each before what stands in it.
void add_units(
    const Consolidation& consolidation,
    const Loads& loads,
    std::string_view outer,
    std::vector<std::vector<std::string>>& rows
) {
    for (std::size_t i = 0; i < consolidation.units.size(); ++i) {
        if (consolidation.units[i].in == outer) {
            rows.push_back(row_of(consolidation.units[i], loads.units[i]));
            add_units(consolidation, loads, consolidation.units[i].ref, rows);
        }
    }
}

std::string name_of(const std::optional<order::Party>& party) {
    return party ? joined(address_lines(*party), "\n") : std::string{};
}

std::string path_text(const Consolidation& consolidation, std::size_t unit) {
    std::vector<std::string> path = path_of(consolidation, unit);
    std::ranges::reverse(path);
    return joined(path, " > ");
}

// Calls for each parcel in the wanted unit, in the order of the units.
template <class Each>
void for_parcels(const Consolidation& consolidation, std::string_view unit, Each each) {
    for (std::size_t i = 0; i < consolidation.units.size(); ++i) {
        if (!stands_in(consolidation, i, unit)) {
            continue;
        }
        for (const Parcel& parcel : consolidation.parcels) {
            if (parcel.unit == i) {
                each(parcel);
            }
        }
    }
}

void accumulate(Decimal& sum, Decimal value) {
    if (const auto next = add(sum, value)) {
        sum = *next;
    }
}

}  // namespace

bool stands_in(const Consolidation& consolidation, std::size_t unit, std::string_view wanted) {
    const std::vector<std::string> path = path_of(consolidation, unit);
    return wanted.empty() || std::ranges::find(path, wanted) != path.end();
}

Sheet manifest(const Consolidation& consolidation, const Loads& loads, std::string_view unit) {
    Sheet sheet{
        .kind = "manifest",
        .title = {.en = "Manifest", .zh = "装载清单（舱单）", .ru = "Манифест"},
        .head = head_of(consolidation, unit),
        .columns =
            {{"unit", kUnit, 3},
             {"unitKind", kKind, 2},
             {"in", kIn, 3},
             {"number", kUnitNumber, 4},
             {"seals", kSeals, 3},
             {"waybills", kParcels, 2, true},
             {"pieces", kPieces, 2, true},
             {"goodsKg", kGoods, 2.6, true},
             {"tareKg", kTare, 2.6, true},
             {"grossKg", kGross, 2.6, true}},
        .rows = {},
        .total = {},
        .foot = {},
    };
    const std::size_t root = consolidation.find_unit(unit);
    if (unit.empty()) {
        add_units(consolidation, loads, {}, sheet.rows);
        const Load& total = loads.total;
        sheet.total = {
            "Σ",
            "",
            "",
            "",
            "",
            std::to_string(total.parcels),
            std::to_string(total.pieces),
            total.goods_kg.to_string(),
            total.inner_tare_kg.to_string(),
            total.gross_kg.to_string()
        };
    } else if (root != adapters::consolidation::kNone) {
        sheet.rows.push_back(row_of(consolidation.units[root], loads.units[root]));
        add_units(consolidation, loads, unit, sheet.rows);
    }
    return sheet;
}

Sheet house_list(const Consolidation& consolidation, std::string_view unit, const FindOrder& find_order) {
    Sheet sheet{
        .kind = "house-list",
        .title =
            {.en = "List of house waybills", .zh = "分运单清单", .ru = "Список индивидуальных накладных"},
        .head = head_of(consolidation, unit),
        .columns =
            {{"waybill", kWaybill, 3},
             {"order", kOrder, 3},
             {"unit", kUnit, 3},
             {"shipper", kShipper, 5},
             {"consignee", kConsignee, 5},
             {"goods", kGoodsName, 5},
             {"pieces", kPieces, 1.2, true},
             {"grossKg", kGross, 1.8, true},
             {"value", kValue, 2.4, true}},
        .rows = {},
        .total = {},
        .foot = {},
    };
    Decimal weight;
    std::int64_t pieces = 0;
    std::size_t count = 0;
    for_parcels(consolidation, unit, [&](const Parcel& parcel) {
        const order::Order& order = find_order(parcel.order);
        std::vector<std::string> goods;
        for (const order::Line& line : order.lines) {
            if (order::is_declarable(line)) {
                goods.push_back(description_of(line));
            }
        }
        sheet.rows.push_back(
            {parcel.waybill,
             parcel.number,
             path_text(consolidation, parcel.unit),
             name_of(order.parties.seller),
             name_of(order.parties.consignee),
             joined(goods, "; "),
             std::to_string(parcel.pieces),
             parcel.gross_kg ? parcel.gross_kg->to_string() : std::string{},
             order.money.goods.to_string() + " " + order.money.currency}
        );
        accumulate(weight, parcel.gross_kg.value_or(Decimal{}));
        pieces += parcel.pieces;
        ++count;
    });
    sheet.total = {std::to_string(count), "", "", "", "", "", std::to_string(pieces), weight.to_string(), ""};
    return sheet;
}

Sheet packing_list(const Consolidation& consolidation, std::string_view unit, const FindOrder& find_order) {
    Sheet sheet{
        .kind = "packing-list",
        .title = {.en = "Packing list", .zh = "装箱单", .ru = "Упаковочный лист"},
        .head = head_of(consolidation, unit),
        .columns =
            {{"unit", kUnit, 3},
             {"waybill", kWaybill, 3},
             {"line", {.en = "Line", .zh = "行号", .ru = "Строка"}, 1, true},
             {"goods", kGoodsName, 8},
             {"hs", {.en = "HS code", .zh = "HS 编码", .ru = "Код ТН ВЭД"}, 2},
             {"quantity", {.en = "Quantity", .zh = "数量", .ru = "Количество"}, 1.6, true},
             {"unitOfMeasure", {.en = "Measure", .zh = "单位", .ru = "Ед."}, 1.2},
             {"netKg", {.en = "Net, kg", .zh = "净重（千克）", .ru = "Нетто, кг"}, 1.8, true},
             {"grossKg", kGross, 1.8, true}},
        .rows = {},
        .total = {},
        .foot = {},
    };
    Decimal weight;
    for_parcels(consolidation, unit, [&](const Parcel& parcel) {
        const auto shown = [](const std::optional<Decimal>& value) {
            return value ? value->to_string() : std::string{};
        };
        for (const order::Line& line : find_order(parcel.order).lines) {
            if (!order::is_declarable(line)) {
                continue;
            }
            sheet.rows.push_back(
                {path_text(consolidation, parcel.unit),
                 parcel.waybill.empty() ? parcel.number : parcel.waybill,
                 std::to_string(line.number),
                 description_of(line),
                 std::string(adapters::transport::s10_hs6(line)),
                 line.quantity.to_shortest(),
                 line.unit,
                 shown(line.customs.net_weight),
                 shown(line.customs.gross_weight)}
            );
        }
        accumulate(weight, parcel.gross_kg.value_or(Decimal{}));
    });
    // Of the parcels as they were weighed, not of the lines.
    sheet.foot = {{"parcelsGrossKg", kGross, weight.to_string()}};
    return sheet;
}

}  // namespace silkgate::papers
