// THE table of messages about shipments: which elements each has, in the order of the schema.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace silkgate::adapters::cn {

enum class FieldFrom : std::uint8_t { given, part_count, part_number, line_number };

// One element: its name, the most characters, whether it must be there, a fixed value.
struct ShipmentField {
    std::string_view name;
    std::size_t max = 0;
    bool required = true;
    FieldFrom from = FieldFrom::given;
    std::string_view fixed = {};
};

struct ShipmentKind {
    std::string_view name;  // "CEB607"
    std::string_view document;
    std::string_view head;  // empty: the document has the fields itself, is about one parcel, and has no list
    std::span<const ShipmentField> fields;
    std::string_view list;
    std::span<const ShipmentField> lines;
    bool may_be_empty = false;  // without lines
    bool is_splittable = true;
};

// nullptr for what is no message about a shipment.
[[nodiscard]] const ShipmentKind* find_shipment_kind(std::string_view name) noexcept;

}  // namespace silkgate::adapters::cn
