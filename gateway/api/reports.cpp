#include "gateway/api/reports.hpp"

#include "gateway/api/authenticate.hpp"
#include "gateway/api/emissions_report.hpp"
#include "gateway/http/problem.hpp"

namespace silkgate::api {
namespace {

Result<papers::Sheet>
report(const dispatch::Replica& replica, const TenantId& tenant, const std::string& month) {
    EmissionsReport sum(month);
    Result<void> outcome;
    replica.for_each_accepted(tenant, month, [&](const dispatch::OrderState& state) {
        outcome = sum.add_order(state);
        return outcome.has_value();
    });
    return outcome ? Result<papers::Sheet>(sum.sheet()) : outcome.error();
}

}  // namespace

boost::asio::awaitable<Reply> Reports::emissions(Request request) {
    const auto snapshot = services_.snapshots.get();
    const auto caller = authenticate(services_, *snapshot, request, "orders:read");
    if (!caller) {
        co_return http::problem(caller.error(), request);
    }
    const std::string month(request.query_value("month"));
    if (!parse_date(month + "-01")) {
        co_return http::problem(fail(Errc::invalid_parameter, "month: YYYY-MM", "month"), request);
    }
    Result<papers::Sheet> sheet = fail(Errc::internal, {});
    std::function<void()> work = [&] { sheet = report(services_.replica, caller->tenant, month); };
    co_await papers_.run(std::move(work));
    if (!sheet) {
        co_return http::problem(sheet.error(), request);
    }
    Reply reply = co_await papers_.answer(request, std::move(*sheet), services_.clock.now());
    co_return reply;
}

}  // namespace silkgate::api
