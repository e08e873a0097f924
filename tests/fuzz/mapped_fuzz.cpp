// Every dialect on any bytes: what parses as JSON is read or refused, twice the same.
#include "gateway/core/check.hpp"
#include "gateway/intake/normalize.hpp"
#include "gateway/order/order_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace silkgate;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const config::Connection connection;
    const Instant now{};
    for (const intake::Dialect* dialect : intake::dialects()) {
        const auto first = intake::normalize(bytes, dialect->platform(), connection, now);
        const auto second = intake::normalize(bytes, dialect->platform(), connection, now);
        SILKGATE_CHECK(first.orders.size() == second.orders.size(), "reading twice differs");
        for (std::size_t i = 0; i < first.orders.size(); ++i) {
            SILKGATE_CHECK(
                order::to_json(first.orders[i].order) == order::to_json(second.orders[i].order),
                "reading twice differs"
            );
        }
    }
    return 0;
}
