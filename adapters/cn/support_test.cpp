// Builders declared in test_support.hpp.
#include "adapters/cn/test_support.hpp"
#include "adapters/common/xmldsig/signature.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace silkgate::adapters::cn::test {
namespace {

Decimal decimal(std::string_view text) {
    const auto value = Decimal::parse(text);
    EXPECT_TRUE(value) << text;
    return *value;
}

struct Goods {
    std::string_view sku, name, code, specification, unit, quantity, price, amount, net, gross, legal;
};

order::Line line_of(const Goods& goods, std::int32_t number) {
    order::Line line;
    line.id = "line-" + std::to_string(number);
    line.number = number;
    line.sku = goods.sku;
    line.title = goods.sku;
    line.customs_names = {{.language = "zh", .text = std::string(goods.name), .provenance = {}}};
    line.specification = goods.specification;
    line.quantity = decimal(goods.quantity);
    line.unit = goods.unit;
    line.unit_price = decimal(goods.price);
    line.amount = decimal(goods.amount);
    line.customs.codes = {
        {.system = "HS6", .code = std::string(goods.code.substr(0, 6)), .country = {}, .provenance = {}},
        {.system = "CN10", .code = std::string(goods.code), .country = "CN", .provenance = {}}
    };
    line.customs.origin_country = "CN";
    line.customs.net_weight = decimal(goods.net);
    line.customs.gross_weight = decimal(goods.gross);
    line.customs.quantity1 =
        order::LegalQuantity{.quantity = decimal(goods.legal), .unit = "KGM", .provenance = {}};
    return line;
}

void add_parties(order::Order& order) {
    order::Party consignee;
    consignee.name = "Айгерим Сериккызы";
    consignee.name_latin = "Aigerim Serikkyzy";
    consignee.phone = "+77010000000";
    consignee.kind = order::PartyKind::person;
    consignee.address = order::Address{};
    consignee.address->country = "KZ";
    consignee.address->lines = {"Abai 10, 5"};
    consignee.address->city = "Almaty";
    consignee.address->postcode = "050000";
    order.parties.buyer = consignee;
    order.parties.consignee = consignee;
    order::Party seller;
    seller.name = "青岛示例贸易有限公司";
    seller.name_latin = "Qingdao Example Trade Co";
    seller.phone = "+865320000000";
    seller.kind = order::PartyKind::organisation;
    seller.address = order::Address{};
    seller.address->country = "CN";
    seller.address->lines = {"Example Road 1"};
    seller.address->city = "Qingdao";
    seller.address->postcode = "266000";
    order.parties.seller = seller;
}

}  // namespace

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::filesystem::path folder() {
    return std::filesystem::path(SILKGATE_SOURCE_DIR) / "adapters" / "cn";
}

const CountryAdapter& adapter() {
    static const auto kAdapter = [] {
        auto made = make([](std::string_view name) -> Result<std::string> {
            return read_file(folder() / "data" / name);
        });
        EXPECT_TRUE(made) << made.error().detail;
        return std::move(*made);
    }();
    return *kAdapter;
}

order::Order complete_order() {
    order::Order order;
    order.source.platform = "direct";
    order.source.shop_id = "shop.example";
    order.source.raw_sha256 = std::string(64, '0');
    order.source.adapter_version = "direct/1";
    order.header.number = "SCO-KZ-0001";
    order.header.status = order::Status::ready;
    order.header.payment_status = order::PaymentStatus::paid;
    order.header.created_at.instant = *parse_rfc3339("2026-11-24T08:00:00Z");
    order.header.flow.origin_country = "CN";
    order.header.flow.destination_country = "KZ";
    order.header.trade_mode = "9610";
    order.money.currency = "CNY";
    order.money.goods = decimal("268.50");
    order.money.freight = decimal("35.50");
    order.money.total = decimal("304.00");
    add_parties(order);
    order.lines = {
        line_of(
            {"SKU-1001",
             "手机支架",
             "3926909090",
             "塑料制|桌面用|无品牌",
             "H87",
             "2",
             "50.00",
             "100.00",
             "0.4",
             "0.5",
             "0.4"},
            1
        ),
        line_of(
            {"SKU-2002",
             "数据线",
             "8544421900",
             "USB|有接头|5V|无品牌",
             "C62",
             "7",
             "20.00",
             "140.00",
             "0.7",
             "0.75",
             "0.7"},
            2
        ),
        line_of(
            {"SKU-3003",
             "棉袜",
             "6115950000",
             "针织|棉100%|无品牌",
             "PR",
             "3",
             "9.50",
             "28.50",
             "0.12",
             "0.15",
             "0.12"},
            3
        ),
    };
    order::Consignment consignment;
    consignment.ref = "C1";
    consignment.gross_weight = decimal("1.45");
    consignment.packages = {{.count = 1, .kind = "CT", .gross_weight = {}, .marks = {}}};
    consignment.logistics = order::Logistics{};
    consignment.logistics->number = "LX473124829CN";
    consignment.logistics->mode = "post";
    order.consignments = {consignment};
    return order;
}

config::Connection complete_connection() {
    config::Connection connection;
    connection.id = ConnectionId("shop-1");
    connection.tenant = TenantId("t_qd01");
    connection.platform = "direct";
    connection.registrations = {
        {"CN.ebpCode", "91370200EXAMPLE003"},
        {"CN.ebpName", "示例平台有限公司"},
        {"CN.ebcCode", "91370200EXAMPLE001"},
        {"CN.ebcName", "青岛示例贸易有限公司"},
        {"CN.agentCode", "3702960001"},
        {"CN.agentName", "青岛示例报关有限公司"},
        {"CN.logisticsCode", "91370200EXAMPLE002"},
        {"CN.logisticsName", "示例物流有限公司"},
        {"CN.ownerCode", "NO"},
        {"CN.ownerName", "示例工厂"},
        {"CN.customsCode", "4258"},
        {"CN.portCode", "4223"},
        {"CN.portCode.KZ", "9402"},
        {"CN.statisticsFlag", "B"},
        {"CN.copCode", "91370200EXAMPLE001"},
        {"CN.copName", "青岛示例贸易有限公司"},
        {"CN.copCode.CEB505", "91370200EXAMPLE002"},
        {"CN.copName.CEB505", "示例物流有限公司"},
        {"CN.dxpId", "DXPENT0000000001"},
        {"S10.service", "LX"},
        {"S10.country", "CN"},
        {"S10.from", "47312482"},
        {"S10.to", "47312999"},
    };
    return connection;
}

Context context_of(const config::Connection& connection) {
    Context context;
    context.decided_at = *parse_rfc3339("2026-11-24T08:30:15.250Z");
    context.order_id = OrderId("ord_abcdefghijklmnopqrstuvwxyz");
    context.connection = &connection;
    return context;
}

Leg export_leg() {
    return Leg{
        .id = "export-cn", .kind = LegKind::export_declaration, .country = "CN", .regime = "9610", .mode = {}
    };
}

order::Order import_order() {
    order::Order order = complete_order();
    order.header.number = "SCO-UZ-CN-0001";
    order.header.flow = {.origin_country = "UZ", .destination_country = "CN", .origin_provenance = {}};
    order.money.goods = decimal("300.00");
    order.money.freight = decimal("20.00");
    order.money.discount = decimal("10.00");
    order.money.discounts = {{.amount = decimal("10.00"), .funder = "platform", .code = "WELCOME"}};
    order.money.tax = decimal("29.12");
    order.money.total = decimal("339.12");
    order::Party person;
    person.name = "测试甲";
    person.phone = "+8613800000000";
    person.account = "U0001";
    person.kind = order::PartyKind::person;
    person.ids = {{.kind = "CN_ID", .number = "110101199001010015", .country = "CN"}};
    person.address = order::Address{};
    person.address->country = "CN";
    person.address->full = "山东省青岛市测试路1号";
    person.address->division_code = "370202";
    order.parties.buyer = person;
    order.parties.consignee = person;
    order.parties.payer = person;
    order.lines = {line_of(
        {"UZ-1",
         "巧克力",
         "1806320000",
         "每盒500克|无品牌",
         "XBX",
         "3",
         "100.00",
         "300.00",
         "1.5",
         "1.8",
         "1.5"},
        1
    )};
    order.lines[0].customs.origin_country = "UZ";
    order::Payment payment;
    payment.id = "PAY202611240001";
    payment.paid_at = order::Time{.instant = *parse_rfc3339("2026-11-24T08:01:02Z"), .source = {}};
    payment.kind = "sale";
    order.payments = {payment};
    order::Consignment& consignment = order.consignments[0];
    consignment.gross_weight = decimal("1.80");
    consignment.logistics->number = "UZWB00000001";
    consignment.logistics->mode = "air";
    consignment.logistics->transport_means = "UK-32101";
    consignment.logistics->journey_number = "HY503";
    consignment.logistics->master_document = "250-12345675";
    consignment.logistics->arrival_date = "2026-11-26";
    return order;
}

config::Connection import_connection() {
    config::Connection connection = complete_connection();
    connection.registrations.insert({
        {"CN.assureCode", "91370200EXAMPLE001"},
        {"CN.payCode", "91370200EXAMPLE004"},
        {"CN.payName", "示例支付有限公司"},
        {"CN.copCode.CEB411", "91370200EXAMPLE004"},
        {"CN.copName.CEB411", "示例支付有限公司"},
        {"CN.dxpId.CEB411", "DXPENT0000000004"},
        {"CN.vatRate", "0.13"},
    });
    return connection;
}

Leg import_leg(std::string_view regime) {
    return Leg{
        .id = "import-cn",
        .kind = LegKind::import_declaration,
        .country = "CN",
        .regime = std::string(regime),
        .mode = {}
    };
}

std::filesystem::path reference() {
    const char* root = std::getenv("SILKGATE_REFERENCE");
    return root == nullptr || *root == '\0' ? std::filesystem::path{}
                                            : std::filesystem::path(root) / "cn-ceb";
}

std::string schema_errors(std::string_view xml, std::string_view schema) {
    const auto file =
        std::filesystem::temp_directory_path() / ("silkgate-cn-" + std::to_string(::getpid()) + ".xml");
    std::ofstream(file, std::ios::binary) << xml;
    const std::string command = "xmllint --noout --nonet --schema '" +
                                (reference() / "xsd-202205" / schema).string() + "' '" + file.string() +
                                "' 2>&1";
    std::string output;
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) {
        return "xmllint can not be started";
    }
    char buffer[4096];
    for (std::size_t count = 0; (count = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
        output.append(buffer, count);
    }
    const int status = ::pclose(pipe);
    std::filesystem::remove(file);
    return status == 0 ? std::string{} : "status " + std::to_string(status) + ": " + output;
}

std::unique_ptr<const crypto::Signer> signer(const std::string& key) {
    const auto keys = std::filesystem::path(SILKGATE_SOURCE_DIR) / "tests" / "data" / "signing";
    auto made =
        crypto::software_signer(read_file(keys / (key + ".key.pem")), read_file(keys / (key + ".crt.pem")));
    EXPECT_TRUE(made) << made.error().detail;
    return std::move(*made);
}

std::string signed_by(std::string_view xml, const std::string& key) {
    const auto out = xmldsig::sign(xml, *signer(key));
    EXPECT_TRUE(out) << out.error().detail;
    return *out;
}

std::string element(std::string_view xml, std::string_view name) {
    const std::string open = "<ceb:" + std::string(name) + ">";
    const auto start = xml.find(open);
    if (start == std::string_view::npos) {
        return "(no " + std::string(name) + ")";
    }
    const auto text = xml.substr(start + open.size());
    return std::string(text.substr(0, text.find('<')));
}

}  // namespace silkgate::adapters::cn::test
