#include "adapters/cn/write_export.hpp"

#include <utility>

namespace silkgate::adapters::cn {

std::vector<Document> write_export(const Facts& facts) {
    std::vector<Document> documents;
    if (facts.context->action == Action::cancel) {
        documents.push_back(write_cancellation(facts));
        return documents;
    }
    if (facts.context->action == Action::return_) {
        documents.push_back(write_return(facts));
        return documents;
    }
    documents.reserve(3);
    documents.push_back(write_order(facts));
    documents.push_back(write_waybill(facts));
    documents.push_back(write_list(facts));
    return documents;
}

}  // namespace silkgate::adapters::cn
