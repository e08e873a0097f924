// The data files themselves, and what the loader refuses.
#include "adapters/cn/tables.hpp"

#include "adapters/cn/registrations.hpp"
#include "adapters/cn/test_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::adapters::cn {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kHeader = "alpha2,customs_code,name,source,effective_from,effective_to\n";

Result<Table> parse(std::string_view rows) {
    return Table::parse("x.csv", std::string(kHeader) + std::string(rows), {{"alpha2"}, "customs_code", ""});
}

std::chrono::sys_days day(std::string_view text) {
    return std::chrono::sys_days(*parse_date(text));
}

const Tables& tables() {
    static const Tables kTables = *Tables::load([](std::string_view name) -> Result<std::string> {
        return test::read_file(test::folder() / "data" / name);
    });
    return kTables;
}

std::string refusal(std::string_view rows) {
    const auto table = parse(rows);
    return table ? "accepted" : table.error().detail;
}

TEST(Tables, RowsWithoutSourceOrDateAreRefused) {
    EXPECT_EQ(refusal("KZ,145,Kazakhstan,s,2018-04-01,\n"), "accepted");
    EXPECT_THAT(refusal("KZ,145,Kazakhstan,,2018-04-01,\n"), HasSubstr("x.csv:2: the row has no source"));
    EXPECT_THAT(refusal("KZ,145,Kazakhstan,s,,\n"), HasSubstr("effective_from"));
    EXPECT_THAT(refusal("KZ,145,Kazakhstan,s,2018-02-30,\n"), HasSubstr("effective_from"));
    EXPECT_THAT(refusal("KZ,145,Kazakhstan,s,2018-04-02,2018-04-01\n"), HasSubstr("effective_to"));
    EXPECT_THAT(refusal("KZ,,Kazakhstan,s,2018-04-02,\n"), HasSubstr("empty"));
}

TEST(Tables, OverlappingIntervalsAreRefused) {
    EXPECT_EQ(refusal("KZ,145,a,s,2018-01-01,2018-12-31\nKZ,146,a,s,2019-01-01,\n"), "accepted");
    EXPECT_THAT(refusal("KZ,145,a,s,2018-01-01,2019-01-01\nKZ,146,a,s,2019-01-01,\n"), HasSubstr("overlap"));
    EXPECT_THAT(refusal("KZ,145,a,s,2018-01-01,\nKZ,146,a,s,2019-01-01,\n"), HasSubstr("overlap"));
}

TEST(Tables, ValueIsTheOneInForceThatDay) {
    const auto table = parse("KZ,145,a,s,2018-01-01,2018-12-31\nKZ,146,a,s,2019-01-01,\n");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->value("KZ", day("2017-12-31")), "");
    EXPECT_EQ(table->value("KZ", day("2018-12-31")), "145");
    EXPECT_EQ(table->value("KZ", day("2019-01-01")), "146");
    EXPECT_EQ(table->value("K", day("2019-01-01")), "");
    EXPECT_EQ(table->find_newest("KZ")->value, "146");
    EXPECT_EQ(table->find_newest("KA"), nullptr);
}

TEST(Tables, MissingFileIsAnError) {
    EXPECT_FALSE(Tables::load([](std::string_view) -> Result<std::string> {
        return fail(Errc::invalid_settings, "no file");
    }));
}

TEST(Tables, CodesOfTheCountriesOfTheRegion) {
    const std::pair<std::string_view, std::string_view> expected[] = {
        {"CN", "142"},
        {"RU", "344"},
        {"KZ", "145"},
        {"KG", "146"},
        {"TJ", "147"},
        {"UZ", "149"},
        {"IN", "111"},
        {"PK", "127"},
        {"IR", "113"},
        {"BY", "340"},
    };
    for (const auto& [country, code] : expected) {
        EXPECT_EQ(tables().countries.value(country, day("2026-11-24")), code) << country;
    }
    EXPECT_EQ(tables().currencies.value("RUB", day("2026-11-24")), "344");
    EXPECT_EQ(tables().currencies.value("KZT", day("2026-11-24")), "");
}

// Some tables still hold the codes of the members of the CIS from before they got their own.
TEST(Tables, NoCountryHasACodeThatIsNoLongerUsed) {
    for (const TableRow& row : tables().countries.rows()) {
        for (const std::string_view old : {"341", "342", "345", "346", "348"}) {
            EXPECT_NE(row.value, old) << row.key;
        }
        EXPECT_EQ(row.value.size(), 3U) << row.key;
    }
}

TEST(Tables, ModesAreServedFromTheDayOfTheirAnnouncement) {
    const auto type = [](std::string_view mode, std::string_view date) {
        return tables().trade_modes.value(mode, day(date));
    };
    EXPECT_EQ(type("9610", "2014-02-09"), "");
    EXPECT_EQ(type("9610", "2014-02-10"), "E");
    EXPECT_EQ(type("9710", "2020-06-30"), "");
    EXPECT_EQ(type("9710", "2020-07-01"), "B");
    EXPECT_EQ(type("9810", "2020-07-01"), "W");
    EXPECT_EQ(type("1210", "2026-11-24"), "E");
    EXPECT_EQ(type("1239", "2026-11-24"), "");
    EXPECT_EQ(tables().limits.value("retail_import_order_max", day("2018-12-31")), "");
    EXPECT_EQ(tables().limits.value("retail_import_order_max", day("2019-01-01")), "5000");
    EXPECT_EQ(tables().limits.value("retail_import_year_max", day("2019-01-01")), "26000");
    EXPECT_EQ(tables().limits.value("business_list_value_max", day("2020-06-30")), "");
    EXPECT_EQ(tables().limits.value("business_list_value_max", day("2020-07-01")), "5000");
    EXPECT_EQ(tables().limits.value("list_summary_value_max", day("2018-12-31")), "");
    EXPECT_EQ(tables().limits.value("list_summary_value_max", day("2019-01-01")), "5000");
}

TEST(Tables, EveryMappedUnitIsAUnitOfCustoms) {
    for (const TableRow& row : tables().unit_map.rows()) {
        EXPECT_NE(tables().units.find_newest(row.value), nullptr) << row.key;
    }
    EXPECT_EQ(tables().unit("KGM", day("2026-11-24")), "035");
    EXPECT_EQ(tables().unit("163", day("2026-11-24")), "163");
    EXPECT_EQ(tables().unit("", day("2026-11-24")), "");
}

TEST(Tables, ADayInChinaBeginsEightHoursEarlier) {
    EXPECT_EQ(china_day(*parse_rfc3339("2026-11-24T15:59:59.999Z")), day("2026-11-24"));
    EXPECT_EQ(china_day(*parse_rfc3339("2026-11-24T16:00:00Z")), day("2026-11-25"));
}

TEST(Registrations, ReadmeListsEveryKey) {
    const std::string readme = test::read_file(test::folder() / "README.md");
    for (const std::string_view key : registration_keys()) {
        EXPECT_THAT(readme, HasSubstr("`CN." + std::string(key) + "`"));
    }
}

Registrations read(
    const config::Connection& connection,
    std::string_view country,
    std::string_view mode,
    std::string_view direction = "export"
) {
    return read_registrations(connection, {.trade_mode = mode, .country = country, .direction = direction});
}

TEST(Registrations, ImportsHaveSendersAndPartiesOfTheirOwn) {
    config::Connection connection;
    connection.registrations = {
        {"CN.ebpCode", "无"},
        {"CN.ebpCode.import", "P"},
        {"CN.copCode", "A"},
        {"CN.copCode.CEB505", "B"},
        {"CN.copCode.CEB511", "C"},
        {"CN.dxpId", "D"},
    };
    const Registrations import = read(connection, "KZ", "9610", "import");
    EXPECT_EQ(import.ebp_code, "P");
    EXPECT_EQ(import.senders[0].code, "A");
    EXPECT_EQ(import.senders[1].code, "C");
    EXPECT_EQ(import.senders[3].code, "");  // the payment's sender is never a general one
    EXPECT_EQ(read(connection, "KZ", "9610").ebp_code, "无");
    EXPECT_EQ(read(connection, "KZ", "9610").senders[1].code, "B");
    connection.registrations["CN.copCode.CEB411"] = "E";
    EXPECT_EQ(read(connection, "KZ", "9610", "import").senders[3].code, "E");
}

TEST(Registrations, NarrowedKeysOverrideTheGeneralOne) {
    config::Connection connection;
    connection.registrations = {
        {"CN.portCode", "4223"},
        {"CN.portCode.KZ", "9402"},
        {"CN.portCode.RU", "0600"},
        {"CN.statisticsFlag", "B"},
        {"CN.statisticsFlag.9710", "A"},
        {"CN.portCode.9710", "4201"},
        {"CN.copCode", "A"},
        {"CN.copCode.CEB505", "B"},
        {"CN.unknown", "x"},
        {"RU.inn", "y"},
        {"CN.", "z"}
    };
    EXPECT_EQ(read(connection, "KZ", "9610").port_code, "9402");
    EXPECT_EQ(read(connection, "BY", "9610").port_code, "4223");
    const Registrations russia = read(connection, "RU", "9610");
    EXPECT_EQ(russia.senders[0].code, "A");
    EXPECT_EQ(russia.senders[1].code, "B");
    EXPECT_EQ(russia.senders[2].code, "A");
    EXPECT_EQ(russia.statistics_flag, "B");
    const Registrations business = read(connection, "RU", "9710");
    EXPECT_EQ(business.statistics_flag, "A");
    EXPECT_EQ(business.port_code, "0600");  // the destination's wins over the mode's
    EXPECT_EQ(read(connection, "BY", "9710").port_code, "4201");
}

}  // namespace
}  // namespace silkgate::adapters::cn
