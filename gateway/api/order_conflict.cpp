#include "gateway/api/order_conflict.hpp"

#include "gateway/order/difference.hpp"

namespace silkgate::api {
namespace {

constexpr std::size_t kMembersMax = 100;

constexpr Rule kDiffers{
    .id = "SG-0920",
    .code = "order-differs",
    .severity = Severity::error,
    .remedy = Remedy::payload,
    .basis = "Silkgate guarantees 1.0, idempotency at ingest",
    .effective_from = "",
    .text =
        {.en = "This differs from the order that was accepted under this number.",
         .zh = "此内容与已接受的同号订单不同。",
         .ru = "Отличается от заказа, принятого под этим номером."},
};

}  // namespace

boost::asio::awaitable<Error>
explain_conflict(Services& services, LogReader& log, const PreparedOrder& prepared, Error error) {
    const auto state = services.replica.find_state(prepared.id);
    if (error.code != Errc::order_exists || !state) {
        co_return error;
    }
    error.detail += "; it is " + std::string(dispatch::to_string(state->word));
    const auto command = co_await log.read_command(state->accepted);
    if (!command) {
        co_return error;
    }
    for (std::string& member : order::differing_members(prepared.order, command->order, kMembersMax)) {
        std::string pointer = prepared.pointers.to_source(member);
        error.violations.push_back({
            .rule = &kDiffers,
            .canonical_pointer = std::move(member),
            .pointer = std::move(pointer),
            .leg = {},
            .found = {},
            .remedy_href = {},
        });
    }
    co_return error;
}

}  // namespace silkgate::api
