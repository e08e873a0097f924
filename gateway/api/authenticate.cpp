#include "gateway/api/authenticate.hpp"

#include "gateway/observe/events.hpp"

namespace silkgate::api {
namespace {

using observe::AuthResult;

Error refuse(
    const Services& services,
    const Request& request,
    AuthResult result,
    Errc code,
    const char* detail
) {
    services.metrics.authentications(result).add();
    services.log.emit(observe::events::AuthenticationFailed{
        .request = request.request_id,
        .reason = describe(code).code,
        .key_id = {},
        .connection = request.param("connection"),
    });
    return fail(code, detail);
}

std::string_view bearer_token(const Request& request) {
    constexpr std::string_view kScheme = "Bearer ";
    const std::string_view value = request.header("Authorization");
    return value.starts_with(kScheme) ? value.substr(kScheme.size()) : std::string_view{};
}

std::optional<order::Signature> signature_of(const intake::Dialect& dialect) {
    return order::Signature{
        .scheme = std::string(dialect.platform()) + "-" + std::string(dialect.signature_scheme()),
        .verified = true
    };
}

}  // namespace

Result<Caller> authenticate(
    const Services& services,
    const Snapshot& snapshot,
    const Request& request,
    std::string_view scope
) {
    const std::string_view token = bearer_token(request);
    if (token.empty()) {
        return refuse(
            services, request, AuthResult::missing, Errc::unauthenticated, "a bearer key is needed"
        );
    }
    const auto found = snapshot.directory->find_key(token, services.clock.now());
    if (!found) {
        return refuse(
            services,
            request,
            AuthResult::wrong_key,
            Errc::unauthenticated,
            "the key is unknown, wrong or expired"
        );
    }
    if (!found->key->has_scope(scope)) {
        return refuse(
            services, request, AuthResult::scope_missing, Errc::scope_missing, "the key lacks a scope"
        );
    }
    services.metrics.authentications(AuthResult::ok).add();
    return Caller{.tenant = found->tenant->id, .key_id = found->key->id};
}

Result<IntakeCaller>
authenticate_intake(const Services& services, const Snapshot& snapshot, const Request& request) {
    const std::string_view id = request.param("connection");
    const config::Connection* connection = snapshot.directory->find_connection(id);
    const intake::Dialect* dialect = connection == nullptr ? nullptr : intake::find_dialect(*connection);
    if (dialect != nullptr && !connection->secret.empty()) {
        switch (dialect->verify(request, connection->secret)) {
            case intake::WebhookVerdict::verified:
                services.metrics.authentications(AuthResult::ok).add();
                return IntakeCaller{
                    .connection = connection,
                    .kind = order::SourceKind::native_push,
                    .signature = signature_of(*dialect),
                };
            case intake::WebhookVerdict::wrong:
                return refuse(
                    services,
                    request,
                    AuthResult::wrong_signature,
                    Errc::bad_signature,
                    "the platform's signature does not match the body"
                );
            case intake::WebhookVerdict::not_a_webhook:
                break;
        }
    }
    auto caller = authenticate(services, snapshot, request, "orders:write");
    if (!caller) {
        return caller.error();
    }
    connection = snapshot.directory->find_connection(caller->tenant, id);
    if (connection == nullptr) {
        return fail(Errc::not_found, "there is no such connection");
    }
    return IntakeCaller{
        .connection = connection, .kind = order::SourceKind::relayed_pull, .signature = std::nullopt
    };
}

}  // namespace silkgate::api
