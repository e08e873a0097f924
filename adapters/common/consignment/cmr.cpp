#include "adapters/common/consignment/cmr.hpp"

#include "adapters/common/xml/fields.hpp"

namespace silkgate::adapters::consignment {

Result<std::string> write_cmr(const CmrNote& note) {
    if (note.gross_weight.has_value() == note.supplementary.has_value()) {
        return fail(
            Errc::invalid_value,
            "the document needs either cmr:CMRGoodsWeight or cmr:CMR_SupplementaryQuantity"
        );
    }
    return xml::write_document(
        note,
        "cmr:CMR",
        {"xmlns:cmr",
         "urn:customs.ru:Information:TransportDocuments:Car:CMR:5.23.0",
         "xmlns:cat_ru",
         "urn:customs.ru:CommonAggregateTypes:5.22.0",
         "xmlns:catTrans_ru",
         "urn:customs.ru:Information:TransportDocuments:TransportCommonAgregateTypesCust:5.23.0",
         "xmlns:catTrans_cu",
         "urn:customs.ru:Information:TransportDocuments:CUTransportCommonAgregateTypesCust:5.22.0",
         "DocumentModeID",
         "1003102E"}
    );
}

Result<CmrNote> read_cmr(std::string_view bytes) {
    return xml::read_document<CmrNote>(bytes, "CMR");
}

}  // namespace silkgate::adapters::consignment
