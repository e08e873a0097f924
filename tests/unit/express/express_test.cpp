// Orders to express carriers and posts: any order is read back equal; each condition is seen; samples of
// public clients are read.
#include "adapters/common/express/cdek.hpp"
#include "adapters/common/express/russian_post.hpp"
#include "adapters/common/express/yunexpress.hpp"
#include "tests/support/filler.hpp"
#include "tests/support/golden.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace silkgate::adapters::express {
namespace {

Decimal decimal(std::string_view text) {
    return *Decimal::parse(text);
}

// A parcel of two lines from Qingdao to a door in Moscow.
CdekOrder cdek() {
    CdekOrder order;
    order.type = 1;
    order.number = "SG-1001";
    order.tariff = 139;
    order.invoice_date = "2026-11-20";
    order.shipper_name = "青岛茶叶有限公司";
    order.shipper_address = "Jiaozhou Bay Ave. 1, Qingdao";
    order.cost_currency = "CNY";
    order.recipient = {
        .company = {},
        .name = "Иванов Иван",
        .email = {},
        .passport_series = "4510",
        .passport_number = "123456",
        .passport_issued = "2015-01-20",
        .passport_organization = "ОВД",
        .passport_birth = "1985-03-04",
        .tin = "500100732259",
        .phones = {{.number = "+79031234567"}},
    };
    order.from = CdekLocation{
        .code = {},
        .postcode = "266300",
        .country = "CN",
        .region = {},
        .city = "Qingdao",
        .address = "Road 1"
    };
    order.to = CdekLocation{
        .code = 44, .postcode = "101000", .country = "RU", .region = {}, .city = "Москва", .address = "ул. 1"
    };
    CdekItem item;
    item.name = "Чай";
    item.name_i18n = "Tea";
    item.sku = "TEA-1";
    item.payment.value = Decimal(0);
    item.cost = decimal("79.90");
    item.weight = 250;
    item.weight_gross = 300;
    item.amount = 2;
    item.feacn = "0902101000";
    order.packages = {{
        .number = "1",
        .weight = 900,
        .length = 20,
        .width = 20,
        .height = 10,
        .comment = {},
        .items = {item, item},
    }};
    order.packages[0].items[1].amount = 1;
    return order;
}

YunOrder yun() {
    YunOrder order;
    order.number = "SG-1001";
    order.product = "EGWTR";
    order.packages = 1;
    order.weight = decimal("1.000");
    order.return_option = 1;
    order.insured = 1;
    order.coverage = decimal("200");
    order.receiver.country = "KZ";
    order.receiver.first_name = "Асель";
    order.receiver.street = "Абая 1";
    order.receiver.city = "Алматы";
    order.parcels = {{
        .name_en = "Tea",
        .name_zh = "茶",
        .hs_code = "090210",
        .quantity = 2,
        .sku = "TEA-1",
        .url = {},
        .unit_price = decimal("11.25"),
        .unit_weight = decimal("0.250"),
        .currency = "USD",
    }};
    return order;
}

PostOrder post() {
    PostOrder order;
    order.number = "SG-1001";
    order.address_type = "DEFAULT";
    order.mail_type = "EMS";
    order.mail_category = "WITH_DECLARED_VALUE";
    order.country = 398;
    order.mass = 750;
    order.given_name = "Асель";
    order.surname = "Нур";
    order.recipient_name = "Нур Асель";
    order.place = "Алматы";
    order.region = "Алматы";
    order.street = "Абая";
    order.house = "1";
    order.foreign_postcode = "050000";
    order.insured = 799'000;
    order.transport_type = "AVIA";
    order.fragile = false;
    order.customs.emplace();
    order.customs->currency = "RUB";
    order.customs->entries_type = "SALE_OF_GOODS";
    order.customs->entries = {{
        .amount = 2,
        .country = 156,
        .description = "Чай",
        .tnved = "0902101000",
        .trademark = {},
        .value = 799'000,
        .weight = 500,
    }};
    return order;
}

template <class Order>
struct Carrier;
template <>
struct Carrier<CdekOrder> {
    static constexpr auto write = write_cdek;
    static constexpr auto read = read_cdek;
    static constexpr const char* golden = "express/golden/cdek.json";
    static CdekOrder good() { return cdek(); }
    static void fix(CdekOrder& it) {
        it.type = 2;
        it.number.resize(std::min<std::size_t>(it.number.size(), 1));
        it.shipment_point = it.from ? "" : "TAO1";
        it.delivery_point = it.to ? "" : "MSK1";
        it.invoice_date = "2026-11-20";
        it.shipper_name = it.shipper_address = "x";
        for (CdekPackage& package : it.packages) {
            package.weight = 1'000'000'000'000'000;
            package.length = package.width = package.height = 10;
            for (CdekItem& item : package.items) {
                item.weight = 10;
                item.weight_gross = 1'000'000;
                item.amount = *item.amount + 1;
            }
        }
    }
};
template <>
struct Carrier<YunOrder> {
    static constexpr auto write = write_yunexpress;
    static constexpr auto read = read_yunexpress;
    static constexpr const char* golden = "express/golden/yunexpress.json";
    static YunOrder good() { return yun(); }
    static void fix(YunOrder& it) {
        it.packages = 3;
        it.return_option = it.insured = 0;
        it.weight = decimal("99999999999999");
        for (YunParcel& parcel : it.parcels) {
            parcel.currency = "USD";
            parcel.quantity = *parcel.quantity + 1;
        }
    }
};
template <>
struct Carrier<PostOrder> {
    static constexpr auto write = write_russian_post;
    static constexpr auto read = read_russian_post;
    static constexpr const char* golden = "express/golden/russian_post.json";
    static PostOrder good() { return post(); }
    static void fix(PostOrder& it) {
        const bool home = *it.mass % 2 == 0;
        it.address_type = "PO_BOX";
        it.mail_type = "SMALL_PACKET";
        it.mail_category = it.insured ? "WITH_DECLARED_VALUE" : "ORDERED";
        it.payment = it.compulsory_payment = std::nullopt;
        it.transport_type = it.dimension_type = {};
        it.country = home ? 643 : 156;
        it.postcode = home ? std::optional<std::int64_t>(101'000) : std::nullopt;
        it.foreign_postcode = home ? "" : "266300";
        it.mass = 1'000'000'000;
        if (!home && !it.customs) {
            it.customs = post().customs;
        }
        if (it.customs) {
            it.customs->entries_type = "GIFT";
            for (PostCustomsEntry& entry : it.customs->entries) {
                entry.amount = *entry.amount + 1;
            }
        }
    }
};

template <class Order>
class Express : public testing::Test {};
using Orders = testing::Types<CdekOrder, YunOrder, PostOrder>;
TYPED_TEST_SUITE(Express, Orders);

TYPED_TEST(Express, AnyOrderIsReadBackEqual) {
    test::Filler filler(20261125);
    for (int round = 0; round < 300; ++round) {
        auto order = test::any<TypeParam>(filler);
        Carrier<TypeParam>::fix(order);
        const auto bytes = Carrier<TypeParam>::write(order);
        ASSERT_TRUE(bytes) << bytes.error().detail;
        const auto read = Carrier<TypeParam>::read(*bytes);
        ASSERT_TRUE(read) << read.error().detail << read.error().pointer;
        ASSERT_EQ(*read, order) << *bytes;
    }
}

TYPED_TEST(Express, IsTheGoldenFile) {
    const std::string made = *Carrier<TypeParam>::write(Carrier<TypeParam>::good()) + "\n";
    EXPECT_EQ(test::golden(SILKGATE_SOURCE_DIR, Carrier<TypeParam>::golden, made), made);
}

TYPED_TEST(Express, RubbishIsRefused) {
    for (const char* bytes : {"", "{}", "[]", "[{}]", "[1]", "null", "{\"type\":\"1\"}"}) {
        EXPECT_FALSE(Carrier<TypeParam>::read(bytes)) << bytes;
    }
}

// Applies a change to the good order and returns what the carrier's function says.
template <class Order>
std::string refusal(const std::function<void(Order&)>& change) {
    Order order = Carrier<Order>::good();
    EXPECT_TRUE(Carrier<Order>::write(order));
    change(order);
    const auto bytes = Carrier<Order>::write(order);
    return bytes ? "written" : bytes.error().detail;
}

template <class Order>
void expect_refusals(const std::vector<std::pair<const char*, std::function<void(Order&)>>>& cases) {
    for (const auto& [says, change] : cases) {
        const std::string said = refusal<Order>(change);
        EXPECT_NE(said.find(says), std::string::npos) << says << ": " << said;
    }
}

TEST(Cdek, EachConditionIsSeen) {
    expect_refusals<CdekOrder>({
        {"type is", [](auto& it) { it.type = 3; }},
        {"40 characters", [](auto& it) { it.number = std::string(41, '1'); }},
        {"written", [](auto& it) { it.number = std::string(40, '1'); }},
        {"shipment_point", [](auto& it) { it.shipment_point = "TAO1"; }},
        {"shipment_point", [](auto& it) { it.from.reset(); }},
        {"delivery_point", [](auto& it) { it.delivery_point = "MSK1"; }},
        {"delivery_point", [](auto& it) { it.to.reset(); }},
        {"items in each package", [](auto& it) { it.packages[0].items.clear(); }},
        {"date_invoice", [](auto& it) { it.invoice_date.clear(); }},
        {"date_invoice", [](auto& it) { it.shipper_address.clear(); }},
        {"written",
         [](auto& it) {
             it.invoice_date.clear();
             it.from->country = "RU";
         }},
        {"positive", [](auto& it) { it.packages[0].items[0].amount = 0; }},
        {"positive", [](auto& it) { it.packages[0].items[0].weight = 0; }},
        {"below its net", [](auto& it) { it.packages[0].items[0].weight_gross = 249; }},
        {"outweigh", [](auto& it) { it.packages[0].weight = 899; }},
        {"length, width", [](auto& it) { it.packages[0].height.reset(); }},
        {"tariff_code", [](auto& it) { it.tariff.reset(); }},
        {"phones", [](auto& it) { it.recipient.phones.clear(); }},
        {"ware_key", [](auto& it) { it.packages[0].items[0].sku.clear(); }},
    });
}

// Grams and one piece's value: what a line total would silently spoil.
TEST(Cdek, WritesGramsAndTheValueOfOne) {
    const std::string bytes = *write_cdek(cdek());
    EXPECT_NE(
        bytes.find("\"cost\":79.90,\"weight\":250,\"weight_gross\":300,\"amount\":2"), std::string::npos
    ) << bytes;
}

TEST(YunExpress, EachConditionIsSeen) {
    expect_refusals<YunOrder>({
        {"PackageCount", [](auto& it) { it.packages = 0; }},
        {"0 or 1", [](auto& it) { it.return_option = 2; }},
        {"Coverage", [](auto& it) { it.coverage.reset(); }},
        {"one currency",
         [](auto& it) {
             it.parcels.push_back(it.parcels[0]);
             it.parcels[1].currency = "CNY";
         }},
        {"positive", [](auto& it) { it.parcels[0].quantity = 0; }},
        {"outweigh", [](auto& it) { it.weight = decimal("0.499"); }},
        {"written", [](auto& it) { it.weight = decimal("0.5"); }},
        {"CName", [](auto& it) { it.parcels[0].name_zh.clear(); }},
        {"ShippingMethodCode", [](auto& it) { it.product.clear(); }},
    });
}

// The shape of the carrier's own test request, as public clients send it: empty texts, an empty sender. Its
// two kilograms of each of six pieces do not fit into a parcel of one: it is read, and not written so.
TEST(YunExpress, APublicRequestIsRead) {
    const auto order = read_yunexpress(R"([{"CustomerOrderNumber":"T1","ShippingMethodCode":"EGWTR",
        "TrackingNumber":"","Height":0,"Length":0,"Width":0,"PackageCount":1,"Weight":1,"ApplicationType":1,
        "ReturnOption":1,"TariffPrepay":0,"InsuranceOption":0,"Coverage":200,"SensitiveTypeID":0,
        "Receiver":{"TaxId":"","CountryCode":"SE","FirstName":"A","LastName":"","Company":"","Street":"B 4",
        "City":"C","State":"D","Zip":"29538","Phone":"1","HouseNumber":"","Email":"a@b.example"},"Sender":{},
        "Parcels":[{"EName":"code","CName":"qq","HSCode":"8517629900","Quantity":6,"SKU":"1","ProductUrl":"",
        "UnitPrice":0.28,"UnitWeight":2,"Remark":"1","InvoiceRemark":"","CurrencyCode":"USD"}]}])");
    ASSERT_TRUE(order) << order.error().detail << order.error().pointer;
    EXPECT_EQ(order->parcels[0].unit_price, decimal("0.28"));
    EXPECT_EQ(order->sender, YunSender{});
    EXPECT_NE(write_yunexpress(*order).error().detail.find("outweigh"), std::string::npos);
}

TEST(RussianPost, EachConditionIsSeen) {
    expect_refusals<PostOrder>({
        {"address-type-to", [](auto& it) { it.address_type = "HOME"; }},
        {"mail-type", [](auto& it) { it.mail_type = "PARCEL"; }},
        {"mail-category", [](auto& it) { it.mail_category = "VALUED"; }},
        {"transport-type", [](auto& it) { it.transport_type = "ROCKET"; }},
        {"dimension-type", [](auto& it) { it.dimension_type = "XXL"; }},
        {"mass is", [](auto& it) { it.mass = 0; }},
        {"str-index-to", [](auto& it) { it.foreign_postcode.clear(); }},
        {"str-index-to", [](auto& it) { it.country = 643; }},
        {"six digits",
         [](auto& it) {
             it.country = 643;
             it.foreign_postcode.clear();
             it.postcode = 99'999;
         }},
        {"insr-value", [](auto& it) { it.insured.reset(); }},
        {"payment goes", [](auto& it) { it.payment = 1; }},
        {"compulsory-payment", [](auto& it) { it.compulsory_payment = 1; }},
        {"customs-declaration", [](auto& it) { it.customs.reset(); }},
        {"entries-type", [](auto& it) { it.customs->entries_type = "SALE"; }},
        {"outweigh", [](auto& it) { it.customs->entries[0].weight = 751; }},
        {"house-to", [](auto& it) { it.house.clear(); }},
        {"customs-entries", [](auto& it) { it.customs->entries.clear(); }},
    });
}

}  // namespace
}  // namespace silkgate::adapters::express
