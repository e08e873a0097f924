// CEB311, CEB411 and CEB511: the order, its payment and its waybill. The three agree in number, person and
// address, and customs compares them with the list.
#include "adapters/cn/message.hpp"
#include "adapters/cn/references.hpp"
#include "adapters/cn/write_import.hpp"

#include <string>

namespace silkgate::adapters::cn {
namespace {

constexpr MessageKind kOrder = {"CEB311", Filing::order, "e-commerce platform or enterprise"};
constexpr MessageKind kPayment = {"CEB411", Filing::payment, "payment enterprise"};
constexpr MessageKind kWaybill = {"CEB511", Filing::waybill, "logistics enterprise"};
constexpr std::string_view kImport = "I";        // orderType
constexpr std::string_view kIdentityCard = "1";  // buyerIdType, payerIdType

void put_order_line(Message& out, const Facts& facts, const LineFacts& line, std::string_view number) {
    out.open("OrderList").put("gnum", number).put_if("itemNo", line.line->sku);
    out.put("itemName", line.name).put("gmodel", line.line->specification);
    out.put_if("barCode", line.line->barcode);
    out.put("unit", line.declared.unit).put("qty", line.line->quantity);
    out.put("price", line.price).put("totalPrice", line.total);
    out.put("currency", facts.currency).put("country", line.origin);
    out.close();
}

void put_people(Message& out, const Facts& facts) {
    const ImportFacts& import = facts.import;
    out.put("buyerRegNo", import.buyer->account).put("buyerName", import.buyer->name);
    out.put("buyerTelephone", import.buyer->phone).put("buyerIdType", kIdentityCard);
    out.put("buyerIdNumber", import.buyer_id);
    out.put_if("payCode", import.pay.code).put_if("payName", import.pay.name);
    out.put_if("payTransactionId", import.payment == nullptr ? std::string_view{} : import.payment->id);
    out.put("consignee", import.consignee->name).put("consigneeTelephone", import.consignee->phone);
    out.put("consigneeAddress", import.address);
    out.put_if("consigneeDistrict", import.consignee->address->division_code);
}

}  // namespace

Document write_import_order(const Facts& facts) {
    const ImportFacts& import = facts.import;
    Message out(facts, kOrder);
    out.open("Order").open("OrderHead").put_application();
    out.put("orderType", kImport).put("orderNo", facts.order->header.number);
    out.put("ebpCode", facts.platform.code).put("ebpName", facts.platform.name);
    out.put("ebcCode", facts.seller.code).put("ebcName", facts.seller.name);
    out.put("goodsValue", *facts.goods_value).put("freight", *import.freight);
    out.put("discount", *import.discount).put("taxTotal", *import.tax).put("acturalPaid", *import.paid);
    out.put("currency", facts.currency);
    put_people(out, facts);
    out.close();
    for (std::size_t i = 0; i < facts.lines.size(); ++i) {
        put_order_line(out, facts, facts.lines[i], std::to_string(i + 1));
    }
    out.close();
    return out.finish(
        {reference("CEB311", {facts.platform.code, facts.seller.code, facts.order->header.number})}
    );
}

Document write_import_payment(const Facts& facts) {
    const ImportFacts& import = facts.import;
    Message out(facts, kPayment);
    out.open("Payment").open("PaymentHead").put_application();
    out.put("payCode", import.pay.code).put("payName", import.pay.name);
    out.put("payTransactionId", import.payment->id).put("orderNo", facts.order->header.number);
    out.put("ebpCode", facts.platform.code).put("ebpName", facts.platform.name);
    out.put("payerIdType", kIdentityCard).put("payerIdNumber", import.payer_id);
    out.put("payerName", import.payer->name).put_if("telephone", import.payer->phone);
    out.put("amountPaid", *import.paid).put("currency", facts.currency);
    out.put("payTime", format_compact(import.payment->paid_at->instant, kChinaOffset));
    out.close().close();
    return out.finish({reference("CEB411", {import.pay.code, import.payment->id})});
}

Document write_import_waybill(const Facts& facts) {
    const ImportFacts& import = facts.import;
    Message out(facts, kWaybill);
    out.open("Logistics").open("LogisticsHead").put_application();
    out.put("logisticsCode", facts.carrier.code).put("logisticsName", facts.carrier.name);
    out.put("logisticsNo", facts.waybill);
    if (!facts.is_bonded) {
        out.put_if("billNo", facts.logistics->master_document);
    }
    out.put("orderNo", facts.order->header.number);
    out.put("freight", facts.order->money.freight).put("insuredFee", facts.order->money.insurance);
    out.put("currency", facts.currency).put("weight", *facts.gross_weight).put("packNo", "1");
    out.put("goodsInfo", goods_info(facts));
    out.put("consignee", import.consignee->name).put("consigneeAddress", import.address);
    out.put("consigneeTelephone", import.consignee->phone);
    out.close().close();
    return out.finish({reference("CEB511", {facts.carrier.code, facts.waybill})});
}

}  // namespace silkgate::adapters::cn
