// Receipts: official samples, simulated ones, hostile ones.
#include "adapters/cn/read_reply.hpp"
#include "adapters/cn/test_support.hpp"
#include "gateway/crypto/digest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

namespace silkgate::adapters::cn {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Result<std::vector<ReplyItem>> read(std::string_view bytes) {
    return test::adapter().read_reply(bytes, "application/xml; charset=utf-8");
}

std::string receipt(std::string_view number, std::string_view item, std::string_view body) {
    std::string out =
        "<ceb:CEB" + std::string(number) + "Message xmlns:ceb=\"http://www.chinaport.gov.cn/ceb\">";
    out += "<ceb:" + std::string(item) + ">";
    std::string inner(body);
    for (auto at = inner.find('<'); at != std::string::npos; at = inner.find('<', at + 1)) {
        inner.insert(at + (inner[at + 1] == '/' ? 2 : 1), "ceb:");
    }
    return out + inner + "</ceb:" + std::string(item) + "></ceb:CEB" + std::string(number) + "Message>";
}

std::string list_receipt(std::string_view status, std::string_view more = "") {
    return receipt(
        "604",
        "InventoryReturn",
        "<agentCode>3702960001</agentCode><copNo>C1</copNo><returnStatus>" + std::string(status) +
            "</returnStatus><returnTime>20261124163015250</returnTime><returnInfo>text</returnInfo>" +
            std::string(more)
    );
}

std::string waybill_receipt(std::string_view status) {
    return receipt(
        "506",
        "LogisticsReturn",
        "<logisticsCode>A</logisticsCode><logisticsNo>W1</logisticsNo><returnStatus>" + std::string(status) +
            "</returnStatus>"
    );
}

ReplyStatus status_of(std::string_view xml) {
    const auto items = read(xml);
    EXPECT_TRUE(items) << items.error().detail;
    return items ? items->at(0).status : ReplyStatus::technical_error;
}

TEST(Reply, StatusesOfAList) {
    const std::pair<std::string_view, ReplyStatus> expected[] = {
        {"1", ReplyStatus::received},
        {"2", ReplyStatus::received},
        {"3", ReplyStatus::received},
        {"4", ReplyStatus::technical_error},
        {"100", ReplyStatus::rejected},
        {"120", ReplyStatus::registered},
        {"300", ReplyStatus::query},
        {"399", ReplyStatus::registered},
        {"500", ReplyStatus::query},
        {"800", ReplyStatus::released},
        {"899", ReplyStatus::released},
        {"-621001", ReplyStatus::rejected},
        {"-621017", ReplyStatus::technical_error},
        {"-999999", ReplyStatus::technical_error},
    };
    for (const auto& [native, neutral] : expected) {
        EXPECT_EQ(status_of(list_receipt(native)), neutral) << native;
    }
}

TEST(Reply, StoredIsFinalForAWaybillAndInterimForAList) {
    EXPECT_EQ(status_of(waybill_receipt("120")), ReplyStatus::released);
    EXPECT_EQ(status_of(list_receipt("120")), ReplyStatus::registered);
}

TEST(Reply, UnknownStatusIsRefusedNotGuessed) {
    for (const std::string_view status : {"", "777", "8OO", "-", "800 OK", "0"}) {
        const auto items = read(list_receipt(status));
        ASSERT_FALSE(items) << status;
        EXPECT_EQ(items.error().code, Errc::unreadable_reply);
        EXPECT_THAT(items.error().detail, HasSubstr("returnStatus"));
    }
    // 800 is no status of a waybill.
    EXPECT_FALSE(read(waybill_receipt("800")));
}

TEST(Reply, ListGivesBothKeysTimeNumberAndNoReasonWhenReleased) {
    const auto items = read(list_receipt(
        "800",
        "<preNo>B20261124000000001</preNo><invtNo>42582026E000000001</invtNo><ebpCode>P</ebpCode>"
        "<ebcCode>S</ebcCode><orderNo>O-1</orderNo>"
    ));
    ASSERT_TRUE(items);
    const ReplyItem& item = items->at(0);
    EXPECT_THAT(item.references, ElementsAre("cn:CEB603:3702960001:C1", "cn:CEB603-order:P:S:O-1"));
    EXPECT_EQ(item.authority_reference, "42582026E000000001");
    EXPECT_EQ(item.native_status, "800");
    EXPECT_EQ(item.at, *parse_rfc3339("2026-11-24T08:30:15.250Z"));
    EXPECT_TRUE(item.reasons.empty());
}

TEST(Reply, EarlyReceiptsHaveOnlyTheEPortsNumberOrNone) {
    EXPECT_EQ(read(list_receipt("2", "<preNo>B1</preNo><invtNo></invtNo>"))->at(0).authority_reference, "B1");
    EXPECT_EQ(read(list_receipt("2"))->at(0).authority_reference, "");
}

TEST(Reply, RejectionCarriesCodeAndWords) {
    const auto items = read(list_receipt("100"));
    ASSERT_TRUE(items);
    ASSERT_EQ(items->at(0).reasons.size(), 1U);
    EXPECT_EQ(items->at(0).reasons[0].code, "100");
    EXPECT_EQ(items->at(0).reasons[0].text, "text");
    // Without words of its own, the meaning from the table.
    EXPECT_EQ(read(waybill_receipt("-504015"))->at(0).reasons[0].text, "waybill number exists already");
}

TEST(Reply, ReasonIsCutToFiveHundredCharacters) {
    std::string words;
    for (int i = 0; i < 600; ++i) {
        words += "错";
    }
    const auto items = read(receipt(
        "304",
        "OrderReturn",
        "<ebpCode>P</ebpCode><ebcCode>S</ebcCode><orderNo>O</orderNo><returnStatus>100</"
        "returnStatus><returnInfo>" +
            words + "</returnInfo>"
    ));
    ASSERT_TRUE(items);
    EXPECT_EQ(items->at(0).reasons[0].text.size(), 1500U);
}

TEST(Reply, MissingBusinessKeyIsRefused) {
    const auto items = read(receipt(
        "304", "OrderReturn", "<ebpCode>P</ebpCode><orderNo>O</orderNo><returnStatus>2</returnStatus>"
    ));
    ASSERT_FALSE(items);
    EXPECT_THAT(items.error().detail, HasSubstr("OrderReturn 1: the business key"));
}

TEST(Reply, TimeThatIsNoTimeIsAbsent) {
    EXPECT_FALSE(read_return_time("20261324163015250"));
    EXPECT_FALSE(read_return_time("2026112416301525x"));
    EXPECT_FALSE(read_return_time("2026"));
    EXPECT_EQ(read_return_time("20261124163015"), *parse_rfc3339("2026-11-24T08:30:15Z"));
}

TEST(Reply, DxpEnvelopeIsOpened) {
    const std::string inner = list_receipt("800");
    const std::string envelope =
        "<dxp:DxpMsg xmlns:dxp=\"http://www.chinaport.gov.cn/dxp\" ver=\"1.0\"><dxp:TransInfo/><dxp:Data>\n" +
        crypto::to_base64(inner) + "\n</dxp:Data></dxp:DxpMsg>";
    EXPECT_EQ(status_of(envelope), ReplyStatus::released);
    const std::string twice = "<DxpMsg><Data>" + crypto::to_base64(envelope) + "</Data></DxpMsg>";
    EXPECT_FALSE(read(twice));
    EXPECT_FALSE(read("<DxpMsg><Data>***</Data></DxpMsg>"));
}

class RefusedMessage : public ::testing::Test {
protected:
    static std::vector<Document> documents() {
        static const config::Connection kConnection = test::complete_connection();
        return *test::adapter().declare(
            test::complete_order(), test::export_leg(), test::context_of(kConnection)
        );
    }

    static std::string refusal(std::string_view message_id, std::string_view original) {
        return "<CEB900Message xmlns=\"http://www.chinaport.gov.cn/ceb\" guid=\"" + std::string(36, 'A') +
               "\" version=\"1.0\"><MessageReturn><guid>" + std::string(36, 'A') +
               "</guid><returnStatus>-2</returnStatus><returnInfo>schema</returnInfo>"
               "<returnTime>20261124163015250</returnTime><oriCopMsgId>" +
               std::string(message_id) +
               "</oriCopMsgId><oriMessageType>CEB603Message</oriMessageType><oriBizMessage><![CDATA[" +
               std::string(original) + "]]></oriBizMessage></MessageReturn></CEB900Message>";
    }
};

TEST_F(RefusedMessage, NamesTheDocumentByWhatItSendsBack) {
    for (const Document& document : documents()) {
        const std::string xml = refusal("BROKERS-OWN-ID", document.bytes);
        if (!test::reference().empty()) {
            EXPECT_EQ(test::schema_errors(xml, "CEB-import-business.xsd"), "");
        }
        const auto items = read(xml);
        ASSERT_TRUE(items) << items.error().detail;
        ASSERT_EQ(items->size(), 1U);
        EXPECT_EQ(items->at(0).status, ReplyStatus::technical_error);
        EXPECT_THAT(items->at(0).references, ::testing::Contains(document.references.front()));
        EXPECT_THAT(items->at(0).references, ::testing::Contains(document.references.back()));
    }
}

TEST_F(RefusedMessage, NamesTheDocumentByItsMessageIdAlone) {
    const Document list = documents()[2];
    const std::string guid = list.references.back().substr(std::string("cn:message:").size());
    const auto items = read(refusal(guid, "not xml <"));
    ASSERT_TRUE(items);
    EXPECT_THAT(items->at(0).references, ElementsAre(list.references.back()));
    EXPECT_FALSE(read(refusal("", "not xml <")));
}

TEST(Samples, EveryOfficialReceiptOfAnExportIsRead) {
    if (test::reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set: 12 official samples skipped";
    }
    int read_samples = 0;
    for (const auto& file :
         std::filesystem::directory_iterator(test::reference() / "samples-202205" / "export")) {
        const std::string name = file.path().stem().string();
        const bool is_receipt = name[5] == '2' ? name != "CEB507Message" : (name[5] - '0') % 2 == 0;
        const auto items = read(test::read_file(file.path()));
        if (!is_receipt) {
            EXPECT_FALSE(items) << name;
            continue;
        }
        ASSERT_TRUE(items) << name << ": " << items.error().detail;
        EXPECT_GE(items->size(), 1U) << name;
        for (const ReplyItem& item : *items) {
            EXPECT_FALSE(item.references.empty()) << name;
            EXPECT_EQ(item.status, ReplyStatus::received) << name;
            EXPECT_TRUE(item.at) << name;
        }
        ++read_samples;
    }
    EXPECT_EQ(read_samples, 12);
}

// What enterprises send is read by the other side of the wire: each official request is answered, and each
// answer is a receipt.
TEST(Samples, EveryOfficialRequestIsAnswered) {
    if (test::reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set: 18 official samples skipped";
    }
    const Instant now = *parse_rfc3339("2026-11-24T08:00:00Z");
    std::vector<std::string> unanswered;
    int answered = 0;
    for (const char* direction : {"export", "import"}) {
        for (const auto& file :
             std::filesystem::directory_iterator(test::reference() / "samples-202205" / direction)) {
            const std::string bytes = test::read_file(file.path());
            if (read(bytes)) {
                continue;  // a receipt
            }
            const std::string kind = file.path().stem().string().substr(0, 6);
            // Receipts whose status is none of the table's: reply_import_test.cpp. 403 is the payment firm's
            // own.
            constexpr std::string_view kOthers[] = {"CEB514", "CEB624", "CEB626", "CEB712", "CEB403"};
            if (std::ranges::find(kOthers, kind) != std::end(kOthers)) {
                continue;
            }
            const auto replies = test::adapter().simulate(kind, bytes, Outcome::accepted, now);
            if (!replies || replies->empty()) {
                unanswered.push_back(kind);
                continue;
            }
            for (const SimulatedReply& reply : *replies) {
                const auto items = read(reply.bytes);
                ASSERT_TRUE(items) << kind << ": " << items.error().detail;
                EXPECT_FALSE(items->empty()) << kind;
            }
            ++answered;
        }
    }
    EXPECT_THAT(unanswered, testing::IsEmpty());
    EXPECT_EQ(answered, 18);
}

TEST(Samples, TheOrdersReceiptNamesTheOrderTenTimes) {
    if (test::reference().empty()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set: 1 official sample skipped";
    }
    const auto items = read(test::read_file(test::reference() / "samples-202205/export/CEB304Message.xml"));
    ASSERT_TRUE(items);
    ASSERT_EQ(items->size(), 10U);
    EXPECT_THAT(
        items->at(9).references, ElementsAre("cn:CEB303:1105910159:1105910159:order2018050711340001")
    );
    EXPECT_EQ(items->at(0).at, *parse_rfc3339("2018-05-07T07:30:01.001Z"));
}

TEST(Hostile, XmlThatAttacksIsRefused) {
    const std::string bomb =
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
        "<CEB604Message>&b;</CEB604Message>";
    const std::string external =
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
        "<CEB604Message><InventoryReturn>&x;</InventoryReturn></CEB604Message>";
    std::string deep = "<CEB604Message>";
    for (int i = 0; i < 100'000; ++i) {
        deep += "<a>";
    }
    std::string wide = "<CEB604Message>";
    for (int i = 0; i < 60'000; ++i) {
        wide += "<InventoryReturn/>";
    }
    const std::string large = "<CEB604Message>" + std::string(2'000'000, ' ') + "</CEB604Message>";
    for (const std::string& bytes :
         {bomb,
          external,
          deep,
          wide + "</CEB604Message>",
          large,
          std::string{},
          std::string("\0<a/>", 5),
          std::string("\xff\xfe<a/>"),
          std::string("<CEB604Message/>"),
          std::string("<CEB60/>"),
          std::string("<CEB311Message/>"),
          std::string("<a>")}) {
        const auto items = read(bytes);
        ASSERT_FALSE(items) << bytes.substr(0, 60);
        EXPECT_EQ(items.error().code, Errc::unreadable_reply);
    }
}

TEST(Hostile, MoreItemsThanAReceiptHasAreRefused) {
    std::string body = "<CEB506Message>";
    for (int i = 0; i < 1'001; ++i) {
        body +=
            "<LogisticsReturn><logisticsCode>A</logisticsCode><logisticsNo>1</logisticsNo>"
            "<returnStatus>2</returnStatus></LogisticsReturn>";
    }
    EXPECT_FALSE(read(body + "</CEB506Message>"));
}

}  // namespace
}  // namespace silkgate::adapters::cn
