// Who: names and addresses (IN-0101 to IN-0108).
#include "adapters/common/eaeu/rows.hpp"
#include "adapters/in/rules.hpp"

namespace silkgate::adapters::in {
namespace {

using eaeu::formatted;
using eaeu::holding;
using eaeu::present;
using rules::FieldValue;
using rules::text_or_absent;

const order::Party* consignee(const View& view) {
    return view.is_import ? view.here : view.abroad;
}

const order::Party* seller(const View& view) {
    return view.is_import ? view.abroad : view.here;
}

FieldValue consignee_name(const View& view) {
    return consignee(view) == nullptr ? FieldValue{} : text_or_absent(consignee(view)->name);
}

FieldValue seller_name(const View& view) {
    return seller(view) == nullptr ? FieldValue{} : text_or_absent(seller(view)->name);
}

bool has_address(const order::Party* party) {
    return party != nullptr && party->address && !party->address->city.empty() &&
           !(party->address->lines.empty() && party->address->street.empty() && party->address->full.empty());
}

bool consignee_has_address(const View& view) {
    return has_address(consignee(view));
}

bool seller_has_address(const View& view) {
    return has_address(seller(view));
}

bool is_unmasked(const View& view) {
    return consignee(view) == nullptr || !consignee(view)->masked;
}

FieldValue postcode_here(const View& view) {
    return view.here == nullptr || !view.here->address ? FieldValue{}
                                                       : text_or_absent(view.here->address->postcode);
}

bool state_is_known(const View& view) {
    return view.here == nullptr || !view.here->address || view.here->address->region.empty() ||
           !view.tables->state(view.here->address->region, view.day).empty();
}

bool is_import(const View& view) {
    return view.is_import;
}

bool consignee_has_kind(const View& view) {
    return consignee(view) == nullptr || consignee(view)->kind.has_value();
}

const rules::Row<View> kRows[] = {
    present<View>(
        {.id = "IN-0101",
         .code = "consignee-missing",
         .remedy = Remedy::buyer,
         .basis = "in-cbe-forms#consignee name",
         .effective_from = "",
         .text =
             {.en = "The consignee's name is missing.",
              .zh = "缺少收货人姓名。",
              .ru = "Не указано имя получателя."}},
        "/parties/consignee/name",
        "consignee name",
        consignee_name
    ),
    present<View>(
        {.id = "IN-0102",
         .code = "seller-missing",
         .remedy = Remedy::connection,
         .basis = "in-cbe-forms#consignor name",
         .effective_from = "",
         .text =
             {.en = "The consignor's name is missing.",
              .zh = "缺少发货人名称。",
              .ru = "Не указан отправитель."}},
        "/parties/seller/name",
        "consignor name",
        seller_name
    ),
    holding<View>(
        {.id = "IN-0103",
         .code = "consignee-address-missing",
         .remedy = Remedy::buyer,
         .basis = "in-cbe-forms#consignee address",
         .effective_from = "",
         .text =
             {.en = "The consignee's address lacks the town or the street.",
              .zh = "收货人地址缺少城市或街道。",
              .ru = "В адресе получателя нет города или улицы."}},
        "/parties/consignee/address",
        "consignee address",
        consignee_has_address
    ),
    holding<View>(
        {.id = "IN-0104",
         .code = "seller-address-missing",
         .remedy = Remedy::connection,
         .basis = "in-cbe-forms#consignor address",
         .effective_from = "",
         .text =
             {.en = "The consignor's address lacks the town or the street.",
              .zh = "发货人地址缺少城市或街道。",
              .ru = "В адресе отправителя нет города или улицы."}},
        "/parties/seller/address",
        "consignor address",
        seller_has_address
    ),
    holding<View>(
        {.id = "IN-0105",
         .code = "buyer-data-masked",
         .remedy = Remedy::buyer,
         .basis = "in-cbe-forms#consignee: the form is for the person who receives",
         .effective_from = "",
         .text =
             {.en = "The consignee's data are masked by the platform.",
              .zh = "收货人信息被平台隐藏。",
              .ru = "Данные получателя скрыты площадкой."}},
        "/parties/consignee/name",
        "consignee name",
        is_unmasked
    ),
    formatted<View>(
        {.id = "IN-0106",
         .code = "postcode-invalid",
         .severity = Severity::warning,
         .remedy = Remedy::buyer,
         .basis = "in-ids#PIN: 6 digits",
         .effective_from = "",
         .text =
             {.en = "An Indian postcode (PIN) has 6 digits.",
              .zh = "印度邮政编码（PIN）为6位数字。",
              .ru = "Индийский индекс (PIN) состоит из 6 цифр."}},
        "/parties",
        "PIN",
        {.kind = rules::Kind::digits, .min = 6, .max = 6},
        postcode_here
    ),
    holding<View>(
        {.id = "IN-0107",
         .code = "state-unknown",
         .severity = Severity::warning,
         .remedy = Remedy::buyer,
         .basis = "in-codes#state codes",
         .effective_from = "",
         .text =
             {.en = "The state is not one of the list of state codes: the code is left out.",
              .zh = "该邦不在邦代码表中，代码将留空。",
              .ru = "Штата нет в перечне кодов: код не указывается."}},
        "/parties",
        "state code",
        state_is_known
    ),
    holding<View>(
        {.id = "IN-0108",
         .code = "consignee-kind-missing",
         .remedy = Remedy::payload,
         .basis = "in-9804-2026#goods for personal use of a person",
         .effective_from = "",
         .text =
             {.en = "Whether the consignee is a person or an organisation is not said; it decides the duty.",
              .zh = "未说明收货人是个人还是单位，无法确定适用的税率。",
              .ru = "Не сказано, лицо получатель или организация; от этого зависит пошлина."}},
        "/parties/consignee/kind",
        "importer type",
        consignee_has_kind,
        is_import
    ),
};

}  // namespace

std::span<const rules::Row<View>> party_rows() noexcept {
    return kRows;
}

}  // namespace silkgate::adapters::in
