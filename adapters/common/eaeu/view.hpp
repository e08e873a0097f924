// What a declaration of goods for personal use needs of an order, looked up once for each call. Points into
// the order, the connection and the data, which outlive it.
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/common/eaeu/filing.hpp"
#include "adapters/common/eaeu/reference_data.hpp"

#include <optional>
#include <string>
#include <vector>

namespace silkgate::adapters::eaeu {

// What differs between the members of the Union.
struct Country {
    std::string_view code;             // "RU"
    std::string_view currency;         // "RUB"
    std::string_view currency_number;  // ISO 4217, "643"
    std::string_view bank;             // of rates.csv, "CBR"
    std::chrono::minutes offset;       // of the customs' calendar; none of the members has summer time
    std::string_view identity;  // kind of the person's identity document in order::PartyId, "RU_PASSPORT"
    std::string_view person_number;  // kind of the person's tax or personal number, "RU_INN"
    std::string_view tax_number;     // kind of an organisation's or sole trader's tax number, "KZ_BIN"
    bool (*is_tax_number)(std::string_view) = nullptr;  // of organisations and sole traders
};

struct DeclarationView;

struct LineView {
    const DeclarationView* declaration = nullptr;
    const order::Line* line = nullptr;
    std::size_t index = 0;                       // in order.lines
    const order::CommodityCode* code = nullptr;  // TNVED10, else HS6
    const order::CustomsName* name = nullptr;    // Russian
    const Entry* unit = nullptr;                 // of the classifier
    const Entry* restricted = nullptr;
    std::optional<Decimal> gross;  // kg
    std::optional<Decimal>
        value;  // price after the line's discount, order currency, 2 decimals; absent when out of range
};

struct DeclarationView {
    const order::Order* order = nullptr;
    const config::Connection* connection = nullptr;
    const ReferenceData* data = nullptr;
    const Country* country = nullptr;
    const FilingRow* filing = nullptr;  // never null
    BusinessDate day;                   // of the customs' calendar
    const order::Party* consignee = nullptr;
    const order::Party* seller = nullptr;
    const order::Party* national = nullptr;  // the end of the sale in this country: seller of an export, …
    const order::Party* foreign = nullptr;   // … and the other end
    std::string_view tax_number;             // of the national party, or empty
    const order::PartyId* identity = nullptr;
    const order::PartyId* person_number = nullptr;
    std::string identity_number;  // without blanks
    const order::Consignment* consignment = nullptr;
    std::vector<LineView> lines;   // declarable ones
    std::optional<Decimal> gross;  // kg, sum over the lines, when every line has one

    DeclarationView(
        const order::Order& the_order,
        const Context& context,
        const ReferenceData& the_data,
        const Country& the_country,
        const FilingRow& the_filing = row_of(Filing::passenger)
    );
    DeclarationView(const DeclarationView&) = delete;
    DeclarationView& operator=(const DeclarationView&) = delete;
};

// "<kind>" among a party's registrations, else its identity numbers, or empty.
[[nodiscard]] std::string_view number_of(const order::Party& party, std::string_view kind) noexcept;

// Above zero and below a thousand million.
[[nodiscard]] bool has_declarable_value(const LineView& line);

// The seller's name in a script that Russian customs reads: the name itself, else its Latin form, else empty.
[[nodiscard]] std::string_view readable_name(const order::Party& party) noexcept;

// First line of a party's street address, from its parts or its lines.
[[nodiscard]] std::string_view street_of(const order::Address& address) noexcept;

}  // namespace silkgate::adapters::eaeu
