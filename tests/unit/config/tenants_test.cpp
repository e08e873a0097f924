#include "gateway/config/tenants.hpp"

#include "gateway/config/settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace silkgate::config {
namespace {

using testing::HasSubstr;

Instant at(std::string_view text) {
    return *parse_rfc3339(text);
}

class Tenants : public testing::Test {
protected:
    void SetUp() override {
        dir_ = std::filesystem::path(testing::TempDir()) /
               ("silkgate_tenants_" + std::to_string(getpid()) + "_" +
                testing::UnitTest::GetInstance()->current_test_info()->name());
        std::filesystem::create_directories(dir_);
        input_.file = (dir_ / "silkgate.toml").string();
    }
    void TearDown() override { std::filesystem::remove_all(dir_); }

    std::shared_ptr<const Directory> directory(const std::string& text) {
        std::ofstream(input_.file) << text;
        const auto loaded = load(input_);
        EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().detail);
        return loaded ? loaded->directory
                      : std::make_shared<const Directory>(std::vector<Tenant>{}, std::vector<Connection>{});
    }
    std::string problems(const std::string& text) {
        std::ofstream(input_.file) << text;
        const auto loaded = load(input_);
        return loaded ? "no problem" : loaded.error().detail;
    }

    std::filesystem::path dir_;
    Input input_;
};

std::string key_row(const std::string& id, const std::string& secret, const std::string& more = {}) {
    return "[[tenants.keys]]\nid = \"" + id + "\"\nsecret_sha256 = \"" + hash_secret(secret) +
           "\"\nscopes = [\"orders:write\", \"broker:ru\"]\n" + more;
}

TEST_F(Tenants, KeyIsFoundByIdAndSecretOnly) {
    const auto d = directory(
        "[[tenants]]\nid = \"t1\"\n" + key_row("k1", "one") + key_row("k2", "two") +
        "[[tenants]]\nid = \"t2\"\n" + key_row("k3", "three")
    );
    const Instant now = at("2026-11-24T00:00:00Z");
    const auto caller = d->find_key("sgk_k2_two", now);
    ASSERT_TRUE(caller);
    EXPECT_EQ(caller->tenant->id.str(), "t1");
    EXPECT_EQ(caller->key->id, "k2");
    EXPECT_TRUE(caller->key->has_scope("broker:ru"));
    EXPECT_FALSE(caller->key->has_scope("broker:kz"));
    EXPECT_FALSE(caller->key->has_scope("orders"));
    EXPECT_EQ(d->find_key("sgk_k3_three", now)->tenant->id.str(), "t2");
    for (const char* wrong :
         {"",
          "sgk_",
          "sgk_k1",
          "sgk_k1_",
          "sgk__one",
          "sgk_k1_two",
          "sgk_k1_one ",
          "k1_one",
          "sgk_k9_one",
          "SGK_k1_one",
          "sgk_k1_one_",
          "sgk_K1_one"}) {
        EXPECT_FALSE(d->find_key(wrong, now)) << wrong;
    }
    // The stored hash itself is no password.
    EXPECT_FALSE(d->find_key("sgk_k1_" + hash_secret("one"), now));
}

TEST_F(Tenants, KeyEndsAtItsInstant) {
    const auto d = directory(
        "[[tenants]]\nid = \"t1\"\n" + key_row("k1", "one", "expires = 2027-01-01T08:00:00+08:00\n") +
        key_row("k2", "two", "expires = \"2027-01-01T00:00:00Z\"\n")
    );
    for (const char* token : {"sgk_k1_one", "sgk_k2_two"}) {
        EXPECT_TRUE(d->find_key(token, at("2026-12-31T23:59:59.999Z"))) << token;
        EXPECT_FALSE(d->find_key(token, at("2027-01-01T00:00:00Z"))) << token;
    }
}

TEST_F(Tenants, NewKeyWorksOncePastedAndItsSecretIsNotInTheRow) {
    const auto made = new_key({"orders:write", "operator"}, at("2030-01-01T00:00:00Z"));
    ASSERT_TRUE(made);
    ASSERT_EQ(made->token.size(), std::string("sgk_").size() + 10 + 1 + 51);
    EXPECT_TRUE(made->token.starts_with("sgk_"));
    EXPECT_EQ(made->token[14], '_');
    EXPECT_EQ(made->toml.find(made->token.substr(15)), std::string::npos);
    const auto d = directory("[[tenants]]\nid = \"t1\"\n" + made->toml);
    const auto caller = d->find_key(made->token, at("2026-11-24T00:00:00Z"));
    ASSERT_TRUE(caller);
    EXPECT_TRUE(caller->key->has_scope("operator"));
    EXPECT_EQ(caller->key->expires, at("2030-01-01T00:00:00Z"));
    EXPECT_EQ(crypto::to_hex(caller->key->secret_sha256), hash_secret(made->token));
    EXPECT_NE(new_key({"operator"})->token, new_key({"operator"})->token);
    EXPECT_FALSE(new_key({"orders:wirte"}));
    EXPECT_FALSE(new_key({}));
}

TEST_F(Tenants, HashIsTheSha256OfTheSecretPart) {
    // FIPS 180-2, appendix B.1: SHA-256("abc").
    constexpr auto kAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    EXPECT_EQ(hash_secret("abc"), kAbc);
    EXPECT_EQ(hash_secret("sgk_id_abc"), kAbc);
}

TEST_F(Tenants, ScopesAreAClosedSet) {
    for (const char* good :
         {"orders:write",
          "orders:read",
          "catalog:write",
          "webhooks:write",
          "operator",
          "broker:cn",
          "broker:ru",
          "broker:by"}) {
        EXPECT_TRUE(is_scope(good)) << good;
    }
    for (const char* bad :
         {"", "orders", "orders:*", "broker:", "broker:RU", "broker:us", "broker:zz", "broker:rus"}) {
        EXPECT_FALSE(is_scope(bad)) << bad;
    }
}

constexpr auto kFull = R"(
[[tenants]]
id = "t1"
name = "One"
limits = { orders_per_second = 5, requests_in_flight_max = 6, bytes_per_second = 7 }
[[tenants]]
id = "t2"
[[connections]]
id = "shop-1"
tenant = "t1"
platform = "shopify"
shop_id = "a.example"
secret = "hush"
test = true
origin_country = "CN"
trade_mode = "9610"
incoterm = "DDP"
incoterm_place = "Moscow"
language = "zh"
brokers = { RU = "rusbroker", KZ = "kz1" }
[connections.seller]
name = "青岛"
name_latin = "Qingdao"
country = "CN"
address_lines = ["Road 1", "Jiaozhou"]
region = "Shandong"
city = "Qingdao"
postcode = "266300"
phone = "+86"
email = "a@example.org"
registrations = { CN_ebcCode = "E1" }
[connections.platform_party]
name = "P"
[connections.registrations]
CN.agentCode = "A1"
CN.port = "4200"
"RU.inn" = "7707083893"
[connections.hs_map."t-shirt, red"]
CN10 = "6109100010"
HS6 = "610910"
[connections.buyer_id_attributes]
"ИНН" = "RU_INN"
passport_date = "RU_PASSPORT.issued"
[[connections]]
id = "shop-2"
tenant = "t2"
platform = "direct"
)";

TEST_F(Tenants, ConnectionIsReadInFullAndAbsentIsAbsent) {
    const auto d = directory(kFull);
    EXPECT_EQ(d->find_tenant("t1")->limits.orders_per_second, 5);
    EXPECT_EQ(d->find_tenant("t1")->limits.requests_in_flight_max, 6);
    EXPECT_EQ(d->find_tenant("t1")->limits.bytes_per_second, 7);
    EXPECT_EQ(d->find_tenant("t2")->limits.bytes_per_second, std::nullopt);
    EXPECT_EQ(d->find_tenant("t3"), nullptr);
    const Connection expected{
        .id = ConnectionId("shop-1"),
        .tenant = TenantId("t1"),
        .platform = "shopify",
        .shop_id = "a.example",
        .secret = "hush",
        .test = true,
        .seller =
            PartyDefaults{
                .name = "青岛",
                .name_latin = "Qingdao",
                .country = "CN",
                .address_lines = {"Road 1", "Jiaozhou"},
                .region = "Shandong",
                .city = "Qingdao",
                .postcode = "266300",
                .phone = "+86",
                .email = "a@example.org",
                .registrations = {{"CN_ebcCode", "E1"}}
            },
        .platform_party = PartyDefaults{.name = "P"},
        .origin_country = "CN",
        .trade_mode = "9610",
        .incoterm = "DDP",
        .incoterm_place = "Moscow",
        .language = "zh",
        .registrations = {{"CN.agentCode", "A1"}, {"CN.port", "4200"}, {"RU.inn", "7707083893"}},
        .hs_map = {{"t-shirt, red", {{"CN10", "6109100010"}, {"HS6", "610910"}}}},
        .brokers = {{"RU", "rusbroker"}, {"KZ", "kz1"}},
        .buyer_id_attributes = {{"passport_date", "RU_PASSPORT.issued"}, {"ИНН", "RU_INN"}},
    };
    EXPECT_EQ(*d->find_connection("shop-1"), expected);
    EXPECT_EQ(d->find_connection("shop-1")->registration("CN.agentCode"), "A1");
    EXPECT_EQ(d->find_connection("shop-1")->registration("CN.none"), "");
    const Connection bare{.id = ConnectionId("shop-2"), .tenant = TenantId("t2"), .platform = "direct"};
    EXPECT_EQ(*d->find_connection("shop-2"), bare);
}

TEST_F(Tenants, WithListsOfDeniedPartiesEveryConnectionSaysThatItIsScreened) {
    const std::string rest =
        "[[tenants]]\nid = \"t1\"\n[[connections]]\nid = \"c1\"\ntenant = \"t1\"\nplatform = \"direct\"\n";
    EXPECT_EQ(directory(rest)->find_connection("c1")->registration("sanctionsScreening"), "");
    EXPECT_EQ(
        directory("[screening.lists]\n\"OWN\" = \"own.csv\"\n" + rest)
            ->find_connection("c1")
            ->registration("sanctionsScreening"),
        "on"
    );
}

TEST_F(Tenants, ForeignAndUnknownConnectionsAreAlike) {
    const auto d = directory(kFull);
    EXPECT_NE(d->find_connection(TenantId("t1"), "shop-1"), nullptr);
    EXPECT_EQ(d->find_connection(TenantId("t2"), "shop-1"), nullptr);
    EXPECT_EQ(d->find_connection(TenantId("t1"), "shop-9"), nullptr);
}

TEST_F(Tenants, WebhookSecretFromFileAndEnvironment) {
    std::ofstream(dir_ / "hook") << "from-file\r\n";
    input_.environment["HOOK"] = "from-environment";
    const std::string head =
        "[[tenants]]\nid = \"t\"\n[[connections]]\ntenant = \"t\"\nplatform = \"x\"\nid = ";
    EXPECT_EQ(directory(head + "\"a\"\nsecret_file = \"hook\"\n")->find_connection("a")->secret, "from-file");
    EXPECT_EQ(
        directory(head + "\"a\"\nsecret_env = \"HOOK\"\n")->find_connection("a")->secret, "from-environment"
    );
    EXPECT_THAT(problems(head + "\"a\"\nsecret_env = \"NONE\"\n"), HasSubstr("has no variable NONE"));
    EXPECT_THAT(
        problems(head + "\"a\"\nsecret_file = \"none\"\n"), HasSubstr("connections[0].secret_file: the file")
    );
    EXPECT_THAT(problems(head + "\"a\"\nsecret = \"x\"\nsecret_env = \"HOOK\"\n"), HasSubstr("only one of"));
}

TEST_F(Tenants, AMappingGoesWithItsPlatformAndIsReadFromItsFile) {
    std::ofstream(dir_ / "own.json") << "{\"platform\": \"shop\"}\n";
    const std::string head =
        "[[tenants]]\nid = \"t1\"\n[[connections]]\nid = \"a\"\ntenant = \"t1\"\nplatform = ";
    const auto own = directory(head + "\"mapping\"\nmapping_file = \"own.json\"\nutc_offset = \"+03:30\"\n");
    EXPECT_EQ(own->find_connection("a")->mapping, "{\"platform\": \"shop\"}");
    EXPECT_EQ(own->find_connection("a")->utc_offset, "+03:30");
    EXPECT_THAT(problems(head + "\"mapping\"\n"), HasSubstr("mapping_file: goes with platform"));
    EXPECT_THAT(
        problems(head + "\"shopify\"\nmapping_file = \"own.json\"\n"),
        HasSubstr("mapping_file: goes with platform")
    );
    EXPECT_THAT(problems(head + "\"mapping\"\nmapping_file = \"none.json\"\n"), HasSubstr("the file"));
    EXPECT_THAT(
        problems(head + "\"shopify\"\nutc_offset = \"Tehran\"\n"), HasSubstr("utc_offset: must be an offset")
    );
}

TEST_F(Tenants, EveryFaultIsAProblemWithItsPlace) {
    const std::string found = problems(R"(
[[tenants]]
id = "t1"
nmae = "x"
limits = { orders_per_second = 0, burst = 1 }
[[tenants.keys]]
id = "K_1"
secret_sha256 = "abc"
scopes = ["orders:wirte"]
expires = 2027-01-01T00:00:00
[[tenants.keys]]
id = "k2"
[[tenants]]
id = "t1"
[[connections]]
id = "shop_1"
tenant = "t9"
origin_country = "cn"
trade_mode = "9611"
incoterm = "ddp"
test = "yes"
registrations = { CN = { agentCode = 5 } }
brokers = { US = "x" }
hs_map = { a = { CN10 = "61.09" } }
buyer_id_attributes = { inn = "INN", day = "RU_PASSPORT.date", no = "ru_PASSPORT", ok = "CN_ID" }
[connections.seller]
country = "XX"
address_lines = "Road 1"
city = ""
)");
    for (const char* problem :
         {"silkgate.toml:4:8: tenants[0].nmae: unknown key; did you mean name?",
          "tenants[0].limits.orders_per_second: must be a whole number from 1",
          "tenants[0].limits.burst: unknown key",
          "tenants[0].keys[0].id: must be 1 to 32",
          "tenants[0].keys[0].secret_sha256: must be 64 hexadecimal digits",
          "tenants[0].keys[0].scopes: no such scope: orders:wirte",
          "tenants[0].keys[0].expires: must be a time with its offset",
          "tenants[0].keys[1].secret_sha256: is missing",
          "tenants[0].keys[1].scopes: must name at least one",
          "tenants[1].id: is used twice: t1",
          "connections[0].id: must be 1 to 40",
          "connections[0].tenant: there is no tenant t9",
          "connections[0].platform: is missing",
          "connections[0].origin_country: must be an ISO 3166-1",
          "connections[0].trade_mode: must be one of 9610",
          "connections[0].incoterm: must be one of EXW",
          "connections[0].test: must be true or false",
          "connections[0].registrations.CN.agentCode: must be a text",
          "connections[0].brokers: must be a served country",
          "connections[0].hs_map.a: CN10 must be 6 to 14 digits",
          "connections[0].buyer_id_attributes: inn must be a kind such as RU_INN, or a part of one: INN",
          "connections[0].buyer_id_attributes: day must be a kind such as RU_INN",
          "connections[0].buyer_id_attributes: no must be a kind such as RU_INN",
          "connections[0].seller.name: is missing",
          "connections[0].seller.country: must be an ISO 3166-1",
          "connections[0].seller.address_lines: must be a list of texts",
          "connections[0].seller.city: must not be empty"}) {
        EXPECT_THAT(found, HasSubstr(problem));
    }
    EXPECT_EQ(std::ranges::count(found, '\n'), 26);
}

TEST_F(Tenants, KeyIdsAndConnectionIdsAreUniqueAcrossTenants) {
    EXPECT_THAT(
        problems(
            "[[tenants]]\nid = \"a\"\n" + key_row("k", "1") + "[[tenants]]\nid = \"b\"\n" + key_row("k", "2")
        ),
        HasSubstr("tenants[1].keys[0].id: is used twice: k")
    );
    EXPECT_THAT(
        problems("[[tenants]]\nid = \"a\"\n[[connections]]\nid = \"c\"\ntenant = \"a\"\nplatform = \"x\"\n"
                 "[[connections]]\nid = \"c\"\ntenant = \"a\"\nplatform = \"x\"\n"),
        HasSubstr("connections[1].id: is used twice: c")
    );
}

TEST_F(Tenants, APaymentDeskIsItsConnectionsAndItsKeyIsTheCertificates) {
    const auto pem = std::filesystem::path(SILKGATE_SOURCE_DIR) / "tests" / "data" / "signing";
    std::ofstream(dir_ / "address") << "0123456789abcdef\n";
    std::ofstream(dir_ / "short") << "0123456789abcde\n";
    const auto with = [&](const std::string& address, const std::string& key) {
        return "[[tenants]]\nid = \"a\"\n[[connections]]\nid = \"c\"\ntenant = \"a\"\nplatform = \"x\"\n"
               "[connections.payment_data]\naddress_key_file = \"" +
               (dir_ / address).string() + "\"\ncertificate_file = \"" + (pem / "sm2.crt.pem").string() +
               "\"\n" + key;
    };
    const auto key_file = [&](const std::string& name) {
        return "key_file = \"" + (pem / name).string() + "\"\n";
    };
    const std::string url = "signer_url = \"http://127.0.0.1:7070/sign\"\n";

    const auto d = directory(with("address", key_file("sm2.key.pem")));
    ASSERT_NE(d->find_payment_desk("c"), nullptr);
    EXPECT_EQ(d->find_payment_desk("c")->address_key, "0123456789abcdef");
    EXPECT_EQ(d->find_payment_desk("other"), nullptr);
    EXPECT_EQ(directory(with("address", url))->find_payment_desk("c")->key_pem, "");

    EXPECT_THAT(
        problems(with("short", url)), HasSubstr("payment_data.address_key_file: must hold 16 to 100")
    );
    EXPECT_THAT(
        problems(with("address", key_file("rsa.key.pem"))),
        HasSubstr("payment_data.key_file: is not the key of the certificate")
    );
    for (const std::string& key : {std::string(), url + key_file("sm2.key.pem")}) {
        EXPECT_THAT(problems(with("address", key)), HasSubstr("one of key_file and signer_url must be set"));
    }
}

TEST_F(Tenants, WrongShapesDoNotCrash) {
    for (const char* text :
         {"tenants = 1\n",
          "tenants = [1]\n",
          "connections = { a = 1 }\n",
          "[tenants]\nid = \"a\"\n",
          "[[tenants]]\nkeys = 5\nid = \"a\"\n",
          "[[tenants]]\nid = 7\n",
          "[[tenants]]\nid = \"a\"\n[[connections]]\nid = \"c\"\ntenant = \"a\"\nplatform = \"x\"\nseller = "
          "5\n"}) {
        EXPECT_NE(problems(text), "no problem") << text;
    }
}

}  // namespace
}  // namespace silkgate::config
