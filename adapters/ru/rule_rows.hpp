// Short forms of the three kinds of rule rows, and the tables of ПТДЭГ.
#pragma once

#include "adapters/ru/assess.hpp"
#include "gateway/rules/rules.hpp"

#include <span>
#include <vector>

namespace silkgate::adapters::ru {

// The declaration as a whole with what it is worth: subject of the rows that look at money.
struct AssessedView {
    const DeclarationView* view = nullptr;
    const Assessment* assessment = nullptr;
};

template <class Subject>
using Value = rules::FieldValue (*)(const Subject&);
template <class Subject>
using Test = bool (*)(const Subject&);

template <class Subject>
constexpr rules::Row<Subject> present(
    Rule rule,
    std::string_view path,
    std::string_view wire,
    Value<Subject> value,
    Test<Subject> applies = nullptr
) {
    return {
        .rule = rule,
        .path = path,
        .wire = wire,
        .must = rules::Must::be_present,
        .value = value,
        .applies = applies
    };
}

template <class Subject>
constexpr rules::Row<Subject> formatted(
    Rule rule,
    std::string_view path,
    std::string_view wire,
    rules::Format format,
    Value<Subject> value,
    Test<Subject> applies = nullptr
) {
    return {
        .rule = rule,
        .path = path,
        .wire = wire,
        .must = rules::Must::have_format,
        .format = format,
        .value = value,
        .applies = applies
    };
}

template <class Subject>
constexpr rules::Row<Subject> holding(
    Rule rule,
    std::string_view path,
    std::string_view wire,
    Test<Subject> holds,
    Test<Subject> applies = nullptr
) {
    return {
        .rule = rule,
        .path = path,
        .wire = wire,
        .must = rules::Must::hold,
        .holds = holds,
        .applies = applies
    };
}

[[nodiscard]] std::span<const rules::Row<DeclarationView>> consignee_rows() noexcept;   // RU-01xx
[[nodiscard]] std::span<const rules::Row<DeclarationView>> address_rows() noexcept;     // RU-012x, RU-013x
[[nodiscard]] std::span<const rules::Row<DeclarationView>> consignor_rows() noexcept;   // RU-02xx
[[nodiscard]] std::span<const rules::Row<DeclarationView>> shipment_rows() noexcept;    // RU-03xx
[[nodiscard]] std::span<const rules::Row<LineView>> line_rows() noexcept;               // RU-04xx
[[nodiscard]] std::span<const rules::Row<DeclarationView>> connection_rows() noexcept;  // RU-05xx
[[nodiscard]] std::span<const rules::Row<AssessedView>> value_rows() noexcept;          // RU-06xx

// All violations of the order for ПТДЭГ.
void check_passenger_declaration(const DeclarationView& view, std::string_view leg, Violations& out);

// The rules of all tables above.
[[nodiscard]] std::vector<const Rule*> passenger_rules();

}  // namespace silkgate::adapters::ru
