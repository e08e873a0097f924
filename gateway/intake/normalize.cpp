#include "gateway/intake/normalize.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/order/order_rules.hpp"

#include <algorithm>
#include <iterator>

namespace silkgate::intake {
namespace {

NormalizeResult whole_failed(NormalizeExit exit, std::string_view platform, Error error) {
    NormalizeResult result;
    result.exit = exit;
    result.platform = platform;
    result.problems.push_back(std::move(error));
    return result;
}

// What the rules say of the order joins what its reading found.
void add_findings(IntakeOrder& order, Instant now) {
    Violations found = order::check_order(order.order, now);
    for (Violation& violation : found) {
        violation.pointer = order.pointers.to_source(violation.canonical_pointer);
    }
    std::ranges::move(found, std::back_inserter(order.violations));
    set_remedies(order.violations, order.order);
}

// An order that the schema refuses is not read; one that lacks something for its declaration is.
bool is_common_order(const Violations& violations) {
    return std::ranges::none_of(violations, [](const Violation& violation) {
        return violation.rule->severity == Severity::error && order::is_schema_rule(*violation.rule);
    });
}

}  // namespace

NormalizeResult normalize(
    std::string_view bytes,
    std::string_view platform,
    const config::Connection& connection,
    Instant now,
    const CatalogLookup* lookup
) {
    const Dialect* named = platform == "auto"         ? nullptr
                           : platform == kOwnPlatform ? find_dialect(connection)
                                                      : find_dialect(platform);
    const auto document = read_payload_bytes(std::string(bytes), named, kFileLimits);
    if (!document) {
        return whole_failed(
            NormalizeExit::some_unreadable,
            platform == "auto" ? std::string_view{} : platform,
            document.error()
        );
    }
    if (platform == kOwnPlatform) {
        if (const auto own = own_dialect(connection.mapping); !own) {
            return whole_failed(NormalizeExit::not_this_platform, kOwnPlatform, own.error());
        }
    }
    const Dialect* dialect = platform == "auto" ? detect_dialect(document->root()) : named;
    if (dialect == nullptr) {
        return whole_failed(
            NormalizeExit::not_this_platform,
            {},
            fail(Errc::not_this_platform, "no platform's order is recognised")
        );
    }
    const IntakeContext context{
        .connection = &connection,
        .received_at = now,
        .raw_sha256 = crypto::to_hex(crypto::sha256(bytes)),
        .event_id = {},
        .kind = order::SourceKind::manual,
        .signature = std::nullopt,
        .list_dropped = true,
    };
    if (dialect->platform() == "direct" && dialect->confidence(document->root()) == 0) {
        return whole_failed(
            NormalizeExit::not_this_platform, "direct", fail(Errc::not_this_platform, "not a common order")
        );
    }
    auto read = dialect->read(document->root(), context);
    if (!read) {
        const bool foreign = read.error().code == Errc::not_this_platform;
        return whole_failed(
            foreign ? NormalizeExit::not_this_platform : NormalizeExit::some_unreadable,
            dialect->platform(),
            read.error()
        );
    }
    NormalizeResult result;
    result.platform = dialect->platform();
    for (IntakeOrder& order : *read) {
        const bool read_well = !has_errors(order.violations);
        if (read_well) {
            if (lookup != nullptr) {
                enrich(order.order, connection, *lookup);
            }
            add_findings(order, now);
        }
        if (!read_well || !is_common_order(order.violations)) {
            Error problem = fail(
                Errc::rule_violations,
                "order " + order.order.header.number + " can not be read",
                order.pointers.to_source("")
            );
            problem.violations = std::move(order.violations);
            result.problems.push_back(std::move(problem));
            result.exit = NormalizeExit::some_unreadable;
            continue;
        }
        result.orders.push_back(std::move(order));
    }
    return result;
}

}  // namespace silkgate::intake
