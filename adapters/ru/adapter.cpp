// Russia, FTS album 5.27.0: ПТДЭГ of persons, ДТЭГ of organisations, in and out, and what is too dear for it.
#include "adapters/adapter.hpp"

#include "adapters/common/booking/desk.hpp"
#include "adapters/common/eaeu/ecommerce.hpp"
#include "adapters/common/eaeu/owed.hpp"
#include "adapters/common/eaeu/plan.hpp"
#include "adapters/common/eaeu/quote.hpp"
#include "adapters/common/eaeu/r043.hpp"
#include "adapters/common/eaeu/registration.hpp"
#include "adapters/common/eaeu/shared_rules.hpp"
#include "adapters/ru/read_reply.hpp"
#include "adapters/ru/rule_rows.hpp"
#include "adapters/ru/simulate.hpp"
#include "adapters/ru/write_declaration.hpp"
#include "adapters/ru/write_goods_declaration.hpp"

#include <algorithm>
#include <memory>

namespace silkgate::adapters::ru {
namespace {

constexpr Action kServed[] = {Action::submit, Action::amend, Action::cancel};
constexpr Action kServedOrdinary[] = {Action::submit};

constexpr Rule kDuty{
    .id = "RU-0610",
    .code = "personal-use-duty",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis =
        "eec-107#annexes 1 and 2: above 200 EUR or 31 kg, 15 % of the value's excess, at least 2 EUR/kg of "
        "the weight's (limits.csv)",
    .effective_from = "2024-04-01",
    .text =
        {.en = "Single-rate duty on goods for personal use.",
         .zh = "个人自用商品统一税率关税。",
         .ru = "Пошлина по единой ставке на товары для личного пользования."}
};

eaeu::NationalRows national_rows() noexcept {
    return {
        .consignee = consignee_rows(),
        .address = address_rows(),
        .consignor = consignor_rows(),
        .lines = line_rows(),
        .connection = connection_rows(),
        .national_party = national_party_rows(),
        .any_party = any_party_rows(),
    };
}

AdapterInfo make_info() {
    return {
        .country = "RU",
        .name = "Federal Customs Service of Russia, e-declaration (FTS album of formats)",
        .version = "ru/1",
        .status = AdapterStatus::ready,
        .regimes = booking::with_bookings(eaeu::regimes_of(
            {.declaration = kDocumentKind, .follow_ups = {kDocumentKind, kWithdrawalKind}},
            {.declaration = kGoodsDeclaration, .follow_ups = {}}
        )),
        .actions = {"submit", "amend", "amend_released", "cancel"},
        .sources =
            {{"fts-5.27.0", "FTS album of electronic formats, ExpressCargoDeclaration", "5.27.0"},
             {"fts-5.23.0", "FTS album of electronic formats, replies", "5.23.0"},
             {"eec-142", "EEC Collegium Decision 142 (ДТЭГ)", "28.08.2018, edition of 14.09.2023"},
             {"eec-158", "EEC Collegium Decision 158 (ПТДЭГ)", "16.10.2018, edition of 27.06.2023"},
             {"eec-107",
              "EEC Council Decision 107 (limits for personal use)",
              "20.12.2017, edition of 24.02.2026"},
             {"eec-62", "EEC Collegium Decision 62 (goods banned in post)", "28.05.2024"},
             {"cuc-378", "Customs Union Commission Decision 378 (classifiers)", "20.09.2010"},
             {"cbr-daily", "Bank of Russia, official rates of the day", "by date"},
             {"cargotrack", "GoldenLite/cargotrack-pro, a broker's public code", "27b8aff"},
             {"eec-9",
              "EEC Collegium Decision 9 (structure R.043 of the express declaration)",
              "22.01.2019, edition of 27.06.2023"},
             {"eaeu-ecommerce",
              "Protocol amending the Customs Code of the Union: goods of electronic trade",
              "25.12.2023; terms and exclusions from secondary pages of 2025 and 2026"},
             {"eaeu-code", "Customs Code of the Eurasian Economic Union", "treaty of 11.04.2017"},
             {"stdnum", "python-stdnum, check digits of identification numbers", "2b92075"},
             {"eaeu-ett",
              "Common Customs Tariff of the Eurasian Economic Union, as the operator's tariff.csv has it",
              "by date"},
             {"customsassist",
              "customsassistkg-wq/customsassist, public code: ordinary order of calculation",
              "014e233"},
             {"adapter-eaeu", "What the Union's adapters do and do not do", "eaeu/1"},
             {"practice", "What brokers ask beyond the schema", "2026-11"},
             {"own-bounds", "Safety margin of this project", "2026-11"}},
        .posture =
            "Replies are not authenticated here: size, depth and counts are bounded, only UUIDs made by this "
            "adapter "
            "match a declaration, unknown decisions become a query, and no value of a person is carried on.",
    };
}

class RussianAdapter final : public CountryAdapter {
public:
    RussianAdapter(ReferenceData data, ReplyCodes codes) : data_(std::move(data)), codes_(std::move(codes)) {}

    [[nodiscard]] const AdapterInfo& info() const noexcept override { return info_; }

    void plan_legs(const order::Order& order, const Context& context, std::vector<Leg>& legs, Violations& out)
        const override {
        const std::size_t before = legs.size();
        eaeu::plan_filing(order, kRussia, legs, out);
        for (std::size_t i = before; i < legs.size(); ++i) {
            const DeclarationView view = view_of(order, legs[i], context);
            eaeu::choose_ordinary(view, legs[i]);
            eaeu::choose_ecommerce(view, legs[i]);
        }
        // The country of origin books, where the connection says by what.
        if (order.header.flow.origin_country == kRussia.code && !legs.empty()) {
            (void)booking::plan_leg(order, context, kRussia.code, legs, out);
        }
    }

    void check(const order::Order& order, const Leg& leg, const Context& context, Violations& out)
        const override {
        if (leg.kind == LegKind::booking) {
            booking::check_booking(order, leg, context, out);
            return;
        }
        check(view_of(order, leg, context), leg, context, out);
    }

    // On exports nothing is levied here.
    [[nodiscard]] Result<std::vector<QuoteLine>>
    quote(const order::Order& order, const Leg& leg, const Context& context) const override {
        const DeclarationView view = view_of(order, leg, context);
        if (view.filing->filing == eaeu::Filing::ecommerce) {
            return eaeu::quote_ecommerce(view, leg.id);
        }
        if (view.filing->is_trade) {
            return eaeu::quote_owed(view, eaeu::assess_owed(view, eaeu::assess_trade(view)));
        }
        return eaeu::quote_personal_duty(view, leg.id, kDuty);
    }

    // Refuses an order that check() finds errors in, so that no broken document can leave by mistake.
    [[nodiscard]] Result<std::vector<Document>>
    declare(const order::Order& order, const Leg& leg, const Context& context) const override {
        if (leg.kind == LegKind::booking) {
            return booking::write_bookings(order, leg, context);
        }
        const DeclarationView view = view_of(order, leg, context);
        Violations violations;
        check(view, leg, context, violations);
        if (has_errors(violations)) {
            Error error = fail(Errc::rule_violations, "the order is not ready for its declaration");
            error.violations = std::move(violations);
            return error;
        }
        std::vector<Document> documents;
        if (view.filing->is_ordinary) {
            documents.push_back(write_goods_declaration(view, context, leg.id));
        } else if (context.action == Action::cancel) {
            documents.push_back(write_withdrawal(view, context, leg.id));
        } else {
            documents.push_back(write_declaration(view, context, leg.id));
        }
        return documents;
    }

    // The album's documents; for a decision on ДТ, whose container is not public, the neutral reply.
    [[nodiscard]] Result<std::vector<ReplyItem>>
    read_reply(std::string_view bytes, std::string_view content_type) const override {
        return content_type.starts_with("application/json") ? eaeu::read_r043_reply(kRussia.code, bytes)
                                                            : ru::read_reply(bytes, codes_);
    }

    [[nodiscard]] Result<std::vector<SimulatedReply>>
    simulate(std::string_view kind, std::string_view bytes, Outcome outcome, Instant now) const override {
        return simulate_customs(kind, bytes, outcome, now);
    }

    [[nodiscard]] std::vector<const Rule*> rules() const override {
        std::vector<const Rule*> all = eaeu::plan_rules();
        std::ranges::copy(booking::booking_rules(), std::back_inserter(all));
        std::ranges::copy(eaeu::rules_of(national_rows()), std::back_inserter(all));
        for (const auto& row : eaeu::change_rows()) {
            all.push_back(&row.rule);
        }
        all.push_back(&kDuty);
        all.push_back(&eaeu::fee_rule());
        return all;
    }

private:
    [[nodiscard]] DeclarationView view_of(const order::Order& order, const Leg& leg, const Context& context)
        const {
        return {order, context, data_, kRussia, eaeu::filing_of(leg.regime)};
    }

    static void check(const DeclarationView& view, const Leg& leg, const Context& context, Violations& out) {
        const std::span<const Action> served = view.filing->is_ordinary
                                                   ? std::span<const Action>(kServedOrdinary)
                                                   : std::span<const Action>(kServed);
        eaeu::check_action(context, served, leg.id, out);
        if (view.filing->filing == eaeu::Filing::ecommerce) {
            eaeu::check_ecommerce(view, leg.id, out);
            return;
        }
        eaeu::check_filing(view, national_rows(), leg.id, out);
        if (context.action != Action::submit && !view.filing->is_ordinary) {
            const eaeu::ChangeView change{.view = &view, .context = &context};
            rules::evaluate<eaeu::ChangeView>(eaeu::change_rows(), change, "", leg.id, out);
        }
    }

    ReferenceData data_;
    ReplyCodes codes_;
    AdapterInfo info_ = make_info();
};

}  // namespace

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data);

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data) {
    auto data = ReferenceData::load(read_data);
    if (!data) {
        return data.error();
    }
    auto codes = load_reply_codes(read_data);
    if (!codes) {
        return codes.error();
    }
    return std::unique_ptr<const CountryAdapter>(
        std::make_unique<RussianAdapter>(std::move(*data), std::move(*codes))
    );
}

}  // namespace silkgate::adapters::ru
