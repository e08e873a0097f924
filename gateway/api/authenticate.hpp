// Who is calling: a bearer key, or a platform's signature over the raw bytes.
#pragma once

#include "gateway/api/message.hpp"
#include "gateway/api/services.hpp"
#include "gateway/core/result.hpp"
#include "gateway/intake/intake.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace silkgate::api {

struct Caller {
    TenantId tenant;
    std::string key_id;  // empty for a signed webhook
};

// The key of `Authorization: Bearer sgk_<id>_<secret>`, with `scope`. Errors: unauthenticated, scope_missing.
[[nodiscard]] Result<Caller> authenticate(
    const Services& services,
    const Snapshot& snapshot,
    const Request& request,
    std::string_view scope
);

// For /v1/intake/{connection}: the platform's signature with the connection's secret where the request
// carries one, else a bearer key of the connection's tenant. Errors: bad_signature, unauthenticated,
// scope_missing; not_found for a connection that does not exist or is another tenant's.
struct IntakeCaller {
    const config::Connection* connection = nullptr;  // lives as long as the snapshot
    order::SourceKind kind = order::SourceKind::relayed_pull;
    std::optional<order::Signature> signature;
};
[[nodiscard]] Result<IntakeCaller>
authenticate_intake(const Services& services, const Snapshot& snapshot, const Request& request);

}  // namespace silkgate::api
