// THE table of routes: what the public and the operations listener answer.
#pragma once

#include "gateway/api/authority_queries.hpp"
#include "gateway/api/catalog.hpp"
#include "gateway/api/change_order.hpp"
#include "gateway/api/consolidations.hpp"
#include "gateway/api/declare_consolidation.hpp"
#include "gateway/api/get_adapters.hpp"
#include "gateway/api/get_order.hpp"
#include "gateway/api/operations.hpp"
#include "gateway/api/papers.hpp"
#include "gateway/api/plan_routes.hpp"
#include "gateway/api/quotes.hpp"
#include "gateway/api/release_order.hpp"
#include "gateway/api/reports.hpp"
#include "gateway/api/retry_order.hpp"
#include "gateway/api/submit_bulk.hpp"
#include "gateway/api/submit_order.hpp"
#include "gateway/http/router.hpp"

namespace silkgate::api {

// Endpoints of the public listener; all outlive the router.
struct Endpoints {
    SubmitOrder& submit;
    SubmitBulk& bulk;
    GetOrder& orders;
    RetryOrder& retry;
    ChangeOrder& change;
    ReleaseOrder& release;
    Catalog& catalog;
    GetAdapters& adapters;
    PlanRoutes& routes;
    Quotes& quotes;
    Consolidations& consolidations;
    Papers& papers;
    Reports& reports;
    AuthorityQueries& authorities;
    DeclareConsolidation& declare;
};

void add_public_routes(http::Router& router, const Endpoints& endpoints, const config::HttpSettings& limits);
void add_operations_routes(http::Router& router, Operations& operations);

// Every public pattern, for the metrics' bounded label set.
[[nodiscard]] std::vector<std::string> public_patterns();

}  // namespace silkgate::api
