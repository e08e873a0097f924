#include "gateway/order/order.hpp"

#include <algorithm>

namespace silkgate::order {
namespace {

template <class Range, class Field>
const auto* find_by(const Range& range, std::string_view wanted, Field field) {
    const auto found = std::ranges::find(range, wanted, field);
    return found == range.end() ? nullptr : &*found;
}

}  // namespace

const CommodityCode* find_code(const Line& line, std::string_view system) noexcept {
    return find_by(line.customs.codes, system, &CommodityCode::system);
}

const PartyId* find_id(const Party& party, std::string_view kind) noexcept {
    return find_by(party.ids, kind, &PartyId::kind);
}

const PartyId* find_registration(const Party& party, std::string_view kind) noexcept {
    return find_by(party.registrations, kind, &PartyId::kind);
}

const CustomsName* find_customs_name(const Line& line, std::string_view language) noexcept {
    return find_by(line.customs_names, language, &CustomsName::language);
}

bool is_declarable(const Line& line) noexcept {
    return (line.kind == LineKind::goods || line.kind == LineKind::bundle_child) && line.quantity > Decimal{};
}

}  // namespace silkgate::order
