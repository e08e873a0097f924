// Who receives the parcel: name, passport, tax number, phone.
#include "adapters/common/eaeu/identifiers.hpp"
#include "adapters/common/eaeu/script.hpp"
#include "adapters/ru/rule_rows.hpp"

namespace silkgate::adapters::ru {
namespace {

using View = DeclarationView;
using rules::FieldValue;
using rules::Kind;
using rules::text_or_absent;

bool is_identity_number(std::string_view text) {
    return rules::matches({.kind = Kind::digits, .min = 10, .max = 10}, text);
}

constexpr rules::Row<View> kRows[] = {
    holding<View>(
        {.id = "RU-0108",
         .code = "consignee-name-too-long",
         .remedy = Remedy::buyer,
         .basis = "fts-5.27.0#HouseShipment/ConsigneeDetails/cat_ru:OrganizationName: at most 150 characters",
         .text =
             {.en = "The consignee's full name is longer than 150 characters.",
              .zh = "收件人全名超过150个字符。",
              .ru = "Полное имя получателя длиннее 150 знаков."}},
        "/parties/consignee/nameParts",
        "OrganizationName",
        [](const View& v) { return name_length(*v.consignee->name_parts) <= 150; },
        has_name_parts
    ),
    present<View>(
        {.id = "RU-0110",
         .code = "passport-missing",
         .remedy = Remedy::buyer,
         .basis = "fts-5.27.0#HouseShipment/ConsigneeDetails/RUScat_ru:IdentityCard; practice#passport of "
                  "the recipient",
         .text =
             {.en = "The consignee's Russian passport (RU_PASSPORT) is missing.",
              .zh = "缺少收件人的俄罗斯护照（RU_PASSPORT）。",
              .ru = "Нет паспорта получателя (RU_PASSPORT)."}},
        "/parties/consignee/ids",
        "IdentityCard",
        [](const View& v) -> FieldValue {
            return v.identity == nullptr ? FieldValue{} : FieldValue{"present"};
        },
        has_consignee
    ),
    formatted<View>(
        {.id = "RU-0111",
         .code = "passport-invalid",
         .remedy = Remedy::buyer,
         .basis = "fts-5.27.0#RUScat_ru:IdentityCard IdentityCardSeries, IdentityCardNumber; practice#series "
                  "4, number 6 digits",
         .text =
             {.en = "The passport number is not ten digits (series 4, number 6).",
              .zh = "护照号不是10位数字（系列4位，号码6位）。",
              .ru = "Номер паспорта — не десять цифр (серия 4, номер 6)."}},
        "/parties/consignee/ids",
        "IdentityCardNumber",
        {.kind = Kind::custom, .accepts = is_identity_number},
        [](const View& v) -> FieldValue { return FieldValue{std::string_view(v.identity_number)}; },
        has_identity
    ),
    present<View>(
        {.id = "RU-0112",
         .code = "passport-issued-missing",
         .remedy = Remedy::buyer,
         .basis =
             "fts-5.27.0#RUScat_ru:IdentityCard/IdentityCardDate; practice#passport with its date of issue",
         .text =
             {.en = "The passport's date of issue is missing.",
              .zh = "缺少护照签发日期。",
              .ru = "Нет даты выдачи паспорта."}},
        "/parties/consignee/ids",
        "IdentityCardDate",
        [](const View& v) -> FieldValue { return text_or_absent(v.identity->issued); },
        has_identity
    ),
    present<View>(
        {.id = "RU-0115",
         .code = "passport-issuer-missing",
         .severity = Severity::warning,
         .remedy = Remedy::buyer,
         .basis = "fts-5.27.0#RUScat_ru:IdentityCard OrganizationName, IssuerCode (optional)",
         .text =
             {.en = "The authority that issued the passport is missing.",
              .zh = "缺少护照签发机关。",
              .ru = "Не указано, кем выдан паспорт."}},
        "/parties/consignee/ids",
        "OrganizationName",
        [](const View& v) -> FieldValue { return text_or_absent(v.identity->issuer); },
        has_identity
    ),
    formatted<View>(
        {.id = "RU-0116",
         .code = "passport-issuer-too-long",
         .remedy = Remedy::buyer,
         .basis = "fts-5.27.0#RUScat_ru:IdentityCard/OrganizationName: at most 150 characters",
         .text =
             {.en = "The passport's issuer is longer than 150 characters.",
              .zh = "护照签发机关超过150个字符。",
              .ru = "Название выдавшего паспорт органа длиннее 150 знаков."}},
        "/parties/consignee/ids",
        "OrganizationName",
        {.kind = Kind::text, .min = 1, .max = 150},
        [](const View& v) -> FieldValue { return text_or_absent(v.identity->issuer); },
        has_identity
    ),
    present<View>(
        {.id = "RU-0117",
         .code = "inn-missing",
         .remedy = Remedy::buyer,
         .basis = "fts-5.27.0#HouseShipment/ConsigneeDetails/cat_ru:RFOrganizationFeatures/INN; practice#INN "
                  "of the recipient",
         .text =
             {.en = "The consignee's tax number (RU_INN) is missing.",
              .zh = "缺少收件人的税号（RU_INN）。",
              .ru = "Нет ИНН получателя (RU_INN)."}},
        "/parties/consignee/ids",
        "INN",
        [](const View& v) -> FieldValue {
            return v.person_number == nullptr ? FieldValue{} : text_or_absent(v.person_number->number);
        },
        has_consignee
    ),
    formatted<View>(
        {.id = "RU-0118",
         .code = "inn-invalid",
         .remedy = Remedy::buyer,
         .basis = "stdnum#ru.inn: INN of a person has 12 digits, the last two are check digits",
         .text =
             {.en = "The INN is not a person's: 12 digits with right check digits are needed.",
              .zh = "个人税号无效：须为12位且校验位正确。",
              .ru = "ИНН неверен: нужны 12 цифр с верными контрольными."}},
        "/parties/consignee/ids",
        "INN",
        {.kind = Kind::custom, .accepts = eaeu::is_ru_inn_person},
        [](const View& v) -> FieldValue {
            return v.person_number == nullptr ? FieldValue{} : text_or_absent(v.person_number->number);
        },
        has_consignee
    ),
};

}  // namespace

std::span<const rules::Row<DeclarationView>> consignee_rows() noexcept {
    return kRows;
}

}  // namespace silkgate::adapters::ru
