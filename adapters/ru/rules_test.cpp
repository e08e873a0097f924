// Rules that no order of the public schema reaches, data that must be cited, and what check() promises.
#include "adapters/ru/test_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <regex>

namespace silkgate::adapters::ru::test {
namespace {

using testing::Contains;
using testing::ElementsAre;

std::string repeated(std::string_view part, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) {
        text += part;
    }
    return text;
}

std::vector<std::string> rules_after(const std::function<void(order::Order&)>& change) {
    const config::Connection with = connection();
    order::Order order = accepted_order();
    change(order);
    return rules_of(adapter(), order, context_of(with));
}

// Every order without rates of the day is warned of it; the cases hold the rest.
TEST(Rules, AcceptedOrderHasOnlyTheWarningAboutRates) {
    EXPECT_THAT(rules_after([](order::Order&) {}), ElementsAre("EE-0603"));
}

TEST(Rules, LengthsAtAndAboveTheSchemas) {
    const auto name = [](std::string_view family) {
        return [=](order::Order& order) { order.parties.consignee->name_parts->family = family; };
    };
    EXPECT_THAT(rules_after(name(repeated("Ж", 135))), ElementsAre("EE-0603"))
        << "135 + Ольга + Петровна + blanks";
    EXPECT_THAT(rules_after(name(repeated("Ж", 136))), ElementsAre("RU-0108", "EE-0603"));

    const auto seller = [](std::size_t length) {
        return [=](order::Order& order) { order.parties.seller->name_latin = repeated("Q", length); };
    };
    EXPECT_THAT(rules_after(seller(150)), ElementsAre("EE-0603"));
    EXPECT_THAT(rules_after(seller(151)), ElementsAre("RU-0203", "EE-0603"));

    const auto description = [](std::size_t length) {
        return [=](order::Order& order) { order.lines[0].customs_names[0].text = repeated("Д", length); };
    };
    EXPECT_THAT(rules_after(description(1000)), ElementsAre("EE-0603"));
    EXPECT_THAT(rules_after(description(1001)), ElementsAre("EE-0405", "EE-0603"));

    const auto link = [](std::size_t length) {
        return [=](order::Order& order) { order.lines[0].url = repeated("u", length); };
    };
    EXPECT_THAT(rules_after(link(500)), ElementsAre("EE-0603"));
    EXPECT_THAT(rules_after(link(501)), ElementsAre("RU-0414", "EE-0603"));

    const auto brand = [](std::size_t length) {
        return [=](order::Order& order) { order.lines[0].brand = repeated("B", length); };
    };
    EXPECT_THAT(rules_after(brand(150)), ElementsAre("EE-0603"));
    EXPECT_THAT(rules_after(brand(151)), ElementsAre("RU-0415", "EE-0603"));
}

TEST(Rules, PassportDateThatIsNone) {
    for (const char* text : {"20.03.2015", "2015-02-30", "2015-3-2"}) {
        EXPECT_THAT(
            rules_after([&](order::Order& order) { order.parties.consignee->ids[0].issued = text; }),
            ElementsAre("EE-0113", "EE-0603")
        ) << text;
    }
}

TEST(Rules, WeightOfNothing) {
    EXPECT_THAT(
        rules_after([](order::Order& order) {
            order.lines[0].customs.gross_weight = Decimal{};
            order.lines[0].customs.net_weight.reset();
        }),
        Contains("EE-0407")
    );
}

TEST(Rules, LinesAt999AndAbove) {
    const auto lines = [](std::size_t count) {
        return [=](order::Order& order) {
            order.lines.resize(1);
            order.consignments[0].lines.clear();
            order.consignments[0].gross_weight.reset();
            order.money.discount = Decimal{};
            order::Line line = order.lines[0];
            line.amount = decimal("0.10");
            line.discount.reset();
            line.customs.gross_weight = decimal("0.010");
            line.customs.net_weight.reset();
            order.lines.assign(count, line);
        };
    };
    EXPECT_THAT(rules_after(lines(999)), ElementsAre("EE-0603"));
    EXPECT_THAT(rules_after(lines(1000)), ElementsAre("EE-0306", "EE-0603"));
}

TEST(Rules, CurrencyThatIsNone) {
    EXPECT_THAT(rules_after([](order::Order& order) { order.money.currency = "ZZZ"; }), Contains("EE-0601"));
}

TEST(Rules, ValueJustDeclarable) {
    const config::Connection with = connection();
    const auto rated = adapter_with(rates_of_the_day());
    const auto rules = [&](std::string_view value) {
        return rules_of(*rated, order_worth(value, "RUB", "1"), context_of(with));
    };
    EXPECT_THAT(rules("0.01"), ElementsAre());
    EXPECT_THAT(rules("0.00"), ElementsAre("EE-0412"));
    EXPECT_THAT(rules("999999999.99"), ElementsAre());
    EXPECT_THAT(rules("1000000000.00"), ElementsAre("EE-0412"));
}

// A value of a person is never shown, a value of the goods is.
TEST(Rules, FoundValuesOfPersonsAreNotShown) {
    const config::Connection with = connection();
    order::Order order = accepted_order();
    order.parties.consignee->ids[1].number = "500100732258";
    order.parties.consignee->phone = "12";
    order.parties.consignee->address->postcode = "12";
    order.lines[0].brand = repeated("B", 151);
    Violations violations;
    adapter().check(order, import_leg(), context_of(with), violations);
    std::map<std::string_view, std::string> found;
    for (const Violation& violation : violations) {
        found[violation.rule->id] = violation.found;
        EXPECT_EQ(violation.leg, "import-ru");
    }
    EXPECT_EQ(found.at("RU-0118"), "");
    EXPECT_EQ(found.at("EE-0120"), "");
    EXPECT_EQ(found.at("RU-0126"), "");
    EXPECT_EQ(found.at("RU-0415"), order.lines[0].brand);
}

TEST(Rules, DeclareRefusesWhatCheckRefuses) {
    const config::Connection with = connection();
    order::Order order = accepted_order();
    order.parties.consignee->ids.clear();
    const auto documents = adapter().declare(order, import_leg(), context_of(with));
    ASSERT_FALSE(documents);
    EXPECT_EQ(documents.error().code, Errc::rule_violations);
    EXPECT_FALSE(documents.error().violations.empty());
}

std::set<std::string> known_sources() {
    std::set<std::string> ids;
    for (const Source& source : adapter().info().sources) {
        ids.emplace(source.id);
    }
    return ids;
}

// "<id>#<clause>", several joined by "; ".
TEST(Sources, EveryRuleCitesARegisteredSource) {
    const auto known = known_sources();
    static const std::regex kCitation("([a-z0-9.-]+)#");
    for (const Rule* rule : adapter().rules()) {
        if (rule->id.starts_with("LG-")) {
            continue;  // what carriers ask, of every country alike: common/booking
        }
        const std::string basis(rule->basis);
        std::smatch first;
        ASSERT_TRUE(std::regex_search(basis, first, kCitation, std::regex_constants::match_continuous))
            << rule->id;
        for (std::sregex_iterator it(basis.begin(), basis.end(), kCitation); it != std::sregex_iterator();
             ++it) {
            EXPECT_TRUE(known.contains((*it)[1])) << rule->id << " cites " << (*it)[1];
        }
    }
}

TEST(Sources, EveryDataRowNamesARegisteredSource) {
    const auto known = known_sources();
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder() / "data")) {
        std::istringstream lines(read_file(entry.path()));
        std::string line;
        std::size_t column = std::string::npos;
        while (std::getline(lines, line)) {
            if (line.empty() || line.front() == '#') {
                continue;
            }
            std::vector<std::string> cells;  // from the right: no cell after the source is quoted
            std::istringstream row(line + ",");
            for (std::string cell; std::getline(row, cell, ',');) {
                cells.push_back(cell);
            }
            ASSERT_GE(cells.size(), 3U) << entry.path() << ": " << line;
            const std::string& source = cells[cells.size() - 3];
            if (column == std::string::npos) {
                EXPECT_EQ(source, "source") << entry.path();
                column = cells.size() - 3;
                continue;
            }
            EXPECT_TRUE(known.contains(source)) << entry.path() << ": " << line;
        }
        ++files;
    }
    EXPECT_EQ(files, 12);
}

TEST(Data, RowsWithoutSourceOrWithOverlapAreRefused) {
    const auto error_of = [](const std::string& file, const std::string& text) {
        const auto made = make_with({{file, text}});
        return made ? std::string{} : std::string(made.error().detail);
    };
    EXPECT_NE(
        error_of(
            "units.csv", "rec20,code,name,source,effective_from,effective_to\nC62,796,ШТ,,2022-01-01,\n"
        ),
        ""
    );
    EXPECT_NE(
        error_of(
            "units.csv",
            "rec20,code,name,source,effective_from,effective_to\nC62,796,ШТ,a,2022-01-01,\nC62,796,ШТ,a,2023-"
            "01-01,\n"
        ),
        ""
    );
    EXPECT_NE(
        error_of(
            "reply_codes.csv",
            "kind,code,status,meaning,source,effective_from,effective_to\ndecision,10,freed,x,a,2022-01-01,\n"
        ),
        ""
    );
    EXPECT_NE(
        error_of(
            "value_bounds.csv",
            "currency,eur_per_unit_max,source,effective_from,effective_to\nEUR,0,a,2024-01-01,\n"
        ),
        ""
    );
    EXPECT_NE(error_of("restricted.csv", "prefix\n24\n"), "");
}

}  // namespace
}  // namespace silkgate::adapters::ru::test
