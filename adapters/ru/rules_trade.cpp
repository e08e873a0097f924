// What the album's format wants of the organisations in ДТЭГ beyond the shared rows.
#include "adapters/common/eaeu/identifiers.hpp"
#include "adapters/ru/rule_rows.hpp"

#include <algorithm>

namespace silkgate::adapters::ru {
namespace {

using eaeu::PartyView;
using rules::FieldValue;
using rules::Kind;
using rules::text_or_absent;

bool is_present(const PartyView& end) {
    return end.party != nullptr;
}

bool has_own_address(const PartyView& end) {
    return end.party != nullptr && end.party->address.has_value();
}

bool is_registration_number(std::string_view text) {
    return eaeu::is_ru_ogrn(text) || eaeu::is_ru_ogrnip(text);
}

// 120 in the schema; house and building share one element.
bool are_parts_short(const PartyView& end) {
    const order::Address& address = *end.party->address;
    const std::string_view parts[] = {
        address.region,
        address.district,
        address.city,
        address.house,
        address.building,
        address.flat,
        eaeu::street_of(address)
    };
    return std::ranges::all_of(parts, [](std::string_view part) {
        return rules::count_code_points(part) <= 100;
    });
}

constexpr rules::Row<PartyView> kNational[] = {
    formatted<PartyView>(
        {.id = "RU-0701",
         .code = "registration-number-invalid",
         .remedy = Remedy::payload,
         .basis =
             "fts-5.27.0#cat_ru:RFOrganizationFeatures/OGRN: 13 or 15 digits; stdnum#ru.ogrn: check digit",
         .text =
             {.en = "RU_OGRN is neither an OGRN (13 digits) nor an OGRNIP (15 digits) with a right check "
                    "digit.",
              .zh = "RU_OGRN 不是校验位正确的 OGRN（13位）或 OGRNIP（15位）。",
              .ru = "RU_OGRN — не ОГРН (13 цифр) и не ОГРНИП (15 цифр) с верной контрольной цифрой."}},
        "/registrations",
        "OGRN",
        {.kind = Kind::custom, .accepts = is_registration_number},
        [](const PartyView& end) -> FieldValue { return text_or_absent(eaeu::number_of(*end.party, kOgrn)); },
        is_present
    ),
    formatted<PartyView>(
        {.id = "RU-0702",
         .code = "kpp-invalid",
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#cat_ru:RFOrganizationFeatures/KPP: 9 digits",
         .text = {.en = "RU_KPP is not 9 digits.", .zh = "RU_KPP 不是9位数字。", .ru = "RU_KPP — не 9 цифр."}
        },
        "/registrations",
        "KPP",
        {.kind = Kind::digits, .min = 9, .max = 9},
        [](const PartyView& end) -> FieldValue { return text_or_absent(eaeu::number_of(*end.party, kKpp)); },
        is_present
    ),
    holding<PartyView>(
        {.id = "RU-0703",
         .code = "address-too-long",
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#RUScat_ru:SubjectAddressDetails: parts of at most 120 characters",
         .text =
             {.en = "A part of the organisation's address is longer than 100 characters.",
              .zh = "企业地址某部分超过100个字符。",
              .ru = "Часть адреса организации длиннее 100 знаков."}},
        "/address",
        "SubjectAddressDetails",
        are_parts_short,
        has_own_address
    ),
    formatted<PartyView>(
        {.id = "RU-0704",
         .code = "postcode-invalid",
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#RUScat_ru:SubjectAddressDetails/PostalCode; Russian postcodes have 6 digits",
         .text =
             {.en = "The organisation's postcode is not 6 digits.",
              .zh = "企业邮编不是6位数字。",
              .ru = "Индекс организации — не 6 цифр."}},
        "/address/postcode",
        "PostalCode",
        {.kind = Kind::digits, .min = 6, .max = 6},
        [](const PartyView& end) -> FieldValue { return text_or_absent(end.party->address->postcode); },
        has_own_address
    ),
};

constexpr rules::Row<PartyView> kAny[] = {
    formatted<PartyView>(
        {.id = "RU-0705",
         .code = "party-name-too-long",
         .remedy = Remedy::payload,
         .basis = "fts-5.27.0#cat_ru:OrganizationName: at most 150 characters",
         .text =
             {.en = "The party's name is longer than 150 characters.",
              .zh = "名称超过150个字符。",
              .ru = "Название стороны длиннее 150 знаков."}},
        "/name",
        "OrganizationName",
        {.kind = Kind::text, .min = 1, .max = 150},
        [](const PartyView& end) -> FieldValue { return text_or_absent(eaeu::readable_name(*end.party)); },
        is_present
    ),
};

}  // namespace

std::span<const rules::Row<PartyView>> national_party_rows() noexcept {
    return kNational;
}
std::span<const rules::Row<PartyView>> any_party_rows() noexcept {
    return kAny;
}

}  // namespace silkgate::adapters::ru
