#include "gateway/order/rule_table.hpp"

#include "gateway/order/order_rules.hpp"

#include <array>
#include <span>
#include <utility>

namespace silkgate::order {
namespace {

// All rows are in force since the schema's first version, so none has a date.
constexpr std::array kRules = {
#define SILKGATE_ORDER_RULE(name, id_, code_, severity_, remedy_, basis_, en_, zh_, ru_) \
    Rule{                                                                                \
        .id = id_,                                                                       \
        .code = code_,                                                                   \
        .severity = Severity::severity_,                                                 \
        .remedy = Remedy::remedy_,                                                       \
        .basis = basis_,                                                                 \
        .effective_from = {},                                                            \
        .text = {.en = en_, .zh = zh_, .ru = ru_},                                       \
    },
#include "gateway/order/order_rules.def"
#undef SILKGATE_ORDER_RULE
};

constexpr std::size_t kFoundBytesMax = 80;

}  // namespace

const Rule& find_rule(RuleName name) noexcept {
    return kRules[static_cast<std::size_t>(name)];
}

std::span<const Rule> order_rules() noexcept {
    return kRules;
}

bool is_schema_rule(const Rule& rule) noexcept {
    // Numbers below 100 are those of the schema (order_rules.def).
    return rule.id >= "SG-0001" && rule.id < "SG-0100";
}

Violation make_violation(RuleName name, std::string canonical_pointer, std::string_view found) {
    // Cut at a whole UTF-8 character.
    std::size_t length = found.size() < kFoundBytesMax ? found.size() : kFoundBytesMax;
    while (length < found.size() && length > 0 && (static_cast<unsigned char>(found[length]) & 0xc0U) == 0x80U
    ) {
        --length;
    }
    return Violation{
        .rule = &find_rule(name),
        .canonical_pointer = std::move(canonical_pointer),
        .pointer = {},
        .leg = {},
        .found = std::string(found.substr(0, length)),
        .remedy_href = {},
    };
}

}  // namespace silkgate::order
