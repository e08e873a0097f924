// Receipts of the import direction: official samples, statuses, tax bills.
#include "adapters/cn/test_support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

namespace silkgate::adapters::cn {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Result<std::vector<ReplyItem>> read(std::string_view bytes) {
    return test::adapter().read_reply(bytes, "application/xml");
}

std::string sample(const std::string& number) {
    return test::read_file(
        test::reference() / "samples-202205" / "import" / ("CEB" + number + "Message.xml")
    );
}

// With every occurrence of `from` replaced.
std::string replaced(std::string text, std::string_view from, std::string_view to) {
    EXPECT_NE(text.find(from), std::string::npos) << from;
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

void expect_complete(const std::vector<ReplyItem>& items) {
    for (const ReplyItem& item : items) {
        EXPECT_FALSE(item.references.empty());
        EXPECT_TRUE(item.at);
    }
}

std::string list_receipt(std::string_view number, std::string_view item, std::string_view status) {
    const std::string n(number);
    return "<CEB" + n + "Message xmlns=\"http://www.chinaport.gov.cn/ceb\"><" + std::string(item) +
           "><copNo>C1</copNo><preNo>B20261124000000017</preNo><invtNo>42582026I000000017</"
           "invtNo><returnStatus>" +
           std::string(status) + "</returnStatus></" + std::string(item) + "></CEB" + n + "Message>";
}

TEST(ImportReply, StatusesOfAListItsCancellationAndItsReturn) {
    struct Expected {
        std::string_view number, item, status;
        ReplyStatus neutral;
    };
    const Expected expected[] = {
        {"622", "InventoryReturn", "120", ReplyStatus::registered},
        {"622", "InventoryReturn", "300", ReplyStatus::query},
        {"622", "InventoryReturn", "399", ReplyStatus::registered},
        {"622", "InventoryReturn", "500", ReplyStatus::query},
        {"622", "InventoryReturn", "501", ReplyStatus::query},
        {"622", "InventoryReturn", "502", ReplyStatus::query},
        {"622", "InventoryReturn", "503", ReplyStatus::query},
        {"622", "InventoryReturn", "599", ReplyStatus::query},
        {"622", "InventoryReturn", "700", ReplyStatus::rejected},
        {"622", "InventoryReturn", "800", ReplyStatus::released},
        {"622", "InventoryReturn", "899", ReplyStatus::released},
        {"622", "InventoryReturn", "-621005", ReplyStatus::rejected},
        {"624", "InvtCancelReturn", "120", ReplyStatus::received},
        {"624", "InvtCancelReturn", "399", ReplyStatus::cancelled},
        {"624", "InvtCancelReturn", "100", ReplyStatus::rejected},
        {"626", "InvtRefundReturn", "120", ReplyStatus::registered},
        {"626", "InvtRefundReturn", "399", ReplyStatus::released},
    };
    const std::map<std::string_view, std::string> document = {
        {"622", "cn:CEB621:C1"}, {"624", "cn:CEB623:C1"}, {"626", "cn:CEB625:C1"}
    };
    for (const auto& [number, item, status, neutral] : expected) {
        const auto items = read(list_receipt(number, item, status));
        ASSERT_TRUE(items) << number << ' ' << status << ' ' << items.error().detail;
        EXPECT_EQ(items->at(0).status, neutral) << number << ' ' << status;
        EXPECT_THAT(items->at(0).references, ElementsAre(document.at(number)));
        EXPECT_EQ(items->at(0).authority_reference, "42582026I000000017");
    }
    EXPECT_FALSE(read(list_receipt("624", "InvtCancelReturn", "800")));
    EXPECT_FALSE(read(list_receipt("626", "InvtRefundReturn", "700")));
}

TEST(ImportReply, EveryOfficialReceiptOfAnImportIsRead) {
    if (test::reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set: 8 official samples skipped";
    }
    for (const std::string name : {"312", "412", "512", "622"}) {
        const auto items = read(sample(name));
        ASSERT_TRUE(items) << name << ": " << items.error().detail;
        expect_complete(*items);
    }
    // These samples have statuses that the specification does not list: said, not guessed.
    const std::pair<std::string, std::string> odd[] = {
        {"514", "18"}, {"624", "23"}, {"626", "18"}, {"712", "18"}
    };
    for (const auto& [name, status] : odd) {
        const auto refused = read(sample(name));
        ASSERT_FALSE(refused) << name;
        EXPECT_THAT(refused.error().detail, HasSubstr("returnStatus \"" + status + "\" is not known"));
        const auto mended = read(replaced(sample(name), ">" + status + "<", ">399<"));
        ASSERT_TRUE(mended) << name << ": " << mended.error().detail;
        expect_complete(*mended);
    }
}

constexpr std::string_view kGuid = "0A1B2C3D-0000-4000-8000-000000000001";

std::string tax_bill(std::string_view status, std::string_view duty, std::string_view vat) {
    return "<CEB816Message xmlns=\"http://www.chinaport.gov.cn/ceb\" guid=\"" + std::string(kGuid) +
           "\" version=\"1.0\"><Tax><TaxHeadRd><guid>" + std::string(kGuid) +
           "</guid><returnTime>20261124163015250</returnTime><invtNo>42582026I000000017</invtNo><taxNo>T-1</"
           "taxNo>"
           "<customsTax>" +
           std::string(duty) + "</customsTax><valueAddedTax>" + std::string(vat) +
           "</valueAddedTax><consumptionTax>0</consumptionTax><status>" + std::string(status) +
           "</status></TaxHeadRd><TaxListRd><gnum>1</gnum><gcode>0902101000</gcode><taxPrice>100</taxPrice>"
           "<customsTax>" +
           std::string(duty) + "</customsTax><valueAddedTax>" + std::string(vat) +
           "</valueAddedTax><consumptionTax>0</consumptionTax></TaxListRd></Tax></CEB816Message>";
}

TEST(ImportReply, ATaxBillNamesTheListAndItsAmounts) {
    const std::string xml = tax_bill("1", "0", "9.10");
    if (!test::reference().empty()) {
        EXPECT_EQ(test::schema_errors(xml, "CEB-import-business.xsd"), "");
    }
    const auto items = read(xml);
    ASSERT_TRUE(items) << items.error().detail;
    ASSERT_EQ(items->size(), 1U);
    const ReplyItem& item = items->at(0);
    EXPECT_THAT(item.references, ElementsAre("cn:list-number:42582026I000000017"));
    EXPECT_EQ(item.authority_reference, "");  // the list's number stays its number
    EXPECT_EQ(item.charges[0].bill, "T-1");
    EXPECT_EQ(item.status, ReplyStatus::registered);
    ASSERT_EQ(item.charges.size(), 1U);  // a tax of nothing is no charge
    EXPECT_EQ(item.charges[0].kind, "vat");
    EXPECT_EQ(item.charges[0].amount, *Decimal::parse("9.1"));
    EXPECT_EQ(item.charges[0].currency, "CNY");
    EXPECT_EQ(read(tax_bill("2", "1.5", "2"))->at(0).charges.size(), 2U);
    const auto withdrawn = read(tax_bill("3", "0", "9.10"));
    EXPECT_TRUE(withdrawn->at(0).charges.empty());
    EXPECT_EQ(withdrawn->at(0).void_bill, "T-1");
}

TEST(ImportReply, AListIsKnownByItsNumberFromTheReceiptOnThatBringsIt) {
    const auto numbered = read(list_receipt("622", "InventoryReturn", "120"));
    EXPECT_THAT(numbered->at(0).learned, ElementsAre("cn:list-number:42582026I000000017"));
    EXPECT_EQ(numbered->at(0).authority_reference, "42582026I000000017");
    const std::string unnumbered =
        replaced(list_receipt("622", "InventoryReturn", "2"), "42582026I000000017", "");
    EXPECT_TRUE(read(unnumbered)->at(0).learned.empty());
    EXPECT_TRUE(read(list_receipt("624", "InvtCancelReturn", "399"))->at(0).learned.empty());
}

TEST(ImportReply, ATaxBillThatIsNoneIsRefused) {
    for (const std::string_view status : {"4", "0", "", "800", "-1", "12"}) {
        EXPECT_FALSE(read(tax_bill(status, "0", "1"))) << status;
    }
    for (const std::string_view amount : {"", "x", "-1", "1e9", "1,5"}) {
        EXPECT_FALSE(read(tax_bill("1", "0", amount))) << amount;
    }
    EXPECT_FALSE(read("<CEB816Message/>"));
    EXPECT_FALSE(read("<CEB816Message><Tax><TaxHeadRd/></Tax></CEB816Message>"));
}

TEST(ImportReply, TheLaterStateOfATaxBillIsRead) {
    const std::string xml =
        "<CEB818Message xmlns=\"http://www.chinaport.gov.cn/ceb\" guid=\"" + std::string(kGuid) +
        "\" version=\"1.0\"><Tax><TaxHeadStatus><guid>" + std::string(kGuid) +
        "</guid><returnTime>20261124163015250</returnTime><invtNo>42582026I000000017</invtNo>"
        "<taxNo>T-1</taxNo><status>2</status></TaxHeadStatus></Tax></CEB818Message>";
    if (!test::reference().empty()) {
        EXPECT_EQ(test::schema_errors(xml, "CEB-import-business.xsd"), "");
    }
    const auto items = read(xml);
    ASSERT_TRUE(items) << items.error().detail;
    EXPECT_EQ(items->at(0).native_status, "2");
    EXPECT_TRUE(items->at(0).charges.empty());
    EXPECT_EQ(items->at(0).void_bill, "");
    EXPECT_EQ(read(replaced(xml, "<status>2", "<status>3"))->at(0).void_bill, "T-1");
}

}  // namespace
}  // namespace silkgate::adapters::cn
