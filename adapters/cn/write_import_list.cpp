// CEB621, the declaration list, and what follows it: CEB623, its cancellation, and CEB625, the return of its
// goods.
#include "adapters/cn/message.hpp"
#include "adapters/cn/references.hpp"
#include "adapters/cn/return_rules.hpp"
#include "adapters/cn/write_import.hpp"

#include <algorithm>
#include <string>

namespace silkgate::adapters::cn {
namespace {

constexpr std::string_view kBroker = "e-commerce enterprise or its customs broker";
constexpr MessageKind kList = {"CEB621", Filing::list, kBroker, true};
constexpr MessageKind kCancellation = {"CEB623", Filing::list, kBroker, true};
constexpr MessageKind kReturn = {"CEB625", Filing::list, kBroker, true};
constexpr std::string_view kImport = "I";        // ieFlag
constexpr std::string_view kIdentityCard = "1";  // buyerIdType
constexpr std::string_view kNoBarcode = "无";    // barCode

std::string compact_date(std::string date) {
    std::erase(date, '-');
    return date;
}

void put_parties(Message& out, const Facts& facts) {
    out.put("orderNo", facts.order->header.number);
    out.put("ebpCode", facts.platform.code).put("ebpName", facts.platform.name);
    out.put("ebcCode", facts.seller.code).put("ebcName", facts.seller.name);
    out.put("logisticsNo", facts.waybill);
    out.put("logisticsCode", facts.carrier.code).put("logisticsName", facts.carrier.name);
}

void put_buyer(Message& out, const Facts& facts) {
    const ImportFacts& import = facts.import;
    out.put("buyerIdType", kIdentityCard).put("buyerIdNumber", import.buyer_id);
    out.put("buyerName", import.buyer->name).put("buyerTelephone", import.buyer->phone);
}

// A direct import names what crosses the border; out of a zone it stays empty.
void put_transport(Message& out, const Facts& facts) {
    out.put("tradeMode", facts.trade_mode).put("trafMode", facts.traffic_mode);
    if (!facts.is_bonded) {
        out.put("trafNo", facts.logistics->transport_means).put("voyageNo", facts.logistics->journey_number);
        out.put("billNo", facts.logistics->master_document);
    }
    out.put_if("loctNo", facts.configured.loct_no).put("country", facts.country);
}

void put_list_head(Message& out, const Facts& facts, std::string_view number) {
    const Registrations& own = facts.configured;
    out.open("InventoryHead").put_application();
    put_parties(out, facts);
    out.put("copNo", number);
    if (facts.context->action == Action::amend) {
        out.put_if("preNo", facts.given.e_port_number);
    }
    out.put("assureCode", own.assure_code);
    if (facts.is_bonded) {
        out.put("emsNo", own.ems_no);
    }
    if (facts.context->action == Action::amend) {
        out.put_if("invtNo", facts.given.list_number);
    }
    out.put("ieFlag", kImport).put("declTime", compact_date(format_date(BusinessDate(facts.day))));
    out.put("customsCode", own.customs_code).put("portCode", own.port_code);
    out.put_if("ieDate", compact_date(facts.logistics->arrival_date));
    put_buyer(out, facts);
    out.put("consigneeAddress", facts.import.address);
    out.put("agentCode", facts.agent.code).put("agentName", facts.agent.name);
    if (facts.is_bonded) {
        out.put("areaCode", own.area_code).put("areaName", own.area_name);
    }
    put_transport(out, facts);
    out.put("freight", facts.order->money.freight).put("insuredFee", facts.order->money.insurance);
    out.put("currency", facts.currency).put_if("wrapType", facts.wrap_type).put("packNo", "1");
    out.put("grossWeight", *facts.gross_weight).put("netWeight", *facts.net_weight);
    out.close();
}

void put_list_line(Message& out, const Facts& facts, const LineFacts& line, std::string_view number) {
    out.open("InventoryList").put("gnum", number);
    if (facts.is_bonded) {
        out.put("itemRecordNo", line.line->customs.bonded_record);
    }
    out.put_if("itemNo", line.line->sku).put("itemName", line.name);
    out.put("gcode", line.commodity_code).put("gname", line.name).put("gmodel", line.line->specification);
    out.put("barCode", line.line->barcode.empty() ? kNoBarcode : std::string_view(line.line->barcode));
    out.put("country", line.origin).put("currency", facts.currency);
    out.put("qty", line.line->quantity).put("unit", line.declared.unit);
    out.put("qty1", *line.legal1.quantity).put("unit1", line.legal1.unit);
    if (line.legal2.quantity) {
        out.put("qty2", *line.legal2.quantity).put("unit2", line.legal2.unit);
    }
    out.put("price", line.price).put("totalPrice", line.total);
    out.close();
}

// The head that CEB623 and CEB625 share, up to the reason.
void put_follow_up(Message& out, const Facts& facts, std::string_view number, std::string_view reason) {
    out.put_application(Application::submit).put("customsCode", facts.configured.customs_code);
    put_parties(out, facts);
    out.put("copNo", number).put("invtNo", facts.given.list_number);
    put_buyer(out, facts);
    out.put("agentCode", facts.agent.code).put("agentName", facts.agent.name).put("reason", reason);
}

}  // namespace

Document write_import_list(const Facts& facts) {
    const std::string number = own_number(*facts.context, OwnNumber::list);
    Message out(facts, kList);
    out.open("Inventory");
    put_list_head(out, facts, number);
    for (std::size_t i = 0; i < facts.lines.size(); ++i) {
        put_list_line(out, facts, facts.lines[i], std::to_string(i + 1));
    }
    out.close();
    return out.finish({reference("CEB621", {number})});
}

Document write_import_cancellation(const Facts& facts) {
    const std::string number = own_number(*facts.context, OwnNumber::cancellation);
    Message out(facts, kCancellation);
    out.open("InvtCancel");
    put_follow_up(out, facts, number, facts.order->header.cancel_reason);
    out.close();
    return out.finish({reference("CEB623", {number})});
}

Document write_import_return(const Facts& facts) {
    const std::string number = own_number(*facts.context, OwnNumber::goods_return);
    Message out(facts, kReturn);
    out.open("InvtRefund").open("InvtRefundHead");
    put_follow_up(out, facts, number, last_refund(facts)->reason);
    out.close();
    for (const ReturnedLine& returned : returned_lines(facts)) {
        out.open("InvtRefundList").put("gnum", std::to_string(returned.number));
        out.put("gcode", returned.line->commodity_code).put("gname", returned.line->name);
        out.put("qty", returned.quantity).put("unit", returned.line->declared.unit).close();
    }
    out.close();
    return out.finish({reference("CEB625", {number})});
}

}  // namespace silkgate::adapters::cn
