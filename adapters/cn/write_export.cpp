#include "adapters/cn/write_export.hpp"

#include "adapters/cn/references.hpp"
#include "adapters/common/xml/writer.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace silkgate::adapters::cn {
namespace {

constexpr std::string_view kNew = "1";         // appType
constexpr std::string_view kDeclare = "2";     // appStatus: declare, not only stage
constexpr std::string_view kRetail = "E";      // orderType
constexpr std::string_view kExport = "E";      // ieFlag
constexpr std::string_view kTotal = "3";       // fFlag, iFlag: an amount in all
constexpr std::string_view kNoBarcode = "无";  // barCode
constexpr std::string_view kSigned = "xmldsig enveloped, SM2-SM3 or RSA-SHA1, last child of the root";
constexpr std::size_t kGoodsInfoMax = 200;

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return text;
}

std::string plain(Decimal number) {
    return number.to_shortest();
}

struct Kind {
    std::string_view name;
    Filing filing;
    std::string_view filer;
};

constexpr Kind kOrder = {"CEB303", Filing::order, "e-commerce platform or enterprise"};
constexpr Kind kWaybill = {"CEB505", Filing::waybill, "logistics enterprise"};
constexpr Kind kList = {"CEB603", Filing::list, "e-commerce enterprise or its customs broker"};

// One message: root and what all of them share. Names are written with the authority's prefix.
class Message {
public:
    Message(const Facts& facts, const Kind& kind) : facts_(facts), kind_(kind) {
        root_ = "ceb:" + std::string(kind.name) + "Message";
        guid_ = upper(facts.context->uuid("cn message " + std::string(kind.name)));
        writer_.open(
            root_,
            {"xmlns:ceb",
             "http://www.chinaport.gov.cn/ceb",
             "xmlns:xsi",
             "http://www.w3.org/2001/XMLSchema-instance",
             "guid",
             guid_,
             "version",
             "1.0"}
        );
    }

    Message& open(std::string_view name) {
        writer_.open(prefixed(name));
        return *this;
    }

    Message& close() {
        writer_.close();
        return *this;
    }

    Message& put(std::string_view name, std::string_view text) {
        writer_.element(prefixed(name), text);
        return *this;
    }

    Message& put(std::string_view name, Decimal number) { return put(name, plain(number)); }

    Message& put_if(std::string_view name, std::string_view text) {
        return text.empty() ? *this : put(name, text);
    }

    // guid, appType, appTime, appStatus: the first four of every document.
    Message& put_application() {
        put("guid", upper(facts_.context->uuid("cn document " + std::string(kind_.name))));
        put("appType", kNew);
        put("appTime", format_compact(facts_.context->decided_at, kChinaOffset));
        return put("appStatus", kDeclare);
    }

    Document finish(std::vector<std::string> references) {
        const Sender& sender = facts_.configured.senders[static_cast<std::size_t>(kind_.filing)];
        open("BaseTransfer");
        put("copCode", sender.code)
            .put("copName", sender.name)
            .put("dxpMode", "DXP")
            .put("dxpId", sender.dxp_id);
        close();
        close();
        references.push_back(message_reference(guid_));
        Document document;
        document.kind = kind_.name;
        document.content_type = "application/xml; charset=utf-8";
        document.bytes = std::move(writer_).str();
        document.references = std::move(references);
        document.data_schema = "CEB 202205 " + document.kind + "Message";
        document.signature = kSigned;
        document.filer = kind_.filer;
        document.decides_leg = kind_.filing == Filing::list;
        return document;
    }

private:
    // The view lives until the next call.
    std::string_view prefixed(std::string_view name) {
        name_.assign("ceb:").append(name);
        return name_;
    }

    const Facts& facts_;
    const Kind& kind_;
    xml::Writer writer_;
    std::string root_;
    std::string guid_;
    std::string name_;
};

void put_order_line(Message& out, const Facts& facts, const LineFacts& line, std::string_view number) {
    out.open("OrderList");
    out.put("gnum", number).put("itemNo", line.line->sku).put("itemName", line.name);
    out.put_if("barCode", line.line->barcode);
    out.put("unit", line.declared.unit).put("currency", facts.currency);
    out.put("qty", line.line->quantity).put("price", line.price).put("totalPrice", line.total);
    out.close();
}

Document write_order(const Facts& facts) {
    Message out(facts, kOrder);
    out.open("Order").open("OrderHead").put_application();
    out.put("orderType", kRetail).put("orderNo", facts.order->header.number);
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

// The goods' names, as many as fit: what a carrier sees of the goods.
std::string goods_info(const Facts& facts) {
    std::string out;
    for (const LineFacts& line : facts.lines) {
        out += out.empty() ? "" : ",";
        out += line.name;
    }
    return std::string(first_code_points(out, kGoodsInfoMax));
}

Document write_waybill(const Facts& facts) {
    Message out(facts, kWaybill);
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
    out.put("ieFlag", kExport).put("portCode", own.port_code).put("ieDate", exit_date(facts));
    out.put("statisticsFlag", own.statistics_flag);
    out.put("agentCode", facts.agent.code).put("agentName", facts.agent.name);
    out.put("ebcCode", facts.seller.code).put("ebcName", facts.seller.name);
    out.put("ownerCode", facts.owner.code).put("ownerName", facts.owner.name);
    out.put("tradeMode", "9610").put("trafMode", facts.traffic_mode);
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
    out.put("gnum", number).put("itemNo", line.line->sku).put("itemName", line.name);
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

Document write_list(const Facts& facts) {
    const std::string number = list_number(*facts.context);
    Message out(facts, kList);
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

}  // namespace

std::vector<Document> write_export(const Facts& facts) {
    std::vector<Document> documents;
    documents.reserve(3);
    documents.push_back(write_order(facts));
    documents.push_back(write_waybill(facts));
    documents.push_back(write_list(facts));
    return documents;
}

}  // namespace silkgate::adapters::cn
