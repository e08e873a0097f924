// Kazakhstan: express cargo of persons (ПТДЭГ) and of organisations, in and out (ДТЭГ), in the Commission's
// structure R.043.
#include "adapters/adapter.hpp"

#include "adapters/common/eaeu/facts.hpp"
#include "adapters/common/eaeu/identifiers.hpp"
#include "adapters/common/eaeu/r043.hpp"
#include "adapters/common/eaeu/rows.hpp"

namespace silkgate::adapters::kz {
namespace {

using eaeu::carrier_tax_id_of;
using eaeu::formatted;
using eaeu::has_consignee;
using eaeu::person_number_of;
using eaeu::present;

using View = eaeu::DeclarationView;
using rules::Kind;

bool is_12_digits(std::string_view text) {
    return rules::matches({.kind = Kind::digits, .min = 12, .max = 12}, text);
}

// Numbers of a wrong length have their own rule.
bool is_iin_or_no_number(std::string_view text) {
    return !is_12_digits(text) || eaeu::is_kz_iin(text);
}

bool is_bin_or_no_number(std::string_view text) {
    return !is_12_digits(text) || eaeu::is_kz_bin(text);
}

constexpr rules::Row<View> kConsignee[] = {
    present<View>(
        {.id = "KZ-0101",
         .code = "person-number-missing",
         .remedy = Remedy::buyer,
         .basis = "eec-9#ConsigneeDetails/PersonId; practice#number of the recipient",
         .text =
             {.en = "The consignee's IIN (KZ_IIN) is missing.",
              .zh = "缺少收件人的个人识别号（KZ_IIN）。",
              .ru = "Нет ИИН получателя (KZ_IIN)."}},
        "/parties/consignee/ids",
        "PersonId",
        person_number_of,
        has_consignee
    ),
    formatted<View>(
        {.id = "KZ-0102",
         .code = "person-number-invalid",
         .remedy = Remedy::buyer,
         .basis = "kz-iin#12 digits",
         .text = {.en = "The IIN is not 12 digits.", .zh = "IIN 不是12位数字。", .ru = "ИИН — не 12 цифр."}},
        "/parties/consignee/ids",
        "PersonId",
        {.kind = Kind::custom, .accepts = is_12_digits},
        person_number_of,
        has_consignee
    ),
    formatted<View>(
        {.id = "KZ-0103",
         .code = "person-number-doubtful",
         .severity = Severity::warning,
         .remedy = Remedy::buyer,
         .basis = "kz-iin#date, century and check digit; a few issued numbers break the check digit",
         .text =
             {.en = "The IIN's date or check digit is wrong: have it checked.",
              .zh = "IIN 的日期或校验位有误：请核查。",
              .ru = "Дата или контрольная цифра ИИН неверна: проверьте."}},
        "/parties/consignee/ids",
        "PersonId",
        {.kind = Kind::custom, .accepts = is_iin_or_no_number},
        person_number_of,
        has_consignee
    ),
};

constexpr rules::Row<View> kBroker[] = {
    formatted<View>(
        {.id = "KZ-0501",
         .code = "carrier-tax-number-invalid",
         .remedy = Remedy::connection,
         .basis = "kz-iin#BIN: 12 digits",
         .text =
             {.en = "KZ.carrierTaxId is not 12 digits.",
              .zh = "KZ.carrierTaxId 不是12位数字。",
              .ru = "KZ.carrierTaxId — не 12 цифр."}},
        "/order/flow/destinationCountry",
        "TaxpayerId",
        {.kind = Kind::custom, .accepts = is_12_digits},
        carrier_tax_id_of,
        nullptr
    ),
    formatted<View>(
        {.id = "KZ-0502",
         .code = "carrier-tax-number-doubtful",
         .severity = Severity::warning,
         .remedy = Remedy::connection,
         .basis = "kz-iin#BIN: month, kind and check digit; a few issued numbers break the check digit",
         .text =
             {.en = "The BIN in KZ.carrierTaxId has a wrong month, kind or check digit: have it checked.",
              .zh = "KZ.carrierTaxId 的 BIN 月份、类型或校验位有误：请核查。",
              .ru = "БИН в KZ.carrierTaxId: месяц, вид или контрольная цифра неверны, проверьте."}},
        "/order/flow/destinationCountry",
        "TaxpayerId",
        {.kind = Kind::custom, .accepts = is_bin_or_no_number},
        carrier_tax_id_of,
        nullptr
    ),
};

constexpr rules::Row<eaeu::PartyView> kParty[] = {
    eaeu::holding<eaeu::PartyView>(
        {.id = "KZ-0701",
         .code = "tax-number-doubtful",
         .severity = Severity::warning,
         .remedy = Remedy::payload,
         .basis =
             "kz-iin#BIN or IIN: month, kind and check digit; a few issued numbers break the check digit",
         .text =
             {.en = "The organisation's BIN or IIN has a wrong date, kind or check digit: have it checked.",
              .zh = "企业 BIN 或 IIN 的日期、类型或校验位有误：请核查。",
              .ru = "БИН или ИИН организации: дата, вид или контрольная цифра неверны, проверьте."}},
        "/registrations",
        "TaxpayerId",
        [](const eaeu::PartyView& end) {
            return eaeu::is_kz_bin(end.view->tax_number) || eaeu::is_kz_iin(end.view->tax_number);
        },
        [](const eaeu::PartyView& end) { return is_12_digits(end.view->tax_number); }
    ),
};

constexpr Rule kDuty{
    .id = "KZ-0610",
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
    {"nbk-daily", "National Bank of Kazakhstan, official rates of the day", "by date"},
    {"kz-iin", "Rules of the IIN and BIN, as several open libraries agree", "2026-11"},
    {"kedenapp",
     "rshaikhudinov/KedenApp and Gessar/express_xlsx_xml, public code of express carriers",
     "6617f3d, c7eb34c"},
};

constexpr eaeu::R043Profile kProfile{
    .country =
        {.code = "KZ",
         .currency = "KZT",
         .currency_number = "398",
         .bank = "NBK",
         .offset = std::chrono::minutes{300},  // UTC+5 in the whole country since 1 March 2024
         .identity = "KZ_IDENTITY_CARD",
         .person_number = "KZ_IIN",
         .tax_number = "KZ_BIN",
         .is_tax_number = is_12_digits},
    .version = "kz/1",
    .system = "State Revenue Committee of Kazakhstan, KEDEN (structure R.043)",
    .status = AdapterStatus::wip,
    .identity_kind_code = "KZ02014",
    .identity_kind_name = "",
    .duty = &kDuty,
    .consignee = kConsignee,
    .broker = kBroker,
    .party = kParty,
    .sources = kSources,
};

}  // namespace

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data);

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data) {
    return eaeu::make_r043(kProfile, read_data);
}

}  // namespace silkgate::adapters::kz
