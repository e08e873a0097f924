#include "tests/unit/dispatch/fakes.hpp"

#include "gateway/dispatch/ids.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/order/order_json.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace silkgate::dispatch::testing {
namespace {

using adapters::Leg;
using adapters::LegKind;

constexpr Rule kCodeMissing{
    .id = "RU-0001",
    .code = "hs-code-missing",
    .severity = Severity::error,
    .remedy = Remedy::catalog,
    .basis = "a test",
    .effective_from = "",
    .text = {.en = "no code", .zh = "no code", .ru = "no code"},
};

bool ends_with(const order::Order& order, std::string_view suffix) {
    return order.header.number.ends_with(suffix);
}

// What both sides have in common. References are "<country>:<kind>:<number>".
class FakeAdapter : public adapters::CountryAdapter {
public:
    explicit FakeAdapter(adapters::AdapterInfo info) : info_(std::move(info)) {}

    [[nodiscard]] const adapters::AdapterInfo& info() const noexcept override { return info_; }

    void plan_legs(const order::Order&, const adapters::Context&, std::vector<Leg>& legs, Violations&)
        const override {
        for (const adapters::Regime& regime : info_.regimes) {
            legs.push_back({
                .id = std::string(regime.code),
                .kind = regime.kind,
                .country = std::string(info_.country),
                .regime = std::string(regime.code),
                .mode = {},
            });
        }
    }

    void check(const order::Order&, const Leg&, const adapters::Context&, Violations&) const override {}

    [[nodiscard]] Result<std::vector<adapters::QuoteLine>>
    quote(const order::Order&, const Leg&, const adapters::Context&) const override {
        return std::vector<adapters::QuoteLine>{};
    }

    [[nodiscard]] Result<std::vector<adapters::Document>>
    declare(const order::Order& order, const Leg& leg, const adapters::Context& context) const override {
        std::vector<adapters::Document> documents;
        for (const adapters::Regime& regime : info_.regimes) {
            if (regime.code != leg.regime) {
                continue;
            }
            for (const std::string_view kind : regime.documents) {
                documents.push_back({
                    .kind = std::string(kind),
                    .content_type = "application/xml",
                    .bytes = "<" + std::string(kind) + " number='" + order.header.number + "' waybill='" +
                             order.consignments.front().logistics->number + "' id='" + context.uuid(kind) +
                             "'/>",
                    .references =
                        {std::string(info_.country) + ":" + std::string(kind) + ":" + order.header.number},
                    .data_schema = "test/1",
                    .signature = {},
                    .filer = "seller",
                    .decides_leg = kind == regime.documents.back(),
                });
            }
        }
        return documents;
    }

    // "<reference> released", one a line.
    [[nodiscard]] Result<std::vector<adapters::ReplyItem>>
    read_reply(std::string_view bytes, std::string_view) const override {
        const auto space = bytes.find(' ');
        if (space == std::string_view::npos) {
            return fail(Errc::unreadable_reply, "not a reply");
        }
        const auto status = parse_reply_status(bytes.substr(space + 1));
        if (!status) {
            return fail(Errc::unreadable_reply, "no such status");
        }
        adapters::ReplyItem item;
        item.references = {std::string(bytes.substr(0, space))};
        item.status = *status;
        return std::vector<adapters::ReplyItem>{std::move(item)};
    }

    [[nodiscard]] Result<std::vector<adapters::SimulatedReply>>
    simulate(std::string_view, std::string_view, adapters::Outcome, Instant) const override {
        return fail(Errc::not_supported, "not in this test");
    }

    [[nodiscard]] std::vector<const Rule*> rules() const override { return {&kCodeMissing}; }

private:
    adapters::AdapterInfo info_;
};

class FakeRussia final : public FakeAdapter {
public:
    FakeRussia(adapters::AdapterInfo info, FakeWorld world)
        : FakeAdapter(std::move(info)), world_(std::move(world)) {}

    void check(const order::Order& order, const Leg& leg, const adapters::Context&, Violations& out)
        const override {
        if (ends_with(order, "-THROW")) {
            throw std::runtime_error("a bug of the adapter");
        }
        for (std::size_t i = 0; i < order.lines.size(); ++i) {
            if (!world_.known_skus.contains(order.lines[i].sku)) {
                out.push_back({
                    .rule = &kCodeMissing,
                    .canonical_pointer = "/lines/" + std::to_string(i) + "/customs/codes",
                    .pointer = {},
                    .leg = leg.id,
                    .found = {},
                    .remedy_href = "/v1/catalog/items/" + order.lines[i].sku,
                });
            }
        }
    }

    [[nodiscard]] Result<std::vector<adapters::Document>>
    declare(const order::Order& order, const Leg& leg, const adapters::Context& context) const override {
        auto documents = FakeAdapter::declare(order, leg, context);
        if (ends_with(order, "-BIG")) {
            documents->front().bytes.append(2'000'000, ' ');
        }
        return documents;
    }

private:
    FakeWorld world_;
};

constexpr const char* kOrder = R"({
  "schemaVersion": "1.0",
  "order": {"number": "@NUMBER@", "version": 1, "status": "ready", "paymentStatus": "paid", "test": false,
            "createdAt": "2026-11-20T08:30:00.000Z", "paidAt": "2026-11-20T08:31:00.000Z",
            "flow": {"originCountry": "CN", "destinationCountry": "RU"}, "tradeMode": "9610",
            "natureOfTransaction": "sale"},
  "money": {"currency": "CNY", "goods": "240.00", "discount": "0.00", "freight": "20.00", "insurance": "0.00",
            "tax": "0.00", "total": "260.00", "unexplained": "0.00"},
  "parties": {"seller": {"name": "Sample Trading", "kind": "organisation", "address": {"country": "CN"}},
              "consignee": {"name": "Ivanova Olga", "kind": "person",
              "address": {"country": "RU", "lines": ["ul. Tverskaya 7"], "city": "Moskva", "postcode": "125009"}}},
  "lines": [{"id": "1", "number": 1, "sku": "@SKU@", "title": "Electric kettle", "quantity": "2", "unit": "C62",
             "unitPrice": "120.00", "amount": "240.00", "kind": "goods",
             "customs": {"originCountry": "CN", "netWeight": "1.800", "grossWeight": "2.000"}}],
  "consignments": [{"ref": "C1", "lines": [{"lineId": "1", "quantity": "2"}],
                    "packages": [{"count": 1, "kind": "BX"}], "grossWeight": "2.000", "incoterm": "DAP",
                    "returnInstruction": "return"}]
})";

void replace(std::string& text, std::string_view mark, const std::string& value) {
    text.replace(text.find(mark), mark.size(), value);
}

}  // namespace

std::shared_ptr<const adapters::Registry> fake_registry(const FakeWorld& world) {
    std::vector<std::unique_ptr<const adapters::CountryAdapter>> all;
    all.push_back(std::make_unique<FakeAdapter>(adapters::AdapterInfo{
        .country = "CN",
        .name = "fake customs of China",
        .version = "cn/1",
        .status = adapters::AdapterStatus::ready,
        .regimes =
            {{.code = "9610",
              .name = "export",
              .kind = LegKind::export_declaration,
              .documents = {"CEB303", "CEB603"}},
             {.code = "S10", .name = "waybill", .kind = LegKind::booking, .documents = {"S10Item"}}},
        .actions = {"submit"},
        .sources = {},
        .posture = "a test",
    }));
    all.push_back(std::make_unique<FakeRussia>(
        adapters::AdapterInfo{
            .country = "RU",
            .name = "fake customs of Russia",
            .version = "ru/1",
            .status = adapters::AdapterStatus::ready,
            .regimes =
                {{.code = "PTDEG",
                  .name = "import",
                  .kind = LegKind::import_declaration,
                  .documents = {"PTDEG"}}},
            .actions = {"submit"},
            .sources = {},
            .posture = "a test",
        },
        world
    ));
    return adapters::Registry::of(std::move(all), "2026-11-20.test");
}

const config::Connection& fake_connection() {
    static const config::Connection connection = [] {
        config::Connection made;
        made.id = ConnectionId("direct");
        made.tenant = TenantId("acme");
        made.platform = "direct";
        made.origin_country = "CN";
        made.trade_mode = "9610";
        made.registrations = {
            {"S10.service", "LX"}, {"S10.country", "CN"}, {"S10.from", "10000000"}, {"S10.to", "89999999"}
        };
        return made;
    }();
    return connection;
}

FindConnection find_fake_connection() {
    return [](const TenantId& tenant, const ConnectionId& id) -> const config::Connection* {
        const config::Connection& only = fake_connection();
        return tenant == only.tenant && id == only.id ? &only : nullptr;
    };
}

order::Order make_order(const std::string& number, const std::string& sku) {
    std::string text = kOrder;
    replace(text, "@NUMBER@", number);
    replace(text, "@SKU@", sku);
    const auto document = json::Document::parse(std::move(text));
    EXPECT_TRUE(document);
    order::ReadOrder read = order::read_json(document->root());
    EXPECT_FALSE(has_errors(read.violations));
    read.order.source = {
        .platform = "direct",
        .shop_id = "direct.example",
        .kind = order::SourceKind::relayed_pull,
        .received_at = kNoon,
        .raw_sha256 = std::string(64, 'a'),
        .event_id = {},
        .signature = std::nullopt,
        .adapter_version = "direct/1",
    };
    return std::move(read.order);
}

Command make_created(const std::string& number, const std::string& sku) {
    Command command;
    command.kind = CommandKind::created;
    command.tenant = fake_connection().tenant;
    command.connection = fake_connection().id;
    command.order = make_order(number, sku);
    command.order_id = order_id(command.tenant, command.connection, number);
    command.accepted_at = kNoon;
    command.request_id = "request-1";
    command.fingerprint = order::fingerprint(command.order);
    command.answer = R"({"id":")" + command.order_id.str() + R"("})";
    return command;
}

Command make_reply(const OrderState& state, const std::string& kind, adapters::ReplyStatus status) {
    Command command;
    command.kind = CommandKind::replied;
    command.order_id = state.id;
    command.accepted_at = kNoon + std::chrono::minutes{5};
    adapters::ReplyItem item;
    item.status = status;
    item.native_status = std::string(to_string(status));
    command.replies.push_back({.document = document_of(state, kind).id, .item = std::move(item)});
    return command;
}

const DocumentState& document_of(const OrderState& state, const std::string& kind) {
    for (const LegRecord& leg : state.legs) {
        for (const DocumentState& document : leg.documents) {
            if (document.kind == kind) {
                return document;
            }
        }
    }
    ADD_FAILURE() << "the order has no document of kind " << kind;
    static const DocumentState none;
    return none;
}

}  // namespace silkgate::dispatch::testing
