#include "tests/unit/api/fixture.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/kafka/topics.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>

#include <atomic>

namespace silkgate::api::test {
namespace asio = boost::asio;

namespace {

config::ApiKey key(const std::string& token, std::vector<std::string> scopes) {
    const auto split = token.find('_', 4);
    return {
        .id = token.substr(4, split - 4),
        .secret_sha256 = crypto::sha256(token.substr(split + 1)),
        .scopes = std::move(scopes),
        .expires = std::nullopt,
    };
}

config::Connection
connection(const std::string& id, const std::string& platform, const std::string& secret = {}) {
    config::Connection c;
    c.id = ConnectionId(id);
    c.tenant = TenantId("acme");
    c.platform = platform;
    c.shop_id = id + ".example";
    c.secret = secret;
    c.origin_country = "CN";
    c.trade_mode = "9610";
    c.incoterm = "DAP";
    c.registrations = {
        {"CN.ebpCode", "3702960ABC"},
        {"CN.ebpName", "示范平台"},
        {"CN.ebcCode", "3702960XYZ"},
        {"CN.ebcName", "示范贸易"},
        {"CN.ebcTelephone", "053200000000"},
        {"CN.agentCode", "3702980DEF"},
        {"CN.agentName", "示范报关"},
        {"CN.logisticsCode", "3702980GHI"},
        {"CN.logisticsName", "示范物流"},
        {"CN.copCode", "3702960ABC"},
        {"CN.copName", "示范平台"},
        {"CN.dxpId", "DXPENTTEST000001"},
        {"CN.customsCode", "4227"},
        {"CN.portCode", "4227"},
        {"CN.POD", "344"},
        {"CN.statisticsFlag", "A"},
        {"CN.trafMode", "6"},
        {"CN.wrapType", "4"},
        {"CN.packNo", "1"},
        {"CN.unit", "C62"},
        {"S10.service", "LX"},
        {"S10.country", "CN"},
        {"S10.from", "10000000"},
        {"S10.to", "89999999"},
        {"RU.brokerName", "ООО Пример"},
        {"RU.brokerCertificate", "0123/00"},
        {"RU.customsOffice", "10005020"},
        {"RU.shopUrl", "https://shop.example/"},
        {"KZ.brokerCertificate", "0000/00"},
        {"KZ.customsOffice", "55301"},
        {"IN.channel", "courier"},
        {"IN.courierRegistration", "INX0000001"},
        {"IN.courierName", "Sample Express"},
        {"IN.adCode", "6390005"},
        {"IN.personalTariffItem", "98049000"},
    };
    c.seller = config::PartyDefaults{
        .name = "示范贸易",
        .name_latin = "Sample Trading",
        .country = "CN",
        .address_lines = {"1 Sample Road"},
        .region = "Shandong",
        .city = "Qingdao",
        .postcode = "266000",
        .phone = "+8653200000000",
        .email = "seller@example.com",
        .registrations = {},
    };
    c.buyer_id_attributes = {
        {"passport", "RU_PASSPORT"}, {"passport_issued", "RU_PASSPORT.issued"}, {"inn", "RU_INN"}
    };
    return c;
}

std::shared_ptr<const config::Directory> directory(Instant now) {
    const std::vector<std::string> all{"orders:write", "orders:read", "catalog:write"};
    config::ApiKey expired = key(kExpiredToken, all);
    expired.expires = now;
    std::vector<config::Tenant> tenants{
        {.id = TenantId("acme"),
         .name = "Acme",
         .limits = {},
         .keys = {key(kToken, all), key(kReaderToken, {"orders:read"}), expired}},
        {.id = TenantId("other"), .name = "Other", .limits = {}, .keys = {key(kOtherToken, all)}},
    };
    return std::make_shared<const config::Directory>(
        std::move(tenants),
        std::vector<config::Connection>{
            connection("shopify", "shopify", kShopifySecret),
            connection("woo", "woocommerce", kWooSecret),
            connection("direct", "direct"),
            connection("kaspi", "kaspi"),
            connection("ozon", "ozon"),
            connection("schemaorg", "schemaorg"),
            connection("ubl", "ubl"),
            connection("uzum", "uzum"),
            connection("wildberries", "wildberries")
        }
    );
}

}  // namespace

ApiTest::ApiTest() {
    std::string name = (std::filesystem::temp_directory_path() / "silkgate_api_XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    auto registry = adapters::Registry::load(std::string(SILKGATE_SOURCE_DIR) + "/adapters", false);
    EXPECT_TRUE(registry) << registry.error().detail;
    config::Settings settings;
    settings.kafka.produce_ms = std::chrono::milliseconds{4000};
    snapshots_.set(std::make_shared<const Snapshot>(
        Snapshot{.settings = settings, .directory = directory(clock_.now()), .registry = *registry}
    ));
    auto broker = kafka::EmbeddedBroker::start(
        {.brokers = 1,
         .partitions = 3,
         .topics = {std::string(kafka::kOrdersAccepted), std::string(kafka::kCatalogItems)}}
    );
    EXPECT_TRUE(broker);
    broker_ = std::move(*broker);
    thread_ = std::thread([this] { io_.run(); });
    kafka::ProducerOptions options;
    options.client.bootstrap = broker_->bootstrap();
    options.topics = {std::string(kafka::kOrdersAccepted), std::string(kafka::kCatalogItems)};
    options.message_timeout = std::chrono::milliseconds{2000};
    producer_ = std::move(*kafka::Producer::open(io_, options));
    log_ = std::move(
        *observe::Log::open({.level = observe::Level::error, .file = (folder_ / "log").string()}, nullptr)
    );
    store_ = std::move(*state::Store::open({.folder = (folder_ / "state").string()}));
    replica_.emplace(*store_, dispatch::ReplicaOptions{}, metrics_, *log_);
    dedupe_.emplace(*replica_, std::size_t{1} << 20U);
    services_.emplace(Services{
        .snapshots = snapshots_,
        .clock = clock_,
        .producer = *producer_,
        .dedupe = *dedupe_,
        .ledger = ledger_,
        .replica = *replica_,
        .metrics = metrics_,
        .log = *log_,
        .vault = vault_,
        .source = "/silkgate/test",
    });
    reader_.emplace(std::move(*kafka::RecordReader::open({.bootstrap = broker_->bootstrap()})), vault_);
    changes_.emplace(*services_, std::chrono::milliseconds{0});
    change_.emplace(*services_, *reader_, *changes_);
    submit_.emplace(*services_, *reader_, *changes_, "replicated");
    catalog_.emplace(*services_);
    adapters_.emplace(*services_);
    quotes_.emplace(*services_);
}

ApiTest::~ApiTest() {
    producer_.reset();
    work_.reset();
    io_.stop();
    thread_.join();
    std::filesystem::remove_all(folder_);
}

Request ApiTest::request(std::string path, std::string body, const char* token) {
    Request made;
    made.method = Method::post;
    made.path = std::move(path);
    made.body = std::move(body);
    made.request_id = "request-1";
    if (token != nullptr) {
        made.headers.push_back({"Authorization", std::string("Bearer ") + token});
    }
    return made;
}

Reply ApiTest::run(asio::awaitable<Reply> handler) {
    return asio::co_spawn(io_, std::move(handler), asio::use_future).get();
}

std::future<Reply> ApiTest::start(asio::awaitable<Reply> handler) {
    return asio::co_spawn(io_, std::move(handler), asio::use_future);
}

Request ApiTest::change_request(const OrderId& id, const std::string& body, std::string version) const {
    Request made = request("/v1/orders/" + id.str(), body);
    made.params = {{"id", id.str()}};
    if (version.empty()) {
        version = '"' + std::to_string(state_of(id).version) + '"';
    }
    made.headers.push_back({"If-Match", std::move(version)});
    return made;
}

Reply ApiTest::patch(const OrderId& id, const std::string& body, std::string version) {
    return run(change_->patch(change_request(id, body, std::move(version))));
}

Reply ApiTest::cancel(const OrderId& id, const std::string& body, std::string version) {
    return run(change_->cancel(change_request(id, body, std::move(version))));
}

Reply ApiTest::take_back(const OrderId& id, const std::string& body, std::string version) {
    return run(change_->take_back(change_request(id, body, std::move(version))));
}

dispatch::OrderState ApiTest::state_of(const OrderId& id) const {
    auto state = replica_->find_state(id);
    EXPECT_TRUE(state) << "no state of " << id.view();
    return state ? std::move(*state) : dispatch::OrderState{};
}

dispatch::Decision ApiTest::route(std::size_t commands) {
    constexpr std::chrono::seconds kPatience{20};
    const auto snapshot = snapshots_.get();
    const auto find = [&](const TenantId& tenant, const ConnectionId& connection) {
        return snapshot->directory->find_connection(tenant, connection.view());
    };
    const dispatch::Decider decider(*snapshot->registry, find, {.source = "/silkgate/test", .partitions = 3});
    if (!accepted_) {
        accepted_ = std::move(*kafka::Tail::open(
            {.client = {.bootstrap = broker_->bootstrap()}, .topics = {std::string(kafka::kOrdersAccepted)}},
            {},
            kPatience
        ));
    }
    dispatch::Decision decision;
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (commands > 0 && std::chrono::steady_clock::now() < until) {
        const auto record = accepted_->poll(std::chrono::milliseconds{20});
        if (!record || !*record) {
            continue;
        }
        const auto command = dispatch::read_command(*(*record)->value, vault_);
        EXPECT_TRUE(command) << command.error().detail;
        const auto& place = (*record)->position;
        const auto current = replica_->find_state(command->order_id);
        decision = decider.decide(
            *command, {.partition = place.partition, .offset = place.offset}, current ? &*current : nullptr
        );
        if (decision.next) {
            EXPECT_TRUE(replica_->apply({*decision.next}));
        }
        --commands;
    }
    EXPECT_EQ(commands, 0U) << "commands that never came";
    return decision;
}

void ApiTest::reply(const OrderId& id, std::string_view kind, dispatch::Command reply) {
    const dispatch::OrderState state = state_of(id);
    for (const dispatch::LegRecord& leg : state.legs) {
        for (const dispatch::DocumentState& document : leg.documents) {
            if (document.kind == kind) {
                reply.replies.front().document = document.id;
            }
        }
    }
    reply.kind = dispatch::CommandKind::replied;
    reply.order_id = id;
    reply.accepted_at = clock_.now();
    const auto snapshot = snapshots_.get();
    const dispatch::Decider decider(
        *snapshot->registry, [](const auto&, const auto&) { return nullptr; }, {}
    );
    const dispatch::Decision decision = decider.decide(reply, {}, &state);
    ASSERT_EQ(decision.verdict, dispatch::Verdict::applied) << kind;
    ASSERT_TRUE(replica_->apply({*decision.next}));
}

void ApiTest::reply(
    const OrderId& id,
    std::string_view kind,
    adapters::ReplyStatus status,
    const std::string& number
) {
    dispatch::Command command;
    command.replies.emplace_back();
    command.replies.front().item.status = status;
    command.replies.front().item.authority_reference = number;
    reply(id, kind, std::move(command));
}

Reply ApiTest::run_as_is(Request request) {
    return run(submit_->post_order(std::move(request)));
}

Reply ApiTest::post_order(Request request) {
    request.query = {{"connection", "shopify"}};
    return run(submit_->post_order(std::move(request)));
}

Reply ApiTest::intake(Request request, const std::string& connection) {
    request.path = "/v1/intake/" + connection;
    request.params = {{"connection", connection}};
    return run(submit_->post_intake(std::move(request)));
}

Reply ApiTest::validate(Request request) {
    request.query = {{"connection", "shopify"}};
    return run(submit_->validate(std::move(request)));
}

Reply ApiTest::validate_direct(Request request) {
    request.query = {{"connection", "direct"}};
    return run(submit_->validate(std::move(request)));
}

Reply ApiTest::quote(Request request) {
    request.query = {{"connection", "direct"}};
    return run(quotes_->post(std::move(request)));
}

// All of them begin before the first report of Kafka can be looked at: they are started in one turn of the
// I/O thread.
std::vector<Reply> ApiTest::run_together(std::vector<Request> requests) {
    std::vector<std::future<Reply>> futures(requests.size());
    std::promise<void> started;
    asio::post(io_, [&] {
        for (std::size_t i = 0; i < requests.size(); ++i) {
            requests[i].query = {{"connection", "shopify"}};
            futures[i] = asio::co_spawn(io_, submit_->post_order(std::move(requests[i])), asio::use_future);
        }
        started.set_value();
    });
    started.get_future().wait();
    std::vector<Reply> replies;
    for (auto& future : futures) {
        replies.push_back(future.get());
    }
    return replies;
}

Reply ApiTest::put_item(const std::string& sku, const std::string& body, const char* token) {
    Request put = request("/v1/catalog/items/" + sku, body, token);
    put.params = {{"sku", sku}};
    return run(catalog_->put(std::move(put)));
}

void ApiTest::fill_catalog() {
    for (const char* sku : {"PLAYER-1", "PLAYER-2"}) {
        ASSERT_EQ(put_item(sku, catalog_item(sku)).status, 201);
    }
}

std::string ApiTest::catalog_item(const std::string& sku) {
    return R"({"sku":")" + sku + R"(","codes":[{"system":"CN10","code":"8519813100","country":"CN"},
        {"system":"TNVED10","code":"8519814500","country":"RU"}],
        "names":[{"language":"zh","text":"便携式音乐播放器"},{"language":"ru","text":"Плеер портативный"}],
        "specification":"便携式|闪存|8GB","originCountry":"CN","netWeight":"0.100","grossWeight":"0.150","unit":"C62",
        "legalUnits":[{"country":"CN","unit1":"C62","factor1":"1","unit2":"KGM","factor2":"0.1"}]})";
}

std::string ApiTest::shopify_order(std::string number) {
    static std::atomic<int> made{0};
    if (number.empty()) {
        number = "T" + std::to_string(++made);
    }
    const auto line = [](const std::string& id, const std::string& sku, const std::string& quantity) {
        return R"({"id":)" + id + R"(,"sku":")" + sku + R"(","title":"Music player","quantity":)" + quantity +
               R"(,"price":"29.90","total_discount":"0.00","taxable":true,"requires_shipping":true,"grams":150,)"
               R"("gift_card":false,"properties":[],"tax_lines":[]})";
    };
    return R"({"id":7000000001,"name":")" + number +
           R"(","order_number":1001,"created_at":"2026-11-20T16:30:00+08:00",
        "currency":"CNY","presentment_currency":"CNY","financial_status":"paid","email":"olga@example.com",
        "subtotal_price":"89.70","total_discounts":"0.00","total_tax":"0.00","taxes_included":false,
        "total_price":"89.70","total_weight":450,"test":false,"note":"",
        "note_attributes":[{"name":"passport","value":"4510123456"},{"name":"passport_issued","value":"2015-03-20"},
        {"name":"inn","value":"500100732259"}],"line_items":[)" +
           line("1", "PLAYER-1", "1") + "," + line("2", "PLAYER-2", "2") +
           R"(],"shipping_address":{"first_name":"Ольга","last_name":"Иванова","address1":"ул. Тверская, д. 7, кв. 12",
        "city":"Москва","zip":"125009","province":"Москва","country":"Russia","country_code":"RU","phone":"+79161234567"},
        "shipping_lines":[{"title":"Post","code":"POST","price":"0.00"}]})";
}

json::Document parse(const std::string& body) {
    auto document = json::Document::parse(body);
    EXPECT_TRUE(document) << body;
    return document ? std::move(*document) : std::move(*json::Document::parse("{}"));
}

std::string problem_code(const Reply& reply) {
    const json::Document document = parse(reply.body);
    const json::Value problem = document.root();
    EXPECT_EQ(reply.content_type, "application/problem+json");
    EXPECT_EQ(problem["status"].text(), std::to_string(reply.status));
    EXPECT_EQ(problem["requestId"].text(), "request-1");
    EXPECT_FALSE(problem["title"].text().empty());
    EXPECT_FALSE(problem["instance"].text().empty());
    std::string code(problem["code"].text());
    EXPECT_TRUE(problem["type"].text().ends_with("/" + code)) << problem["type"].text();
    return code;
}

std::string header(const Reply& reply, const std::string& name) {
    for (const Header& field : reply.headers) {
        if (field.name == name) {
            return field.value;
        }
    }
    return {};
}

}  // namespace silkgate::api::test
