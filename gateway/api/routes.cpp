#include "gateway/api/routes.hpp"

#include <algorithm>
#include <array>
#include <ranges>

namespace silkgate::api {
namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kNdjsonOrCsv = "application/x-ndjson text/csv";
// The second for clients that do not know the first.
constexpr std::string_view kPatch = "application/merge-patch+json application/json";
constexpr std::string_view kForm = "application/x-www-form-urlencoded";
constexpr std::string_view kNdjson = "application/x-ndjson";

// Ten thousand lines at the pace of acknowledged records, with room.
constexpr std::chrono::minutes kBulkAnswer{2};

enum class Body { none, one, bulk };

using Handle = http::Handler (*)(const Endpoints&);

struct Row {
    Method method;
    std::string_view pattern;
    Body body;
    std::string_view
        accepts;  // media types of the body; "*" = any, since platforms label theirs as they like
    Handle handler;
};

// A row's handler: a member function of one of the endpoints.
template <class T, T& (*Get)(const Endpoints&), auto Function>
http::Handler call(const Endpoints& endpoints) {
    T* endpoint = &Get(endpoints);
    return [endpoint](Request request) { return (endpoint->*Function)(std::move(request)); };
}

SubmitOrder& submit(const Endpoints& e) {
    return e.submit;
}
SubmitBulk& bulk(const Endpoints& e) {
    return e.bulk;
}
GetOrder& orders(const Endpoints& e) {
    return e.orders;
}
RetryOrder& retry(const Endpoints& e) {
    return e.retry;
}
ChangeOrder& change(const Endpoints& e) {
    return e.change;
}
ReleaseOrder& release(const Endpoints& e) {
    return e.release;
}
Catalog& catalog(const Endpoints& e) {
    return e.catalog;
}
GetAdapters& adapters(const Endpoints& e) {
    return e.adapters;
}
PlanRoutes& routes(const Endpoints& e) {
    return e.routes;
}
Quotes& quotes(const Endpoints& e) {
    return e.quotes;
}
Consolidations& consolidations(const Endpoints& e) {
    return e.consolidations;
}
Papers& papers(const Endpoints& e) {
    return e.papers;
}
Reports& reports(const Endpoints& e) {
    return e.reports;
}
DeclareConsolidation& declare(const Endpoints& e) {
    return e.declare;
}
AuthorityQueries& authorities(const Endpoints& e) {
    return e.authorities;
}

// clang-format off
constexpr auto kRows = std::to_array<Row>({
    {Method::post, "/v1/orders",                             Body::one,  kJson,   call<SubmitOrder, submit, &SubmitOrder::post_order>},
    {Method::post, "/v1/orders:validate",                    Body::one,  kJson,   call<SubmitOrder, submit, &SubmitOrder::validate>},
    {Method::post, "/v1/orders:bulk",                        Body::bulk, kNdjson, call<SubmitBulk, bulk, &SubmitBulk::post>},
    {Method::post, "/v1/intake/{connection}",                Body::one,  "*",     call<SubmitOrder, submit, &SubmitOrder::post_intake>},
    {Method::get,  "/v1/orders/{id}",                        Body::none, "",      call<GetOrder, orders, &GetOrder::state>},
    {Method::get,  "/v1/orders/{id}/documents",              Body::none, "",      call<GetOrder, orders, &GetOrder::documents>},
    {Method::get,  "/v1/orders/{id}/documents/{documentId}", Body::none, "",      call<GetOrder, orders, &GetOrder::document>},
    {Method::get,  "/v1/orders/{id}/events",                 Body::none, "",      call<GetOrder, orders, &GetOrder::events>},
    {Method::get,  "/v1/orders/{id}/route.svg",              Body::none, "",      call<GetOrder, orders, &GetOrder::route_map>},
    {Method::post, "/v1/orders/{id}:retry",                  Body::one,  "*",     call<RetryOrder, retry, &RetryOrder::post>},
    {Method::patch, "/v1/orders/{id}",                       Body::one,  kPatch,  call<ChangeOrder, change, &ChangeOrder::patch>},
    {Method::post, "/v1/orders/{id}:cancel",                 Body::one,  "*",     call<ChangeOrder, change, &ChangeOrder::cancel>},
    {Method::post, "/v1/orders/{id}:release",                Body::one,  kJson,   call<ReleaseOrder, release, &ReleaseOrder::post>},
    {Method::post, "/v1/orders/{id}:return",                 Body::one,  "*",     call<ChangeOrder, change, &ChangeOrder::take_back>},
    {Method::put,  "/v1/catalog/items/{sku}",                Body::one,  kJson,   call<Catalog, catalog, &Catalog::put>},
    {Method::get,  "/v1/catalog/items/{sku}",                Body::none, "",      call<Catalog, catalog, &Catalog::get>},
    {Method::del,  "/v1/catalog/items/{sku}",                Body::none, "",      call<Catalog, catalog, &Catalog::remove>},
    {Method::post, "/v1/catalog/items:bulk",                 Body::bulk, kNdjsonOrCsv, call<Catalog, catalog, &Catalog::bulk>},
    {Method::get,  "/v1/catalog/imports/{id}",               Body::none, "",      call<Catalog, catalog, &Catalog::progress>},
    {Method::post, "/v1/catalog:check",                      Body::bulk, kJson,   call<Catalog, catalog, &Catalog::check>},
    {Method::post, "/v1/routes",                             Body::one,  kJson,   call<PlanRoutes, routes, &PlanRoutes::post>},
    {Method::get,  "/v1/reports/emissions",                  Body::none, "",      call<Reports, reports, &Reports::emissions>},
    {Method::get,  "/v1/parks",                              Body::none, "",      call<PlanRoutes, routes, &PlanRoutes::parks>},
    {Method::post, "/v1/quotes",                             Body::one,  kJson,   call<Quotes, quotes, &Quotes::post>},
    {Method::put,  "/v1/consolidations/{number}",            Body::one,  kJson,   call<Consolidations, consolidations, &Consolidations::put>},
    {Method::get,  "/v1/consolidations/{number}",            Body::none, "",      call<Consolidations, consolidations, &Consolidations::get>},
    {Method::del,  "/v1/consolidations/{number}",            Body::none, "",      call<Consolidations, consolidations, &Consolidations::remove>},
    {Method::post, "/v1/consolidations/{number}:declare",    Body::one,  kJson,   call<DeclareConsolidation, declare, &DeclareConsolidation::post>},
    {Method::get,  "/v1/consolidations/{number}/declarations", Body::none, "",    call<DeclareConsolidation, declare, &DeclareConsolidation::list>},
    {Method::get,  "/v1/consolidations/{number}/papers/{kind}", Body::none, "",   call<Papers, papers, &Papers::of_consolidation>},
    {Method::get,  "/v1/orders/{id}/papers/{kind}",          Body::none, "",      call<Papers, papers, &Papers::of_order>},
    {Method::post, "/v1/authorities/cn/payment-data/{connection}/{key}", Body::one, kForm, call<AuthorityQueries, authorities, &AuthorityQueries::payment_data>},
    {Method::get,  "/v1/adapters",                           Body::none, "",      call<GetAdapters, adapters, &GetAdapters::list>},
    {Method::get,  "/v1/adapters/{cc}",                      Body::none, "",      call<GetAdapters, adapters, &GetAdapters::one>},
    {Method::get,  "/v1/errors/{code}",                      Body::none, "",      call<GetAdapters, adapters, &GetAdapters::error_code>},
    {Method::get,  "/v1/openapi.yaml",                       Body::none, "",      call<GetAdapters, adapters, &GetAdapters::openapi>},
});
// clang-format on

std::uint64_t body_limit(Body body, const config::HttpSettings& limits) {
    switch (body) {
        case Body::none:
            return 0;
        case Body::one:
            return static_cast<std::uint64_t>(limits.body_bytes_max);
        case Body::bulk:
            return static_cast<std::uint64_t>(limits.bulk_bytes_max);
    }
    return 0;
}

// What a route answers with when all goes well; none: the media type of a stored document.
std::vector<std::string> offers(std::string_view pattern) {
    if (pattern.ends_with("/documents/{documentId}")) {
        return {};
    }
    if (pattern.ends_with("/papers/{kind}") || pattern.starts_with("/v1/reports/")) {
        return {std::string(kJson), "text/csv", "application/pdf"};
    }
    if (pattern.ends_with(".svg")) {
        return {"image/svg+xml"};
    }
    if (pattern == "/v1/routes") {
        return {std::string(kJson), "image/svg+xml"};
    }
    if (pattern.ends_with(".yaml")) {
        return {"application/yaml"};
    }
    if (pattern.ends_with(":bulk") || pattern.starts_with("/v1/intake/")) {
        return {std::string(kJson), std::string(kNdjson)};
    }
    return {std::string(kJson)};
}

}  // namespace

void add_public_routes(http::Router& router, const Endpoints& endpoints, const config::HttpSettings& limits) {
    for (const Row& row : kRows) {
        http::Route route;
        route.method = row.method;
        route.pattern = row.pattern;
        route.handler = row.handler(endpoints);
        route.body_bytes_max = body_limit(row.body, limits);
        if (!row.accepts.empty() && row.accepts != "*") {
            for (const auto type : std::views::split(row.accepts, ' ')) {
                route.accepts.emplace_back(type.begin(), type.end());
            }
        }
        route.offers = offers(row.pattern);
        // A consolidation reads each of its orders back, a report looks at every order.
        if (row.body == Body::bulk || row.pattern.starts_with("/v1/consolidations/{number}") ||
            row.pattern.starts_with("/v1/reports/")) {
            route.answer_deadline = kBulkAnswer;
        }
        router.add(std::move(route));
    }
}

void add_operations_routes(http::Router& router, Operations& operations) {
    const auto add = [&](std::string pattern,
                         boost::asio::awaitable<Reply> (Operations::*function)(Request)) {
        http::Route route;
        route.pattern = std::move(pattern);
        route.handler = [&operations, function](Request request) {
            return (operations.*function)(std::move(request));
        };
        router.add(std::move(route));
    };
    add("/metrics", &Operations::metrics);
    add("/livez", &Operations::livez);
    add("/readyz", &Operations::readyz);
    add("/startupz", &Operations::startupz);
    add("/version", &Operations::version);
}

std::vector<std::string> public_patterns() {
    std::vector<std::string> patterns;  // each once: several methods share a path
    for (const Row& row : kRows) {
        if (std::ranges::find(patterns, row.pattern) == patterns.end()) {
            patterns.emplace_back(row.pattern);
        }
    }
    return patterns;
}

}  // namespace silkgate::api
