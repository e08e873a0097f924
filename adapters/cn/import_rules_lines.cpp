#include "adapters/cn/import_rules.hpp"

namespace silkgate::adapters::cn {
namespace {

using rules::FieldValue;
using rules::Must;
using rules::text_or_absent;

constexpr rules::Row<LineFacts> kRows[] = {
    {.rule =
         {.id = "CN-0741",
          .code = "origin-missing",
          .remedy = Remedy::catalog,
          .basis = "ceb-2022-05-xsd-import#CEB311, CEB621 country of a line",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The country of origin of the goods is missing.",
               .zh = "缺少商品原产国。",
               .ru = "Нет страны происхождения товара."}},
     .path = "/customs/originCountry",
     .wire = "country",
     .must = Must::be_present,
     .value = [](const LineFacts& l) -> FieldValue { return text_or_absent(l.line->customs.origin_country); }
    },
    {.rule =
         {.id = "CN-0742",
          .code = "country-not-declarable",
          .remedy = Remedy::catalog,
          .basis = "jgs20-2018#country of origin: customs country code",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The country of origin has no customs code.",
               .zh = "原产国没有海关代码。",
               .ru = "У страны происхождения нет таможенного кода."}},
     .path = "/customs/originCountry",
     .wire = "country",
     .must = Must::hold,
     .holds = [](const LineFacts& l) { return l.line->customs.origin_country.empty() || !l.origin.empty(); }},
};

}  // namespace

std::span<const rules::Row<LineFacts>> import_line_rows() noexcept {
    return kRows;
}

}  // namespace silkgate::adapters::cn
