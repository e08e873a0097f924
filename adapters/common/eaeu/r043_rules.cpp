// What the structure R.043 wants beyond the shared rows: EE-11xx consignee, EE-15xx connection.
#include "adapters/common/eaeu/facts.hpp"
#include "adapters/common/eaeu/r043.hpp"
#include "adapters/common/eaeu/rows.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::eaeu {
namespace {

using View = DeclarationView;
using rules::FieldValue;
using rules::Kind;
using rules::text_or_absent;

constexpr std::string_view kConnectionPath = "/order/flow/destinationCountry";

bool are_short(const order::Address& address) {
    const auto length = rules::count_code_points;
    const std::array<std::string_view, 4> names{
        address.region, address.district, address.city, street_of(address)
    };
    const bool has_short_names =
        std::ranges::all_of(names, [&](std::string_view part) { return length(part) <= 120; });
    // House and building share one element, a comma and a blank between them.
    return has_short_names && length(address.house) + length(address.building) + 2 <= 50 &&
           length(address.flat) <= 20;
}

bool are_parts_short(const View& view) {
    return are_short(*view.consignee->address);
}

// [A-Z0-9][A-Z0-9 -]{1,8}[A-Z0-9]
bool is_postcode(std::string_view text) {
    const auto is_plain = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
    return text.size() >= 3 && text.size() <= 10 && is_plain(text.front()) && is_plain(text.back()) &&
           std::ranges::all_of(text, [&](char c) { return is_plain(c) || c == ' ' || c == '-'; });
}

constexpr rules::Row<View> kConsignee[] = {
    present<View>(
        {.id = "EE-1101",
         .code = "identity-document-missing",
         .severity = Severity::warning,
         .remedy = Remedy::buyer,
         .basis = "eec-9#ConsigneeDetails/IdentityDocV3Details (optional); practice#identity document of the "
                  "recipient",
         .text =
             {.en = "The consignee's identity document is missing.",
              .zh = "缺少收件人身份证件。",
              .ru = "Нет документа, удостоверяющего личность получателя."}},
        "/parties/consignee/ids",
        "IdentityDocV3Details",
        [](const View& v) -> FieldValue {
            return v.identity == nullptr ? FieldValue{} : FieldValue{"present"};
        },
        has_consignee
    ),
    formatted<View>(
        {.id = "EE-1102",
         .code = "identity-document-invalid",
         .remedy = Remedy::buyer,
         .basis = "eec-9#IdentityDocV3Details/DocId: 1 to 50 characters",
         .text =
             {.en = "The number of the identity document is empty or longer than 50 characters.",
              .zh = "证件号码为空或超过50个字符。",
              .ru = "Номер документа пуст или длиннее 50 знаков."}},
        "/parties/consignee/ids",
        "DocId",
        {.kind = Kind::text, .min = 1, .max = 50},
        [](const View& v) -> FieldValue { return FieldValue{std::string_view(v.identity_number)}; },
        has_identity
    ),
    formatted<View>(
        {.id = "EE-1103",
         .code = "postcode-invalid",
         .remedy = Remedy::payload,
         .basis = "eec-9#SubjectAddressDetails/PostCode: 3 to 10 capitals, digits, blanks, hyphens",
         .text =
             {.en = "The postcode is not 3 to 10 capital letters, digits, blanks and hyphens.",
              .zh = "邮编须为3至10位大写字母、数字、空格或连字符。",
              .ru = "Индекс — не 3–10 заглавных букв, цифр, пробелов и дефисов."}},
        "/parties/consignee/address/postcode",
        "PostCode",
        {.kind = Kind::custom, .accepts = is_postcode},
        [](const View& v) -> FieldValue { return text_or_absent(v.consignee->address->postcode); },
        has_address
    ),
    holding<View>(
        {.id = "EE-1104",
         .code = "address-too-long",
         .remedy = Remedy::payload,
         .basis = "eec-9#SubjectAddressDetails: names at most 120, BuildingNumberId 50, RoomNumberId 20 "
                  "characters",
         .text =
             {.en = "A part of the consignee's address is too long: names 120, house with building 48, flat "
                    "20 characters.",
              .zh = "收件人地址某部分过长：名称120，门牌及楼栋48，房号20个字符。",
              .ru = "Часть адреса получателя слишком длинна: названия 120, дом с корпусом 48, квартира 20 "
                    "знаков."}},
        "/parties/consignee/address",
        "SubjectAddressDetails",
        are_parts_short,
        has_address
    ),
};

constexpr rules::Row<View> kConnection[] = {
    present<View>(
        {.id = "EE-1501",
         .code = "broker-certificate-missing",
         .remedy = Remedy::connection,
         .basis = "eec-9#RegisterDocumentIdDetails/RegistrationNumberId; practice#filed by a customs "
                  "representative",
         .text =
             {.en = "The customs representative's register number is missing: set brokerCertificate of this "
                    "country on the connection.",
              .zh = "缺少报关代理登记号：请在连接中设置该国的 brokerCertificate。",
              .ru =
                  "Нет номера в реестре представителей: задайте brokerCertificate этой страны в подключении."}
        },
        kConnectionPath,
        "RegistrationNumberId",
        [](const View& v) -> FieldValue { return text_or_absent(registration_of(v, "brokerCertificate")); }
    ),
    formatted<View>(
        {.id = "EE-1502",
         .code = "broker-certificate-too-long",
         .remedy = Remedy::connection,
         .basis = "eec-9#RegistrationNumberId: at most 25 characters",
         .text =
             {.en = "brokerCertificate is longer than 25 characters.",
              .zh = "brokerCertificate 超过25个字符。",
              .ru = "brokerCertificate длиннее 25 знаков."}},
        kConnectionPath,
        "RegistrationNumberId",
        {.kind = Kind::text, .min = 1, .max = 25},
        [](const View& v) -> FieldValue { return text_or_absent(registration_of(v, "brokerCertificate")); }
    ),
    present<View>(
        {.id = "EE-1503",
         .code = "customs-office-missing",
         .remedy = Remedy::connection,
         .basis = "eec-9#GoodsLocationDetails/CustomsOfficeCode",
         .text =
             {.en = "The customs office is missing: set customsOffice of this country on the connection.",
              .zh = "缺少海关机关代码：请在连接中设置该国的 customsOffice。",
              .ru = "Нет кода таможенного органа: задайте customsOffice этой страны в подключении."}},
        kConnectionPath,
        "CustomsOfficeCode",
        [](const View& v) -> FieldValue { return text_or_absent(registration_of(v, "customsOffice")); }
    ),
    formatted<View>(
        {.id = "EE-1504",
         .code = "customs-office-malformed",
         .remedy = Remedy::connection,
         .basis = "eec-9#CustomsOfficeCode: 5 or 8 digits",
         .text =
             {.en = "customsOffice is not 5 or 8 digits.",
              .zh = "customsOffice 不是5位或8位数字。",
              .ru = "customsOffice — не 5 и не 8 цифр."}},
        kConnectionPath,
        "CustomsOfficeCode",
        {.kind = Kind::custom, .accepts = is_office_code},
        [](const View& v) -> FieldValue { return text_or_absent(registration_of(v, "customsOffice")); }
    ),
    formatted<View>(
        {.id = "EE-1505",
         .code = "warehouse-certificate-too-long",
         .remedy = Remedy::connection,
         .basis = "eec-9#GoodsLocationDetails/RegisterDocumentIdDetails/RegistrationNumberId: at most 25 "
                  "characters",
         .text =
             {.en = "warehouseCertificate is longer than 25 characters.",
              .zh = "warehouseCertificate 超过25个字符。",
              .ru = "warehouseCertificate длиннее 25 знаков."}},
        kConnectionPath,
        "RegistrationNumberId",
        {.kind = Kind::text, .min = 1, .max = 25},
        [](const View& v) -> FieldValue { return text_or_absent(registration_of(v, "warehouseCertificate")); }
    ),
    formatted<View>(
        {.id = "EE-1506",
         .code = "carrier-name-too-long",
         .remedy = Remedy::connection,
         .basis = "eec-9#ConsigneeDetails/SubjectName: at most 300 characters",
         .text =
             {.en = "carrierName is longer than 300 characters.",
              .zh = "carrierName 超过300个字符。",
              .ru = "carrierName длиннее 300 знаков."}},
        kConnectionPath,
        "SubjectName",
        {.kind = Kind::text, .min = 1, .max = 300},
        [](const View& v) -> FieldValue { return text_or_absent(registration_of(v, "carrierName")); }
    ),
    present<View>(
        {.id = "EE-1507",
         .code = "procedure-list-missing",
         .severity = Severity::warning,
         .remedy = Remedy::connection,
         .basis = "eec-9#CustomsProcedureCode (optional) with its codeListId, whose number is not public",
         .text =
             {.en =
                  "The customs procedure is left to the filer: set procedureList of this country (number of "
                  "the code list of procedures) on the connection.",
              .zh = "海关程序由申报人填写：可在连接中设置该国的 procedureList（程序代码表编号）。",
              .ru = "Код процедуры внесёт декларант: задайте procedureList этой страны (номер справочника "
                    "процедур) в подключении."}},
        kConnectionPath,
        "CustomsProcedureCode",
        [](const View& v) -> FieldValue { return text_or_absent(registration_of(v, "procedureList")); },
        [](const View& v) { return v.filing->is_trade; }
    ),
    formatted<View>(
        {.id = "EE-1508",
         .code = "procedure-list-malformed",
         .remedy = Remedy::connection,
         .basis = "eec-9#CustomsProcedureCode, codeListId: at most 20 characters; practice#classifiers have "
                  "numbers",
         .text =
             {.en = "procedureList is not 1 to 20 digits.",
              .zh = "procedureList 不是1至20位数字。",
              .ru = "procedureList — не 1–20 цифр."}},
        kConnectionPath,
        "CustomsProcedureCode",
        {.kind = Kind::digits, .min = 1, .max = 20},
        [](const View& v) -> FieldValue { return text_or_absent(registration_of(v, "procedureList")); }
    ),
};

bool are_party_parts_short(const PartyView& end) {
    return are_short(*end.party->address);
}

bool is_own_end(const PartyView& end) {
    return end.party != nullptr && end.party == end.view->national && end.party->address.has_value();
}

constexpr rules::Row<PartyView> kParty[] = {
    holding<PartyView>(
        {.id = "EE-1105",
         .code = "address-too-long",
         .remedy = Remedy::payload,
         .basis = "eec-9#SubjectAddressDetails: names at most 120, BuildingNumberId 50, RoomNumberId 20 "
                  "characters",
         .text =
             {.en =
                  "A part of the organisation's address is too long: names 120, house with building 48, flat "
                  "20 characters.",
              .zh = "企业地址某部分过长：名称120，门牌及楼栋48，房号20个字符。",
              .ru = "Часть адреса организации слишком длинна: названия 120, дом с корпусом 48, помещение 20 "
                    "знаков."}},
        "/address",
        "SubjectAddressDetails",
        are_party_parts_short,
        is_own_end
    ),
    formatted<PartyView>(
        {.id = "EE-1106",
         .code = "postcode-invalid",
         .remedy = Remedy::payload,
         .basis = "eec-9#SubjectAddressDetails/PostCode: 3 to 10 capitals, digits, blanks, hyphens",
         .text =
             {.en = "The organisation's postcode is not 3 to 10 capital letters, digits, blanks and hyphens.",
              .zh = "企业邮编须为3至10位大写字母、数字、空格或连字符。",
              .ru = "Индекс организации — не 3–10 заглавных букв, цифр, пробелов и дефисов."}},
        "/address/postcode",
        "PostCode",
        {.kind = Kind::custom, .accepts = is_postcode},
        [](const PartyView& end) -> FieldValue { return text_or_absent(end.party->address->postcode); },
        is_own_end
    ),
};

}  // namespace

std::span<const rules::Row<PartyView>> r043_party_rows() noexcept {
    return kParty;
}
std::span<const rules::Row<DeclarationView>> r043_consignee_rows() noexcept {
    return kConsignee;
}
std::span<const rules::Row<DeclarationView>> r043_connection_rows() noexcept {
    return kConnection;
}

}  // namespace silkgate::adapters::eaeu
