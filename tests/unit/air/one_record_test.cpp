// ONE Record: any object is read back equal; the golden files are what tests/contract/one_record_test.py
// holds against the ontology; IATA's examples are read.
#include "adapters/common/air/one_record.hpp"

#include "tests/support/filler.hpp"
#include "tests/support/golden.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace silkgate::adapters::air::record {
namespace {

Decimal decimal(std::string_view text) {
    return *Decimal::parse(text);
}

void expect_golden(const std::string& name, const Result<std::string>& made) {
    ASSERT_TRUE(made) << name << made.error().detail;
    EXPECT_EQ(test::golden(SILKGATE_SOURCE_DIR, "air/golden/" + name, *made + "\n"), *made + "\n") << name;
}

std::string address(const std::string& what) {
    return "https://1r.example.com/logistics-objects/" + what;
}

Location airport(std::string code) {
    Location made;
    made.code = std::move(code);
    made.name = "Airport";
    return made;
}

Party party(std::string role, std::string name, std::string country) {
    Party made;
    made.role = std::move(role);
    made.company.id = address("company");
    made.company.name = std::move(name);
    made.company.agent_code = "1234567";
    made.company.seat.emplace();
    made.company.seat->address =
        Address{.lines = {"Street 1"}, .postcode = "266300", .city = "City", .country = std::move(country)};
    return made;
}

// Tea from Qingdao to Almaty, with everything that the description knows.
Waybill waybill() {
    Waybill made;
    made.id = address("waybill");
    made.type = "MASTER";
    made.prefix = "020";
    made.number = "12345675";
    made.number_checks = true;
    made.departure = airport("TAO");
    made.arrival = airport("ALA");
    made.parties = {party("SHP", "青岛茶叶有限公司", "CN"), party("CNE", "ТОО Чай", "KZ")};
    made.carriage_value = Amount{.value = decimal("12500.50"), .currency = "USD"};
    made.customs_value = made.carriage_value;
    made.charges = made.other_charges = "P";
    made.consignor_signature = "Li";
    made.carrier_signature = "Wang";
    made.carrier_date = "2026-11-20T05:10:10Z";
    made.houses = {address("house-1"), address("house-2")};
    made.shipment.id = address("shipment");
    made.shipment.description = "Tea";
    made.shipment.gross_weight = decimal("120.5");
    made.shipment.volume = decimal("0.31");
    made.shipment.incoterm = "DAP";
    made.shipment.instructions = {"keep dry"};
    CustomsInformation note{
        .country = "KZ", .subject = "CNE", .content = "T", .other = "123456789012", .note = "n"
    };
    made.shipment.customs = {note};
    Piece piece;
    piece.id = address("piece");
    piece.description = "Tea";
    piece.upid = "UPID-1";
    piece.gross_weight = decimal("120.5");
    piece.dimensions = Dimensions{.length = decimal("80"), .width = decimal("40"), .height = decimal("20")};
    piece.stackable = true;
    piece.turnable = piece.coload = false;
    piece.slac = 40;
    piece.special_handling = {"ECC"};
    Product tea{.id = address("product"), .description = "Tea", .hs_code = "090210", .sku = "TEA-1"};
    piece.items = {{
        .product = tea,
        .quantity = decimal("2"),
        .weight = decimal("0.5"),
        .unit_price = Amount{.value = decimal("11.25"), .currency = "USD"},
        .production_country = "CN",
    }};
    piece.products = {tea};
    piece.customs = {note};
    made.shipment.pieces = {piece};
    return made;
}

Leg leg() {
    Leg made;
    made.number = 1;
    made.departure = airport("TAO");
    made.arrival = airport("ALA");
    made.flight = "CA837";
    made.departs = "2026-11-20T05:10:10Z";
    made.arrives = "2026-11-20T11:10:10Z";
    return made;
}

BookingOptionRequest option_request() {
    BookingOptionRequest made;
    made.id = address("request");
    made.shipment.gross_weight = decimal("120.5");
    made.shipment.chargeable_weight = decimal("130");
    made.shipment.hs_code = "090210";
    made.shipment.special_handling = {"ECC"};
    made.shipment.service_requests = {"keep dry"};
    made.shipment.consolidation = true;
    made.legs = {leg()};
    made.parties = {party("FFW", "Forwarder", "CN")};
    made.known_shipper = true;
    return made;
}

Event event() {
    Event made;
    made.code = "DEP";
    made.name = "departed";
    made.at = made.created = "2026-11-20T05:10:10Z";
    made.time_type = "ACTUAL";
    made.partial = false;
    made.location = airport("TAO");
    made.of = {address("shipment")};
    return made;
}

TEST(OneRecord, ObjectsAreTheGoldenFiles) {
    expect_golden("waybill.json", write(waybill()));
    expect_golden("option_request.json", write(option_request()));
    BookingRequest request;
    request.id = address("booking-request");
    request.option = {address("option")};
    request.prefix = "020";
    request.number = "12345675";
    expect_golden("booking_request.json", write(request));
    expect_golden(
        "booking.json",
        write(Booking{
            .id = address("booking"),
            .status = "CONFIRMED",
            .prefix = "020",
            .number = "12345675",
            .legs = {leg()},
        })
    );
    expect_golden("event.json", write(event()));
    EXPECT_EQ(*read_waybill(*write(waybill())), waybill());
}

TEST(OneRecord, AnyObjectIsReadBackEqual) {
    test::Filler filler(20261125);
    for (int round = 0; round < 200; ++round) {
        auto bill = test::any<Waybill>(filler);
        bill.type = round % 2 == 0 ? "DIRECT" : "MASTER";
        bill.prefix = "020";
        bill.number = "12345675";
        bill.number_checks = true;
        const auto read = read_waybill(*write(bill));
        ASSERT_TRUE(read) << read.error().detail << read.error().pointer;
        ASSERT_EQ(*read, bill) << *write(bill);
        const auto asked = test::any<BookingOptionRequest>(filler);
        ASSERT_EQ(*read_option_request(*write(asked)), asked);
        const auto booked = test::any<Booking>(filler);
        ASSERT_EQ(*read_booking(*write(booked)), booked);
        const auto happened = test::any<Event>(filler);
        ASSERT_EQ(*read_event(*write(happened)), happened);
        auto request = test::any<BookingRequest>(filler);
        request.option = {address("option")};
        ASSERT_EQ(*read_request(*write(request)), request);
    }
}

TEST(OneRecord, WrongNumbersAndTypesAreNotWritten) {
    Waybill bill = waybill();
    bill.number = "12345674";
    EXPECT_NE(write(bill).error().detail.find("check digit"), std::string::npos);
    bill = waybill();
    bill.type = "master";
    EXPECT_FALSE(write(bill));
    bill.type = "HOUSE";
    bill.number = "2345-6";
    EXPECT_FALSE(write(bill));
    bill.number = "23456ABCD";
    EXPECT_EQ(read_waybill(*write(bill))->number_checks, std::nullopt);
    BookingOptionRequest request = option_request();
    request.shipment.gross_weight.reset();
    EXPECT_NE(write(request).error().detail.find("totalGrossWeight"), std::string::npos);
    EXPECT_FALSE(write(BookingRequest{}));
    EXPECT_FALSE(read_event(*write(waybill())));
    std::string claimed = *write(waybill());
    claimed.replace(claimed.find("12345675"), 8, "12345674");
    EXPECT_EQ(read_waybill(claimed)->number_checks, false) << "though it says true";
    EXPECT_FALSE(read_waybill("{}"));
    std::string pounds = *write(waybill());
    pounds.replace(pounds.find("#KGM"), 4, "#LBR");
    EXPECT_FALSE(read_waybill(pounds));
}

// As partners write it: prefix, address or bare name; typed values; one object for many.
TEST(OneRecord, OtherFormsOfTheSameAreRead) {
    const auto piece = read_piece(R"({"@type":["https://onerecord.iata.org/ns/cargo#Piece"],
        "https://onerecord.iata.org/ns/cargo#goodsDescription":{"@value":"Tea"},
        "cargo:coload":{"@type":"http://www.w3.org/2001/XMLSchema#boolean","@value":"false"},
        "cargo:specialHandlingCodes":{"@id":"https://onerecord.iata.org/ns/code-lists/SpecialHandlingCode#NSC"},
        "grossWeight":{"@type":"Value","numericalValue":{"@value":"12.50"},
                       "unit":{"@id":"https://vocabulary.uncefact.org/UnitMeasureCode#KGM"}}})");
    ASSERT_TRUE(piece) << piece.error().detail << piece.error().pointer;
    EXPECT_EQ(piece->description, "Tea");
    EXPECT_EQ(piece->coload, false);
    EXPECT_EQ(piece->special_handling, std::vector<std::string>{"NSC"});
    EXPECT_EQ(piece->gross_weight, decimal("12.5"));
}

std::string example(const std::string& name) {
    return test::slurp(
        std::string(std::getenv("SILKGATE_REFERENCE")) + "/logistics/air-iata/one-record-examples/" + name
    );
}

TEST(OneRecord, IatasExamplesAreRead) {
    if (const char* root = std::getenv("SILKGATE_REFERENCE"); root == nullptr || *root == '\0') {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    const auto shipment = read_shipment(example("Shipment_with_Piece.embedded.json"));
    ASSERT_TRUE(shipment) << shipment.error().detail << shipment.error().pointer;
    ASSERT_EQ(shipment->pieces.size(), 1U);
    EXPECT_EQ(shipment->pieces[0].special_handling, std::vector<std::string>{"VAL"});
    for (const char* name : {"Piece.json", "Piece_with_id.json", "Piece_with_id.rev3.json"}) {
        const auto piece = read_piece(example(name));
        EXPECT_TRUE(piece) << name << piece.error().detail << piece.error().pointer;
    }
    for (const char* name : {"Company.json", "Company_with_id.json"}) {
        const auto company = read_company(example(name));
        ASSERT_TRUE(company) << name << company.error().detail << company.error().pointer;
        EXPECT_EQ(company->name, "Acme Corporation") << name;
    }
    for (const char* name : {"LogisticsEvent.json", "LogisticsEvent_with_id.json"}) {
        const auto happened = read_event(example(name));
        ASSERT_TRUE(happened) << name << happened.error().detail << happened.error().pointer;
        EXPECT_EQ(happened->code, "DEP") << name;
        EXPECT_EQ(happened->at, "2023-04-01T10:38:01.000Z") << name;
    }
    EXPECT_EQ(read_customs(example("CustomsInformation.json"))->subject, "ISS");
    // A piece that stands there by its address alone has no class: that is said, not passed over.
    const auto linked = read_shipment(example("Shipment_with_Piece.json"));
    EXPECT_TRUE(linked || linked.error().pointer == "/cargo:pieces/0/@type") << linked.error().pointer;
}

}  // namespace
}  // namespace silkgate::adapters::air::record
