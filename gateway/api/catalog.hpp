// PUT GET DELETE /v1/catalog/items/{sku} and POST /v1/catalog/items:bulk: the tenant's goods data.
#pragma once

#include "gateway/api/message.hpp"
#include "gateway/api/services.hpp"
#include "gateway/order/catalog_item.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace silkgate::api {

class Catalog {
public:
    explicit Catalog(Services& services) : services_(services) {}

    boost::asio::awaitable<Reply> put(Request request);
    boost::asio::awaitable<Reply> get(Request request);
    boost::asio::awaitable<Reply> remove(Request request);
    boost::asio::awaitable<Reply> bulk(Request request);

private:
    // Durable first, then visible to this process.
    boost::asio::awaitable<Result<void>>
    write(TenantId tenant, std::string sku, std::optional<std::string> json);

    Services& services_;
};

}  // namespace silkgate::api
