// Which standard an order is booked by, what it asks, and its document: valid against the published schema
// where there is one.
#include "adapters/common/air/one_record.hpp"
#include "adapters/common/air/xfzb.hpp"
#include "adapters/common/booking/booking.hpp"
#include "adapters/common/consignment/cmr.hpp"
#include "adapters/common/consignment/ecmr.hpp"
#include "adapters/common/consignment/smgs.hpp"
#include "adapters/common/consignment/tir.hpp"
#include "adapters/common/express/cdek.hpp"
#include "adapters/common/express/russian_post.hpp"
#include "adapters/common/express/yunexpress.hpp"
#include "adapters/common/sea/booking.hpp"
#include "gateway/json/reader.hpp"
#include "tests/support/golden.hpp"
#include "tests/unit/booking/support.hpp"
#include "tests/unit/consignment/schemas.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace silkgate::adapters::booking {
namespace {

using test::rules_of;
using test::Way;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Leg> planned(const order::Order& order, Violations& out) {
    std::vector<Leg> legs;
    (void)plan_leg(order, test::context_of(nullptr), "CN", legs, out);
    return legs;
}

TEST(Choosing, FollowsModeCarrierAndNumber) {
    Violations out;
    EXPECT_EQ(planned(test::order_to("KZ", "rail"), out).front().regime, "SMGS");
    EXPECT_EQ(planned(test::order_to("KZ", "road"), out).front().regime, "CMR");
    order::Order cdek = test::order_to("RU", "road");
    cdek.consignments.front().logistics->carrier_code = "CDEK";
    EXPECT_EQ(planned(cdek, out).front().regime, "CDEK");
    order::Order postal = test::order_to("RU", "rail");
    postal.consignments.front().logistics->number =
        "LX473124829CN";  // a postal item, whatever train takes it
    EXPECT_THAT(planned(postal, out), IsEmpty());
    EXPECT_THAT(planned(test::order_to("KZ", "post"), out), IsEmpty());  // nothing is registered for it
    EXPECT_THAT(out, IsEmpty());
}

TEST(Choosing, ReportsAWordThatDoesNotServeTheMode) {
    config::Connection connection = test::connection();
    connection.registrations["Booking.rail.KZ"] = "DCSA";
    Context context = test::context_of(nullptr);
    context.connection = &connection;
    std::vector<Leg> legs;
    Violations out;
    EXPECT_TRUE(plan_leg(test::order_to("KZ", "rail"), context, "CN", legs, out));
    EXPECT_THAT(rules_of(out), ElementsAre("LG-0101"));
    EXPECT_THAT(legs, IsEmpty());
}

TEST(Choosing, FillsTheConnectionsModeOnce) {
    config::Connection connection = test::connection();
    connection.registrations["Booking.mode"] = "road";
    connection.registrations["Booking.mode.KZ"] = "rail";
    order::Order order = test::order_to("KZ", "");
    EXPECT_FALSE(fill_mode(order, connection));  // it has a number: somebody else books it
    order.consignments.front().logistics.reset();
    EXPECT_TRUE(fill_mode(order, connection));
    EXPECT_EQ(mode_of(order), "rail");
    EXPECT_FALSE(fill_mode(order, connection));
}

TEST(Choosing, NumbersHouseWaybillsFromTheConnectionsRange) {
    config::Connection connection;
    EXPECT_FALSE(assign_house_number(connection, 0));
    connection.registrations = {{"Waybill.prefix", "SG"}, {"Waybill.from", "7"}, {"Waybill.to", "0010"}};
    EXPECT_EQ(assign_house_number(connection, 0), "SG0007");
    EXPECT_EQ(assign_house_number(connection, 3), "SG0010");
    EXPECT_FALSE(assign_house_number(connection, 4));
}

Document document_of(const Way& way, Action action = Action::submit) {
    const auto context = test::context_of(test::route_by(way.mode), action);
    const order::Order order = test::order_for(way.regime, way.mode);
    Violations out;
    check_booking(order, test::leg_of(way.regime, way.mode), context, out);
    EXPECT_THAT(rules_of(out), IsEmpty());
    auto document = write_booking(order, test::leg_of(way.regime, way.mode), context);
    EXPECT_TRUE(document) << document.error().detail;
    return document ? std::move(*document) : Document{};
}

TEST(Documents, OfRailIsAnSmgsNote) {
    const Document document = document_of({"SMGS", "rail"});
    EXPECT_EQ(document.kind, "SMGSNote");
    const auto note = consignment::read_smgs(document.bytes);
    ASSERT_TRUE(note) << note.error().detail;
    EXPECT_EQ(note->number, "SG0000000001");
    EXPECT_EQ(note->departure.name, "Qingdao");
    EXPECT_EQ(note->destination.name, "Almaty");
    ASSERT_EQ(note->borders.size(), 1U);
    EXPECT_EQ(note->borders[0].name, "Alashankou");
    EXPECT_EQ(note->goods.at(0).commodity_code, "0902101000");
    EXPECT_EQ(note->goods.at(0).gross_weight, test::decimal("1.3"));
    EXPECT_EQ(note->contract.date, "2026-11-24");
    EXPECT_EQ(note->carriers.at(0).name, "Example Rail Operator");
}

TEST(Documents, OfRoadIsACmrNote) {
    const Document document = document_of({"CMR", "road"});
    const auto note = consignment::read_cmr(document.bytes);
    ASSERT_TRUE(note) << note.error().detail;
    EXPECT_EQ(note->terms.incoterm, "DAP");
    EXPECT_EQ(note->stamped, "false");
    EXPECT_EQ(note->language, "RU");
    EXPECT_EQ(note->goods.at(0).packings.at(0).code, "BX");
    EXPECT_EQ(note->consignor.address->street, "12 <Harbour> & \"Road\"");
}

TEST(Documents, OfSeaIsADcsaRequest) {
    const auto booking = sea::read_booking(document_of({"DCSA", "sea"}).bytes);
    ASSERT_TRUE(booking) << booking.error().detail;
    EXPECT_THAT(sea::check_booking(*booking), IsEmpty());
    ASSERT_EQ(booking->locations.size(), 3U);
    EXPECT_EQ(booking->locations[0].location.unlocode, "CNQDG");
    EXPECT_EQ(booking->locations[2].type, "PDE");
    EXPECT_EQ(booking->on_carriage_mode, "RAIL");
    EXPECT_EQ(booking->expected_arrival_start, "2026-11-27");
    EXPECT_EQ(booking->expected_arrival_end, "2026-12-01");  // 6.5 days, rounded up
}

TEST(Documents, OfAirIsAHouseWaybill) {
    const auto waybill = air::read_xfzb(document_of({"XFZB", "air"}).bytes);
    ASSERT_TRUE(waybill) << waybill.error().detail;
    EXPECT_EQ(waybill->header.number, "SG0000000001");
    EXPECT_EQ(waybill->message.purpose, "Creation");
    EXPECT_EQ(waybill->master.house.origin.code, "TAO");
    EXPECT_EQ(waybill->master.house.destination.code, "ALA");
    EXPECT_EQ(waybill->master.house.lines.at(0).hs_code.value, "090210");
}

TEST(Documents, OfExpressIsAnOrderToCdek) {
    const auto order = express::read_cdek(document_of({"CDEK", "road"}).bytes);
    ASSERT_TRUE(order) << order.error().detail;
    EXPECT_EQ(order->packages.at(0).weight, 1300);
    EXPECT_EQ(order->packages.at(0).items.at(0).weight, 250);                // of one piece
    EXPECT_EQ(order->packages.at(0).items.at(0).cost, test::decimal("30"));  // of one piece
}

TEST(Documents, OfElectronicRoadIsAnECmr) {
    const auto note = consignment::read_ecmr(document_of({"ECMR", "road"}).bytes);
    ASSERT_TRUE(note) << note.error().detail;
    EXPECT_EQ(note->document.number, "SG0000000001");
    EXPECT_EQ(note->consignment.gross_weight, test::decimal("1.3"));
    EXPECT_EQ(note->consignment.carrier.name, "Example Trucks");
    EXPECT_EQ(note->consignment.consignee.address->country, "KZ");
    EXPECT_EQ(note->consignment.items.at(0).packages.at(0).type, "BX");
}

TEST(Documents, OfLineHaulIsAnOrderToYunExpress) {
    const auto order = express::read_yunexpress(document_of({"YUNEXPRESS", "road"}).bytes);
    ASSERT_TRUE(order) << order.error().detail;
    EXPECT_EQ(order->product, "EGWTR");
    EXPECT_EQ(order->weight, test::decimal("1.3"));
    EXPECT_EQ(order->parcels.at(0).name_zh, "绿茶");
    EXPECT_EQ(order->parcels.at(0).unit_weight, test::decimal("0.25"));  // of one piece
    EXPECT_EQ(order->parcels.at(0).unit_price, test::decimal("30"));
}

TEST(Documents, OfSharedAirIsAWaybillOfOneRecord) {
    const Document document = document_of({"ONERECORD", "air"});
    EXPECT_EQ(document.content_type, "application/ld+json");
    const auto waybill = air::record::read_waybill(document.bytes);
    ASSERT_TRUE(waybill) << waybill.error().detail;
    EXPECT_EQ(waybill->type, "HOUSE");
    EXPECT_EQ(waybill->number, "SG0000000001");
    EXPECT_EQ(waybill->departure.code, "TAO");
    EXPECT_EQ(waybill->parties.at(1).role, "CNE");
    ASSERT_EQ(waybill->shipment.pieces.size(), 1U);
    EXPECT_EQ(waybill->shipment.pieces[0].gross_weight, test::decimal("1.3"));
    EXPECT_EQ(waybill->shipment.pieces[0].items.at(0).unit_price->value, test::decimal("30"));
}

TEST(Documents, OfRussianPostIsAnOrderInKopecks) {
    const auto order = express::read_russian_post(document_of({"RUSSIANPOST", "post"}).bytes);
    ASSERT_TRUE(order) << order.error().detail;
    EXPECT_EQ(order->country, 398);
    EXPECT_EQ(order->surname, "Иванов");
    EXPECT_EQ(order->mass, 1300);
    EXPECT_EQ(order->foreign_postcode, "050000");
    EXPECT_EQ(order->phone, 79'990'000'000);
    EXPECT_EQ(order->customs->entries_type, "SALE_OF_GOODS");
    EXPECT_EQ(order->customs->entries.at(0).value, 6000);
    EXPECT_EQ(order->customs->entries.at(0).weight, 500);
}

TEST(Documents, OfATruckUnderTirHaveTheCarnetsDataBesideTheNote) {
    const order::Order order = test::order_under_tir();
    for (const auto& [regime, kind] : {std::pair{"CMR", "CMRNote"}, std::pair{"ECMR", "ECMRNote"}}) {
        const Leg leg = test::leg_of(regime, "road");
        Violations out;
        check_booking(order, leg, test::context_of(nullptr), out);
        EXPECT_THAT(rules_of(out), IsEmpty());
        const auto documents = write_bookings(order, leg, test::context_of(nullptr));
        ASSERT_TRUE(documents) << documents.error().detail;
        ASSERT_GE(documents->size(), 2U);
        EXPECT_EQ(documents->at(0).kind, kind);
        EXPECT_TRUE(documents->at(0).decides_leg);
        EXPECT_EQ(documents->at(1).kind, "TIRCarnet");
        EXPECT_FALSE(documents->at(1).decides_leg);
        const auto carnet = consignment::read_tir(documents->at(1).bytes);
        ASSERT_TRUE(carnet) << carnet.error().detail;
        EXPECT_EQ(carnet->carnet.series + carnet->carnet.number, "XX12345678");
        EXPECT_EQ(carnet->vehicles.at(0).plate, "01KG123ABC");
        EXPECT_EQ(carnet->shipments.at(0).goods.at(0).origin, "156");
        const auto cancelled = write_bookings(order, leg, test::context_of(nullptr, Action::cancel));
        ASSERT_TRUE(cancelled);
        EXPECT_EQ(cancelled->size(), 1U);
    }
}

TEST(Documents, OfAnElectronicNoteHaveThePaperOneWhereItDoesNotBind) {
    const Leg leg = test::leg_of("ECMR", "road");
    const auto kinds = [&](order::Order order, std::shared_ptr<const RoutePlan> route) {
        std::vector<std::string> made;
        for (const Document& document : *write_bookings(order, leg, test::context_of(std::move(route)))) {
            made.push_back(document.kind);
        }
        return made;
    };
    order::Order union_order = test::order_to("BY", "road");
    union_order.header.flow.origin_country = "RU";
    EXPECT_THAT(kinds(union_order, nullptr), ElementsAre("ECMRNote"));
    EXPECT_THAT(kinds(union_order, test::route_by("road")), ElementsAre("ECMRNote", "PaperCMRNote"))
        << "through China";
    EXPECT_THAT(kinds(test::order_to("KG", "road"), nullptr), ElementsAre("ECMRNote", "PaperCMRNote"));
    const auto documents = write_bookings(test::order_to("KG", "road"), leg, test::context_of(nullptr));
    const auto note = consignment::read_cmr(documents->at(1).bytes);
    ASSERT_TRUE(note);
    EXPECT_EQ(note->registration.number, "SG0000000001");
    EXPECT_FALSE(documents->at(1).decides_leg);
}

TEST(ElectronicNote, BindsBetweenPartiesFromTheirAccession) {
    EXPECT_TRUE(consignment::is_ecmr_party("KG", "2022-08-26"));
    EXPECT_FALSE(consignment::is_ecmr_party("KG", "2022-08-25"));
    EXPECT_FALSE(consignment::is_ecmr_party("CN", "2026-11-25"));
    EXPECT_FALSE(consignment::is_ecmr_party("KZ", "2026-11-25"));
}

TEST(Documents, OfRoadAreValid) {
    const consignment::Schemas schemas;
    if (!schemas.there()) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    const Leg leg = test::leg_of("ECMR", "road");
    const auto documents = write_bookings(test::order_under_tir(), leg, test::context_of(nullptr));
    ASSERT_TRUE(documents);
    EXPECT_EQ(schemas.errors(documents->at(0).bytes, "eCMR_1p0.xsd"), "");
    EXPECT_EQ(schemas.errors(documents->at(1).bytes, "TIR_Carnet.xsd"), "");
    const Document amended = document_of({"CMR", "road"}, Action::amend);
    EXPECT_EQ(schemas.errors(amended.bytes, "CMR.xsd"), "");
    EXPECT_EQ(schemas.errors(document_of({"SMGS", "rail"}, Action::return_).bytes, "RailwayBill.xsd"), "");
}

TEST(Changes, OfANoteNameTheNoteThatTheyReplace) {
    const auto first = consignment::read_smgs(document_of({"SMGS", "rail"}).bytes);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->replaces, "");
    Context second = test::context_of(test::route_by("rail"), Action::amend);
    second.version = 2;
    const auto amended = write_booking(test::order_to("KZ", "rail"), test::leg_of("SMGS", "rail"), second);
    ASSERT_TRUE(amended);
    const auto note = consignment::read_smgs(amended->bytes);
    ASSERT_TRUE(note);
    EXPECT_EQ(note->replaces, first->document_id);
    EXPECT_NE(note->document_id, first->document_id);
}

// The way back is planned by the host; the parties change places and the goods keep theirs.
TEST(Changes, OfAReturnGoTheOtherWay) {
    for (const Way& way :
         {Way{"SMGS", "rail"}, Way{"CMR", "road"}, Way{"DCSA", "sea"}, Way{"XFZB", "air"}, Way{"CDEK", "road"}
         }) {
        const Document document = document_of(way, Action::return_);
        EXPECT_EQ(document.kind, find_standard(way.regime)->kind) << way.regime;
    }
    const auto note = consignment::read_smgs(document_of({"SMGS", "rail"}, Action::return_).bytes);
    ASSERT_TRUE(note);
    EXPECT_EQ(note->consignor.name, "Иванов Иван");
    EXPECT_EQ(note->consignee.name, "Qingdao Tea Co.");
    EXPECT_FALSE(note->replaces.empty());
    const auto booking = sea::read_booking(document_of({"DCSA", "sea"}, Action::return_).bytes);
    ASSERT_TRUE(booking);
    EXPECT_EQ(booking->parties.consignee->name, "Qingdao Tea Co.");
}

// What tests/contract holds against DCSA's schemas and IATA's ontology.
TEST(Documents, AreTheGoldenOnes) {
    const auto expect = [](const std::string& name, const Document& document) {
        const std::string file = "booking/golden/" + name + ".json";
        EXPECT_EQ(
            silkgate::test::golden(SILKGATE_SOURCE_DIR, file, document.bytes + "\n"), document.bytes + "\n"
        ) << name;
    };
    expect("one_record", document_of({"ONERECORD", "air"}));
    expect("dcsa", document_of({"DCSA", "sea"}));
    expect("dcsa_return", document_of({"DCSA", "sea"}, Action::return_));
    Context known = test::context_of(test::route_by("sea"), Action::amend);
    known.authority_reference = "ABC123";
    const Leg leg = test::leg_of("DCSA", "sea");
    const auto amended = write_booking(test::order_to("KZ", "sea"), leg, known);
    ASSERT_TRUE(amended);
    expect("dcsa_amend", *amended);
    EXPECT_EQ(sea::read_update(amended->bytes)->booking_reference, "ABC123");
    known.action = Action::cancel;
    expect("dcsa_cancel", *write_booking(test::order_to("KZ", "sea"), leg, known));
}

TEST(Documents, OfTheSameBookingAreTheSame) {
    for (const Way& way : {Way{"SMGS", "rail"}, Way{"CMR", "road"}, Way{"DCSA", "sea"}, Way{"XFZB", "air"}}) {
        EXPECT_EQ(document_of(way).bytes, document_of(way).bytes) << way.regime;
    }
}

TEST(Documents, OfACancellationNameTheNumber) {
    for (const Way& way : {Way{"SMGS", "rail"}, Way{"CMR", "road"}, Way{"CDEK", "road"}}) {
        const Document document = document_of(way, Action::cancel);
        EXPECT_EQ(document.kind, "Booking") << way.regime;
        const auto json = json::Document::parse(document.bytes);
        ASSERT_TRUE(json);
        EXPECT_EQ(json->root()["action"].text(), "cancel");
        EXPECT_EQ(json->root()["number"].text(), "SG0000000001");
    }
    EXPECT_EQ(document_of({"DCSA", "sea"}, Action::cancel).kind, "DCSACancellation");
    EXPECT_EQ(
        air::read_xfzb(document_of({"XFZB", "air"}, Action::cancel).bytes)->message.purpose, "Deletion"
    );
    EXPECT_EQ(air::read_xfzb(document_of({"XFZB", "air"}, Action::amend).bytes)->message.purpose, "Update");
}

}  // namespace
}  // namespace silkgate::adapters::booking
