// The order that a path names, for what changes it: who may, and on which version.
#pragma once

#include "gateway/api/message.hpp"
#include "gateway/api/services.hpp"
#include "gateway/config/connection.hpp"
#include "gateway/dispatch/order_state.hpp"

#include <memory>
#include <optional>
#include <string>

namespace silkgate::api {

struct OrderInPath {
    std::shared_ptr<const Snapshot> snapshot;
    dispatch::OrderState state;
    std::string by;  // who asks: "<tenant>/<key id>"

    // Of the order, in the snapshot; nullptr when the settings no longer have it.
    [[nodiscard]] const config::Connection* connection() const;
    [[nodiscard]] std::string etag() const;
    // Whether If-Match names the order's present version.
    [[nodiscard]] bool matches(const Request& request) const;
    // The problem with the present ETag beside it.
    [[nodiscard]] Reply refuse(const Error& error, const Request& request) const;
};

// Errors: those of authenticate() for the scope; not_found; gone; request_in_flight for an order
// whose state is not known here yet.
[[nodiscard]] Result<OrderInPath>
find_order_in_path(const Services& services, const Request& request, std::string_view scope = "orders:write");

// 428 without If-Match.
[[nodiscard]] std::optional<Reply> require_if_match(const OrderInPath& order, const Request& request);
// 412 when it names another version.
[[nodiscard]] std::optional<Reply> refuse_stale(const OrderInPath& order, const Request& request);

}  // namespace silkgate::api
