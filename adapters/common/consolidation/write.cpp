// A consolidation as JSON: what the caller said, and what every unit weighs.
#include "adapters/common/consolidation/weigh.hpp"
#include "gateway/json/writer.hpp"

namespace silkgate::adapters::consolidation {
namespace {

void write_texts(json::Writer& out, json::Name name, const std::vector<std::string>& texts) {
    if (texts.empty()) {
        return;
    }
    out.key(name).begin_array();
    for (const std::string& text : texts) {
        out.string(text);
    }
    out.end_array();
}

void write_load(json::Writer& out, const Load& load) {
    out.key("parcels").number(static_cast<std::int64_t>(load.parcels)).key("pieces").number(load.pieces);
    out.member("goodsKg", load.goods_kg.to_string()).member("innerTareKg", load.inner_tare_kg.to_string());
    out.member("grossKg", load.gross_kg.to_string());
}

void write_unit(json::Writer& out, const Unit& unit, const Load& load, BusinessDate day) {
    out.begin_object().member("ref", unit.ref).member("kind", to_string(unit.kind)).member_if("in", unit.in);
    out.member_if("number", unit.number).member_if("type", unit.type).member("tareKg", unit.tare_kg);
    if (unit.max_gross_kg) {
        out.member("maxGrossKg", *unit.max_gross_kg);
    }
    write_texts(out, "seals", unit.seals);
    write_texts(out, "orders", unit.orders);
    out.key("load").begin_object();
    write_load(out, load);
    if (const auto capacity = capacity_of(unit, day)) {
        out.key("capacity").begin_object().member("grossKg", capacity->gross_kg);
        out.member("source", capacity->source).member_if("validFrom", capacity->valid_from).end_object();
    }
    out.end_object().end_object();
}

void write_parcel(json::Writer& out, const Consolidation& consolidation, const Parcel& parcel) {
    out.begin_object().member("order", parcel.order).member_if("number", parcel.number);
    out.member_if("waybill", parcel.waybill).member_if("destinationCountry", parcel.destination_country);
    out.key("pieces").number(parcel.pieces);
    if (parcel.gross_kg) {
        out.member("grossKg", *parcel.gross_kg);
    }
    out.member("unit", consolidation.units[parcel.unit].ref).end_object();
}

void write_declared(json::Writer& out, const Declared& declared) {
    out.begin_object().member("message", declared.message).member("document", declared.document);
    out.member("order", declared.order).member_if("action", declared.action);
    out.member_if("connection", declared.connection);
    if (!declared.head.empty()) {
        out.key("head").begin_object();
        for (const auto& [name, text] : declared.head) {
            out.escaped_key(name).string(text);
        }
        out.end_object();
    }
    out.end_object();
}

}  // namespace

std::string to_json(const Consolidation& consolidation, const Loads& loads) {
    const BusinessDate day(std::chrono::floor<std::chrono::days>(consolidation.updated_at));
    json::Writer out(1024 + consolidation.parcels.size() * 200);
    out.begin_object().member("number", consolidation.number).key("version").number(consolidation.version);
    out.member("mode", consolidation.mode).member("from", consolidation.from).member("to", consolidation.to);
    if (consolidation.document) {
        out.key("transportDocument").begin_object().member("type", consolidation.document->type);
        out.member("number", consolidation.document->number).end_object();
    }
    out.member("createdAt", format_rfc3339(consolidation.created_at));
    out.member("updatedAt", format_rfc3339(consolidation.updated_at));
    out.key("total").begin_object();
    write_load(out, loads.total);
    out.end_object().key("units").begin_array();
    for (std::size_t i = 0; i < consolidation.units.size(); ++i) {
        write_unit(out, consolidation.units[i], loads.units[i], day);
    }
    out.end_array().key("parcels").begin_array();
    for (const Parcel& parcel : consolidation.parcels) {
        write_parcel(out, consolidation, parcel);
    }
    out.end_array();
    if (!consolidation.declared.empty()) {
        out.key("declared").begin_array();
        for (const Declared& declared : consolidation.declared) {
            write_declared(out, declared);
        }
        out.end_array();
    }
    out.end_object();
    return std::move(out).str();
}

}  // namespace silkgate::adapters::consolidation
