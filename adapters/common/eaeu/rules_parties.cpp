// Who receives the parcel, where, and who sends it.
#include "adapters/common/eaeu/facts.hpp"
#include "adapters/common/eaeu/rows.hpp"
#include "adapters/common/eaeu/script.hpp"
#include "adapters/common/eaeu/shared_rules.hpp"

namespace silkgate::adapters::eaeu {
namespace {

using rules::FieldValue;
using rules::Kind;
using rules::text_or_absent;
using View = DeclarationView;

constexpr rules::Row<View> kConsignee[] = {
    present<View>(
        {.id = "EE-0101",
         .code = "consignee-missing",
         .remedy = Remedy::payload,
         .basis = "eec-9#ECHouseShipmentDetails/ConsigneeDetails; eec-158#form and order of filling",
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
        {.id = "EE-0102",
         .code = "consignee-masked",
         .remedy = Remedy::buyer,
         .basis =
             "eec-9#ECHouseShipmentDetails/ConsigneeDetails; practice#a masked value is not the person's",
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
        {.id = "EE-0103",
         .code = "consignee-name-missing",
         .remedy = Remedy::buyer,
         .basis = "eec-9#ConsigneeDetails/SubjectName (surname, name, patronymic); eec-158#form and order of "
                  "filling",
         .text =
             {.en = "The consignee's surname is missing.",
              .zh = "缺少收件人的姓氏。",
              .ru = "Нет фамилии получателя."}},
        "/parties/consignee/nameParts/family",
        "SubjectName",
        [](const View& v) -> FieldValue {
            return has_name_parts(v) ? text_or_absent(v.consignee->name_parts->family) : FieldValue{};
        },
        has_consignee
    ),
    present<View>(
        {.id = "EE-0104",
         .code = "consignee-name-missing",
         .remedy = Remedy::buyer,
         .basis = "eec-9#ConsigneeDetails/SubjectName (surname, name, patronymic); eec-158#form and order of "
                  "filling",
         .text =
             {.en = "The consignee's given name is missing.",
              .zh = "缺少收件人的名字。",
              .ru = "Нет имени получателя."}},
        "/parties/consignee/nameParts/given",
        "SubjectName",
        [](const View& v) -> FieldValue {
            return has_name_parts(v) ? text_or_absent(v.consignee->name_parts->given) : FieldValue{};
        },
        has_consignee
    ),
    formatted<View>(
        {.id = "EE-0105",
         .code = "consignee-name-not-cyrillic",
         .remedy = Remedy::buyer,
         .basis = "practice#full name in the local script, as in the identity document",
         .text =
             {.en = "The consignee's surname must be in Cyrillic, as in the identity document.",
              .zh = "收件人姓氏须为西里尔字母，与证件一致。",
              .ru = "Фамилия получателя должна быть кириллицей, как в документе."}},
        "/parties/consignee/nameParts/family",
        "SubjectName",
        {.kind = Kind::custom, .accepts = eaeu::is_cyrillic_name},
        [](const View& v) -> FieldValue { return text_or_absent(v.consignee->name_parts->family); },
        has_name_parts
    ),
    formatted<View>(
        {.id = "EE-0106",
         .code = "consignee-name-not-cyrillic",
         .remedy = Remedy::buyer,
         .basis = "practice#full name in the local script, as in the identity document",
         .text =
             {.en = "The consignee's given name must be in Cyrillic, as in the identity document.",
              .zh = "收件人名字须为西里尔字母，与证件一致。",
              .ru = "Имя получателя должно быть кириллицей, как в документе."}},
        "/parties/consignee/nameParts/given",
        "SubjectName",
        {.kind = Kind::custom, .accepts = eaeu::is_cyrillic_name},
        [](const View& v) -> FieldValue { return text_or_absent(v.consignee->name_parts->given); },
        has_name_parts
    ),
    formatted<View>(
        {.id = "EE-0107",
         .code = "consignee-name-not-cyrillic",
         .remedy = Remedy::buyer,
         .basis = "practice#full name in the local script, as in the identity document",
         .text =
             {.en = "The consignee's patronymic must be in Cyrillic, as in the identity document.",
              .zh = "收件人父称须为西里尔字母，与证件一致。",
              .ru = "Отчество получателя должно быть кириллицей, как в документе."}},
        "/parties/consignee/nameParts/patronymic",
        "SubjectName",
        {.kind = Kind::custom, .accepts = eaeu::is_cyrillic_name},
        [](const View& v) -> FieldValue { return text_or_absent(v.consignee->name_parts->patronymic); },
        has_name_parts
    ),
    formatted<View>(
        {.id = "EE-0113",
         .code = "passport-issued-invalid",
         .remedy = Remedy::buyer,
         .basis = "eec-9#ConsigneeDetails/IdentityDocV3Details/DocCreationDate: a date",
         .text =
             {.en = "The identity document's date of issue is not a date (YYYY-MM-DD).",
              .zh = "证件签发日期格式不正确（YYYY-MM-DD）。",
              .ru = "Дата выдачи документа — не дата (ГГГГ-ММ-ДД)."}},
        "/parties/consignee/ids",
        "DocCreationDate",
        {.kind = Kind::custom, .accepts = is_date},
        [](const View& v) -> FieldValue { return text_or_absent(v.identity->issued); },
        has_identity
    ),
    holding<View>(
        {.id = "EE-0114",
         .code = "passport-issued-invalid",
         .remedy = Remedy::buyer,
         .basis = "eec-9#ConsigneeDetails/IdentityDocV3Details/DocCreationDate; a document is issued before "
                  "it is used",
         .text =
             {.en = "The identity document's date of issue lies in the future.",
              .zh = "证件签发日期晚于今天。",
              .ru = "Дата выдачи документа в будущем."}},
        "/parties/consignee/ids",
        "DocCreationDate",
        is_issued_before_today,
        has_identity
    ),
    present<View>(
        {.id = "EE-0119",
         .code = "phone-missing",
         .remedy = Remedy::buyer,
         .basis = "eec-9#ConsigneeDetails/CommunicationDetails/CommunicationChannelId; practice#phone of the "
                  "recipient",
         .text =
             {.en = "The consignee's phone number is missing.",
              .zh = "缺少收件人电话。",
              .ru = "Нет телефона получателя."}},
        "/parties/consignee/phone",
        "CommunicationChannelId",
        [](const View& v) -> FieldValue { return text_or_absent(v.consignee->phone); },
        has_consignee
    ),
    formatted<View>(
        {.id = "EE-0120",
         .code = "phone-invalid",
         .remedy = Remedy::buyer,
         .basis = "eec-9#CommunicationChannelId; practice#E.164",
         .text =
             {.en = "The consignee's phone number is not 10 to 15 digits.",
              .zh = "收件人电话不是10至15位数字。",
              .ru = "Телефон получателя — не 10–15 цифр."}},
        "/parties/consignee/phone",
        "CommunicationChannelId",
        {.kind = Kind::custom, .accepts = is_phone},
        [](const View& v) -> FieldValue { return text_or_absent(v.consignee->phone); },
        has_consignee
    ),
    present<View>(
        {.id = "EE-0121",
         .code = "address-missing",
         .remedy = Remedy::payload,
         .basis = "eec-9#ConsigneeDetails/SubjectAddressDetails; practice#full address",
         .text =
             {.en = "The consignee's address is missing.",
              .zh = "缺少收件人地址。",
              .ru = "Нет адреса получателя."}},
        "/parties/consignee/address",
        "SubjectAddressDetails",
        [](const View& v) -> FieldValue { return has_address(v) ? FieldValue{"present"} : FieldValue{}; },
        has_consignee
    ),
    holding<View>(
        {.id = "EE-0122",
         .code = "address-not-in-country",
         .remedy = Remedy::payload,
         .basis = "eec-9#SubjectAddressDetails/UnifiedCountryCode; the parcel is imported there",
         .text =
             {.en = "The consignee's address is not in the country of destination.",
              .zh = "收件人地址不在目的国。",
              .ru = "Адрес получателя не в стране назначения."}},
        "/parties/consignee/address/country",
        "UnifiedCountryCode",
        [](const View& v) { return v.consignee->address->country == v.country->code; },
        has_address
    ),
    present<View>(
        {.id = "EE-0123",
         .code = "city-missing",
         .remedy = Remedy::payload,
         .basis = "eec-9#SubjectAddressDetails/CityName; practice#full address",
         .text =
             {.en = "The city or settlement of the consignee's address is missing.",
              .zh = "收件人地址缺少城市。",
              .ru = "В адресе получателя нет города или населённого пункта."}},
        "/parties/consignee/address/city",
        "CityName",
        [](const View& v) -> FieldValue { return text_or_absent(v.consignee->address->city); },
        has_address
    ),
    present<View>(
        {.id = "EE-0124",
         .code = "street-missing",
         .remedy = Remedy::payload,
         .basis = "eec-9#SubjectAddressDetails/StreetName; practice#full address",
         .text =
             {.en = "The street of the consignee's address is missing.",
              .zh = "收件人地址缺少街道。",
              .ru = "В адресе получателя нет улицы."}},
        "/parties/consignee/address/street",
        "StreetName",
        [](const View& v) -> FieldValue { return text_or_absent(eaeu::street_of(*v.consignee->address)); },
        has_address
    ),
    present<View>(
        {.id = "EE-0125",
         .code = "postcode-missing",
         .remedy = Remedy::payload,
         .basis = "eec-9#SubjectAddressDetails/PostCode; practice#full address",
         .text =
             {.en = "The postcode of the consignee's address is missing.",
              .zh = "收件人地址缺少邮编。",
              .ru = "В адресе получателя нет индекса."}},
        "/parties/consignee/address/postcode",
        "PostCode",
        [](const View& v) -> FieldValue { return text_or_absent(v.consignee->address->postcode); },
        has_address
    ),
};

constexpr rules::Row<View> kConsignor[] = {
    present<View>(
        {.id = "EE-0201",
         .code = "seller-missing",
         .remedy = Remedy::connection,
         .basis = "eec-9#ECHouseShipmentDetails/ConsignorDetails; eec-158#form and order of filling",
         .text =
             {.en = "The sender (seller) is missing.",
              .zh = "缺少发件人（卖家）。",
              .ru = "Нет отправителя (продавца)."}},
        "/parties/seller",
        "ConsignorDetails",
        [](const View& v) -> FieldValue { return has_seller(v) ? FieldValue{"present"} : FieldValue{}; }
    ),
    present<View>(
        {.id = "EE-0202",
         .code = "seller-name-missing",
         .remedy = Remedy::connection,
         .basis = "eec-9#ConsignorDetails/SubjectName; practice#Latin or Cyrillic letters",
         .text =
             {.en = "The seller's name in Latin or Cyrillic letters is missing.",
              .zh = "缺少卖家的拉丁或西里尔字母名称。",
              .ru = "Нет названия продавца латиницей или кириллицей."}},
        "/parties/seller/nameLatin",
        "SubjectName",
        [](const View& v) -> FieldValue { return text_or_absent(eaeu::readable_name(*v.seller)); },
        has_seller
    ),
    holding<View>(
        {.id = "EE-0204",
         .code = "seller-masked",
         .remedy = Remedy::connection,
         .basis = "eec-9#ConsignorDetails; practice#a masked value is not the seller's",
         .text =
             {.en = "The seller's data are masked.", .zh = "卖家数据已脱敏。", .ru = "Данные продавца скрыты."
             }},
        "/parties/seller",
        "ConsignorDetails",
        [](const View& v) { return !v.seller->masked; },
        has_seller
    ),
    present<View>(
        {.id = "EE-0205",
         .code = "seller-country-missing",
         .remedy = Remedy::connection,
         .basis = "eec-9#ConsignorDetails/UnifiedCountryCode",
         .text =
             {.en = "The seller's country is missing.",
              .zh = "缺少卖家所在国家。",
              .ru = "Нет страны продавца."}},
        "/parties/seller/address/country",
        "UnifiedCountryCode",
        [](const View& v) -> FieldValue {
            return v.seller->address ? text_or_absent(v.seller->address->country) : FieldValue{};
        },
        has_seller
    ),
};

}  // namespace

std::span<const rules::Row<DeclarationView>> shared_consignee_rows() noexcept {
    return kConsignee;
}
std::span<const rules::Row<DeclarationView>> shared_consignor_rows() noexcept {
    return kConsignor;
}

}  // namespace silkgate::adapters::eaeu
