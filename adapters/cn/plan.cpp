#include "adapters/cn/plan.hpp"

#include "adapters/common/booking/desk.hpp"
#include "adapters/common/transport/s10.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace silkgate::adapters::cn {
namespace {

constexpr Rule kRules[] = {
    {.id = "CN-0101",
     .code = "buyer-not-a-person",
     .remedy = Remedy::payload,
     .basis = "gacc-2018-194#retail imports are for persons, for their own use",
     .effective_from = "2019-01-01",
     .text =
         {.en =
              "The buyer is a business: retail imports into China are for persons, and general trade is not "
              "implemented.",
          .zh = "买家是企业：跨境零售进口仅限个人自用，一般贸易尚未实现。",
          .ru = "Покупатель — организация: розничный ввоз в Китай — для физических лиц, обычная торговля не "
                "реализована."}},
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
     .basis = "ceb-2022-05#CEB603 tradeMode; adapter-cn implements the modes of trade_mode.csv and "
              "import_mode.csv; gacc-2016-75#1239: imports into zones",
     .effective_from = "",
     .text =
         {.en =
              "This trade mode is not implemented in this direction: exports have 9610, 9710, 9810 and 1210, "
              "imports 9610, 1210 and 1239.",
          .zh = "该方向的监管方式尚未实现：出口支持9610、9710、9810和1210，进口支持9610、1210和1239。",
          .ru = "Этот режим в этом направлении не реализован: для вывоза есть 9610, 9710, 9810 и 1210, для "
                "ввоза "
                "9610, 1210 и 1239."}},
    {.id = "CN-0104",
     .code = "buyer-not-a-business",
     .remedy = Remedy::payload,
     .basis = "gacc-2020-75#9710 is for direct sales to businesses abroad",
     .effective_from = "2020-07-01",
     .text =
         {.en =
              "The trade mode is 9710, but the buyer is a person: a sale to a person is exported under 9610.",
          .zh = "监管方式为9710，但买家是个人：向个人销售应按9610出口。",
          .ru = "Указан режим 9710, но покупатель — физическое лицо: продажа ему вывозится по режиму 9610."}},
    {.id = "CN-0105",
     .code = "regime-not-served",
     .remedy = Remedy::payload,
     .basis = "gacc-2014-12#9610 is for goods sold by cross-border e-commerce",
     .effective_from = "2014-02-10",
     .text =
         {.en =
              "The modes of cross-border e-commerce are for goods sold: gifts, samples and documents are not "
              "implemented, and a return is an action on the order that was declared.",
          .zh = "跨境电商监管方式适用于销售的商品：礼品、样品和文件尚未实现，退货是对已申报订单的操作。",
          .ru = "Режимы электронной торговли — для проданных товаров: подарки, образцы и документы не "
                "реализованы, а возврат — действие над заявленным заказом."}},
    {.id = "CN-0106",
     .code = "action-not-served",
     .remedy = Remedy::none,
     .basis = "adapter-cn#who sends the goods back books the carriage: refunds.logistics",
     .effective_from = "",
     .text =
         {.en = "No postal item is booked for goods that come back: the post where they are numbers its own.",
          .zh = "退运商品不预订邮件：由商品所在地的邮政编号。",
          .ru = "Почтовое отправление для возвращаемых товаров не заказывается: номер даёт почта страны, где "
                "товары находятся."}},
};

enum Row : std::size_t { business_buyer, foreign_lane, trade_mode, private_buyer, not_a_sale, carriage_back };

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

constexpr std::string_view kNatureOfSale = "sale";
constexpr std::string_view kRetail = "9610";
constexpr std::string_view kBusiness = "9710";

std::optional<order::PartyKind> buyer_kind(const order::Order& order) {
    const auto& buyer = order.parties.buyer ? order.parties.buyer : order.parties.consignee;
    return buyer ? buyer->kind : std::nullopt;
}

// What the order says, else the connection, else by who buys: a business abroad 9710, anybody else 9610.
// Stock for a warehouse abroad (9810) looks like a sale, so it is never guessed.
std::string_view choose_mode(const order::Order& order, const Context& context) {
    if (!order.header.trade_mode.empty()) {
        return order.header.trade_mode;
    }
    if (!context.connection->trade_mode.empty()) {
        return context.connection->trade_mode;
    }
    return buyer_kind(order) == order::PartyKind::organisation ? kBusiness : kRetail;
}

// The first reason why the order is not an export of that mode, reported; false when it is one.
bool report_other_regime(
    const order::Order& order,
    std::string_view mode,
    std::string_view order_type,
    Violations& out
) {
    const std::string& nature = order.header.nature_of_transaction;
    if (order_type.empty()) {
        report(trade_mode, "/order/tradeMode", mode, kExportLeg, out);
    } else if (mode == kBusiness && buyer_kind(order) == order::PartyKind::person) {
        report(private_buyer, "/parties/buyer/kind", "person", kExportLeg, out);
    } else if (!nature.empty() && nature != kNatureOfSale) {
        report(not_a_sale, "/order/natureOfTransaction", nature, kExportLeg, out);
    } else {
        return false;
    }
    return true;
}

// What the order says, else the connection where that is a mode of imports, else direct purchase.
std::string_view choose_import_mode(const order::Order& order, const Context& context, const Tables& tables) {
    const std::string_view configured = context.connection->trade_mode;
    if (!order.header.trade_mode.empty()) {
        return order.header.trade_mode;
    }
    const bool is_of_imports = !tables.import_modes.value(configured, china_day(context.decided_at)).empty();
    return is_of_imports ? configured : kRetail;
}

void plan_import(
    const order::Order& order,
    const Context& context,
    const Tables& tables,
    std::vector<Leg>& legs,
    Violations& out
) {
    const std::string_view mode = choose_import_mode(order, context, tables);
    const std::string& nature = order.header.nature_of_transaction;
    if (tables.import_modes.value(mode, china_day(context.decided_at)).empty()) {
        report(trade_mode, "/order/tradeMode", mode, kImportLeg, out);
    } else if (buyer_kind(order) == order::PartyKind::organisation) {
        report(business_buyer, "/parties/buyer/kind", "organisation", kImportLeg, out);
    } else if (!nature.empty() && nature != kNatureOfSale) {
        report(not_a_sale, "/order/natureOfTransaction", nature, kImportLeg, out);
    } else {
        legs.push_back(
            Leg{.id = std::string(kImportLeg),
                .kind = LegKind::import_declaration,
                .country = "CN",
                .regime = std::string(mode),
                .mode = {}}
        );
    }
}

// A waybill number of another shape than a postal one says that a carrier has been booked already.
bool is_booked_elsewhere(const std::string& waybill) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool postal_shape =
        waybill.size() == 13 && std::ranges::all_of(std::string_view(waybill).substr(2, 9), is_digit);
    return !waybill.empty() && !postal_shape;
}

void plan_booking(
    const order::Order& order,
    const Context& context,
    std::vector<Leg>& legs,
    Violations& out
) {
    if (booking::plan_leg(order, context, "CN", legs, out)) {
        return;
    }
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

void plan_legs(
    const order::Order& order,
    const Context& context,
    const Tables& tables,
    std::vector<Leg>& legs,
    Violations& out
) {
    const order::Flow& flow = order.header.flow;
    if (flow.destination_country == "CN") {
        plan_import(order, context, tables, legs, out);
        return;
    }
    if (flow.origin_country != "CN") {
        report(foreign_lane, "/order/flow/originCountry", flow.origin_country, "", out);
        return;
    }
    const std::string_view mode = choose_mode(order, context);
    const std::string_view order_type = tables.trade_modes.value(mode, china_day(context.decided_at));
    if (report_other_regime(order, mode, order_type, out)) {
        return;
    }
    legs.push_back(
        Leg{.id = std::string(kExportLeg),
            .kind = LegKind::export_declaration,
            .country = "CN",
            .regime = std::string(mode),
            .mode = {}}
    );
    plan_booking(order, context, legs, out);
}

bool report_carriage_back(const Context& context, std::string_view leg, Violations& out) {
    if (context.action != Action::return_) {
        return false;
    }
    report(carriage_back, "", "", leg, out);
    return true;
}

std::span<const Rule> plan_rules() noexcept {
    return kRules;
}

}  // namespace silkgate::adapters::cn
