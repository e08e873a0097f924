// CEB303: the order.
#include "adapters/cn/message.hpp"
#include "adapters/cn/references.hpp"
#include "adapters/cn/write_export.hpp"

#include <string>

namespace silkgate::adapters::cn {
namespace {

constexpr MessageKind kKind = {"CEB303", Filing::order, "e-commerce platform or enterprise"};

void put_order_line(Message& out, const Facts& facts, const LineFacts& line, std::string_view number) {
    out.open("OrderList");
    out.put("gnum", number).put("itemNo", line.line->sku).put("itemName", line.name);
    out.put_if("barCode", line.line->barcode);
    out.put("unit", line.declared.unit).put("currency", facts.currency);
    out.put("qty", line.line->quantity).put("price", line.price).put("totalPrice", line.total);
    out.close();
}

}  // namespace

Document write_order(const Facts& facts) {
    Message out(facts, kKind);
    out.open("Order").open("OrderHead").put_application();
    out.put("orderType", facts.order_type).put("orderNo", facts.order->header.number);
    out.put("ebpCode", facts.platform.code).put("ebpName", facts.platform.name);
    out.put("ebcCode", facts.seller.code).put("ebcName", facts.seller.name);
    out.put("goodsValue", facts.goods_value.value_or(Decimal{}));
    out.put("freight", facts.order->money.freight).put("currency", facts.currency);
    out.close();
    for (std::size_t i = 0; i < facts.lines.size(); ++i) {
        put_order_line(out, facts, facts.lines[i], std::to_string(i + 1));
    }
    out.close();
    return out.finish(
        {reference("CEB303", {facts.platform.code, facts.seller.code, facts.order->header.number})}
    );
}

}  // namespace silkgate::adapters::cn
