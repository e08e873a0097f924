// CEB213: exported goods come back, under mode 9661 or 1261.
#include "adapters/cn/message.hpp"
#include "adapters/cn/references.hpp"
#include "adapters/cn/return_rules.hpp"
#include "adapters/cn/write_export.hpp"

#include <string>

namespace silkgate::adapters::cn {
namespace {

constexpr MessageKind kKind = {"CEB213", Filing::list, "e-commerce enterprise or its customs broker", true};
constexpr std::string_view kImport = "I";  // ieFlag

// The part of a statutory quantity that comes back: in proportion to the declared quantity.
Decimal part_of(Decimal statutory, const ReturnedLine& returned) {
    const order::Line& line = *returned.line->line;
    const auto declared = add(line.quantity, line.refunded.value_or(Decimal{}));
    const auto weighted =
        multiply_rounded(statutory, returned.quantity, Decimal::kScaleMax, Rounding::half_up);
    const auto part =
        declared && weighted ? divide(*weighted, *declared, kScale, Rounding::half_up) : weighted;
    return part ? *part : statutory;
}

void put_head(Message& out, const Facts& facts, std::string_view number) {
    const order::Logistics& back = *last_refund(facts)->logistics;
    const Registrations& own = facts.configured;
    out.open("InvtRefundHead").put_application(Application::submit).put("customsCode", own.customs_code);
    out.put_if("loctNo", own.loct_no);
    out.put("ebpCode", facts.platform.code).put("ebpName", facts.platform.name);
    out.put("ebcCode", facts.seller.code).put("ebcName", facts.seller.name);
    out.put("logisticsNo", back.number);
    out.put("logisticsCode", facts.carrier.code).put("logisticsName", facts.carrier.name);
    out.put("coElNo", number).put("invtNo", facts.given.list_number);
    out.put("tradeMode", facts.tables->return_modes.value(facts.trade_mode, facts.day));
    out.put("agentCode", facts.agent.code).put("agentName", facts.agent.name);
    // Where there is no bill, the waybill's number stands for it.
    out.put("billNo", back.master_document.empty() ? back.number : back.master_document);
    out.put("ieFlag", kImport).put("trafMode", facts.tables->transport_modes.value(back.mode, facts.day));
    out.put("trafName", back.transport_means).put("portCode", own.port_code);
    out.put("reason", last_refund(facts)->reason).put("country", facts.country);
    out.put("voyageNo", back.journey_number);
    out.close();
}

void put_line(Message& out, const ReturnedLine& returned) {
    const LineFacts& line = *returned.line;
    out.open("InvtRefundList").put("gnum", std::to_string(returned.number));
    out.put("gcode", line.commodity_code).put("gname", line.name).put("gmodel", line.line->specification);
    out.put("qty", returned.quantity).put("qty1", part_of(*line.legal1.quantity, returned));
    out.put("unit", line.declared.unit).put("unit1", line.legal1.unit);
    if (line.legal2.quantity) {
        out.put("qty2", part_of(*line.legal2.quantity, returned)).put("unit2", line.legal2.unit);
    }
    out.close();
}

}  // namespace

Document write_return(const Facts& facts) {
    const std::string number = own_number(*facts.context, OwnNumber::goods_return);
    Message out(facts, kKind);
    out.open("InvtRefund");
    put_head(out, facts, number);
    for (const ReturnedLine& returned : returned_lines(facts)) {
        put_line(out, returned);
    }
    out.close();
    return out.finish({reference("CEB213", {facts.agent.code, number})});
}

}  // namespace silkgate::adapters::cn
