#include "adapters/common/express/yunexpress.hpp"

#include "adapters/common/express/condition.hpp"
#include "gateway/json/fields.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::express {
namespace {

bool is_choice(const std::optional<std::int64_t>& value) {
    return !value || *value == 0 || *value == 1;
}

bool parcels_fit(const YunOrder& order) {
    Decimal sum;
    for (const YunParcel& parcel : order.parcels) {
        const auto line =
            multiply(parcel.unit_weight.value_or(Decimal(0)), Decimal(parcel.quantity.value_or(0)));
        const auto added = line ? add(sum, *line) : line;
        if (!added) {
            return false;
        }
        sum = *added;
    }
    return sum <= order.weight.value_or(Decimal(0));
}

constexpr auto kConditions = std::to_array<Condition<YunOrder>>({
    {"PackageCount is positive", [](const YunOrder& it) { return it.packages > 0; }},
    {"ReturnOption and InsuranceOption are 0 or 1",
     [](const YunOrder& it) { return is_choice(it.return_option) && is_choice(it.insured); }},
    {"an insured order has its Coverage",
     [](const YunOrder& it) { return it.insured != 1 || it.coverage.has_value(); }},
    {"all goods are in one currency",
     [](const YunOrder& it) {
         return std::ranges::all_of(it.parcels, [&](const YunParcel& parcel) {
             return parcel.currency == it.parcels.front().currency;
         });
     }},
    {"quantities are positive",
     [](const YunOrder& it) {
         return std::ranges::all_of(it.parcels, [](const YunParcel& parcel) { return parcel.quantity > 0; });
     }},
    {"the goods do not outweigh the packages", parcels_fit},
});

}  // namespace

Result<std::string> write_yunexpress(const YunOrder& order) {
    if (const auto broken = first_broken<YunOrder>(kConditions, order)) {
        return *broken;
    }
    auto object = json::write_object(order);
    return object ? Result<std::string>("[" + *object + "]") : object;
}

Result<YunOrder> read_yunexpress(std::string_view bytes) {
    const auto document = json::Document::parse(std::string(bytes));
    if (!document) {
        return document.error();
    }
    if (!document->root().is_array() || document->root().size() != 1) {
        return fail(Errc::invalid_value, "not an array of one order");
    }
    return json::read_object<YunOrder>(document->root().at(0));
}

}  // namespace silkgate::adapters::express
