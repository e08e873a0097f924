#include "gateway/intake/platform_forms.hpp"

#include <gtest/gtest.h>

namespace silkgate::intake {
namespace {

using std::chrono::minutes;

std::string read_time(std::string_view text, TimeForm form, int zone = 0) {
    const auto instant = parse_time(text, form, minutes{zone});
    return instant ? format_rfc3339(*instant) : "refused";
}

TEST(PlatformForms, TimesAreReadInTheirForm) {
    EXPECT_EQ(read_time("2026-11-24T08:00:00+08:00", TimeForm::rfc3339), "2026-11-24T00:00:00.000Z");
    EXPECT_EQ(read_time("2026-11-24 08:00:00 +0800", TimeForm::rfc3339), "2026-11-24T00:00:00.000Z");
    EXPECT_EQ(read_time("2026-11-24T08:00:00-00:00", TimeForm::rfc3339), "2026-11-24T08:00:00.000Z");
    EXPECT_EQ(read_time("2026-11-24T08:00:00", TimeForm::rfc3339), "refused");
    EXPECT_EQ(read_time("2026-11-24 08:00:00", TimeForm::local, 480), "2026-11-24T00:00:00.000Z");
    EXPECT_EQ(read_time("2026-11-24", TimeForm::date, 180), "2026-11-23T21:00:00.000Z");
    EXPECT_EQ(read_time("24-11-2026 08:00:00", TimeForm::day_first, 180), "2026-11-24T05:00:00.000Z");
    EXPECT_EQ(read_time("24.11.2026", TimeForm::day_first), "2026-11-24T00:00:00.000Z");
    EXPECT_EQ(read_time("31.02.2026", TimeForm::day_first), "refused");
    EXPECT_EQ(read_time("Wed, 14 Nov 2012 19:26:23 +0000", TimeForm::rfc2822), "2012-11-14T19:26:23.000Z");
    EXPECT_EQ(read_time("4 Nov 2012 19:26:23 -0500", TimeForm::rfc2822), "2012-11-05T00:26:23.000Z");
    EXPECT_EQ(read_time("Wed, 14 Bla 2012 19:26:23 +0000", TimeForm::rfc2822), "refused");
    EXPECT_EQ(read_time("20261124080000123+0800", TimeForm::compact), "2026-11-24T00:00:00.123Z");
    EXPECT_EQ(read_time("20261124080000+0800", TimeForm::compact), "2026-11-24T00:00:00.000Z");
    EXPECT_EQ(read_time("20261124080000", TimeForm::compact), "refused");
    EXPECT_EQ(read_time("1795507200", TimeForm::epoch_s), "2026-11-24T08:00:00.000Z");
    EXPECT_EQ(read_time("1795507200123", TimeForm::epoch_ms), "2026-11-24T08:00:00.123Z");
    // Milliseconds where seconds are meant lie beyond the year 9999.
    // The other unit, or a text, is told by its looks.
    EXPECT_EQ(read_time("1795507200123", TimeForm::epoch_s), "2026-11-24T08:00:00.123Z");
    EXPECT_EQ(read_time("1795507200", TimeForm::epoch_ms), "2026-11-24T08:00:00.000Z");
    EXPECT_EQ(read_time("2026-11-24T08:00:00Z", TimeForm::epoch_ms), "2026-11-24T08:00:00.000Z");
    EXPECT_EQ(read_time("179550720012345", TimeForm::epoch_ms), "refused");
    EXPECT_EQ(read_time("yesterday", TimeForm::epoch_ms), "refused");
    EXPECT_EQ(read_time("-5", TimeForm::epoch_s), "refused");
}

TEST(PlatformForms, CurrenciesAreRepairedWhereTheirMeaningIsKnown) {
    EXPECT_EQ(repair_currency("RUR").code, "RUB");
    EXPECT_EQ(repair_currency("RMB").code, "CNY");
    EXPECT_EQ(repair_currency("eur").code, "EUR");
    EXPECT_EQ(repair_currency("643").code, "RUB");
    EXPECT_EQ(repair_currency("933").code, "BYN");
    EXPECT_EQ(repair_currency("IRT").code, "IRR");
    EXPECT_EQ(repair_currency("IRT").factor, Decimal(10));
    // What BYR means only the shop knows: it stays, and the order is refused as in no known currency.
    EXPECT_EQ(repair_currency("BYR").code, "BYR");
    EXPECT_EQ(repair_currency("999999").code, "999999");
}

TEST(PlatformForms, CountriesAreFoundByCodeNumberAndName) {
    EXPECT_EQ(repair_country("ru"), "RU");
    EXPECT_EQ(repair_country("643"), "RU");
    EXPECT_EQ(repair_country("KAZ"), "KZ");
    EXPECT_EQ(repair_country("Россия"), "RU");
    EXPECT_EQ(repair_country("Kazakhstan"), "KZ");
    EXPECT_EQ(repair_country("Russian Federation"), "RU");
    EXPECT_EQ(repair_country("哈萨克斯坦"), "KZ");
    EXPECT_EQ(repair_country("UK"), "GB");
    EXPECT_EQ(repair_country("Atlantis"), "Atlantis");
}

TEST(PlatformForms, WhatIsHiddenIsSeen) {
    EXPECT_TRUE(is_hidden("J***n"));
    EXPECT_TRUE(is_hidden("王*"));
    EXPECT_TRUE(is_hidden("~AgAAAAOm3wUGRwAAAABAAABRn~"));
    EXPECT_FALSE(is_hidden("Ivan ~ Petrov"));
    EXPECT_FALSE(is_hidden(""));
}

}  // namespace
}  // namespace silkgate::intake
