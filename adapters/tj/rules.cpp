#include "adapters/common/sad/duty.hpp"
#include "adapters/duty_unknown.hpp"
#include "adapters/tj/national.hpp"

#include <algorithm>

namespace silkgate::adapters::tj {
namespace {

using rules::Kind;
using rules::Must;
using rules::Row;
using rules::text_or_absent;
using sad::LineView;
using sad::View;

constexpr std::string_view kInn[] = {"TJ_INN"};
constexpr std::string_view kEin[] = {"TJ_EIN"};

template <const std::string_view (&kinds)[1]>
rules::FieldValue number(const View& view) {
    const order::PartyId* id = sad::find_number(view.resident(), kinds);
    return id == nullptr ? rules::FieldValue{} : text_or_absent(id->number);
}

bool is_parcel(const View& view) {
    return std::string_view(view.leg->regime).starts_with(kParcel);
}

std::optional<Decimal> free_value(const View& view) {
    const auto limit = view.tables->limit("post_free", view.day);
    return limit ? view.tables->to_national(*limit, "USD", view.profile->currency, view.day) : std::nullopt;
}

// clang-format off
const Row<View> kPartyRows[] = {
    {.rule = {.id = "TJ-0101", .code = "person-number-missing", .severity = Severity::warning, .remedy = Remedy::buyer,
              .basis = "tj-ids#INN of a person",
              .text = {.en = "The recipient's INN (TJ_INN) is missing: the carrier will ask for it.",
                       .zh = "缺少收件人税号（TJ_INN）：承运人会要求提供。",
                       .ru = "Нет ИНН получателя (TJ_INN): перевозчик его запросит."}},
     .path = "/parties/consignee/ids", .wire = "Importer/ID", .must = Must::hold,
     .holds = [](const View& view) { return sad::find_number(view.importer, kInn) != nullptr; },
     .applies = is_parcel},
    {.rule = {.id = "TJ-0102", .code = "person-number-invalid", .remedy = Remedy::buyer,
              .basis = "tj-ids#INN: 9 digits",
              .text = {.en = "The INN is not 9 digits.",
                       .zh = "INN 不是9位数字。",
                       .ru = "ИНН — не 9 цифр."}},
     .path = "/parties/consignee/ids", .wire = "Importer/ID", .must = Must::have_format,
     .format = {.kind = Kind::digits, .min = 9, .max = 9}, .value = number<kInn>},
    {.rule = {.id = "TJ-0103", .code = "tax-number-invalid", .remedy = Remedy::payload,
              .basis = "tj-ids#EIN of a legal entity: 10 digits",
              .text = {.en = "The EIN is not 10 digits.",
                       .zh = "EIN 不是10位数字。",
                       .ru = "ЕИН — не 10 цифр."}},
     .path = "/parties", .wire = "ID", .must = Must::have_format,
     .format = {.kind = Kind::digits, .min = 10, .max = 10}, .value = number<kEin>},
};

const Row<View> kOrderRows[] = {
    {.rule = {.id = "TJ-0302", .code = "value-above-free-limit", .severity = Severity::warning, .remedy = Remedy::none,
              .basis = "tj-post#USD 100 by post; undated and old",
              .text = {.en = "The parcel is worth more than USD 100, the last limit that was found: payments may be due.",
                       .zh = "包裹价值超过100美元（已知的最近限额）：可能需缴税。",
                       .ru = "Посылка дороже 100 USD, последнего найденного порога: могут причитаться платежи."}},
     .path = "/money", .wire = "CustomsValueAmount", .must = Must::hold,
     .holds = [](const View& view) { return *sad::national_value(view) <= *free_value(view); },
     .applies = [](const View& view) { return is_parcel(view) && sad::national_value(view) && free_value(view); }},
    {.rule = {.id = "TJ-0303", .code = kDutyNotComputed, .severity = Severity::warning, .remedy = Remedy::none,
              .basis = "tj-personal#Resolution 544 of 2007-11-02; what is due above the limit was not found",
              .text = {.en = "What a person pays on a parcel is not known to this adapter: nothing is quoted.",
                       .zh = "本适配器不掌握个人包裹应缴税费：不报价。",
                       .ru = "Сколько платит физическое лицо за посылку, адаптеру неизвестно: расчёта нет."}},
     .path = "/money", .wire = "", .must = Must::hold,
     .holds = [](const View&) { return false; },
     .applies = is_parcel},
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
    return {};
}

}  // namespace silkgate::adapters::tj
