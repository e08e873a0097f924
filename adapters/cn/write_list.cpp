// CEB603: the declaration list.
#include "adapters/cn/message.hpp"
#include "adapters/cn/references.hpp"
#include "adapters/cn/write_export.hpp"

#include <charconv>
#include <string>

namespace silkgate::adapters::cn {
namespace {

constexpr MessageKind kKind = {"CEB603", Filing::list, "e-commerce enterprise or its customs broker", true};
constexpr std::string_view kExport = "E";      // ieFlag
constexpr std::string_view kTotal = "3";       // fFlag, iFlag: an amount in all
constexpr std::string_view kNoBarcode = "无";  // barCode

// The day of the decision in China, plus the configured days until the goods leave.
std::string exit_date(const Facts& facts) {
    int days = 0;
    const std::string_view configured = facts.configured.ie_date_days;
    std::from_chars(configured.data(), configured.data() + configured.size(), days);
    std::string date = format_date(BusinessDate(facts.day + std::chrono::days(days)));
    std::erase(date, '-');
    return date;
}

void put_list_head(Message& out, const Facts& facts, std::string_view number) {
    const Registrations& own = facts.configured;
    out.open("InventoryHead").put_application();
    out.put("customsCode", own.customs_code);
    out.put("ebpCode", facts.platform.code).put("ebpName", facts.platform.name);
    out.put("orderNo", facts.order->header.number);
    out.put("logisticsCode", facts.carrier.code).put("logisticsName", facts.carrier.name);
    out.put("logisticsNo", facts.waybill).put("copNo", number);
    // A change names the number that the list has been given by now; a new list has none.
    if (facts.context->action == Action::amend) {
        out.put_if("preNo", facts.given.e_port_number).put_if("invtNo", facts.given.list_number);
    }
    out.put("ieFlag", kExport).put("portCode", own.port_code).put("ieDate", exit_date(facts));
    out.put("statisticsFlag", own.statistics_flag);
    out.put("agentCode", facts.agent.code).put("agentName", facts.agent.name);
    out.put("ebcCode", facts.seller.code).put("ebcName", facts.seller.name);
    out.put("ownerCode", facts.owner.code).put("ownerName", facts.owner.name);
    if (facts.is_bonded) {
        out.put("iacCode", own.area_code).put("iacName", own.area_name).put("emsNo", own.ems_no);
    }
    out.put("tradeMode", facts.trade_mode).put("trafMode", facts.traffic_mode);
    out.put_if("loctNo", own.loct_no);
    out.put("country", facts.country).put("POD", facts.port_of_destination);
    out.put("freight", facts.order->money.freight).put("fCurrency", facts.currency).put("fFlag", kTotal);
    out.put("insuredFee", facts.order->money.insurance).put("iCurrency", facts.currency).put("iFlag", kTotal);
    out.put("wrapType", facts.wrap_type).put("packNo", facts.package_count.value_or(Decimal{}));
    out.put("grossWeight", facts.gross_weight.value_or(Decimal{}));
    out.put("netWeight", facts.net_weight.value_or(Decimal{}));
    out.close();
}

void put_list_line(Message& out, const Facts& facts, const LineFacts& line, std::string_view number) {
    const bool has_second = line.legal2.quantity.has_value();
    out.open("InventoryList");
    out.put("gnum", number).put("itemNo", line.line->sku);
    if (facts.is_bonded) {
        out.put("itemRecordNo", line.line->customs.bonded_record);
    }
    out.put("itemName", line.name);
    out.put("gcode", line.commodity_code).put("gname", line.name).put("gmodel", line.line->specification);
    out.put("barCode", line.line->barcode.empty() ? kNoBarcode : std::string_view(line.line->barcode));
    out.put("country", facts.country).put("currency", facts.currency);
    out.put("qty", line.line->quantity).put("qty1", line.legal1.quantity.value_or(Decimal{}));
    if (has_second) {
        out.put("qty2", *line.legal2.quantity);
    }
    out.put("unit", line.declared.unit).put("unit1", line.legal1.unit);
    if (has_second) {
        out.put("unit2", line.legal2.unit);
    }
    out.put("price", line.price).put("totalPrice", line.total);
    out.close();
}

}  // namespace

Document write_list(const Facts& facts) {
    const std::string number = own_number(*facts.context, OwnNumber::list);
    Message out(facts, kKind);
    out.open("Inventory");
    put_list_head(out, facts, number);
    for (std::size_t i = 0; i < facts.lines.size(); ++i) {
        put_list_line(out, facts, facts.lines[i], std::to_string(i + 1));
    }
    out.close();
    return out.finish({
        reference("CEB603", {facts.agent.code, number}),
        reference("CEB603-order", {facts.platform.code, facts.seller.code, facts.order->header.number}),
    });
}

}  // namespace silkgate::adapters::cn
