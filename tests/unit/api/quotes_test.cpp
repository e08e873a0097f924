// The landed cost over the same snapshot, dialect and adapters as an order's: three lanes, an order that is
// not complete, and that nothing is left behind.
#include "gateway/api/quotes.hpp"

#include "tests/unit/api/fixture.hpp"

#include <algorithm>
#include <fstream>
#include <set>

namespace silkgate::api::test {
namespace {

namespace fs = std::filesystem;

// A line of JSON members of an order from China, for a destination's consignee, item code and currency.
struct Wish {
    std::string country = "IN";
    std::string consignee;
    std::string code;
    std::string price = "100.00";
    std::string currency = "CNY";
    std::string waybill = "SXP0000001";
};

std::string order_for(const Wish& wish) {
    return R"({"schemaVersion":"1.0","order":{"number":"Q-1","version":1,"status":"ready","paymentStatus":"paid","test":false,)"
           R"("createdAt":"2026-11-24T08:30:00.000Z","flow":{"originCountry":"CN","destinationCountry":")" +
           wish.country + R"("},"tradeMode":"9610","natureOfTransaction":"sale"},"money":{"currency":")" +
           wish.currency + R"(","goods":")" + wish.price +
           R"(","discount":"0.00","freight":"0.00","insurance":"0.00","tax":"0.00","total":")" + wish.price +
           R"(","unexplained":"0.00"},"parties":{"buyer":)" + wish.consignee + R"(,"consignee":)" +
           wish.consignee +
           R"(},"lines":[{"id":"1","number":1,"sku":"S","title":"Electric kettle","customsNames":[{"language":"zh","text":"电热水壶"},)"
           R"({"language":"ru","text":"Чайник электрический"}],"specification":"0|0|家用","quantity":"1","unit":"C62","unitPrice":")" +
           wish.price + R"(","amount":")" + wish.price +
           R"(","kind":"goods","brand":"EXAMPLE","url":"https://shop.example/1","customs":{"codes":[{"system":"CN10","code":"8516799000","country":"CN"},)" +
           wish.code +
           R"(],"originCountry":"CN","netWeight":"0.900","grossWeight":"1.000","quantity1":{"quantity":"1","unit":"C62"}}}],)"
           R"("consignments":[{"ref":"C1","lines":[{"lineId":"1","quantity":"1"}],"packages":[{"count":1,"kind":"BX"}],)"
           R"("grossWeight":"1.000","incoterm":"DAP","logistics":{"number":")" +
           wish.waybill + R"(","mode":"air"},"returnInstruction":"return"}]})";
}

Wish to_india() {
    return {
        .consignee =
            R"({"name":"Asha Example","phone":"+912200000000","kind":"person","ids":[{"kind":"IN_PAN","number":"ABCPE1234F","country":"IN"}],)"
            R"("address":{"country":"IN","lines":["12 Sample Street"],"region":"Maharashtra","city":"Mumbai","postcode":"400001"}})",
        .code = R"({"system":"IN8","code":"85167910","country":"IN"})"
    };
}

std::string eaeu_consignee(const std::string& country, const std::string& ids) {
    return R"({"name":"Иванова Ольга Петровна","nameParts":{"family":"Иванова","given":"Ольга","patronymic":"Петровна","script":"Cyrl"},)"
           R"("nameLatin":"Ivanova Olga","phone":"+79161234567","kind":"person","ids":[)" +
           ids + R"(],"address":{"country":")" + country +
           R"(","lines":["ул. Тверская, д. 7"],"region":"Область","city":"Город","street":"ул. Тверская","house":"7","flat":"1","postcode":")" +
           (country == "RU" ? "125009" : "050000") + R"("}})";
}

Wish to_russia() {
    return {
        .country = "RU",
        .consignee = eaeu_consignee(
            "RU",
            R"({"kind":"RU_PASSPORT","number":"4510123456","country":"RU","issued":"2015-03-20","issuer":"ОВД"},{"kind":"RU_INN","number":"500100732259","country":"RU"})"
        ),
        .code = R"({"system":"TNVED10","code":"8516797000","country":"RU"})"
    };
}

Wish to_kazakhstan() {
    return {
        .country = "KZ",
        .consignee = eaeu_consignee("KZ", R"({"kind":"KZ_IIN","number":"900101300007","country":"KZ"})"),
        .code = R"({"system":"TNVED10","code":"8516797000","country":"RU"})"
    };
}

class QuotesTest : public ApiTest {
protected:
    // The data as an operator keeps them: with the rates of the day. All are invented.
    QuotesTest() {
        const fs::path data = folder_ / "adapters";
        for (const auto& entry : fs::directory_iterator(std::string(SILKGATE_SOURCE_DIR) + "/adapters")) {
            if (fs::exists(entry.path() / "data")) {
                fs::create_directories(data / entry.path().filename());
                fs::copy(entry.path() / "data", data / entry.path().filename() / "data");
            }
        }
        const std::string days = ",s,2026-11-25,2026-11-25\n";
        add(data / "in/data/rates.csv", "CBIC-IMPORT,CNY,1,12.5000" + days);
        add(data / "ru/data/rates.csv", "CBR,EUR,1,90.0000" + days + "CBR,CNY,1,11.2500" + days);
        add(data / "kz/data/rates.csv", "NBK,EUR,1,600.00" + days + "NBK,CNY,1,75.00" + days);
        load(data);
    }

    void load(const fs::path& data) {
        auto registry = adapters::Registry::load(data.string(), true);
        EXPECT_TRUE(registry) << registry.error().detail;
        const auto old = snapshots_.get();
        snapshots_.set(std::make_shared<const Snapshot>(
            Snapshot{.settings = old->settings, .directory = old->directory, .registry = *registry}
        ));
    }

    static void add(const fs::path& file, const std::string& rows) {
        std::ofstream(file, std::ios::app) << rows;
    }

    Reply ask(const Wish& wish, const std::string& language = "en") {
        Request made = request("/v1/quotes", order_for(wish));
        made.headers.push_back({"Accept-Language", language});
        return quote(std::move(made));
    }

    // "duty 10 % of 1250.00 INR: 125 INR by IN-0701", … of one leg; or its state where there are none.
    static std::vector<std::string> charges(const Reply& reply, std::string_view leg) {
        EXPECT_EQ(reply.status, 200) << reply.body;
        std::vector<std::string> out;
        const json::Document document = parse(reply.body);
        for (const json::Value entry : document.root()["legs"]) {
            if (entry["id"].text() != leg) {
                continue;
            }
            for (const json::Value c : entry["charges"]) {
                const auto text = [&c](const char* name) { return std::string(c[name].text()); };
                out.push_back(
                    text("kind") + " " + text("rate") + " of " + text("basis") + " " + text("basisCurrency") +
                    ": " + text("amount") + " " + text("currency") + " by " +
                    std::string(c["rule"]["id"].text())
                );
                EXPECT_EQ(c["rule"]["version"].text(), document.root()["ruleSet"].text());
                EXPECT_FALSE(c["rule"]["basis"].text().empty());
                EXPECT_FALSE(c["rule"]["text"].text().empty());
            }
            if (out.empty()) {
                out.emplace_back(entry["state"].text());
            }
        }
        return out;
    }

    static std::vector<std::string> landed(const Reply& reply) {
        std::vector<std::string> out;
        const json::Document document = parse(reply.body);
        for (const json::Value sum : document.root()["landedCost"]) {
            out.push_back(std::string(sum["amount"].text()) + " " + std::string(sum["currency"].text()));
        }
        return out;
    }

    static bool is_complete(const Reply& reply) {
        return reply.body.find("\"complete\":true") != std::string::npos;
    }
};

using Texts = std::vector<std::string>;

// 100 CNY are 1,250 INR: 10 % duty, 18 % of 1,375.
TEST_F(QuotesTest, ToIndiaByHeading9804) {
    const Reply reply = ask(to_india());
    EXPECT_EQ(
        charges(reply, "import-in"),
        (Texts{"duty 10 % of 1250.00 INR: 125 INR by IN-0701", "gst 18 % of 1375.00 INR: 248 INR by IN-0704"})
    ) << reply.body;
    EXPECT_EQ(charges(reply, "export-cn"), Texts{"quoted"});
    EXPECT_EQ(landed(reply), (Texts{"100.00 CNY", "373 INR"}));
    EXPECT_TRUE(is_complete(reply)) << reply.body;
    EXPECT_NE(reply.body.find("IN-0607"), std::string::npos) << "the warning about the surcharge";
    EXPECT_EQ(header(reply, "ETag"), '"' + std::string(parse(reply.body).root()["quoteId"].text()) + '"');
}

// 2,000 CNY are 250 EUR, 50 above the limit: 15 % of it, 7.50 EUR, 675 RUB.
TEST_F(QuotesTest, ToRussiaAboveTheLimit) {
    Wish wish = to_russia();
    wish.price = "2000.00";
    const Reply reply = ask(wish);
    const auto found = charges(reply, "import-ru");
    ASSERT_FALSE(found.empty()) << reply.body;
    EXPECT_EQ(found.front(), "duty 15 % of 50.00 EUR: 675.00 RUB by RU-0610") << reply.body;
}

TEST_F(QuotesTest, ToKazakhstanOnBothSidesOfTheLimit) {
    Wish wish = to_kazakhstan();
    wish.price = "1600.00";  // 200 EUR
    EXPECT_EQ(charges(ask(wish), "import-kz"), Texts{"duty 0 % of 200.00 EUR: 0.00 KZT by KZ-0610"});
    wish.price = "2000.00";  // 250 EUR
    EXPECT_EQ(charges(ask(wish), "import-kz"), Texts{"duty 15 % of 50.00 EUR: 4500.00 KZT by KZ-0610"});
    EXPECT_EQ(landed(ask(wish)), (Texts{"2000.00 CNY", "4500.00 KZT"}));
}

// The operator says that the e-commerce regime holds: 250 EUR, 5 % of all of it, 16 % of both. It is declared
// by a format that is not public, which holds the leg but hides no amount.
TEST_F(QuotesTest, ALegThatIsOnlyDeclaredElsewhereIsQuoted) {
    add(folder_ / "adapters/kz/data/ecommerce.csv", "DET,200,5,1,eaeu-ecommerce,2026-07-01,\n");
    load(folder_ / "adapters");
    Wish wish = to_kazakhstan();
    wish.price = "2000.00";
    const Reply reply = ask(wish);
    EXPECT_EQ(
        charges(reply, "import-kz"),
        (Texts{
            "duty 5 % of 250.00 EUR: 7500.00 KZT by EE-0624",
            "vat 16 % of 157500.00 KZT: 25200.00 KZT by EE-0625"
        })
    ) << reply.body;
    EXPECT_EQ(landed(reply), (Texts{"2000.00 CNY", "32700.00 KZT"}));
    const json::Document document = parse(reply.body);
    ASSERT_EQ(document.root()["errors"].size(), 1U) << reply.body;
    const json::Value error = *document.root()["errors"].begin();
    EXPECT_EQ(error["rule"]["id"].text(), "EE-0621");
    const std::string dry = validate_direct(request("/v1/orders:validate", order_for(wish))).body;
    EXPECT_NE(dry.find("\"EE-0624\""), std::string::npos) << dry;
    EXPECT_NE(dry.find("\"state\":\"held\""), std::string::npos) << dry;
    // An error beside it holds the leg as ever.
    wish.code = R"({"system":"TNVED10","code":"8407101000","country":"RU"})";
    EXPECT_EQ(charges(ask(wish), "import-kz"), Texts{"held"});
}

TEST_F(QuotesTest, AHeldLegIsNotInTheSumAndSaysWhy) {
    Wish wish = to_india();
    wish.consignee.replace(wish.consignee.find("ABCPE1234F"), 10, "ABCPE12345");
    const Reply reply = ask(wish);
    EXPECT_EQ(charges(reply, "import-in"), Texts{"held"});
    EXPECT_EQ(landed(reply), Texts{"100.00 CNY"});
    EXPECT_FALSE(is_complete(reply));
    const json::Document document = parse(reply.body);
    ASSERT_EQ(document.root()["errors"].size(), 1U) << reply.body;
    const json::Value error = *document.root()["errors"].begin();
    EXPECT_EQ(error["rule"]["id"].text(), "IN-0112");
    EXPECT_EQ(error["pointer"].text(), "/parties/consignee/ids");
}

TEST_F(QuotesTest, UnknownDutyIsNotZero) {
    Wish wish = to_india();
    wish.consignee =
        R"({"name":"Sample Traders","kind":"organisation","ids":[{"kind":"IN_GSTIN","number":"27AAPFU0939F1ZV"},{"kind":"IN_IEC","number":"AAPFU0939F"}],)"
        R"("address":{"country":"IN","lines":["7 Market Road"],"region":"Maharashtra","city":"Mumbai","postcode":"400002"}})";
    const Reply reply = ask(wish);
    EXPECT_EQ(charges(reply, "import-in"), Texts{"unknown"}) << reply.body;
    EXPECT_FALSE(is_complete(reply));
}

TEST_F(QuotesTest, TheIdFollowsTheAmountsNotTheLanguage) {
    const auto id = [](const Reply& reply) {
        return std::string(parse(reply.body).root()["quoteId"].text());
    };
    const Reply first = ask(to_india());
    EXPECT_EQ(id(ask(to_india())), id(first));
    const Reply chinese = ask(to_india(), "zh");
    EXPECT_EQ(id(chinese), id(first));
    EXPECT_NE(chinese.body, first.body);
    Wish dearer = to_india();
    dearer.price = "101.00";
    EXPECT_NE(id(ask(dearer)), id(first));
}

TEST_F(QuotesTest, NothingIsPublishedAndNothingIsAdmitted) {
    ASSERT_EQ(ask(to_india()).status, 200);
    EXPECT_EQ(producer_->counters().acknowledged, 0U);
    Request order = request("/v1/orders", order_for(to_india()));
    order.query = {{"connection", "direct"}};
    const Reply reply = run_as_is(std::move(order));
    EXPECT_EQ(reply.status, 202) << reply.body;
    EXPECT_EQ(header(reply, "Idempotent-Replayed"), "");
}

// The quote and the dry run are one computation.
TEST_F(QuotesTest, TheDryRunHasTheSameCharges) {
    Request dry = request("/v1/orders:validate", order_for(to_india()));
    const std::string body = validate_direct(std::move(dry)).body;
    const std::string quoted = ask(to_india()).body;
    const auto charges_of = [](const std::string& text) {
        const auto import = text.find("\"import-in\"");
        const auto at = text.find("\"charges\":", import);
        return at == std::string::npos ? std::string{} : text.substr(at, text.find("}}]", at) - at);
    };
    EXPECT_FALSE(charges_of(quoted).empty());
    EXPECT_EQ(charges_of(body), charges_of(quoted));
}

TEST_F(QuotesTest, RefusalsAreThoseOfAnOrder) {
    EXPECT_EQ(quote(request("/v1/quotes", "{", kToken)).status, 400);
    EXPECT_EQ(quote(request("/v1/quotes", order_for(to_india()), nullptr)).status, 401);
    EXPECT_EQ(quote(request("/v1/quotes", order_for(to_india()), kReaderToken)).status, 403);
}

}  // namespace
}  // namespace silkgate::api::test
