// Who: identity and registration numbers (IN-0111 to IN-0119).
#include "adapters/common/eaeu/rows.hpp"
#include "adapters/in/identifiers.hpp"
#include "adapters/in/rules.hpp"

#include <array>

namespace silkgate::adapters::in {
namespace {

using eaeu::formatted;
using eaeu::present;
using rules::FieldValue;
using rules::text_or_absent;

bool is_courier_import(const View& view) {
    return view.is_import && is_courier(view);
}

// Not by post: there the post hands over what it has.
bool is_business_import(const View& view) {
    return view.is_import && !view.is_personal && view.channel != Channel::post;
}

bool needs_iec(const View& view) {
    return is_business_import(view) || is_cargo(view) || view.leg->regime == kCsb5;
}

FieldValue kyc_number(const View& view) {
    return text_or_absent(kyc_of(view).number);
}

FieldValue pan_of(const View& view) {
    return text_or_absent(view.id("IN_PAN"));
}

FieldValue gstin_of(const View& view) {
    return text_or_absent(view.id("IN_GSTIN"));
}

FieldValue iec_of(const View& view) {
    return text_or_absent(view.id("IN_IEC"));
}

FieldValue aadhaar_of(const View& view) {
    return text_or_absent(view.id("IN_AADHAAR"));
}

// What has a wrong shape has a rule of its own.
bool has_known_holder_or_no_pan(std::string_view text) {
    return !is_pan(text) || is_pan_of_known_holder(text);
}

bool is_aadhaar_or_no_number(std::string_view text) {
    return !has_aadhaar_shape(text) || is_aadhaar(text);
}

const rules::Row<View> kRows[] = {
    present<View>(
        {.id = "IN-0111",
         .code = "buyer-id-missing",
         .remedy = Remedy::buyer,
         .basis = "in-ids#KYC: a person Aadhaar, passport, PAN, voter id or driving licence; a firm GSTIN, "
                  "IEC or PAN",
         .effective_from = "",
         .text =
             {.en = "A courier's import needs one identity document of the importer.",
              .zh = "快递进口需提供进口人的一种身份证明。",
              .ru = "Для ввоза курьером нужен один документ получателя."}},
        "/parties/consignee/ids",
        "KYC document",
        kyc_number,
        is_courier_import
    ),
    formatted<View>(
        {.id = "IN-0112",
         .code = "pan-invalid",
         .remedy = Remedy::buyer,
         .basis = "in-ids#PAN: 5 letters, 4 digits, a letter",
         .effective_from = "",
         .text =
             {.en = "A PAN has five letters, four digits and a letter.",
              .zh = "PAN由5个字母、4位数字和1个字母组成。",
              .ru = "PAN — пять букв, четыре цифры и буква."}},
        "/parties",
        "PAN",
        {.kind = rules::Kind::custom, .accepts = is_pan},
        pan_of
    ),
    formatted<View>(
        {.id = "IN-0113",
         .code = "pan-doubtful",
         .severity = Severity::warning,
         .remedy = Remedy::buyer,
         .basis = "in-ids#PAN: fourth letter, one of A B C F G H J L P T",
         .effective_from = "",
         .text =
             {.en = "The fourth letter of the PAN names no kind of holder: have it checked.",
              .zh = "PAN第四位字母不表示任何持有人类型：请核查。",
              .ru = "Четвёртая буква PAN не означает вида владельца: проверьте."}},
        "/parties",
        "PAN",
        {.kind = rules::Kind::custom, .accepts = has_known_holder_or_no_pan},
        pan_of
    ),
    formatted<View>(
        {.id = "IN-0114",
         .code = "gstin-invalid",
         .remedy = Remedy::buyer,
         .basis = "gstin#check character",
         .effective_from = "",
         .text =
             {.en = "The GSTIN has a wrong shape or check character.",
              .zh = "GSTIN格式或校验位有误。",
              .ru = "У GSTIN неверный вид или контрольный знак."}},
        "/parties",
        "GSTIN",
        {.kind = rules::Kind::custom, .accepts = is_gstin},
        gstin_of
    ),
    present<View>(
        {.id = "IN-0115",
         .code = "iec-missing",
         .remedy = Remedy::buyer,
         .basis = "in-courier-export#CSB-V: the exporter holds an IEC; in-valuation#imports that are not for "
                  "personal use",
         .effective_from = "",
         .text =
             {.en = "The importer-exporter code (IN_IEC) is missing.",
              .zh = "缺少进出口商编码（IN_IEC）。",
              .ru = "Нет кода импортёра-экспортёра (IN_IEC)."}},
        "/parties",
        "IEC",
        iec_of,
        needs_iec
    ),
    formatted<View>(
        {.id = "IN-0116",
         .code = "iec-invalid",
         .remedy = Remedy::buyer,
         .basis = "in-ids#IEC: the PAN, or 10 digits",
         .effective_from = "",
         .text =
             {.en = "An IEC is a PAN or 10 digits.",
              .zh = "IEC为PAN或10位数字。",
              .ru = "IEC — это PAN или 10 цифр."}},
        "/parties",
        "IEC",
        {.kind = rules::Kind::custom, .accepts = is_iec},
        iec_of
    ),
    present<View>(
        {.id = "IN-0117",
         .code = "gstin-missing",
         .remedy = Remedy::buyer,
         .basis = "in-valuation#imports that are not for personal use need IEC and GSTIN",
         .effective_from = "",
         .text =
             {.en = "The importer's GSTIN (IN_GSTIN) is missing.",
              .zh = "缺少进口商的GSTIN（IN_GSTIN）。",
              .ru = "Нет GSTIN импортёра (IN_GSTIN)."}},
        "/parties/consignee/ids",
        "GSTIN",
        gstin_of,
        is_business_import
    ),
    formatted<View>(
        {.id = "IN-0118",
         .code = "aadhaar-invalid",
         .remedy = Remedy::buyer,
         .basis = "in-ids#Aadhaar: 12 digits, the first 2 to 9",
         .effective_from = "",
         .text =
             {.en = "An Aadhaar number has 12 digits and begins with 2 to 9.",
              .zh = "Aadhaar号码为12位数字，首位为2至9。",
              .ru = "Номер Aadhaar — 12 цифр, первая от 2 до 9."}},
        "/parties",
        "Aadhaar",
        {.kind = rules::Kind::custom, .accepts = has_aadhaar_shape},
        aadhaar_of
    ),
    formatted<View>(
        {.id = "IN-0119",
         .code = "aadhaar-doubtful",
         .severity = Severity::warning,
         .remedy = Remedy::buyer,
         .basis = "in-ids#Aadhaar: Verhoeff check digit",
         .effective_from = "",
         .text =
             {.en = "The check digit of the Aadhaar number is wrong: have it checked.",
              .zh = "Aadhaar号码校验位有误：请核查。",
              .ru = "Контрольная цифра номера Aadhaar неверна: проверьте."}},
        "/parties",
        "Aadhaar",
        {.kind = rules::Kind::custom, .accepts = is_aadhaar_or_no_number},
        aadhaar_of
    ),
};

struct KycKind {
    std::string_view id;        // kind of order::PartyId
    std::string_view document;  // as the form names it
};

constexpr std::array<KycKind, 5> kPersonKinds = {{
    {"IN_AADHAAR", "Aadhaar"},
    {"IN_PASSPORT", "Passport"},
    {"IN_PAN", "PAN"},
    {"IN_VOTER_ID", "Voter ID"},
    {"IN_DRIVING_LICENCE", "Driving Licence"},
}};
constexpr std::array<KycKind, 3> kFirmKinds = {{
    {"IN_GSTIN", "GSTIN"},
    {"IN_IEC", "IEC"},
    {"IN_PAN", "PAN"},
}};

Kyc first_of(const View& view, std::span<const KycKind> kinds) {
    for (const KycKind& kind : kinds) {
        if (const std::string_view number = view.id(kind.id); !number.empty()) {
            return {.document = kind.document, .number = number};
        }
    }
    return {};
}

}  // namespace

Kyc kyc_of(const View& view) {
    return view.is_personal ? first_of(view, kPersonKinds) : first_of(view, kFirmKinds);
}

std::span<const rules::Row<View>> identity_rows() noexcept {
    return kRows;
}

}  // namespace silkgate::adapters::in
