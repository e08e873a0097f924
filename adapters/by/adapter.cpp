// Belarus: express cargo of persons (ПТДЭГ) and of organisations, in and out (ДТЭГ), in the Commission's
// structure R.043.
#include "adapters/adapter.hpp"

#include "adapters/common/eaeu/facts.hpp"
#include "adapters/common/eaeu/identifiers.hpp"
#include "adapters/common/eaeu/r043.hpp"
#include "adapters/common/eaeu/rows.hpp"

namespace silkgate::adapters::by {
namespace {

using eaeu::carrier_tax_id_of;
using eaeu::formatted;
using eaeu::has_consignee;
using eaeu::holding;
using eaeu::person_number_of;
using eaeu::present;
using View = eaeu::DeclarationView;
using rules::Kind;

constexpr rules::Row<View> kConsignee[] = {
    present<View>(
        {.id = "BY-0101",
         .code = "person-number-missing",
         .remedy = Remedy::buyer,
         .basis = "eec-9#ConsigneeDetails/PersonId; practice#number of the recipient",
         .text =
             {.en = "The consignee's personal number (BY_PERSONAL_NUMBER) is missing.",
              .zh = "缺少收件人的个人编号（BY_PERSONAL_NUMBER）。",
              .ru = "Нет личного номера получателя (BY_PERSONAL_NUMBER)."}},
        "/parties/consignee/ids",
        "PersonId",
        person_number_of,
        has_consignee
    ),
    formatted<View>(
        {.id = "BY-0102",
         .code = "person-number-invalid",
         .remedy = Remedy::buyer,
         .basis = "by-personal#14 characters, the last a check digit",
         .text =
             {.en = "The personal number is not 14 digits and capitals with a right check digit.",
              .zh = "个人编号须为14位数字或大写字母且校验位正确。",
              .ru = "Личный номер — не 14 цифр и заглавных букв с верной контрольной."}},
        "/parties/consignee/ids",
        "PersonId",
        {.kind = Kind::custom, .accepts = eaeu::is_by_personal_number},
        person_number_of,
        has_consignee
    ),
    holding<View>(
        {.id = "BY-0103",
         .code = "monthly-limit-unknown",
         .severity = Severity::warning,
         .remedy = Remedy::none,
         .basis = "by-490#200 EUR and 31 kg in a calendar month for one recipient",
         .text =
             {.en = "Belarus limits value and weight by calendar month and recipient; only this parcel is "
                    "counted, so duty may be due on top.",
              .zh = "白俄罗斯按自然月和收件人计算限额；此处仅计算本包裹，可能需补缴关税。",
              .ru = "В Беларуси пределы считаются за календарный месяц на получателя; учтена только эта "
                    "посылка, пошлина может быть больше."}},
        "/parties/consignee/ids",
        "CustomsPaymentDetails",
        [](const View&) { return false; },
        has_consignee
    ),
};

constexpr rules::Row<View> kBroker[] = {
    formatted<View>(
        {.id = "BY-0501",
         .code = "carrier-tax-number-invalid",
         .remedy = Remedy::connection,
         .basis = "stdnum#by.unp",
         .text =
             {.en = "BY.carrierTaxId is not a UNP with a right check digit.",
              .zh = "BY.carrierTaxId 不是校验位正确的 UNP。",
              .ru = "BY.carrierTaxId — не УНП с верной контрольной цифрой."}},
        "/order/flow/destinationCountry",
        "TaxpayerId",
        {.kind = Kind::custom, .accepts = eaeu::is_by_unp},
        carrier_tax_id_of,
        nullptr
    ),
};

constexpr Rule kDuty{
    .id = "BY-0610",
    .code = "personal-use-duty",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis =
        "by-490#200 EUR and 31 kg, here of one parcel; eec-107#annexes 1 and 2: above the limits, the "
        "greater of a share of the value's excess and an amount per kilogram of the weight's (limits.csv)",
    .effective_from = "2024-04-01",
    .text =
        {.en = "Single-rate duty on goods for personal use.",
         .zh = "个人自用商品统一税率关税。",
         .ru = "Пошлина по единой ставке на товары для личного пользования."}
};

constexpr Source kSources[] = {
    {"nbrb-daily", "National Bank of Belarus, official rates of the day", "by date"},
    {"by-490", "Edict 490 and its predecessors (monthly limits)", "22.12.2018"},
    {"stdnum", "python-stdnum, check digits of identification numbers", "2b92075"},
    {"by-personal", "Check digit of the personal number, public validator", "df48c3c"},
};

constexpr eaeu::R043Profile kProfile{
    .country =
        {.code = "BY",
         .currency = "BYN",
         .currency_number = "933",
         .bank = "NBRB",
         .offset = std::chrono::minutes{180},  // UTC+3 without summer time since 2011
         .identity = "BY_PASSPORT",
         .person_number = "BY_PERSONAL_NUMBER",
         .tax_number = "BY_UNP",
         .is_tax_number = [](std::string_view unp) { return eaeu::is_by_unp(unp); }},
    .version = "by/1",
    .system = "State Customs Committee of Belarus, NASED (structure R.043)",
    .status = AdapterStatus::wip,
    .identity_kind_code = "",
    .identity_kind_name = "ПАСПОРТ",
    .duty = &kDuty,
    .consignee = kConsignee,
    .broker = kBroker,
    .party = {},
    .sources = kSources,
};

}  // namespace

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data);

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data) {
    return eaeu::make_r043(kProfile, read_data);
}

}  // namespace silkgate::adapters::by
