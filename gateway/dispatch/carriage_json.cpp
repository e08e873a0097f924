#include "gateway/dispatch/carriage_json.hpp"

namespace silkgate::dispatch {

void write_carriage(json::Writer& out, const DocumentState& document) {
    if (!document.carriage) {
        return;
    }
    const adapters::Carriage& carriage = *document.carriage;
    out.key("carriage").begin_object().member("step", to_string(carriage.last.step));
    out.member("at", format_rfc3339(carriage.at)).member_if("place", carriage.last.place).end_object();
}

bool read_carriage(json::Value value, DocumentState& document) {
    if (!value) {
        return true;
    }
    const auto step = adapters::parse_carriage_step(value["step"].text());
    const auto at = parse_rfc3339(value["at"].text());
    if (!step || !at) {
        return false;
    }
    document.carriage = {.last = {.step = *step, .place = std::string(value["place"].text())}, .at = *at};
    return true;
}

}  // namespace silkgate::dispatch
