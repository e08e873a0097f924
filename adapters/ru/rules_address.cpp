// Where the parcel goes: the consignee's address in parts.
#include "adapters/common/eaeu/script.hpp"
#include "adapters/ru/rule_rows.hpp"

namespace silkgate::adapters::ru {
namespace {

using View = DeclarationView;
using rules::FieldValue;
using rules::Kind;
using rules::text_or_absent;

bool are_parts_short(const View& view) {
    const order::Address& address = *view.consignee->address;
    for (const std::string_view part :
         {std::string_view(address.region),
          std::string_view(address.district),
          std::string_view(address.city),
          std::string_view(address.house),
          std::string_view(address.building),
          std::string_view(address.flat),
          eaeu::street_of(address)}) {
        if (rules::count_code_points(part) >
            100) {  // 120 in the schema; house and building share one element
            return false;
        }
    }
    return true;
}

constexpr rules::Row<View> kRows[] = {
    present<View>(
        {.id = "RU-0121",
         .code = "address-missing",
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#HouseShipment/ConsigneeDetails/RUScat_ru:SubjectAddressDetails; practice#full "
                  "address",
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
        {.id = "RU-0122",
         .code = "address-not-in-country",
         .remedy = Remedy::payload,
         .basis =
             "fts-5.27.0#RUScat_ru:SubjectAddressDetails/CountryCode; the parcel is imported into Russia",
         .text =
             {.en = "The consignee's address is not in Russia.",
              .zh = "收件人地址不在俄罗斯。",
              .ru = "Адрес получателя не в России."}},
        "/parties/consignee/address/country",
        "CountryCode",
        [](const View& v) { return v.consignee->address->country == "RU"; },
        has_address
    ),
    present<View>(
        {.id = "RU-0123",
         .code = "city-missing",
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#RUScat_ru:SubjectAddressDetails/City; practice#full address",
         .text =
             {.en = "The city or settlement of the consignee's address is missing.",
              .zh = "收件人地址缺少城市。",
              .ru = "В адресе получателя нет города или населённого пункта."}},
        "/parties/consignee/address/city",
        "City",
        [](const View& v) -> FieldValue { return text_or_absent(v.consignee->address->city); },
        has_address
    ),
    present<View>(
        {.id = "RU-0124",
         .code = "street-missing",
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#RUScat_ru:SubjectAddressDetails/StreetHouse; practice#full address",
         .text =
             {.en = "The street of the consignee's address is missing.",
              .zh = "收件人地址缺少街道。",
              .ru = "В адресе получателя нет улицы."}},
        "/parties/consignee/address/street",
        "StreetHouse",
        [](const View& v) -> FieldValue { return text_or_absent(eaeu::street_of(*v.consignee->address)); },
        has_address
    ),
    present<View>(
        {.id = "RU-0125",
         .code = "postcode-missing",
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#RUScat_ru:SubjectAddressDetails/PostalCode; practice#full address",
         .text =
             {.en = "The postcode of the consignee's address is missing.",
              .zh = "收件人地址缺少邮编。",
              .ru = "В адресе получателя нет индекса."}},
        "/parties/consignee/address/postcode",
        "PostalCode",
        [](const View& v) -> FieldValue { return text_or_absent(v.consignee->address->postcode); },
        has_address
    ),
    formatted<View>(
        {.id = "RU-0126",
         .code = "postcode-invalid",
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#RUScat_ru:SubjectAddressDetails/PostalCode; Russian postcodes have 6 digits",
         .text =
             {.en = "The postcode is not 6 digits.", .zh = "邮编不是6位数字。", .ru = "Индекс — не 6 цифр."}},
        "/parties/consignee/address/postcode",
        "PostalCode",
        {.kind = Kind::digits, .min = 6, .max = 6},
        [](const View& v) -> FieldValue { return text_or_absent(v.consignee->address->postcode); },
        has_address
    ),
    holding<View>(
        {.id = "RU-0127",
         .code = "address-too-long",
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#RUScat_ru:SubjectAddressDetails: parts of at most 120 characters",
         .text =
             {.en = "A part of the consignee's address is longer than 100 characters.",
              .zh = "收件人地址某部分超过100个字符。",
              .ru = "Часть адреса получателя длиннее 100 знаков."}},
        "/parties/consignee/address",
        "SubjectAddressDetails",
        are_parts_short,
        has_address
    ),
    formatted<View>(
        {.id = "RU-0128",
         .code = "address-not-russian",
         .severity = Severity::warning,
         .remedy = Remedy::buyer,
         .basis = "practice#documents for Russian customs are in Russian",
         .text =
             {.en = "The city of the consignee's address is not in Russian.",
              .zh = "收件人城市未使用俄文。",
              .ru = "Город в адресе получателя не по-русски."}},
        "/parties/consignee/address/city",
        "City",
        {.kind = Kind::custom, .accepts = is_russian},
        [](const View& v) -> FieldValue { return text_or_absent(v.consignee->address->city); },
        has_address
    ),
    formatted<View>(
        {.id = "RU-0129",
         .code = "address-not-russian",
         .severity = Severity::warning,
         .remedy = Remedy::buyer,
         .basis = "practice#documents for Russian customs are in Russian",
         .text =
             {.en = "The street of the consignee's address is not in Russian.",
              .zh = "收件人街道未使用俄文。",
              .ru = "Улица в адресе получателя не по-русски."}},
        "/parties/consignee/address/street",
        "StreetHouse",
        {.kind = Kind::custom, .accepts = is_russian},
        [](const View& v) -> FieldValue { return text_or_absent(eaeu::street_of(*v.consignee->address)); },
        has_address
    ),
};

}  // namespace

std::span<const rules::Row<DeclarationView>> address_rows() noexcept {
    return kRows;
}

}  // namespace silkgate::adapters::ru
