#include "gateway/cli/china_desk.hpp"

#include "adapters/cn/payment_exchange.hpp"
#include "gateway/http/remote_signer.hpp"
#include "gateway/http/router.hpp"

#include <algorithm>
#include <chrono>

namespace silkgate::cli {
namespace {

namespace cn = adapters::cn;

constexpr std::chrono::seconds kSignerTimeout{5};

// The value of one field of application/x-www-form-urlencoded; empty where it is absent.
Result<std::string> form_value(std::string_view body, std::string_view name) {
    while (!body.empty()) {
        const std::string_view pair = body.substr(0, body.find('&'));
        body.remove_prefix(std::min(body.size(), pair.size() + 1));
        if (pair.starts_with(name) && pair.substr(name.size()).starts_with('=')) {
            return http::percent_decode(pair.substr(name.size() + 1), http::Plus::space);
        }
    }
    return std::string{};
}

Result<std::unique_ptr<const crypto::Signer>> open_signer(const config::PaymentDesk& settings) {
    if (settings.signer_url.empty()) {
        return crypto::software_signer(settings.key_pem, settings.certificate_pem);
    }
    auto certificate = crypto::Certificate::from_pem(settings.certificate_pem);
    return certificate ? http::remote_signer(settings.signer_url, std::move(*certificate), kSignerTimeout)
                       : Result<std::unique_ptr<const crypto::Signer>>(certificate.error());
}

class ChinaDesk final : public api::AuthorityDesk {
public:
    std::string_view country() const noexcept override { return "CN"; }
    Result<api::AuthorityQuery> read(std::string_view body, const ConnectionId& connection) const override {
        auto form = form_value(body, cn::kPaymentForm);
        auto query = form ? cn::read_payment_query(std::move(*form)) : Result<cn::PaymentQuery>(form.error());
        if (!query) {
            return query.error();
        }
        std::string reference = cn::payment_reference(connection, query->session_id);
        return api::AuthorityQuery{
            .order_number = std::move(query->order_number),
            .session = std::move(query->session_id),
            .reference = std::move(reference)
        };
    }

    Result<adapters::Document> answer(
        const api::AuthorityQuery& query,
        const order::Order& order,
        const config::Connection& connection,
        const config::PaymentDesk& settings,
        Instant now
    ) const override {
        const auto signer = open_signer(settings);
        if (!signer) {
            return signer.error();
        }
        return cn::payment_document(
            {.order_number = query.order_number, .session_id = query.session, .service_time = {}},
            order,
            connection,
            **signer,
            now
        );
    }

    std::string receipt(const std::string& problem, Instant now) const override {
        return cn::payment_receipt(problem, now);
    }
};

}  // namespace

std::unique_ptr<const api::AuthorityDesk> china_desk() {
    return std::make_unique<const ChinaDesk>();
}

}  // namespace silkgate::cli
