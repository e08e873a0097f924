// Short forms of the three kinds of rule rows.
#pragma once

#include "gateway/rules/rules.hpp"

namespace silkgate::adapters::eaeu {

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

}  // namespace silkgate::adapters::eaeu
