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
    present<View>(
        {.id = "RU-0101",
         .code = "consignee-missing",
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#HouseShipment/ConsigneeDetails; eec-158#form and order of filling",
         .text =
             {.en = "The person who receives the parcel is missing.",
              .zh = "缺少收件人。",
              .ru = "Нет получателя посылки."}},
        "/parties/consignee",
        "ConsigneeDetails",
        [](const View& v) -> FieldValue {
            return v.consignee == nullptr ? FieldValue{} : FieldValue{"present"};
        }
    ),
    holding<View>(
        {.id = "RU-0102",
         .code = "consignee-masked",
         .remedy = Remedy::buyer,
         .basis = "fts-5.27.0#HouseShipment/ConsigneeDetails; practice#a masked value is not the person's",
         .text =
             {.en = "The consignee's data are masked: the full data are needed.",
              .zh = "收件人数据已脱敏：需要完整数据。",
              .ru = "Данные получателя скрыты: нужны полные."}},
        "/parties/consignee",
        "ConsigneeDetails",
        [](const View& v) { return !v.consignee->masked; },
        has_consignee
    ),
    present<View>(
        {.id = "RU-0103",
         .code = "consignee-name-missing",
         .remedy = Remedy::buyer,
         .basis = "fts-5.27.0#HouseShipment/ConsigneeDetails/cat_ru:OrganizationName (surname, name, "
                  "patronymic); eec-158#form and order of filling",
         .text =
             {.en = "The consignee's surname is missing.",
              .zh = "缺少收件人的姓氏。",
              .ru = "Нет фамилии получателя."}},
        "/parties/consignee/nameParts/family",
        "OrganizationName",
        [](const View& v) -> FieldValue {
            return has_name_parts(v) ? text_or_absent(v.consignee->name_parts->family) : FieldValue{};
        },
        has_consignee
    ),
    present<View>(
        {.id = "RU-0104",
         .code = "consignee-name-missing",
         .remedy = Remedy::buyer,
         .basis = "fts-5.27.0#HouseShipment/ConsigneeDetails/cat_ru:OrganizationName (surname, name, "
                  "patronymic); eec-158#form and order of filling",
         .text =
             {.en = "The consignee's given name is missing.",
              .zh = "缺少收件人的名字。",
              .ru = "Нет имени получателя."}},
        "/parties/consignee/nameParts/given",
        "OrganizationName",
        [](const View& v) -> FieldValue {
            return has_name_parts(v) ? text_or_absent(v.consignee->name_parts->given) : FieldValue{};
        },
        has_consignee
    ),
    formatted<View>(
        {.id = "RU-0105",
         .code = "consignee-name-not-cyrillic",
         .remedy = Remedy::buyer,
         .basis = "practice#full name in the local script, as in the passport",
         .text =
             {.en = "The consignee's surname must be in Cyrillic, as in the passport.",
              .zh = "收件人姓氏须为西里尔字母，与护照一致。",
              .ru = "Фамилия получателя должна быть кириллицей, как в паспорте."}},
        "/parties/consignee/nameParts/family",
        "OrganizationName",
        {.kind = Kind::custom, .accepts = eaeu::is_cyrillic_name},
        [](const View& v) -> FieldValue { return text_or_absent(v.consignee->name_parts->family); },
        has_name_parts
    ),
    formatted<View>(
        {.id = "RU-0106",
         .code = "consignee-name-not-cyrillic",
         .remedy = Remedy::buyer,
         .basis = "practice#full name in the local script, as in the passport",
         .text =
             {.en = "The consignee's given name must be in Cyrillic, as in the passport.",
              .zh = "收件人名字须为西里尔字母，与护照一致。",
              .ru = "Имя получателя должно быть кириллицей, как в паспорте."}},
        "/parties/consignee/nameParts/given",
        "OrganizationName",
        {.kind = Kind::custom, .accepts = eaeu::is_cyrillic_name},
        [](const View& v) -> FieldValue { return text_or_absent(v.consignee->name_parts->given); },
        has_name_parts
    ),
    formatted<View>(
        {.id = "RU-0107",
         .code = "consignee-name-not-cyrillic",
         .remedy = Remedy::buyer,
         .basis = "practice#full name in the local script, as in the passport",
         .text =
             {.en = "The consignee's patronymic must be in Cyrillic, as in the passport.",
              .zh = "收件人父称须为西里尔字母，与护照一致。",
              .ru = "Отчество получателя должно быть кириллицей, как в паспорте."}},
        "/parties/consignee/nameParts/patronymic",
        "OrganizationName",
        {.kind = Kind::custom, .accepts = eaeu::is_cyrillic_name},
        [](const View& v) -> FieldValue { return text_or_absent(v.consignee->name_parts->patronymic); },
        has_name_parts
    ),
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
    formatted<View>(
        {.id = "RU-0113",
         .code = "passport-issued-invalid",
         .remedy = Remedy::buyer,
         .basis = "fts-5.27.0#RUScat_ru:IdentityCard/IdentityCardDate: a date",
         .text =
             {.en = "The passport's date of issue is not a date (YYYY-MM-DD).",
              .zh = "护照签发日期格式不正确（YYYY-MM-DD）。",
              .ru = "Дата выдачи паспорта — не дата (ГГГГ-ММ-ДД)."}},
        "/parties/consignee/ids",
        "IdentityCardDate",
        {.kind = Kind::custom, .accepts = is_date},
        [](const View& v) -> FieldValue { return text_or_absent(v.identity->issued); },
        has_identity
    ),
    holding<View>(
        {.id = "RU-0114",
         .code = "passport-issued-invalid",
         .remedy = Remedy::buyer,
         .basis =
             "fts-5.27.0#RUScat_ru:IdentityCard/IdentityCardDate; a passport is issued before it is used",
         .text =
             {.en = "The passport's date of issue lies in the future.",
              .zh = "护照签发日期晚于今天。",
              .ru = "Дата выдачи паспорта в будущем."}},
        "/parties/consignee/ids",
        "IdentityCardDate",
        is_issued_before_today,
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
    present<View>(
        {.id = "RU-0119",
         .code = "phone-missing",
         .remedy = Remedy::buyer,
         .basis = "fts-5.27.0#HouseShipment/ConsigneeDetails/RUScat_ru:CommunicationDetails/Phone; "
                  "practice#phone of the recipient",
         .text =
             {.en = "The consignee's phone number is missing.",
              .zh = "缺少收件人电话。",
              .ru = "Нет телефона получателя."}},
        "/parties/consignee/phone",
        "Phone",
        [](const View& v) -> FieldValue { return text_or_absent(v.consignee->phone); },
        has_consignee
    ),
    formatted<View>(
        {.id = "RU-0120",
         .code = "phone-invalid",
         .remedy = Remedy::buyer,
         .basis = "fts-5.27.0#cat_ru:Phone: at most 24 characters; practice#E.164",
         .text =
             {.en = "The consignee's phone number is not 10 to 15 digits.",
              .zh = "收件人电话不是10至15位数字。",
              .ru = "Телефон получателя — не 10–15 цифр."}},
        "/parties/consignee/phone",
        "Phone",
        {.kind = Kind::custom, .accepts = is_phone},
        [](const View& v) -> FieldValue { return text_or_absent(v.consignee->phone); },
        has_consignee
    ),
};

}  // namespace

std::span<const rules::Row<DeclarationView>> consignee_rows() noexcept {
    return kRows;
}

}  // namespace silkgate::adapters::ru
