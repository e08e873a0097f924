#include "adapters/cn/export_rules.hpp"

namespace silkgate::adapters::cn {
namespace {

using rules::FieldValue;
using rules::Kind;
using rules::Must;
using rules::number_or_absent;
using rules::text_or_absent;

bool is_never(std::string_view) {
    return false;
}

constexpr rules::Row<LineFacts> kRows[] = {
    {.rule =
         {.id = "CN-0501",
          .code = "sku-missing",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB303, CEB603 itemNo",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The article number (SKU) is missing.",
               .zh = "缺少企业商品货号（SKU）。",
               .ru = "Нет артикула (SKU)."}},
     .path = "/sku",
     .wire = "itemNo",
     .must = Must::be_present,
     .value = [](const LineFacts& l) -> FieldValue { return text_or_absent(l.line->sku); }},
    {.rule =
         {.id = "CN-0502",
          .code = "sku-too-long",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) itemNo: at most 20 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The article number (SKU) is longer than 20 characters.",
               .zh = "企业商品货号（SKU）超过20个字符。",
               .ru = "Артикул (SKU) длиннее 20 знаков."}},
     .path = "/sku",
     .wire = "itemNo",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 20},
     .value = [](const LineFacts& l) -> FieldValue { return text_or_absent(l.line->sku); }},
    {.rule =
         {.id = "CN-0503",
          .code = "hs-code-missing",
          .remedy = Remedy::catalog,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) gcode",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The 10-digit Chinese commodity code (CN10) is missing.",
               .zh = "缺少10位商品编码（CN10）。",
               .ru = "Нет 10-значного китайского товарного кода (CN10)."}},
     .path = "/customs/codes",
     .wire = "gcode",
     .must = Must::be_present,
     .value = [](const LineFacts& l) -> FieldValue { return text_or_absent(l.commodity_code); }},
    {.rule =
         {.id = "CN-0504",
          .code = "hs-code-malformed",
          .remedy = Remedy::catalog,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) gcode: exactly 10 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The Chinese commodity code (CN10) is not 10 digits.",
               .zh = "商品编码（CN10）不是10位数字。",
               .ru = "Китайский товарный код (CN10) — не 10 цифр."}},
     .path = "/customs/codes",
     .wire = "gcode",
     .must = Must::have_format,
     .format = {.kind = Kind::digits, .min = 10, .max = 10},
     .value = [](const LineFacts& l) -> FieldValue { return text_or_absent(l.commodity_code); }},
    {.rule =
         {.id = "CN-0505",
          .code = "customs-name-missing",
          .remedy = Remedy::catalog,
          .basis =
              "ceb-2022-05-xsd#CEB303 (imports CEB311, CEB621) itemName (Chinese goods name), CEB603 gname",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The customs name of the goods in Chinese is missing.",
               .zh = "缺少商品中文名称。",
               .ru = "Нет названия товара на китайском."}},
     .path = "/customsNames",
     .wire = "gname",
     .must = Must::be_present,
     .value = [](const LineFacts& l) -> FieldValue { return text_or_absent(l.name); }},
    {.rule =
         {.id = "CN-0506",
          .code = "customs-name-too-long",
          .remedy = Remedy::catalog,
          .basis = "ceb-2022-05-xsd#CEB303 (imports CEB311, CEB621) itemName, CEB603 gname: at most 250 "
                   "characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The customs name of the goods in Chinese is longer than 250 "
                     "characters.",
               .zh = "商品中文名称超过250个字符。",
               .ru = "Название товара на китайском длиннее 250 знаков."}},
     .path = "/customsNames",
     .wire = "gname",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 250},
     .value = [](const LineFacts& l) -> FieldValue { return text_or_absent(l.name); }},
    {.rule =
         {.id = "CN-0507",
          .code = "specification-missing",
          .remedy = Remedy::catalog,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) gmodel",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The specification of the goods (name, brand, model, composition) "
                     "is missing.",
               .zh = "缺少商品规格型号（品名、品牌、型号、成分等）。",
               .ru = "Нет описания товара (название, марка, модель, состав)."}},
     .path = "/specification",
     .wire = "gmodel",
     .must = Must::be_present,
     .value = [](const LineFacts& l) -> FieldValue { return text_or_absent(l.line->specification); }},
    {.rule =
         {.id = "CN-0508",
          .code = "specification-too-long",
          .remedy = Remedy::catalog,
          .basis = "ceb-2022-05-xsd#CEB603 gmodel: at most 250 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The specification of the goods is longer than 250 characters.",
               .zh = "商品规格型号超过250个字符。",
               .ru = "Описание товара длиннее 250 знаков."}},
     .path = "/specification",
     .wire = "gmodel",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 250},
     .value = [](const LineFacts& l) -> FieldValue { return text_or_absent(l.line->specification); }},
    {.rule =
         {.id = "CN-0509",
          .code = "barcode-too-long",
          .remedy = Remedy::catalog,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) barCode: at most 50 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The bar code is longer than 50 characters.",
               .zh = "条形码超过50个字符。",
               .ru = "Штрихкод длиннее 50 знаков."}},
     .path = "/barcode",
     .wire = "barCode",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 50},
     .value = [](const LineFacts& l) -> FieldValue { return text_or_absent(l.line->barcode); }},
    {.rule =
         {.id = "CN-0510",
          .code = "unit-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303, CEB603 (imports CEB311, CEB621) unit",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The unit of the quantity is missing: send it, or set CN.unit "
                     "on the connection.",
               .zh = "缺少计量单位：请提供或在连接中设置 CN.unit。",
               .ru = "Нет единицы количества: передайте её или задайте CN.unit в "
                     "подключении."}},
     .path = "/unit",
     .wire = "unit",
     .must = Must::be_present,
     .value = [](const LineFacts& l) -> FieldValue { return text_or_absent(l.declared.source_unit); }},
    {.rule =
         {.id = "CN-0511",
          .code = "unit-not-declarable",
          .remedy = Remedy::catalog,
          .basis = "unit-2018#unit",
          .effective_from = kEditionFrom,
          .text =
              {.en = "Customs has no unit of this meaning.",
               .zh = "海关没有与之对应的计量单位。",
               .ru = "В таможенном перечне нет такой единицы."}},
     .path = "/unit",
     .wire = "unit",
     .must = Must::have_format,
     .format = {.kind = Kind::listed, .accepts = is_never},
     .value = [](const LineFacts& l) -> FieldValue { return text_or_absent(l.declared.source_unit); },
     .applies = [](const LineFacts& l) { return l.declared.unit.empty(); }},
    {.rule =
         {.id = "CN-0512",
          .code = "quantity-format",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB303, CEB603 (imports CEB311, CEB621) qty: decimal 19,5",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The quantity is not more than 0, or has more than 14 digits "
                     "before or 5 after the point.",
               .zh = "数量不大于0，或整数超过14位、小数超过5位。",
               .ru = "Количество не больше 0 либо имеет больше 14 цифр до или 5 "
                     "после точки."}},
     .path = "/quantity",
     .wire = "qty",
     .must = Must::have_format,
     .format = {.kind = Kind::number, .min = 1, .max = kDigitsMax, .decimals = kScale},
     .value = [](const LineFacts& l) -> FieldValue { return number_or_absent(l.declared.quantity); }},
    {.rule =
         {.id = "CN-0513",
          .code = "legal-quantity-missing",
          .remedy = Remedy::catalog,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) qty1, unit1",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The quantity in the statutory unit of the commodity code is "
                     "missing.",
               .zh = "缺少法定数量。",
               .ru = "Нет количества в единице тарифной позиции."}},
     .path = "/customs/quantity1",
     .wire = "qty1",
     .must = Must::be_present,
     .value = [](const LineFacts& l) -> FieldValue { return number_or_absent(l.legal1.quantity); }},
    {.rule =
         {.id = "CN-0514",
          .code = "legal-quantity-format",
          .remedy = Remedy::catalog,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) qty1: decimal 19,5",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The statutory quantity is not more than 0, or has more than "
                     "14 digits before or 5 after the point.",
               .zh = "法定数量不大于0，或整数超过14位、小数超过5位。",
               .ru = "Количество в тарифной единице не больше 0 либо имеет больше "
                     "14 цифр до или 5 после точки."}},
     .path = "/customs/quantity1/quantity",
     .wire = "qty1",
     .must = Must::have_format,
     .format = {.kind = Kind::number, .min = 1, .max = kDigitsMax, .decimals = kScale},
     .value = [](const LineFacts& l) -> FieldValue { return number_or_absent(l.legal1.quantity); }},
    {.rule =
         {.id = "CN-0515",
          .code = "legal-unit-not-declarable",
          .remedy = Remedy::catalog,
          .basis = "unit-2018#unit",
          .effective_from = kEditionFrom,
          .text =
              {.en = "Customs has no unit of the meaning of the statutory unit.",
               .zh = "法定计量单位在海关代码中无对应。",
               .ru = "Тарифной единице нет соответствия в таможенном перечне."}},
     .path = "/customs/quantity1/unit",
     .wire = "unit1",
     .must = Must::hold,
     .holds = [](const LineFacts& l) { return !l.legal1.quantity || !l.legal1.unit.empty(); }},
    {.rule =
         {.id = "CN-0516",
          .code = "second-quantity-format",
          .remedy = Remedy::catalog,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) qty2: decimal 19,5",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The second quantity is not more than 0, or has more than 14 "
                     "digits before or 5 after the point.",
               .zh = "第二数量不大于0，或整数超过14位、小数超过5位。",
               .ru = "Второе количество не больше 0 либо имеет больше 14 цифр до "
                     "или 5 после точки."}},
     .path = "/customs/quantity2/quantity",
     .wire = "qty2",
     .must = Must::have_format,
     .format = {.kind = Kind::number, .min = 1, .max = kDigitsMax, .decimals = kScale},
     .value = [](const LineFacts& l) -> FieldValue { return number_or_absent(l.legal2.quantity); }},
    {.rule =
         {.id = "CN-0517",
          .code = "second-unit-not-declarable",
          .remedy = Remedy::catalog,
          .basis = "unit-2018#unit",
          .effective_from = kEditionFrom,
          .text =
              {.en = "Customs has no unit of the meaning of the second unit.",
               .zh = "第二计量单位在海关代码中无对应。",
               .ru = "Второй единице нет соответствия в таможенном перечне."}},
     .path = "/customs/quantity2/unit",
     .wire = "unit2",
     .must = Must::hold,
     .holds = [](const LineFacts& l) { return !l.legal2.quantity || !l.legal2.unit.empty(); }},
    {.rule =
         {.id = "CN-0518",
          .code = "net-weight-missing",
          .remedy = Remedy::catalog,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) netWeight (sum of the lines)",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The net weight of the line is missing.",
               .zh = "缺少该项商品净重。",
               .ru = "Нет веса нетто строки."}},
     .path = "/customs/netWeight",
     .wire = "netWeight",
     .must = Must::be_present,
     .value = [](const LineFacts& l) -> FieldValue { return number_or_absent(l.line->customs.net_weight); }},
    {.rule =
         {.id = "CN-0519",
          .code = "net-weight-format",
          .remedy = Remedy::catalog,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) netWeight: decimal 19,5",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The net weight is not more than 0 kg, or has more than 14 "
                     "digits before or 5 after the point.",
               .zh = "净重不大于0千克，或整数超过14位、小数超过5位。",
               .ru = "Вес нетто не больше 0 кг либо имеет больше 14 цифр до или "
                     "5 после точки."}},
     .path = "/customs/netWeight",
     .wire = "netWeight",
     .must = Must::have_format,
     .format = {.kind = Kind::number, .min = 1, .max = kDigitsMax, .decimals = kScale},
     .value = [](const LineFacts& l) -> FieldValue { return number_or_absent(l.line->customs.net_weight); }},
    {.rule =
         {.id = "CN-0520",
          .code = "line-value-negative",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB303, CEB603 (imports CEB311, CEB621) totalPrice",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The value of the line, after the seller's discount, is negative.",
               .zh = "该项商品扣除卖家折扣后的价值为负。",
               .ru = "Стоимость строки после скидки продавца отрицательна."}},
     .path = "/amount",
     .wire = "totalPrice",
     .must = Must::hold,
     .holds = [](const LineFacts& l) { return !l.total.is_negative(); }},
};

}  // namespace

std::span<const rules::Row<LineFacts>> line_rows() noexcept {
    return kRows;
}

}  // namespace silkgate::adapters::cn
