#include "adapters/common/booking/desk.hpp"
#include "adapters/common/sad/rules.hpp"

#include <algorithm>
#include <cctype>
#include <string>

namespace silkgate::adapters::sad {
namespace {

constexpr Rule kRules[] = {
    {.id = "SD-0001",
     .code = "lane-not-served",
     .remedy = Remedy::payload,
     .basis = "adapter-sad#one end of the lane is the adapter's country",
     .text =
         {.en = "Neither end of this order is the country of this authority.",
          .zh = "订单的起运国和目的国均不是该海关所在国。",
          .ru = "Ни один конец этого заказа не в стране этой таможни."}},
    {.id = "SD-0002",
     .code = "action-not-served",
     .remedy = Remedy::none,
     .basis =
         "adapter-sad#goods that come back need the numbers of the first declaration, which no order holds",
     .text =
         {.en = "Goods that come back are not declared through the gateway.",
          .zh = "暂不支持通过网关申报退运商品。",
          .ru = "Возврат товаров через шлюз не декларируется."}},
    {.id = "SD-0003",
     .code = "action-not-served",
     .remedy = Remedy::none,
     .basis = "asycuda-sad#no element says change or cancellation",
     .text =
         {.en = "An ASYCUDA file can neither change nor cancel a declaration. Use another format or do it at "
                "the office.",
          .zh = "ASYCUDA 文件不能更改或撤销申报。请改用其他格式或到海关办理。",
          .ru = "Файл АСИКУДА не изменяет и не отзывает декларацию. Выберите другой формат или обратитесь на "
                "пост."}},
    {.id = "SD-0004",
     .code = "registration-invalid",
     .remedy = Remedy::connection,
     .basis = "adapter-sad#registration <CC>.format",
     .text =
         {.en = "The registration <CC>.format names no format of this adapter.",
          .zh = "连接配置 <CC>.format 不是该适配器支持的格式。",
          .ru = "Настройка <CC>.format не называет ни одного формата этого адаптера."}},
    {.id = "SD-0005",
     .code = "customs-number-missing",
     .remedy = Remedy::none,
     .basis = "wco-dm-3.6#D014: a change or cancellation names the declaration by the number customs gave it",
     .text =
         {.en = "Customs has given the declaration no number yet: it can not be changed or cancelled.",
          .zh = "海关尚未给出申报编号：暂不能更改或撤销。",
          .ru = "Таможня ещё не присвоила декларации номер: изменить или отозвать её нельзя."}},
    {.id = "SD-0006",
     .code = "cancel-reason-missing",
     .remedy = Remedy::payload,
     .basis = "wco-dm-3.6#CANCEL.xsd 225: every cancellation says why, an..512",
     .text =
         {.en = "The reason of the cancellation is missing or longer than 512 characters.",
          .zh = "缺少撤销原因，或超过512个字符。",
          .ru = "Причина отмены не указана или длиннее 512 знаков."}},
    {.id = "SD-0007",
     .code = "reason-code-missing",
     .severity = Severity::warning,
     .remedy = Remedy::connection,
     .basis = "wco-dm-3.6#099: an..3, codes of the country",
     .text =
         {.en = "The registration <CC>.amendReasonCode or <CC>.cancelReasonCode is missing: who files adds "
                "the code of the reason.",
          .zh = "未配置 <CC>.amendReasonCode 或 <CC>.cancelReasonCode：由申报人补充原因代码。",
          .ru = "Нет настройки <CC>.amendReasonCode или <CC>.cancelReasonCode: код причины укажет подающий."}
    },
    {.id = "SD-0008",
     .code = "registration-invalid",
     .remedy = Remedy::connection,
     .basis = "wco-dm-3.6#099: an..3",
     .text =
         {.en = "<CC>.amendReasonCode or <CC>.cancelReasonCode has more than 3 characters.",
          .zh = "<CC>.amendReasonCode 或 <CC>.cancelReasonCode 超过3个字符。",
          .ru = "<CC>.amendReasonCode или <CC>.cancelReasonCode длиннее 3 знаков."}},
};

enum Row : std::size_t {
    lane,
    returned,
    unsayable_action,
    format_word,
    no_number,
    no_reason,
    no_reason_code,
    long_reason_code
};

Violation finding(Row row, std::string_view pointer, std::string_view found, std::string_view leg) {
    return {
        .rule = &kRules[row],
        .canonical_pointer = std::string(pointer),
        .pointer = {},
        .leg = std::string(leg),
        .found = std::string(found),
        .remedy_href = {},
    };
}

std::string lower(std::string_view text) {
    std::string out;
    std::ranges::transform(text, std::back_inserter(out), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return out;
}

std::string_view export_regime(const Profile& profile) {
    for (const RegimeRow& regime : profile.regimes) {
        if (regime.kind == LegKind::export_declaration) {
            return regime.code;
        }
    }
    return {};
}

// The regime's code with the suffix of the connection's format.
Leg declaration_leg(LegKind kind, std::string_view regime, const Context& context, const Profile& profile) {
    const std::string word(context.connection->registration(std::string(profile.country) + ".format"));
    std::string_view suffix = format_row(profile.formats.front()).suffix;
    for (const Format format : profile.formats) {
        suffix = format_row(format).word == word ? format_row(format).suffix : suffix;
    }
    const std::string_view direction = kind == LegKind::import_declaration ? "import-" : "export-";
    return {
        .id = std::string(direction) + lower(profile.country),
        .kind = kind,
        .country = std::string(profile.country),
        .regime = std::string(regime) + std::string(suffix),
        .mode = {}
    };
}

// What stops the whole order stands before any leg is planned, so that no other authority is told of it.
bool passes_gate(const View& view, Violations& out) {
    Violations found;
    rules::evaluate<View>(view.profile->gate_rows, view, "", "", found);
    const bool passes = !has_errors(found);
    out.insert(out.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    return passes;
}

void add_bookings(const order::Order& order, const Profile& profile, std::vector<Leg>& legs) {
    const std::string_view mode = mode_of(order);
    if (!mode.empty() && mode != "post") {
        return;  // a carrier brings the goods: nothing is booked by post
    }
    for (std::size_t i = 0; i < std::max<std::size_t>(order.consignments.size(), 1); ++i) {
        legs.push_back(
            {.id = "booking-" + std::to_string(i + 1),
             .kind = LegKind::booking,
             .country = std::string(profile.country),
             .regime = "S10",
             .mode = "post"}
        );
    }
}

}  // namespace

void plan_legs(
    const order::Order& order,
    const Context& context,
    const Profile& profile,
    const Tables& tables,
    std::vector<Leg>& legs,
    Violations& out
) {
    const order::Flow& flow = order.header.flow;
    const bool is_import = flow.destination_country == profile.country;
    if (context.action == Action::return_) {
        out.push_back(finding(returned, "", "return", ""));
        return;
    }
    if (!is_import && flow.origin_country != profile.country) {
        out.push_back(finding(lane, "/order/flow/destinationCountry", flow.destination_country, ""));
        return;
    }
    const LegKind kind = is_import ? LegKind::import_declaration : LegKind::export_declaration;
    const std::string_view regime =
        is_import ? profile.import_regime(order, context, tables) : export_regime(profile);
    Leg leg = declaration_leg(kind, regime, context, profile);
    if (!passes_gate(View(order, leg, context, profile, tables), out)) {
        return;
    }
    legs.push_back(std::move(leg));
    if (!is_import) {
        if (!booking::plan_leg(order, context, profile.country, legs, out)) {
            add_bookings(order, profile, legs);
        }
    }
}

namespace {

// Why something is changed or cancelled: a WCO message says so.
void check_reason(const View& view, Violations& out) {
    constexpr std::size_t kReasonMax = 512;
    constexpr std::size_t kCodeMax = 3;
    const std::string& reason = view.order->header.cancel_reason;
    if (view.context->action == Action::cancel &&
        (reason.empty() || rules::count_code_points(reason) > kReasonMax)) {
        out.push_back(finding(no_reason, "/order/cancelReason", "", view.leg->id));
    }
    const std::string_view code = view.registration(reason_code_key(view.context->action));
    if (code.empty()) {
        out.push_back(finding(no_reason_code, "/order/flow", "", view.leg->id));
    } else if (rules::count_code_points(code) > kCodeMax) {
        out.push_back(finding(long_reason_code, "/order/flow", code, view.leg->id));
    }
}

}  // namespace

void check_action(const View& view, Violations& out) {
    const std::string_view word = view.registration("format");
    if (!word.empty() && format_row(view.format).word != word) {
        out.push_back(finding(format_word, "/order/flow", word, view.leg->id));
    }
    const FormatRow& row = format_row(view.format);
    const Action action = view.context->action;
    if (action == Action::return_) {
        out.push_back(finding(returned, "", "return", view.leg->id));
        return;
    }
    if ((action == Action::amend && !row.can_amend) || (action == Action::cancel && !row.can_cancel)) {
        out.push_back(finding(unsayable_action, "", "", view.leg->id));
        return;
    }
    if (action == Action::submit) {
        return;
    }
    if (view.context->authority_reference.empty()) {
        out.push_back(finding(no_number, "", "", view.leg->id));
    }
    if (view.format == Format::wco) {
        check_reason(view, out);
    }
}

void append_plan_rules(std::vector<const Rule*>& all) {
    for (const Rule& rule : kRules) {
        all.push_back(&rule);
    }
}

}  // namespace silkgate::adapters::sad
