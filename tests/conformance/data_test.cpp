// Dated data of every country: a row without a source, without a first day, or on days that another row of
// the same key holds, is refused when it is read. The defects are planted in every file of every folder, one
// at a time.
#include "adapters/registry_list.hpp"
#include "gateway/core/csv.hpp"
#include "tests/conformance/suite.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

namespace silkgate::conformance {
namespace {

using adapters::BuiltIn;

// A good row for the files that are shipped empty, since an operator loads them: by their columns before the
// source.
constexpr auto kOperatorsRows = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"bank,currency,nominal,rate", "CBR,EUR,1,90.5"},
    {"currency,nominal,rate", "EUR,1,90.5"},
    {"code,kind,percent,amount,currency,unit", "8516797000,MAX,10,2,EUR,166"},
    {"prefix,kind,percent", "8516,duty,10"},
    {"item,bcd,aidc,sws,igst", "85167910,10,0,10,18"},
    {"regime,limit_eur,percent,eur_per_kg", "DET,200,5,1"},
    {"registry,above,up_to,amount", "DT,0,1000,5"},
});

struct DataFile {
    const BuiltIn* country = nullptr;
    std::string name;
    std::string text;    // with at least one row
    std::string header;  // up to ",source,…"
    std::string row;     // the first: up to the source
};

constexpr std::string_view kTail = ",source,effective_from,effective_to";

std::string first_row(const std::string& text, std::string_view header) {
    const auto rows = csv::split(text);
    if (rows.size() > 1) {
        const auto& cells = rows[1].row.cells;
        std::string row;
        for (std::size_t i = 0; i + 3 < cells.size(); ++i) {
            row += (i == 0 ? "\"" : ",\"") + cells[i] + "\"";
        }
        return row;
    }
    const auto* const found =
        std::ranges::find(kOperatorsRows, header, &std::pair<std::string_view, std::string_view>::first);
    EXPECT_NE(found, kOperatorsRows.end())
        << "an empty file with columns that this test does not know: " << header;
    return found == kOperatorsRows.end() ? std::string{} : std::string(found->second);
}

// Every data file of the build's countries.
std::vector<DataFile> data_files() {
    std::vector<DataFile> files;
    for (const BuiltIn& country : adapters::built_in_adapters()) {
        const auto folder =
            std::filesystem::path(SILKGATE_SOURCE_DIR) / "adapters" / std::string(country.folder) / "data";
        if (!std::filesystem::is_directory(folder)) {
            continue;  // a country without dated data
        }
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            DataFile file{
                .country = &country, .name = entry.path().filename().string(), .text = read_file(entry.path())
            };
            for (std::size_t at = 0; at < file.text.size() && file.header.empty();) {
                const std::size_t end = file.text.find('\n', at);
                if (file.text[at] != '#') {
                    file.header = file.text.substr(at, end - at);
                }
                at = end + 1;
            }
            EXPECT_TRUE(file.header.ends_with(kTail)) << entry.path() << " has rows without source or days";
            file.header.resize(file.header.size() - std::min(kTail.size(), file.header.size()));
            file.row = first_row(file.text, file.header);
            files.push_back(std::move(file));
        }
    }
    return files;
}

// What reading the country's data says when one of its files holds this.
std::string error_of(const DataFile& file, const std::string& text) {
    const auto made = file.country->make([&](std::string_view name) -> Result<std::string> {
        return name == file.name ? text
                                 : read_file(
                                       std::filesystem::path(SILKGATE_SOURCE_DIR) / "adapters" /
                                       std::string(file.country->folder) / "data" / std::string(name)
                                   );
    });
    return made ? std::string{} : std::string(made.error().detail);
}

// The file with one more row, or that row alone.
std::string one_row(const DataFile& file, std::string_view end) {
    return file.header + std::string(kTail) + "\n" + file.row + std::string(end) + "\n";
}

TEST(Data, IsReadAsShipped) {
    EXPECT_FALSE(data_files().empty());
    for (const DataFile& file : data_files()) {
        EXPECT_EQ(error_of(file, file.text), "") << file.country->folder << "/" << file.name;
    }
}

TEST(Data, ARowWithoutSourceIsRefused) {
    for (const DataFile& file : data_files()) {
        const std::string error = error_of(file, one_row(file, ",,2026-01-01,"));
        EXPECT_NE(error.find(file.name), std::string::npos)
            << file.country->folder << "/" << file.name << ": " << error;
        EXPECT_NE(error.find("source"), std::string::npos)
            << file.country->folder << "/" << file.name << ": " << error;
    }
}

TEST(Data, ARowWithoutItsFirstDayIsRefused) {
    for (const DataFile& file : data_files()) {
        const std::string error = error_of(file, one_row(file, ",a-source,,"));
        EXPECT_NE(error.find(file.name), std::string::npos)
            << file.country->folder << "/" << file.name << ": " << error;
    }
}

TEST(Data, RowsOfOneKeyOnTheSameDayAreRefused) {
    for (const DataFile& file : data_files()) {
        const std::string first = one_row(file, ",a-source,2026-01-01,2026-06-30");
        const std::string error = error_of(file, first + file.row + ",a-source,2026-06-30,\n");
        EXPECT_NE(error.find("overlap"), std::string::npos)
            << file.country->folder << "/" << file.name << ": " << error;
    }
}

// The defects above are what is refused, not the rows: without them the same rows are not complained of so.
TEST(Data, TheSameRowsWithSourceAndApartAreNotRefusedForThat) {
    for (const DataFile& file : data_files()) {
        const std::string apart =
            one_row(file, ",a-source,2026-01-01,2026-06-30") + file.row + ",a-source,2026-07-01,\n";
        const std::string error = error_of(file, apart);
        EXPECT_EQ(error.find("overlap"), std::string::npos)
            << file.country->folder << "/" << file.name << ": " << error;
        EXPECT_EQ(error.find("source"), std::string::npos)
            << file.country->folder << "/" << file.name << ": " << error;
    }
}

}  // namespace
}  // namespace silkgate::conformance
