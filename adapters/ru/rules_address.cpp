// Where the parcel goes, and how the sender is named.
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

constexpr rules::Row<View> kConsignor[] = {
    formatted<View>(
        {.id = "RU-0203",
         .code = "seller-name-too-long",
         .remedy = Remedy::connection,
         .basis = "fts-5.27.0#cat_ru:OrganizationName: at most 150 characters",
         .text =
             {.en = "The seller's name is longer than 150 characters.",
              .zh = "卖家名称超过150个字符。",
              .ru = "Название продавца длиннее 150 знаков."}},
        "/parties/seller/nameLatin",
        "OrganizationName",
        {.kind = Kind::text, .min = 1, .max = 150},
        [](const View& v) -> FieldValue { return text_or_absent(eaeu::readable_name(*v.seller)); },
        has_seller
    ),
};

}  // namespace

std::span<const rules::Row<DeclarationView>> address_rows() noexcept {
    return kRows;
}
std::span<const rules::Row<DeclarationView>> consignor_rows() noexcept {
    return kConsignor;
}

}  // namespace silkgate::adapters::ru
