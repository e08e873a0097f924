#include "adapters/common/transport/s10_booking.hpp"
#include "gateway/core/money.hpp"
#include "gateway/rules/rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>

namespace silkgate::adapters::transport {
namespace {

Decimal decimal(std::string_view text) {
    return *Decimal::parse(text);
}

order::Party party(std::string name, std::string country) {
    order::Party made;
    made.name = std::move(name);
    made.phone = "+79990000000";
    made.email = "a@example.org";
    order::Address address;
    address.country = std::move(country);
    address.lines = {"12 Harbour Road", "Flat 3"};
    address.city = "Port \"&<>";
    address.postcode = "101000";
    made.address = address;
    return made;
}

order::Line line(int number) {
    order::Line made;
    made.id = "L" + std::to_string(number);
    made.number = number;
    made.sku = "TEA-" + std::to_string(number);
    made.title = "绿茶 No. " + std::to_string(number);
    made.customs_names = {{.language = "en", .text = "Green tea, 250 g", .provenance = {}}};
    made.quantity = decimal("2");
    made.unit_price = decimal("30.00");
    made.amount = decimal("60.00");
    made.customs.codes = {{.system = "CN10", .code = "0902101000", .country = "CN", .provenance = {}}};
    made.customs.origin_country = "CN";
    made.customs.net_weight = decimal("0.500");
    made.customs.gross_weight = decimal("0.600");
    return made;
}

order::Order good_order() {
    order::Order made;
    made.header.number = "1001";
    made.header.flow = {.origin_country = "CN", .destination_country = "RU", .origin_provenance = {}};
    made.header.nature_of_transaction = "sale";
    made.money.currency = "CNY";
    made.money.freight = decimal("15.00");
    made.parties.seller = party("Qingdao Tea Co.", "CN");
    made.parties.seller->registrations = {
        {.kind = "CN_ebcCode",
         .number = "3702960001",
         .country = {},
         .issuer = {},
         .issued = {},
         .expires = {},
         .provenance = {}}
    };
    made.parties.consignee = party("Иванов Иван", "RU");
    made.lines = {line(1), line(2)};
    order::Consignment consignment;
    consignment.ref = "C1";
    consignment.gross_weight = decimal("1.300");
    consignment.incoterm = "DAP";
    consignment.logistics = order::Logistics{};
    consignment.logistics->number = "LX473124829CN";
    consignment.return_instruction = "return";
    made.consignments = {consignment};
    return made;
}

const config::Connection kConnection{};

Context context() {
    Context made;
    made.decided_at = *parse_rfc3339("2026-11-24T08:00:00Z");
    made.order_id = OrderId("ord_bookingtestaaaaaaaaaaaaaaa");
    made.connection = &kConnection;
    return made;
}

Leg leg(std::string id = "booking-1") {
    return {.id = std::move(id), .kind = LegKind::booking, .country = "CN", .regime = "S10", .mode = "post"};
}

std::multiset<std::string> found(const order::Order& order) {
    Violations violations;
    check_booking(order, leg(), context(), violations);
    std::multiset<std::string> out;
    for (const Violation& violation : violations) {
        EXPECT_EQ(violation.leg, "booking-1");
        out.insert(std::string(violation.rule->id) + " " + violation.canonical_pointer);
    }
    return out;
}

TEST(S10Booking, AGoodOrderHasNoViolation) {
    EXPECT_TRUE(found(good_order()).empty());
}

struct RuleCase {
    const char* expected;
    std::function<void(order::Order&)> damage;
};

class S10BookingRule : public testing::TestWithParam<RuleCase> {};

TEST_P(S10BookingRule, IsReportedAlone) {
    order::Order order = good_order();
    GetParam().damage(order);
    EXPECT_EQ(found(order), std::multiset<std::string>{GetParam().expected});
}

using O = order::Order;

INSTANTIATE_TEST_SUITE_P(
    Every,
    S10BookingRule,
    testing::Values(
        RuleCase{
            "LG-0010 /consignments/0/logistics/number",
            [](O& o) { o.consignments[0].logistics.reset(); }
        },
        RuleCase{
            "LG-0011 /consignments/0/logistics/number",
            [](O& o) { o.consignments[0].logistics->number = "LX473124820CN"; }
        },
        RuleCase{
            "LG-0012 /consignments/0/logistics/number",
            [](O& o) { o.consignments[0].logistics->number = "ZA473124829CN"; }
        },
        RuleCase{
            "LG-0013 /consignments/0/logistics/number",
            [](O& o) { o.consignments[0].logistics->number = "RR473124829GB"; }
        },
        RuleCase{
            "LG-0014 /consignments/0/grossWeight",
            [](O& o) {
                o.consignments[0].gross_weight.reset();
                o.lines[0].customs.gross_weight.reset();
            }
        },
        RuleCase{
            "LG-0015 /consignments/0/grossWeight",
            [](O& o) { o.consignments[0].gross_weight = decimal("1.3005"); }
        },
        RuleCase{
            "LG-0016 /consignments/0/grossWeight",
            [](O& o) { o.consignments[0].gross_weight = decimal("0.999"); }
        },
        RuleCase{
            "LG-0017 /consignments/0/returnInstruction",
            [](O& o) { o.consignments[0].return_instruction.clear(); }
        },
        RuleCase{"LG-0020 /parties/seller/name", [](O& o) { o.parties.seller->name.clear(); }},
        RuleCase{"LG-0021 /parties/seller/address", [](O& o) { o.parties.seller->address.reset(); }},
        RuleCase{"LG-0030 /parties/consignee/name", [](O& o) { o.parties.consignee->name.clear(); }},
        RuleCase{
            "LG-0031 /parties/consignee/address",
            [](O& o) { o.parties.consignee->address->lines.clear(); }
        },
        RuleCase{
            "LG-0032 /parties/consignee/address/city",
            [](O& o) { o.parties.consignee->address->city.clear(); }
        },
        RuleCase{
            "LG-0033 /parties/consignee/address/postcode",
            [](O& o) { o.parties.consignee->address->postcode.clear(); }
        },
        RuleCase{
            "LG-0034 /parties/consignee/address/country",
            [](O& o) { o.parties.consignee->address->country = "KZ"; }
        },
        RuleCase{"LG-0035 /parties/consignee", [](O& o) { o.parties.consignee->masked = true; }},
        RuleCase{"LG-0036 /parties/consignee/phone", [](O& o) { o.parties.consignee->phone.clear(); }},
        RuleCase{"LG-0037 /order/natureOfTransaction", [](O& o) { o.header.nature_of_transaction.clear(); }},
        RuleCase{
            "LG-0040 /lines",
            [](O& o) {
                for (auto& each : o.lines) {
                    each.kind = order::LineKind::digital;
                }
            }
        },
        RuleCase{"LG-0041 /lines/1/title", [](O& o) { o.lines[1].customs_names[0].text = "Gift"; }},
        RuleCase{"LG-0042 /lines/0/quantity", [](O& o) { o.lines[0].quantity = decimal("2.5"); }},
        RuleCase{"LG-0043 /lines/0/customs/netWeight", [](O& o) { o.lines[0].customs.net_weight.reset(); }},
        RuleCase{
            "LG-0044 /lines/0/customs/netWeight",
            [](O& o) { o.lines[0].customs.net_weight = Decimal{}; }
        },
        RuleCase{"LG-0045 /lines/0/amount", [](O& o) { o.lines[0].discount = decimal("60"); }},
        RuleCase{"LG-0046 /lines/0/customs/codes", [](O& o) { o.lines[0].customs.codes.clear(); }},
        RuleCase{
            "LG-0047 /lines/0/customs/codes",
            [](O& o) {
                o.lines[0].customs.codes = {
                    {.system = "HS6", .code = "09021", .country = {}, .provenance = {}}
                };
            }
        },
        RuleCase{
            "LG-0048 /lines/0/customs/originCountry",
            [](O& o) { o.lines[0].customs.origin_country.clear(); }
        }
    ),
    [](const auto& param) { return std::string(param.param.expected).replace(2, 1, "_").substr(0, 7); }
);

TEST(S10Booking, AnEmptyOrderIsReportedNotRead) {
    Violations violations;
    check_booking(order::Order{}, leg("booking"), context(), violations);
    EXPECT_TRUE(has_errors(violations));
    EXPECT_FALSE(write_booking(order::Order{}, leg(), context()).has_value());
}

TEST(S10Booking, BothSidesOfTheWeights) {
    order::Order order = good_order();
    order.consignments[0].gross_weight = decimal("1.000");  // equals the net weights
    EXPECT_TRUE(found(order).empty());
    order.lines[0].discount = decimal("59.99");
    EXPECT_TRUE(found(order).empty());
}

TEST(S10Booking, PersonalDataIsNotShown) {
    order::Order order = good_order();
    order.parties.consignee->address->country = "KZ";
    order.consignments[0].logistics->number = "LX473124820CN";
    Violations violations;
    check_booking(order, leg(), context(), violations);
    for (const Violation& violation : violations) {
        EXPECT_EQ(violation.found, violation.rule->id == "LG-0011" ? "LX473124820CN" : "");
    }
}

TEST(S10Booking, DocumentCarriesTheOrder) {
    const auto document = write_booking(good_order(), leg(), context());
    ASSERT_TRUE(document.has_value());
    EXPECT_EQ(document->kind, "S10Item");
    EXPECT_EQ(document->references, std::vector<std::string>{"s10:LX473124829CN"});
    const auto item = read_item(document->bytes);
    ASSERT_TRUE(item.has_value()) << item.error().detail << item.error().pointer;
    EXPECT_EQ(item->service, "LX");
    EXPECT_EQ(item->sender.customs_reference, "CN_ebcCode:3702960001");
    EXPECT_EQ(item->addressee.name, "Иванов Иван");
    EXPECT_EQ(item->contents.size(), 2U);
    EXPECT_EQ(item->contents[0].description, "Green tea, 250 g");
    EXPECT_EQ(item->contents[0].hs6, "090210") << "the first six digits of the national code";
    EXPECT_EQ(item->total_value, decimal("120"));
    EXPECT_EQ(item->prepared_at, "2026-11-24T08:00:00.000Z");
    EXPECT_EQ(item->postage, decimal("15"));
}

TEST(S10Booking, ReadsBackWhatItWrote) {
    const auto item = map_booking(good_order(), leg(), context());
    ASSERT_TRUE(item.has_value());
    const auto again = read_item(write_item(*item));
    ASSERT_TRUE(again.has_value()) << again.error().detail;
    EXPECT_EQ(*again, *item);

    S10Item sparse = *item;
    sparse.postage.reset();
    sparse.addressee = S10Party{
        .name = "x",
        .name_latin = {},
        .phone = {},
        .email = {},
        .customs_reference = {},
        .address_lines = {"\x01\t\"\\/\xF0\x9F\x8D\xB5"},
        .city = {},
        .region = {},
        .postcode = {},
        .country = {}
    };
    sparse.contents[0].sku.clear();
    sparse.incoterm.clear();
    const auto sparse_again = read_item(write_item(sparse));
    ASSERT_TRUE(sparse_again.has_value()) << sparse_again.error().detail;
    EXPECT_EQ(*sparse_again, sparse);
}

TEST(S10Booking, ReadItemIsStrict) {
    const std::string good = write_item(*map_booking(good_order(), leg(), context()));
    const auto with = [&](std::string_view from, std::string_view to) {
        std::string bytes = good;
        const auto at = bytes.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return bytes.replace(at, from.size(), to);
    };
    EXPECT_TRUE(read_item(good).has_value());
    EXPECT_FALSE(read_item(with(R"("service":)", R"("sevrice":)")).has_value());
    EXPECT_FALSE(read_item(with("LX473124829CN", "LX473124828CN")).has_value());
    EXPECT_FALSE(read_item(with(R"("grossWeight":"1.300")", R"("grossWeight":1.300)")).has_value());
    EXPECT_FALSE(read_item(with(R"("number":1)", R"("number":2)")).has_value());
    EXPECT_FALSE(read_item(with(R"("schemaVersion":"1.0")", R"("schemaVersion":"2.0")")).has_value());
    EXPECT_FALSE(read_item("[]").has_value());
    EXPECT_FALSE(read_item("").has_value());
}

TEST(S10Booking, ConsignmentOfTheLegAndItsShareOfALine) {
    order::Order order = good_order();
    order.lines[0].quantity = decimal("3");
    order.lines[0].amount = decimal("100.00");
    order.lines[0].customs.net_weight = decimal("1.000");
    order.consignments[0].lines = {{.line_id = "L1", .quantity = decimal("1")}};
    order::Consignment second = order.consignments[0];
    second.lines = {{.line_id = "L1", .quantity = decimal("2")}, {.line_id = "L2", .quantity = decimal("2")}};
    second.logistics->number = "LX000000059CN";
    order.consignments.push_back(second);

    const auto first = map_booking(order, leg("booking-1"), context());
    ASSERT_TRUE(first.has_value());
    ASSERT_EQ(first->contents.size(), 1U);
    EXPECT_EQ(first->contents[0].value.to_string(), "33.33");
    EXPECT_EQ(first->contents[0].net_weight.to_string(), "0.333");
    EXPECT_FALSE(first->postage.has_value()) << "the order's freight is that of both";
    const auto other = map_booking(order, leg("booking-2"), context());
    ASSERT_TRUE(other.has_value());
    EXPECT_EQ(other->item_number, "LX000000059CN");
    EXPECT_EQ(other->contents[0].value.to_string(), "66.67");
    EXPECT_EQ(other->total_value, decimal("126.67"));
    EXPECT_NE(first->booking_id, other->booking_id);
    EXPECT_FALSE(map_booking(order, leg("booking-3"), context()).has_value());
}

TEST(S10Booking, GrossWeightFromPackagesThenLines) {
    order::Order order = good_order();
    order.consignments[0].gross_weight.reset();
    EXPECT_EQ(map_booking(order, leg(), context())->gross_weight, decimal("1.2")) << "of the lines";
    order.consignments[0].packages = {
        {.count = 1, .kind = {}, .gross_weight = decimal("0.7"), .marks = {}},
        {.count = 1, .kind = {}, .gross_weight = decimal("0.8"), .marks = {}},
    };
    EXPECT_EQ(map_booking(order, leg(), context())->gross_weight, decimal("1.5")) << "of the packages";
    order.consignments[0].packages[0].count = 2;
    EXPECT_EQ(map_booking(order, leg(), context())->gross_weight, decimal("1.2"))
        << "a row of two is ambiguous";
}

TEST(S10Reply, ReadsTheNeutralForm) {
    const auto items = read_booking_reply(
        R"({"itemNumber":"LX473124829CN","status":"rejected","nativeStatus":"EMH","at":"2026-11-24T09:00:00+08:00",
            "authorityReference":"X1","reasons":[{"code":"7","text":"no such street"}],
            "charges":[{"kind":"fee","amount":"1.50","currency":"CNY"}],"new":[{}]})"
    );
    ASSERT_TRUE(items.has_value()) << items.error().detail;
    ASSERT_EQ(items->size(), 1U);
    const ReplyItem& item = items->front();
    EXPECT_EQ(item.references, std::vector<std::string>{"s10:LX473124829CN"});
    EXPECT_EQ(item.status, ReplyStatus::rejected);
    EXPECT_EQ(item.native_status, "EMH");
    EXPECT_EQ(item.at, *parse_rfc3339("2026-11-24T01:00:00Z"));
    EXPECT_EQ(item.reasons.at(0).text, "no such street");
    EXPECT_EQ(item.charges.at(0).amount, decimal("1.5"));
}

TEST(S10Reply, TakesBookingIdsAndArrays) {
    const auto items = read_booking_reply(
        R"([{"bookingId":"bkg_x","status":"received"},{"itemNumber":"LX473124829CN","bookingId":"bkg_y","status":"released"}])"
    );
    ASSERT_TRUE(items.has_value()) << items.error().detail;
    EXPECT_EQ(items->at(0).references, std::vector<std::string>{"id:bkg_x"});
    EXPECT_EQ(items->at(1).references, (std::vector<std::string>{"s10:LX473124829CN", "id:bkg_y"}));
}

TEST(S10Reply, LongReasonsAreCutAtACharacter) {
    std::string text;
    for (int i = 0; i < 600; ++i) {
        text += "я";
    }
    const auto items = read_booking_reply(
        R"({"bookingId":"b","status":"query","reasons":[{"code":"1","text":")" + text + R"("}]})"
    );
    ASSERT_TRUE(items.has_value());
    EXPECT_EQ(items->at(0).reasons.at(0).text.size(), 1000U);
}

TEST(S10Reply, SaysWhyItCanNotBeRead) {
    for (const char* bytes :
         {"",
          "x",
          "null",
          "[]",
          "{}",
          R"({"status":"released"})",
          R"({"itemNumber":"LX473124828CN","status":"released"})",
          R"({"bookingId":"b"})",
          R"({"bookingId":"b","status":"lost"})",
          R"({"bookingId":"b","status":1})",
          R"({"bookingId":5,"status":"released"})",
          R"({"bookingId":"b","status":"query","at":"yesterday"})",
          R"({"bookingId":"b","status":"query","reasons":{}})",
          R"({"bookingId":"b","status":"query","reasons":[7]})",
          R"({"bookingId":"b","status":"query","charges":[{"kind":"fee","amount":"1e3","currency":"CNY"}]})",
          R"({"bookingId":"b","status":"query","charges":[{"amount":"1","currency":"CNY"}]})",
          R"([[]])"}) {
        const auto items = read_booking_reply(bytes);
        ASSERT_FALSE(items.has_value()) << bytes;
        EXPECT_EQ(items.error().code, Errc::unreadable_reply) << bytes;
    }
}

TEST(S10Reply, SimulatedPostReachesEachOutcome) {
    Context cancelling = context();
    cancelling.action = Action::cancel;
    const auto document = write_booking(good_order(), leg(), context());
    const auto cancel = write_booking(good_order(), leg(), cancelling);
    const auto last = [](const Document& to, Outcome outcome) {
        const auto replies = simulate_booking_reply(to.bytes, outcome, context().decided_at);
        EXPECT_EQ(read_booking_reply(replies->front().bytes)->front().status, ReplyStatus::received);
        const auto items = read_booking_reply(replies->back().bytes);
        EXPECT_EQ(items->front().references, to.references);
        return items->front().status;
    };
    EXPECT_EQ(last(*document, Outcome::accepted), ReplyStatus::released);
    EXPECT_EQ(last(*document, Outcome::rejected), ReplyStatus::rejected);
    EXPECT_EQ(last(*document, Outcome::query), ReplyStatus::query);
    EXPECT_EQ(last(*cancel, Outcome::accepted), ReplyStatus::cancelled);
    EXPECT_FALSE(simulate_booking_reply("{}", Outcome::accepted, context().decided_at).has_value());
}

TEST(S10Booking, RulesAreUnique) {
    std::set<std::string_view> ids;
    for (const Rule* rule : booking_rules()) {
        EXPECT_TRUE(ids.insert(rule->id).second) << rule->id;
    }
    EXPECT_EQ(ids.size(), 29U);
}

}  // namespace
}  // namespace silkgate::adapters::transport
