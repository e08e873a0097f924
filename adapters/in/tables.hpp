// The adapter's dated data files. Read once by make(), then immutable and safe for any thread.
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/common/eaeu/rates.hpp"
#include "gateway/core/csv.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::in {

// Percent of the assessable value; `sws` is percent of the basic duty (and of the cess).
struct DutyRates {
    std::string key;  // "tariff", "concession" or an item of 8 digits
    Decimal bcd;
    Decimal aidc;
    Decimal sws;
    Decimal igst;
    bool doubtful = false;  // the surcharge is not confirmed
    csv::Validity validity;
};

// A word in force on a day: a state's code, a unit's, an error's text, a limit's amount.
struct Entry {
    std::string value;
    csv::Validity validity;
};

class Tables {
public:
    // Errc::invalid_settings names file and line: a row without source or date, two of one key whose days
    // overlap, a bad number.
    [[nodiscard]] static Result<Tables> load(const ReadData& read_data);

    // Of limits.csv: "cbe_xiii_max", INR or percent.
    [[nodiscard]] std::optional<Decimal> limit(std::string_view name, BusinessDate day) const;
    // Goods for personal use, `basis` "tariff" or "concession"; nullptr when no row holds that day.
    [[nodiscard]] const DutyRates* personal(std::string_view basis, BusinessDate day) const noexcept;
    [[nodiscard]] const DutyRates* tariff(std::string_view item, BusinessDate day) const noexcept;
    // Two digits for a state's name, letters in either case; empty when there is no such state.
    [[nodiscard]] std::string_view state(std::string_view name, BusinessDate day) const;
    // Three letters for a UN/ECE unit; empty when there is none.
    [[nodiscard]] std::string_view unit(std::string_view code, BusinessDate day) const noexcept;
    // What an ICES error number says, whatever the day; empty when it is not known.
    [[nodiscard]] std::string_view error_text(std::string_view code) const noexcept;
    // Why goods of that HS code can not come by courier that day; empty when they can.
    [[nodiscard]] std::string_view refused_by_courier(std::string_view hs, BusinessDate day) const noexcept;
    [[nodiscard]] const eaeu::RateTable& rates() const noexcept { return rates_; }

private:
    using Entries = std::multimap<std::string, Entry, std::less<>>;

    [[nodiscard]] static std::string_view
    find(const Entries& entries, std::string_view key, BusinessDate day) noexcept;

    Entries limits_;
    Entries states_;
    Entries units_;
    Entries errors_;
    Entries restricted_;
    std::vector<DutyRates> personal_;
    std::vector<DutyRates> tariff_;
    eaeu::RateTable rates_;

    friend class TableReader;
};

inline constexpr std::string_view kImportRates = "CBIC-IMPORT";
inline constexpr std::string_view kExportRates = "CBIC-EXPORT";

// India has one zone, UTC+5:30, all year.
inline constexpr std::chrono::minutes kIndiaOffset{330};

}  // namespace silkgate::adapters::in
