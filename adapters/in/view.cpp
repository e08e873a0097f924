#include "adapters/in/view.hpp"

#include "gateway/order/order_money.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::in {
namespace {

// Incoterms 2020 by what the seller pays for. ICES takes four terms and no others; it has no word for the
// rest.
constexpr std::array<Terms, 11> kTerms = {{
    {"EXW", "FOB", false, false},
    {"FCA", "FOB", false, false},
    {"FAS", "FOB", false, false},
    {"FOB", "FOB", false, false},
    {"CFR", "CF", true, false},
    {"CPT", "", true, false},
    {"CIF", "CIF", true, true},
    {"CIP", "", true, true},
    {"DAP", "", true, true},
    {"DPU", "", true, true},
    {"DDP", "", true, true},
}};

bool is_postal_number(std::string_view text) {
    return text.size() == 13 &&
           std::ranges::all_of(text.substr(2, 9), [](char c) { return c >= '0' && c <= '9'; });
}

// What the connection says, else the mode of the consignment where it is post.
Channel channel_of(const View& view) {
    const std::string_view said = view.registration("IN.channel");
    if (said == "courier") {
        return Channel::courier;
    }
    if (said == "cargo") {
        return Channel::cargo;
    }
    const bool by_post = view.consignment != nullptr && view.consignment->logistics &&
                         (view.consignment->logistics->mode == "post" || is_postal_number(view.waybill));
    return said == "post" || (said.empty() && by_post) ? Channel::post : Channel::none;
}

void add_lines(View& view) {
    std::optional<Decimal> weight = Decimal{};
    for (std::size_t i = 0; i < view.order->lines.size(); ++i) {
        const order::Line& line = view.order->lines[i];
        if (!order::is_declarable(line)) {
            continue;
        }
        LineView& made = view.lines.emplace_back();
        made.line = &line;
        made.index = i;
        if (const auto* code = order::find_code(line, "IN8")) {
            made.item = code->code;
        }
        const std::string_view personal = view.registration("IN.personalTariffItem");
        if (view.is_personal && !personal.empty()) {
            made.item = personal;
        }
        made.uqc = view.tables->unit(line.unit, view.day);
        const auto* name = order::find_customs_name(line, "en");
        made.description = name == nullptr ? std::string_view(line.title) : std::string_view(name->text);
        weight = order::plus(weight, line.customs.net_weight);
    }
    view.net_weight = view.lines.empty() ? std::nullopt : weight;
}

}  // namespace

std::string_view View::id(std::string_view kind) const {
    if (here == nullptr) {
        return {};
    }
    const order::PartyId* found = order::find_id(*here, kind);
    found = found == nullptr ? order::find_registration(*here, kind) : found;
    return found == nullptr ? std::string_view{} : std::string_view(found->number);
}

View make_view(const order::Order& order, const Leg* leg, const Context& context, const Tables& tables) {
    View view{.order = &order, .leg = leg, .context = &context, .tables = &tables};
    view.day = local_time(context.decided_at, kIndiaOffset).date;
    view.is_import = order.header.flow.destination_country == "IN";
    const auto& consignee = order.parties.consignee;
    const auto& seller = order.parties.seller;
    const order::Party* to = consignee ? &*consignee : nullptr;
    const order::Party* from = seller ? &*seller : nullptr;
    view.here = view.is_import ? to : from;
    view.abroad = view.is_import ? from : to;
    view.is_personal = view.is_import && to != nullptr && to->kind == order::PartyKind::person;
    if (!order.consignments.empty()) {
        view.consignment = &order.consignments.front();
        view.waybill = view.consignment->logistics ? std::string_view(view.consignment->logistics->number)
                                                   : std::string_view{};
        for (const order::Package& package : view.consignment->packages) {
            view.packages += package.count;
        }
        const auto* terms = std::ranges::find(kTerms, view.consignment->incoterm, &Terms::incoterm);
        view.terms = terms == kTerms.end() ? nullptr : terms;
    }
    view.channel = channel_of(view);
    add_lines(view);
    assess(view);
    return view;
}

}  // namespace silkgate::adapters::in
