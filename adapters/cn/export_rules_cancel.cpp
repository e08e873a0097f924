#include "adapters/cn/export_rules.hpp"

namespace silkgate::adapters::cn {
namespace {

using rules::FieldValue;
using rules::Kind;
using rules::Must;
using rules::text_or_absent;

constexpr rules::Row<Facts> kRows[] = {
    {.rule =
         {.id = "CN-0601",
          .code = "list-number-missing",
          .remedy = Remedy::none,
          .basis = "ceb-2022-05-xsd#CEB605 invtNo; ceb-2022-05#invtNo: office, year, E, 9 to 11 digits",
          .effective_from = kEditionFrom,
          .text =
              {.en = "Customs has not numbered the list yet: a cancellation names that number.",
               .zh = "海关尚未给出清单编号：撤销申请须填写该编号。",
               .ru = "Таможня ещё не присвоила перечню номер, а заявление об отмене его называет."}},
     .path = "/order/number",
     .wire = "invtNo",
     .must = Must::hold,
     .holds = [](const Facts& f) { return !f.given.list_number.empty(); }},
    {.rule =
         {.id = "CN-0602",
          .code = "cancel-reason-missing",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB605 reason; ceb-2022-05#error -623012",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The reason of the cancellation is missing.",
               .zh = "缺少撤销原因。",
               .ru = "Нет причины отмены."}},
     .path = "/order/cancelReason",
     .wire = "reason",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.order->header.cancel_reason); }},
    {.rule =
         {.id = "CN-0603",
          .code = "cancel-reason-too-long",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB605 reason: at most 1000 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The reason of the cancellation is longer than 1000 characters.",
               .zh = "撤销原因超过1000个字符。",
               .ru = "Причина отмены длиннее 1000 знаков."}},
     .path = "/order/cancelReason",
     .wire = "reason",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 1000},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.order->header.cancel_reason); }},
};

}  // namespace

std::span<const rules::Row<Facts>> cancellation_rows() noexcept {
    return kRows;
}

}  // namespace silkgate::adapters::cn
