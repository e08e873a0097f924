// Consolidations out of JSON: the caller's wish and our own record.
#include "adapters/common/consolidation/consolidation.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace silkgate::adapters::consolidation {
namespace {

constexpr std::size_t kTextMax = 100;
constexpr auto kModes = std::to_array<std::string_view>({"rail", "road", "sea", "air"});

Error bad(json::Value value, json::Value parent, std::string_view name, std::string_view what) {
    const std::string pointer =
        value.exists() ? value.pointer() : parent.pointer() + "/" + json::escape_pointer(name);
    return fail(Errc::invalid_parameter, pointer + ": " + std::string(what), pointer);
}

// Reads members of one object; the first that does not fit is the error.
class Members {
public:
    explicit Members(json::Value object) : object_(object) {
        if (!object.is_object()) {
            error_ = fail(Errc::invalid_parameter, "an object is needed here", object.pointer());
        }
    }

    void text(std::string_view name, std::string& target, bool needed = false) {
        const json::Value value = object_[name];
        if (!value && !needed) {
            return;
        }
        if (!value.is_string() || value.text().empty() || value.text().size() > kTextMax) {
            refuse(value, name, "a text of 1 to 100 bytes is needed");
            return;
        }
        target = value.text();
    }

    void texts(std::string_view name, std::vector<std::string>& target, std::size_t max) {
        const json::Value list = object_[name];
        if (list && (!list.is_array() || list.size() > max)) {
            refuse(list, name, "a list of texts is needed, of at most " + std::to_string(max));
            return;
        }
        for (const json::Value value : list) {
            if (!value.is_string() || value.text().empty() || value.text().size() > kTextMax) {
                refuse(value, name, "a text of 1 to 100 bytes is needed");
                return;
            }
            target.emplace_back(value.text());
        }
    }

    void kilograms(std::string_view name, std::optional<Decimal>& target, bool needed = false) {
        const json::Value value = object_[name];
        if (!value && !needed) {
            return;
        }
        const auto number = json::to_decimal(value);
        if (!value.is_string() || !number || number->is_negative() || number->significant_decimals() > 3) {
            refuse(value, name, "kilograms as a decimal string, to the gram");
            return;
        }
        target = *number;
    }

    void whole(std::string_view name, std::int64_t& target) {
        const json::Value value = object_[name];
        const std::string_view text = value.text();
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), target);
        if (!value.is_number() || error != std::errc{} || end != text.data() + text.size()) {
            refuse(value, name, "a whole number is needed");
        }
    }

    void instant(std::string_view name, Instant& target) {
        const auto read = parse_rfc3339(object_[name].text());
        if (!read) {
            refuse(object_[name], name, "a time is needed");
            return;
        }
        target = *read;
    }

    void refuse(json::Value value, std::string_view name, std::string_view what) {
        if (!error_) {
            error_ = bad(value, object_, name, what);
        }
    }

    // Every other member is one that we do not know.
    void only(std::span<const std::string_view> names) {
        for (const json::Value member : object_) {
            if (std::ranges::find(names, member.key()) == names.end()) {
                refuse(member, member.key(), "there is no such member");
            }
        }
    }

    [[nodiscard]] Result<void> done() const { return error_ ? Result<void>(*error_) : Result<void>(); }
    [[nodiscard]] json::Value operator[](std::string_view name) const { return object_[name]; }

private:
    json::Value object_;
    std::optional<Error> error_;
};

Result<Unit> read_unit(json::Value value, bool strict) {
    static constexpr std::string_view kMembers[] = {
        "ref", "kind", "in", "number", "type", "tareKg", "maxGrossKg", "seals", "orders"
    };
    Members in(value);
    Unit unit;
    std::string kind;
    std::optional<Decimal> tare;
    in.text("ref", unit.ref, true);
    in.text("kind", kind, true);
    in.text("in", unit.in);
    in.text("number", unit.number);
    in.text("type", unit.type);
    in.kilograms("tareKg", tare, true);
    in.kilograms("maxGrossKg", unit.max_gross_kg);
    in.texts("seals", unit.seals, 20);
    in.texts("orders", unit.orders, kParcelsMax);
    std::size_t index = 0;
    while (index <= static_cast<std::size_t>(UnitKind::wagon) &&
           to_string(static_cast<UnitKind>(index)) != kind) {
        ++index;
    }
    if (index > static_cast<std::size_t>(UnitKind::wagon)) {
        in.refuse(in["kind"], "kind", "package, bag, pallet, uld, container, truck or wagon");
    }
    if (strict) {
        in.only(kMembers);
    }
    if (const auto done = in.done(); !done) {
        return done.error();
    }
    unit.kind = static_cast<UnitKind>(index);
    unit.tare_kg = *tare;
    return unit;
}

Result<void> read_document(json::Value value, Consolidation& target) {
    static constexpr std::string_view kMembers[] = {"type", "number"};
    if (!value) {
        return {};
    }
    Members in(value);
    TransportDocument document;
    in.text("type", document.type, true);
    in.text("number", document.number, true);
    in.only(kMembers);
    target.document = std::move(document);
    return in.done();
}

// What the wish and the record have in common.
Result<Consolidation> read_common(json::Value body, bool strict) {
    static constexpr std::string_view kMembers[] = {"mode", "from", "to", "transportDocument", "units"};
    Members in(body);
    Consolidation made;
    in.text("mode", made.mode, true);
    in.text("from", made.from, true);
    in.text("to", made.to, true);
    if (std::ranges::find(kModes, made.mode) == kModes.end()) {
        in.refuse(in["mode"], "mode", "rail, road, sea or air");
    }
    const json::Value units = in["units"];
    if (!units.is_array() || units.size() == 0 || units.size() > kUnitsMax) {
        in.refuse(units, "units", "a list of 1 to 500 units");
    }
    if (strict) {
        in.only(kMembers);
    }
    if (const auto done = in.done(); !done) {
        return done.error();
    }
    if (const auto done = read_document(in["transportDocument"], made); !done) {
        return done.error();
    }
    std::size_t orders = 0;
    for (const json::Value value : units) {
        auto unit = read_unit(value, strict);
        if (!unit) {
            return unit.error();
        }
        orders += unit->orders.size();
        made.units.push_back(std::move(*unit));
    }
    if (orders == 0 || orders > kParcelsMax) {
        return bad(units, body, "units", "units hold 1 to 3,000 orders together");
    }
    return made;
}

Result<Parcel> read_parcel(json::Value value, const Consolidation& consolidation) {
    Members in(value);
    Parcel parcel;
    std::string unit;
    in.text("order", parcel.order, true);
    in.text("number", parcel.number);
    in.text("waybill", parcel.waybill);
    in.text("destinationCountry", parcel.destination_country);
    in.whole("pieces", parcel.pieces);
    in.kilograms("grossKg", parcel.gross_kg);
    in.text("unit", unit, true);
    parcel.unit = consolidation.find_unit(unit);
    const auto done = in.done();
    return done ? Result<Parcel>(std::move(parcel)) : done.error();
}

}  // namespace

Result<Consolidation> read_wish(json::Value body) {
    return read_common(body, true);
}

Result<Consolidation> read_consolidation(json::Value body) {
    auto made = read_common(body, false);
    if (!made) {
        return made.error();
    }
    Members in(body);
    in.text("number", made->number, true);
    in.whole("version", made->version);
    in.instant("createdAt", made->created_at);
    in.instant("updatedAt", made->updated_at);
    if (const auto done = in.done(); !done) {
        return done.error();
    }
    for (const json::Value value : in["parcels"]) {
        auto parcel = read_parcel(value, *made);
        if (!parcel) {
            return parcel.error();
        }
        made->parcels.push_back(std::move(*parcel));
    }
    for (const json::Value value : body["declared"]) {
        Declared& declared = made->declared.emplace_back();
        declared.message = value["message"].text();
        declared.document = value["document"].text();
        declared.order = value["order"].text();
        declared.action = value["action"].text();
        declared.connection = value["connection"].text();
        for (const json::Value member : value["head"]) {
            declared.head.emplace(member.key(), member.text());
        }
    }
    return made;
}

}  // namespace silkgate::adapters::consolidation
