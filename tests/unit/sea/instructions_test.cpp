#include "adapters/common/sea/instructions.hpp"

#include "tests/support/filler.hpp"
#include "tests/unit/sea/files.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>

namespace silkgate::adapters::sea {
namespace {

Instructions good() {
    Instructions made;
    made.document_type = "SWB";
    made.shipped_on_board = made.electronic = true;
    made.to_order = made.ics2 = false;
    made.freight_term = "PRE";
    made.payable_at = "CNQDG";
    made.contacts = {{.name = "Li", .phone = {}, .email = "li@shipper.example"}};
    made.parties.shipper.name = "青岛茶叶有限公司";
    made.parties.consignee.emplace();
    made.parties.consignee->name = "Tea Ltd";
    made.parties.consignee->tax_references = {{.type = "NTN", .country = "PK", .value = "1234567-8"}};
    made.items.resize(1);
    made.items[0].booking = "CBR-1";
    made.items[0].descriptions = {"Green tea"};
    made.items[0].hs_codes = {"090210"};
    made.items[0].extended_hs_codes = {"0902101000"};
    made.items[0].cargo.resize(2);
    for (CargoItem& cargo : made.items[0].cargo) {
        cargo.gross_weight = {.value = *Decimal::parse("9000.5"), .unit = "KGM"};
        cargo.packaging = CargoPackaging{.code = "CT", .packages = 400, .description = "Cartons", .wood = {}};
    }
    made.items[0].cargo[0].container = "CSQU3054383";
    made.items[0].cargo[1].container = "TEXU3070079";
    made.equipments.resize(2);
    made.equipments[0].shipper_owned = false;
    made.equipments[0].number = "CSQU3054383";
    made.equipments[0].seals = {{.number = "CN000123", .source = "SHI"}};
    made.equipments[1].shipper_owned = true;
    made.equipments[1].own = OwnContainer{
        .number = "TEXU3070079", .iso_code = "22GP", .tare = {.value = Decimal(2'200), .unit = "KGM"}
    };
    made.equipments[1].seals = {{.number = "CN000124", .source = {}}};
    return made;
}

TEST(Instructions, AreTheGoldenFile) {
    const std::string made = *write_instructions(good());
    EXPECT_EQ(golden("instructions.json", made), made + "\n");
    EXPECT_EQ(*read_instructions(made), good());
    EXPECT_TRUE(check_instructions(good()).empty());
}

TEST(Instructions, AnyAreReadBackEqual) {
    test::Filler filler(20261125);
    for (int round = 0; round < 200; ++round) {
        const auto made = test::any<Instructions>(filler);
        const auto read = read_instructions(*write_instructions(made));
        ASSERT_TRUE(read) << read.error().detail << read.error().pointer;
        ASSERT_EQ(*read, made);
    }
}

TEST(Instructions, EachConditionIsSeen) {
    const std::vector<std::pair<std::string, std::function<void(Instructions&)>>> changes{
        {"waybill", [](auto& it) { it.to_order = true; }},
        {"container", [](auto& it) { it.items[0].cargo[0].container = "MSCU9988776"; }},
        {"container", [](auto& it) { it.equipments[1].number = "TEXU3070079"; }},
        {"contact", [](auto& it) { it.contacts[0].email.clear(); }},
    };
    for (const auto& [rule, change] : changes) {
        Instructions made = good();
        change(made);
        const auto findings = check_instructions(made);
        ASSERT_EQ(findings.size(), 1U) << rule;
        EXPECT_EQ(findings[0].rule, rule);
    }
    Instructions bill = good();
    bill.document_type = "BOL";
    bill.to_order = true;
    EXPECT_TRUE(check_instructions(bill).empty());
}

// All of DCSA's sample bodies but the error message; what each of them breaks stands here.
TEST(Instructions, EverySampleIsRead) {
    if (!reference()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    int count = 0;
    for (const auto& file :
         std::filesystem::directory_iterator(*reference() + "/logistics/sea-dcsa/conformance")) {
        const std::string name = file.path().filename().string();
        if (!name.starts_with("ebl-api-3.0.0-") || name == "ebl-api-3.0.0-error-message.json") {
            continue;
        }
        ++count;
        const auto read = read_instructions(sample(name));
        ASSERT_TRUE(read) << name << read.error().detail << read.error().pointer;
        EXPECT_TRUE(check_instructions(*read).empty()) << name << check_instructions(*read)[0].text;
        EXPECT_EQ(*read_instructions(*write_instructions(*read)), *read) << name;
    }
    EXPECT_EQ(count, 10);
}

TEST(Instructions, StatusesOfADocumentInBothSpellings) {
    EXPECT_EQ(document_status("SURRENDER_FOR_AMENDMENT"), "SURRENDERED_FOR_AMENDMENT");
    EXPECT_EQ(document_status("SURRENDERED_FOR_AMENDMENT"), "SURRENDERED_FOR_AMENDMENT");
    EXPECT_EQ(document_status("SURRENDER_FOR_DELIVERY"), "SURRENDERED_FOR_DELIVERY");
    EXPECT_EQ(document_status("VOID"), "VOIDED");
    EXPECT_EQ(document_status("ISSUED"), "ISSUED");
    EXPECT_EQ(document_status("LOST"), "");
}

}  // namespace
}  // namespace silkgate::adapters::sea
