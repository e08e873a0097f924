// The common order as JSON: schemas/order/v1/order.schema.json.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"
#include "gateway/order/order.hpp"

#include <string>
#include <string_view>

namespace silkgate::order {

// Canonical JSON: members in schema order, absent members left out. read(write(order)) == order.
void write_json(json::Writer& out, const Order& order);
[[nodiscard]] std::string to_json(const Order& order);

// Reads a whole common order. Every member that is unknown, of the wrong type, missing though the schema
// requires it, or outside its limits becomes a violation with its pointer; all are reported at once. The
// order is usable only when no violation is an error.
struct ReadOrder {
    Order order;
    Violations violations;
};
[[nodiscard]] ReadOrder read_json(json::Value root);

// The same without the limits of single values (lengths, codes, signs), which check_order() reports: for a
// caller that runs check_order() next and shall not report a finding twice.
[[nodiscard]] ReadOrder read_shape(json::Value root);

// SHA-256 over the canonical JSON without what differs between two deliveries of one order: messageId and, of
// source, all but platform and shopId (one order may come by webhook and by pull, and through two versions of
// a dialect). Same content, same fingerprint. Lower-case hex.
[[nodiscard]] std::string fingerprint(const Order& order);
// The same from to_json(order), where the caller has it already.
[[nodiscard]] std::string fingerprint(const Order& order, std::string_view canonical_json);

}  // namespace silkgate::order
