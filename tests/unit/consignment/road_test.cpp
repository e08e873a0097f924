// eCMR and the TIR carnet: written, valid against the published schema (where SILKGATE_REFERENCE is), read
// back equal.
#include "adapters/common/consignment/ecmr.hpp"
#include "adapters/common/consignment/tir.hpp"
#include "tests/support/filler.hpp"
#include "tests/support/golden.hpp"
#include "tests/unit/consignment/schemas.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace silkgate::adapters::consignment {
namespace {

Decimal decimal(std::string_view text) {
    return *Decimal::parse(text);
}

TradeParty party(std::string name, std::string role, std::string country) {
    TradeParty made;
    made.name = std::move(name);
    made.role = std::move(role);
    made.contact = TradeContact{.person = "Ли <A>", .phone = "+77011234567", .email = "a@b.example"};
    made.address = TradeAddress{
        .postcode = "050000", .street = "Abay 1", .city = "City", .country = std::move(country), .region = {}
    };
    made.tax_number = "123456789012";
    return made;
}

// Tea and aerosols from Kashgar to Bishkek.
ECmrNote ecmr() {
    ECmrNote note;
    note.document = {.number = "CMR-1", .type = "730", .issued = "2026-11-20T08:00:00Z", .remarks = "r"};
    RoadConsignment& it = note.consignment;
    it.gross_weight = decimal("18250.5");
    it.volume = decimal("60.25");
    it.invoice = xml::Amount{.value = decimal("12500.50"), .currency = "USD"};
    it.item_count = decimal("2");
    it.transshipment = false;
    it.consignor = party("青岛茶叶有限公司", "CZ", "CN");
    it.consignee = party("ОсОО Чай", "CN", "KG");
    it.carrier = party("Перевозчик", "CA", "KG");
    it.notified = {party("Notified", "NI", "KG")};
    it.taken_at = {.id = "CNKSS", .name = "Kashgar", .address = {}};
    it.delivered_at = {.id = "KGFRU", .name = "Bishkek", .address = {}};
    it.documents = {{.type = "380", .id = "INV-1"}};
    it.pick_up.emplace();
    it.pick_up->actual = "2026-11-20T09:00:00Z";
    RoadItem tea;
    tea.sequence = decimal("1");
    tea.gross_weight = decimal("18000.5");
    tea.commodity_code = "0902101000";
    tea.description = "Чай зелёный";
    tea.origin = "CN";
    tea.packages = {{.count = decimal("800"), .type = "CT", .description = "cartons", .marks = "TEA 1-800"}};
    RoadItem aerosols = tea;
    aerosols.sequence = decimal("2");
    aerosols.gross_weight = decimal("250");
    aerosols.dangerous_goods = {
        {.un_number = "1950", .technical_name = {}, .packing_level = "3", .name = "AEROSOLS"}
    };
    it.items = {tea, aerosols};
    it.equipment = {{.id = "01KG456T", .category = "TE", .seals = {{.number = "CN000123"}}}};
    it.movements = {{.stage = "20", .mode = "3", .vehicle = {.plate = "01KG123ABC", .country = "KG"}}};
    it.incoterm = "DAP";
    it.notes = {{.subject = "reservations", .text = "none"}};
    return note;
}

TirParty tir_party(std::string name, std::string country) {
    TirParty made;
    made.name = std::move(name);
    made.address.country = std::move(country);
    made.address.city = "City";
    made.address.street = "Street 1";
    return made;
}

TirCarnet tir() {
    TirCarnet carnet;
    carnet.document_id = "6a1f1b8e-8d6b-4c4e-9a55-0d1c1c1f0003";
    carnet.holder = "KGZ/012/1234";
    carnet.goods_count = decimal("1");
    carnet.from = "CN";
    carnet.to = "UZ";
    carnet.invoice_total = decimal("12500.50");
    carnet.from_name = "Китай";
    carnet.to_name = "Узбекистан";
    carnet.carnet = {.number = "12345678", .series = "XX"};
    carnet.carrier = tir_party("Перевозчик", "KG");
    carnet.vehicles = {
        {.plate = "01KG123ABC",
         .mode = "31",
         .nationality = "417",
         .trailer = "01KG456T",
         .second_trailer = {}}
    };
    carnet.shipments.resize(1);
    TirShipment& it = carnet.shipments[0];
    it.containers = {"CSQU3054383"};
    it.places = decimal("800");
    it.departure_customs = "Kashgar";
    it.unloaded = false;
    it.consignor = tir_party("青岛茶叶有限公司", "CN");
    it.consignee = tir_party("Choy MChJ", "UZ");
    it.destination = TirDestination{.customs = "26010", .place = "Tashkent"};
    it.goods = {{
        .marks = "TEA 1-800",
        .descriptions = {"Чай зелёный"},
        .line = decimal("1"),
        .tnved = "0902101000",
        .gross_weight = decimal("18250"),
        .value = decimal("12500.50"),
        .origin = "156",
        .places = {{.code = "CT", .quantity = decimal("800"), .description = "cartons"}},
    }};
    it.seals = {{.count = decimal("1"), .description = "CN000123"}};
    return carnet;
}

TEST(RoadDocuments, SatisfyThePublishedSchemas) {
    const Schemas schemas;
    if (!schemas.there()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    EXPECT_EQ(schemas.errors(*write_ecmr(ecmr()), "eCMR_1p0.xsd"), "");
    EXPECT_EQ(schemas.errors(*write_tir(tir()), "TIR_Carnet.xsd"), "");
    TirCarnet bare = tir();
    bare.holder.clear();
    bare.shipments[0].destination.reset();
    bare.shipments[0].containers.clear();
    EXPECT_EQ(schemas.errors(*write_tir(bare), "TIR_Carnet.xsd"), "");
    std::string broken = *write_ecmr(ecmr());
    broken.replace(broken.find("<ram:CountryID>CN"), 17, "<ram:CountryID>C1");
    EXPECT_NE(schemas.errors(broken, "eCMR_1p0.xsd"), "");
    broken = *write_tir(tir());
    broken.replace(broken.find("<tirc:TIRSeries>XX"), 18, "<tirc:TIRSeries>xx");
    EXPECT_NE(schemas.errors(broken, "TIR_Carnet.xsd"), "");
}

TEST(RoadDocuments, AreTheGoldenFiles) {
    const std::string note = *write_ecmr(ecmr());
    EXPECT_EQ(test::golden(SILKGATE_SOURCE_DIR, "consignment/golden/ecmr.xml", note), note);
    const std::string carnet = *write_tir(tir());
    EXPECT_EQ(test::golden(SILKGATE_SOURCE_DIR, "consignment/golden/tir.xml", carnet), carnet);
}

TEST(RoadDocuments, AnyAreReadBackEqual) {
    test::Filler filler(20261125);
    for (int round = 0; round < 200; ++round) {
        auto note = test::any<ECmrNote>(filler);
        note.document.type = "730";
        note.consignment.items.resize(1);
        note.consignment.items[0].gross_weight = note.consignment.gross_weight;
        const auto read = read_ecmr(*write_ecmr(note));
        ASSERT_TRUE(read) << read.error().detail;
        ASSERT_EQ(*read, note);

        auto carnet = test::any<TirCarnet>(filler);
        carnet.carnet = {.number = "12345678", .series = "  "};
        std::int64_t goods = 0;
        for (TirShipment& shipment : carnet.shipments) {
            shipment.containers.assign(shipment.containers.size(), "CSQU3054383");
            goods += static_cast<std::int64_t>(shipment.goods.size());
        }
        carnet.goods_count = Decimal(goods);
        carnet.carnet.series = "XX";
        const auto read_carnet = read_tir(*write_tir(carnet));
        ASSERT_TRUE(read_carnet) << read_carnet.error().detail;
        ASSERT_EQ(*read_carnet, carnet);
    }
}

TEST(ECmr, WhatIsMissingOrWrongIsNamed) {
    const std::vector<std::pair<const char*, std::function<void(ECmrNote&)>>> changes{
        {"730", [](auto& it) { it.document.type = "740"; }},
        {"weight", [](auto& it) { it.consignment.gross_weight = decimal("18250"); }},
        {"ram:GrossWeightMeasure",
         [](auto& it) {
             it.consignment.gross_weight.reset();
             it.consignment.items[0].gross_weight.reset();
         }},
        {"ram:IncludedSupplyChainConsignmentItem", [](auto& it) { it.consignment.items.clear(); }},
        {"ram:Name", [](auto& it) { it.consignment.carrier.name.clear(); }},
        {"ram:CountryID", [](auto& it) { it.consignment.consignor.address->country.clear(); }},
        {"ram:UNDGIdentificationCode",
         [](auto& it) { it.consignment.items[1].dangerous_goods[0].un_number.clear(); }},
    };
    for (const auto& [says, change] : changes) {
        ECmrNote note = ecmr();
        change(note);
        const auto bytes = write_ecmr(note);
        ASSERT_FALSE(bytes) << says;
        EXPECT_NE(bytes.error().detail.find(says), std::string::npos) << bytes.error().detail;
    }
    EXPECT_FALSE(read_ecmr(*write_tir(tir())));
}

TEST(Tir, WhatIsMissingOrWrongIsNamed) {
    const std::vector<std::pair<const char*, std::function<void(TirCarnet&)>>> changes{
        {"TIR carnet's number", [](auto& it) { it.carnet.number = "1234567"; }},
        {"container", [](auto& it) { it.shipments[0].containers = {"CSQU3054384"}; }},
        {"count of goods", [](auto& it) { it.goods_count = decimal("2"); }},
        {"tirc:GoodsQuantity", [](auto& it) { it.goods_count.reset(); }},
        {"tirc:TransportMeans", [](auto& it) { it.vehicles.clear(); }},
        {"tirc:UnloadMark", [](auto& it) { it.shipments[0].unloaded.reset(); }},
        {"cat_ru:GoodsDescription", [](auto& it) { it.shipments[0].goods[0].descriptions.clear(); }},
        {"catTrans_ru:PlacesInfo", [](auto& it) { it.shipments[0].goods[0].places.clear(); }},
    };
    for (const auto& [says, change] : changes) {
        TirCarnet carnet = tir();
        change(carnet);
        const auto bytes = write_tir(carnet);
        ASSERT_FALSE(bytes) << says;
        EXPECT_NE(bytes.error().detail.find(says), std::string::npos) << bytes.error().detail;
    }
    EXPECT_FALSE(read_tir(*write_ecmr(ecmr())));
}

}  // namespace
}  // namespace silkgate::adapters::consignment
