#include "adapters/cn/shipment_kinds.hpp"

#include <algorithm>
#include <iterator>

namespace silkgate::adapters::cn {
namespace {

constexpr bool kOptional = false;
constexpr ShipmentField kParts[] = {
    {"msgCount", 0, true, FieldFrom::part_count},
    {"msgSeqNo", 0, true, FieldFrom::part_number}
};
constexpr ShipmentField kGnum = {"gnum", 0, true, FieldFrom::line_number};

// Names, order and lengths: ceb-2022-05-xsd, ceb-2022-05-xsd-import. guid, appType, appTime and appStatus
// come first.
constexpr ShipmentField kArrival[] = {
    {"customsCode", 4},
    {"copNo", 30},
    {"preNo", 18, kOptional},
    {"operatorCode", 18},
    {"operatorName", 100},
    {"loctNo", 10, kOptional},
    {"ieFlag", 1, true, FieldFrom::given, "E"},
    {"trafMode", 1},
    {"billNo", 37, kOptional},
    {"domesticTrafNo", 100},
    {"logisticsCode", 18},
    {"logisticsName", 100},
    kParts[0],
    kParts[1],
};
constexpr ShipmentField kArrivalList[] = {kGnum, {"logisticsNo", 32}, {"totalPackageNo", 37, kOptional}};
constexpr ShipmentField kDeparture[] = {
    {"customsCode", 4},
    {"copNo", 30},
    {"preNo", 18, kOptional},
    {"logisticsCode", 18},
    {"logisticsName", 100},
    {"trafMode", 1},
    {"trafName", 100, kOptional},
    {"voyageNo", 32, kOptional},
    {"billNo", 37, kOptional},
    {"leaveTime", 14},
    kParts[0],
    kParts[1],
};
constexpr ShipmentField kDepartureList[] = {kGnum, {"totalPackageNo", 37, kOptional}, {"logisticsNo", 32}};
constexpr ShipmentField kManifest[] = {
    {"customsCode", 4},
    {"copNo", 30},
    {"preNo", 18, kOptional},
    {"agentCode", 18},
    {"agentName", 100},
    {"loctNo", 10, kOptional},
    {"trafMode", 1},
    {"trafName", 100},
    {"voyageNo", 32},
    {"billNo", 37},
    {"domesticTrafNo", 100, kOptional},
    {"grossWeight", 20},
    {"logisticsCode", 18},
    {"logisticsName", 100},
    kParts[0],
    kParts[1],
};
constexpr ShipmentField kManifestList[] =
    {kGnum, {"totalPackageNo", 60, kOptional}, {"logisticsNo", 32}, {"invtNo", 20, kOptional}};
constexpr ShipmentField kSummary[] = {
    {"customsCode", 4},
    {"copNo", 30},
    {"preNo", 18, kOptional},
    {"sumNo", 18, kOptional},
    {"agentCode", 18},
    {"agentName", 100},
    {"ebcCode", 18},
    {"ebcName", 100},
    {"declAgentCode", 18},
    {"declAgentName", 100},
    {"startTime", 14, kOptional},
    {"endTime", 14, kOptional},
    {"loctNo", 10, kOptional},
    {"summaryFlag", 1},
    {"itemNameFlag", 1},
    kParts[0],
    kParts[1],
};
constexpr ShipmentField kSummaryList[] = {{"invtNo", 20}};
constexpr ShipmentField kReturnTally[] = {
    {"customsCode", 4},
    {"operatorCode", 18},
    {"operatorName", 100},
    {"logisticsCode", 18},
    {"logisticsName", 100},
    {"logisticsNo", 80},
    {"invtNo", 20, kOptional},
    {"coElNo", 20},
    {"preNo", 18, kOptional},
    {"billNo", 37},
    {"ieFlag", 1, true, FieldFrom::given, "I"},
    {"trafMode", 1},
    {"trafName", 100},
    {"voyageNo", 32},
    {"location", 250, kOptional},
};
constexpr ShipmentField kSignedFor[] = {
    {"logisticsCode", 18},
    {"logisticsName", 100},
    {"logisticsNo", 60},
    {"logisticsStatus", 1, true, FieldFrom::given, "S"},
    {"logisticsTime", 14},
};
constexpr ShipmentField kDelivery[] = {
    {"customsCode", 4},
    {"copNo", 20},
    {"preNo", 18, kOptional},
    {"rkdNo", 18, kOptional},
    {"operatorCode", 18},
    {"operatorName", 100},
    {"ieFlag", 1, true, FieldFrom::given, "I"},
    {"trafMode", 1},
    {"trafNo", 100},
    {"voyageNo", 32},
    {"billNo", 37},
    {"logisticsCode", 18},
    {"logisticsName", 100},
    {"unloadLocation", 100, kOptional},
};
constexpr ShipmentField kDeliveryList[] = {kGnum, {"logisticsNo", 60}};

constexpr ShipmentKind kKinds[] = {
    {"CEB215", "InvtRefundDetail", "", kReturnTally, "", {}},
    {"CEB507", "Arrival", "ArrivalHead", kArrival, "ArrivalList", kArrivalList, true},
    {"CEB509", "Departure", "DepartureHead", kDeparture, "DepartureList", kDepartureList},
    {"CEB513", "LogisticsStatus", "", kSignedFor, "", {}},
    {"CEB607", "WayBill", "WayBillHead", kManifest, "WayBillList", kManifestList},
    {"CEB701", "SummaryApply", "SummaryApplyHead", kSummary, "SummaryApplyList", kSummaryList, true},
    {"CEB711", "Delivery", "DeliveryHead", kDelivery, "DeliveryList", kDeliveryList, false, false},
};

}  // namespace

const ShipmentKind* find_shipment_kind(std::string_view name) noexcept {
    const auto* kind = std::ranges::find(kKinds, name, &ShipmentKind::name);
    return kind == std::end(kKinds) ? nullptr : kind;
}

}  // namespace silkgate::adapters::cn
