#include "adapters/cn/consolidated.hpp"

#include "adapters/cn/message.hpp"
#include "adapters/cn/shipment_kinds.hpp"
#include "adapters/cn/tables.hpp"
#include "adapters/common/xml/reader.hpp"
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

// What the application for the return (CEB213) has said of the parcel stands in its tally (CEB215) as well;
// for coElNo, that both are the enterprise's own number and 20 characters long is all that the sources say.
constexpr std::string_view kOfApplication[] = {
    "customsCode",
    "logisticsCode",
    "logisticsName",
    "logisticsNo",
    "invtNo",
    "coElNo",
    "billNo",
    "trafMode",
    "trafName",
    "voyageNo",
};

void put(ShipmentDefaults& defaults, std::string_view name, std::string_view value) {
    if (!value.empty()) {
        defaults.emplace(name, value);
    }
}

void put_parcel(ShipmentDefaults& defaults, const ConsolidatedParcel& parcel) {
    if (const auto sent = xml::read(parcel.application)) {
        for (const std::string_view name : kOfApplication) {
            put(defaults, name, sent->text_at("InvtRefund/InvtRefundHead/" + std::string(name)));
        }
    }
    put(defaults, "logisticsNo", parcel.waybill);
    put(defaults, "invtNo", parcel.list_number);
    if (parcel.delivered_at) {
        put(defaults, "logisticsTime", format_compact(*parcel.delivered_at, kChinaOffset));
    }
}

ShipmentDefaults defaults_of(const Consolidated& consolidated, bool is_of_one_parcel) {
    ShipmentDefaults defaults;
    if (is_of_one_parcel) {
        put_parcel(defaults, consolidated.parcels.front());
    }
    const auto* mode = std::ranges::find(kModes, consolidated.mode, &Mode::word);
    put(defaults, "copNo", consolidated.number);
    put(defaults, "trafMode", mode == std::end(kModes) ? std::string_view{} : mode->code);
    put(defaults, "billNo", consolidated.transport_document);
    put(defaults, "grossWeight", consolidated.gross_kg);
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

std::string_view app_type(Action action) {
    return action == Action::cancel ? "3" : action == Action::amend ? "2" : "1";
}

std::string as_json(
    std::string_view message,
    const ShipmentDefaults& head,
    const Consolidated& consolidated,
    const ConsolidatedTelling& telling,
    bool has_list
) {
    json::Writer out;
    out.begin_object().member("message", message).member("appType", app_type(telling.action));
    out.member("telling", telling.id);
    for (const auto& [name, value] : head) {
        out.escaped_key(name).string(value);
    }
    if (has_list) {
        out.key("list").begin_array();
        for (const ConsolidatedParcel& parcel : consolidated.parcels) {
            write_line(out, message, parcel);
        }
        out.end_array();
    }
    out.end_object();
    return std::move(out).str();
}

}  // namespace

// Section 4 of the edition's modes: 215 follows the application for a return (9661, 1261); 513 is of an
// import.
std::optional<ConsolidatedKind> consolidated_kind(std::string_view message) noexcept {
    const ShipmentKind* kind = find_shipment_kind(message);
    if (kind == nullptr) {
        return std::nullopt;
    }
    const bool is_import = message == "CEB513" || message == "CEB711";
    return ConsolidatedKind{
        .leg = is_import ? LegKind::import_declaration : LegKind::export_declaration,
        .is_of_one_parcel = kind->list.empty(),
        .follows = message == "CEB215" ? std::string_view("CEB213") : std::string_view{}
    };
}

Result<std::vector<ShipmentMessage>> write_consolidated(
    std::string_view message,
    const ShipmentDefaults& head,
    const Consolidated& consolidated,
    const config::Connection& connection,
    Instant at,
    const ConsolidatedTelling& telling
) {
    const auto kind = consolidated_kind(message);
    if (!kind) {
        return fail(Errc::invalid_value, "message is none of CEB215, 507, 509, 513, 607, 701 and 711");
    }
    if (kind->is_of_one_parcel && consolidated.parcels.size() != 1) {
        return fail(Errc::invalid_value, std::string(message) + " is about one parcel");
    }
    const auto document = json::Document::parse(
        as_json(message, head, consolidated, telling, !kind->is_of_one_parcel), kLimits
    );
    auto messages =
        document ? write_shipment(
                       document->root(), connection, at, defaults_of(consolidated, kind->is_of_one_parcel)
                   )
                 : Result<std::vector<ShipmentMessage>>(document.error());
    if (messages && kind->is_of_one_parcel) {
        messages->front().lines = 1;
    }
    return messages;
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
