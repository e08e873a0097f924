#include "adapters/cn/simulate.hpp"

#include "adapters/cn/tables.hpp"
#include "adapters/common/xml/reader.hpp"
#include "adapters/common/xml/writer.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>
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
constexpr Step kRefusedList[] = {{"2", "新增申报成功"}, {"100", "海关退单"}};

struct Simulation {
    std::string_view root;  // of the document
    std::string_view path;  // to what carries its keys
    std::string_view receipt;
    std::string_view item;
    std::span<const Step> accepted;
    std::span<const Step> rejected;
    std::span<const Step> query;
};

constexpr Step kRefusedCancellation[] = {{"2", "新增申报成功"}, {"100", "海关退单"}};
constexpr Step kCancelled[] = {{"2", "新增申报成功"}, {"399", "海关审结"}};
constexpr Step kDeclared[] = {{"2", "新增申报成功"}};

constexpr Simulation kSimulations[] = {
    {"CEB303Message", "Order/OrderHead", "CEB304Message", "OrderReturn", kStored, kRefusedOrder, kStored},
    {"CEB505Message", "Logistics", "CEB506Message", "LogisticsReturn", kStored, kRefusedWaybill, kStored},
    {"CEB603Message",
     "Inventory/InventoryHead",
     "CEB604Message",
     "InventoryReturn",
     kReleased,
     kRefusedList,
     kInspected},
    {"CEB605Message",
     "InvtCancel",
     "CEB606Message",
     "InvtCancelReturn",
     kCancelled,
     kRefusedCancellation,
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

// Numbers that the e-port and customs would give: B + date + 9 digits; area + year + E + 9 digits.
std::string e_port_number(const std::string& cop_no, Instant now) {
    return "B" + format_compact(now, kChinaOffset).substr(0, 8) + digits_of("preNo " + cop_no, 9);
}

std::string list_customs_number(const std::string& cop_no, std::string_view customs_code, Instant now) {
    return std::string(customs_code) + format_compact(now, kChinaOffset).substr(0, 4) + "E" +
           digits_of("invtNo " + cop_no, 9);
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

void put_keys(
    xml::Writer& out,
    const Element& from,
    std::string_view receipt,
    const Step& step,
    Instant now
) {
    const auto copy = [&](std::initializer_list<std::string_view> names) {
        for (const std::string_view name : names) {
            put(out, name, from.text_at(name));
        }
    };
    if (receipt == "CEB304Message") {
        copy({"ebpCode", "ebcCode", "orderNo"});
    } else if (receipt == "CEB506Message") {
        copy({"logisticsCode", "logisticsNo"});
    } else if (receipt == "CEB606Message") {
        copy({"agentCode", "copNo"});
        put(out, "preNo", e_port_number(std::string(from.text_at("copNo")), now));
        copy({"invtNo"});
    } else {
        const std::string cop_no(from.text_at("copNo"));
        copy({"agentCode", "copNo"});
        put(out, "preNo", e_port_number(cop_no, now));
        // Customs gives its number when it stores the list.
        put(out,
            "invtNo",
            step.status == "2" ? std::string{} : list_customs_number(cop_no, from.text_at("customsCode"), now)
        );
        copy({"ebcCode", "ebpCode", "orderNo", "statisticsFlag"});
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
    put_keys(out, from, simulation.receipt, step, now);
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
        return fail(Errc::invalid_value, "not a CEB303, CEB505, CEB603 or CEB605 message");
    }
    std::vector<SimulatedReply> replies;
    for (const Step& step : steps(*simulation, outcome)) {
        const Instant at = now + std::chrono::seconds(replies.size() + 1);
        replies.push_back(write_receipt(*simulation, *from, step, now, at));
    }
    return replies;
}

}  // namespace silkgate::adapters::cn
