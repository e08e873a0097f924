// The catalogue's routes, one item and many; and what the gateway says of itself.
#include "gateway/api/catalog.hpp"

#include "gateway/api/openapi.hpp"
#include "gateway/api/routes.hpp"
#include "tests/unit/api/fixture.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include <algorithm>

namespace silkgate::api::test {
namespace {

class CatalogTest : public ApiTest {
protected:
    Request item(const std::string& sku, const char* token = kToken) {
        Request made = request("/v1/catalog/items/" + sku, {}, token);
        made.params = {{"sku", sku}};
        return made;
    }

    template <class T>
    Reply call(T& endpoint, boost::asio::awaitable<Reply> (T::*function)(Request), Request made) {
        return boost::asio::co_spawn(io_, (endpoint.*function)(std::move(made)), boost::asio::use_future)
            .get();
    }
};

TEST_F(CatalogTest, ItemIsMadeReplacedReadAndRemoved) {
    EXPECT_EQ(call(*catalog_, &Catalog::get, item("A/1")).status, 404);
    EXPECT_EQ(put_item("A/1", catalog_item("A/1")).status, 201);
    std::string changed = catalog_item("A/1");
    changed.replace(changed.find("8519813100"), 10, "8519813900");
    EXPECT_EQ(put_item("A/1", changed).status, 200);
    const Reply read = call(*catalog_, &Catalog::get, item("A/1"));
    EXPECT_EQ(read.status, 200);
    EXPECT_NE(read.body.find("8519813900"), std::string::npos)
        << "the new one, though the old was read before";
    EXPECT_EQ(call(*catalog_, &Catalog::get, item("A/1", kOtherToken)).status, 404)
        << "another tenant's catalogue";
    EXPECT_EQ(call(*catalog_, &Catalog::remove, item("A/1")).status, 204);
    EXPECT_EQ(call(*catalog_, &Catalog::remove, item("A/1")).status, 404);
    EXPECT_EQ(call(*catalog_, &Catalog::get, item("A/1")).status, 404);
}

TEST_F(CatalogTest, WrongItemIsRefusedWithEveryViolation) {
    const Reply reply = put_item(
        "A", R"({"sku":"A","codes":[{"system":"CN10","code":"85x"}],"netWeight":"-1","colour":"red"})"
    );
    EXPECT_EQ(reply.status, 422) << reply.body;
    EXPECT_EQ(problem_code(reply), "rule-violations");
    for (const char* pointer : {"/codes/0/code", "/netWeight", "/colour"}) {
        EXPECT_NE(reply.body.find(std::string("\"pointer\":\"") + pointer + "\""), std::string::npos)
            << pointer;
    }
    EXPECT_EQ(put_item("A", catalog_item("B")).status, 422) << "the path names another SKU";
    EXPECT_EQ(put_item("A", "{").status, 400);
    EXPECT_EQ(producer_->counters().acknowledged, 0U);
}

TEST_F(CatalogTest, BulkSaysWhichLinesFailed) {
    const auto one_line = [](std::string text) {
        std::erase(text, '\n');
        return text;
    };
    const auto bulk = [&](const std::string& body) {
        return call(*catalog_, &Catalog::bulk, request("/v1/catalog/items:bulk", body));
    };
    const Reply good = bulk(one_line(catalog_item("A")) + "\n\n" + one_line(catalog_item("B")));
    EXPECT_EQ(good.status, 200) << good.body;
    EXPECT_EQ(header(good, "Silkgate-Succeeded"), "2");
    const Reply mixed = bulk(one_line(catalog_item("C")) + "\n{\n");
    EXPECT_EQ(mixed.status, 207);
    EXPECT_EQ(header(mixed, "Silkgate-Failed"), "1");
    EXPECT_NE(mixed.body.find(R"("line":2,"status":400,"problem":{)"), std::string::npos) << mixed.body;
    EXPECT_EQ(bulk("{\n{}\n").status, 422);
    EXPECT_EQ(call(*catalog_, &Catalog::get, item("C")).status, 200);
}

TEST(CatalogImportRecord, OneThatIsSilentHasEndedWithItsProcess) {
    const std::string running = R"({"id":"imp_1","state":"running","reportedAt":"2026-11-25T10:00:00.000Z"})";
    const auto state_at = [&](const char* now) {
        return std::string(parse(read_import_record(running, *parse_rfc3339(now))).root()["state"].text());
    };
    EXPECT_EQ(state_at("2026-11-25T10:00:30Z"), "running");
    EXPECT_EQ(state_at("2026-11-25T10:00:31Z"), "interrupted");
    const std::string finished =
        R"({"id":"imp_1","state":"finished","reportedAt":"2026-11-25T10:00:00.000Z"})";
    EXPECT_EQ(read_import_record(finished, *parse_rfc3339("2026-11-26T10:00:00Z")), finished);
}

// Answered before it is done; what failed is told in the end, and only to the tenant whose it is.
TEST_F(CatalogTest, AnImportCanBeWatched) {
    std::string lines;
    for (int i = 0; i < 300; ++i) {
        std::string line = catalog_item("W-" + std::to_string(i));
        std::erase(line, '\n');
        lines += line + '\n';
    }
    Request import = request("/v1/catalog/items:bulk", lines + "{\n");
    import.headers.push_back({"Prefer", "respond-async"});
    const Reply begun = call(*catalog_, &Catalog::bulk, import);
    ASSERT_EQ(begun.status, 202) << begun.body;
    EXPECT_EQ(header(begun, "Preference-Applied"), "respond-async");
    const std::string place = header(begun, "Location");
    const std::string id = place.substr(place.rfind('/') + 1);
    EXPECT_EQ(parse(begun.body).root()["id"].text(), id);
    const auto watched = [&](const char* token) {
        Request made = request(place, {}, token);
        made.params = {{"id", id}};
        return call(*catalog_, &Catalog::progress, std::move(made));
    };
    std::string body;
    Decimal before;
    for (bool finished = false; !finished;) {
        const Reply reply = watched(kToken);
        ASSERT_EQ(reply.status, 200) << reply.body;
        body = reply.body;
        const json::Document document = parse(body);
        const auto done = json::to_decimal(document.root()["succeeded"]);
        ASSERT_TRUE(done.has_value());
        EXPECT_GE(*done, before) << "never backwards";
        before = *done;
        finished = document.root()["state"].text() == "finished";
    }
    const json::Document document = parse(body);
    EXPECT_EQ(document.root()["lines"].text(), "301");
    EXPECT_EQ(document.root()["succeeded"].text(), "300");
    EXPECT_EQ(document.root()["failed"].text(), "1");
    ASSERT_EQ(document.root()["failures"].size(), 1U);
    EXPECT_EQ(document.root()["failures"].at(0)["line"].text(), "301");
    EXPECT_EQ(document.root()["failures"].at(0)["problem"]["status"].text(), "400");
    EXPECT_EQ(call(*catalog_, &Catalog::get, item("W-299")).status, 200);
    EXPECT_EQ(watched(kOtherToken).status, 404) << "another tenant's import";
    // Another process, or this one after a restart, knows it by its record.
    Catalog other(*services_);
    const auto elsewhere = [&](const char* token) {
        Request made = request(place, {}, token);
        made.params = {{"id", id}};
        return call(other, &Catalog::progress, std::move(made));
    };
    Reply known = elsewhere(kToken);
    for (int i = 0; i < 500 && known.body.find("finished") == std::string::npos; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{10});  // its last record is on its way
        known = elsewhere(kToken);
    }
    const json::Document told = parse(known.body);
    EXPECT_EQ(known.status, 200) << known.body;
    EXPECT_EQ(told.root()["state"].text(), "finished");
    EXPECT_EQ(told.root()["succeeded"].text(), "300");
    EXPECT_EQ(told.root()["failures"].at(0)["line"].text(), "301");
    EXPECT_EQ(elsewhere(kOtherToken).status, 404);
    EXPECT_EQ(call(*catalog_, &Catalog::get, item(std::string(1, '\0') + id)).status, 404)
        << "no goods record";
    // The same body without the wish is answered line by line, in the lines' order.
    const Reply lines_of = call(*catalog_, &Catalog::bulk, request("/v1/catalog/items:bulk", lines + "{\n"));
    EXPECT_EQ(lines_of.status, 207);
    EXPECT_LT(lines_of.body.find(R"("line":1,)"), lines_of.body.find(R"("line":300,)"));
}

TEST_F(CatalogTest, AdaptersAreListedAndUnknownOnesAreNot) {
    const Reply list = call(*adapters_, &GetAdapters::list, request("/v1/adapters", {}));
    EXPECT_EQ(list.status, 200);
    for (const auto& adapter : snapshots_.get()->registry->all()) {
        const std::string country(adapter->info().country);
        EXPECT_NE(list.body.find("\"" + country + "\""), std::string::npos) << country;
        Request one = request("/v1/adapters/" + country, {});
        one.params = {{"cc", country}};
        EXPECT_EQ(call(*adapters_, &GetAdapters::one, std::move(one)).status, 200) << country;
    }
    Request unknown = request("/v1/adapters/XX", {});
    unknown.params = {{"cc", "XX"}};
    EXPECT_EQ(call(*adapters_, &GetAdapters::one, std::move(unknown)).status, 404);
}

TEST_F(CatalogTest, ErrorCodesExplainThemselves) {
    Request known = request("/v1/errors/order-exists", {});
    known.params = {{"code", "order-exists"}};
    const Reply reply = call(*adapters_, &GetAdapters::error_code, std::move(known));
    EXPECT_EQ(reply.status, 200);
    EXPECT_NE(reply.body.find("409"), std::string::npos);
    Request unknown = request("/v1/errors/no-such", {});
    unknown.params = {{"code", "no-such"}};
    EXPECT_EQ(call(*adapters_, &GetAdapters::error_code, std::move(unknown)).status, 404);
}

// The contract's paths are the lines "  /v1/…:" of the document.
TEST(Contract, HasExactlyTheRegisteredRoutes) {
    std::vector<std::string> written;
    std::string_view rest = openapi_document();
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (line.starts_with("  /") && line.ends_with(':')) {
            written.emplace_back(line.substr(2, line.size() - 3));
        }
    }
    std::vector<std::string> registered = public_patterns();
    std::ranges::sort(written);
    std::ranges::sort(registered);
    EXPECT_EQ(written, registered);
    EXPECT_FALSE(written.empty());
}

}  // namespace
}  // namespace silkgate::api::test
