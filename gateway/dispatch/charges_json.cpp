#include "gateway/dispatch/charges_json.hpp"

namespace silkgate::dispatch {

void write_charges(json::Writer& out, const std::vector<adapters::Charge>& charges) {
    if (charges.empty()) {
        return;
    }
    out.key("charges").begin_array();
    for (const auto& charge : charges) {
        out.begin_object().member("kind", charge.kind).member("amount", charge.amount);
        out.member("currency", charge.currency).member_if("bill", charge.bill).end_object();
    }
    out.end_array();
}

bool read_charges(json::Value array, std::vector<adapters::Charge>& charges) {
    for (const json::Value charge : array) {
        const auto amount = json::to_decimal(charge["amount"]);
        if (!amount) {
            return false;
        }
        charges.push_back({
            .kind = std::string(charge["kind"].text()),
            .amount = *amount,
            .currency = std::string(charge["currency"].text()),
            .bill = std::string(charge["bill"].text()),
        });
    }
    return true;
}

}  // namespace silkgate::dispatch
