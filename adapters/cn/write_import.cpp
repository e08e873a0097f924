#include "adapters/cn/write_import.hpp"

#include "adapters/cn/import_rules.hpp"

namespace silkgate::adapters::cn {

std::vector<Document> write_import(const Facts& facts) {
    std::vector<Document> documents;
    switch (facts.context->action) {
        case Action::cancel:
            documents.push_back(write_import_cancellation(facts));
            return documents;
        case Action::return_:
            documents.push_back(write_import_return(facts));
            return documents;
        case Action::submit:
        case Action::amend:
            break;
    }
    documents.push_back(write_import_order(facts));
    if (sends_payment(facts)) {
        documents.push_back(write_import_payment(facts));
    }
    documents.push_back(write_import_waybill(facts));
    documents.push_back(write_import_list(facts));
    return documents;
}

}  // namespace silkgate::adapters::cn
