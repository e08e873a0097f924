// What exports and imports through a special zone say beyond the others.
#include "adapters/cn/export_rules.hpp"

namespace silkgate::adapters::cn {
namespace {

using rules::FieldValue;
using rules::Must;
using rules::text_or_absent;

constexpr rules::Row<Facts> kRows[] = {
    {.rule =
         {.id = "CN-0727",
          .code = "bonded-data-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05#CEB621 emsNo, CEB603 emsNo: required through a special zone",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The account book of the bonded zone is missing: set CN.emsNo on the connection.",
               .zh = "缺少账册编号：请在连接中设置 CN.emsNo。",
               .ru = "Не задано (книга учёта зоны): CN.emsNo в подключении."}},
     .path = "/order/tradeMode",
     .wire = "emsNo",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.ems_no); }},
    {.rule =
         {.id = "CN-0728",
          .code = "bonded-data-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05#CEB621 areaCode, CEB603 iacCode: required through a special zone",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The code of the warehouse in the zone is missing: set CN.areaCode on the connection.",
               .zh = "缺少区内企业编码：请在连接中设置 CN.areaCode。",
               .ru = "Не задано (код склада в зоне): CN.areaCode в подключении."}},
     .path = "/order/tradeMode",
     .wire = "areaCode",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.area_code); }},
    {.rule =
         {.id = "CN-0729",
          .code = "bonded-data-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05#CEB621 areaName, CEB603 iacName: required through a special zone",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The name of the warehouse in the zone is missing: set CN.areaName on the connection.",
               .zh = "缺少区内企业名称：请在连接中设置 CN.areaName。",
               .ru = "Не задано (название склада в зоне): CN.areaName в подключении."}},
     .path = "/order/tradeMode",
     .wire = "areaName",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.configured.area_name); }},
};

constexpr rules::Row<LineFacts> kBondedRows[] = {
    {.rule =
         {.id = "CN-0743",
          .code = "bonded-record-missing",
          .remedy = Remedy::catalog,
          .basis = "ceb-2022-05#CEB603, CEB621 itemRecordNo: required for bonded goods",
          .effective_from = kEditionFrom,
          .text =
              {.en =
                   "The article's number in the account book of the zone is missing (customs.bondedRecord).",
               .zh = "缺少账册备案料号（customs.bondedRecord）。",
               .ru = "Нет номера товара в книге учёта зоны (customs.bondedRecord)."}},
     .path = "/customs/bondedRecord",
     .wire = "itemRecordNo",
     .must = Must::be_present,
     .value = [](const LineFacts& l) -> FieldValue { return text_or_absent(l.line->customs.bonded_record); }},
};

}  // namespace

std::span<const rules::Row<Facts>> zone_rows() noexcept {
    return kRows;
}

std::span<const rules::Row<LineFacts>> bonded_line_rows() noexcept {
    return kBondedRows;
}

}  // namespace silkgate::adapters::cn
