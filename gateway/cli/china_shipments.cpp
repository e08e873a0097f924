#include "gateway/cli/china_shipments.hpp"

#include "adapters/cn/consolidated.hpp"

namespace silkgate::cli {
namespace {

namespace cn = adapters::cn;

class ChinaShipments final : public api::ShipmentDesk {
public:
    std::string_view country() const noexcept override { return "CN"; }

    std::optional<api::ShipmentKind> kind_of(std::string_view message) const noexcept override {
        const auto kind = cn::consolidated_kind(message);
        return kind ? std::optional(api::ShipmentKind{
                          .leg = kind->leg,
                          .is_of_one_parcel = kind->is_of_one_parcel,
                          .follows = kind->follows
                      })
                    : std::nullopt;
    }

    Result<std::vector<api::ShipmentMessage>> write(
        std::string_view message,
        const api::ShipmentHead& head,
        const api::ShipmentFacts& facts,
        const config::Connection& connection,
        Instant now,
        const api::ShipmentTelling& telling
    ) const override {
        cn::Consolidated consolidated{
            .number = facts.number,
            .mode = facts.mode,
            .transport_document = facts.transport_document,
            .gross_kg = facts.gross_kg,
            .parcels = {}
        };
        for (const api::ShipmentParcel& parcel : facts.parcels) {
            consolidated.parcels.push_back(
                {.waybill = parcel.waybill,
                 .package = parcel.package,
                 .list_number = parcel.list_number,
                 .application = parcel.follows,
                 .delivered_at = parcel.delivered_at}
            );
        }
        const auto messages = cn::write_consolidated(
            message, head, consolidated, connection, now, {.action = telling.action, .id = telling.id}
        );
        if (!messages) {
            return messages.error();
        }
        std::vector<api::ShipmentMessage> out;
        for (const cn::ShipmentMessage& one : *messages) {
            out.push_back({.document = cn::shipment_document(one), .first = one.first, .parcels = one.lines});
        }
        return out;
    }
};

}  // namespace

std::unique_ptr<const api::ShipmentDesk> china_shipments() {
    return std::make_unique<const ChinaShipments>();
}

}  // namespace silkgate::cli
