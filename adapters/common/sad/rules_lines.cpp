#include "adapters/common/sad/rules.hpp"

#include <algorithm>
#include <string>

namespace silkgate::adapters::sad {
namespace {

using rules::Kind;
using rules::Must;
using rules::number_or_absent;
using rules::Row;
using rules::text_or_absent;

bool is_tariff_code(std::string_view code) {
    const bool digits = std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
    return digits && code.size() >= 6 && code.size() <= 12;
}

// Above zero and within n..16,3.
bool is_value(const LineView& line) {
    return line.value && !line.value->is_zero() && !line.value->is_negative() &&
           line.value->integer_digits() <= 13;
}

bool needs_tariff_rate(const LineView& line) {
    const Profile& profile = *line.view->profile;
    return line.view->is_import() && !profile.tariff_kind.empty() &&
           std::string_view(line.view->leg->regime).starts_with(profile.tariff_regime);
}

// clang-format off
const Row<LineView> kLineRows[] = {
    {.rule = {.id = "SD-0401", .code = "hs-code-missing", .remedy = Remedy::catalog, .basis = "wco-dm-3.6#145",
              .text = {.en = "The tariff code is missing.",
                       .zh = "缺少税则号列。",
                       .ru = "Не указан код товара."}},
     .path = "/customs/codes", .wire = "Classification/ID", .must = Must::be_present,
     .value = [](const LineView& line) { return text_or_absent(line.code); }},
    {.rule = {.id = "SD-0402", .code = "hs-code-invalid", .remedy = Remedy::catalog, .basis = "wco-dm-3.6#145",
              .text = {.en = "The tariff code is not 6 to 12 digits.",
                       .zh = "税则号列不是6至12位数字。",
                       .ru = "Код товара — не от 6 до 12 цифр."}},
     .path = "/customs/codes", .wire = "Classification/ID", .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_tariff_code},
     .value = [](const LineView& line) { return text_or_absent(line.code); }},
    {.rule = {.id = "SD-0403", .code = "national-code-missing", .severity = Severity::warning,
              .remedy = Remedy::catalog, .basis = "wco-dm-3.6#145",
              .text = {.en = "There is no code of this country's own tariff: six digits are declared, who files "
                             "completes them.",
                       .zh = "缺少该国税则号列：按6位编码申报，由申报人补全。",
                       .ru = "Нет кода тарифа этой страны: заявляются шесть знаков, подающий дополняет."}},
     .path = "/customs/codes", .wire = "Classification/ID", .must = Must::hold,
     .holds = [](const LineView& line) { return line.national_code; },
     .applies = [](const LineView& line) { return !line.code.empty(); }},
    {.rule = {.id = "SD-0405", .code = "description-language", .severity = Severity::warning,
              .remedy = Remedy::catalog, .basis = "wco-dm-3.6#137: in a language of the authority",
              .text = {.en = "There is no customs name in a language of this authority: the shop's title is declared.",
                       .zh = "缺少该国海关语言的品名：按店铺标题申报。",
                       .ru = "Нет наименования на языке этой таможни: заявляется название из магазина."}},
     .path = "/customsNames", .wire = "Commodity/Description", .must = Must::hold,
     .holds = [](const LineView& line) { return line.is_named; }},
    {.rule = {.id = "SD-0406", .code = "net-weight-missing", .remedy = Remedy::catalog, .basis = "wco-dm-3.6#128",
              .text = {.en = "The net weight of the line is missing.",
                       .zh = "缺少该行净重。",
                       .ru = "Не указан вес нетто позиции."}},
     .path = "/customs/netWeight", .wire = "NetNetWeightMeasure", .must = Must::be_present,
     .value = [](const LineView& line) { return number_or_absent(line.line->customs.net_weight); }},
    {.rule = {.id = "SD-0407", .code = "origin-country-missing", .remedy = Remedy::catalog,
              .basis = "wco-dm-3.6#063",
              .text = {.en = "The country of origin is missing.",
                       .zh = "缺少原产国。",
                       .ru = "Не указана страна происхождения."}},
     .path = "/customs/originCountry", .wire = "Origin/CountryCode", .must = Must::be_present,
     .value = [](const LineView& line) { return text_or_absent(line.line->customs.origin_country); }},
    {.rule = {.id = "SD-0408", .code = "value-invalid", .remedy = Remedy::payload,
              .basis = "wco-dm-3.6#108: n..16,3",
              .text = {.en = "The value of the line after discounts is not above zero, or has more than 13 digits.",
                       .zh = "该行折后价值不大于零，或超过13位。",
                       .ru = "Стоимость позиции после скидок не больше нуля либо длиннее 13 цифр."}},
     .path = "/amount", .wire = "CustomsValueAmount", .must = Must::hold, .holds = is_value},
    {.rule = {.id = "SD-0602", .code = "duty-rate-missing", .severity = Severity::warning,
              .remedy = Remedy::none, .basis = "adapter-sad#tariff.csv is loaded by the operator",
              .text = {.en = "No duty rate of this code is loaded: duties are not computed.",
                       .zh = "未加载该编码的关税税率：不计算税费。",
                       .ru = "Ставка пошлины для этого кода не загружена: платежи не исчисляются."}},
     .path = "/customs/codes", .wire = "", .must = Must::hold,
     .holds = [](const LineView& line) {
         return line.view->tables->tariff_percent(line.code, line.view->profile->tariff_kind, line.view->day)
             .has_value();
     },
     .applies = needs_tariff_rate},
};
// clang-format on

}  // namespace

void check_lines(const View& view, Violations& out) {
    for (const LineView& line : view.lines) {
        const std::string base = "/lines/" + std::to_string(line.index);
        rules::evaluate<LineView>(kLineRows, line, base, view.leg->id, out);
        rules::evaluate<LineView>(view.profile->line_rows, line, base, view.leg->id, out);
    }
}

void append_line_rules(const Profile& profile, std::vector<const Rule*>& all) {
    for (const Row<LineView>& row : kLineRows) {
        all.push_back(&row.rule);
    }
    for (const Row<LineView>& row : profile.line_rows) {
        all.push_back(&row.rule);
    }
}

}  // namespace silkgate::adapters::sad
