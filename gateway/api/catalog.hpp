// PUT GET DELETE /v1/catalog/items/{sku}, POST /v1/catalog/items:bulk, GET /v1/catalog/imports/{id} and
// POST /v1/catalog:check: the tenant's goods data.
#pragma once

#include "gateway/api/catalog_import.hpp"
#include "gateway/api/message.hpp"
#include "gateway/api/services.hpp"
#include "gateway/order/catalog_item.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <string>

namespace silkgate::api {

class Catalog {
public:
    explicit Catalog(Services& services) : services_(services) {}

    boost::asio::awaitable<Reply> put(Request request);
    boost::asio::awaitable<Reply> get(Request request);
    boost::asio::awaitable<Reply> remove(Request request);
    // NDJSON, or a table (text/csv). With Prefer: respond-async answered at once, and watched by progress().
    boost::asio::awaitable<Reply> bulk(Request request);
    boost::asio::awaitable<Reply> progress(Request request);
    // check_catalog.cpp
    boost::asio::awaitable<Reply> check(Request request);

private:
    // Each line's item, or what is wrong with it.
    static Result<std::vector<CatalogRow>> read_rows(const Request& request, std::int64_t rows_max);
    boost::asio::awaitable<Reply>
    watch(std::shared_ptr<CatalogImport> import, boost::asio::any_io_executor executor);
    boost::asio::awaitable<void> carry_out_watched(std::shared_ptr<CatalogImport> import);
    boost::asio::awaitable<void> carry_out(CatalogImport& import, bool watched);
    // Where it stands, for every process.
    boost::asio::awaitable<Result<void>> report(const CatalogImport& import);
    boost::asio::awaitable<void> work(CatalogImport& import);
    // Durable first, then visible to this process.
    boost::asio::awaitable<Result<void>>
    write(TenantId tenant, std::string sku, std::optional<std::string> json);

    Services& services_;
    CatalogImports imports_;
};

}  // namespace silkgate::api
