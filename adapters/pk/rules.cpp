#include "adapters/common/sad/duty.hpp"
#include "adapters/pk/national.hpp"

#include <algorithm>

namespace silkgate::adapters::pk {
namespace {

using rules::Kind;
using rules::Must;
using rules::Row;
using rules::text_or_absent;
using sad::LineView;
using sad::View;

constexpr std::string_view kCnic[] = {"PK_CNIC"};
constexpr std::string_view kNtn[] = {"PK_NTN"};

template <const std::string_view (&kinds)[1]>
rules::FieldValue number(const View& view) {
    const order::PartyId* id = sad::find_number(view.resident(), kinds);
    return id == nullptr ? rules::FieldValue{} : text_or_absent(id->number);
}

// Some end of the order, or the maker of its goods, is India.
bool is_of_india(const order::Party* party) {
    return party != nullptr && party->address && party->address->country == "IN";
}

// clang-format off
const Row<View> kGateRows[] = {
    {.rule = {.id = "PK-0301", .code = "indian-party", .remedy = Remedy::payload,
              .basis = "pk-india#India bars cargo of Pakistani origin or destination from 2025-05-02; no chaining of the two", .effective_from = "2025-05-02",
              .text = {.en = "A party of this order is in India: goods between India and Pakistan do not move.",
                       .zh = "订单的一方在印度：印巴之间货物不通。",
                       .ru = "Одна из сторон заказа в Индии: между Индией и Пакистаном грузы не идут."}},
     .path = "/parties/seller/address/country", .wire = "Exporter", .must = Must::hold,
     .holds = [](const View& view) { return !is_of_india(view.exporter) && !is_of_india(view.importer); }},
};

const Row<View> kPartyRows[] = {
    {.rule = {.id = "PK-0101", .code = "person-number-missing", .severity = Severity::warning, .remedy = Remedy::buyer,
              .basis = "pk-ids#CNIC of a person",
              .text = {.en = "The person's CNIC (PK_CNIC) is missing: the courier will ask for it.",
                       .zh = "缺少个人身份证号（PK_CNIC）：快递公司会要求提供。",
                       .ru = "Нет CNIC физического лица (PK_CNIC): перевозчик его запросит."}},
     .path = "/parties/consignee/ids", .wire = "Importer/ID", .must = Must::hold,
     .holds = [](const View& view) { return sad::find_number(view.importer, kCnic) != nullptr; },
     .applies = [](const View& view) { return view.is_import() && view.importer != nullptr && sad::is_person(view.importer); }},
    {.rule = {.id = "PK-0102", .code = "person-number-invalid", .remedy = Remedy::buyer,
              .basis = "pk-ids#CNIC: 13 digits, printed 5-7-1",
              .text = {.en = "The CNIC is not 13 digits.",
                       .zh = "CNIC 不是13位数字。",
                       .ru = "CNIC — не 13 цифр."}},
     .path = "/parties/consignee/ids", .wire = "Importer/ID", .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_cnic}, .value = number<kCnic>},
    {.rule = {.id = "PK-0103", .code = "tax-number-invalid", .remedy = Remedy::payload,
              .basis = "pk-ids#NTN: 7 characters and a check digit",
              .text = {.en = "The NTN is not 7 characters and a digit.",
                       .zh = "NTN 不是7个字符加1位校验数字。",
                       .ru = "NTN — не семь знаков и цифра."}},
     .path = "/parties", .wire = "ID", .must = Must::have_format,
     .format = {.kind = Kind::custom, .accepts = is_ntn}, .value = number<kNtn>},
};

const Row<View> kOrderRows[] = {
    {.rule = {.id = "PK-0302", .code = "form-e-needed", .severity = Severity::warning, .remedy = Remedy::connection,
              .basis = "pk-b2c#up to USD 5,000 a consignment without Form-E", .effective_from = "2020-11-13",
              .text = {.en = "An export consignment above USD 5,000 needs a financial instrument (Form-E): PK.financialInstrument is missing.",
                       .zh = "单票出口超过5000美元需要金融单证（Form-E）：缺少 PK.financialInstrument。",
                       .ru = "Вывоз свыше 5000 USD требует финансового документа (Form-E): нет PK.financialInstrument."}},
     .path = "/money", .wire = "InvoiceAmount", .must = Must::hold,
     .holds = [](const View& view) {
         const auto limit = view.tables->limit("export_without_form_e", view.day);
         const auto most = limit ? view.tables->to_national(*limit, "USD", "PKR", view.day) : std::nullopt;
         const auto value = sad::national_value(view);
         return !most || !value || *value <= *most || !view.registration("financialInstrument").empty();
     },
     .applies = [](const View& view) { return !view.is_import(); }},
};
const Row<LineView> kLineRows[] = {
    {.rule = {.id = "PK-0401", .code = "indian-origin", .severity = Severity::warning, .remedy = Remedy::catalog,
              .basis = "pk-india#India and Pakistan do not take each other's goods; the import ban was not read at a source",
              .text = {.en = "Goods of Indian origin: have it checked that they may be imported.",
                       .zh = "印度原产商品：请核实是否允许进口。",
                       .ru = "Товар индийского происхождения: проверьте, можно ли его ввозить."}},
     .path = "/customs/originCountry", .wire = "Origin/CountryCode", .must = Must::hold,
     .holds = [](const LineView& line) { return line.line->customs.origin_country != "IN"; },
     .applies = [](const LineView& line) { return line.view->is_import(); }},
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
    return kLineRows;
}

}  // namespace silkgate::adapters::pk
