// Filling an order from the catalogue and the connection: what is absent only, each value with its
// provenance.
#include "tests/unit/intake/intake_support.hpp"

#include <map>

namespace silkgate::intake {
namespace {

using order::Origin;

const order::CatalogItem& headphones() {
    static const order::CatalogItem kItem = [] {
        const json::Document document =
            parse_ok(read_text_file(SILKGATE_SOURCE_DIR "/schemas/catalog/v1/examples/every_member.json"));
        order::ReadCatalogItem read = order::read_catalog_item(document.root());
        EXPECT_TRUE(read.violations.empty());
        return std::move(read.item);
    }();
    return kItem;
}

const order::CatalogItem* find_headphones(std::string_view sku) {
    return sku == "HP-200" ? &headphones() : nullptr;
}

config::Connection full_connection() {
    config::Connection connection = test_connection();
    connection.seller = config::PartyDefaults{
        .name = "深圳市示例贸易有限公司",
        .country = "CN",
        .city = "深圳",
        .registrations = {{"CN_ebcCode", "4403960ABC"}}
    };
    connection.platform_party = config::PartyDefaults{.name = "Example Marketplace"};
    connection.origin_country = "CN";
    connection.trade_mode = "9610";
    connection.incoterm = "DAP";
    connection.incoterm_place = "Moscow";
    connection.language = "zh";
    connection.hs_map = {{"HP-200", {{"PCT8", "85183000"}, {"CN10", "0000000000"}}}};
    return connection;
}

order::Order bare_order(const char* quantity = "2") {
    order::Order order;
    order.header.number = "A-1";
    order.parties.consignee.emplace().address.emplace().country = "RU";
    order::Line& line = order.lines.emplace_back();
    line.id = "1";
    line.number = 1;
    line.sku = "HP-200";
    line.title = "Headphones";
    line.quantity = *Decimal::parse(quantity);
    return order;
}

void expect_origin(
    const std::optional<order::Provenance>& provenance,
    Origin source,
    std::string_view reference
) {
    ASSERT_TRUE(provenance.has_value());
    EXPECT_EQ(provenance->source, source);
    EXPECT_EQ(provenance->reference, reference);
}

TEST(Enrich, NamesTheGoodsWhereThePlatformDoesNot) {
    order::Order order = bare_order();
    order.lines.front().title.clear();
    enrich(order, full_connection(), find_headphones);
    const order::CustomsName* english = order::find_customs_name(order.lines.front(), "en");
    ASSERT_NE(english, nullptr);
    EXPECT_EQ(order.lines.front().title, english->text) << "the name that stands there with its origin";
    order::Order named = bare_order();
    enrich(named, full_connection(), find_headphones);
    EXPECT_EQ(named.lines.front().title, "Headphones") << "the platform's own stays";
}

TEST(Enrich, FillsALineFromTheCatalogueWithProvenance) {
    order::Order order = bare_order();
    enrich(order, test_connection(), find_headphones);
    const order::Line& line = order.lines.front();
    ASSERT_EQ(line.customs.codes.size(), 3U);
    for (const order::CommodityCode& code : line.customs.codes) {
        expect_origin(code.provenance, Origin::catalog, "HP-200");
    }
    EXPECT_EQ(order::find_code(line, "CN10")->code, "8518300000");
    EXPECT_EQ(order::find_customs_name(line, "ru")->text, "Наушники беспроводные");
    expect_origin(order::find_customs_name(line, "ru")->provenance, Origin::catalog, "HP-200");
    EXPECT_EQ(line.specification, "型号:HP-200");
    expect_origin(line.specification_provenance, Origin::catalog, "HP-200");
    EXPECT_EQ(line.customs.origin_country, "CN");
    expect_origin(line.customs.origin_provenance, Origin::catalog, "HP-200");
    EXPECT_EQ(line.customs.net_weight->to_string(), "0.500");
    EXPECT_EQ(line.customs.gross_weight->to_string(), "0.640");
    expect_origin(line.customs.weight_provenance, Origin::catalog, "HP-200");
    EXPECT_EQ(line.customs.quantity1->quantity.to_string(), "2");
    EXPECT_EQ(line.customs.quantity2->quantity.to_string(), "0.50");
    EXPECT_EQ(line.customs.quantity2->unit, "KGM");
    expect_origin(line.customs.quantity1->provenance, Origin::catalog, "HP-200");
    EXPECT_EQ(line.barcode, "4006381333931");
    EXPECT_EQ(line.brand, "Example");
    EXPECT_EQ(line.unit, "C62");
}

TEST(Enrich, ChangesNothingThatThePayloadGave) {
    order::Order order = bare_order();
    order::Line& line = order.lines.front();
    line.customs.codes = {{.system = "CN10", .code = "8518100000", .country = "CN", .provenance = {}}};
    line.customs_names = {{.language = "ru", .text = "Своё название", .provenance = {}}};
    line.specification = "own";
    line.customs.origin_country = "VN";
    line.customs.net_weight = *Decimal::parse("9");
    line.customs.gross_weight = *Decimal::parse("10");
    line.customs.quantity1 = order::LegalQuantity{.quantity = Decimal(7), .unit = "PR", .provenance = {}};
    line.barcode = "1";
    line.brand = "B";
    line.unit = "PR";
    line.url = "https://own.example/";
    order.header.trade_mode = "9710";
    order.header.language = "en";
    order.header.flow.origin_country = "HK";
    order.parties.seller.emplace().name = "Own seller";
    const order::Order before = order;
    enrich(order, full_connection(), find_headphones);
    const order::Line& after = order.lines.front();
    EXPECT_EQ(order::find_code(after, "CN10")->code, "8518100000");
    EXPECT_EQ(order::find_customs_name(after, "ru")->text, "Своё название");
    EXPECT_EQ(after.specification, "own");
    EXPECT_FALSE(
        after.specification_provenance || after.customs.origin_provenance || after.customs.weight_provenance
    );
    EXPECT_EQ(after.customs.origin_country, "VN");
    EXPECT_EQ(after.customs.net_weight->to_string(), "9");
    EXPECT_EQ(after.customs.quantity1->unit, "PR");
    EXPECT_FALSE(after.customs.quantity2.has_value());
    EXPECT_EQ(after.barcode + after.brand + after.unit + after.url, "1BPRhttps://own.example/");
    EXPECT_EQ(order.header.trade_mode + order.header.language + order.header.flow.origin_country, "9710enHK");
    EXPECT_FALSE(order.header.flow.origin_provenance.has_value());
    EXPECT_EQ(order.parties.seller->name, "Own seller");
    EXPECT_FALSE(order.parties.seller->provenance.has_value());
}

TEST(Enrich, TheCatalogueComesBeforeTheConnection) {
    order::Order order = bare_order();
    enrich(order, full_connection(), find_headphones);
    EXPECT_EQ(order::find_code(order.lines.front(), "CN10")->code, "8518300000");
    const order::CommodityCode* pakistan = order::find_code(order.lines.front(), "PCT8");
    ASSERT_NE(pakistan, nullptr);
    EXPECT_EQ(pakistan->country, "PK");
    expect_origin(pakistan->provenance, Origin::connection, "shop-1");
}

TEST(Enrich, FillsTheHeadAndThePartiesFromTheConnection) {
    order::Order order = bare_order();
    enrich(order, full_connection(), find_headphones);
    EXPECT_EQ(order.header.flow.origin_country, "CN");
    expect_origin(order.header.flow.origin_provenance, Origin::connection, "shop-1");
    EXPECT_EQ(order.header.flow.destination_country, "RU");
    EXPECT_EQ(order.header.trade_mode, "9610");
    ASSERT_TRUE(order.parties.seller && order.parties.platform);
    EXPECT_EQ(order.parties.seller->address->city, "深圳");
    expect_origin(order.parties.seller->provenance, Origin::connection, "shop-1");
    expect_origin(
        order::find_registration(*order.parties.seller, "CN_ebcCode")->provenance,
        Origin::connection,
        "shop-1"
    );
    EXPECT_FALSE(order.parties.platform->address.has_value());
    EXPECT_EQ(order.consignments.front().incoterm, "DAP");
    EXPECT_EQ(order.consignments.front().incoterm_place, "Moscow");
    expect_origin(order.consignments.front().incoterm_provenance, Origin::connection, "shop-1");
}

TEST(Enrich, AddsTheRegistrationsThatANamedSellerLacks) {
    order::Order order = bare_order();
    order::Party& seller = order.parties.seller.emplace();
    seller.name = "Own seller";
    enrich(order, full_connection(), find_headphones);
    EXPECT_EQ(order.parties.seller->name, "Own seller");
    EXPECT_FALSE(order.parties.seller->address.has_value());
    EXPECT_EQ(order::find_registration(*order.parties.seller, "CN_ebcCode")->number, "4403960ABC");
}

TEST(Enrich, NothingIsGuessed) {
    order::Order order = bare_order();
    order.lines.front().sku = "UNKNOWN";
    const std::string before = order::to_json(order);
    order.consignments.clear();
    enrich(order, test_connection(), find_headphones);
    order.consignments.clear();
    order.header.flow.destination_country.clear();
    EXPECT_EQ(order::to_json(order), before);
}

// The country of dispatch says nothing of where the goods were made.
TEST(Enrich, TheConnectionsCountryIsNotTheOriginOfTheGoods) {
    order::Order order = bare_order();
    order.lines.front().sku.clear();
    enrich(order, full_connection(), find_headphones);
    EXPECT_TRUE(order.lines.front().customs.origin_country.empty());
    EXPECT_TRUE(order.lines.front().customs.codes.empty());
}

TEST(Enrich, AWeightThatNeedsTooManyDecimalsStaysAbsent) {
    order::Order order = bare_order("0.123456789");
    enrich(order, test_connection(), find_headphones);
    EXPECT_FALSE(order.lines.front().customs.net_weight.has_value());
    EXPECT_FALSE(order.lines.front().customs.weight_provenance.has_value());
    order::Order none = bare_order("0");
    enrich(none, test_connection(), find_headphones);
    EXPECT_FALSE(none.lines.front().customs.net_weight.has_value());
}

TEST(Enrich, UnitsOfChinaElseOfTheDestination) {
    order::CatalogItem item = headphones();
    item.legal_units = {
        {.country = "RU", .unit1 = "PR", .factor1 = Decimal(3), .unit2 = {}, .factor2 = {}},
        {.country = "KZ", .unit1 = "KGM", .factor1 = Decimal(5), .unit2 = {}, .factor2 = {}},
    };
    order::Order order = bare_order();
    enrich(order, test_connection(), [&](std::string_view) { return &item; });
    EXPECT_EQ(order.lines.front().customs.quantity1->unit, "PR");
    EXPECT_EQ(order.lines.front().customs.quantity1->quantity.to_string(), "6");
    item.legal_units.erase(item.legal_units.begin());
    order::Order none = bare_order();
    enrich(none, test_connection(), [&](std::string_view) { return &item; });
    EXPECT_FALSE(none.lines.front().customs.quantity1.has_value());
}

TEST(Enrich, MakesOneConsignmentOfWhatIsDeclared) {
    order::Order order = bare_order();
    order::Line& card = order.lines.emplace_back();
    card.id = "2";
    card.kind = order::LineKind::gift_card;
    card.quantity = Decimal(1);
    order::Line& gone = order.lines.emplace_back();
    gone.id = "3";
    enrich(order, test_connection(), find_headphones);
    ASSERT_EQ(order.consignments.size(), 1U);
    const order::Consignment& made = order.consignments.front();
    EXPECT_EQ(made.ref, "A-1-1");
    ASSERT_EQ(made.lines.size(), 1U);
    EXPECT_EQ(made.lines.front().line_id, "1");
    EXPECT_EQ(made.gross_weight->to_string(), "0.640");

    // One weight that is not known makes the sum unknown.
    order::Order unknown = bare_order();
    order::Line& other = unknown.lines.emplace_back();
    other.id = "2";
    other.quantity = Decimal(1);
    enrich(unknown, test_connection(), find_headphones);
    EXPECT_FALSE(unknown.consignments.front().gross_weight.has_value());
}

TEST(Enrich, KeepsTheConsignmentsThatAreThere) {
    order::Order order = bare_order();
    order.consignments.emplace_back().ref = "OWN";
    enrich(order, test_connection(), find_headphones);
    ASSERT_EQ(order.consignments.size(), 1U);
    EXPECT_EQ(order.consignments.front().ref, "OWN");
}

TEST(Enrich, AReferenceIsCutAtAWholeCharacterFromTheEnd) {
    order::Order order = bare_order();
    order.header.number = std::string(20, 'x') + "订单订单订单订单订单1";
    enrich(order, test_connection(), find_headphones);
    const std::string& ref = order.consignments.front().ref;
    EXPECT_TRUE(json::is_utf8(ref)) << ref;
    EXPECT_TRUE(ref.ends_with("1-1"));
    EXPECT_LE(ref.size(), 35U);
}

// The catalogue's values that the schema gives no provenance of their own are at least never taken over the
// payload's, and enriching twice changes nothing.
TEST(Enrich, TwiceIsOnce) {
    order::Order order = bare_order();
    enrich(order, full_connection(), find_headphones);
    const std::string once = order::to_json(order);
    enrich(order, full_connection(), find_headphones);
    EXPECT_EQ(order::to_json(order), once);
}

TEST(Remedies, LeadToTheCatalogueItemOfTheLine) {
    order::Order order = bare_order();
    order.lines.front().sku = "A/b c?ж";
    order.lines.emplace_back();
    const Rule mendable{
        .id = "XX-1", .code = "c", .remedy = Remedy::catalog, .basis = "b", .effective_from = {}, .text = {}
    };
    const Rule other{
        .id = "XX-2", .code = "d", .remedy = Remedy::payload, .basis = "b", .effective_from = {}, .text = {}
    };
    const auto at = [](const Rule& rule, std::string pointer) {
        return Violation{
            .rule = &rule,
            .canonical_pointer = std::move(pointer),
            .pointer = {},
            .leg = {},
            .found = {},
            .remedy_href = {}
        };
    };
    Violations all = {
        at(mendable, "/lines/0/customs"),
        at(mendable, "/lines/0"),
        at(mendable, "/lines/1/customs"),
        at(mendable, "/lines/9"),
        at(mendable, "/lines/x"),
        at(mendable, "/money"),
        at(other, "/lines/0"),
    };
    set_remedies(all, order);
    EXPECT_EQ(all[0].remedy_href, "/v1/catalog/items/A%2Fb%20c%3F%D0%B6");
    EXPECT_EQ(all[1].remedy_href, all[0].remedy_href);
    for (std::size_t i = 2; i < all.size(); ++i) {
        EXPECT_TRUE(all[i].remedy_href.empty()) << i;
    }
    all[0].remedy_href = "/own";
    set_remedies(all, order);
    EXPECT_EQ(all[0].remedy_href, "/own");
}

TEST(Remedies, EncodeAllButUnreservedCharacters) {
    EXPECT_EQ(percent_encode("AZaz09-._~"), "AZaz09-._~");
    EXPECT_EQ(percent_encode(std::string_view("/?#%+\0", 6)), "%2F%3F%23%25%2B%00");
}

}  // namespace
}  // namespace silkgate::intake
