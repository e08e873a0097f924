#include "gateway/api/emissions_report.hpp"

#include "gateway/dispatch/archive.hpp"
#include "gateway/dispatch/route_plan.hpp"

#include <array>
#include <utility>

namespace silkgate::api {
namespace {

constexpr std::string_view kHub = "hub";

Result<void> accumulate(std::initializer_list<std::pair<Decimal*, Decimal>> sums) {
    for (const auto& [sum, value] : sums) {
        const auto added = add(*sum, value);
        if (!added) {
            return added.error();
        }
        *sum = *added;
    }
    return {};
}

std::string joined(const std::set<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) {
        all += (all.empty() ? "" : ", ") + text;
    }
    return all;
}

bool does_not_travel(dispatch::OrderStateWord word) {
    using enum dispatch::OrderStateWord;
    return word == cancelled || word == rejected;
}

}  // namespace

Result<void> EmissionsReport::add_order(const dispatch::OrderState& state) {
    // Of an archived order only its end is known: it counts among those without figures.
    if (does_not_travel(is_archived(state) ? state.ended : state.word)) {
        return {};
    }
    const auto plan = dispatch::parse_route_plan(state.route);
    if (plan == nullptr) {
        add_unknown();
        return {};
    }
    return add(state.origin_country, state.destination_country, *plan);
}

Result<void> EmissionsReport::add(
    const std::string& origin,
    const std::string& destination,
    const adapters::RoutePlan& plan
) {
    if (!plan.mass_kg || !plan.total_kg || !plan.handling_kg) {
        add_unknown();
        return {};
    }
    std::set<Key> seen;
    for (const adapters::RouteLeg& leg : plan.legs) {
        const auto tonnes = multiply(*plan.mass_kg, Decimal::from_parts(1, 3));
        const auto tonne_km = tonnes ? multiply(*tonnes, Decimal(leg.km)) : tonnes;
        if (!tonne_km) {
            return tonne_km.error();
        }
        const Key key{origin, destination, leg.mode, leg.factor.key};
        Row& row = rows_[key];
        row.orders += seen.insert(key).second ? 1 : 0;
        row.source = leg.factor.source;
        row.version = leg.factor.version;
        row.quality = leg.factor.quality;
        const adapters::RouteEmissions co2e = leg.co2e.value_or(adapters::RouteEmissions{});
        const auto summed = accumulate({
            {&row.tonne_km, *tonne_km},
            {&row.operation, co2e.operation},
            {&row.energy, co2e.energy},
            {&row.total, co2e.total},
        });
        if (!summed) {
            return summed;
        }
    }
    if (plan.handlings > 0) {
        Row& row = rows_[{origin, destination, std::string(kHub), "transhipment_ambient"}];
        ++row.orders;
        row.source = "GLEC v3.0, 0.6 kg CO2e per tonne and handling";
        row.version = "3.0";
        row.quality = "default";
        if (const auto summed = accumulate({{&row.total, *plan.handling_kg}}); !summed) {
            return summed;
        }
    }
    ++orders_;
    tables_.insert(plan.table_version);
    return accumulate({{&total_, *plan.total_kg}, {&mass_, *plan.mass_kg}});
}

papers::Sheet EmissionsReport::sheet() const {
    papers::Sheet sheet{
        .kind = "emissions",
        .title =
            {.en = "Greenhouse gas emissions of transport",
             .zh = "运输温室气体排放",
             .ru = "Выбросы парниковых газов при перевозке"},
        .head =
            {{"month", {.en = "Month", .zh = "月份", .ru = "Месяц"}, month_},
             {"orders",
              {.en = "Orders with figures", .zh = "已计算订单", .ru = "Заказов с данными"},
              std::to_string(orders_)},
             {"ordersWithoutFigures",
              {.en = "Orders without figures", .zh = "无数据订单", .ru = "Заказов без данных"},
              std::to_string(unknown_)},
             {"grossMassKg",
              {.en = "Gross mass, kg", .zh = "毛重（千克）", .ru = "Масса брутто, кг"},
              mass_.to_string()},
             {"method",
              {.en = "Method", .zh = "方法", .ru = "Метод"},
              "ISO 14083:2023, GLEC Framework v3; well to wheel, planned routes"},
             {"primaryData",
              {.en = "Share of primary data", .zh = "原始数据占比", .ru = "Доля первичных данных"},
              "0"},
             {"tableVersions",
              {.en = "Corridor tables", .zh = "走廊数据版本", .ru = "Таблицы коридоров"},
              joined(tables_)}},
        .columns =
            {{"origin", {.en = "From", .zh = "始发国", .ru = "Откуда"}, 1.2},
             {"destination", {.en = "To", .zh = "目的国", .ru = "Куда"}, 1.2},
             {"mode", {.en = "Mode", .zh = "运输方式", .ru = "Вид"}, 1.2},
             {"factor", {.en = "Factor", .zh = "排放因子", .ru = "Коэффициент"}, 4},
             {"orders", {.en = "Orders", .zh = "订单", .ru = "Заказов"}, 1.2, true},
             {"tonneKm", {.en = "Tonne-km", .zh = "吨公里", .ru = "т·км"}, 2, true},
             {"operationKg",
              {.en = "Operation (TTW), kg", .zh = "运行（TTW），千克", .ru = "Работа (TTW), кг"},
              2,
              true},
             {"energyKg",
              {.en = "Energy (WTT), kg", .zh = "能源（WTT），千克", .ru = "Энергия (WTT), кг"},
              2,
              true},
             {"totalKg", {.en = "CO2e, kg", .zh = "CO2e，千克", .ru = "CO2e, кг"}, 2, true},
             {"source", {.en = "Source", .zh = "来源", .ru = "Источник"}, 4},
             {"version", {.en = "Version", .zh = "版本", .ru = "Версия"}, 1},
             {"dataQuality", {.en = "Quality", .zh = "数据质量", .ru = "Качество"}, 1.2}},
        .rows = {},
        .total = {"Σ", "", "", "", std::to_string(orders_), "", "", "", total_.to_string(), "", "", ""},
        .foot = {},
    };
    for (const auto& [key, row] : rows_) {
        const auto& [origin, destination, mode, factor] = key;
        const bool hub = mode == kHub;
        sheet.rows.push_back(
            {origin,
             destination,
             mode,
             factor,
             std::to_string(row.orders),
             hub ? std::string{} : row.tonne_km.to_shortest(),
             hub ? std::string{} : row.operation.to_string(),
             hub ? std::string{} : row.energy.to_string(),
             row.total.to_string(),
             row.source,
             row.version,
             row.quality}
        );
    }
    return sheet;
}

}  // namespace silkgate::api
