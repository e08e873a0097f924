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

bool is_statistics_flag(std::string_view text) {
    return text == "A" || text == "B";
}

// Customs table of transport modes, state of 2018.
bool is_traffic_mode(std::string_view text) {
    return text.size() == 1 &&
           std::string_view("0123456789AHWXYZ").find(text.front()) != std::string_view::npos;
}

constexpr rules::Row<Facts> kRows[] = {
    {.rule =
         {.id = "CN-0301",
          .code = "customs-office-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) customsCode",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The customs office where the list is declared is missing: "
                     "set CN.customsCode on the connection.",
               .zh = "缺少申报地海关：请在连接中设置 CN.customsCode。",
               .ru = "Нет кода таможни подачи: задайте CN.customsCode в подключении."}},
     .path = "/order/flow/originCountry",
     .wire = "customsCode",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.customs_code); }},
    {.rule =
         {.id = "CN-0302",
          .code = "customs-office-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) customsCode",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.customsCode is not 4 digits.",
               .zh = "CN.customsCode 不是4位数字。",
               .ru = "CN.customsCode — не 4 цифры."}},
     .path = "/order/flow/originCountry",
     .wire = "customsCode",
     .must = Must::have_format,
     .format = {.kind = Kind::digits, .min = 4, .max = 4},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.customs_code); }},
    {.rule =
         {.id = "CN-0303",
          .code = "exit-port-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) portCode",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The customs office of exit is missing: set CN.portCode (or "
                     "CN.portCode.<country>) on the connection.",
               .zh = "缺少出境口岸海关：请在连接中设置 CN.portCode（或 CN.portCode.<国"
                     "别>）。",
               .ru = "Нет кода таможни выезда: задайте CN.portCode (или CN.portCode.<страна>) "
                     "в подключении."}},
     .path = "/order/flow/destinationCountry",
     .wire = "portCode",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.port_code); }},
    {.rule =
         {.id = "CN-0304",
          .code = "exit-port-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) portCode",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.portCode is not 4 digits.",
               .zh = "CN.portCode 不是4位数字。",
               .ru = "CN.portCode — не 4 цифры."}},
     .path = "/order/flow/destinationCountry",
     .wire = "portCode",
     .must = Must::have_format,
     .format = {.kind = Kind::digits, .min = 4, .max = 4},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.port_code); }},
    {.rule =
         {.id = "CN-0305",
          .code = "destination-port-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 POD",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.POD is not a port code of 3 or 4 digits.",
               .zh = "CN.POD 不是3至4位数字的港口代码。",
               .ru = "CN.POD — не код порта из 3–4 цифр."}},
     .path = "/order/flow/destinationCountry",
     .wire = "POD",
     .must = Must::have_format,
     .format = {.kind = Kind::digits, .min = 3, .max = 4},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.pod); }},
    {.rule =
         {.id = "CN-0306",
          .code = "statistics-flag-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 statisticsFlag",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The kind of declaration is missing: set CN.statisticsFlag "
                     "to A (list release, summary statistics) or B (summary declaration).",
               .zh = "缺少申报业务类型：请将 CN.statisticsFlag 设为 A（清单核放、"
                     "汇总统计）或 B（汇总申报）。",
               .ru = "Не задан вид декларирования: CN.statisticsFlag должен быть "
                     "A (сводная статистика) или B (сводная декларация)."}},
     .path = "/order/tradeMode",
     .wire = "statisticsFlag",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.statistics_flag); }},
    {.rule =
         {.id = "CN-0307",
          .code = "statistics-flag-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 statisticsFlag",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.statisticsFlag is neither A nor B.",
               .zh = "CN.statisticsFlag 不是 A 或 B。",
               .ru = "CN.statisticsFlag — не A и не B."}},
     .path = "/order/tradeMode",
     .wire = "statisticsFlag",
     .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_statistics_flag},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.statistics_flag); }},
    {.rule =
         {.id = "CN-0308",
          .code = "yard-too-long",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) loctNo",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.loctNo is longer than 10 characters.",
               .zh = "CN.loctNo 超过10个字符。",
               .ru = "CN.loctNo длиннее 10 знаков."}},
     .path = "/order/flow/originCountry",
     .wire = "loctNo",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 10},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.loct_no); }},
    {.rule =
         {.id = "CN-0309",
          .code = "transport-mode-missing",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) trafMode",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The mode of transport is not known: send it with the consignment "
                     "or set CN.trafMode.",
               .zh = "运输方式未知：请随运单提供或设置 CN.trafMode。",
               .ru = "Вид транспорта неизвестен: укажите его в отправлении или задайте "
                     "CN.trafMode."}},
     .path = "/consignments/0/logistics/mode",
     .wire = "trafMode",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.traffic_mode); }},
    {.rule =
         {.id = "CN-0310",
          .code = "transport-mode-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) trafMode",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.trafMode is not one character of the customs list of transport "
                     "modes.",
               .zh = "CN.trafMode 不是海关运输方式代码中的一个字符。",
               .ru = "CN.trafMode — не знак из таможенного перечня видов транспорта."}},
     .path = "/consignments/0/logistics/mode",
     .wire = "trafMode",
     .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_traffic_mode},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.traf_mode); }},
    {.rule =
         {.id = "CN-0311",
          .code = "package-kind-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 wrapType",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The kind of package is missing: send it with the consignment "
                     "(UN/ECE Rec 21) or set CN.wrapType.",
               .zh = "缺少包装种类：请随运单提供（UN/ECE Rec 21）或设置 CN.wrapType。",
               .ru = "Нет вида упаковки: укажите его в отправлении (UN/ECE Rec 21) "
                     "или задайте CN.wrapType."}},
     .path = "/consignments/0/packages",
     .wire = "wrapType",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.wrap_type); },
     .applies = [](const Facts& f) { return f.package_kind.empty(); }},
    {.rule =
         {.id = "CN-0312",
          .code = "package-kind-unknown",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) wrapType",
          .effective_from = kEditionFrom,
          .text =
              {.en = "There is no customs code for this kind of package, and CN.wrapType "
                     "is not set.",
               .zh = "该包装种类没有对应的海关代码，且未设置 CN.wrapType。",
               .ru = "Для этого вида упаковки нет таможенного кода, и CN.wrapType "
                     "не задан."}},
     .path = "/consignments/0/packages/0/kind",
     .wire = "wrapType",
     .must = Must::have_format,
     .format = {.kind = Kind::listed, .accepts = is_never},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.package_kind); },
     .applies = [](const Facts& f) { return f.wrap_type.empty(); }},
    {.rule =
         {.id = "CN-0313",
          .code = "package-kind-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 (imports CEB621) wrapType",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.wrapType is not one digit.",
               .zh = "CN.wrapType 不是1位数字。",
               .ru = "CN.wrapType — не одна цифра."}},
     .path = "/consignments/0/packages",
     .wire = "wrapType",
     .must = Must::have_format,
     .format = {.kind = Kind::digits, .min = 1, .max = 1},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.wrap_type); }},
    {.rule =
         {.id = "CN-0314",
          .code = "package-count-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB505, CEB603 packNo",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The number of parcels is missing: send packages with the consignment "
                     "or set CN.packNo.",
               .zh = "缺少件数：请随运单提供包装信息或设置 CN.packNo。",
               .ru = "Нет числа мест: укажите упаковку в отправлении или задайте "
                     "CN.packNo."}},
     .path = "/consignments/0/packages",
     .wire = "packNo",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return number_or_absent(f.package_count); }},
    {.rule =
         {.id = "CN-0315",
          .code = "package-count-malformed",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB505, CEB603 packNo",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The number of parcels is not a whole number from 1 to 999999999.",
               .zh = "件数不是1至999999999的整数。",
               .ru = "Число мест — не целое от 1 до 999999999."}},
     .path = "/consignments/0/packages",
     .wire = "packNo",
     .must = Must::have_format,
     .format = {.kind = Kind::number, .min = 1, .max = 9, .decimals = 0},
     .value = [](const Facts& f) -> FieldValue { return number_or_absent(f.package_count); }},
    {.rule =
         {.id = "CN-0316",
          .code = "unit-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB303, CEB603 (imports CEB311, CEB621) unit",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.unit is not a unit that customs knows.",
               .zh = "CN.unit 不是海关认可的计量单位。",
               .ru = "CN.unit — не единица из таможенного перечня."}},
     .path = "/lines",
     .wire = "unit",
     .must = Must::have_format,
     .format = {.kind = Kind::listed, .accepts = is_never},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.unit); },
     .applies = [](const Facts& f) { return f.tables->unit(f.configured.unit, f.day).empty(); }},
    {.rule =
         {.id = "CN-0317",
          .code = "exit-date-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd#CEB603 ieDate",
          .effective_from = kEditionFrom,
          .text =
              {.en = "CN.ieDateDays is not a whole number of days from 0 to 99.",
               .zh = "CN.ieDateDays 不是0至99的整数天数。",
               .ru = "CN.ieDateDays — не целое число дней от 0 до 99."}},
     .path = "/order/createdAt",
     .wire = "ieDate",
     .must = Must::have_format,
     .format = {.kind = Kind::digits, .min = 1, .max = 2},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.ie_date_days); }},
};

}  // namespace

std::span<const rules::Row<Facts>> setting_rows() noexcept {
    return kRows;
}

}  // namespace silkgate::adapters::cn
