// Papers are read back by poppler's pdftotext: what cannot be selected and searched is not readable.
// SILKGATE_KEEP_PAPERS names a folder where the files are left to be looked at.
#include "gateway/json/reader.hpp"
#include "gateway/papers/canvas.hpp"
#include "gateway/papers/consolidation_sheets.hpp"
#include "gateway/papers/order_papers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>

namespace silkgate::papers {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Instant kCreated = *parse_rfc3339("2026-11-25T10:00:00Z");

Decimal decimal(std::string_view text) {
    return *Decimal::parse(text);
}

order::Line line(int number, std::string en) {
    order::Line made;
    made.id = std::to_string(number);
    made.number = number;
    made.sku = "KETTLE-" + std::to_string(number);
    made.title = en;
    made.customs_names = {
        {.language = "en", .text = std::move(en), .provenance = {}},
        {.language = "zh", .text = "电热水壶", .provenance = {}},
        {.language = "ru", .text = "Чайник электрический", .provenance = {}}
    };
    made.quantity = decimal("2");
    made.unit = "C62";
    made.unit_price = decimal("120.00");
    made.amount = decimal("240.00");
    made.customs.codes = {{.system = "CN10", .code = "8516799000", .country = "CN", .provenance = {}}};
    made.customs.origin_country = "CN";
    made.customs.net_weight = decimal("1.800");
    made.customs.gross_weight = decimal("2.000");
    return made;
}

order::Order order_to_moscow(int lines = 1) {
    order::Order made;
    made.header.number = "1001";
    made.header.flow = {.origin_country = "CN", .destination_country = "RU", .origin_provenance = {}};
    made.header.nature_of_transaction = "sale";
    made.header.created_at.instant = kCreated;
    made.money.currency = "CNY";
    made.money.goods = decimal("240.00");
    made.money.freight = decimal("20.00");
    made.money.total = decimal("260.00");
    order::Party seller;
    seller.name = "青岛示范贸易有限公司";
    seller.name_latin = "Qingdao Sample Trading Co., Ltd.";
    seller.phone = "+8653200000000";
    seller.address = order::Address{};
    seller.address->country = "CN";
    seller.address->lines = {"1 Sample Road"};
    seller.address->city = "Qingdao";
    seller.address->postcode = "266000";
    order::Party buyer;
    buyer.name = "Иванова Ольга Петровна";
    buyer.name_latin = "Ivanova Olga";
    buyer.phone = "+79161234567";
    buyer.address = order::Address{};
    buyer.address->country = "RU";
    buyer.address->lines = {"ул. Тверская, д. 7, кв. 12"};
    buyer.address->city = "Москва";
    buyer.address->postcode = "125009";
    made.parties.seller = seller;
    made.parties.buyer = buyer;
    made.parties.consignee = buyer;
    for (int i = 1; i <= lines; ++i) {
        made.lines.push_back(line(i, "Electric kettle No. " + std::to_string(i)));
    }
    order::Consignment consignment;
    consignment.ref = "C1";
    consignment.packages = {{.count = 1, .kind = "BX", .gross_weight = {}, .marks = "FRAGILE"}};
    consignment.gross_weight = decimal("2.000");
    consignment.incoterm = "DAP";
    consignment.incoterm_place = "Moscow";
    consignment.return_instruction = "return";
    made.consignments.push_back(consignment);
    return made;
}

Shipment shipment_of(const order::Order& order) {
    return view_shipment(order, 0, "LX100000025CN", kCreated);
}

std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    std::string all;
    std::array<char, 4096> part{};
    while (pipe && std::fgets(part.data(), part.size(), pipe.get()) != nullptr) {
        all += part.data();
    }
    return all;
}

class Papers : public ::testing::Test {
protected:
    void SetUp() override {
        const char* keep = std::getenv("SILKGATE_KEEP_PAPERS");
        folder_ = keep != nullptr ? std::filesystem::path(keep)
                                  : std::filesystem::temp_directory_path() /
                                        ("silkgate_papers_" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
        keep_ = keep != nullptr;
    }
    void TearDown() override {
        if (!keep_) {
            std::filesystem::remove_all(folder_);
        }
    }

    std::string write(const Result<std::string>& pdf, const std::string& name) {
        EXPECT_TRUE(pdf) << (pdf ? "" : pdf.error().detail);
        const std::string path = (folder_ / (name + ".pdf")).string();
        std::ofstream(path, std::ios::binary) << *pdf;
        return path;
    }

    // The text of the file, as a reader would select it.
    std::string text_of(const Result<std::string>& pdf, const std::string& name) {
        return output_of("pdftotext -layout '" + write(pdf, name) + "' -");
    }

    std::filesystem::path folder_;
    bool keep_ = false;
};

TEST_F(Papers, LabelIsReadableInThreeScripts) {
    const order::Order order = order_to_moscow();
    const auto pdf = draw_label(shipment_of(order), Language::en);
    const std::string text = text_of(pdf, "label");
    for (const char* part :
         {"Ivanova Olga",
          "Иванова Ольга Петровна",
          "ул. Тверская, д. 7, кв. 12",
          "青岛示范贸易有限公司",
          "LX 100 000 025 CN",
          "2.000",
          "RU",
          "+79161234567"}) {
        EXPECT_THAT(text, HasSubstr(part));
    }
    EXPECT_THAT(
        output_of("pdfinfo '" + (folder_ / "label.pdf").string() + "'"), HasSubstr("283.465 x 425.197")
    ) << "100 × 150 mm";
    const std::string fonts = output_of("pdffonts '" + (folder_ / "label.pdf").string() + "'");
    EXPECT_THAT(fonts, HasSubstr("NotoSansCJK"));
    EXPECT_THAT(fonts, Not(HasSubstr(" no  "))) << "every font is embedded: " << fonts;
}

TEST_F(Papers, ALabelNeedsANumber) {
    const order::Order order = order_to_moscow();
    const auto pdf = draw_label(view_shipment(order, 0, {}, kCreated), Language::en);
    ASSERT_FALSE(pdf);
    EXPECT_EQ(pdf.error().code, Errc::not_found);
}

TEST_F(Papers, Cn23HasItsFieldsInEachLanguage) {
    const order::Order order = order_to_moscow();
    for (const auto& [language, title] :
         {std::pair{Language::en, "Detailed description of contents"},
          std::pair{Language::zh, "内件详细名称"},
          std::pair{Language::ru, "Подробное описание вложения"}}) {
        const std::string text = text_of(
            draw_cn23(shipment_of(order), language), "cn23-" + std::to_string(static_cast<int>(language))
        );
        for (const char* part :
             {title,
              "CN 23",
              "LX100000025CN",
              "Electric kettle No. 1",
              "电热水壶",
              "851679",
              "240.00 CNY",
              "1.800",
              "2.000",
              "20.00 CNY"}) {
            EXPECT_THAT(text, HasSubstr(part));
        }
    }
}

TEST_F(Papers, Cn23TurnsThePageAndLosesNoLine) {
    const order::Order order = order_to_moscow(40);
    const std::string text = text_of(draw_cn23(shipment_of(order), Language::en), "cn23-long");
    for (int i = 1; i <= 40; ++i) {
        EXPECT_THAT(text, HasSubstr("Electric kettle No. " + std::to_string(i)));
    }
    EXPECT_THAT(
        output_of("pdfinfo '" + (folder_ / "cn23-long.pdf").string() + "'"),
        Not(HasSubstr("Pages:           1\n"))
    );
}

TEST_F(Papers, Cn22HasItsFieldsAndLosesNoLine) {
    const order::Order order = order_to_moscow(12);
    for (const auto& [language, title] :
         {std::pair{Language::en, "Sale of goods"},
          std::pair{Language::zh, "商品"},
          std::pair{Language::ru, "Продажа товара"}}) {
        const std::string text = text_of(
            draw_cn22(shipment_of(order), language), "cn22-" + std::to_string(static_cast<int>(language))
        );
        for (const char* part :
             {title, "CN 22", "LX100000025CN", "No. 1", "No. 12", "851679", "240.00", "1.800", "2880.00 CNY"
             }) {
            EXPECT_THAT(text, HasSubstr(part));
        }
    }
}

TEST_F(Papers, InvoiceAndPackingListAddUp) {
    const order::Order order = order_to_moscow(2);
    const Sheet invoice = commercial_invoice(shipment_of(order));
    const auto json = json::Document::parse(to_json(invoice));
    ASSERT_TRUE(json);
    EXPECT_EQ(json->root()["total"]["amount"].text(), "480.00");
    EXPECT_EQ(json->root()["orderTotal"].text(), "260.00 CNY");
    EXPECT_EQ(json->root()["incoterm"].text(), "DAP Moscow");
    const std::string text = text_of(to_pdf(invoice, Language::ru, kCreated), "invoice");
    for (const char* part :
         {"Коммерческий счёт", "Чайник электрический", "青岛示范贸易有限公司", "480.00", "Инкотермс"}) {
        EXPECT_THAT(text, HasSubstr(part));
    }
    const Sheet list = packing_list(shipment_of(order));
    EXPECT_EQ(list.total[5], "3.600");
    EXPECT_THAT(text_of(to_pdf(list, Language::zh, kCreated), "packing-list"), HasSubstr("装箱单"));
}

TEST_F(Papers, WhatTheOrderDoesNotSayIsBlank) {
    order::Order order = order_to_moscow(2);
    order.lines[1].customs.net_weight.reset();
    order.consignments[0].gross_weight.reset();
    const Sheet list = packing_list(shipment_of(order));
    EXPECT_EQ(list.rows[1][5], "");
    EXPECT_EQ(list.total[5], "") << "a sum of which a part is not known is not known";
    EXPECT_THAT(to_json(list), Not(HasSubstr("null")));
}

TEST_F(Papers, TheSameOrderGivesTheSameBytes) {
    const order::Order order = order_to_moscow();
    const auto once = draw_cn23(shipment_of(order), Language::zh);
    const auto again = draw_cn23(shipment_of(order), Language::zh);
    ASSERT_TRUE(once && again);
    EXPECT_EQ(*once, *again);
}

// A private-use character is in no font: better no paper than a box on it.
TEST_F(Papers, ACharacterWithoutAFontIsAnError) {
    order::Order order = order_to_moscow();
    order.parties.consignee->name_latin = "\xF3\xB0\x80\x80";
    const auto pdf = draw_label(shipment_of(order), Language::en);
    ASSERT_FALSE(pdf);
    EXPECT_THAT(pdf.error().detail, HasSubstr("font"));
}

TEST(PapersCsv, IsQuotedAndRunsNoFormula) {
    const Sheet sheet{
        .kind = "x",
        .title = {},
        .head = {},
        .columns = {{"a", {}, 1, false}, {"b", {}, 1, false}},
        .rows = {{"=1+1", "say \"no\", twice\nplease"}, {"", "plain"}},
        .total = {},
        .foot = {}
    };
    EXPECT_EQ(to_csv(sheet), "a,b\r\n'=1+1,\"say \"\"no\"\", twice\nplease\"\r\n,plain\r\n");
}

adapters::consolidation::Consolidation packed() {
    const auto document = json::Document::parse(R"({"mode":"rail","from":"JIAOZHOU","to":"MOSCOW",
      "transportDocument":{"type":"SMGS","number":"12345678"},
      "units":[{"ref":"BAG-1","kind":"bag","in":"BOX","tareKg":"0.35","orders":["ord_1","ord_2"]},
               {"ref":"BOX","kind":"container","number":"CSQU3054383","type":"45G1","tareKg":"3940","seals":["QD-77"]},
               {"ref":"BAG-2","kind":"bag","in":"BOX","tareKg":"0.35","orders":["ord_3"]}]})");
    auto made = *adapters::consolidation::read_wish(document->root());
    made.number = "QD-2026-11";
    made.updated_at = kCreated;
    for (const auto& [order, unit] : {std::pair{"ord_1", 0}, std::pair{"ord_2", 0}, std::pair{"ord_3", 2}}) {
        made.parcels.push_back(
            {.order = order,
             .number = std::string("N-") + order,
             .waybill = std::string("LX-") + order,
             .destination_country = "RU",
             .pieces = 1,
             .gross_kg = decimal("2.000"),
             .unit = static_cast<std::size_t>(unit)}
        );
    }
    return made;
}

TEST_F(Papers, OfAConsolidationForEachLevel) {
    const auto consolidation = packed();
    const auto loads = *adapters::consolidation::weigh(consolidation);
    const order::Order order = order_to_moscow();
    const FindOrder find = [&order](const std::string&) -> const order::Order& { return order; };
    const Sheet whole = manifest(consolidation, loads, {});
    ASSERT_EQ(whole.rows.size(), 3U);
    EXPECT_EQ(whole.rows[0][0], "BOX") << "what is opened first stands first";
    EXPECT_EQ(whole.total.back(), "3946.700");
    const Sheet bag = manifest(consolidation, loads, "BAG-1");
    ASSERT_EQ(bag.rows.size(), 1U);
    EXPECT_EQ(bag.rows[0].back(), "4.350");
    const Sheet houses = house_list(consolidation, "BAG-2", find);
    ASSERT_EQ(houses.rows.size(), 1U);
    EXPECT_EQ(houses.rows[0][0], "LX-ord_3");
    EXPECT_EQ(houses.rows[0][2], "BOX > BAG-2");
    EXPECT_EQ(house_list(consolidation, {}, find).total[7], "6.000");
    EXPECT_TRUE(house_list(consolidation, "NO-SUCH", find).rows.empty());
    const std::string text =
        text_of(to_pdf(house_list(consolidation, {}, find), Language::ru, kCreated), "house-list");
    for (const char* part :
         {"Список индивидуальных накладных", "LX-ord_2", "Иванова", "青岛示范", "SMGS 12345678"}) {
        EXPECT_THAT(text, HasSubstr(part));
    }
    EXPECT_THAT(text_of(to_pdf(whole, Language::zh, kCreated), "manifest"), HasSubstr("CSQU3054383 45G1"));
    EXPECT_EQ(packing_list(consolidation, "BAG-1", find).rows.size(), 2U);
}

}  // namespace
}  // namespace silkgate::papers
