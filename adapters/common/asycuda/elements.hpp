// The elements of the ASYCUDA World declaration file in their order, and what fills each. Source:
// asycuda-sad.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace silkgate::adapters::asycuda {

// Without a value: `null` holds an empty child of that name, `empty` nothing.
enum class Fill : std::uint8_t { group, null, empty };

enum class Value : std::uint8_t {
    none,
    flow,
    one,
    forms,
    items,
    packages,
    office,
    type,
    general_procedure,
    exporter_code,
    exporter_name,
    consignee_code,
    consignee_name,
    declarant_code,
    declarant_name,
    reference,
    export_country,
    destination_country,
    no,
    incoterm,
    incoterm_place,
    total,
    gross,
    currency,
    freight,
    insurance,
    item_packages,
    package_kind,
    commodity,
    precision,
    extended_procedure,
    national_procedure,
    unit,
    quantity,
    price,
    value_sum,
    origin,
    description,
    waybill,
    item_gross,
    item_net,
    share,
    item_freight,
    item_insurance,
};

struct Element {
    int depth;  // 1 below the root
    std::string_view name;
    Fill fill;
    Value value = Value::none;
    int times = 1;  // only the first holds values
};

[[nodiscard]] std::span<const Element> header_elements() noexcept;
[[nodiscard]] std::span<const Element> item_elements() noexcept;

}  // namespace silkgate::adapters::asycuda
