#include "adapters/cn/return_rules.hpp"

#include "adapters/cn/export_rules.hpp"

#include <algorithm>

namespace silkgate::adapters::cn {
namespace {

using rules::FieldValue;
using rules::Must;
using rules::text_or_absent;

bool is_export(const Facts& facts) {
    return !facts.is_import;
}

std::string_view carried_back_by(const Facts& facts, std::string order::Logistics::* member) {
    const order::Refund* refund = last_refund(facts);
    return refund == nullptr || !refund->logistics ? std::string_view{}
                                                   : std::string_view((*refund->logistics).*member);
}

bool comes_back_whole(const Facts& facts) {
    const order::Refund* refund = last_refund(facts);
    const auto lines = returned_lines(facts);
    return refund != nullptr && !refund->lines.empty() && lines.size() == refund->lines.size() &&
           std::ranges::all_of(lines, [](const ReturnedLine& returned) {
               const order::Line& line = *returned.line->line;
               const auto declared = add(line.quantity, line.refunded.value_or(Decimal{}));
               return returned.quantity > Decimal{} && declared && returned.quantity <= *declared;
           });
}

constexpr rules::Row<Facts> kRows[] = {
    {.rule =
         {.id = "CN-0801",
          .code = "list-number-missing",
          .remedy = Remedy::none,
          .basis = "ceb-2022-05#CEB213, CEB625 invtNo: number of the original list",
          .effective_from = kEditionFrom,
          .text =
              {.en = "Customs has not numbered the list yet: a return names that number.",
               .zh = "海关尚未给出清单编号：退货申请须填写原清单编号。",
               .ru = "Таможня ещё не присвоила перечню номер, а заявление о возврате его называет."}},
     .path = "/order/number",
     .wire = "invtNo",
     .must = Must::hold,
     .holds = [](const Facts& f) { return !f.given.list_number.empty(); }},
    {.rule =
         {.id = "CN-0802",
          .code = "return-lines-missing",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05#CEB213, CEB625 gnum: line of the original list; qty not more than declared",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The last refund has no lines, one that was not declared, or more of one than was "
                     "declared.",
               .zh = "最近一次退款没有商品行，或含未申报的商品行，或数量超过申报数量。",
               .ru = "В последнем возврате нет строк, есть незаявленная или больше, чем было заявлено."}},
     .path = "/refunds",
     .wire = "InvtRefundList",
     .must = Must::hold,
     .holds = comes_back_whole},
    {.rule =
         {.id = "CN-0803",
          .code = "return-reason-missing",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB213 reason; ceb-2022-05-xsd-import#CEB625 reason",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The reason of the refund is missing.",
               .zh = "缺少退货原因。",
               .ru = "Нет причины возврата."}},
     .path = "/refunds",
     .wire = "reason",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue {
         const order::Refund* refund = last_refund(f);
         return text_or_absent(refund == nullptr ? std::string_view{} : std::string_view(refund->reason));
     }},
    {.rule =
         {.id = "CN-0804",
          .code = "return-transport-missing",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd#CEB213 logisticsNo, trafName, voyageNo",
          .effective_from = kEditionFrom,
          .text =
              {.en = "How the goods come back is incomplete: refunds.logistics needs number, mode, "
                     "transportMeans "
                     "and journeyNumber.",
               .zh = "退运运输信息不完整：refunds.logistics 须含 number、mode、transportMeans 和 "
                     "journeyNumber。",
               .ru = "Неполно указано, как товар возвращается: в refunds.logistics нужны number, mode, "
                     "transportMeans и journeyNumber."}},
     .path = "/refunds",
     .wire = "trafName",
     .must = Must::hold,
     .holds =
         [](const Facts& f) {
             using order::Logistics;
             return std::ranges::none_of(
                 std::initializer_list<std::string Logistics::*>{
                     &Logistics::number,
                     &Logistics::mode,
                     &Logistics::transport_means,
                     &Logistics::journey_number
                 },
                 [&](auto member) { return carried_back_by(f, member).empty(); }
             );
         },
     .applies = is_export},
    {.rule =
         {.id = "CN-0805",
          .code = "regime-not-served",
          .remedy = Remedy::none,
          .basis = "ceb-2022-05#CEB213 tradeMode: 9661 for goods exported under 9610, 1261 for those of 1210",
          .effective_from = kEditionFrom,
          .text =
              {.en = "Goods exported under this mode do not come back by a return application.",
               .zh = "按该监管方式出口的货物不适用退货申请单。",
               .ru = "Для товаров, вывезенных по этому режиму, нет заявления о возврате."}},
     .path = "/order/tradeMode",
     .wire = "tradeMode",
     .must = Must::hold,
     .holds = [](const Facts& f) { return !f.tables->return_modes.value(f.trade_mode, f.day).empty(); },
     .applies = is_export},
};

}  // namespace

const order::Refund* last_refund(const Facts& facts) noexcept {
    return facts.order->refunds.empty() ? nullptr : &facts.order->refunds.back();
}

std::vector<ReturnedLine> returned_lines(const Facts& facts) {
    std::vector<ReturnedLine> out;
    const order::Refund* refund = last_refund(facts);
    for (std::size_t i = 0; refund != nullptr && i < facts.lines.size(); ++i) {
        for (const order::ConsignmentLine& line : refund->lines) {
            if (line.line_id == facts.lines[i].line->id) {
                out.push_back({.number = i + 1, .line = &facts.lines[i], .quantity = line.quantity});
            }
        }
    }
    return out;
}

void check_return(const Facts& facts, std::string_view leg, Violations& out) {
    rules::evaluate(return_rows(), facts, "", leg, out);
}

std::span<const rules::Row<Facts>> return_rows() noexcept {
    return kRows;
}

}  // namespace silkgate::adapters::cn
