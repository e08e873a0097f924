#include "adapters/cn/import_rules.hpp"

#include <algorithm>
#include <chrono>

namespace silkgate::adapters::cn {
namespace {

using rules::FieldValue;
using rules::Kind;
using rules::Must;
using rules::text_or_absent;

// 17 digits and a check character: weights 2^(18-i) mod 11, remainder 1 completes (ISO 7064, MOD 11-2).
bool is_identity_card(std::string_view text) {
    constexpr std::size_t kLength = 18;
    constexpr int kModulus = 11;
    constexpr int kTen = 10;  // written X
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != kLength || !std::ranges::all_of(text.substr(0, kLength - 1), is_digit) ||
        (!is_digit(text.back()) && text.back() != 'X')) {
        return false;
    }
    const auto number = [&](std::size_t at, std::size_t count) {
        int value = 0;
        for (const char c : text.substr(at, count)) {
            value = value * kTen + (c - '0');
        }
        return value;
    };
    const std::chrono::year_month_day born{
        std::chrono::year(number(6, 4)),
        std::chrono::month(static_cast<unsigned>(number(10, 2))),
        std::chrono::day(static_cast<unsigned>(number(12, 2)))
    };
    int remainder = 0;
    for (const char c : text.substr(0, kLength - 1)) {
        remainder = (remainder + (c - '0')) * 2 % kModulus;
    }
    const int last = text.back() == 'X' ? kTen : text.back() - '0';
    return born.ok() && (remainder + last) % kModulus == 1;
}

bool is_unmasked(const Facts& facts) {
    const auto open = [](const order::Party* party) { return party == nullptr || !party->masked; };
    return open(facts.import.buyer) && open(facts.import.consignee);
}

bool is_payment_sender_whole(const Facts& facts) {
    const Sender& sender = facts.configured.senders[static_cast<std::size_t>(Filing::payment)];
    return sender.code.empty() == sender.name.empty() && sender.code.empty() == sender.dxp_id.empty();
}

constexpr rules::Row<Facts> kRows[] = {
    {.rule =
         {.id = "CN-0701",
          .code = "buyer-name-missing",
          .remedy = Remedy::buyer,
          .basis = "ceb-2022-05-xsd-import#CEB311, CEB621 buyerName",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The name of the person who ordered is missing.",
               .zh = "缺少订购人姓名。",
               .ru = "Нет имени заказчика."}},
     .path = "/parties/buyer/name",
     .wire = "buyerName",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue {
         return text_or_absent(
             f.import.buyer == nullptr ? std::string_view{} : std::string_view(f.import.buyer->name)
         );
     }},
    {.rule =
         {.id = "CN-0702",
          .code = "buyer-name-too-long",
          .remedy = Remedy::buyer,
          .basis = "ceb-2022-05-xsd-import#CEB311, CEB621 buyerName: at most 60 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The name of the person who ordered is longer than 60 characters.",
               .zh = "订购人姓名超过60个字符。",
               .ru = "Имя заказчика длиннее 60 знаков."}},
     .path = "/parties/buyer/name",
     .wire = "buyerName",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 60},
     .value = [](const Facts& f) -> FieldValue {
         return text_or_absent(
             f.import.buyer == nullptr ? std::string_view{} : std::string_view(f.import.buyer->name)
         );
     }},
    {.rule =
         {.id = "CN-0703",
          .code = "buyer-phone-missing",
          .remedy = Remedy::buyer,
          .basis = "ceb-2022-05-xsd-import#CEB311, CEB621 buyerTelephone",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The telephone of the person who ordered is missing.",
               .zh = "缺少订购人电话。",
               .ru = "Нет телефона заказчика."}},
     .path = "/parties/buyer/phone",
     .wire = "buyerTelephone",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue {
         return text_or_absent(
             f.import.buyer == nullptr ? std::string_view{} : std::string_view(f.import.buyer->phone)
         );
     }},
    {.rule =
         {.id = "CN-0704",
          .code = "buyer-phone-too-long",
          .remedy = Remedy::buyer,
          .basis = "ceb-2022-05-xsd-import#CEB311, CEB621 buyerTelephone: at most 30 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The telephone of the person who ordered is longer than 30 characters.",
               .zh = "订购人电话超过30个字符。",
               .ru = "Телефон заказчика длиннее 30 знаков."}},
     .path = "/parties/buyer/phone",
     .wire = "buyerTelephone",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 30},
     .value = [](const Facts& f) -> FieldValue {
         return text_or_absent(
             f.import.buyer == nullptr ? std::string_view{} : std::string_view(f.import.buyer->phone)
         );
     }},
    {.rule =
         {.id = "CN-0705",
          .code = "buyer-id-missing",
          .remedy = Remedy::buyer,
          .basis = "ceb-2022-05#CEB311, CEB621 buyerIdType: identity card is the only value allowed",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The identity card number of the person who ordered is missing (ids, kind CN_ID).",
               .zh = "缺少订购人身份证号（ids，类型 CN_ID）。",
               .ru = "Нет номера удостоверения личности заказчика (ids, вид CN_ID)."}},
     .path = "/parties/buyer/ids",
     .wire = "buyerIdNumber",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.import.buyer_id); }},
    {.rule =
         {.id = "CN-0706",
          .code = "buyer-id-invalid",
          .remedy = Remedy::buyer,
          .basis = "gb-11643#18 characters: area, date of birth, serial, check character",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The identity card number of the person who ordered is not one: 17 digits and a check "
                     "character, with a real date of birth.",
               .zh = "订购人身份证号无效：应为17位数字加校验码，且出生日期真实。",
               .ru = "Номер удостоверения личности заказчика неверен: 17 цифр и контрольный знак, дата "
                     "рождения настоящая."}},
     .path = "/parties/buyer/ids",
     .wire = "buyerIdNumber",
     .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_identity_card},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.import.buyer_id); }},
    {.rule =
         {.id = "CN-0707",
          .code = "buyer-account-missing",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd-import#CEB311 buyerRegNo",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The account of the person who ordered at the platform is missing "
                     "(parties.buyer.account).",
               .zh = "缺少订购人在平台的注册号（parties.buyer.account）。",
               .ru = "Нет учётной записи заказчика на площадке (parties.buyer.account)."}},
     .path = "/parties/buyer/account",
     .wire = "buyerRegNo",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue {
         return text_or_absent(
             f.import.buyer == nullptr ? std::string_view{} : std::string_view(f.import.buyer->account)
         );
     }},
    {.rule =
         {.id = "CN-0708",
          .code = "consignee-name-missing",
          .remedy = Remedy::buyer,
          .basis = "ceb-2022-05-xsd-import#CEB311, CEB511 consignee",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The name of the consignee is missing.",
               .zh = "缺少收货人姓名。",
               .ru = "Нет имени получателя."}},
     .path = "/parties/consignee/name",
     .wire = "consignee",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue {
         return text_or_absent(
             f.import.consignee == nullptr ? std::string_view{} : std::string_view(f.import.consignee->name)
         );
     }},
    {.rule =
         {.id = "CN-0709",
          .code = "consignee-name-too-long",
          .remedy = Remedy::buyer,
          .basis = "ceb-2022-05-xsd-import#CEB311, CEB511 consignee: at most 100 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The name of the consignee is longer than 100 characters.",
               .zh = "收货人姓名超过100个字符。",
               .ru = "Имя получателя длиннее 100 знаков."}},
     .path = "/parties/consignee/name",
     .wire = "consignee",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 100},
     .value = [](const Facts& f) -> FieldValue {
         return text_or_absent(
             f.import.consignee == nullptr ? std::string_view{} : std::string_view(f.import.consignee->name)
         );
     }},
    {.rule =
         {.id = "CN-0710",
          .code = "consignee-phone-missing",
          .remedy = Remedy::buyer,
          .basis = "ceb-2022-05-xsd-import#CEB311, CEB511 consigneeTelephone",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The telephone of the consignee is missing.",
               .zh = "缺少收货人电话。",
               .ru = "Нет телефона получателя."}},
     .path = "/parties/consignee/phone",
     .wire = "consigneeTelephone",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue {
         return text_or_absent(
             f.import.consignee == nullptr ? std::string_view{} : std::string_view(f.import.consignee->phone)
         );
     }},
    {.rule =
         {.id = "CN-0711",
          .code = "consignee-address-missing",
          .remedy = Remedy::buyer,
          .basis = "ceb-2022-05-xsd-import#CEB311, CEB511, CEB621 consigneeAddress",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The address of the consignee is missing.",
               .zh = "缺少收货地址。",
               .ru = "Нет адреса получателя."}},
     .path = "/parties/consignee/address",
     .wire = "consigneeAddress",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.import.address); }},
    {.rule =
         {.id = "CN-0712",
          .code = "consignee-address-too-long",
          .remedy = Remedy::buyer,
          .basis = "ceb-2022-05-xsd-import#CEB311, CEB511, CEB621 consigneeAddress: at most 200 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The address of the consignee is longer than 200 characters.",
               .zh = "收货地址超过200个字符。",
               .ru = "Адрес получателя длиннее 200 знаков."}},
     .path = "/parties/consignee/address",
     .wire = "consigneeAddress",
     .must = Must::have_format,
     .format = {.kind = Kind::text, .min = 1, .max = 200},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.import.address); }},
    {.rule =
         {.id = "CN-0713",
          .code = "buyer-masked",
          .remedy = Remedy::buyer,
          .basis = "ceb-2022-05#CEB311: consignee, telephone and address agree with the waybill",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The platform hides the data of the buyer or consignee, and masked data can not be "
                     "declared.",
               .zh = "平台隐藏了订购人或收货人信息，脱敏数据不能申报。",
               .ru = "Площадка скрывает данные покупателя или получателя, а их нельзя декларировать."}},
     .path = "/parties/buyer",
     .wire = "buyerName",
     .must = Must::hold,
     .holds = is_unmasked},
    {.rule =
         {.id = "CN-0714",
          .code = "platform-code-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05#CEB311, CEB621 ebpCode: 10 or 18 characters; no foreign platform",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The platform of an import has a 10-character customs code or an 18-character "
                     "social-credit code.",
               .zh = "进口电商平台须有10位海关编码或18位统一社会信用代码。",
               .ru = "У площадки ввоза есть таможенный код из 10 или социально-кредитный из 18 знаков."}},
     .path = "/parties/platform",
     .wire = "ebpCode",
     .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_enterprise_code},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.platform.code); }},
    {.rule =
         {.id = "CN-0715",
          .code = "payment-enterprise-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd-import#CEB411 payCode, payName",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The payment enterprise is missing: set CN.payCode and CN.payName, or send the payment "
                     "with its provider.",
               .zh = "缺少支付企业：请设置 CN.payCode 和 CN.payName，或在支付信息中提供。",
               .ru = "Нет платёжного предприятия: задайте CN.payCode и CN.payName либо передайте его в "
                     "платеже."}},
     .path = "/payments",
     .wire = "payCode",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue {
         return text_or_absent(f.import.pay.name.empty() ? std::string_view{} : f.import.pay.code);
     },
     .applies = sends_payment},
    {.rule =
         {.id = "CN-0716",
          .code = "payment-enterprise-malformed",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05#CEB311, CEB411 payCode: 10 or 18 characters",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The code of the payment enterprise is not a 10-character customs or 18-character "
                     "social-credit code.",
               .zh = "支付企业编码不是10位海关编码或18位统一社会信用代码。",
               .ru = "Код платёжного предприятия — не таможенный из 10 и не социально-кредитный из 18 знаков."
              }},
     .path = "/payments",
     .wire = "payCode",
     .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_enterprise_code},
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.import.pay.code); },
     .applies = sends_payment},
    {.rule =
         {.id = "CN-0717",
          .code = "payment-missing",
          .remedy = Remedy::payload,
          .basis = "ceb-2022-05-xsd-import#CEB411 payTransactionId, payTime",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The payment with its number and time is missing.",
               .zh = "缺少含交易号和时间的支付信息。",
               .ru = "Нет платежа с номером и временем."}},
     .path = "/payments",
     .wire = "payTransactionId",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue {
         return text_or_absent(
             f.import.payment == nullptr || !f.import.payment->paid_at
                 ? std::string_view{}
                 : std::string_view(f.import.payment->id)
         );
     },
     .applies = sends_payment},
    {.rule =
         {.id = "CN-0718",
          .code = "payer-id-missing",
          .remedy = Remedy::buyer,
          .basis = "ceb-2022-05#CEB411 payerIdType: identity card only",
          .effective_from = kEditionFrom,
          .text =
              {.en = "The identity card number of the payer is missing (ids, kind CN_ID).",
               .zh = "缺少支付人身份证号（ids，类型 CN_ID）。",
               .ru = "Нет номера удостоверения личности плательщика (ids, вид CN_ID)."}},
     .path = "/parties/payer/ids",
     .wire = "payerIdNumber",
     .must = Must::be_present,
     .value = [](const Facts& f) -> FieldValue { return text_or_absent(f.import.payer_id); },
     .applies = sends_payment},
    {.rule =
         {.id = "CN-0719",
          .code = "sender-missing",
          .remedy = Remedy::connection,
          .basis = "ceb-2022-05-xsd-import#CEB411 BaseTransfer",
          .effective_from = kEditionFrom,
          .text =
              {.en = "Who sends CEB411 is incomplete: set CN.copCode.CEB411, CN.copName.CEB411 and "
                     "CN.dxpId.CEB411, or none of them.",
               .zh = "CEB411的传输企业信息不完整：请同时设置或都不设置 CN.copCode.CEB411、CN.copName.CEB411 "
                     "和 CN.dxpId.CEB411。",
               .ru = "Отправитель CEB411 указан не полностью: задайте CN.copCode.CEB411, CN.copName.CEB411 и "
                     "CN.dxpId.CEB411 или ничего из них."}},
     .path = "/payments",
     .wire = "BaseTransfer/copCode",
     .must = Must::hold,
     .holds = is_payment_sender_whole},
};

}  // namespace

std::span<const rules::Row<Facts>> import_people_rows() noexcept {
    return kRows;
}

}  // namespace silkgate::adapters::cn
