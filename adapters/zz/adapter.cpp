// Zedland: an invented country. Copied to start a real one (docs/add_a_country.md).
#include "adapters/adapter.hpp"

#include "adapters/common/booking/desk.hpp"
#include "adapters/common/transport/s10_booking.hpp"
#include "adapters/zz/declaration.hpp"
#include "adapters/zz/limits.hpp"
#include "adapters/zz/rules.hpp"
#include "gateway/core/money.hpp"

namespace silkgate::adapters::zz {
namespace {

const AdapterInfo& zed_info() {
    // wip for ever: nobody must be able to file with an authority that does not exist.
    static const AdapterInfo kInfo{
        .country = "ZZ",
        .name = "Zedland Single Window (invented)",
        .version = "zz/1",
        .status = AdapterStatus::wip,
        .regimes = booking::with_bookings({
            {.code = kExport, .name = "export", .kind = LegKind::export_declaration, .documents = {kKind}},
            {.code = kLowValue,
             .name = "import up to the low-value limit",
             .kind = LegKind::import_declaration,
             .documents = {kKind}},
            {.code = kStandard,
             .name = "import above the low-value limit",
             .kind = LegKind::import_declaration,
             .documents = {kKind}},
        }),
        .actions = {"submit", "amend", "cancel"},
        .sources =
            {
                {.id = "zed-act", .title = "Zedland Customs Act (invented)", .version = "2024"},
                {.id = "zed-msg", .title = "Zedland Single Window messages (invented)", .version = "1"},
            },
        .posture =
            "A reply is not signed: it is believed only when the number in it is one that was published.",
    };
    return kInfo;
}

// The rule a quote names: zed-act#15, value-added tax on imports above the low-value limit. Never a
// violation.
constexpr Rule kVatRule{
    .id = "ZZ-0030",
    .code = "import-vat",
    .severity = Severity::warning,
    .remedy = Remedy::none,
    .basis = "zed-act#15",
    .effective_from = "2024-01-01",
    .text =
        {.en = "Value-added tax on imports above the low-value limit.",
         .zh = "对超过低值限额的进口征收增值税。",
         .ru = "Налог на добавленную стоимость при ввозе выше порога."},
};

class ZedAdapter final : public CountryAdapter {
public:
    explicit ZedAdapter(Limits limits) : limits_(std::move(limits)) {}

    const AdapterInfo& info() const noexcept override { return zed_info(); }

    void plan_legs(const order::Order& order, const Context& context, std::vector<Leg>& legs, Violations& out)
        const override {
        zz::plan_legs(order, context, limits_, legs, out);
    }

    void check(const order::Order& order, const Leg& leg, const Context& context, Violations& out)
        const override {
        if (leg.kind == LegKind::booking) {
            booking::check_booking(order, leg, context, out);
        } else {
            check_declaration(order, leg, context, limits_, out);
        }
    }

    Result<std::vector<QuoteLine>> quote(const order::Order& order, const Leg& leg, const Context& context)
        const override;

    Result<std::vector<Document>> declare(const order::Order& order, const Leg& leg, const Context& context)
        const override;

    Result<std::vector<ReplyItem>> read_reply(std::string_view bytes, std::string_view content_type)
        const override {
        return content_type.starts_with("application/json") ? transport::read_booking_reply(bytes)
                                                            : read_zed_reply(bytes);
    }

    Result<std::vector<SimulatedReply>>
    simulate(std::string_view kind, std::string_view bytes, Outcome outcome, Instant now) const override {
        return kind == transport::kS10ItemKind ? transport::simulate_booking_reply(bytes, outcome, now)
                                               : simulate_zed_reply(bytes, outcome, now);
    }

    std::vector<const Rule*> rules() const override {
        std::vector<const Rule*> all = declaration_rules();
        for (const Rule& rule : plan_rules()) {
            all.push_back(&rule);
        }
        all.push_back(&kVatRule);
        const auto bookings = booking::booking_rules();
        all.insert(all.end(), bookings.begin(), bookings.end());
        return all;
    }

private:
    Limits limits_;
};

Result<std::vector<QuoteLine>>
ZedAdapter::quote(const order::Order& order, const Leg& leg, const Context& context) const {
    std::vector<QuoteLine> lines;
    if (leg.kind != LegKind::import_declaration) {
        return lines;
    }
    // Within the low-value limit nothing is owed, and the quote says so.
    const auto value = goods_value(order);
    const auto percent =
        leg.regime == kStandard ? limits_.find("vat_percent", "", day_of(context)) : std::optional(Decimal{});
    const auto currency = Currency::parse(order.money.currency);
    if (!value || !percent || !currency) {
        return fail(Errc::invalid_value, "no value-added tax rate or value for that day");
    }
    const Decimal rate = Decimal::from_parts(percent->coefficient(), percent->scale() + 2);
    const auto amount = multiply_rounded(*value, rate, currency->minor_units(), Rounding::half_up);
    if (!amount) {
        return amount.error();
    }
    lines.push_back(QuoteLine{
        .kind = "vat",
        .basis = *value,
        .basis_currency = order.money.currency,
        .rate = percent->to_shortest() + " %",
        .amount = *amount,
        .currency = order.money.currency,
        .rule = &kVatRule,
    });
    return lines;
}

Result<std::vector<Document>>
ZedAdapter::declare(const order::Order& order, const Leg& leg, const Context& context) const {
    std::vector<Document> documents;
    if (leg.kind == LegKind::booking) {
        return booking::write_bookings(order, leg, context);
    }
    const auto declaration = map_declaration(order, leg, context);
    if (!declaration) {
        return declaration.error();
    }
    documents.push_back(Document{
        .kind = std::string(kKind),
        .content_type = "application/xml; charset=utf-8",
        .bytes = write_declaration(*declaration),
        .references = {"zz:" + std::string(kKind) + ":" + declaration->number},
        .data_schema = std::string(kNamespace),
        .signature = {},
        .filer = "seller",
        .decides_leg = true,
    });
    return documents;
}

}  // namespace

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data) {
    const auto csv = read_data("limits.csv");
    if (!csv) {
        return csv.error();
    }
    auto limits = Limits::parse(*csv);
    if (!limits) {
        return limits.error();
    }
    return std::unique_ptr<const CountryAdapter>(std::make_unique<ZedAdapter>(std::move(*limits)));
}

}  // namespace silkgate::adapters::zz
