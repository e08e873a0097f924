// Consignment notes: written, valid against the published schema (where SILKGATE_REFERENCE is), read back
// equal.
#include "adapters/common/carriers/events.hpp"
#include "adapters/common/consignment/cmr.hpp"
#include "adapters/common/consignment/smgs.hpp"
#include "tests/support/golden.hpp"
#include "tests/unit/consignment/schemas.hpp"

#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <random>

namespace silkgate::adapters::consignment {
namespace {

Decimal decimal(std::string_view text) {
    return *Decimal::parse(text);
}

PostalAddress address(std::string country, std::string city) {
    return {
        .postcode = "050000",
        .country = std::move(country),
        .country_name = {},
        .region = {},
        .city = std::move(city),
        .street = "Jiaozhou Bay Ave. 1 <A> & \"B\"",
    };
}

Station station(std::string code, std::string name, std::string country) {
    return {
        .code = std::move(code),
        .name = std::move(name),
        .railway_code = "27",
        .railway_name = "КТЖ",
        .country = std::move(country),
    };
}

Stamp stamp(std::string date, Station at) {
    return {.carrier = "КТЖ", .date = std::move(date), .time = {}, .station = std::move(at)};
}

SmgsNote smgs() {
    SmgsNote note;
    note.document_id = "6a1f1b8e-8d6b-4c4e-9a55-0d1c1c1f0001";
    note.number = "30012345";
    note.registration = {.name = "SMGS", .number = "30012345", .date = "2026-11-20"};
    note.gross_weight = decimal("21500.5");
    note.loaded_by = "consignor";
    note.consignor = {.name = "青岛茶叶有限公司", .address = address("CN", "Qingdao")};
    note.consignee = {.name = "ТОО Чай", .address = address("KZ", "Алматы")};
    note.departure = {
        .code = {}, .name = "Jiaozhou", .railway_code = "33", .railway_name = {}, .country = "CN"
    };
    note.destination = {.railway_code = "27", .station_code = "700007", .name = "КТЖ Алматы-1"};
    note.borders = {station("708507", "Достык", "KZ")};
    note.goods = {{
        .descriptions = {"Чай зелёный", "绿茶"},
        .commodity_code = "0902101000",
        .pieces = decimal("800"),
        .gross_weight = decimal("21500.5"),
        .pieces_description = "800 cartons",
        .gng = "09021000",
        .packing = "carton",
        .wagon = "94800125",
        .containers = {"CSQU3054383"},
    }};
    note.containers = {{
        .number = "CSQU3054383",
        .kind = {},
        .tare = decimal("3800"),
        .goods_weight = decimal("21500.5"),
        .length = decimal("40"),
    }};
    note.wagons = {{
        .number = "94800125",
        .owner_type = "P",
        .power = decimal("69"),
        .axles = decimal("4"),
        .tare = decimal("21.5"),
        .weight = {},
    }};
    note.seals = {{.marks = "CN000123", .count = decimal("1"), .kind = "1"}};
    note.carriers = {{
        .name = "КТЖ",
        .code = "0027",
        .from = station("708507", "Достык", "KZ"),
        .to = station("700007", "Алматы-1", "KZ"),
    }};
    note.contract = stamp("2026-11-20", note.departure);
    return note;
}

CmrNote cmr() {
    CmrNote note;
    note.document_id = "6a1f1b8e-8d6b-4c4e-9a55-0d1c1c1f0002";
    note.language = "RU";
    note.stamped = "false";
    note.registration = {.date = "2026-11-20", .number = "CMR-1", .place = "Urumqi"};
    note.consignor = {.name = "青岛茶叶有限公司", .address = address("CN", "Qingdao")};
    note.consignee = {.name = "ОсОО Чай", .address = address("KG", "Бишкек")};
    note.carrier = {.name = "Перевозчик", .address = address("KG", "Бишкек")};
    note.goods = {{
        .marks = "TEA 1-800",
        .descriptions = {"Чай зелёный"},
        .line = decimal("1"),
        .commodity_code = "0902101000",
        .volume = decimal("60.25"),
        .pieces = decimal("800"),
        .gross_weight = decimal("18250"),
        .packings = {{.code = "CT", .quantity = decimal("800"), .description = "cartons"}},
    }};
    note.terms = {.places = {"Бишкек"}, .incoterm = "DAP"};
    note.vehicle = RoadVehicle{.special_conditions = {}, .tractor = "01KG123ABC", .trailer = "01KG456T"};
    note.taking = {.date = "2026-11-20", .place = address("CN", "Urumqi")};
    note.gross_weight = GrossWeight{.kilograms = decimal("18250")};
    return note;
}

TEST(Smgs, IsReadBackEqual) {
    SmgsNote note = smgs();
    note.arrival = stamp("2026-11-28", station("700007", "Алматы-1", "KZ"));
    note.passages = {stamp("2026-11-25", station("708507", "Достык", "KZ"))};
    note.issue = stamp("2026-11-29", station("700007", "Алматы-1", "KZ"));
    const auto bytes = write_smgs(note);
    ASSERT_TRUE(bytes) << bytes.error().detail;
    const auto read = read_smgs(*bytes);
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(*read, note);
}

// What the carrier adds on the way, and what the sender may add.
SmgsNote full_smgs() {
    SmgsNote note = smgs();
    note.customs_notice = "released";
    note.supply_contract = Reference{.name = "contract", .number = "C-1", .date = "2026-10-01"};
    note.documents = {{
        .document = {.name = "invoice", .number = "INV-1", .date = "2026-11-19"},
        .kind = "02011",
    }};
    note.payers = {{
        .code = "27",
        .name = "Казахстан",
        .short_name = "КТЖ",
        .payer = RailPayer{.name = "Forwarder", .code = "12"},
    }};
    note.carrier_notice = "none";
    note.commercial_act = "none";
    note.prolongations = {"gauge change, 1 day", "customs, 2 days"};
    note.charges.resize(1);
    RailCharge& charge = note.charges[0];
    charge.order = decimal("1");
    charge.carrier = "0027";
    charge.from = station("708507", "Достык", "KZ");
    charge.to = station("700007", "Алматы-1", "KZ");
    charge.distance = decimal("858");
    charge.weight = decimal("21500.5");
    charge.tariff = "1";
    charge.cargo_code = "575";
    charge.sender_currency = charge.sender_tariff_currency = "CHF";
    charge.amounts[0] = charge.amounts[11] = decimal("1012.10");
    note.totals = {decimal("1012.10"), decimal("1012.10"), std::nullopt, std::nullopt};
    return note;
}

CmrNote full_cmr() {
    CmrNote note = cmr();
    note.next_carrier = note.carrier;
    note.documents = {{
        .document = {.name = "invoice", .number = "INV-1", .date = "2026-11-19"},
        .kind = "02011",
    }};
    note.customs = CustomsOffice{.name = "Бишкек", .code = "41710"};
    note.cost = RoadCost{
        .transport = decimal("4200.00"),
        .additional = decimal("100.50"),
        .other = {},
        .total = decimal("4300.50"),
        .currency = "USD",
    };
    return note;
}

TEST(Smgs, WhatIsAddedIsReadBackEqual) {
    EXPECT_EQ(*read_smgs(*write_smgs(full_smgs())), full_smgs());
    EXPECT_EQ(*read_cmr(*write_cmr(full_cmr())), full_cmr());
}

TEST(Smgs, TheFormHasSoMuchRoom) {
    SmgsNote note = full_smgs();
    note.charges.resize(6, note.charges[0]);
    note.passages.resize(12, note.contract);
    EXPECT_TRUE(write_smgs(note));
    note.passages.resize(13, note.contract);
    EXPECT_FALSE(write_smgs(note));
    note.passages.resize(12);
    note.charges.resize(7, note.charges[0]);
    EXPECT_FALSE(write_smgs(note));
    note.charges.resize(6);
    note.prolongations.emplace_back("more");
    EXPECT_FALSE(write_smgs(note));
}

TEST(Smgs, NamesWhatIsMissing) {
    struct Case {
        const char* element;
        std::function<void(SmgsNote&)> remove;
    };
    for (const auto& [element, remove] : std::vector<Case>{
             {"rwb:Number", [](SmgsNote& note) { note.number.clear(); }},
             {"rwb:GrossWeightQuantity", [](SmgsNote& note) { note.gross_weight.reset(); }},
             {"rwb:RWBGoods", [](SmgsNote& note) { note.goods.clear(); }},
             {"rwb:Packing", [](SmgsNote& note) { note.goods[0].packing.clear(); }},
             {"rwb:Carrier", [](SmgsNote& note) { note.carriers.clear(); }},
             {"cat_ru:OrganizationName", [](SmgsNote& note) { note.consignee.name.clear(); }},
             {"rwb:Date", [](SmgsNote& note) { note.contract.date.clear(); }},
         }) {
        SmgsNote note = smgs();
        remove(note);
        const auto bytes = write_smgs(note);
        ASSERT_FALSE(bytes) << element;
        EXPECT_NE(bytes.error().detail.find(element), std::string::npos) << bytes.error().detail;
    }
}

TEST(Smgs, NumbersWithAWrongCheckDigitAreNotWritten) {
    SmgsNote note = smgs();
    note.containers[0].number = "CSQU3054384";
    EXPECT_FALSE(write_smgs(note));
    note = smgs();
    note.wagons[0].number = "94800126";
    EXPECT_FALSE(write_smgs(note));
    note = smgs();
    note.carriers[0].to.code = "700008";
    EXPECT_FALSE(write_smgs(note));
}

TEST(Smgs, StampsAreEventsOfTheCarriage) {
    SmgsNote note = smgs();
    note.passages = {stamp("2026-11-25", station("708507", "Достык", "KZ"))};
    note.issue = stamp("2026-11-29", station("700007", "Алматы-1", "KZ"));
    const auto items = carriers::read_events(*write_smgs(note));
    ASSERT_TRUE(items) << items.error().detail;
    ASSERT_EQ(items->size(), 3U);
    EXPECT_EQ((*items)[0].movement->step, CarriageStep::collected);
    EXPECT_EQ((*items)[1].movement, (Movement{.step = CarriageStep::in_transit, .place = "708507"}));
    EXPECT_EQ((*items)[2].movement->step, CarriageStep::delivered);
    EXPECT_EQ(format_rfc3339(*(*items)[2].at), "2026-11-29T00:00:00.000Z");
    EXPECT_EQ((*items)[2].authority_reference, "30012345");
}

TEST(Cmr, IsReadBackEqual) {
    const auto bytes = write_cmr(cmr());
    ASSERT_TRUE(bytes) << bytes.error().detail;
    const auto read = read_cmr(*bytes);
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(*read, cmr());
}

TEST(Cmr, NamesWhatIsMissing) {
    CmrNote note = cmr();
    note.vehicle->tractor.clear();
    EXPECT_NE(write_cmr(note).error().detail.find("cmr:PrimeMoverStateSignID"), std::string::npos);
    note = cmr();
    note.gross_weight.reset();
    EXPECT_NE(write_cmr(note).error().detail.find("cmr:CMRGoodsWeight"), std::string::npos);
    note = cmr();
    note.goods[0].packings.clear();
    EXPECT_NE(write_cmr(note).error().detail.find("cmr:GoodsPackingInfo"), std::string::npos);
}

TEST(Notes, SatisfyThePublishedSchemas) {
    const Schemas schemas;
    if (!schemas.there()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    SmgsNote full = full_smgs();
    full.arrival = full.notice = full.issue = stamp("2026-11-28", station("700007", "Алматы-1", "KZ"));
    full.handovers = full.passages = {stamp("2026-11-25", station("708507", "Достык", "KZ"))};
    EXPECT_EQ(schemas.errors(*write_smgs(smgs()), "RailwayBill.xsd"), "");
    EXPECT_EQ(schemas.errors(*write_smgs(full), "RailwayBill.xsd"), "");
    EXPECT_EQ(schemas.errors(*write_cmr(cmr()), "CMR.xsd"), "");
    EXPECT_EQ(schemas.errors(*write_cmr(full_cmr()), "CMR.xsd"), "");
    CmrNote by_volume = cmr();
    by_volume.gross_weight.reset();
    by_volume.supplementary = {.quantity = decimal("60.25"), .unit_name = "м3", .unit_code = "113"};
    EXPECT_EQ(schemas.errors(*write_cmr(by_volume), "CMR.xsd"), "");
    std::string broken = *write_cmr(cmr());
    broken.replace(broken.find("<cmr:LanguageCode>RU"), 20, "<cmr:LanguageCode>ru");
    EXPECT_NE(schemas.errors(broken, "CMR.xsd"), "");
}

// Texts of every kind of character in every field that holds free text, and any weight: what is written is
// read.
TEST(Notes, AnyTextIsReadBackEqual) {
    std::mt19937 random(20261125);
    const std::array<std::string, 8> pieces{"a", "<", "&amp;", "\"", "茶", "Ж", "]]>", "x y"};
    const auto text = [&] {
        std::string made = "t";
        for (std::size_t i = random() % 12; i > 0; --i) {
            made += pieces[random() % pieces.size()];
        }
        return made + "t";
    };
    for (int round = 0; round < 200; ++round) {
        SmgsNote note = smgs();
        note.consignor_notice = text();
        note.consignor.name = text();
        note.destination.name = text();
        note.goods.resize(1 + random() % 3, note.goods[0]);
        for (RailGoods& goods : note.goods) {
            goods.descriptions.assign(1 + random() % 3, text());
            goods.gross_weight = decimal(std::to_string(random() % 100'000) + ".125");
        }
        CmrNote road = cmr();
        road.terms.places = {text(), text()};
        road.goods[0].marks = text();
        road.consignee.name = text();
        EXPECT_EQ(*read_smgs(*write_smgs(note)), note);
        EXPECT_EQ(*read_cmr(*write_cmr(road)), road);
    }
}

TEST(Notes, AreTheGoldenFiles) {
    const std::string rail = *write_smgs(smgs());
    EXPECT_EQ(test::golden(SILKGATE_SOURCE_DIR, "consignment/golden/smgs.xml", rail), rail);
    const std::string road = *write_cmr(cmr());
    EXPECT_EQ(test::golden(SILKGATE_SOURCE_DIR, "consignment/golden/cmr.xml", road), road);
}

TEST(Notes, OtherDocumentsAreRefused) {
    EXPECT_FALSE(read_smgs(*write_cmr(cmr())));
    EXPECT_FALSE(read_cmr(*write_smgs(smgs())));
    EXPECT_FALSE(read_cmr("<CMR"));
    EXPECT_FALSE(read_smgs("<RailwayBill/>"));
}

}  // namespace
}  // namespace silkgate::adapters::consignment
