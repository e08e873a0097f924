// What a declaration needs of an order, looked up once for each call. Points into the order, the connection,
// the profile and the tables, which outlive it.
#pragma once

#include "adapters/common/sad/profile.hpp"
#include "adapters/common/sad/tables.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace silkgate::adapters::sad {

struct View;

struct LineView {
    const View* view = nullptr;
    const order::Line* line = nullptr;
    std::size_t index = 0;  // in order.lines
    std::string_view code;  // of the country's tariff, else the first six digits of any; or empty
    bool national_code = false;
    std::string_view description;
    bool is_named = false;         // the description is a customs name, not the shop's title
    std::optional<Decimal> value;  // after the line's discount, in minor units; absent when out of range
};

struct View {
    const order::Order* order = nullptr;
    const Leg* leg = nullptr;
    const Context* context = nullptr;
    const Profile* profile = nullptr;
    const Tables* tables = nullptr;
    BusinessDate day;                        // of the authority's calendar
    const order::Party* importer = nullptr;  // the order's importer, else its consignee
    const order::Party* exporter = nullptr;  // the seller
    const order::Consignment* consignment = nullptr;
    Format format = Format::wco;
    std::vector<LineView> lines;  // declarable ones

    View(
        const order::Order& the_order,
        const Leg& the_leg,
        const Context& the_context,
        const Profile& the_profile,
        const Tables& the_tables
    );
    View(const View&) = delete;
    View& operator=(const View&) = delete;

    [[nodiscard]] bool is_import() const noexcept { return leg->kind == LegKind::import_declaration; }
    // The party at this country's end: who is known here by a national number.
    [[nodiscard]] const order::Party* resident() const noexcept { return is_import() ? importer : exporter; }
    // Registration "<CC>.<key>" of the connection, or empty.
    [[nodiscard]] std::string_view registration(std::string_view key) const;
};

// First id or registration of one of the kinds, in their order, or nullptr.
[[nodiscard]] const order::PartyId*
find_number(const order::Party* party, std::span<const std::string_view> kinds) noexcept;

[[nodiscard]] bool is_person(const order::Party* party) noexcept;
// Whether the importer, or the consignee where none is named, is an organisation.
[[nodiscard]] bool goes_to_organisation(const order::Order& order) noexcept;

// The name as the format can carry it: CUSDEC is ISO 8859-1, so the Latin form where the order has one.
[[nodiscard]] std::string_view name_of(const View& view, const order::Party& party) noexcept;

[[nodiscard]] bool is_cusdec(Format format) noexcept;

// Key of the registration that names the reason of a change or cancellation in the country's codes; empty for
// what is neither.
[[nodiscard]] std::string_view reason_code_key(Action action) noexcept;

// Street, house and flat, else the address lines, else the whole address; parts joined by ", ".
[[nodiscard]] std::string street_of(const order::Address& address);

// Longer ones (Iran's have ten digits) have no place of their own: wco-dm-3.6#245, cusdec#3251.
inline constexpr std::size_t kPostcodeCharactersMax = 9;

// What is declared as the street: with the postcode where that is too long for its own element.
[[nodiscard]] std::string address_line(const order::Address& address);

// Mode of the first consignment ("post", "air", …), or empty.
[[nodiscard]] std::string_view mode_of(const order::Order& order) noexcept;

// Goods after discounts, and with freight and insurance; absent when out of range.
[[nodiscard]] std::optional<Decimal> goods_value(const order::Order& order);
[[nodiscard]] std::optional<Decimal> cif_value(const order::Order& order);

}  // namespace silkgate::adapters::sad
