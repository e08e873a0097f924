// For the tests of the countries that file R.043 only: the adapter with chosen rates, the accepted golden
// order, schemas.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/order/order_json.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unistd.h>

namespace silkgate::adapters::eaeu::testing_r043 {

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file.good()) << path;
    return {std::istreambuf_iterator<char>(file), {}};
}

inline std::filesystem::path reference() {
    const char* root = std::getenv("SILKGATE_REFERENCE");
    return root == nullptr || *root == '\0' ? std::filesystem::path{} : std::filesystem::path(root) / "eaeu";
}

// What xmllint says against the structure R.043, or R.055 of an ordinary declaration; empty when valid. Needs
// reference().
inline std::string schema_errors(std::string_view xml) {
    const auto file =
        std::filesystem::temp_directory_path() / ("silkgate-r043-" + std::to_string(::getpid()) + ".xml");
    std::ofstream(file, std::ios::binary) << xml;
    const auto schema =
        reference() / (xml.find("GoodsDeclaration:v1.0.0") == std::string_view::npos
                           ? "eec-model/EEC_R_043_ExpressCargoDeclaration_v2.1.0.reconstructed.xsd"
                           : "eec-model/EEC_GoodsDeclaration.xsd");
    const std::string command =
        "xmllint --noout --nonet --schema '" + schema.string() + "' '" + file.string() + "' 2>&1";
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
    return status == 0 ? std::string{} : output;
}

// Text of the first element of that qualified name, attributes or not, by a plain search.
inline std::string element(std::string_view xml, std::string_view name) {
    const auto start = xml.find("<" + std::string(name));
    if (start == std::string_view::npos) {
        return "(no " + std::string(name) + ")";
    }
    const auto text = xml.substr(xml.find('>', start) + 1);
    return std::string(text.substr(0, text.find('<')));
}

// One country's adapter and its accepted golden order; `rates` are rows of rates.csv in force on 24 November
// 2026.
class R043Test : public testing::Test {
protected:
    using Make = Result<std::unique_ptr<const CountryAdapter>> (*)(const ReadData&);

    R043Test(Make make, std::string folder, std::string_view rates)
        : folder_(std::filesystem::path(SILKGATE_SOURCE_DIR) / "adapters" / folder) {
        files_["rates.csv"] =
            "bank,currency,nominal,rate,source,effective_from,effective_to\n" + std::string(rates);
        make_ = make;
        remake();
        const auto document = json::Document::parse(read_file(folder_ / "cases" / "accepted.order.json"));
        EXPECT_TRUE(document);
        order_ = order::read_json(document->root()).order;
        const std::string country(adapter_->info().country);
        connection_.registrations = {
            {country + ".brokerCertificate", "0000/00"}, {country + ".customsOffice", "10000"}
        };
        context_.decided_at = *parse_rfc3339("2026-11-24T08:00:00Z");
        context_.order_id = OrderId("ord_abcdefghijklmnopqrstuvwxyz");
        context_.connection = &connection_;
        plan();
    }

    // Another golden order, with its leg.
    void use(std::string_view name) {
        const auto file = folder_ / "cases" / (std::string(name) + ".order.json");
        const auto document = json::Document::parse(read_file(file));
        ASSERT_TRUE(document);
        order_ = order::read_json(document->root()).order;
        plan();
    }

    void plan() {
        std::vector<Leg> legs;
        Violations violations;
        adapter_->plan_legs(order_, context_, legs, violations);
        EXPECT_EQ(legs.size(), 1U);
        leg_ = legs.empty() ? Leg{} : legs.front();
    }

    // `at_limit` is 200 euros in the national currency.
    void expect_the_express_limit(std::string_view at_limit, std::string_view above) {
        use("export");
        order_.lines.resize(1);
        order_.consignments.front().lines.resize(1);
        order_.consignments.front().gross_weight = order_.lines.front().customs.gross_weight;
        connection_.registrations[std::string(adapter_->info().country) + ".procedureList"] = "0000";
        order_.lines.front().amount = *Decimal::parse(at_limit);
        EXPECT_EQ(rules_of(order_), std::vector<std::string>{});
        EXPECT_EQ(element(document_of(order_), "casdo:CustomsValueAmount"), at_limit);
        order_.lines.front().amount = *Decimal::parse(above);
        EXPECT_EQ(rules_of(order_), std::vector<std::string>{"EE-0735"});
    }

    // What is too dear for ДТЭГ: planned, declared and corrected by R.055. `value` is above 200 euros.
    void expect_the_ordinary_declaration(std::string_view value) {
        connection_.registrations[std::string(adapter_->info().country) + ".procedureList"] = "0000";
        for (const auto& [name, regime, kind] :
             {std::tuple{"export", "DT-10", "ЭК"}, std::tuple{"import_of_an_organisation", "DT-40", "ИМ"}}) {
            context_.action = Action::submit;
            use(name);
            order_.lines.front().amount = *Decimal::parse(value);
            plan();
            EXPECT_EQ(leg_.regime, regime);
            const std::string xml = document_of(order_);
            EXPECT_EQ(element(xml, "csdo:EDocCode"), "R.055");
            EXPECT_EQ(element(xml, "casdo:DeclarationKindCode"), kind);
            EXPECT_EQ(element(xml, "casdo:GoodsQuantity"), std::to_string(order_.lines.size()));
            EXPECT_EQ(
                element(xml, "cacdo:CustomsDeclarationIdDetails"), "(no cacdo:CustomsDeclarationIdDetails)"
            );
            context_.action = Action::amend;
            EXPECT_EQ(rules_of(order_).back(), "EE-0802");
            context_.authority_reference = "55301/241126/1234567";
            const std::string correction = document_of(order_);
            EXPECT_EQ(element(correction, "casdo:CustomsDocumentId"), "1234567");
            EXPECT_EQ(element(correction, "csdo:DocCreationDate"), "2026-11-24");
            const auto replies =
                adapter_->simulate("GoodsDeclaration", correction, Outcome::accepted, context_.decided_at);
            ASSERT_TRUE(replies) << replies.error().detail;
            const auto last = adapter_->read_reply(replies->back().bytes, "application/json");
            ASSERT_TRUE(last);
            EXPECT_EQ(last->front().status, ReplyStatus::released);
            EXPECT_EQ(last->front().authority_reference.substr(0, 13), "10000/241126/");
        }
    }

    void remake() {
        auto made = make_([this](std::string_view name) -> Result<std::string> {
            const auto found = files_.find(name);
            return found == files_.end() ? read_file(folder_ / "data" / name) : found->second;
        });
        EXPECT_TRUE(made) << made.error().detail;
        adapter_ = std::move(*made);
    }

    [[nodiscard]] order::Order order_worth(std::string_view euro, std::string_view kilograms) const {
        order::Order order = order_;
        order.lines.resize(1);
        order::Line& line = order.lines.front();
        line.quantity = Decimal(1);
        line.amount = *Decimal::parse(euro);
        line.discount.reset();
        line.customs.net_weight.reset();
        line.customs.gross_weight = *Decimal::parse(kilograms);
        order.money.currency = "EUR";
        order.money.discount = Decimal{};
        order.consignments.front().gross_weight = line.customs.gross_weight;
        order.consignments.front().lines = {{.line_id = line.id, .quantity = Decimal(1)}};
        return order;
    }

    [[nodiscard]] std::string document_of(const order::Order& order) const {
        const auto documents = adapter_->declare(order, leg_, context_);
        EXPECT_TRUE(documents) << documents.error().detail;
        const std::string xml = documents ? documents->front().bytes : std::string{};
        if (!reference().empty()) {
            EXPECT_EQ(schema_errors(xml), "");
        }
        return xml;
    }

    // The duty that quote and document agree on.
    [[nodiscard]] std::string duty_of(std::string_view euro, std::string_view kilograms) const {
        const order::Order order = order_worth(euro, kilograms);
        const auto quote = adapter_->quote(order, leg_, context_);
        EXPECT_TRUE(quote) << quote.error().detail;
        if (!quote) {
            return "(none)";
        }
        EXPECT_EQ(quote->front().rule->id, std::string(adapter_->info().country) + "-0610");
        const std::string amount = quote->front().amount.to_string();
        const std::string xml = document_of(order);
        if (amount == "0.00") {
            EXPECT_EQ(xml.find("Payment"), std::string::npos);
        } else {
            EXPECT_EQ(element(xml, "casdo:CAPaymentNAmount"), amount);
            EXPECT_EQ(element(xml, "casdo:CustomsTaxModeCode"), "6010");
            EXPECT_EQ(element(xml, "casdo:DutyTaxFeeRateDate"), "2026-11-24");
        }
        return amount + " " + quote->front().currency;
    }

    [[nodiscard]] std::vector<std::string> rules_of(const order::Order& order) const {
        Violations violations;
        adapter_->check(order, leg_, context_, violations);
        std::vector<std::string> ids;
        for (const Violation& violation : violations) {
            ids.emplace_back(violation.rule->id);
        }
        return ids;
    }

    // What holds in every member alike; each test program calls it with its own country's adapter.
    void expect_the_side_that_counts_is_declared() const {
        const std::string by_value = document_of(order_worth("300.00", "5"));
        EXPECT_EQ(element(by_value, "casdo:TaxBaseMeasure"), "100");
        EXPECT_EQ(element(by_value, "casdo:DutyTaxFeeRateKindCode"), "%");
        EXPECT_EQ(element(by_value, "casdo:DutyTaxFeeRateValue"), "15");
        const std::string by_weight = document_of(order_worth("150.00", "35"));
        EXPECT_EQ(element(by_weight, "casdo:TaxBaseMeasure"), "4");
        EXPECT_EQ(element(by_weight, "casdo:DutyTaxFeeRateKindCode"), "*");
        EXPECT_EQ(element(by_weight, "casdo:DutyTaxFeeRateValue"), "2");
    }

    void expect_the_fee_is_quoted(std::string_view duty_rule, std::string_view currency) {
        files_["limits.csv"] =
            "limit_eur,limit_kg,percent,eur_per_kg,fee,source,effective_from,effective_to\n"
            "200,31,15,2,50,eec-107,2024-04-01,\n";
        remake();
        const auto quote = adapter_->quote(order_worth("300.00", "5"), leg_, context_);
        ASSERT_TRUE(quote);
        ASSERT_EQ(quote->size(), 2U);
        EXPECT_EQ(quote->front().rule->id, duty_rule);
        EXPECT_EQ(quote->back().rule->id, "EE-0611");
        EXPECT_EQ(quote->back().amount, Decimal(50));
        EXPECT_EQ(quote->back().currency, currency);
    }

    void expect_golden_declarations_are_valid() const {
        if (reference().empty()) {
            GTEST_SKIP() << "SILKGATE_REFERENCE is not set";
        }
        int documents = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder_ / "cases")) {
            if (entry.path().string().ends_with(".ExpressCargoDeclaration.xml")) {
                EXPECT_EQ(schema_errors(read_file(entry.path())), "") << entry.path();
                ++documents;
            }
        }
        EXPECT_GE(documents, 5);
    }

    std::filesystem::path folder_;
    std::map<std::string, std::string, std::less<>> files_;
    Make make_ = nullptr;
    std::unique_ptr<const CountryAdapter> adapter_;
    order::Order order_;
    config::Connection connection_;
    Context context_;
    Leg leg_;
};

}  // namespace silkgate::adapters::eaeu::testing_r043
