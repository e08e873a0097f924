// The catalogue as a table, and what its goods lack for a country.
#include "gateway/api/catalog.hpp"
#include "tests/unit/api/fixture.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

namespace silkgate::api::test {
namespace {

class CatalogTableTest : public ApiTest {
protected:
    Reply call(boost::asio::awaitable<Reply> (Catalog::*function)(Request), Request made) {
        return boost::asio::co_spawn(io_, ((*catalog_).*function)(std::move(made)), boost::asio::use_future)
            .get();
    }

    Reply import(const std::string& table) {
        Request made = request("/v1/catalog/items:bulk", table);
        made.headers.push_back({"Content-Type", "text/csv; charset=utf-8"});
        return call(&Catalog::bulk, std::move(made));
    }

    Reply get(const std::string& sku) {
        Request made = request("/v1/catalog/items/" + sku, {});
        made.params = {{"sku", sku}};
        return call(&Catalog::get, std::move(made));
    }

    Reply check(const std::string& body) { return call(&Catalog::check, request("/v1/catalog:check", body)); }
};

TEST_F(CatalogTableTest, TableIsImportedLineByLine) {
    const Reply reply = import(
        "\xef\xbb\xbf"
        "sku,originCountry,netWeight,code.TNVED10,code.CN10.CN,name.ru,name.zh,dangerous,"
        "units.CN.unit1,units.CN.factor1\r\n"
        "# a comment\r\n"
        "EAR-1,CN,0.25,8518309500,8518300000,\"Наушники, беспроводные\",无线耳机,false,C62,1\r\n"
        "EAR-2,QQ,-1,85x,,Наушники,,,,\r\n"
        "\r\n"
        "EAR-3,CN\r\n"
        "\"EAR-4,CN,1,,,,,,,\r\n"
        "EAR-5,,,,,,,,,\r\n"
    );
    EXPECT_EQ(reply.status, 207) << reply.body;
    EXPECT_EQ(header(reply, "Silkgate-Succeeded"), "2");
    EXPECT_EQ(header(reply, "Silkgate-Failed"), "3");
    EXPECT_NE(reply.body.find(R"({"line":3,"status":200,"sku":"EAR-1"})"), std::string::npos) << reply.body;
    // What is wrong is said of the column.
    for (const char* column : {"/originCountry", "/netWeight", "/code.TNVED10"}) {
        EXPECT_NE(reply.body.find(std::string("\"pointer\":\"") + column + "\""), std::string::npos)
            << column << reply.body;
    }
    EXPECT_NE(reply.body.find("\"line\":6,\"status\":400"), std::string::npos) << "two cells";
    EXPECT_NE(reply.body.find("\"line\":7,\"status\":400"), std::string::npos) << "an open quote";
    const Reply item = get("EAR-1");
    EXPECT_EQ(item.status, 200);
    for (const char* part :
         {R"({"system":"TNVED10","code":"8518309500"})",
          R"({"system":"CN10","code":"8518300000","country":"CN"})",
          "Наушники, беспроводные",
          R"("netWeight":"0.25")",
          R"("dangerous":false)",
          R"("legalUnits":[{"country":"CN","unit1":"C62","factor1":"1"}])"}) {
        EXPECT_NE(item.body.find(part), std::string::npos) << part << item.body;
    }
    EXPECT_EQ(get("EAR-2").status, 404);
    EXPECT_EQ(get("EAR-5").status, 200);
}

TEST_F(CatalogTableTest, TableWithoutItsColumnsIsRefusedWhole) {
    EXPECT_EQ(import("").status, 400);
    EXPECT_EQ(import("sku;name\nA;B\n").status, 400);
    EXPECT_EQ(import("netWeight\n1\n").status, 400);
    EXPECT_EQ(import("sku,sku\nA,B\n").status, 400);
    EXPECT_EQ(import("sku,units.CN.unit3\nA,B\n").status, 400);
    EXPECT_EQ(import("sku,code.\nA,B\n").status, 400);
    EXPECT_EQ(import("sku\n\xff\xfe\n").status, 400);
}

TEST_F(CatalogTableTest, CheckSaysWhatAnItemLacksForACountry) {
    ASSERT_EQ(put_item("READY", catalog_item("READY")).status, 201);
    ASSERT_EQ(put_item("BARE", R"({"sku":"BARE","names":[{"language":"ru","text":"BARE"}]})").status, 201);
    const Reply reply =
        check(R"({"skus":["READY","BARE","NONE"],"destinations":["RU","AQ"],"originCountry":"CN"})");
    ASSERT_EQ(reply.status, 200) << reply.body;
    const json::Document document = parse(reply.body);
    const json::Value items = document.root()["items"];
    ASSERT_EQ(items.size(), 3U);
    const auto to_russia = [&](std::size_t item) { return items.at(item)["destinations"].at(0); };
    EXPECT_TRUE(to_russia(0)["served"].is_true());
    EXPECT_TRUE(to_russia(0)["complete"].is_true()) << reply.body;
    EXPECT_FALSE(items.at(0)["destinations"].at(1)["served"].is_true()) << "no adapter serves AQ";
    EXPECT_FALSE(to_russia(1)["complete"].is_true());
    EXPECT_GT(to_russia(1)["violations"].size(), 0U);
    for (const json::Value violation : to_russia(1)["violations"]) {
        EXPECT_TRUE(violation["canonicalPointer"].text().starts_with("/lines/0")) << reply.body;
        EXPECT_EQ(violation["pointer"].text(), "/skus/1");
    }
    ASSERT_EQ(items.at(1)["names"].size(), 1U);
    EXPECT_EQ(items.at(1)["names"].at(0)["code"].text(), "name-is-code");
    EXPECT_FALSE(items.at(2)["known"].is_true());
    EXPECT_FALSE(to_russia(2)["complete"].is_true());
}

TEST_F(CatalogTableTest, CheckRefusesWhatItCanNotAnswer) {
    EXPECT_EQ(check("{").status, 400);
    EXPECT_EQ(check(R"({"skus":["A"],"destinations":["RU"]})").status, 400) << "no origin";
    EXPECT_EQ(check(R"({"skus":[],"destinations":["RU"],"originCountry":"CN"})").status, 400);
    EXPECT_EQ(check(R"({"skus":["A"],"destinations":["Q1"],"originCountry":"CN"})").status, 400);
    EXPECT_EQ(check(R"({"skus":["A"],"destinations":["RU"],"originCountry":"CN","x":1})").status, 400);
    EXPECT_EQ(
        check(R"({"skus":["A"],"destinations":["RU"],"originCountry":"CN","date":"soon"})").status, 400
    );
    EXPECT_EQ(check(R"({"skus":["A"],"destinations":["RU"],"connection":"nobody"})").status, 400);
    std::string many = R"({"destinations":["RU"],"originCountry":"CN","skus":["A")";
    for (int i = 0; i < 1000; ++i) {
        many += R"(,"A")";
    }
    EXPECT_EQ(check(many + "]}").status, 400);
}

}  // namespace
}  // namespace silkgate::api::test
