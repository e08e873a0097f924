#include "adapters/in/plan.hpp"

#include "adapters/common/booking/desk.hpp"

namespace silkgate::adapters::in {
namespace {

constexpr std::string_view kImportLeg = "import-in";
constexpr std::string_view kExportLeg = "export-in";

constexpr Rule kRules[] = {
    {.id = "IN-0001",
     .code = "lane-not-served",
     .remedy = Remedy::payload,
     .basis = "adapter-in#one end of the lane is India",
     .effective_from = "",
     .text =
         {.en = "Neither end of this order is India.",
          .zh = "订单的起运国和目的国均不是印度。",
          .ru = "Ни один конец этого заказа не в Индии."}},
    {.id = "IN-0002",
     .code = "action-not-served",
     .remedy = Remedy::none,
     .basis = "adapter-in#no public text says how a form or a bill is changed, withdrawn or returned",
     .effective_from = "",
     .text =
         {.en = "Indian declarations can not be amended, cancelled or returned through the gateway.",
          .zh = "暂不支持通过网关修改、撤销印度申报或办理退运。",
          .ru = "Изменить, отозвать или вернуть индийскую декларацию через шлюз нельзя."}},
    {.id = "IN-0003",
     .code = "channel-missing",
     .remedy = Remedy::connection,
     .basis =
         "in-courier-import#courier forms, bills of entry of cargo and the post are different declarations",
     .effective_from = "",
     .text =
         {.en = "Neither IN.channel (courier, cargo, post) nor a postal consignment says how the goods are "
                "cleared.",
          .zh = "未设置IN.channel（courier、cargo、post），货件也不是邮件，无法确定通关渠道。",
          .ru = "Ни IN.channel (courier, cargo, post), ни почтовое отправление не говорят, как оформляется "
                "товар."}},
    {.id = "IN-0004",
     .code = "regime-not-served",
     .remedy = Remedy::payload,
     .basis = "in-courier-import#CBE-XI, XII, CSB-III: their data sets are not public",
     .effective_from = "",
     .text =
         {.en = "Documents, returns and imported samples have forms of their own, which are not implemented.",
          .zh = "文件、退货和进口样品使用专门表格，尚未实现。",
          .ru = "Документы, возвраты и ввозимые образцы оформляются своими формами; они не реализованы."}},
    {.id = "IN-0005",
     .code = "gift-prohibited",
     .remedy = Remedy::none,
     .basis = "in-courier-import#FTP para 2.26: gifts are prohibited, save life-saving medicines and rakhi",
     .effective_from = "",
     .text =
         {.en = "Gifts can not be imported into India.",
          .zh = "印度禁止进口礼品。",
          .ru = "Ввоз подарков в Индию запрещён."}},
    {.id = "IN-0006",
     .code = "exchange-rate-missing",
     .remedy = Remedy::none,
     .basis = "in-boe-mapping#rate of the day the bill is presented, of ICEGATE's exchange rate module",
     .effective_from = "2024-07-04",
     .text =
         {.en = "The customs rate of exchange of the day is not among the adapter's data.",
          .zh = "适配器数据中没有当日的海关汇率。",
          .ru = "В данных адаптера нет таможенного курса на этот день."}},
    {.id = "IN-0007",
     .code = "incoterm-missing",
     .remedy = Remedy::payload,
     .basis = "in-boe-mapping#the term decides which additions are inside the price",
     .effective_from = "",
     .text =
         {.en =
              "The delivery term is missing or not one of Incoterms 2020: the customs value can not be made.",
          .zh = "缺少贸易术语或不属于Incoterms 2020，无法计算完税价格。",
          .ru = "Условие поставки не указано или его нет в Incoterms 2020: таможенную стоимость не вычислить."
         }},
    {.id = "IN-0008",
     .code = "value-not-computable",
     .remedy = Remedy::payload,
     .basis = "in-valuation#the value is that of goods, more than zero",
     .effective_from = "",
     .text =
         {.en = "The lines have no value above zero, or it is too large to be computed.",
          .zh = "商品行价值不大于零或过大，无法计算。",
          .ru = "Стоимость строк не больше нуля или слишком велика для вычисления."}},
    {.id = "IN-0009",
     .code = "value-above-limit",
     .remedy = Remedy::payload,
     .basis = "in-courier-export#CSB-IV: gifts and samples; CSB-V: its ceiling until 2026-03-31 (limits.csv)",
     .effective_from = "",
     .text =
         {.en = "The value is above what this shipping bill of a courier is for.",
          .zh = "货值超过该快递出口申报表的限额。",
          .ru = "Стоимость выше предела для этой экспортной формы курьера."}},
    {.id = "IN-0010",
     .code = "pakistan-cargo-refused",
     .remedy = Remedy::none,
     .basis = "in-pakistan-2025#cargo of Pakistani origin or destination",
     .effective_from = "2025-05-02",
     .text =
         {.en = "India refuses cargo of Pakistani origin or destination, transit included.",
          .zh = "印度拒绝原产于或运往巴基斯坦的货物，包括过境。",
          .ru = "Индия не пропускает грузы пакистанского происхождения или назначения, включая транзит."}},
};

enum Row : std::size_t {
    lane,
    action,
    channel_missing,
    other_form,
    gift,
    rate,
    incoterm,
    value,
    above_limit,
    pakistan
};

void report(Row row, std::string pointer, std::string_view found, const View& view, Violations& out) {
    out.push_back(Violation{
        .rule = &kRules[row],
        .canonical_pointer = std::move(pointer),
        .pointer = {},
        .leg = std::string(view.is_import ? kImportLeg : kExportLeg),
        .found = std::string(found),
        .remedy_href = {},
    });
}

void add_leg(std::string_view regime, const View& view, std::vector<Leg>& legs) {
    legs.push_back(Leg{
        .id = std::string(view.is_import ? kImportLeg : kExportLeg),
        .kind = view.is_import ? LegKind::import_declaration : LegKind::export_declaration,
        .country = "IN",
        .regime = std::string(regime),
        .mode = {},
    });
}

bool report_refused(const View& view, Violations& out) {
    const std::size_t before = out.size();
    const order::Flow& flow = view.order->header.flow;
    if (flow.origin_country == "PK" || flow.destination_country == "PK") {
        report(pakistan, "/order/flow", flow.origin_country + " to " + flow.destination_country, view, out);
    }
    for (const LineView& line : view.lines) {
        if (line.line->customs.origin_country == "PK") {
            report(
                pakistan, "/lines/" + std::to_string(line.index) + "/customs/originCountry", "PK", view, out
            );
        }
    }
    const std::string& nature = view.order->header.nature_of_transaction;
    if (nature == "gift" && view.is_import) {
        report(gift, "/order/natureOfTransaction", nature, view, out);
    } else if (nature == "documents" || nature == "return" || (nature == "sample" && view.is_import)) {
        report(other_form, "/order/natureOfTransaction", nature, view, out);
    }
    return out.size() != before;
}

// Why the value in rupees, which decides a courier's form, can not be made.
bool report_unvalued(const View& view, Violations& out) {
    switch (view.valued) {
        case Valued::yes:
            return false;
        case Valued::rate_missing:
            report(rate, "/money/currency", view.order->money.currency, view, out);
            break;
        case Valued::terms_unknown:
            report(
                incoterm,
                "/consignments/0/incoterm",
                view.consignment == nullptr ? std::string_view{}
                                            : std::string_view(view.consignment->incoterm),
                view,
                out
            );
            break;
        case Valued::out_of_range:
            report(value, "/money/goods", view.order->money.goods.to_string(), view, out);
            break;
    }
    return true;
}

void plan_courier_export(const View& view, std::vector<Leg>& legs, Violations& out) {
    const std::string& nature = view.order->header.nature_of_transaction;
    const bool is_free = nature == "gift" || nature == "sample";
    const auto limit = view.tables->limit(is_free ? "gift_export_max" : "csb_v_max", view.day);
    if (limit && view.declared > *limit) {
        report(above_limit, "/money/goods", view.declared.to_string(), view, out);
        return;
    }
    add_leg(is_free ? kCsb4 : kCsb5, view, legs);
}

void plan_courier(const View& view, std::vector<Leg>& legs, Violations& out) {
    if (report_unvalued(view, out)) {
        return;
    }
    if (!view.is_import) {
        plan_courier_export(view, legs, out);
        return;
    }
    const auto limit = view.tables->limit("cbe_xiii_max", view.day);
    add_leg(limit && view.declared <= *limit ? kCbe13 : kCbe14, view, legs);
}

// The country of origin books: by what the connection registered, else by post.
void plan_booking(const View& view, std::vector<Leg>& legs, Violations& out) {
    if (!booking::plan_leg(*view.order, *view.context, "IN", legs, out) && view.channel == Channel::post) {
        legs.push_back(
            {.id = "booking-1", .kind = LegKind::booking, .country = "IN", .regime = "S10", .mode = "post"}
        );
    }
}

}  // namespace

void plan_legs(const View& view, std::vector<Leg>& legs, Violations& out) {
    const order::Flow& flow = view.order->header.flow;
    if (flow.destination_country != "IN" && flow.origin_country != "IN") {
        report(lane, "/order/flow/destinationCountry", flow.destination_country, view, out);
        return;
    }
    if (view.context->action != Action::submit) {
        check_action(view, out);
        return;
    }
    if (report_refused(view, out)) {
        return;
    }
    switch (view.channel) {
        case Channel::none:
            report(channel_missing, "/consignments/0/logistics/mode", "", view, out);
            break;
        case Channel::courier:
            plan_courier(view, legs, out);
            break;
        case Channel::cargo:
            if (!report_unvalued(view, out)) {
                add_leg(view.is_import ? kBillOfEntry : kShippingBill, view, legs);
            }
            break;
        case Channel::post:
            add_leg(view.is_import ? kPostalImport : kPostalExport, view, legs);
            break;
    }
    if (!view.is_import && !legs.empty()) {
        plan_booking(view, legs, out);
    }
}

void check_action(const View& view, Violations& out) {
    if (view.context->action != Action::submit) {
        report(action, "", "", view, out);
    }
}

std::span<const Rule> plan_rules() noexcept {
    return kRules;
}

}  // namespace silkgate::adapters::in
