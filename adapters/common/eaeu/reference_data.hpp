// The adapter's dated data, read once from adapters/common/eaeu/data and immutable afterwards.
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/common/eaeu/duty.hpp"
#include "adapters/common/eaeu/rates.hpp"
#include "adapters/common/eaeu/tariff.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::eaeu {

// One row of a keyed list: `key` holds one meaning at a time.
struct Entry {
    std::string key;
    csv::Validity validity;
    std::vector<std::string> values;
    std::string source;
};

// A keyed list as a file: the first `keys` columns make the key ("a:b" for two), then values, then source,
// effective_from, effective_to.
struct ListShape {
    std::string_view file;
    std::vector<std::string_view> columns;
    std::size_t keys = 1;
};

// Errc::invalid_settings names file and line of a row without key, value or source, or with overlapping days.
[[nodiscard]] Result<std::vector<Entry>> read_entries(const ReadData& read_data, const ListShape& shape);

struct ReferenceData {
    std::vector<PersonalLimits> limits;
    RateTable rates;
    std::vector<Entry> bounds;              // key currency; values {EUR per unit, at most}
    std::vector<Entry> restricted;          // key prefix of TN VED; values {what}
    std::vector<Entry> units;               // key UN/ECE Rec 20; values {customs code, name}
    std::vector<Entry> express_limits;      // key procedure, "10"; values {EUR of a waybill, at most}
    std::vector<EcommerceTerms> ecommerce;  // empty until an operator switches the regime on
    std::vector<Entry> ecommerce_excluded;  // key prefix of TN VED; values {what}
    Tariff tariff;                          // empty until the operator loads it
    std::vector<Entry> taxes;  // key "vat:<prefix or *>" or "excise:<prefix>"; values {percent or "unknown"}
    std::vector<Entry> fees;   // key "<DT or DTEG>:<value above>"; values {value up to, amount}, national

    // Errc::invalid_settings names file and line of a row without source, with a wrong cell or overlapping
    // days.
    [[nodiscard]] static Result<ReferenceData> load(const ReadData& read_data);

    // Limits in force on a day, or nullptr.
    [[nodiscard]] const PersonalLimits* limits_on(BusinessDate day) const noexcept;
    // Terms of the e-commerce regime on a day, or nullptr where it does not hold.
    [[nodiscard]] const EcommerceTerms* ecommerce_on(BusinessDate day) const noexcept;
};

// Entry of a list in force on a day, or nullptr.
[[nodiscard]] const Entry*
find_entry(const std::vector<Entry>& entries, std::string_view key, BusinessDate day) noexcept;

// Entry in force on a day whose key is a beginning of the code, or nullptr.
[[nodiscard]] const Entry*
find_prefix(const std::vector<Entry>& entries, std::string_view code, BusinessDate day) noexcept;

}  // namespace silkgate::adapters::eaeu
