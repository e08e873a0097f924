// CEB505: the waybill.
#include "adapters/cn/message.hpp"
#include "adapters/cn/references.hpp"
#include "adapters/cn/write_export.hpp"

#include <string>

namespace silkgate::adapters::cn {
namespace {

constexpr MessageKind kKind = {"CEB505", Filing::waybill, "logistics enterprise"};
constexpr std::size_t kGoodsInfoMax = 200;

// First `count` code points.
std::string_view first_code_points(std::string_view utf8, std::size_t count) {
    std::size_t end = 0;
    while (end < utf8.size()) {
        const bool starts = (static_cast<unsigned char>(utf8[end]) & 0xc0U) != 0x80U;
        if (starts && count-- == 0) {
            break;
        }
        ++end;
    }
    return utf8.substr(0, end);
}

}  // namespace

std::string goods_info(const Facts& facts) {
    std::string out;
    for (const LineFacts& line : facts.lines) {
        out += out.empty() ? "" : ",";
        out += line.name;
    }
    return std::string(first_code_points(out, kGoodsInfoMax));
}

Document write_waybill(const Facts& facts) {
    Message out(facts, kKind);
    out.open("Logistics").put_application();
    out.put("logisticsCode", facts.carrier.code).put("logisticsName", facts.carrier.name);
    out.put("logisticsNo", facts.waybill);
    out.put("freight", facts.order->money.freight).put("insuredFee", facts.order->money.insurance);
    out.put("currency", facts.currency);
    out.put("grossWeight", facts.gross_weight.value_or(Decimal{}));
    out.put("packNo", facts.package_count.value_or(Decimal{})).put("goodsInfo", goods_info(facts));
    out.put("ebcCode", facts.seller.code).put("ebcName", facts.seller.name);
    out.put_if("ebcTelephone", facts.configured.ebc_telephone);
    out.close();
    return out.finish({reference("CEB505", {facts.carrier.code, facts.waybill})});
}

}  // namespace silkgate::adapters::cn
