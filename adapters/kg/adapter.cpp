// Kyrgyzstan: express cargo of persons (ПТДЭГ) and of organisations, in and out (ДТЭГ), in the Commission's
// structure R.043.
#include "adapters/adapter.hpp"

#include "adapters/common/eaeu/facts.hpp"
#include "adapters/common/eaeu/identifiers.hpp"
#include "adapters/common/eaeu/r043.hpp"
#include "adapters/common/eaeu/rows.hpp"

namespace silkgate::adapters::kg {
namespace {

using eaeu::carrier_tax_id_of;
using eaeu::formatted;
using eaeu::has_consignee;
using eaeu::person_number_of;
using eaeu::present;

using View = eaeu::DeclarationView;
using rules::Kind;

bool is_14_digits(std::string_view text) {
    return rules::matches({.kind = Kind::digits, .min = 14, .max = 14}, text);
}

constexpr rules::Row<View> kConsignee[] = {
    present<View>(
        {.id = "KG-0101",
         .code = "person-number-missing",
         .remedy = Remedy::buyer,
         .basis = "eec-9#ConsigneeDetails/PersonId; practice#number of the recipient",
         .text =
             {.en = "The consignee's personal number (KG_PIN) is missing.",
              .zh = "缺少收件人的个人识别号（KG_PIN）。",
              .ru = "Нет персонального номера получателя (KG_PIN)."}},
        "/parties/consignee/ids",
        "PersonId",
        person_number_of,
        has_consignee
    ),
    formatted<View>(
        {.id = "KG-0102",
         .code = "person-number-invalid",
         .remedy = Remedy::buyer,
         .basis = "kg-pin#14 digits: 1 or 2, the date of birth DDMMYYYY, a serial",
         .text =
             {.en = "The personal number is not 14 digits with sex and date of birth.",
              .zh = "个人识别号须为含性别与出生日期的14位数字。",
              .ru = "Персональный номер — не 14 цифр с полом и датой рождения."}},
        "/parties/consignee/ids",
        "PersonId",
        {.kind = Kind::custom, .accepts = eaeu::has_kg_pin_pattern},
        person_number_of,
        has_consignee
    ),
};

constexpr rules::Row<View> kBroker[] = {
    formatted<View>(
        {.id = "KG-0501",
         .code = "carrier-tax-number-invalid",
         .remedy = Remedy::connection,
         .basis = "kg-pin#a tax number has 14 digits, too",
         .text =
             {.en = "KG.carrierTaxId is not 14 digits.",
              .zh = "KG.carrierTaxId 不是14位数字。",
              .ru = "KG.carrierTaxId — не 14 цифр."}},
        "/order/flow/destinationCountry",
        "TaxpayerId",
        {.kind = Kind::custom, .accepts = is_14_digits},
        carrier_tax_id_of,
        nullptr
    ),
};

constexpr Rule kDuty{
    .id = "KG-0610",
    .code = "personal-use-duty",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis =
        "eec-107#annexes 1 and 2: above the limits, the greater of a share of the value's excess and an "
        "amount per kilogram of the weight's (limits.csv)",
    .effective_from = "2024-04-01",
    .text =
        {.en = "Single-rate duty on goods for personal use.",
         .zh = "个人自用商品统一税率关税。",
         .ru = "Пошлина по единой ставке на товары для личного пользования."}
};

constexpr Source kSources[] = {
    {"nbkr-daily", "National Bank of the Kyrgyz Republic, official rates of the day", "by date"},
    {"kg-pin", "Form of the personal number: sex, date of birth, serial", "2026-11"},
};

constexpr eaeu::R043Profile kProfile{
    .country =
        {.code = "KG",
         .currency = "KGS",
         .currency_number = "417",
         .bank = "NBKR",
         .offset = std::chrono::minutes{360},  // UTC+6 without summer time since 2005
         .identity = "KG_PASSPORT",
         .person_number = "KG_PIN",
         .tax_number = "KG_INN",
         .is_tax_number = is_14_digits},
    .version = "kg/1",
    .system = "State Customs Service of Kyrgyzstan (structure R.043)",
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

}  // namespace silkgate::adapters::kg
