#include "adapters/common/sea/instructions.hpp"

#include "gateway/json/fields.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::sea {
namespace {

bool a_waybill_is_straight(const Instructions& instructions) {
    return instructions.document_type != "SWB" || instructions.to_order == false;
}

bool uses(const Instructions& instructions, const std::string& container) {
    return std::ranges::any_of(instructions.equipments, [&](const UsedEquipment& equipment) {
        return equipment.number == container || (equipment.own && equipment.own->number == container);
    });
}

bool goods_are_in_used_containers(const Instructions& instructions) {
    return std::ranges::all_of(instructions.items, [&](const ConsignmentItem& item) {
        return std::ranges::all_of(item.cargo, [&](const CargoItem& cargo) {
            return uses(instructions, cargo.container);
        });
    });
}

bool containers_are_named_once(const Instructions& instructions) {
    return std::ranges::all_of(instructions.equipments, [](const UsedEquipment& equipment) {
        return equipment.number.empty() == equipment.own.has_value();
    });
}

bool contacts_can_be_reached(const Instructions& instructions) {
    return std::ranges::none_of(instructions.contacts, [](const Contact& contact) {
        return contact.phone.empty() && contact.email.empty();
    });
}

struct Condition {
    Finding finding;
    bool (*holds)(const Instructions& instructions);
};

constexpr auto kConditions = std::to_array<Condition>({
    {{"waybill", "a sea waybill is not to order"}, a_waybill_is_straight},
    {{"container", "goods are in containers that the instructions name"}, goods_are_in_used_containers},
    {{"container", "a container by its number, or with size and tare when it is the shipper's"},
     containers_are_named_once},
    {{"contact", "a contact has a phone or an email"}, contacts_can_be_reached},
});

struct Spelling {
    std::string_view written;
    std::string_view status;
};

// The notification's schema spells the last three its own way.
constexpr auto kSpellings = std::to_array<Spelling>({
    {"DRAFT", "DRAFT"},
    {"APPROVED", "APPROVED"},
    {"ISSUED", "ISSUED"},
    {"PENDING_SURRENDER_FOR_AMENDMENT", "PENDING_SURRENDER_FOR_AMENDMENT"},
    {"SURRENDERED_FOR_AMENDMENT", "SURRENDERED_FOR_AMENDMENT"},
    {"PENDING_SURRENDER_FOR_DELIVERY", "PENDING_SURRENDER_FOR_DELIVERY"},
    {"SURRENDERED_FOR_DELIVERY", "SURRENDERED_FOR_DELIVERY"},
    {"VOIDED", "VOIDED"},
    {"SURRENDER_FOR_AMENDMENT", "SURRENDERED_FOR_AMENDMENT"},
    {"SURRENDER_FOR_DELIVERY", "SURRENDERED_FOR_DELIVERY"},
    {"VOID", "VOIDED"},
});

}  // namespace

std::vector<Finding> check_instructions(const Instructions& instructions) {
    std::vector<Finding> findings;
    for (const Condition& condition : kConditions) {
        if (!condition.holds(instructions)) {
            findings.push_back(condition.finding);
        }
    }
    return findings;
}

Result<std::string> write_instructions(const Instructions& instructions) {
    return json::write_object(instructions);
}

Result<Instructions> read_instructions(std::string_view bytes) {
    return json::read_object<Instructions>(bytes);
}

std::string_view document_status(std::string_view written) noexcept {
    const auto found = std::ranges::find(kSpellings, written, &Spelling::written);
    return found == kSpellings.end() ? std::string_view{} : found->status;
}

}  // namespace silkgate::adapters::sea
