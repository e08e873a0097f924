#include "adapters/common/sad/duty.hpp"
#include "adapters/duty_unknown.hpp"
#include "adapters/ir/national.hpp"

#include <algorithm>

namespace silkgate::adapters::ir {
namespace {

using rules::Kind;
using rules::Must;
using rules::Row;
using rules::text_or_absent;
using sad::LineView;
using sad::View;

constexpr std::string_view kPerson[] = {"IR_NATIONAL_ID"};
constexpr std::string_view kLegal[] = {"IR_LEGAL_ID"};
constexpr std::string_view kOn = "on";

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

bool is_legal_id_or_other(std::string_view text) {
    return !is_legal_id_form(text) || is_legal_id(text);
}

// By sea and by air Iran is reached only where an operator has switched the mode on.
bool is_mode_on(const View& view) {
    const std::string_view mode = sad::mode_of(*view.order);
    return (mode != "sea" && mode != "air") || view.registration(mode) == kOn;
}

std::optional<Decimal> post_kilograms(const View& view) {
    return view.tables->limit("post_kg_max_surface", view.day);
}

// clang-format off
const Row<View> kGateRows[] = {
    {.rule = {.id = "IR-0001", .code = "lane-switched-off", .remedy = Remedy::connection,
              .basis = "ir-switch#the adapter has a hard off switch",
              .text = {.en = "Iran is switched off for this connection (IR.off).",
                       .zh = "该连接已关闭伊朗线路（IR.off）。",
                       .ru = "Иран для этого подключения выключен (IR.off)."}},
     .path = "/order/flow", .wire = "", .must = Must::hold,
     .holds = [](const View& view) { return view.registration("off").empty(); }},
    {.rule = {.id = "IR-0002", .code = "mode-switched-off", .remedy = Remedy::connection,
              .basis = "ir-switch#the sea leg and the air leg to Iran are off unless an operator switches them on",
              .text = {.en = "Goods go to or from Iran by sea or air only where IR.sea or IR.air is on.",
                       .zh = "只有将 IR.sea 或 IR.air 设为 on，才能经海运或空运往返伊朗。",
                       .ru = "Морем и по воздуху в Иран и из него — только при IR.sea или IR.air = on."}},
     .path = "/consignments/0/logistics/mode", .wire = "BorderTransportMeans/ModeCode", .must = Must::hold,
     .holds = is_mode_on},
    {.rule = {.id = "IR-0003", .code = "sanctions-screening-missing", .remedy = Remedy::connection,
              .basis = "ir-switch#payment, carriers and dual-use goods are the caller's duty; screening is on by default",
              .text = {.en = "Nobody has said that parties, payment, carriers and goods are screened against sanctions: set IR.sanctionsScreening to on where the caller does it.",
                       .zh = "尚未确认对各方、付款、承运人和货物进行制裁筛查：由调用方筛查时请将 IR.sanctionsScreening 设为 on。",
                       .ru = "Не сказано, что стороны, платёж, перевозчики и товары проверены по санкциям: IR.sanctionsScreening = on, если это делает вызывающий."}},
     .path = "/order/flow", .wire = "", .must = Must::hold,
     .holds = [](const View& view) {
         return view.registration("sanctionsScreening") == kOn ||
                view.context->connection->registration("sanctionsScreening") == kOn;
     }},
};

const Row<View> kPartyRows[] = {
    {.rule = {.id = "IR-0101", .code = "person-number-missing", .severity = Severity::warning, .remedy = Remedy::buyer,
              .basis = "ir-ids#national number of a person",
              .text = {.en = "The person's national number (IR_NATIONAL_ID) is missing: the post or carrier will ask for it.",
                       .zh = "缺少个人国民身份号（IR_NATIONAL_ID）：邮政或承运人会要求提供。",
                       .ru = "Нет национального номера лица (IR_NATIONAL_ID): почта или перевозчик его запросит."}},
     .path = "/parties/consignee/ids", .wire = "Importer/ID", .must = Must::hold,
     .holds = [](const View& view) { return sad::find_number(view.importer, kPerson) != nullptr; },
     .applies = is_parcel},
    {.rule = {.id = "IR-0102", .code = "person-number-invalid", .remedy = Remedy::buyer,
              .basis = "ir-ids#national number: 10 digits, check digit mod 11",
              .text = {.en = "The national number is not 10 digits with a right check digit.",
                       .zh = "国民身份号不是10位数字或校验位有误。",
                       .ru = "Национальный номер — не 10 цифр с верной контрольной."}},
     .path = "/parties/consignee/ids", .wire = "Importer/ID", .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_national_id}, .value = number<kPerson>},
    {.rule = {.id = "IR-0103", .code = "tax-number-invalid", .remedy = Remedy::payload,
              .basis = "ir-ids#number of a legal person: 11 digits",
              .text = {.en = "The number of the legal person is not 11 digits.",
                       .zh = "法人识别号不是11位数字。",
                       .ru = "Номер юридического лица — не 11 цифр."}},
     .path = "/parties", .wire = "ID", .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_legal_id_form}, .value = number<kLegal>},
    {.rule = {.id = "IR-0104", .code = "tax-number-doubtful", .severity = Severity::warning, .remedy = Remedy::payload,
              .basis = "ir-ids#number of a legal person: check digit; the rule is general knowledge",
              .text = {.en = "The check digit of the legal person's number is wrong: have it checked.",
                       .zh = "法人识别号校验位有误：请核查。",
                       .ru = "Контрольная цифра номера юридического лица неверна: проверьте."}},
     .path = "/parties", .wire = "ID", .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_legal_id_or_other}, .value = number<kLegal>},
};

const Row<View> kOrderRows[] = {
    {.rule = {.id = "IR-0302", .code = "value-above-free-limit", .severity = Severity::warning, .remedy = Remedy::none,
              .basis = "ir-post#USD 50 by post for one person; a page of 2018",
              .text = {.en = "The parcel is worth more than USD 50, the last limit that was found: payments may be due.",
                       .zh = "包裹价值超过50美元（已知的最近限额）：可能需缴税。",
                       .ru = "Посылка дороже 50 USD, последнего найденного порога: могут причитаться платежи."}},
     .path = "/money", .wire = "CustomsValueAmount", .must = Must::hold,
     .holds = [](const View& view) { return *sad::national_value(view) <= *free_value(view); },
     .applies = [](const View& view) { return is_parcel(view) && sad::national_value(view) && free_value(view); }},
    {.rule = {.id = "IR-0303", .code = "gross-weight-above-limit", .severity = Severity::warning, .remedy = Remedy::payload,
              .basis = "ir-post#parcels to 20 kg by surface; a page of 2018",
              .text = {.en = "A postal parcel above 20 kg: the post may refuse it.",
                       .zh = "邮包超过20千克：邮政可能拒收。",
                       .ru = "Почтовая посылка тяжелее 20 кг: почта может не принять."}},
     .path = "/consignments/0/grossWeight", .wire = "TotalGrossMassMeasure", .must = Must::hold,
     .holds = [](const View& view) { return *view.consignment->gross_weight <= *post_kilograms(view); },
     .applies = [](const View& view) {
         return is_parcel(view) && sad::mode_of(*view.order) == "post" && view.consignment->gross_weight &&
                post_kilograms(view);
     }},
    {.rule = {.id = "IR-0304", .code = kDutyNotComputed, .severity = Severity::warning, .remedy = Remedy::none,
              .basis = "ir-post#today's limits and what is due above them were not found",
              .text = {.en = "What a person pays on a parcel is not known to this adapter: nothing is quoted.",
                       .zh = "本适配器不掌握个人包裹应缴税费：不报价。",
                       .ru = "Сколько платит физическое лицо за посылку, адаптеру неизвестно: расчёта нет."}},
     .path = "/money", .wire = "", .must = Must::hold,
     .holds = [](const View&) { return false; },
     .applies = is_parcel},
};
// clang-format on

}  // namespace

std::span<const Row<View>> gate_rows() noexcept {
    return kGateRows;
}

std::span<const Row<View>> party_rows() noexcept {
    return kPartyRows;
}

std::span<const Row<View>> order_rows() noexcept {
    return kOrderRows;
}

std::span<const Row<LineView>> line_rows() noexcept {
    return {};
}

}  // namespace silkgate::adapters::ir
