// What golden cases can not show: vectors of numbers, duty vectors, rates of exchange, hostile
// acknowledgements, bad data.
#include "adapters/in/documents.hpp"
#include "adapters/in/identifiers.hpp"
#include "adapters/in/plan.hpp"
#include "adapters/in/quote.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <map>
#include <sstream>

namespace silkgate::adapters::in {

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data);

namespace {

using testing::ElementsAre;

TEST(IndianNumbers, Pan) {
    EXPECT_TRUE(is_pan("ABCPE1234F"));
    EXPECT_TRUE(is_pan_of_known_holder("ABCPE1234F"));
    EXPECT_FALSE(is_pan_of_known_holder("ABCZE1234F"));
    for (const char* text : {"", "ABCPE1234", "ABCPE12345", "abcpe1234f", "ABCP11234F", "ABCPE1234FF"}) {
        EXPECT_FALSE(is_pan(text)) << text;
        EXPECT_FALSE(is_pan_of_known_holder(text)) << text;
    }
}

TEST(IndianNumbers, Gstin) {
    for (const char* text : {"27AAPFU0939F1ZV", "29AAGCB7383J1Z4", "24AAACC1206D1ZM"}) {
        EXPECT_TRUE(is_gstin(text)) << text;
        std::string wrong = text;
        wrong.back() = wrong.back() == 'A' ? 'B' : 'A';
        EXPECT_TRUE(has_gstin_shape(wrong)) << wrong;
        EXPECT_FALSE(is_gstin(wrong)) << wrong;
    }
    for (const char* text : {"", "27AAPFU0939F1Z", "27AAPFU0939F0ZV", "2XAAPFU0939F1ZV", "27aapfu0939f1zv"}) {
        EXPECT_FALSE(is_gstin(text)) << text;
    }
}

TEST(IndianNumbers, IecAadhaarAndCustomHouse) {
    EXPECT_TRUE(is_iec("0304012345"));
    EXPECT_TRUE(is_iec("AAPFU0939F"));
    EXPECT_FALSE(is_iec("030401234"));
    EXPECT_TRUE(is_aadhaar("234567890124"));
    for (const char* text :
         {"234567890123", "134567890124", "23456789012", "2345678901244", "23456789012A"}) {
        EXPECT_FALSE(is_aadhaar(text)) << text;
    }
    for (const char* text : {"INBOM4", "INNSA1", "INTKD6", "INAMD2", "INATQB"}) {
        EXPECT_TRUE(is_custom_house(text)) << text;
    }
    for (const char* text : {"", "INBOM", "INBOM5", "CNBOM4", "INB0M4", "INBOM44"}) {
        EXPECT_FALSE(is_custom_house(text)) << text;
    }
}

using Files = std::map<std::string, std::string, std::less<>>;

Files shipped() {
    Files files;
    for (const char* name :
         {"limits.csv",
          "personal.csv",
          "tariff.csv",
          "rates.csv",
          "states.csv",
          "units.csv",
          "error_codes.csv",
          "restricted.csv"}) {
        std::ifstream in(std::string(SILKGATE_SOURCE_DIR) + "/adapters/in/data/" + name);
        std::stringstream text;
        text << in.rdbuf();
        files[name] = text.str();
    }
    return files;
}

ReadData reader(const Files& files) {
    return [files](std::string_view name) -> Result<std::string> {
        const auto found = files.find(name);
        return found == files.end() ? Result<std::string>(fail(Errc::invalid_settings, "no such file"))
                                    : Result<std::string>(found->second);
    };
}

class India : public testing::Test {
protected:
    India() {
        connection_.registrations = {
            {"IN.channel", "courier"}, {"IN.personalTariffItem", "98049000"}, {"IN.adCode", "6390005"}
        };
        context_.connection = &connection_;
        context_.order_id = OrderId("ord_in");
        order_.header.flow = {.origin_country = "CN", .destination_country = "IN", .origin_provenance = {}};
        order_.header.nature_of_transaction = "sale";
        order_.money.currency = "INR";
        order_.parties.consignee.emplace().kind = order::PartyKind::person;
        order_.consignments.resize(1);
        order_.consignments[0].incoterm = "DAP";
        set_lines({"10000.00"});
        at("2026-11-24");
    }

    void at(const std::string& day) { context_.decided_at = *parse_rfc3339(day + "T08:00:00Z"); }

    void set_lines(const std::vector<std::string>& amounts) {
        order_.lines.clear();
        for (const std::string& amount : amounts) {
            order::Line& line = order_.lines.emplace_back();
            line.quantity = Decimal(1);
            line.unit = "C62";
            line.amount = *Decimal::parse(amount);
            line.customs.codes = {{.system = "IN8", .code = "85167910", .country = "IN", .provenance = {}}};
        }
    }

    [[nodiscard]] Tables tables() const { return *Tables::load(reader(files_)); }

    // "duty 10 % of 10000.00: 1000", …
    std::vector<std::string> quote() {
        const Tables data = tables();
        const Leg leg{
            .id = "import-in",
            .kind = LegKind::import_declaration,
            .country = "IN",
            .regime = "CBE-XIII",
            .mode = {}
        };
        const auto lines = quote_duty(make_view(order_, &leg, context_, data));
        std::vector<std::string> out;
        EXPECT_TRUE(lines.has_value());
        for (const QuoteLine& line : *lines) {
            out.push_back(
                std::string(line.rule->id) + " " + line.kind + " " + line.rate + " of " +
                line.basis.to_string() + ": " + line.amount.to_string()
            );
        }
        return out;
    }

    // "CBE-XIII", or the rules that refuse it.
    std::string plan() {
        const Tables data = tables();
        std::vector<Leg> legs;
        Violations found;
        plan_legs(make_view(order_, nullptr, context_, data), legs, found);
        std::string out;
        for (const Leg& leg : legs) {
            out += leg.regime;
        }
        for (const Violation& violation : found) {
            out += violation.rule->id;
        }
        return out;
    }

    Files files_ = shipped();
    config::Connection connection_;
    Context context_;
    order::Order order_;
};

TEST_F(India, PackagesAreUnitsToo) {
    const BusinessDate day(*parse_date("2026-11-24"));
    EXPECT_EQ(tables().unit("C62", day), "NOS");
    EXPECT_EQ(tables().unit("XBX", day), "BOX");
    EXPECT_EQ(tables().unit("BX", day), "")
        << "a package of Recommendation 21 is no unit of Recommendation 20";
}

// Totals of 41.60, 30.98 and 29.80 percent on 10,000: the vectors of in-9804-faq and in-9804-2026.
TEST_F(India, DutyVectorsOfHeading9804) {
    at("2025-10-01");
    EXPECT_THAT(
        quote(), ElementsAre("IN-0701 duty 20 % of 10000.00: 2000", "IN-0704 gst 18 % of 12000.00: 2160")
    );
    connection_.registrations["IN.personalConcession"] = "yes";
    EXPECT_THAT(
        quote(),
        ElementsAre(
            "IN-0701 duty 10 % of 10000.00: 1000",
            "IN-0703 duty 10 % of 1000: 100",
            "IN-0704 gst 18 % of 11100.00: 1998"
        )
    );
    at("2026-04-01");
    EXPECT_THAT(
        quote(), ElementsAre("IN-0701 duty 10 % of 10000.00: 1000", "IN-0704 gst 18 % of 11000.00: 1980")
    );
    at("2025-03-01");
    connection_.registrations.erase("IN.personalConcession");
    EXPECT_THAT(
        quote(), ElementsAre("IN-0701 duty 20 % of 10000.00: 2000", "IN-0704 gst 28 % of 12000.00: 3360")
    );
}

TEST_F(India, DutyOfATariffItemWithCess) {
    files_["tariff.csv"] += "85167910,20,5,10,18,s,2026-01-01,\n";
    order_.parties.consignee->kind = order::PartyKind::organisation;
    EXPECT_THAT(
        quote(),
        ElementsAre(
            "IN-0701 duty 20 % of 10000.00: 2000",
            "IN-0702 duty 5 % of 10000.00: 500",
            "IN-0703 duty 10 % of 2500: 250",
            "IN-0704 gst 18 % of 12750.00: 2295"
        )
    );
    order_.lines[0].customs.codes[0].code = "85167920";
    EXPECT_THAT(quote(), ElementsAre()) << "no row, no sum";
}

TEST_F(India, EachHeadIsRoundedToTheRupeeOnEachLine) {
    set_lines({"4.99", "5.00"});  // 10 %: 0.499 and 0.50
    EXPECT_THAT(quote(), ElementsAre("IN-0701 duty 10 % of 9.99: 1", "IN-0704 gst 18 % of 10.99: 2"));
}

TEST_F(India, RateOfTheDayDecidesTheForm) {
    order_.money.currency = "CNY";
    EXPECT_EQ(plan(), "IN-0006");
    files_["rates.csv"] +=
        "CBIC-IMPORT,CNY,1,10.0000,s,2026-11-23,2026-11-30\n"
        "CBIC-EXPORT,CNY,1,1.0000,s,2026-11-23,2026-11-30\n";
    EXPECT_EQ(plan(), "CBE-XIII") << "100,000 rupees";
    set_lines({"10000.01"});
    EXPECT_EQ(plan(), "CBE-XIV");
    at("2026-12-01");
    EXPECT_EQ(plan(), "IN-0006") << "a stale rate is no rate";
}

// JPY is per 100 units: a hundredfold error otherwise.
TEST_F(India, RatesPerHundredUnits) {
    order_.money.currency = "JPY";
    files_["rates.csv"] += "CBIC-IMPORT,JPY,100,58.5000,s,2026-11-23,2026-11-30\n";
    EXPECT_THAT(
        quote(), ElementsAre("IN-0701 duty 10 % of 5850.00: 585", "IN-0704 gst 18 % of 6435.00: 1158")
    );
}

TEST_F(India, ChargesByTerm) {
    const auto assessable = [this](const char* term) {
        order_.consignments[0].incoterm = term;
        const Tables data = tables();
        return make_view(order_, nullptr, context_, data).declared.to_string();
    };
    EXPECT_EQ(assessable("CIF"), "10000.00");
    EXPECT_EQ(assessable("CFR"), "10112.50") << "insurance 1.125 %";
    EXPECT_EQ(assessable("FOB"), "12112.50") << "freight 20 % of FOB, insurance 1.125 %";
    order_.money.freight = Decimal(300);
    EXPECT_EQ(assessable("FOB"), "10412.50");
    EXPECT_EQ(assessable("DAP"), "10300.00") << "what the buyer paid beside the price counts";
}

TEST_F(India, LinesAddUpToTheWhole) {
    set_lines({"3.33", "3.33", "3.34"});
    order_.money.freight = Decimal(1);
    const Tables data = tables();
    const View view = make_view(order_, nullptr, context_, data);
    Decimal sum;
    for (const LineView& line : view.lines) {
        sum = *add(sum, *line.assessable);
    }
    EXPECT_EQ(sum, view.declared);
    EXPECT_EQ(view.declared.to_string(), "11.00");
}

TEST_F(India, PakistanAtEitherEnd) {  // IN-0010; no lane of the public schema reaches it
    order_.header.flow.origin_country = "PK";
    EXPECT_EQ(plan(), "IN-0010");
}

TEST_F(India, AcknowledgementsAreReadByTheirJob) {
    const Tables data = tables();
    const std::string head =
        "HREC\x1dZZ\x1dINBOM4\x1dZZ\x1dME\x1dICES1_5\x1dP\x1d\x1d"
        "CHCAI02\x1d"
        "1\x1d"
        "20261124\x1d"
        "1106\r\n";
    const auto accepted = read_reply(
        head +
            "INBOM4\x1d"
            "12\x1d"
            "24112026\x1d"
            "7\x1d"
            "20261124\r\n",
        data
    );
    ASSERT_TRUE(accepted.has_value());
    EXPECT_EQ(accepted->front().references.front(), "in:job:ME:INBOM4:12:24112026");
    EXPECT_EQ(accepted->front().authority_reference, "7/20261124");
    const auto refused = read_reply(
        head +
            "INBOM4\x1d"
            "12\x1d"
            "24112026\x1d"
            "157\n",
        data
    );
    ASSERT_TRUE(refused.has_value());
    EXPECT_EQ(refused->front().status, ReplyStatus::rejected);
    EXPECT_EQ(refused->front().reasons.front().code, "157");
    EXPECT_EQ(refused->front().reasons.front().text, "rates of exchange are not updated");
    const auto garbled = read_reply(
        head +
            "INBOM4\x1d"
            "12\x1d"
            "24112026\x1d"
            "\xff\x01 bad\n",
        data
    );
    ASSERT_TRUE(garbled.has_value());
    EXPECT_EQ(garbled->front().reasons.front().text, "?? bad");
    for (const char* record :
         {"",
          "INBOM4\x1d"
          "12\x1d"
          "24112026\x1d\n",
          "INBOM4\x1d"
          "12\n",
          "x\n"}) {
        EXPECT_FALSE(read_reply(head + record, data).has_value()) << record;
    }
}

TEST_F(India, BadDataIsNamed) {
    const std::vector<std::pair<std::string, std::string>> bad = {
        {"limits.csv", "cbe_xiii_max,5,s,2026-01-01,\n"},  // overlaps
        {"limits.csv", "other,x,s,2026-01-01,\n"},
        {"limits.csv", "other,5,,2026-01-01,\n"},
        {"personal.csv", "tariff,10,0,18,no,s,2026-04-02,\n"},
        {"personal.csv", "tariff,-1,0,18,no,s,2020-01-01,2020-01-02\n"},
        {"personal.csv", "tariff,10,0,18,no,,2020-01-01,2020-01-02\n"},
        {"tariff.csv", "85167910,20,0,10,18,s,,\n"},
        {"rates.csv", "CBIC-IMPORT,CNY,1,x,s,2026-01-01,\n"},
        {"units.csv", "C62,UNT,s,2026-01-01,\n"},
    };
    for (const auto& [name, row] : bad) {
        Files files = files_;
        files[name] += row;
        const auto made = make(reader(files));
        ASSERT_FALSE(made.has_value()) << row;
        EXPECT_EQ(made.error().code, Errc::invalid_settings);
        EXPECT_NE(made.error().detail.find(name.substr(0, name.find('.'))), std::string::npos)
            << made.error().detail;
    }
    for (const auto& [name, text] : files_) {
        Files files = files_;
        files.erase(name);
        EXPECT_FALSE(make(reader(files)).has_value()) << name;
    }
}

}  // namespace
}  // namespace silkgate::adapters::in
