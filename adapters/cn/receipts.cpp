#include "adapters/cn/receipts.hpp"

#include <algorithm>
#include <iterator>

namespace silkgate::adapters::cn {
namespace {

// Business keys: ceb-2022-05. In 622, 624 and 626 agentCode is optional, so copNo stands alone.
constexpr Receipt kReceipts[] = {
    // Exports.
    {"304", "OrderReturn", "CEB303", {"ebpCode", "ebcCode", "orderNo"}, {}},
    {"404", "ReceiptsReturn", "CEB403", {"ebcCode", "orderNo", "payNo"}, {}},
    {"506", "LogisticsReturn", "CEB505", {"logisticsCode", "logisticsNo"}, {}},
    {"508", "ArrivalReturn", "CEB507", {"operatorCode", "copNo", "msgSeqNo"}, {"preNo"}},
    {"510", "DepartureReturn", "CEB509", {"logisticsCode", "copNo", "msgSeqNo"}, {"preNo"}},
    {"604",
     "InventoryReturn",
     "CEB603",
     {"agentCode", "copNo"},
     {"invtNo", "preNo"},
     {"ebpCode", "ebcCode", "orderNo"}},
    {"606", "InvtCancelReturn", "CEB605", {"agentCode", "copNo"}, {"invtNo", "preNo"}},
    {"608", "WayBillReturn", "CEB607", {"agentCode", "copNo", "msgSeqNo"}, {"preNo"}},
    {"702", "SummaryReturn", "CEB701", {"agentCode", "copNo", "msgSeqNo"}, {"sumNo", "preNo"}},
    {"214", "RefundReturn", "CEB213", {"agentCode", "coElNo"}, {"invtNo", "preNo"}},
    {"216", "InvtRefundDetailReturn", "CEB215", {"operatorCode", "coElNo"}, {"preNo"}},
    // Imports.
    {"312", "OrderReturn", "CEB311", {"ebpCode", "ebcCode", "orderNo"}, {}},
    {"412", "PaymentReturn", "CEB411", {"payCode", "payTransactionId"}, {}},
    {"512", "LogisticsReturn", "CEB511", {"logisticsCode", "logisticsNo"}, {}},
    {"514", "LogisticsStatusReturn", "CEB513", {"logisticsCode", "logisticsNo", "logisticsStatus"}, {}},
    {"622", "InventoryReturn", "CEB621", {"copNo"}, {"invtNo", "preNo"}},
    {"624", "InvtCancelReturn", "CEB623", {"copNo"}, {"invtNo", "preNo"}},
    {"626", "InvtRefundReturn", "CEB625", {"copNo"}, {"invtNo", "preNo"}},
    {"712", "DeliveryReturn", "CEB711", {"copNo"}, {"rkdNo", "preNo"}},
};

}  // namespace

const Receipt* find_receipt(std::string_view number) noexcept {
    const auto* found = std::ranges::find(kReceipts, number, &Receipt::number);
    return found == std::end(kReceipts) ? nullptr : found;
}

const Receipt* find_receipt_of(std::string_view document) noexcept {
    const auto* found = std::ranges::find(kReceipts, document, &Receipt::document);
    return found == std::end(kReceipts) ? nullptr : found;
}

}  // namespace silkgate::adapters::cn
