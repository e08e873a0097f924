// China: retail exports and imports by cross-border e-commerce in the CEB messages of the e-port (edition
// 202205).
#include "adapters/adapter.hpp"

#include "adapters/cn/export_rules.hpp"
#include "adapters/cn/import_rules.hpp"
#include "adapters/cn/import_tax.hpp"
#include "adapters/cn/payment_exchange.hpp"
#include "adapters/cn/plan.hpp"
#include "adapters/cn/read_reply.hpp"
#include "adapters/cn/simulate.hpp"
#include "adapters/cn/write_export.hpp"
#include "adapters/cn/write_import.hpp"
#include "adapters/common/booking/desk.hpp"
#include "adapters/common/transport/s10_booking.hpp"

#include <utility>

namespace silkgate::adapters::cn {
namespace {

std::vector<Regime> make_regimes() {
    return {
        {.code = "9610",
         .name = "Retail export by cross-border e-commerce",
         .kind = LegKind::export_declaration,
         .documents = {"CEB303", "CEB505", "CEB603"},
         .follow_ups = {"CEB605", "CEB213"}},
        {.code = "1210",
         .name = "Export through a special zone",
         .kind = LegKind::export_declaration,
         .documents = {"CEB303", "CEB505", "CEB603"},
         .follow_ups = {"CEB605", "CEB213"}},
        {.code = "9710",
         .name = "Direct export to a business buyer, low value",
         .kind = LegKind::export_declaration,
         .documents = {"CEB303", "CEB505", "CEB603"},
         .follow_ups = {"CEB605"}},
        {.code = "9810",
         .name = "Export to a warehouse abroad, low value",
         .kind = LegKind::export_declaration,
         .documents = {"CEB303", "CEB505", "CEB603"},
         .follow_ups = {"CEB605"}},
        {.code = "9610",
         .name = "Retail import by direct purchase",
         .kind = LegKind::import_declaration,
         .documents = {"CEB311", "CEB411", "CEB511", "CEB621"},
         .follow_ups = {"CEB623", "CEB625"}},
        {.code = "1210",
         .name = "Bonded import",
         .kind = LegKind::import_declaration,
         .documents = {"CEB311", "CEB411", "CEB511", "CEB621"},
         .follow_ups = {"CEB623", "CEB625"}},
        {.code = "1239",
         .name = "Bonded import A",
         .kind = LegKind::import_declaration,
         .documents = {"CEB311", "CEB411", "CEB511", "CEB621"},
         .follow_ups = {"CEB623", "CEB625"}},
    };
}

std::vector<Source> make_sources() {
    return {
        {.id = "ceb-2022-05",
         .title = "Message specification of the unified cross-border e-commerce system, China E-port "
                  "Data Centre",
         .version = "202205, published 2022-05-17"},
        {.id = "ceb-2022-05-xsd", .title = "The same: schema of the export messages", .version = "202205"},
        {.id = "ceb-2022-05-xsd-import",
         .title = "The same: schema of the import messages and of CEB900",
         .version = "202205"},
        {.id = "jgs20-2018", .title = "Customs table of countries", .version = "2018-04"},
        {.id = "jgst18-2018", .title = "Customs table of currencies", .version = "2018-04"},
        {.id = "unit-2018", .title = "Customs table of units", .version = "2018-04"},
        {.id = "traf-2018", .title = "Customs table of transport modes", .version = "2018-04"},
        {.id = "wrap-practice",
         .title = "Older customs table of kinds of package, as commonly used",
         .version = "no edition read"},
        {.id = "crs-simulator",
         .title = "Order of events as a published simulator of the customs side plays it",
         .version = "2019"},
        {.id = "own-unit-map", .title = "UN/ECE Rec 20 to customs units", .version = "2026-11"},
        {.id = "gacc-2014-12",
         .title = "GACC announcement 2014 no. 12: supervision mode 9610",
         .version = "in force 2014-02-10"},
        {.id = "gacc-2016-75",
         .title = "GACC announcement 2016 no. 75: supervision mode 1239",
         .version = "2016, as restated in news pages"},
        {.id = "gacc-2018-194",
         .title = "GACC announcement 2018 no. 194: supervision of retail imports and exports",
         .version = "in force 2019-01-01"},
        {.id = "caiguanshui-2016-18",
         .title = "CaiGuanShui 2016 no. 18: tax of retail imports",
         .version = "2016, as restated in news pages"},
        {.id = "caiguanshui-2018-49",
         .title = "CaiGuanShui 2018 no. 49: limits of retail imports",
         .version = "in force 2019-01-01"},
        {.id = "gb-11643",
         .title = "GB 11643: citizen identification number",
         .version = "1999, general knowledge"},
        {.id = "gacc-2020-75",
         .title = "GACC announcement 2020 no. 75: supervision modes 9710 and 9810",
         .version = "in force 2020-07-01"},
        {.id = "gacc-2024-167",
         .title = "GACC announcement 2024 no. 167: no receipts of money for exports",
         .version = "in force 2024-12-15"},
        {.id = "gacc-9610-list",
         .title = "List release with summary statistics up to 5,000 CNY (news pages)",
         .version = "2019"},
        {.id = "upu-s10",
         .title = "UPU standard S10: identification of postal items",
         .version = "as restated in public copies"},
    };
}

AdapterInfo make_info() {
    return AdapterInfo{
        .country = "CN",
        .name = "China E-port, unified cross-border e-commerce system (CEB messages)",
        .version = "cn/1",
        .status = AdapterStatus::ready,
        .regimes = booking::with_bookings(make_regimes()),
        .actions = {"submit", "amend", "cancel", "return"},
        .sources = make_sources(),
        .posture =
            "Receipts are hostile input: no DTD, no entity, bounded size and depth; matched by business key, "
            "never by guid; a status that the dated table does not know is refused, not guessed.",
    };
}

class Adapter final : public CountryAdapter {
public:
    explicit Adapter(Tables tables) : tables_(std::move(tables)) {}

    const AdapterInfo& info() const noexcept override { return info_; }

    void plan_legs(const order::Order& order, const Context& context, std::vector<Leg>& legs, Violations& out)
        const override {
        cn::plan_legs(order, context, tables_, legs, out);
    }

    void check(const order::Order& order, const Leg& leg, const Context& context, Violations& out)
        const override {
        if (leg.kind == LegKind::booking) {
            if (leg.regime != "S10" || !report_carriage_back(context, leg.id, out)) {
                booking::check_booking(order, leg, context, out);
            }
            return;
        }
        const Facts facts = resolve(order, leg, context, tables_);
        if (facts.is_import) {
            check_import(facts, leg.id, out);
        } else {
            check_export(facts, leg.id, out);
        }
    }

    // An export list is for goods without export duty: nothing is levied on it.
    Result<std::vector<QuoteLine>> quote(const order::Order& order, const Leg& leg, const Context& context)
        const override {
        if (leg.kind != LegKind::import_declaration) {
            return std::vector<QuoteLine>{};
        }
        return quote_import(resolve(order, leg, context, tables_));
    }

    Result<std::vector<Document>> declare(const order::Order& order, const Leg& leg, const Context& context)
        const override {
        if (leg.kind == LegKind::booking) {
            return booking::write_bookings(order, leg, context);
        }
        const Facts facts = resolve(order, leg, context, tables_);
        if (!facts.goods_value) {
            return fail(Errc::invalid_value, "cn: the goods value can not be computed");
        }
        return facts.is_import ? write_import(facts) : write_export(facts);
    }

    Result<std::vector<ReplyItem>> read_reply(std::string_view bytes, std::string_view content_type)
        const override {
        if (content_type.find("json") == std::string_view::npos) {
            return cn::read_reply(tables_, bytes);
        }
        auto answer = read_payment_answer(bytes);
        return answer ? answer : transport::read_booking_reply(bytes);
    }

    Result<std::vector<SimulatedReply>>
    simulate(std::string_view kind, std::string_view bytes, Outcome outcome, Instant now) const override {
        if (kind == kPaymentDocument) {
            return std::vector<SimulatedReply>{simulate_payment_answer(outcome, now)};
        }
        return kind == transport::kS10ItemKind ? transport::simulate_booking_reply(bytes, outcome, now)
                                               : cn::simulate(bytes, outcome, now);
    }

    std::vector<const Rule*> rules() const override {
        std::vector<const Rule*> out = export_rules();
        for (const auto rules : {plan_rules(), tax_rules()}) {
            for (const Rule& rule : rules) {
                out.push_back(&rule);
            }
        }
        for (const Rule* rule : import_rules()) {
            out.push_back(rule);
        }
        for (const Rule* rule : booking::booking_rules()) {
            out.push_back(rule);
        }
        return out;
    }

private:
    AdapterInfo info_ = make_info();
    Tables tables_;
};

}  // namespace

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data);

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data) {
    auto tables = Tables::load(read_data);
    if (!tables) {
        return tables.error();
    }
    return std::make_unique<const Adapter>(std::move(*tables));
}

}  // namespace silkgate::adapters::cn
