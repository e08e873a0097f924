#include "adapters/cn/simulate.hpp"

#include "adapters/cn/tables.hpp"
#include "adapters/common/xml/reader.hpp"
#include "adapters/common/xml/writer.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace silkgate::adapters::cn {
namespace {

using xml::Element;

struct Step {
    std::string_view status;
    std::string_view info;
};

constexpr Step kStored[] = {{"2", "新增申报成功"}, {"120", "海关入库"}};
constexpr Step kReleased[] =
    {{"2", "新增申报成功"}, {"120", "海关入库"}, {"399", "海关审结"}, {"800", "放行"}};
constexpr Step kInspected[] = {{"2", "新增申报成功"}, {"120", "海关入库"}, {"300", "人工审核"}};
constexpr Step kRefusedOrder[] = {{"-301008", "订单数据校验失败"}};
constexpr Step kRefusedWaybill[] = {{"-504011", "运单数据校验失败"}};
constexpr Step kRefusedPayment[] = {{"-401009", "支付单数据校验失败"}};
constexpr Step kRefusedList[] = {{"2", "新增申报成功"}, {"100", "海关退单"}};

// Elements of a receipt before its status. preNo and invtNo are given by the e-port and by customs, the rest
// is copied.
using Keys = std::array<std::string_view, 8>;

struct Simulation {
    std::string_view root;  // of the document
    std::string_view path;  // to what carries its keys
    std::string_view receipt;
    std::string_view item;
    Keys keys;
    std::span<const Step> accepted;
    std::span<const Step> rejected;
    std::span<const Step> query;
};

// Also of what is told of a shipment: approved, and no more.
constexpr Step kCancelled[] = {{"2", "新增申报成功"}, {"399", "海关审结"}};
constexpr Step kReturned[] = {{"2", "新增申报成功"}, {"120", "海关入库"}, {"800", "放行"}};
constexpr Step kReturnInspected[] = {{"2", "新增申报成功"}, {"120", "海关入库"}, {"300", "人工审核"}};
constexpr Step kDeclared[] = {{"2", "新增申报成功"}};

constexpr Simulation kSimulations[] = {
    {"CEB213Message",
     "InvtRefund/InvtRefundHead",
     "CEB214Message",
     "RefundReturn",
     {"ebpCode", "ebcCode", "agentCode", "coElNo", "preNo", "invtNo"},
     kReturned,
     kRefusedList,
     kReturnInspected},
    {"CEB303Message",
     "Order/OrderHead",
     "CEB304Message",
     "OrderReturn",
     {"ebpCode", "ebcCode", "orderNo"},
     kStored,
     kRefusedOrder,
     kStored},
    {"CEB311Message",
     "Order/OrderHead",
     "CEB312Message",
     "OrderReturn",
     {"ebpCode", "ebcCode", "orderNo"},
     kStored,
     kRefusedOrder,
     kStored},
    {"CEB411Message",
     "Payment/PaymentHead",
     "CEB412Message",
     "PaymentReturn",
     {"payCode", "payTransactionId"},
     kStored,
     kRefusedPayment,
     kStored},
    {"CEB505Message",
     "Logistics",
     "CEB506Message",
     "LogisticsReturn",
     {"logisticsCode", "logisticsNo"},
     kStored,
     kRefusedWaybill,
     kStored},
    {"CEB511Message",
     "Logistics/LogisticsHead",
     "CEB512Message",
     "LogisticsReturn",
     {"logisticsCode", "logisticsNo"},
     kStored,
     kRefusedWaybill,
     kStored},
    {"CEB603Message",
     "Inventory/InventoryHead",
     "CEB604Message",
     "InventoryReturn",
     {"agentCode", "copNo", "preNo", "invtNo", "ebcCode", "ebpCode", "orderNo", "statisticsFlag"},
     kReleased,
     kRefusedList,
     kInspected},
    {"CEB605Message",
     "InvtCancel",
     "CEB606Message",
     "InvtCancelReturn",
     {"agentCode", "copNo", "preNo", "invtNo"},
     kCancelled,
     kRefusedList,
     kDeclared},
    {"CEB621Message",
     "Inventory/InventoryHead",
     "CEB622Message",
     "InventoryReturn",
     {"customsCode", "ebpCode", "ebcCode", "agentCode", "copNo", "preNo", "invtNo"},
     kReleased,
     kRefusedList,
     kInspected},
    {"CEB623Message",
     "InvtCancel",
     "CEB624Message",
     "InvtCancelReturn",
     {"customsCode", "agentCode", "ebpCode", "ebcCode", "copNo", "preNo", "invtNo"},
     kCancelled,
     kRefusedList,
     kDeclared},
    {"CEB625Message",
     "InvtRefund/InvtRefundHead",
     "CEB626Message",
     "InvtRefundReturn",
     {"customsCode", "agentCode", "ebpCode", "ebcCode", "copNo", "preNo", "invtNo"},
     kCancelled,
     kRefusedList,
     kDeclared},
    {"CEB215Message",
     "InvtRefundDetail",
     "CEB216Message",
     "InvtRefundDetailReturn",
     {"operatorCode", "logisticsCode", "logisticsNo", "coElNo", "preNo"},
     kCancelled,
     kRefusedList,
     kDeclared},
    {"CEB507Message",
     "Arrival/ArrivalHead",
     "CEB508Message",
     "ArrivalReturn",
     {"operatorCode", "logisticsCode", "preNo", "copNo", "billNo", "msgSeqNo"},
     kCancelled,
     kRefusedList,
     kDeclared},
    {"CEB509Message",
     "Departure/DepartureHead",
     "CEB510Message",
     "DepartureReturn",
     {"logisticsCode", "copNo", "preNo", "msgSeqNo"},
     kCancelled,
     kRefusedList,
     kDeclared},
    {"CEB513Message",
     "LogisticsStatus",
     "CEB514Message",
     "LogisticsStatusReturn",
     {"logisticsCode", "logisticsNo", "logisticsStatus"},
     kCancelled,
     kRefusedList,
     kDeclared},
    {"CEB607Message",
     "WayBill/WayBillHead",
     "CEB608Message",
     "WayBillReturn",
     {"agentCode", "logisticsCode", "copNo", "preNo", "billNo", "msgSeqNo"},
     kCancelled,
     kRefusedList,
     kDeclared},
    {"CEB701Message",
     "SummaryApply/SummaryApplyHead",
     "CEB702Message",
     "SummaryReturn",
     {"agentCode", "ebcCode", "copNo", "preNo", "msgSeqNo"},
     kCancelled,
     kRefusedList,
     kDeclared},
    {"CEB711Message",
     "Delivery/DeliveryHead",
     "CEB712Message",
     "DeliveryReturn",
     {"customsCode", "operatorCode", "copNo", "preNo"},
     kCancelled,
     kRefusedList,
     kDeclared},
};

std::span<const Step> steps(const Simulation& simulation, Outcome outcome) {
    switch (outcome) {
        case Outcome::accepted:
            return simulation.accepted;
        case Outcome::rejected:
            return simulation.rejected;
        case Outcome::query:
            return simulation.query;
    }
    return {};
}

const Element* at_path(const Element& root, std::string_view path) {
    const Element* at = &root;
    while (at != nullptr && !path.empty()) {
        const auto slash = path.find('/');
        at = at->child(path.substr(0, slash));
        path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
    }
    return at;
}

std::string upper_uuid(const std::string& name) {
    std::string uuid = crypto::uuid_v5(name);
    std::ranges::transform(uuid, uuid.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return uuid;
}

// `count` digits that depend on `name` only.
std::string digits_of(const std::string& name, std::size_t count) {
    std::string out;
    for (const std::uint8_t byte : crypto::sha256(name)) {
        if (out.size() == count) {
            break;
        }
        out += static_cast<char>('0' + byte % 10);
    }
    return out;
}

// Numbers that the e-port and customs would give: B + date + 9 digits; area + year + E or I + 9 digits.
std::string e_port_number(const std::string& cop_no, Instant now) {
    return "B" + format_compact(now, kChinaOffset).substr(0, 8) + digits_of("preNo " + cop_no, 9);
}

std::string list_customs_number(const std::string& cop_no, const Element& from, Instant now) {
    return std::string(from.text_at("customsCode")) + format_compact(now, kChinaOffset).substr(0, 4) +
           (from.text_at("ieFlag") == "I" ? "I" : "E") + digits_of("invtNo " + cop_no, 9);
}

std::string return_time(Instant at) {
    const auto millis = at.time_since_epoch().count() % 1000;
    std::string text = std::to_string(millis < 0 ? millis + 1000 : millis);
    text.insert(0, 3 - text.size(), '0');
    return format_compact(at, kChinaOffset) + text;
}

void put(xml::Writer& out, std::string_view name, std::string_view text) {
    out.element("ceb:" + std::string(name), text);
}

// The number that a follow-up names, else a new one, once customs has stored the list; empty before.
std::string list_number(const Element& from, std::string_view cop_no, const Step& step, Instant now) {
    const std::string_view named = from.text_at("invtNo");
    if (!named.empty()) {
        return std::string(named);
    }
    return step.status == "2" ? std::string{} : list_customs_number(std::string(cop_no), from, now);
}

void put_keys(
    xml::Writer& out,
    const Element& from,
    const Simulation& simulation,
    const Step& step,
    Instant now
) {
    const std::string_view own = from.text_at("copNo");
    const std::string_view cop_no = own.empty() ? from.text_at("coElNo") : own;
    for (const std::string_view key : simulation.keys) {
        if (key == "preNo") {
            put(out, key, e_port_number(std::string(cop_no), now));
        } else if (key == "invtNo") {
            const std::string number = list_number(from, cop_no, step, now);
            // Imports fix its length, so an empty one is left out; the export receipt must have it.
            if (!number.empty() || simulation.receipt == "CEB604Message") {
                put(out, key, number);
            }
        } else if (!key.empty()) {
            put(out, key, from.text_at(key));
        }
    }
}

SimulatedReply
write_receipt(const Simulation& simulation, const Element& from, const Step& step, Instant now, Instant at) {
    const std::string guid = upper_uuid(
        std::string(from.text_at("guid")) + std::string(simulation.receipt) + std::string(step.status)
    );
    xml::Writer out;
    out.open(
        "ceb:" + std::string(simulation.receipt),
        {"xmlns:ceb", "http://www.chinaport.gov.cn/ceb", "guid", guid, "version", "1.0"}
    );
    out.open("ceb:" + std::string(simulation.item));
    put(out, "guid", guid);
    put_keys(out, from, simulation, step, now);
    put(out, "returnStatus", step.status);
    put(out, "returnTime", return_time(at));
    put(out, "returnInfo", std::string(step.info) + "[" + std::string(from.text_at("guid")) + "]");
    out.close();
    out.close();
    return {.content_type = "application/xml; charset=utf-8", .bytes = std::move(out).str()};
}

}  // namespace

Result<std::vector<SimulatedReply>> simulate(std::string_view bytes, Outcome outcome, Instant now) {
    const auto root = xml::read(bytes);
    if (!root) {
        return root.error();
    }
    const auto* simulation = std::ranges::find(kSimulations, root->name, &Simulation::root);
    const Element* from = simulation == std::end(kSimulations) ? nullptr : at_path(*root, simulation->path);
    if (from == nullptr) {
        return fail(Errc::invalid_value, "not a CEB message that is answered");
    }
    std::vector<SimulatedReply> replies;
    for (const Step& step : steps(*simulation, outcome)) {
        const Instant at = now + std::chrono::seconds(replies.size() + 1);
        replies.push_back(write_receipt(*simulation, *from, step, now, at));
    }
    return replies;
}

}  // namespace silkgate::adapters::cn
