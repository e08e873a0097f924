#include "adapters/common/consolidation/rules.hpp"

#include "adapters/common/transport/identifiers.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

namespace silkgate::adapters::consolidation {
namespace {

enum Row : std::size_t {
    kRefRepeated,
    kOuterUnknown,
    kNesting,
    kContainerNumber,
    kContainerType,
    kWagonNumber,
    kUldCode,
    kNumberMissing,
    kOrderRepeated,
    kWeightMissing,
    kOverweight,
    kOrderUnknown,
    kOrderEnded,
    kOrderElsewhere,
    kPlaceUnknown,
};

const Rule kRules[] = {
    {.id = "LG-0201",
     .code = "unit-repeated",
     .basis = "Silkgate consolidation 1.0: a unit is named once",
     .text =
         {.en = "Two units have the same ref.",
          .zh = "两个装载单元使用了相同的 ref。",
          .ru = "У двух грузовых единиц одинаковый ref."}},
    {.id = "LG-0202",
     .code = "unit-unknown",
     .basis = "Silkgate consolidation 1.0: a unit stands in a unit of the same consolidation",
     .text =
         {.en = "There is no unit of this ref to stand in.",
          .zh = "没有该 ref 的装载单元。",
          .ru = "Грузовой единицы с таким ref нет."}},
    {.id = "LG-0203",
     .code = "unit-nesting",
     .basis = "Silkgate consolidation 1.0: package, bag, pallet, ULD or container, truck or wagon",
     .text =
         {.en = "A unit of this kind does not stand in one of that kind.",
          .zh = "该类装载单元不能放入上级装载单元。",
          .ru = "Единица этого вида не помещается в единицу того вида."}},
    {.id = "LG-0204",
     .code = "container-number-invalid",
     .basis = "ISO 6346, clause 4 and annex A: check digit",
     .text =
         {.en = "This is no container number: its check digit or form is wrong.",
          .zh = "集装箱号无效：校验码或格式错误。",
          .ru = "Это не номер контейнера: неверна контрольная цифра или форма."}},
    {.id = "LG-0205",
     .code = "container-type-invalid",
     .basis = "ISO 6346, clause 5: size and type code",
     .text =
         {.en = "A container needs its size and type code, such as 45G1.",
          .zh = "集装箱须注明尺寸类型代码，例如 45G1。",
          .ru = "Контейнеру нужен код размера и типа, например 45G1."}},
    {.id = "LG-0206",
     .code = "wagon-number-invalid",
     .basis = "Numbering of wagons of 1520 mm gauge and of the UIC: check digit",
     .text =
         {.en = "This is no wagon number: its check digit or form is wrong.",
          .zh = "车皮号无效：校验码或格式错误。",
          .ru = "Это не номер вагона: неверна контрольная цифра или форма."}},
    {.id = "LG-0207",
     .code = "uld-code-invalid",
     .basis = "IATA ULD Regulations: type code, serial number, owner (AKE12345CA)",
     .text =
         {.en = "This is no ULD code: three letters, four or five digits, two characters of the owner.",
          .zh = "航空集装器编号无效：三个字母、四至五位数字、两位所有人代码。",
          .ru = "Это не код ULD: три буквы, четыре или пять цифр, два знака владельца."}},
    {.id = "LG-0208",
     .code = "unit-number-missing",
     .basis = "Silkgate consolidation 1.0: what leaves on its own is named by its own number",
     .text =
         {.en = "A container, ULD, truck or wagon needs its number.",
          .zh = "集装箱、航空集装器、卡车或车皮须注明编号。",
          .ru = "Контейнеру, ULD, автомобилю и вагону нужен номер."}},
    {.id = "LG-0209",
     .code = "order-repeated",
     .basis = "Silkgate consolidation 1.0: the goods of an order lie in one unit",
     .text =
         {.en = "The order lies in this consolidation twice.",
          .zh = "该订单在本次集拼中出现两次。",
          .ru = "Заказ указан в этой консолидации дважды."}},
    {.id = "LG-0210",
     .code = "weight-missing",
     .basis = "Silkgate consolidation 1.0: every level is the sum of the one below",
     .text =
         {.en = "The order does not say what its consignment or all of its packages weigh.",
          .zh = "订单未注明货件毛重。",
          .ru = "В заказе не указана масса брутто отправления."}},
    {.id = "LG-0211",
     .code = "unit-overweight",
     .basis = "The unit's plate, or capacity.def: ISO 668 rated gross mass, ULD maximum gross weight",
     .text =
         {.en = "The unit would weigh more than it may.",
          .zh = "装载单元超过最大总重。",
          .ru = "Масса единицы превышает допустимую."}},
    {.id = "LG-0212",
     .code = "order-unknown",
     .basis = "Silkgate consolidation 1.0: orders of the caller",
     .text = {.en = "There is no such order.", .zh = "没有该订单。", .ru = "Такого заказа нет."}},
    {.id = "LG-0213",
     .code = "order-ended",
     .basis = "Silkgate consolidation 1.0: what is cancelled or rejected does not travel",
     .text =
         {.en = "The order is cancelled or rejected, or shall be cancelled.",
          .zh = "订单已取消、被拒绝或正在取消。",
          .ru = "Заказ отменён, отклонён или отменяется."}},
    {.id = "LG-0214",
     .code = "order-elsewhere",
     .basis = "Silkgate consolidation 1.0: goods leave a place once",
     .text =
         {.en = "Another consolidation takes the order from the same place.",
          .zh = "另一个集拼单已从同一地点装运该订单。",
          .ru = "Другая консолидация везёт заказ из того же места."}},
    {.id = "LG-0215",
     .code = "place-unknown",
     .basis = "Silkgate corridors: nodes.csv, places.csv",
     .text =
         {.en = "The corridors have no such place.",
          .zh = "走廊数据中没有该地点。",
          .ru = "В таблице коридоров такого места нет."}},
};

std::string at_unit(std::size_t index, std::string_view member) {
    return "/units/" + std::to_string(index) + "/" + std::string(member);
}

bool is_letter(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Type code, four or five digits, two characters of the owner.
bool is_uld_code(std::string_view text) {
    if (text.size() < 9 || text.size() > 10 || !std::ranges::all_of(text.substr(0, 3), is_letter)) {
        return false;
    }
    return std::ranges::all_of(text.substr(3, text.size() - 5), is_digit) &&
           std::ranges::all_of(text.substr(text.size() - 2), [](char c) {
               return is_letter(c) || is_digit(c);
           });
}

void check_number(const Unit& unit, std::size_t index, Violations& out) {
    const auto report = [&](Row row, std::string_view member, const std::string& found) {
        out.push_back(violation(kRules[row], at_unit(index, member), found));
    };
    if (unit.kind >= UnitKind::uld && unit.number.empty()) {
        report(kNumberMissing, "number", {});
        return;
    }
    switch (unit.kind) {
        case UnitKind::container:
            if (!transport::is_container_number(unit.number)) {
                report(kContainerNumber, "number", unit.number);
            }
            if (!transport::is_container_type(unit.type)) {
                report(kContainerType, "type", unit.type);
            }
            return;
        case UnitKind::wagon:
            if (!transport::is_wagon_number(unit.number)) {
                report(kWagonNumber, "number", unit.number);
            }
            return;
        case UnitKind::uld:
            if (!is_uld_code(unit.number) || (!unit.type.empty() && !unit.number.starts_with(unit.type))) {
                report(kUldCode, "number", unit.number);
            }
            return;
        default:
            return;
    }
}

void check_place(
    const Consolidation& consolidation,
    const std::unordered_map<std::string_view, std::size_t>& by_ref,
    std::size_t index,
    Violations& out
) {
    const Unit& unit = consolidation.units[index];
    if (unit.in.empty()) {
        return;
    }
    const auto outer = by_ref.find(unit.in);
    if (outer == by_ref.end()) {
        out.push_back(violation(kRules[kOuterUnknown], at_unit(index, "in"), unit.in));
    } else if (!may_stand_in(unit.kind, consolidation.units[outer->second].kind)) {
        out.push_back(violation(kRules[kNesting], at_unit(index, "in"), unit.in));
    }
}

// Where each order stands in the body, by the order in which parcels were made.
void check_orders(const Consolidation& consolidation, Violations& out) {
    std::unordered_map<std::string_view, std::size_t> seen;
    for (std::size_t unit = 0; unit < consolidation.units.size(); ++unit) {
        const auto& orders = consolidation.units[unit].orders;
        for (std::size_t i = 0; i < orders.size(); ++i) {
            if (!seen.emplace(orders[i], unit).second) {
                const std::string pointer = at_unit(unit, "orders/") + std::to_string(i);
                out.push_back(violation(kRules[kOrderRepeated], pointer, orders[i]));
            }
        }
    }
    for (const Parcel& parcel : consolidation.parcels) {
        if (!parcel.gross_kg && parcel.unit < consolidation.units.size()) {
            const auto& orders = consolidation.units[parcel.unit].orders;
            const auto index = std::ranges::find(orders, parcel.order) - orders.begin();
            const std::string pointer = at_unit(parcel.unit, "orders/") + std::to_string(index);
            out.push_back(violation(kRules[kWeightMissing], pointer, parcel.order));
        }
    }
}

}  // namespace

Violation violation(const Rule& rule, std::string pointer, std::string found) {
    Violation made;
    made.rule = &rule;
    made.pointer = std::move(pointer);
    made.found = std::move(found);
    return made;
}

Violations check(const Consolidation& consolidation, const Loads& loads, BusinessDate day) {
    Violations out;
    std::unordered_map<std::string_view, std::size_t> by_ref;
    for (std::size_t i = 0; i < consolidation.units.size(); ++i) {
        if (!by_ref.emplace(consolidation.units[i].ref, i).second) {
            out.push_back(violation(kRules[kRefRepeated], at_unit(i, "ref"), consolidation.units[i].ref));
        }
    }
    for (std::size_t i = 0; i < consolidation.units.size(); ++i) {
        const Unit& unit = consolidation.units[i];
        check_place(consolidation, by_ref, i, out);
        check_number(unit, i, out);
        const auto capacity = capacity_of(unit, day);
        if (capacity && loads.units[i].gross_kg > capacity->gross_kg) {
            out.push_back(violation(
                kRules[kOverweight],
                "/units/" + std::to_string(i),
                loads.units[i].gross_kg.to_string() + " > " + capacity->gross_kg.to_string()
            ));
        }
    }
    check_orders(consolidation, out);
    return out;
}

const Rule& order_unknown_rule() noexcept {
    return kRules[kOrderUnknown];
}
const Rule& order_ended_rule() noexcept {
    return kRules[kOrderEnded];
}
const Rule& order_elsewhere_rule() noexcept {
    return kRules[kOrderElsewhere];
}
const Rule& place_unknown_rule() noexcept {
    return kRules[kPlaceUnknown];
}

std::span<const Rule> rules() noexcept {
    return kRules;
}

}  // namespace silkgate::adapters::consolidation
