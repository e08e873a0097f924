// Cargo-XML: any message is read back equal and is as IATA's element tables say (where SILKGATE_REFERENCE
// is).
#include "adapters/common/air/xfhl.hpp"
#include "adapters/common/air/xfsu.hpp"
#include "adapters/common/air/xfwb.hpp"
#include "adapters/common/air/xfzb.hpp"
#include "adapters/common/carriers/events.hpp"
#include "tests/support/filler.hpp"
#include "tests/unit/air/table.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <sstream>

namespace silkgate::adapters::air {
namespace {

Decimal decimal(std::string_view text) {
    return *Decimal::parse(text);
}

template <class Part>
void fix_handling(Part& part) {
    for (Handling& it : part.special_handling) {
        it.code = "ECC";
    }
    for (auto* texts : {&part.service_requests, &part.other_information}) {
        for (Handling& it : *texts) {
            it.text = "keep dry";
        }
    }
}

void fix_header(MessageHeader& header, std::string type, std::string version) {
    header.type_code = std::move(type);
    header.version = std::move(version);
    header.purpose = "Creation";
    header.conversation = "1";
}

template <class Part>
void fix_ends(Part& part) {
    part.origin.code = "TAO";
    part.destination.code = "ALA";
}

// Notes of accounting and the like have both parts; their table says so.
void fix_notes(std::vector<Note>& notes) {
    for (Note& note : notes) {
        note = {.code = "GEN", .text = "note"};
    }
}

void fix(AirWaybill& it) {
    fix_header(it.message, "741", "5.00");
    it.header.number = "020-12345675";
    MasterConsignment& consignment = it.consignment;
    fix_ends(consignment);
    fix_handling(consignment);
    fix_notes(consignment.accounting);
    consignment.no_carriage_value.reset();
    consignment.no_customs_value.reset();
    consignment.currency = "CNY";
    if (consignment.forwarder) {
        consignment.forwarder->agent_code = "1234567";
    }
    for (Rating& rating : consignment.ratings) {
        rating.lines.resize(1);
        rating.lines[0].pieces = consignment.pieces;
        rating.lines[0].gross_weight = consignment.gross_weight;
    }
    for (TotalRating& rating : consignment.total_ratings) {
        rating.summations.resize(1);
    }
}

void fix(HouseWaybill& it) {
    fix_header(it.message, "703", "4.00");
    it.header.number = "23456ABCD";
    it.master.waybill = "020-12345675";
    fix_ends(it.master);
    HouseConsignment& house = it.master.house;
    fix_ends(house);
    fix_handling(house);
    house.lines.resize(1);
    house.lines[0].pieces = house.pieces;
    house.lines[0].gross_weight = house.gross_weight;
}

void fix(HouseManifest& it) {
    fix_header(it.message, "785", "3.00");
    it.master.waybill = "992-01651112";
    fix_ends(it.master);
    it.master.pieces = it.master.gross_weight = Decimal(0);
    int number = 0;
    for (ManifestHouse& house : it.master.houses) {
        house.waybill = "H" + std::to_string(++number);
        fix_ends(house);
        fix_handling(house);
        it.master.pieces = *add(*it.master.pieces, *house.pieces);
        it.master.gross_weight = *add(*it.master.gross_weight, *house.gross_weight);
    }
}

void fix(StatusMessage& it) {
    fix_header(it.message, "1", "6.00");
    it.master.waybill.number = "020-12345675";
    fix_ends(it.master);
    it.master.split = "T";
    for (ReportedStatus& status : it.master.statuses) {
        status.code = "DEP";
        status.consignment.split = "P";
        for (Handling& handling : status.consignment.other_information) {
            handling = {.text = "text", .code = "GEN"};
        }
        for (StatusHouse& house : status.consignment.houses) {
            house.waybill = {.number = "23456ABCD", .name = {}, .type_code = "703"};
            house.split = "D";
        }
    }
}

template <class Message>
Message any_message(test::Filler& filler) {
    auto message = test::any<Message>(filler);
    fix(message);
    return message;
}

template <class Message>
struct Kind;
template <>
struct Kind<AirWaybill> {
    static constexpr auto write = write_xfwb;
    static constexpr auto read = read_xfwb;
    static constexpr const char* table = "xfwb";
};
template <>
struct Kind<HouseWaybill> {
    static constexpr auto write = write_xfzb;
    static constexpr auto read = read_xfzb;
    static constexpr const char* table = "xfzb";
};
template <>
struct Kind<HouseManifest> {
    static constexpr auto write = write_xfhl;
    static constexpr auto read = read_xfhl;
    static constexpr const char* table = "xfhl";
};
template <>
struct Kind<StatusMessage> {
    static constexpr auto write = write_xfsu;
    static constexpr auto read = read_xfsu;
    static constexpr const char* table = "xfsu";
};

template <class Message>
class CargoXml : public testing::Test {};
using Messages = testing::Types<AirWaybill, HouseWaybill, HouseManifest, StatusMessage>;
TYPED_TEST_SUITE(CargoXml, Messages);

TYPED_TEST(CargoXml, AnyMessageIsReadBackEqual) {
    test::Filler filler(20261125);
    for (int round = 0; round < 200; ++round) {
        const auto message = any_message<TypeParam>(filler);
        const auto bytes = Kind<TypeParam>::write(message);
        ASSERT_TRUE(bytes) << bytes.error().detail;
        const auto read = Kind<TypeParam>::read(*bytes);
        ASSERT_TRUE(read) << read.error().detail;
        ASSERT_EQ(*read, message) << *bytes;
    }
}

TYPED_TEST(CargoXml, AnyMessageIsAsItsTableSays) {
    const auto table = Table::load(Kind<TypeParam>::table);
    if (!table) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    test::Filler filler(20261126);
    for (int round = 0; round < 200; ++round) {
        const auto bytes = Kind<TypeParam>::write(any_message<TypeParam>(filler));
        ASSERT_TRUE(bytes) << bytes.error().detail;
        ASSERT_EQ(table->errors(*bytes), std::vector<std::string>{}) << *bytes;
    }
}

// A message as a person would write it, of one flight of tea from Qingdao to Almaty: read, and written as it
// was.
TYPED_TEST(CargoXml, TheExampleIsWrittenAsItWasRead) {
    std::stringstream text;
    text << std::ifstream(
                std::string(SILKGATE_SOURCE_DIR "/tests/unit/air/golden/") + Kind<TypeParam>::table + ".xml",
                std::ios::binary
    )
                .rdbuf();
    const auto message = Kind<TypeParam>::read(text.str());
    ASSERT_TRUE(message) << message.error().detail;
    const auto bytes = Kind<TypeParam>::write(*message);
    ASSERT_TRUE(bytes) << bytes.error().detail;
    EXPECT_EQ(*bytes, text.str());
    if (const auto table = Table::load(Kind<TypeParam>::table)) {
        EXPECT_EQ(table->errors(*bytes), std::vector<std::string>{});
    }
}

TYPED_TEST(CargoXml, TheTableSeesWhatIsWrong) {
    const auto table = Table::load(Kind<TypeParam>::table);
    if (!table) {
        GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
    }
    test::Filler filler(1);
    const std::string good = *Kind<TypeParam>::write(any_message<TypeParam>(filler));
    const auto broken = [&](std::string_view from, std::string_view to) {
        std::string bytes = good;
        for (auto at = bytes.find(from); at != std::string::npos; at = bytes.find(from, at + to.size())) {
            bytes.replace(at, from.size(), to);
        }
        return !table->errors(bytes).empty();
    };
    EXPECT_TRUE(broken("TotalPieceQuantity", "PieceCount"));
    EXPECT_TRUE(broken("schemeID", "scheme"));
    EXPECT_TRUE(broken("<ram:FinalDestinationLocation>", "<ram:ID>1</ram:ID><ram:FinalDestinationLocation>"));
    EXPECT_TRUE(broken("rsm:BusinessHeaderDocument", "rsm:BusinessHeader"));
}

template <class Message>
std::string refusal(const std::function<void(Message&)>& change) {
    test::Filler filler(7);
    auto message = any_message<Message>(filler);
    EXPECT_TRUE(Kind<Message>::write(message));
    change(message);
    const auto bytes = Kind<Message>::write(message);
    return bytes ? "written" : bytes.error().detail;
}

TEST(Xfwb, WhatIsMissingOrWrongIsNamed) {
    struct Case {
        const char* says;
        std::function<void(AirWaybill&)> change;
    };
    for (const auto& [says, change] : std::vector<Case>{
             {"check digit", [](auto& it) { it.header.number = "020-12345674"; }},
             {"type code", [](auto& it) { it.message.type_code = "703"; }},
             {"version", [](auto& it) { it.message.version = "4.00"; }},
             {"purpose", [](auto& it) { it.message.purpose = "Amend"; }},
             {"ram:ConversationID", [](auto& it) { it.message.conversation.clear(); }},
             {"airport", [](auto& it) { it.consignment.origin.code = "Qingdao"; }},
             {"special handling",
              [](auto& it) { it.consignment.special_handling = {{.text = "x", .code = {}}}; }},
             {"service request",
              [](auto& it) { it.consignment.service_requests = {{.text = {}, .code = "x"}}; }},
             {"agent's code", [](auto& it) { it.consignment.forwarder.emplace().agent_code = "12"; }},
             {"for carriage",
              [](auto& it) {
                  it.consignment.no_carriage_value = true;
                  it.consignment.carriage_value = Amount{.value = Decimal(1), .currency = "CNY"};
              }},
             {"for customs",
              [](auto& it) {
                  it.consignment.no_customs_value = true;
                  it.consignment.customs_value = Amount{.value = Decimal(1), .currency = "CNY"};
              }},
             {"pieces", [](auto& it) { it.consignment.pieces = decimal("99999999"); }},
             {"weight", [](auto& it) { it.consignment.gross_weight = decimal("0.001"); }},
             {"currency", [](auto& it) { it.consignment.currency = "USD"; }},
             {"three ratings", [](auto& it) { it.consignment.ratings.resize(4); }},
             {"two summations", [](auto& it) { it.consignment.total_ratings[0].summations.resize(3); }},
             {"ram:ApplicableRating", [](auto& it) { it.consignment.ratings.clear(); }},
             {"ram:CityName", [](auto& it) { it.consignment.consignor.address.emplace().country = "CN"; }},
             {"ram:GrandTotalAmount",
              [](auto& it) { it.consignment.total_ratings[0].summations[0].total.reset(); }},
             {"ram:SenderParty", [](auto& it) { it.message.senders.clear(); }},
             {"scheme", [](auto& it) { it.message.senders[0].id.qualifier.clear(); }},
             {"ram:PrimaryID", [](auto& it) { it.message.senders[0].id.value.clear(); }},
             {"ram:TypeCode", [](auto& it) { it.consignment.ratings[0].lines[0].hs_code.value.clear(); }},
         }) {
        EXPECT_NE(refusal<AirWaybill>(change).find(says), std::string::npos)
            << says << ": " << refusal<AirWaybill>(change);
    }
}

TEST(Xfzb, WhatIsMissingOrWrongIsNamed) {
    const auto refused = refusal<HouseWaybill>;
    EXPECT_NE(
        refused([](auto& it) { it.header.number = "2345-6"; }).find("house waybill"), std::string::npos
    );
    EXPECT_NE(refused([](auto& it) { it.master.waybill = "1"; }).find("check digit"), std::string::npos);
    EXPECT_NE(
        refused([](auto& it) { it.master.house.pieces = decimal("99999999"); }).find("pieces"),
        std::string::npos
    );
    EXPECT_NE(
        refused([](auto& it) { it.master.house.description.clear(); }).find("ram:SummaryDescription"),
        std::string::npos
    );
}

TEST(Xfhl, WhatIsMissingOrWrongIsNamed) {
    const auto refused = refusal<HouseManifest>;
    EXPECT_NE(
        refused([](auto& it) { it.master.houses.push_back(it.master.houses[0]); }).find("twice"),
        std::string::npos
    );
    EXPECT_NE(
        refused([](auto& it) { it.master.gross_weight = decimal("0.001"); }).find("weight"), std::string::npos
    );
    EXPECT_NE(
        refused([](auto& it) { it.master.houses.clear(); }).find("ram:IncludedHouse"), std::string::npos
    );
}

TEST(Xfsu, IsAnEventOfTheCarriage) {
    test::Filler filler(7);
    auto message = any_message<StatusMessage>(filler);
    message.master.statuses.resize(1);
    message.master.statuses[0].consignment.movement.event = {.at = "2026-11-20T05:10:10", .type = "A"};
    message.master.statuses[0].consignment.movement.location.code = "TAO";
    const auto items = carriers::read_events(*write_xfsu(message));
    ASSERT_TRUE(items) << items.error().detail;
    ASSERT_EQ(items->size(), 1U);
    EXPECT_EQ((*items)[0].movement, (adapters::Movement{.step = CarriageStep::in_transit, .place = "TAO"}));
    EXPECT_EQ((*items)[0].authority_reference, "020-12345675");
}

TEST(CargoXmlReading, OtherMessagesAndUnitsAreRefused) {
    test::Filler filler(7);
    const std::string waybill = *write_xfwb(any_message<AirWaybill>(filler));
    EXPECT_FALSE(read_xfzb(waybill));
    EXPECT_FALSE(read_xfwb("<Waybill/>"));
    EXPECT_FALSE(read_xfwb("<Waybill"));
    std::string pounds = waybill;
    pounds.replace(pounds.find("\"KGM\""), 5, "\"LBR\"");
    EXPECT_NE(read_xfwb(pounds).error().detail.find("GrossWeight"), std::string::npos);
    std::string prose = waybill;
    prose.replace(prose.find("PrepaidIndicator>"), 17, "PrepaidIndicator>m");
    EXPECT_FALSE(read_xfwb(prose));
}

}  // namespace
}  // namespace silkgate::adapters::air
