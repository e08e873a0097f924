#include "adapters/cn/plan.hpp"

#include "adapters/common/transport/s10.hpp"

#include <algorithm>
#include <string>

namespace silkgate::adapters::cn {
namespace {

constexpr Rule kRules[] = {
    {.id = "CN-0101",
     .code = "lane-not-served",
     .remedy = Remedy::none,
     .basis = "adapter-cn#imports (CEB311, 411, 511, 621) are not implemented",
     .effective_from = "",
     .text =
         {.en = "Imports into China are not served yet: only parcels sent from China to a buyer abroad are.",
          .zh = "暂不支持进口到中国的订单：目前仅支持从中国寄往境外买家的包裹。",
          .ru = "Ввоз в Китай пока не обслуживается: только посылки из Китая покупателю за рубежом."}},
    {.id = "CN-0102",
     .code = "lane-not-served",
     .remedy = Remedy::payload,
     .basis = "adapter-cn#one end of the lane is China",
     .effective_from = "",
     .text =
         {.en = "Neither end of this order is China.",
          .zh = "订单的起运国和目的国均不是中国。",
          .ru = "Ни один конец этого заказа не в Китае."}},
    {.id = "CN-0103",
     .code = "regime-not-served",
     .remedy = Remedy::payload,
     .basis = "ceb-2022-05-xsd#CEB603 tradeMode; adapter-cn implements 9610",
     .effective_from = "",
     .text =
         {.en = "This trade mode is not implemented: only 9610 (retail export) is; 9710, 9810, 1210 and 1239 "
                "are not.",
          .zh = "该监管方式尚未实现：仅支持9610（零售出口），不支持9710、9810、1210和1239。",
          .ru = "Этот режим не реализован: есть только 9610 (розничный вывоз), нет 9710, 9810, 1210 и 1239."}
    },
    {.id = "CN-0104",
     .code = "regime-not-served",
     .remedy = Remedy::payload,
     .basis = "gacc-2020-75#an order of a business buyer is exported under 9710",
     .effective_from = "2020-07-01",
     .text =
         {.en =
              "The buyer is an organisation: such orders are exported under 9710, which is not implemented.",
          .zh = "买家为企业：此类订单按9710出口，尚未实现。",
          .ru = "Покупатель — организация: такие заказы вывозятся по режиму 9710, он не реализован."}},
    {.id = "CN-0105",
     .code = "regime-not-served",
     .remedy = Remedy::payload,
     .basis = "gacc-2014-12#9610 is for goods sold by cross-border e-commerce",
     .effective_from = "2014-02-10",
     .text =
         {.en = "9610 is for sales: gifts, samples, documents and returns (9661) are not implemented.",
          .zh = "9610适用于销售：礼品、样品、文件和退货（9661）尚未实现。",
          .ru = "9610 — для продаж: подарки, образцы, документы и возвраты (9661) не реализованы."}},
    {.id = "CN-0106",
     .code = "action-not-served",
     .remedy = Remedy::none,
     .basis =
         "ceb-2022-05#a change carries appType 2, a cancellation is CEB605 with the invtNo that customs gave",
     .effective_from = "",
     .text =
         {.en = "A filed export can not be amended, cancelled or returned through the gateway yet.",
          .zh = "暂不支持通过网关修改、撤销或退回已申报的出口。",
          .ru = "Изменить, отменить или вернуть поданный вывоз через шлюз пока нельзя."}},
};

enum Row : std::size_t { import_lane, foreign_lane, trade_mode, business_buyer, not_a_sale, action };

void report(
    Row row,
    std::string_view pointer,
    std::string_view found,
    std::string_view leg,
    Violations& out
) {
    out.push_back(Violation{
        .rule = &kRules[row],
        .canonical_pointer = std::string(pointer),
        .pointer = {},
        .leg = std::string(leg),
        .found = std::string(found),
        .remedy_href = {},
    });
}

bool is_business(const order::Order& order) {
    const auto& buyer = order.parties.buyer ? order.parties.buyer : order.parties.consignee;
    return buyer && buyer->kind == order::PartyKind::organisation;
}

// The first reason why the order is not a 9610 export, reported; false when it is one.
bool report_other_regime(const order::Order& order, const Context& context, Violations& out) {
    const std::string& mode =
        order.header.trade_mode.empty() ? context.connection->trade_mode : order.header.trade_mode;
    const std::string& nature = order.header.nature_of_transaction;
    if (!mode.empty() && mode != kRegime) {
        report(trade_mode, "/order/tradeMode", mode, kExportLeg, out);
    } else if (mode.empty() && is_business(order)) {
        report(business_buyer, "/parties/buyer/kind", "organisation", kExportLeg, out);
    } else if (!nature.empty() && nature != "sale") {
        report(not_a_sale, "/order/natureOfTransaction", nature, kExportLeg, out);
    } else {
        return false;
    }
    return true;
}

// A waybill number of another shape than a postal one says that a carrier has been booked already.
bool is_booked_elsewhere(const std::string& waybill) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool postal_shape =
        waybill.size() == 13 && std::ranges::all_of(std::string_view(waybill).substr(2, 9), is_digit);
    return !waybill.empty() && !postal_shape;
}

void plan_booking(const order::Order& order, std::vector<Leg>& legs) {
    std::string mode = "post";
    if (!order.consignments.empty() && order.consignments.front().logistics) {
        const order::Logistics& logistics = *order.consignments.front().logistics;
        if (is_booked_elsewhere(logistics.number)) {
            return;
        }
        mode = logistics.mode.empty() ? mode : logistics.mode;
    }
    legs.push_back(
        Leg{.id = "booking-1", .kind = LegKind::booking, .country = "CN", .regime = "S10", .mode = mode}
    );
}

}  // namespace

void plan_legs(const order::Order& order, const Context& context, std::vector<Leg>& legs, Violations& out) {
    const order::Flow& flow = order.header.flow;
    if (flow.destination_country == "CN") {
        report(import_lane, "/order/flow/destinationCountry", "CN", "", out);
        return;
    }
    if (flow.origin_country != "CN") {
        report(foreign_lane, "/order/flow/originCountry", flow.origin_country, "", out);
        return;
    }
    if (report_other_regime(order, context, out)) {
        return;
    }
    legs.push_back(
        Leg{.id = std::string(kExportLeg),
            .kind = LegKind::export_declaration,
            .country = "CN",
            .regime = std::string(kRegime),
            .mode = {}}
    );
    plan_booking(order, legs);
}

bool report_unserved_action(const Context& context, std::string_view leg, Violations& out) {
    if (context.action == Action::submit) {
        return false;
    }
    report(action, "", "", leg, out);
    return true;
}

std::span<const Rule> plan_rules() noexcept {
    return kRules;
}

}  // namespace silkgate::adapters::cn
