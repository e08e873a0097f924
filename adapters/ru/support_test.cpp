// Builders declared in test_support.hpp.
#include "adapters/ru/test_support.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/order/order_json.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace silkgate::adapters::ru::test {

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file.good()) << path;
    return {std::istreambuf_iterator<char>(file), {}};
}

std::filesystem::path folder() {
    return std::filesystem::path(SILKGATE_SOURCE_DIR) / "adapters" / "ru";
}

Decimal decimal(std::string_view text) {
    const auto value = Decimal::parse(text);
    EXPECT_TRUE(value) << text;
    return value ? *value : Decimal{};
}

Result<std::unique_ptr<const CountryAdapter>> make_with(const DataFiles& files) {
    return make([&](std::string_view name) -> Result<std::string> {
        const auto found = files.find(name);
        return found == files.end() ? read_file(folder() / "data" / name) : found->second;
    });
}

std::unique_ptr<const CountryAdapter> adapter_with(const DataFiles& files) {
    auto made = make_with(files);
    EXPECT_TRUE(made) << made.error().detail;
    return std::move(*made);
}

const CountryAdapter& adapter() {
    static const auto kAdapter = adapter_with({});
    return *kAdapter;
}

DataFiles rates_of_the_day() {
    return {
        {"rates.csv",
         "bank,currency,nominal,rate,source,effective_from,effective_to\n"
         "CBR,EUR,1,90.0000,cbr-daily,2026-11-24,2026-11-24\n"
         "CBR,CNY,1,11.0000,cbr-daily,2026-11-24,2026-11-24\n"
         "CBR,USD,1,80.0000,cbr-daily,2026-11-24,2026-11-24\n"
         "CBR,KZT,100,15.5000,cbr-daily,2026-11-24,2026-11-24\n"}
    };
}

order::Order accepted_order() {
    const auto document = json::Document::parse(read_file(folder() / "cases" / "accepted.order.json"));
    EXPECT_TRUE(document);
    return order::read_json(document->root()).order;
}

order::Order order_worth(std::string_view value, std::string_view currency, std::string_view gross_kg) {
    order::Order order = accepted_order();
    order.lines.resize(1);
    order::Line& line = order.lines.front();
    line.quantity = Decimal(1);
    line.unit_price = decimal(value);
    line.amount = decimal(value);
    line.discount.reset();
    line.customs.net_weight.reset();
    line.customs.gross_weight = decimal(gross_kg);
    order.money.currency = currency;
    order.money.goods = decimal(value);
    order.money.total = decimal(value);
    order.money.discount = Decimal{};
    order.consignments.front().gross_weight = decimal(gross_kg);
    order.consignments.front().lines = {{.line_id = line.id, .quantity = Decimal(1)}};
    return order;
}

config::Connection connection() {
    config::Connection connection;
    connection.id = ConnectionId("shop-1");
    connection.tenant = TenantId("t_ru");
    connection.platform = "direct";
    connection.registrations = {
        {"RU.brokerName", "ООО \"ПРИМЕР БРОКЕР\""},
        {"RU.brokerCertificate", "0000/00"},
        {"RU.customsOffice", "10000000"},
    };
    return connection;
}

Context context_of(const config::Connection& connection) {
    Context context;
    context.decided_at = *parse_rfc3339("2026-11-24T08:00:00Z");
    context.order_id = OrderId("ord_abcdefghijklmnopqrstuvwxyz");
    context.connection = &connection;
    return context;
}

Leg import_leg() {
    return Leg{
        .id = "import-ru", .kind = LegKind::import_declaration, .country = "RU", .regime = "PTDEG", .mode = {}
    };
}

std::vector<std::string>
rules_of(const CountryAdapter& adapter, const order::Order& order, const Context& context) {
    Violations violations;
    adapter.check(order, import_leg(), context, violations);
    std::vector<std::string> ids;
    for (const Violation& violation : violations) {
        ids.emplace_back(violation.rule->id);
    }
    return ids;
}

std::filesystem::path reference() {
    const char* root = std::getenv("SILKGATE_REFERENCE");
    return root == nullptr || *root == '\0' ? std::filesystem::path{} : std::filesystem::path(root) / "eaeu";
}

std::string schema_errors(std::string_view xml, std::string_view schema) {
    const auto file =
        std::filesystem::temp_directory_path() / ("silkgate-ru-" + std::to_string(::getpid()) + ".xml");
    std::ofstream(file, std::ios::binary) << xml;
    const std::string command = "xmllint --noout --nonet --schema '" + (reference() / schema).string() +
                                "' '" + file.string() + "' 2>&1";
    std::string output;
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) {
        return "xmllint can not be started";
    }
    std::array<char, 4096> buffer{};
    for (std::size_t size = 0; (size = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
        output.append(buffer.data(), size);
    }
    const int status = ::pclose(pipe);
    std::filesystem::remove(file);
    return status == 0 ? std::string{} : "status " + std::to_string(status) + ": " + output;
}

std::string reply_schema(std::string_view xml) {
    for (const char* root :
         {"ExpressCargoDeclarationCustomMark",
          "NotifGTDRegistration",
          "DocumentRegNumberNotif",
          "ExpressCargoReqCorrect",
          "ReqInventoryDoc",
          "ErrorList",
          "ArchResult",
          "Result",
          "ED_Container"}) {
        const auto at = xml.find(":" + std::string(root) + " ");
        if (xml.find("Envelope") == std::string_view::npos && at != std::string_view::npos && at < 60) {
            return "fts-album-5.23.0/" + std::string(root) + ".xsd";
        }
    }
    return {};
}

std::string element(std::string_view xml, std::string_view name) {
    const std::string open = "<" + std::string(name) + ">";
    const auto start = xml.find(open);
    if (start == std::string_view::npos) {
        return "(no " + std::string(name) + ")";
    }
    const auto text = xml.substr(start + open.size());
    return std::string(text.substr(0, text.find('<')));
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

}  // namespace silkgate::adapters::ru::test
