#include "gateway/papers/customs_form.hpp"

namespace silkgate::papers {

std::string money(const std::optional<Decimal>& amount, const order::Order& order) {
    return amount ? amount->to_string() + " " + order.money.currency : std::string{};
}

std::optional<Decimal> total_value(const Shipment& shipment) {
    Decimal sum;
    for (const adapters::transport::S10LineView& part : shipment.view.lines) {
        const auto next = part.value ? add(sum, *part.value) : Result<Decimal>(fail(Errc::invalid_value, {}));
        if (!next) {
            return std::nullopt;
        }
        sum = *next;
    }
    return sum;
}

}  // namespace silkgate::papers
