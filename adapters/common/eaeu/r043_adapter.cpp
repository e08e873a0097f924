// One adapter for all members that file R.043: the profile says what differs.
#include "adapters/common/booking/desk.hpp"
#include "adapters/common/eaeu/ecommerce.hpp"
#include "adapters/common/eaeu/owed.hpp"
#include "adapters/common/eaeu/plan.hpp"
#include "adapters/common/eaeu/quote.hpp"
#include "adapters/common/eaeu/r043.hpp"
#include "adapters/common/eaeu/registration.hpp"

#include <algorithm>

namespace silkgate::adapters::eaeu {
namespace {

constexpr Source kFamilySources[] = {
    {"eec-9", "EEC Collegium Decision 9 (structure R.043)", "22.01.2019, edition of 27.06.2023"},
    {"eec-model", "EEC data model v0.4.14, customs v1.8.1: structure R.055 (ДТ and its correction)", "v1.0.0"
    },
    {"eec-158", "EEC Collegium Decision 158 (ПТДЭГ)", "16.10.2018, edition of 27.06.2023"},
    {"eec-107", "EEC Council Decision 107 (limits for personal use)", "20.12.2017, edition of 24.02.2026"},
    {"eec-62", "EEC Collegium Decision 62 (goods banned in post)", "28.05.2024"},
    {"eec-142", "EEC Collegium Decision 142 (ДТЭГ)", "28.08.2018, edition of 14.09.2023"},
    {"cuc-378", "Customs Union Commission Decision 378 (classifiers)", "20.09.2010"},
    {"eaeu-ecommerce",
     "Protocol amending the Customs Code of the Union: goods of electronic trade",
     "25.12.2023; terms and exclusions from secondary pages of 2025 and 2026"},
    {"eaeu-code", "Customs Code of the Eurasian Economic Union", "treaty of 11.04.2017"},
    {"practice", "What brokers ask beyond the structure", "2026-11"},
    {"own-bounds", "Safety margin of this project", "2026-11"},
    {"eaeu-ett",
     "Common Customs Tariff of the Eurasian Economic Union, as the operator's tariff.csv has it",
     "by date"},
    {"customsassist",
     "customsassistkg-wq/customsassist, public code: ordinary order of calculation",
     "014e233"},
    {"adapter-eaeu", "What the Union's adapters do and do not do", "eaeu/1"},
};

// Both structures have a place for a correction's number and none for a withdrawal.
constexpr Action kServed[] = {Action::submit, Action::amend};

AdapterInfo make_info(const R043Profile& profile) {
    AdapterInfo info{
        .country = profile.country.code,
        .name = profile.system,
        .version = profile.version,
        .status = profile.status,
        .regimes = booking::with_bookings(regimes_of(
            {.declaration = kR043Kind, .follow_ups = {kR043Kind}},
            {.declaration = kR055Kind, .follow_ups = {kR055Kind}}
        )),
        .actions = {"submit", "amend", "amend_released"},
        .sources = {std::begin(kFamilySources), std::end(kFamilySources)},
        .posture =
            "Replies are neutral and not authenticated here: size and counts are bounded, only ids made by "
            "this "
            "adapter match a declaration, an unknown status is refused.",
    };
    std::ranges::copy(profile.sources, std::back_inserter(info.sources));
    return info;
}

class R043Adapter final : public CountryAdapter {
public:
    R043Adapter(const R043Profile& profile, ReferenceData data)
        : profile_(profile), data_(std::move(data)), info_(make_info(profile)) {}

    [[nodiscard]] const AdapterInfo& info() const noexcept override { return info_; }

    void plan_legs(const order::Order& order, const Context& context, std::vector<Leg>& legs, Violations& out)
        const override {
        const std::size_t before = legs.size();
        plan_filing(order, profile_.country, legs, out);
        for (std::size_t i = before; i < legs.size(); ++i) {
            const DeclarationView view = view_of(order, legs[i], context);
            choose_ordinary(view, legs[i]);
            choose_ecommerce(view, legs[i]);
        }
        // The country of origin books, where the connection says by what.
        if (order.header.flow.origin_country == profile_.country.code && !legs.empty()) {
            (void)booking::plan_leg(order, context, profile_.country.code, legs, out);
        }
    }

    void check(const order::Order& order, const Leg& leg, const Context& context, Violations& out)
        const override {
        if (leg.kind == LegKind::booking) {
            booking::check_booking(order, leg, context, out);
            return;
        }
        check(view_of(order, leg, context), context, leg.id, out);
    }

    [[nodiscard]] Result<std::vector<QuoteLine>>
    quote(const order::Order& order, const Leg& leg, const Context& context) const override {
        const DeclarationView view = view_of(order, leg, context);
        if (view.filing->filing == Filing::ecommerce) {
            return quote_ecommerce(view, leg.id);
        }
        if (view.filing->is_trade) {
            return quote_owed(view, assess_owed(view, assess_trade(view)));
        }
        return quote_personal_duty(view, leg.id, *profile_.duty);
    }

    // Refuses an order that check() finds errors in, so that no broken document can leave by mistake.
    [[nodiscard]] Result<std::vector<Document>>
    declare(const order::Order& order, const Leg& leg, const Context& context) const override {
        if (leg.kind == LegKind::booking) {
            return booking::write_bookings(order, leg, context);
        }
        const DeclarationView view = view_of(order, leg, context);
        Violations violations;
        check(view, context, leg.id, violations);
        if (has_errors(violations)) {
            Error error = fail(Errc::rule_violations, "the order is not ready for its declaration");
            error.violations = std::move(violations);
            return error;
        }
        std::vector<Document> documents;
        documents.push_back(
            view.filing->is_ordinary ? write_r055(view, context) : write_r043(view, context, profile_)
        );
        return documents;
    }

    [[nodiscard]] Result<std::vector<ReplyItem>> read_reply(std::string_view bytes, std::string_view)
        const override {
        return read_r043_reply(profile_.country.code, bytes);
    }

    [[nodiscard]] Result<std::vector<SimulatedReply>>
    simulate(std::string_view kind, std::string_view bytes, Outcome outcome, Instant now) const override {
        return simulate_r043(kind, bytes, outcome, now);
    }

    [[nodiscard]] std::vector<const Rule*> rules() const override {
        std::vector<const Rule*> all = plan_rules();
        std::ranges::copy(booking::booking_rules(), std::back_inserter(all));
        std::ranges::copy(rules_of(rows()), std::back_inserter(all));
        for (const auto& row : profile_.broker) {
            all.push_back(&row.rule);
        }
        for (const auto& row : profile_.consignee) {
            all.push_back(&row.rule);
        }
        for (const auto& row : change_rows()) {
            all.push_back(&row.rule);
        }
        all.push_back(profile_.duty);
        all.push_back(&fee_rule());
        return all;
    }

private:
    [[nodiscard]] DeclarationView view_of(const order::Order& order, const Leg& leg, const Context& context)
        const {
        return {order, context, data_, profile_.country, filing_of(leg.regime)};
    }

    [[nodiscard]] NationalRows rows() const noexcept {
        return {
            .consignee = r043_consignee_rows(),
            .address = {},
            .consignor = {},
            .lines = {},
            .connection = r043_connection_rows(),
            .national_party = profile_.party,
            .any_party = r043_party_rows(),
        };
    }

    void check(const DeclarationView& view, const Context& context, std::string_view leg, Violations& out)
        const {
        check_action(context, kServed, leg, out);
        if (view.filing->filing == Filing::ecommerce) {
            check_ecommerce(view, leg, out);
            return;
        }
        check_filing(view, rows(), leg, out);
        rules::evaluate<DeclarationView>(profile_.broker, view, "", leg, out);
        if (!view.filing->is_trade) {
            rules::evaluate<DeclarationView>(
                profile_.consignee, view, "", leg, out, rules::Privacy::personal
            );
        }
        if (context.action != Action::submit) {
            const ChangeView change{.view = &view, .context = &context};
            rules::evaluate<ChangeView>(change_rows(), change, "", leg, out);
        }
    }

    const R043Profile& profile_;
    ReferenceData data_;
    AdapterInfo info_;
};

}  // namespace

Result<std::unique_ptr<const CountryAdapter>>
make_r043(const R043Profile& profile, const ReadData& read_data) {
    auto data = ReferenceData::load(read_data);
    if (!data) {
        return data.error();
    }
    return std::unique_ptr<const CountryAdapter>(std::make_unique<R043Adapter>(profile, std::move(*data)));
}

std::string_view registration_of(const DeclarationView& view, std::string_view key) {
    return view.connection->registration(std::string(view.country->code) + "." + std::string(key));
}

rules::FieldValue person_number_of(const DeclarationView& view) {
    return view.person_number == nullptr ? rules::FieldValue{}
                                         : rules::text_or_absent(view.person_number->number);
}

rules::FieldValue carrier_tax_id_of(const DeclarationView& view) {
    return rules::text_or_absent(registration_of(view, "carrierTaxId"));
}

}  // namespace silkgate::adapters::eaeu
