#include "gateway/dispatch/packing.hpp"

#include "adapters/common/consolidation/consolidation.hpp"
#include "gateway/dispatch/command.hpp"
#include "gateway/kafka/record.hpp"

namespace silkgate::dispatch {

void write_packing(json::Writer& out, const Packing& packing) {
    out.begin_object().member("consolidation", packing.consolidation).member("madeAt", packing.made_at);
    out.member("unit", packing.unit).end_object();
}

Packing read_packing(json::Value value) {
    return {
        .consolidation = std::string(value["consolidation"].text()),
        .made_at = std::string(value["madeAt"].text()),
        .unit = std::string(value["unit"].text()),
    };
}

void write_packed(json::Writer& out, const std::vector<Packing>& packed) {
    if (packed.empty()) {
        return;
    }
    out.key("packed").begin_array();
    for (const Packing& packing : packed) {
        write_packing(out, packing);
    }
    out.end_array();
}

std::vector<Packing> read_packed(json::Value array) {
    std::vector<Packing> packed;
    for (const json::Value value : array) {
        packed.push_back(read_packing(value));
    }
    return packed;
}

Result<std::vector<Command>> read_packings(const kafka::Incoming& record, Instant now) {
    namespace consolidation = adapters::consolidation;
    std::vector<Command> commands;
    if (!record.value) {
        return commands;
    }
    const auto document = json::Document::parse(*record.value, consolidation::kLimits);
    const auto read = document ? consolidation::read_consolidation(document->root()) : document.error();
    if (!read) {
        return fail(Errc::invalid_value, "not a consolidation: " + read.error().detail);
    }
    const auto tenant = record.key.substr(0, record.key.find('\0'));
    for (const consolidation::Parcel& parcel : read->parcels) {
        Command& command = commands.emplace_back();
        command.kind = CommandKind::packed;
        command.order_id = OrderId(parcel.order);
        command.tenant = TenantId(tenant);
        command.accepted_at = now;
        command.packing = {
            .consolidation = read->number,
            .made_at = format_rfc3339(read->created_at),
            .unit = read->units[parcel.unit].ref,
        };
    }
    return commands;
}

}  // namespace silkgate::dispatch
