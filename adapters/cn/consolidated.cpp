#include "adapters/cn/consolidated.hpp"

#include "adapters/cn/message.hpp"
#include "gateway/json/writer.hpp"

#include <algorithm>

namespace silkgate::adapters::cn {
namespace {

constexpr json::Limits kLimits{.members_max = 1'000'000};

struct Mode {
    std::string_view word;
    std::string_view code;
};

// traf-2018: customs table of transport modes.
constexpr Mode kModes[] = {{"sea", "2"}, {"rail", "3"}, {"road", "4"}, {"air", "5"}};

ShipmentDefaults defaults_of(const Consolidated& consolidated) {
    ShipmentDefaults defaults{{"copNo", consolidated.number}};
    const auto put = [&](std::string name, std::string_view value) {
        if (!value.empty()) {
            defaults.emplace(std::move(name), value);
        }
    };
    const auto* mode = std::ranges::find(kModes, consolidated.mode, &Mode::word);
    put("trafMode", mode == std::end(kModes) ? std::string_view{} : mode->code);
    put("billNo", consolidated.transport_document);
    put("grossWeight", consolidated.gross_kg);
    return defaults;
}

// CEB701 names lists, CEB711 waybills, the others waybills and what they lie in.
void write_line(json::Writer& out, std::string_view message, const ConsolidatedParcel& parcel) {
    out.begin_object();
    if (message == "CEB701") {
        out.member("invtNo", parcel.list_number);
    } else {
        out.member("logisticsNo", parcel.waybill);
        out.member_if(
            "totalPackageNo", message == "CEB711" ? std::string_view{} : std::string_view(parcel.package)
        );
    }
    out.end_object();
}

}  // namespace

Result<std::vector<ShipmentMessage>> write_consolidated(
    std::string_view message,
    json::Value head,
    const Consolidated& consolidated,
    const config::Connection& connection,
    Instant at
) {
    if (!has_parcel_list(message)) {
        return fail(Errc::invalid_value, "message is none of CEB507, 509, 607, 701 and 711");
    }
    json::Writer out;
    out.begin_object().member("message", message);
    for (const json::Value member : head) {
        out.escaped_key(member.key()).string(member.text());
    }
    out.key("list").begin_array();
    for (const ConsolidatedParcel& parcel : consolidated.parcels) {
        write_line(out, message, parcel);
    }
    out.end_array().end_object();
    const auto document = json::Document::parse(std::move(out).str(), kLimits);
    return document ? write_shipment(document->root(), connection, at, defaults_of(consolidated))
                    : Result<std::vector<ShipmentMessage>>(document.error());
}

Document shipment_document(const ShipmentMessage& message) {
    const bool is_declarants = message.kind == "CEB607" || message.kind == "CEB701";
    return Document{
        .kind = message.kind,
        .content_type = "application/xml; charset=utf-8",
        .bytes = message.bytes,
        .references = message.references,
        .data_schema = "CEB 202205 " + message.kind + "Message",
        .signature = std::string(kSigned),
        .filer = is_declarants ? "e-commerce enterprise or its customs broker"
                               : "logistics enterprise or supervised site",
        .decides_leg = false
    };
}

}  // namespace silkgate::adapters::cn
