#include "adapters/cn/export_rules.hpp"

namespace silkgate::adapters::cn {
namespace {

using rules::FieldValue;
using rules::Kind;
using rules::Must;
using rules::number_or_absent;

// A sum that can not be held is another row's finding.
bool is_reduction_possible(const Facts& facts) {
    Result<Decimal> goods = Decimal{};
    for (const LineFacts& line : facts.lines) {
        if (goods) {
            goods = add(*goods, line.line->amount);
        }
    }
    return !goods || facts.reduction <= *goods;
}

bool is_retail(const Facts& facts) {
    return facts.trade_mode == "9610";
}

bool is_business(const Facts& facts) {
    return facts.trade_mode == "9710" || facts.trade_mode == "9810";
}

// Up to what value the mode lets goods be declared by a list; nullptr where it does not matter.
const TableRow* list_limit(const Facts& facts) {
    if (is_business(facts)) {
        return facts.tables->limits.find("business_list_value_max", facts.day);
    }
    return is_retail(facts) && facts.configured.statistics_flag == "A"
               ? facts.tables->limits.find("list_summary_value_max", facts.day)
               : nullptr;
}

bool is_limit_checkable(const Facts& facts) {
    const TableRow* limit = list_limit(facts);
    return limit == nullptr || limit->text == facts.order->money.currency;
}

bool is_within_list_limit(const Facts& facts) {
    const TableRow* limit = list_limit(facts);
    if (limit == nullptr || limit->text != facts.order->money.currency || !facts.goods_value) {
        return true;
    }
    const auto amount = Decimal::parse(limit->value);
    return amount && *facts.goods_value <= *amount;
}

constexpr rules::Row<Facts> kRows[] = {
    {.rule =
         {.id = "CN-0412",
          .code = "freight-format",
          .remedy = Remedy::payload,
          .basis =
              "ceb-2022-05-xsd#CEB303, CEB505, CEB603 (imports CEB311, CEB511, CEB621) freight: decimal 19,5",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The freight is negative or has more than 14 digits before "
                     "or 5 after the point.",
               .zh = "运费为负，或整数超过14位、小数超过5位。",
               .ru = "Фрахт отрицателен либо имеет больше 14 цифр до или 5 после "
                     "точки."}},
     .path = "/money/freight",
     .wire = "freight",
     .must = Must::have_format,
     .format = {.kind = Kind::number, .min = 0, .max = kDigitsMax, .decimals = kScale},
     .value = [](const Facts& f) -> FieldValue { return FieldValue{f.order->money.freight}; }},
    {.rule =
         {.id = "CN-0413",
          .code = "insurance-format",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB505, CEB603 (imports CEB511, CEB621) insuredFee: decimal 19,5",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The insurance is negative or has more than 14 digits before "
                     "or 5 after the point.",
               .zh = "保险费为负，或整数超过14位、小数超过5位。",
               .ru = "Страховка отрицательна либо имеет больше 14 цифр до или 5 "
                     "после точки."}},
     .path = "/money/insurance",
     .wire = "insuredFee",
     .must = Must::have_format,
     .format = {.kind = Kind::number, .min = 0, .max = kDigitsMax, .decimals = kScale},
     .value = [](const Facts& f) -> FieldValue { return FieldValue{f.order->money.insurance}; }},
    {.rule =
         {.id = "CN-0414",
          .code = "gross-weight-missing",
          .remedy = Remedy::catalog,
          .basis = "ceb-2022-05-xsd#CEB505, CEB603 (imports CEB511, CEB621) grossWeight",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The gross weight is missing: send it with the consignment, "
                     "or keep one for every article in the catalogue.",
               .zh = "缺少毛重：请随运单提供，或在商品目录中维护每项商品的毛重。",
               .ru = "Нет веса брутто: укажите его в отправлении или у каждого товара "
                     "в каталоге."}},
     .path = "/consignments/0/grossWeight",
     .wire = "grossWeight",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return number_or_absent(f.gross_weight); }},
    {.rule =
         {.id = "CN-0415",
          .code = "gross-weight-format",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB505, CEB603 (imports CEB511, CEB621) grossWeight: decimal 19,5",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The gross weight is not more than 0 kg, or has more than 14 "
                     "digits before or 5 after the point.",
               .zh = "毛重不大于0千克，或整数超过14位、小数超过5位。",
               .ru = "Вес брутто не больше 0 кг либо имеет больше 14 цифр до или "
                     "5 после точки."}},
     .path = "/consignments/0/grossWeight",
     .wire = "grossWeight",
     .must = Must::have_format,
     .format = {.kind = Kind::number, .min = 1, .max = kDigitsMax, .decimals = kScale},
     .value = [](const Facts& f) -> FieldValue { return number_or_absent(f.gross_weight); }},
    {.rule =
         {.id = "CN-0416",
          .code = "gross-below-net",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05#CEB603 (imports CEB621) grossWeight and netWeight: the gross weight holds "
                   "the net weight",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The gross weight is less than the net weight.",
               .zh = "毛重小于净重。",
               .ru = "Вес брутто меньше веса нетто."}},
     .path = "/consignments/0/grossWeight",
     .wire = "grossWeight",
     .must = Must::hold,
     .holds = [](const Facts& f
              ) { return !f.gross_weight || !f.net_weight || *f.gross_weight >= *f.net_weight; }},
    {.rule =
         {.id = "CN-0417",
          .code = "discount-funder-missing",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05#CEB303 (imports CEB311) goodsValue: the price really agreed, including "
                   "non-cash deductions",
          .effective_from = kEditionFrom,
          .text =
              {.en = "It is not known who gave the discount: a reduction by the "
                     "seller lowers the declared value, one paid by a platform, "
                     "points or a gift card does not. Send money.discounts with "
                     "funder.",
               .zh = "未说明折扣由谁承担：卖家降价会减少申报价值，平台、积分或礼"
                     "品卡支付的不会。请提供含 funder 的 money.discounts。",
               .ru = "Неизвестно, кто дал скидку: скидка продавца уменьшает заявляемую "
                     "стоимость, а оплата площадкой, баллами или картой — нет. "
                     "Передайте money.discounts с полем funder."}},
     .path = "/money/discounts",
     .wire = "goodsValue",
     .must = Must::hold,
     .holds = [](const Facts& f) { return f.unexplained_discount.is_zero(); }},
    {.rule =
         {.id = "CN-0418",
          .code = "discount-exceeds-goods",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB303 (imports CEB311) goodsValue",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The seller's discounts are larger than the goods are worth.",
               .zh = "卖家折扣超过商品价值。",
               .ru = "Скидки продавца больше стоимости товаров."}},
     .path = "/money/discounts",
     .wire = "goodsValue",
     .must = Must::hold,
     .holds = [](const Facts& f) { return is_reduction_possible(f); }},
    {.rule =
         {.id = "CN-0419",
          .code = "amount-too-large",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB303 (imports CEB311) goodsValue: decimal 19,5",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The goods value can not be held in 14 digits before and 5 "
                     "after the point.",
               .zh = "商品价值超出整数14位、小数5位。",
               .ru = "Стоимость товаров не помещается в 14 цифр до и 5 после точки."}},
     .path = "/money/goods",
     .wire = "goodsValue",
     .must = Must::hold,
     .holds =
         [](const Facts& f) {
             return !f.amounts_overflow &&
                    (!f.goods_value || f.goods_value->integer_digits() <= kDigitsMax - kScale);
         }},
    {.rule =
         {.id = "CN-0420",
          .code = "value-over-limit",
          .remedy = Remedy::connection,
          .basis = "gacc-9610-list#list release with summary statistics up to the limit of limits.csv",
          .effective_from = "2019-01-01",
          .text =
              {.en = "The goods are worth more than the limit for list release with "
                     "summary statistics (flag A): use CN.statisticsFlag B.",
               .zh = "商品价值超过“清单核放、汇总统计”（A）的限额：请使用 CN.statisticsFlag "
                     "B。",
               .ru = "Стоимость товаров выше предела для сводной статистики (A): "
                     "используйте CN.statisticsFlag B."}},
     .path = "/money/goods",
     .wire = "statisticsFlag",
     .must = Must::hold,
     .holds = is_within_list_limit,
     .applies = is_retail},
    {.rule =
         {.id = "CN-0421",
          .code = "limit-not-checked",
          .severity = Severity::warning,
          .remedy = Remedy::connection,
          .basis = "gacc-9610-list#list release with summary statistics up to the limit of limits.csv",
          .effective_from = "2019-01-01",
          .text =
              {.en = "The limit for list release with summary statistics (flag A) "
                     "is in another currency and was not checked.",
               .zh = "“清单核放、汇总统计”（A）的限额为其他币制，未作校验。",
               .ru = "Предел для сводной статистики (A) задан в другой валюте и "
                     "не проверен."}},
     .path = "/money/currency",
     .wire = "statisticsFlag",
     .must = Must::hold,
     .holds = is_limit_checkable,
     .applies = is_retail},
    {.rule =
         {.id = "CN-0422",
          .code = "value-over-limit",
          .remedy = Remedy::none,
          .basis = "gacc-2020-75#a list instead of a declaration: goods of low value, limit of limits.csv",
          .effective_from = "2020-07-01",
          .text =
              {.en = "A business export (9710, 9810) of this value needs a formal declaration, which is not "
                     "implemented: a list is for goods up to the limit.",
               .zh = "该价值的B2B出口（9710、9810）须正式报关，尚未实现：清单申报仅限限额以内的货物。",
               .ru = "Вывоз 9710 или 9810 на такую сумму требует полной декларации, она не реализована: "
                     "перечень — для товаров до предела."}},
     .path = "/money/goods",
     .wire = "tradeMode",
     .must = Must::hold,
     .holds = is_within_list_limit,
     .applies = is_business},
    {.rule =
         {.id = "CN-0423",
          .code = "limit-not-checked",
          .severity = Severity::warning,
          .remedy = Remedy::none,
          .basis = "gacc-2020-75#a list instead of a declaration: goods of low value, limit of limits.csv",
          .effective_from = "2020-07-01",
          .text =
              {.en = "The limit for declaring a business export by a list is in another currency and was not "
                     "checked.",
               .zh = "B2B出口清单申报的限额为其他币制，未作校验。",
               .ru = "Предел для вывоза 9710 и 9810 по перечню задан в другой валюте и не проверен."}},
     .path = "/money/currency",
     .wire = "tradeMode",
     .must = Must::hold,
     .holds = is_limit_checkable,
     .applies = is_business},
};

}  // namespace

std::span<const rules::Row<Facts>> value_rows() noexcept {
    return kRows;
}

}  // namespace silkgate::adapters::cn
