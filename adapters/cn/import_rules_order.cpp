#include "adapters/cn/import_rules.hpp"
#include "adapters/cn/import_tax.hpp"

namespace silkgate::adapters::cn {
namespace {

using rules::FieldValue;
using rules::Kind;
using rules::Must;
using rules::text_or_absent;

bool is_direct(const Facts& facts) {
    return !facts.is_bonded;
}

constexpr rules::Row<Facts> kRows[] = {
    {.rule =
         {.id = "CN-0721",
          .code = "currency-not-declarable",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd-import#CEB311, CEB411, CEB511, CEB621 currency: 142 and nothing else",
          .effective_from = kEditionFrom,
          .text =
              {.en = "Imports are declared in yuan (CNY), and the order is in another currency.",
               .zh = "进口须以人民币（CNY）申报，而订单为其他币制。",
               .ru = "Ввоз декларируется в юанях (CNY), а заказ в другой валюте."}},
     .path = "/money/currency",
     .wire = "currency",
     .must = Must::hold,
     .holds = [](const Facts& f) { return f.order->money.currency == "CNY"; }},
    {.rule =
         {.id = "CN-0722",
          .code = "lines-too-many",
          .remedy = Remedy::none,
          .basis = "ceb-2022-05-xsd-import#CEB311, CEB621: at most 99 lines",
          .effective_from = kEditionFrom,
          .text =
              {.en = "An import list has at most 99 lines: the platform splits the order.",
               .zh = "进口清单最多99项：请由平台拆单。",
               .ru = "В перечне на ввоз не больше 99 строк: заказ делит площадка."}},
     .path = "/lines",
     .wire = "InventoryList",
     .must = Must::hold,
     .holds = [](const Facts& f) { return f.lines.size() <= kImportLinesMax; }},
    {.rule =
         {.id = "CN-0723",
          .code = "country-not-declarable",
          .remedy = Remedy::payload,
          .basis = "jgs20-2018#country of departure: customs country code",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The country of departure has no customs code.",
               .zh = "起运国没有海关代码。",
               .ru = "У страны отправления нет таможенного кода."}},
     .path = "/order/flow/originCountry",
     .wire = "country",
     .must = Must::hold,
     .holds = [](const Facts& f) { return !f.country.empty(); }},
    {.rule =
         {.id = "CN-0724",
          .code = "transport-means-missing",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05#CEB621 trafNo: required under 9610",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The vessel, vehicle or aircraft is missing: a direct import names it.",
               .zh = "缺少运输工具编号：直购进口必填。",
               .ru = "Нет транспортного средства: при прямом ввозе оно обязательно."}},
     .path = "/consignments/0/logistics/transportMeans",
     .wire = "trafNo",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue {
         return text_or_absent(
             f.logistics == nullptr ? std::string_view{} : std::string_view(f.logistics->transport_means)
         );
     },
     .applies = is_direct},
    {.rule =
         {.id = "CN-0725",
          .code = "journey-missing",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05#CEB621 voyageNo: required under 9610",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The voyage or flight number is missing: a direct import names it.",
               .zh = "缺少航班航次号：直购进口必填。",
               .ru = "Нет номера рейса: при прямом ввозе оно обязательно."}},
     .path = "/consignments/0/logistics/journeyNumber",
     .wire = "voyageNo",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue {
         return text_or_absent(
             f.logistics == nullptr ? std::string_view{} : std::string_view(f.logistics->journey_number)
         );
     },
     .applies = is_direct},
    {.rule =
         {.id = "CN-0726",
          .code = "master-document-missing",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05#CEB621 billNo: required under 9610",
          .effective_from = kEditionFrom,
          .text =
              {.en =
                   "The bill of lading, master air waybill or manifest is missing: a direct import names it.",
               .zh = "缺少提运单号：直购进口必填。",
               .ru = "Нет коносамента, авианакладной или манифеста: при прямом ввозе оно обязательно."}},
     .path = "/consignments/0/logistics/masterDocument",
     .wire = "billNo",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue {
         return text_or_absent(
             f.logistics == nullptr ? std::string_view{} : std::string_view(f.logistics->master_document)
         );
     },
     .applies = is_direct},
    {.rule =
         {.id = "CN-0730",
          .code = "guarantor-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd-import#CEB621 assureCode",
          .effective_from = kEditionFrom,
          .text =
              {.en =
                   "The enterprise that guarantees the tax is missing: set CN.assureCode on the connection.",
               .zh = "缺少担保企业编号：请在连接中设置 CN.assureCode。",
               .ru = "Нет предприятия-поручителя по налогам: задайте CN.assureCode в подключении."}},
     .path = "/parties/declarant",
     .wire = "assureCode",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.assure_code); }},
    {.rule =
         {.id = "CN-0731",
          .code = "guarantor-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd-import#CEB621 assureCode: at most 30 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.assureCode is longer than 30 characters.",
               .zh = "CN.assureCode 超过30个字符。",
               .ru = "CN.assureCode длиннее 30 знаков."}},
     .path = "/parties/declarant",
     .wire = "assureCode",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 30},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.assure_code); }},
    {.rule =
         {.id = "CN-0732",
          .code = "package-count-malformed",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05#CEB511, CEB621 packNo: limited to 1",
          .effective_from = kEditionFrom,
          .text =
              {.en = "An import list is for one parcel.",
               .zh = "进口清单仅限一个包裹。",
               .ru = "Перечень на ввоз — на одну посылку."}},
     .path = "/consignments/0/packages",
     .wire = "packNo",
     .must = Must::hold,
     .holds = [](const Facts& f) { return !f.package_count || *f.package_count == Decimal(1); }},
    {.rule =
         {.id = "CN-0733",
          .code = "total-mismatch",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05#CEB311 acturalPaid = goodsValue + freight + taxTotal - discount, and equals "
                   "the payment",
          .effective_from = kEditionFrom,
          .text =
              {.en = "What the buyer paid is not goods, freight and tax less discounts.",
               .zh = "实际支付金额不等于商品价格加运杂费加税款减优惠减免。",
               .ru = "Оплаченная сумма не равна товарам, фрахту и налогу за вычетом скидок."}},
     .path = "/money/total",
     .wire = "acturalPaid",
     .must = Must::hold,
     .holds = [](const Facts& f) { return f.import.paid && *f.import.paid == f.order->money.total; }},
    {.rule =
         {.id = "CN-0734",
          .code = "value-over-limit",
          .remedy = Remedy::none,
          .basis = "caiguanshui-2018-49#limit of one transaction, limits.csv; only a single indivisible "
                   "article may be above",
          .effective_from = "2019-01-01",
          .text =
              {.en = "The order is worth more than the limit of one retail import, and it is not one "
                     "indivisible article: it needs an ordinary declaration, which is not implemented.",
               .zh = "订单超过跨境零售进口单次限值，且不是单件不可分割商品：须按一般贸易申报，尚未实现。",
               .ru = "Заказ дороже лимита одной розничной покупки и это не один неделимый предмет: нужна "
                     "обычная декларация, она не реализована."}},
     .path = "/money/goods",
     .wire = "totalPrice",
     .must = Must::hold,
     .holds = [](const Facts& f) { return !is_over_order_limit(f) || is_one_article(f); }},
    {.rule =
         {.id = "CN-0735",
          .code = "annual-limit-exceeded",
          .remedy = Remedy::none,
          .basis = "caiguanshui-2018-49#limit of a person and year, limits.csv",
          .effective_from = "2019-01-01",
          .text =
              {.en = "With this order the buyer is above the yearly limit of retail imports.",
               .zh = "加上本订单，订购人已超过年度交易限值。",
               .ru = "С этим заказом покупатель превышает годовой лимит розничного ввоза."}},
     .path = "/parties/buyer/registrations",
     .wire = "totalPrice",
     .must = Must::hold,
     .holds = [](const Facts& f) { return !is_over_year_limit(f); }},
    {.rule =
         {.id = "CN-0736",
          .code = "annual-limit-not-checked",
          .severity = Severity::warning,
          .remedy = Remedy::buyer,
          .basis = "caiguanshui-2018-49#limit of a person and year, limits.csv",
          .effective_from = "2019-01-01",
          .text =
              {.en = "What the buyer has imported this year is not known (registration CN_quotaUsed): "
                     "customs will check the yearly limit.",
               .zh = "未知订购人本年度已用额度（registrations，CN_quotaUsed）：年度限值由海关校验。",
               .ru = "Неизвестно, сколько покупатель уже ввёз за год (registrations, CN_quotaUsed): годовой "
                     "лимит проверит таможня."}},
     .path = "/parties/buyer/registrations",
     .wire = "totalPrice",
     .must = Must::hold,
     .holds = [](const Facts& f) { return f.import.quota_used.has_value(); }},
    {.rule =
         {.id = "CN-0737",
          .code = "duty-not-computed",
          .severity = Severity::warning,
          .remedy = Remedy::connection,
          .basis = "caiguanshui-2016-18#VAT and consumption tax of the commodity code",
          .effective_from = "2019-01-01",
          .text =
              {.en = "The tax was not computed: the connection has no CN.vatRate (above the limit of one "
                     "order also CN.dutyRate) for every commodity code.",
               .zh = "未计算税款：连接未为每个商品编码提供 CN.vatRate（超过单次限值时还需 CN.dutyRate）。",
               .ru = "Налог не рассчитан: в подключении нет CN.vatRate (выше лимита заказа и CN.dutyRate) "
                     "для каждого кода товара."}},
     .path = "/lines",
     .wire = "taxTotal",
     .must = Must::hold,
     .holds = has_rates},
};

}  // namespace

std::span<const rules::Row<Facts>> import_order_rows() noexcept {
    return kRows;
}

}  // namespace silkgate::adapters::cn
