#include "adapters/common/express/cdek.hpp"

#include "adapters/common/express/condition.hpp"
#include "gateway/json/fields.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::express {
namespace {

constexpr std::size_t kNumberMax = 40;
constexpr std::int64_t kShopOrder = 1;
constexpr std::int64_t kDelivery = 2;

// Both ends are told, and their countries differ.
bool is_international(const CdekOrder& order) {
    return order.from && order.to && !order.from->country.empty() && !order.to->country.empty() &&
           order.from->country != order.to->country;
}

template <class Holds>
bool every_item(const CdekOrder& order, const Holds& holds) {
    return std::ranges::all_of(order.packages, [&](const CdekPackage& package) {
        return std::ranges::all_of(package.items, holds);
    });
}

// Gross where it is told, else net: the sum of the pieces can not outweigh the package.
bool items_fit(const CdekPackage& package) {
    std::int64_t sum = 0;
    for (const CdekItem& item : package.items) {
        const std::int64_t one = item.weight_gross.value_or(item.weight.value_or(0));
        std::int64_t line = 0;
        if (__builtin_mul_overflow(one, item.amount.value_or(0), &line) ||
            __builtin_add_overflow(sum, line, &sum)) {
            return false;
        }
    }
    return sum <= package.weight.value_or(0);
}

constexpr auto kConditions = std::to_array<Condition<CdekOrder>>({
    {"type is 1 or 2", [](const CdekOrder& it) { return it.type == kShopOrder || it.type == kDelivery; }},
    {"number has at most 40 characters", [](const CdekOrder& it) { return it.number.size() <= kNumberMax; }},
    {"either shipment_point or from_location",
     [](const CdekOrder& it) { return it.shipment_point.empty() == it.from.has_value(); }},
    {"either delivery_point or to_location",
     [](const CdekOrder& it) { return it.delivery_point.empty() == it.to.has_value(); }},
    {"a shop's order has items in each package",
     [](const CdekOrder& it) {
         return it.type != kShopOrder || std::ranges::none_of(it.packages, [](const CdekPackage& package) {
                    return package.items.empty();
                });
     }},
    {"an international order has date_invoice, shipper_name and shipper_address",
     [](const CdekOrder& it) {
         return !is_international(it) ||
                !(it.invoice_date.empty() || it.shipper_name.empty() || it.shipper_address.empty());
     }},
    {"weights and amounts of items are positive",
     [](const CdekOrder& it) {
         return every_item(it, [](const CdekItem& item) { return item.weight > 0 && item.amount > 0; });
     }},
    {"an item's gross weight is not below its net weight",
     [](const CdekOrder& it) {
         return every_item(it, [](const CdekItem& item) {
             return !item.weight_gross || item.weight_gross >= item.weight;
         });
     }},
    {"the items do not outweigh their package",
     [](const CdekOrder& it) { return std::ranges::all_of(it.packages, items_fit); }},
    {"length, width and height together or none",
     [](const CdekOrder& it) {
         return std::ranges::all_of(it.packages, [](const CdekPackage& package) {
             return package.length.has_value() == package.width.has_value() &&
                    package.width.has_value() == package.height.has_value();
         });
     }},
});

}  // namespace

Result<std::string> write_cdek(const CdekOrder& order) {
    if (const auto broken = first_broken<CdekOrder>(kConditions, order)) {
        return *broken;
    }
    return json::write_object(order);
}

Result<CdekOrder> read_cdek(std::string_view bytes) {
    return json::read_object<CdekOrder>(bytes);
}

}  // namespace silkgate::adapters::express
