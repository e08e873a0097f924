#include "adapters/common/consignment/tir.hpp"

#include "adapters/common/transport/identifiers.hpp"
#include "adapters/common/xml/fields.hpp"

#include <algorithm>

namespace silkgate::adapters::consignment {
namespace {

std::optional<Error> problem_of(const TirCarnet& carnet) {
    if (!transport::is_tir_carnet(carnet.carnet.series + carnet.carnet.number)) {
        return fail(Errc::invalid_value, "a TIR carnet's number is not two letters and eight digits");
    }
    std::size_t goods = 0;
    for (const TirShipment& shipment : carnet.shipments) {
        goods += shipment.goods.size();
        if (!std::ranges::all_of(shipment.containers, transport::is_container_number)) {
            return fail(Errc::invalid_value, "a container number fails its check digit");
        }
    }
    if (carnet.goods_count && *carnet.goods_count != Decimal(static_cast<std::int64_t>(goods))) {
        return fail(Errc::invalid_value, "the count of goods is not that of the shipments");
    }
    return std::nullopt;
}

}  // namespace

Result<std::string> write_tir(const TirCarnet& carnet) {
    if (const auto problem = problem_of(carnet)) {
        return *problem;
    }
    return xml::write_document(
        carnet,
        "tirc:TIR_Carnet",
        {"xmlns:tirc",
         "urn:customs.ru:Information:TransportDocuments:Car:TIR_Carnet:5.23.0",
         "xmlns:cat_ru",
         "urn:customs.ru:CommonAggregateTypes:5.22.0",
         "xmlns:catTrans_ru",
         "urn:customs.ru:Information:TransportDocuments:TransportCommonAgregateTypesCust:5.23.0",
         "xmlns:catTrans_cu",
         "urn:customs.ru:Information:TransportDocuments:CUTransportCommonAgregateTypesCust:5.22.0",
         "DocumentModeID",
         "1003104E"}
    );
}

Result<TirCarnet> read_tir(std::string_view bytes) {
    return xml::read_document<TirCarnet>(bytes, "TIR_Carnet");
}

}  // namespace silkgate::adapters::consignment
