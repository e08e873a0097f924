#include "adapters/in/quote.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::in {
namespace {

constexpr Rule kBcd{
    .id = "IN-0701",
    .code = "import-duty",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "in-valuation#2 basic customs duty on the assessable value (personal.csv, tariff.csv)",
    .effective_from = "",
    .text = {.en = "Basic customs duty.", .zh = "基本关税。", .ru = "Основная таможенная пошлина."}
};
constexpr Rule kAidc{
    .id = "IN-0702",
    .code = "import-cess",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis =
        "in-valuation#3 agriculture infrastructure and development cess on the assessable value (tariff.csv)",
    .effective_from = "",
    .text =
        {.en = "Agriculture infrastructure and development cess.",
         .zh = "农业基础设施和发展附加税。",
         .ru = "Сбор на развитие сельскохозяйственной инфраструктуры."}
};
constexpr Rule kSws{
    .id = "IN-0703",
    .code = "import-surcharge",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "in-valuation#4 social welfare surcharge on the duties of customs (personal.csv, tariff.csv)",
    .effective_from = "",
    .text = {.en = "Social welfare surcharge.", .zh = "社会福利附加税。", .ru = "Социальный сбор."}
};
constexpr Rule kIgst{
    .id = "IN-0704",
    .code = "import-gst",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "in-valuation#5 integrated tax on value, duties and surcharge (personal.csv, tariff.csv)",
    .effective_from = "2017-07-01",
    .text =
        {.en = "Integrated goods and services tax.",
         .zh = "综合商品和服务税。",
         .ru = "Интегрированный налог на товары и услуги."}
};

struct Head {
    std::string_view kind;
    const Rule* rule;
    Decimal DutyRates::* percent;
    Decimal Duty::* amount;
    Decimal (*basis)(const LineView&);
};

Decimal assessable(const LineView& line) {
    return *line.assessable;
}

constexpr std::array<Head, 4> kHeads = {{
    {"duty", &kBcd, &DutyRates::bcd, &Duty::bcd, assessable},
    {"duty", &kAidc, &DutyRates::aidc, &Duty::aidc, assessable},
    {"duty", &kSws, &DutyRates::sws, &Duty::sws, [](const LineView& line) { return line.duty->sws_basis; }},
    {"gst", &kIgst, &DutyRates::igst, &Duty::igst, [](const LineView& line) { return line.duty->igst_basis; }
    },
}};

// Adds the line's share to the row of the same head and rate, or makes one.
Result<void> add_share(const Head& head, const LineView& line, std::vector<QuoteLine>& quote) {
    const std::string rate = (line.duty->rates->*head.percent).to_shortest() + " %";
    auto row = std::ranges::find_if(quote, [&](const QuoteLine& old) {
        return old.rule == head.rule && old.rate == rate;
    });
    if (row == quote.end()) {
        quote.push_back(QuoteLine{
            .kind = std::string(head.kind),
            .basis = {},
            .basis_currency = "INR",
            .rate = rate,
            .amount = {},
            .currency = "INR",
            .rule = head.rule,
        });
        row = quote.end() - 1;
    }
    const auto basis = add(row->basis, head.basis(line));
    const auto amount = add(row->amount, line.duty.value().*head.amount);
    if (!basis || !amount) {
        return fail(Errc::limit_exceeded, "the duty is too large");
    }
    row->basis = *basis;
    row->amount = *amount;
    return {};
}

}  // namespace

Result<std::vector<QuoteLine>> quote_duty(const View& view) {
    std::vector<QuoteLine> quote;
    if (!view.is_import) {
        return quote;
    }
    // A sum without some lines would be taken for the landed cost: the warnings say why there is none.
    if (!std::ranges::all_of(view.lines, [](const LineView& line) { return line.duty.has_value(); })) {
        return quote;
    }
    for (const Head& head : kHeads) {
        for (const LineView& line : view.lines) {
            if ((line.duty->rates->*head.percent).is_zero()) {
                continue;
            }
            if (const auto added = add_share(head, line, quote); !added) {
                return added.error();
            }
        }
    }
    return quote;
}

std::vector<const Rule*> quote_rules() {
    return {&kBcd, &kAidc, &kSws, &kIgst};
}

}  // namespace silkgate::adapters::in
