// Russian Post: an order of otpravka-api. Masses are whole grams, money whole kopecks, so only roubles are
// taken. What the post calls kind and category of the mail is registered (RUSSIANPOST.…).
#include "adapters/common/booking/documents.hpp"
#include "adapters/common/express/russian_post.hpp"
#include "gateway/core/country.hpp"

#include <array>
#include <charconv>
#include <string_view>

namespace silkgate::adapters::booking {
namespace {

constexpr std::string_view kRoubles = "RUB";

// Nature of the transaction → entries-type.
constexpr auto kEntries = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"sale", "SALE_OF_GOODS"},
    {"gift", "GIFT"},
    {"sample", "COMMERCIAL_SAMPLE"},
    {"documents", "DOCUMENT"},
});

express::Whole kopecks_of(const std::optional<Decimal>& roubles) {
    const auto value = roubles ? multiply_rounded(*roubles, Decimal(100), 0, Rounding::half_up)
                               : Result<Decimal>(fail(Errc::invalid_value, "no value"));
    return value ? std::optional(value->coefficient()) : std::nullopt;
}

express::Whole number_of(std::string_view country) {
    const CountryInfo* found = find_country(country);
    return found == nullptr ? std::nullopt : std::optional<std::int64_t>(found->numeric);
}

// Digits only; nullopt where there is none, or too many for a telephone number.
express::Whole digits_of(std::string_view text) {
    constexpr std::size_t kMost = 15;
    std::string digits;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            digits += c;
        }
    }
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return digits.empty() || digits.size() > kMost ? std::nullopt : std::optional(number);
}

express::PostCustomsEntry entry_of(const Commodity& goods) {
    return {
        .amount = goods.quantity.rounded(0, Rounding::up).coefficient(),
        .country = number_of(goods.origin_country),
        .description = names_of(goods).front(),
        .tnved = goods.tnved.empty() ? goods.hs6 : goods.tnved,
        .trademark = goods.brand,
        .value = kopecks_of(goods.value),
        .weight = grams_of(goods.net_weight),
    };
}

express::PostCustoms customs_of(const Booking& booking) {
    express::PostCustoms customs;
    customs.currency = booking.currency;
    customs.entries_type = "OTHER";
    for (const auto& [nature, type] : kEntries) {
        if (booking.nature == nature) {
            customs.entries_type = type;
        }
    }
    for (const Commodity& goods : booking.commodities) {
        customs.entries.push_back(entry_of(goods));
    }
    return customs;
}

void take_recipient(const Party& party, express::PostOrder& out) {
    if (party.name_parts) {
        out.given_name = party.name_parts->given;
        out.surname = party.name_parts->family;
        out.middle_name = party.name_parts->patronymic;
    }
    out.recipient_name = party.name;
    out.place = party.city;
    out.region = party.region;
    out.street = party.street_name;
    out.house = party.house;
    out.room = party.flat;
    out.phone = digits_of(party.phone);
    out.country = number_of(party.country);
    if (party.country == "RU") {
        out.postcode = digits_of(party.postcode);
    } else {
        out.foreign_postcode = party.postcode;
    }
}

}  // namespace

Result<std::string> write_russian_post(const Booking& booking) {
    if (booking.currency != kRoubles) {
        return fail(Errc::invalid_value, "money is in kopecks");
    }
    const auto registered = [&](std::string_view name) {
        return std::string(booking.connection->registration("RUSSIANPOST." + std::string(name)));
    };
    express::PostOrder out;
    out.number = booking.number;
    out.address_type = "DEFAULT";
    out.mail_type = registered("mailType");
    out.mail_category = registered("mailCategory");
    out.transport_type = registered("transportType");
    out.mass = grams_of(booking.gross_weight);
    out.fragile = false;  // an order does not say so
    take_recipient(booking.consignee, out);
    if (out.mail_category.find("DECLARED_VALUE") != std::string::npos) {
        out.insured = kopecks_of(booking.value);
    }
    if (booking.consignee.country != "RU") {
        out.customs = customs_of(booking);
    }
    return express::write_russian_post(out);
}

}  // namespace silkgate::adapters::booking
