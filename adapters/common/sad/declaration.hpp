// The data of one goods declaration, in the words of the single administrative document, before it becomes a
// WCO message, a CUSDEC or an ASYCUDA file. Plain values; empty is absent.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/core/decimal.hpp"

#include <optional>
#include <string>
#include <vector>

namespace silkgate::adapters::sad {

struct Party {
    std::string name;
    std::string id;
    std::string street;
    std::string city;
    std::string postcode;
    std::string country;  // alpha-2
    std::string phone;
    std::string email;
};

struct Item {
    int number = 0;              // from 1
    std::string code;            // digits
    bool national_code = false;  // of the country's own tariff, else six digits of the Harmonized System
    std::string description;
    std::string origin;  // alpha-2
    Decimal quantity;
    std::string unit;              // UN/ECE Rec 20
    std::optional<Decimal> gross;  // kg
    Decimal net;                   // kg
    Decimal value;                 // after the line's discount, rounded to the currency's minor units
};

struct Declaration {
    Action action = Action::submit;
    bool is_import = true;
    std::string regime;
    std::string country;         // alpha-2, of the authority
    std::string reference;       // of the declarant, 22 characters, its own for every message
    std::string customs_number;  // given by the authority to what is changed or cancelled
    std::string reason;          // of a cancellation, as the caller said it
    std::string reason_code;     // of a change or cancellation, from the country's list; or empty
    std::string office;
    std::string procedure;  // customs procedure of the country's list
    Instant issued;
    std::chrono::minutes utc_offset{};
    std::string currency;
    int minor_units = 2;
    Decimal total;  // sum of the items' values
    Decimal freight;
    Decimal insurance;
    std::optional<Decimal> gross;  // kg
    std::int64_t packages = 0;     // 0: not known
    std::string package_kind;      // UN/ECE Rec 21
    std::string export_country;
    std::string destination_country;
    std::string mode;  // UN/ECE Rec 19: 1 sea, 2 rail, 3 road, 4 air, 5 post
    std::string waybill;
    std::string waybill_type;  // UN/EDIFACT 1001
    std::string incoterm;
    std::string incoterm_place;
    std::string invoice;  // the order's number
    Instant invoice_date;
    bool is_sale = true;
    Party exporter;
    Party importer;
    Party declarant;
    std::vector<Item> items;
};

}  // namespace silkgate::adapters::sad
