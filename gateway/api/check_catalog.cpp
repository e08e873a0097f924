// POST /v1/catalog:check: what goods still lack for the countries they shall go to, by the rules that their
// orders will meet: one unit of each item is planned as an order, and what is said of its line is the answer.
#include "gateway/api/authenticate.hpp"
#include "gateway/api/catalog.hpp"
#include "gateway/core/country.hpp"
#include "gateway/dispatch/planner.hpp"
#include "gateway/http/problem.hpp"
#include "gateway/intake/enrich.hpp"
#include "gateway/json/writer.hpp"
#include "gateway/order/goods_name.hpp"

#include <algorithm>
#include <array>

namespace silkgate::api {
namespace {

// Items times destinations: a tenth of a second of planning.
constexpr std::size_t kPlansMax = 1000;
constexpr std::string_view kLine = "/lines/0";

struct CheckWish {
    std::vector<std::string> skus;
    std::vector<std::string> destinations;
    config::Connection connection;  // defaults only; blank where none is named
    Instant at;
};

Result<std::vector<std::string>> read_texts(json::Value body, std::string_view name) {
    std::vector<std::string> texts;
    for (const json::Value one : body[name].is_array() ? body[name] : json::Value{}) {
        if (!one.is_string() || one.text().empty()) {
            return fail(Errc::invalid_parameter, "a text is expected", one.pointer());
        }
        texts.emplace_back(one.text());
    }
    return texts.empty() ? fail(Errc::invalid_parameter, std::string(name) + " is a list of texts")
                         : Result<std::vector<std::string>>(std::move(texts));
}

Result<void>
read_connection(json::Value body, const Snapshot& snapshot, const TenantId& tenant, CheckWish& wish) {
    wish.connection.tenant = tenant;
    if (const json::Value id = body["connection"]) {
        const config::Connection* found = snapshot.directory->find_connection(tenant, id.text());
        if (found == nullptr) {
            return fail(Errc::invalid_parameter, "there is no such connection", id.pointer());
        }
        wish.connection = *found;
    }
    if (const json::Value origin = body["originCountry"]) {
        wish.connection.origin_country = origin.text();
    }
    return find_country(wish.connection.origin_country) != nullptr
               ? Result<void>{}
               : fail(Errc::invalid_parameter, "originCountry, or a connection that has one, is needed");
}

Result<CheckWish>
read_check(json::Value body, const Snapshot& snapshot, const TenantId& tenant, Instant now) {
    constexpr std::array<std::string_view, 5> kMembers = {
        "skus", "destinations", "connection", "originCountry", "date"
    };
    for (const json::Value member : body.is_object() ? body : json::Value{}) {
        if (std::ranges::find(kMembers, member.key()) == kMembers.end()) {
            return fail(Errc::invalid_parameter, "there is no member of this name", member.pointer());
        }
    }
    auto skus = read_texts(body, "skus");
    auto destinations = read_texts(body, "destinations");
    if (!skus || !destinations) {
        return skus ? destinations.error() : skus.error();
    }
    for (const std::string& country : *destinations) {
        if (find_country(country) == nullptr) {
            return fail(Errc::invalid_parameter, "'" + country + "' is no country");
        }
    }
    if (skus->size() > kPlansMax / destinations->size()) {
        return fail(
            Errc::invalid_parameter,
            "at most " + std::to_string(kPlansMax) + " items times destinations at once"
        );
    }
    CheckWish wish{
        .skus = std::move(*skus), .destinations = std::move(*destinations), .connection = {}, .at = now
    };
    if (const json::Value date = body["date"]) {
        const auto day = parse_date(date.text());
        if (!day) {
            return fail(Errc::invalid_parameter, "date is YYYY-MM-DD", date.pointer());
        }
        wish.at = std::chrono::sys_days(*day) + std::chrono::hours(12);
    }
    if (const auto done = read_connection(body, snapshot, tenant, wish); !done) {
        return done.error();
    }
    return wish;
}

// One unit of the item on its way. Only what the rules say of its line is looked at.
order::Order
make_order(const order::CatalogItem& item, const CheckWish& wish, const std::string& destination) {
    order::Order made;
    made.header.number = "catalog-check";
    made.header.created_at = {.instant = wish.at, .source = {}};
    made.header.flow.destination_country = destination;
    made.money.currency = "EUR";
    made.money.goods = Decimal(10);
    made.money.total = Decimal(10);
    order::Line line;
    line.id = "1";
    line.number = 1;
    line.sku = item.sku;
    line.title = item.names.empty() ? item.sku : item.names.front().text;
    line.quantity = Decimal(1);
    line.unit_price = Decimal(10);
    line.amount = Decimal(10);
    made.lines.push_back(std::move(line));
    order::Party person;
    person.address.emplace();
    person.address->country = destination;
    made.parties.consignee = std::move(person);
    intake::enrich(made, wish.connection, [&](std::string_view) { return &item; });
    return made;
}

struct Finding {
    bool served = false;
    Violations violations;
};

Finding check_destination(
    const adapters::Registry& registry,
    const order::CatalogItem& item,
    const CheckWish& wish,
    const std::string& destination,
    const std::string& asked_at
) {
    const order::Order order = make_order(item, wish, destination);
    const adapters::Context context{
        .decided_at = wish.at, .order_id = OrderId("ord_catalog_check"), .connection = &wish.connection
    };
    const dispatch::Plan plan = dispatch::plan_order(registry, order, context, dispatch::Depth::check);
    Finding finding{.served = !plan.legs.empty(), .violations = {}};
    for (Violation& violation : plan.all_violations()) {
        const std::string& at = violation.canonical_pointer;
        if (at.starts_with(kLine) && (at.size() == kLine.size() || at[kLine.size()] == '/')) {
            violation.pointer = asked_at;
            finding.violations.push_back(std::move(violation));
        }
    }
    return finding;
}

}  // namespace

boost::asio::awaitable<Reply> Catalog::check(Request request) {
    const auto snapshot = services_.snapshots.get();
    const auto caller = authenticate(services_, *snapshot, request, "catalog:write");
    if (!caller) {
        co_return http::problem(caller.error(), request);
    }
    const auto document = json::Document::parse(request.body);
    if (!document) {
        co_return http::problem(document.error(), request);
    }
    const auto wish = read_check(document->root(), *snapshot, caller->tenant, services_.clock.now());
    if (!wish) {
        co_return http::problem(wish.error(), request);
    }
    const adapters::Registry& registry = *snapshot->registry;
    const http::Language language = http::pick_language(request.header("Accept-Language"));
    std::int64_t complete = 0;
    json::Writer out(4096);
    out.begin_object().member(
        "date", format_date(BusinessDate(std::chrono::floor<std::chrono::days>(wish->at)))
    );
    out.member("ruleSet", registry.rule_set()).key("items").begin_array();
    for (std::size_t i = 0; i < wish->skus.size(); ++i) {
        const std::string& sku = wish->skus[i];
        const std::string asked_at = "/skus/" + std::to_string(i);
        const auto item = services_.replica.find_item(caller->tenant, sku);
        out.begin_object().member("sku", sku).key("known").boolean(item.has_value());
        Violations names = item ? order::check_names(*item) : Violations{};
        for (Violation& violation : names) {
            violation.pointer = asked_at;
        }
        out.key("names");
        http::write_violations(out, names, language, registry.rule_set());
        out.key("destinations").begin_array();
        bool is_complete = item.has_value();
        for (const std::string& country : wish->destinations) {
            const Finding finding = check_destination(
                registry, item.value_or(order::CatalogItem{.sku = sku}), *wish, country, asked_at
            );
            const bool fits = item && finding.served && !has_errors(finding.violations);
            is_complete = is_complete && fits;
            out.begin_object().member("country", country).key("served").boolean(finding.served);
            out.key("complete").boolean(fits).key("violations");
            http::write_violations(out, finding.violations, language, registry.rule_set());
            out.end_object();
        }
        complete += is_complete ? 1 : 0;
        out.end_array().end_object();
    }
    out.end_array().key("complete").number(complete);
    out.key("incomplete").number(static_cast<std::int64_t>(wish->skus.size()) - complete).end_object();
    co_return Reply{.status = 200, .body = std::move(out).str()};
}

}  // namespace silkgate::api
