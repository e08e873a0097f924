#include "adapters/common/express/russian_post.hpp"

#include "adapters/common/express/condition.hpp"
#include "gateway/json/fields.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::express {
namespace {

using namespace std::string_view_literals;

constexpr std::int64_t kRussia = 643;

constexpr auto kAddressTypes = std::to_array({"DEFAULT"sv, "PO_BOX"sv, "DEMAND"sv, "UNIT"sv});
constexpr auto kMailTypes = std::to_array(
    {"POSTAL_PARCEL"sv,
     "ONLINE_PARCEL"sv,
     "PARCEL_CLASS_1"sv,
     "ONLINE_COURIER"sv,
     "BUSINESS_COURIER"sv,
     "BUSINESS_COURIER_ES"sv,
     "EMS"sv,
     "EMS_RT"sv,
     "EMS_OPTIMAL"sv,
     "EMS_TENDER"sv,
     "BANDEROL"sv,
     "BANDEROL_CLASS_1"sv,
     "LETTER"sv,
     "LETTER_CLASS_1"sv,
     "VSD"sv,
     "ECOM"sv,
     "COMBINED"sv,
     "EASY_RETURN"sv,
     "VGPO_CLASS_1"sv,
     "SMALL_PACKET"sv}
);
constexpr auto kCategories = std::to_array(
    {"SIMPLE"sv,
     "ORDERED"sv,
     "ORDINARY"sv,
     "WITH_DECLARED_VALUE"sv,
     "WITH_DECLARED_VALUE_AND_CASH_ON_DELIVERY"sv,
     "WITH_DECLARED_VALUE_AND_COMPULSORY_PAYMENT"sv,
     "WITH_COMPULSORY_PAYMENT"sv}
);
constexpr auto kTransports =
    std::to_array({""sv, "SURFACE"sv, "AVIA"sv, "COMBINED"sv, "EXPRESS"sv, "STANDARD"sv});
constexpr auto kEntries =
    std::to_array({"GIFT"sv, "DOCUMENT"sv, "SALE_OF_GOODS"sv, "COMMERCIAL_SAMPLE"sv, "OTHER"sv});
constexpr auto kSizes = std::to_array({""sv, "S"sv, "M"sv, "L"sv, "XL"sv, "OVERSIZED"sv});

template <std::size_t Size>
bool one_of(const std::array<std::string_view, Size>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool customs_fits(const PostOrder& order) {
    if (!order.customs) {
        return true;
    }
    std::int64_t weight = 0;
    for (const PostCustomsEntry& entry : order.customs->entries) {
        if (entry.amount < 1 || entry.weight < 0 ||
            __builtin_add_overflow(weight, entry.weight.value_or(0), &weight)) {
            return false;
        }
    }
    return weight <= order.mass.value_or(0);
}

constexpr auto kConditions = std::to_array<Condition<PostOrder>>({
    {"address-type-to is of the list",
     [](const PostOrder& it) { return one_of(kAddressTypes, it.address_type); }},
    {"mail-type is of the list", [](const PostOrder& it) { return one_of(kMailTypes, it.mail_type); }},
    {"mail-category is of the list", [](const PostOrder& it) { return one_of(kCategories, it.mail_category); }
    },
    {"transport-type is of the list",
     [](const PostOrder& it) { return one_of(kTransports, it.transport_type); }},
    {"dimension-type is of the list", [](const PostOrder& it) { return one_of(kSizes, it.dimension_type); }},
    {"mass is positive", [](const PostOrder& it) { return it.mass > 0; }},
    {"index-to within Russia, str-index-to elsewhere",
     [](const PostOrder& it) {
         return it.country == kRussia ? it.postcode.has_value() && it.foreign_postcode.empty()
                                      : !it.postcode.has_value() && !it.foreign_postcode.empty();
     }},
    {"a postcode of Russia has six digits",
     [](const PostOrder& it) { return !it.postcode || (*it.postcode >= 100'000 && *it.postcode <= 999'999); }
    },
    {"insr-value goes with a category of declared value",
     [](const PostOrder& it) { return has(it.mail_category, "DECLARED_VALUE") == it.insured.has_value(); }},
    {"payment goes with a category of cash on delivery",
     [](const PostOrder& it) { return has(it.mail_category, "CASH_ON_DELIVERY") == it.payment.has_value(); }},
    {"compulsory-payment goes with a category of compulsory payment",
     [](const PostOrder& it) {
         return has(it.mail_category, "COMPULSORY_PAYMENT") == it.compulsory_payment.has_value();
     }},
    {"what leaves Russia has its customs-declaration",
     [](const PostOrder& it) { return it.country == kRussia || it.customs.has_value(); }},
    {"entries-type is of the list",
     [](const PostOrder& it) { return !it.customs || one_of(kEntries, it.customs->entries_type); }},
    {"what is declared does not outweigh the item", customs_fits},
});

}  // namespace

Result<std::string> write_russian_post(const PostOrder& order) {
    if (const auto broken = first_broken<PostOrder>(kConditions, order)) {
        return *broken;
    }
    auto object = json::write_object(order);
    return object ? Result<std::string>("[" + *object + "]") : object;
}

Result<PostOrder> read_russian_post(std::string_view bytes) {
    const auto document = json::Document::parse(std::string(bytes));
    if (!document) {
        return document.error();
    }
    if (!document->root().is_array() || document->root().size() != 1) {
        return fail(Errc::invalid_value, "not an array of one order");
    }
    return json::read_object<PostOrder>(document->root().at(0));
}

}  // namespace silkgate::adapters::express
