#include "adapters/common/sad/duty.hpp"
#include "adapters/uz/identifiers.hpp"
#include "adapters/uz/national.hpp"

namespace silkgate::adapters::uz {
namespace {

using rules::Kind;
using rules::Must;
using rules::Row;
using rules::text_or_absent;
using sad::LineView;
using sad::View;

constexpr std::string_view kPinfl[] = {"UZ_PINFL"};
constexpr std::string_view kPassport[] = {"UZ_PASSPORT"};
constexpr std::string_view kStir[] = {"UZ_STIR"};

template <const std::string_view (&kinds)[1]>
rules::FieldValue number(const View& view) {
    const order::PartyId* id = sad::find_number(view.resident(), kinds);
    return id == nullptr ? rules::FieldValue{} : text_or_absent(id->number);
}

bool is_parcel(const View& view) {
    return view.leg->regime == kParcel;
}

bool is_pinfl_or_other(std::string_view text) {
    return !is_pinfl_form(text) || is_pinfl(text);
}

// clang-format off
const Row<View> kPartyRows[] = {
    {.rule = {.id = "UZ-0101", .code = "person-number-missing", .remedy = Remedy::buyer,
              .basis = "uz-paper#the recipient's passport data are checked with the ministry",
              .text = {.en = "The recipient's PINFL (UZ_PINFL) or passport (UZ_PASSPORT) is missing.",
                       .zh = "缺少收件人的个人识别号（UZ_PINFL）或护照（UZ_PASSPORT）。",
                       .ru = "Нет ПИНФЛ (UZ_PINFL) или паспорта (UZ_PASSPORT) получателя."}},
     .path = "/parties/consignee/ids", .wire = "Importer/ID", .must = Must::hold,
     .holds = [](const View& view) {
         return sad::find_number(view.importer, kPinfl) != nullptr ||
                sad::find_number(view.importer, kPassport) != nullptr;
     },
     .applies = is_parcel},
    {.rule = {.id = "UZ-0102", .code = "person-number-invalid", .remedy = Remedy::buyer,
              .basis = "uz-ids#PINFL: 14 digits",
              .text = {.en = "The PINFL is not 14 digits.",
                       .zh = "PINFL 不是14位数字。",
                       .ru = "ПИНФЛ — не 14 цифр."}},
     .path = "/parties/consignee/ids", .wire = "Importer/ID", .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_pinfl_form}, .value = number<kPinfl>},
    {.rule = {.id = "UZ-0103", .code = "person-number-doubtful", .severity = Severity::warning,
              .remedy = Remedy::buyer,
              .basis = "uz-ids#PINFL: century, date, control digit 7 3 1; not confirmed by an official source",
              .text = {.en = "The PINFL's date or control digit is wrong: have it checked.",
                       .zh = "PINFL 的日期或校验位有误：请核查。",
                       .ru = "Дата или контрольная цифра ПИНФЛ неверна: проверьте."}},
     .path = "/parties/consignee/ids", .wire = "Importer/ID", .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_pinfl_or_other}, .value = number<kPinfl>},
    {.rule = {.id = "UZ-0104", .code = "passport-doubtful", .severity = Severity::warning, .remedy = Remedy::buyer,
              .basis = "uz-ids#passport: two letters and seven digits",
              .text = {.en = "The passport number is not two letters and seven digits: have it checked.",
                       .zh = "护照号不是2个字母加7位数字：请核查。",
                       .ru = "Номер паспорта — не две буквы и семь цифр: проверьте."}},
     .path = "/parties/consignee/ids", .wire = "Importer/ID", .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_passport}, .value = number<kPassport>},
    {.rule = {.id = "UZ-0105", .code = "tax-number-invalid", .remedy = Remedy::payload,
              .basis = "uz-ids#STIR: 9 digits",
              .text = {.en = "The STIR is not 9 digits.",
                       .zh = "STIR 不是9位数字。",
                       .ru = "СТИР (ИНН) — не 9 цифр."}},
     .path = "/parties", .wire = "ID", .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_stir}, .value = number<kStir>},
};

const Row<View> kOrderRows[] = {
    {.rule = {.id = "UZ-0301", .code = "gross-weight-above-limit", .remedy = Remedy::payload,
              .basis = "uz-700#a parcel weighs at most 30 kg", .effective_from = "2026-02-08",
              .text = {.en = "A parcel to a person weighs at most 30 kg.",
                       .zh = "寄给个人的包裹毛重不得超过30千克。",
                       .ru = "Посылка физическому лицу весит не более 30 кг."}},
     .path = "/consignments/0/grossWeight", .wire = "TotalGrossMassMeasure", .must = Must::hold,
     .holds = [](const View& view) {
         return *view.consignment->gross_weight <= *view.tables->limit("parcel_kg_max", view.day);
     },
     .applies = [](const View& view) {
         return is_parcel(view) && view.consignment != nullptr && view.consignment->gross_weight &&
                view.tables->limit("parcel_kg_max", view.day);
     }},
    {.rule = {.id = "UZ-0302", .code = "value-above-free-limit", .severity = Severity::warning,
              .remedy = Remedy::none,
              .basis = "uz-244#USD 200 a month by courier, 100 by post, for each person over all couriers",
              .effective_from = "2025-05-01",
              .text = {.en = "The parcel alone is worth more than the person's limit: the single payment is due.",
                       .zh = "仅此包裹的价值已超过个人限额：需缴纳统一海关税费。",
                       .ru = "Одна эта посылка дороже лимита лица: причитается единый платёж."}},
     .path = "/money", .wire = "CustomsValueAmount", .must = Must::hold,
     .holds = [](const View& view) { return *sad::national_value(view) <= *free_value(view); },
     .applies = [](const View& view) {
         return is_parcel(view) && sad::national_value(view) && free_value(view);
     }},
};

const Row<LineView> kLineRows[] = {
    {.rule = {.id = "UZ-0401", .code = "commercial-quantity", .severity = Severity::warning,
              .remedy = Remedy::none, .basis = "uz-paper#more than 3 of a kind look commercial, by forwarders' rules",
              .text = {.en = "More than 3 of a kind in one parcel may be treated as commercial.",
                       .zh = "同一包裹内同种商品超过3件，可能被视为商业货物。",
                       .ru = "Более трёх одинаковых вещей в посылке могут счесть коммерческой партией."}},
     .path = "/quantity", .wire = "TariffQuantity", .must = Must::hold,
     .holds = [](const LineView& line) { return line.line->quantity <= Decimal(3); },
     .applies = [](const LineView& line) { return is_parcel(*line.view); }},
};
// clang-format on

}  // namespace

std::span<const Row<View>> party_rows() noexcept {
    return kPartyRows;
}

std::span<const Row<View>> order_rows() noexcept {
    return kOrderRows;
}

std::span<const Row<LineView>> line_rows() noexcept {
    return kLineRows;
}

}  // namespace silkgate::adapters::uz
