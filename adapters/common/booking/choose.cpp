#include "adapters/common/booking/choose.hpp"

#include "adapters/common/transport/s10.hpp"
#include "adapters/common/transport/s10_view.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace silkgate::adapters::booking {
namespace {

#define SILKGATE_ACCOMPANYING(regime, kind, content_type, schema)
constexpr auto kStandards = std::to_array<Standard>({
#define SILKGATE_BOOKING(regime, modes, kind, name, content_type, schema) \
    {regime, modes, kind, name, content_type, schema},
#include "adapters/common/booking/standards.def"
#undef SILKGATE_BOOKING
});
#undef SILKGATE_ACCOMPANYING

#define SILKGATE_BOOKING(regime, modes, kind, name, content_type, schema)
constexpr auto kAccompanying = std::to_array<Accompanying>({
#define SILKGATE_ACCOMPANYING(regime, kind, content_type, schema) {regime, kind, content_type, schema},
#include "adapters/common/booking/standards.def"
#undef SILKGATE_ACCOMPANYING
});
#undef SILKGATE_BOOKING

// The most special word that is registered.
std::string_view
registered(const config::Connection& connection, const std::string& key, const std::string& country) {
    const std::string_view special = connection.registration(key + "." + country);
    return special.empty() ? connection.registration(key) : special;
}

std::optional<std::uint64_t> parse_number(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    return !text.empty() && problem == std::errc{} && end == text.data() + text.size() ? std::optional(number)
                                                                                       : std::nullopt;
}

}  // namespace

bool Standard::carries(std::string_view mode) const noexcept {
    for (std::string_view rest = modes; !rest.empty();) {
        const auto end = rest.find(' ');
        if (rest.substr(0, end) == mode) {
            return true;
        }
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
    return false;
}

std::span<const Standard> standards() noexcept {
    return kStandards;
}

const Standard* find_standard(std::string_view regime) noexcept {
    const auto* found = std::ranges::find(kStandards, regime, &Standard::regime);
    return found == kStandards.end() ? nullptr : found;
}

const Standard* find_standard_of_kind(std::string_view kind) noexcept {
    const auto* found = std::ranges::find(kStandards, kind, &Standard::kind);
    return found == kStandards.end() ? nullptr : found;
}

std::span<const Accompanying> accompanying() noexcept {
    return kAccompanying;
}

bool is_accompanying(std::string_view kind) noexcept {
    return std::ranges::find(kAccompanying, kind, &Accompanying::kind) != kAccompanying.end();
}

std::string_view mode_of(const order::Order& order) noexcept {
    if (order.consignments.empty() || !order.consignments.front().logistics) {
        return {};
    }
    return order.consignments.front().logistics->mode;
}

bool fill_mode(order::Order& order, const config::Connection& connection) {
    if (order.consignments.empty() || !mode_of(order).empty()) {
        return false;
    }
    const std::string_view mode =
        registered(connection, "Booking.mode", order.header.flow.destination_country);
    auto& logistics = order.consignments.front().logistics;
    if (mode.empty() || (logistics && !logistics->number.empty())) {
        return false;
    }
    if (!logistics) {
        logistics.emplace();
    }
    logistics->mode = mode;
    logistics->provenance =
        order::Provenance{.source = order::Origin::connection, .reference = connection.id.str()};
    return true;
}

Choice choose(const order::Order& order, const config::Connection& connection) {
    if (order.consignments.empty() || !order.consignments.front().logistics) {
        return {};
    }
    const order::Logistics& logistics = *order.consignments.front().logistics;
    if (transport::is_s10(logistics.number)) {
        return {};
    }
    const std::string& country = order.header.flow.destination_country;
    std::string_view word;
    if (!logistics.carrier_code.empty()) {
        word = connection.registration("Booking.carrier." + logistics.carrier_code);
    }
    if (word.empty() && !logistics.mode.empty()) {
        word = registered(connection, "Booking." + logistics.mode, country);
    }
    const Standard* standard = find_standard(word);
    const bool fits = standard != nullptr && (logistics.mode.empty() || standard->carries(logistics.mode));
    return {.word = word, .standard = fits ? standard : nullptr};
}

std::optional<std::string> assign_house_number(const config::Connection& connection, std::uint64_t sequence) {
    const std::string_view last = connection.registration("Waybill.to");
    const auto from = parse_number(connection.registration("Waybill.from"));
    const auto to = parse_number(last);
    if (!from || !to || *from > *to || sequence > *to - *from) {
        return std::nullopt;
    }
    const std::string digits = std::to_string(*from + sequence);
    return std::string(connection.registration("Waybill.prefix")) +
           std::string(last.size() > digits.size() ? last.size() - digits.size() : 0, '0') + digits;
}

std::optional<Decimal> gross_weight(const order::Order& order) {
    Decimal sum;
    for (std::size_t i = 0; i < order.consignments.size(); ++i) {
        const Leg leg{.id = "booking-" + std::to_string(i + 1), .kind = LegKind::booking};
        const auto weight = transport::view_consignment(order, leg).gross_weight;
        const auto next =
            weight ? add(sum, *weight) : Result<Decimal>(fail(Errc::invalid_value, "no weight"));
        if (!next) {
            return std::nullopt;
        }
        sum = *next;
    }
    return order.consignments.empty() || sum.is_zero() ? std::nullopt : std::optional(sum);
}

}  // namespace silkgate::adapters::booking
