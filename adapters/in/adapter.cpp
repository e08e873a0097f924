// India: imports and exports by courier (CBE, CSB), as cargo (ICES flat files) and by post.
#include "adapters/adapter.hpp"

#include "adapters/common/booking/desk.hpp"
#include "adapters/common/transport/s10_booking.hpp"
#include "adapters/in/documents.hpp"
#include "adapters/in/plan.hpp"
#include "adapters/in/quote.hpp"

namespace silkgate::adapters::in {
namespace {

const AdapterInfo& india_info() {
    using enum LegKind;
    static const AdapterInfo kInfo{
        .country = "IN",
        .name = "Central Board of Indirect Taxes and Customs: ECCS, ICEGATE, foreign post offices",
        .version = "in/1",
        .status = AdapterStatus::wip,
        .regimes = adapters::booking::with_bookings({
            {kCbe13, "courier import up to INR 100,000 (Form D)", import_declaration, {kCbe13}},
            {kCbe14, "courier import above INR 100,000 (Form E)", import_declaration, {kCbe14}},
            {kCsb4, "courier export of gifts and samples (Form H)", export_declaration, {kCsb4}},
            {kCsb5, "courier export of commercial goods (Form HA)", export_declaration, {kCsb5}},
            {kBillOfEntry, "bill of entry for home consumption", import_declaration, {kBillOfEntry}},
            {kShippingBill, "shipping bill", export_declaration, {kShippingBill}},
            {kPostalImport, "import by post", import_declaration, {kPostalImport}},
            {kPostalExport, "postal bill of export", export_declaration, {kPostalExport}},
        }),
        .actions = {"submit"},
        .sources =
            {
                {"adapter-in", "What this adapter does and does not do: its README.md", "in/1"},
                {"in-courier-import",
                 "Mumbai Customs Zone III, courier cell: CBE forms and what may come by courier",
                 "2026-11"},
                {"in-courier-export",
                 "Mumbai Customs Zone III, export by courier: CSB forms; ceiling of CSB-V ended",
                 "2026-04-01"},
                {"in-cbe-forms", "Labels of the printed CBE-XIII and CBE-XIV", "2026-11"},
                {"in-edpms", "Circular and notifications on ECCS, IDPMS and EDPMS (revised CSB-V)", "2026-11"
                },
                {"in-ids", "Indian numbers: PAN, IEC, Aadhaar, PIN, custom houses", "2026-11"},
                {"gstin", "Check character of the GSTIN, as open validators agree", "2026-11"},
                {"in-codes", "State codes of GST and UQC units", "2026-11"},
                {"in-valuation", "Order of computing value and duty", "2026-11"},
                {"in-9804-2025", "Heading 9804: 20 % and no surcharge", "2025-02-02"},
                {"in-9804-faq", "Mumbai Customs Zone III, duty tables with worked percentages", "2025-09-22"},
                {"in-9804-2026", "Finance Act 2026: heading 9804 at 10 %", "2026-04-01"},
                {"in-boe-mapping", "Public notes on BE message format 2.25 and its errors", "2.25"},
                {"in-ices-envelope", "Envelope of ICES flat files, as programs write it", "1.5"},
                {"in-ices-fields", "Field order of CACHI01 and CACHE01, as programs write it", "2.25"},
                {"in-ack", "CHCAE02 acknowledgements, as a program reads them", "2026-11"},
                {"in-post", "Columns of the foreign post's CUSITM table", "2026-11"},
                {"in-pakistan-2025", "India bars cargo of Pakistani origin or destination", "2025-05-02"},
            },
        .posture =
            "Replies are not authenticated here; only an id or a job of this adapter matches, an unknown "
            "status is "
            "refused.",
    };
    return kInfo;
}

class IndiaAdapter final : public CountryAdapter {
public:
    explicit IndiaAdapter(Tables tables) : tables_(std::move(tables)) {}

    const AdapterInfo& info() const noexcept override { return india_info(); }

    void plan_legs(const order::Order& order, const Context& context, std::vector<Leg>& legs, Violations& out)
        const override {
        in::plan_legs(make_view(order, nullptr, context, tables_), legs, out);
    }

    void check(const order::Order& order, const Leg& leg, const Context& context, Violations& out)
        const override {
        if (leg.kind == LegKind::booking) {
            adapters::booking::check_booking(order, leg, context, out);
        } else {
            check_declaration(make_view(order, &leg, context, tables_), out);
        }
    }

    Result<std::vector<QuoteLine>> quote(const order::Order& order, const Leg& leg, const Context& context)
        const override {
        return quote_duty(make_view(order, &leg, context, tables_));
    }

    Result<std::vector<Document>> declare(const order::Order& order, const Leg& leg, const Context& context)
        const override;

    Result<std::vector<ReplyItem>> read_reply(std::string_view bytes, std::string_view /*content_type*/)
        const override {
        // A post's reply names the item, a customs reply the document.
        auto items = in::read_reply(bytes, tables_);
        if (items) {
            return items;
        }
        auto booked = transport::read_booking_reply(bytes);
        return booked ? std::move(booked) : std::move(items);
    }

    Result<std::vector<SimulatedReply>>
    simulate(std::string_view kind, std::string_view bytes, Outcome outcome, Instant now) const override {
        return kind == transport::kS10ItemKind ? transport::simulate_booking_reply(bytes, outcome, now)
                                               : in::simulate(kind, bytes, outcome, now);
    }

    std::vector<const Rule*> rules() const override {
        std::vector<const Rule*> all = declaration_rules();
        for (const Rule& rule : plan_rules()) {
            all.push_back(&rule);
        }
        const auto quoted = quote_rules();
        all.insert(all.end(), quoted.begin(), quoted.end());
        const auto bookings = adapters::booking::booking_rules();
        all.insert(all.end(), bookings.begin(), bookings.end());
        return all;
    }

private:
    Tables tables_;
};

Result<std::vector<Document>>
IndiaAdapter::declare(const order::Order& order, const Leg& leg, const Context& context) const {
    std::vector<Document> documents;
    if (leg.kind == LegKind::booking) {
        return adapters::booking::write_bookings(order, leg, context);
    }
    const View view = make_view(order, &leg, context, tables_);
    Error error = fail(Errc::rule_violations, "the order does not pass the rules");
    check_declaration(view, error.violations);
    if (has_errors(error.violations)) {
        return error;
    }
    switch (view.channel) {
        case Channel::courier:
            documents.push_back(write_courier_form(view));
            break;
        case Channel::cargo:
            documents.push_back(view.is_import ? write_bill_of_entry(view) : write_shipping_bill(view));
            break;
        case Channel::post:
            documents.push_back(write_postal_item(view));
            break;
        case Channel::none:
            return error;
    }
    return documents;
}

}  // namespace

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data);

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data) {
    auto tables = Tables::load(read_data);
    if (!tables) {
        return tables.error();
    }
    return std::unique_ptr<const CountryAdapter>(std::make_unique<IndiaAdapter>(std::move(*tables)));
}

}  // namespace silkgate::adapters::in
