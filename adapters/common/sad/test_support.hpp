// For the tests of the countries only: an adapter with tables as an operator would load them.
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
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <unistd.h>

namespace silkgate::adapters::sad::testing_sad {

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    EXPECT_TRUE(in.good()) << path;
    std::ostringstream out;
    out << in.rdbuf();
    return std::move(out).str();
}

inline std::filesystem::path reference() {
    const char* folder = std::getenv("SILKGATE_REFERENCE");
    return folder == nullptr ? std::filesystem::path{} : std::filesystem::path(folder);
}

// What xmllint says of `xml` against a schema of the reference data; empty when it is valid.
inline std::string schema_errors(std::string_view xml, const std::filesystem::path& schema) {
    const auto file =
        std::filesystem::temp_directory_path() / ("silkgate-sad-" + std::to_string(::getpid()) + ".xml");
    std::ofstream(file, std::ios::binary) << xml;
    const std::string command =
        "xmllint --noout --nonet --schema '" + schema.string() + "' '" + file.string() + "' 2>&1";
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) {
        return "xmllint can not be started";
    }
    std::string output;
    std::array<char, 4096> buffer{};
    for (std::size_t size = 0; (size = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
        output.append(buffer.data(), size);
    }
    const int status = ::pclose(pipe);
    std::filesystem::remove(file);
    return status == 0 ? std::string{} : output;
}

class SadTest : public testing::Test {
protected:
    // `rows`: file name → rows that are added to the country's own file.
    SadTest(MakeAdapter make, std::string folder, std::map<std::string, std::string, std::less<>> rows)
        : folder_(std::filesystem::path(SILKGATE_SOURCE_DIR) / "adapters" / folder) {
        connection_.id = ConnectionId("shop-1");
        connection_.tenant = TenantId("t_1");
        context_.decided_at = *parse_rfc3339("2026-11-24T08:00:00Z");
        context_.order_id = OrderId("ord_aaaaaaaaaaaaaaaaaaaaaaaaaa");
        context_.connection = &connection_;
        auto made = make([&](std::string_view name) -> Result<std::string> {
            const auto added = rows.find(name);
            return read_file(folder_ / "data" / name) + (added == rows.end() ? std::string{} : added->second);
        });
        EXPECT_TRUE(made.has_value()) << made.error().detail;
        adapter_ = std::move(*made);
    }

    [[nodiscard]] order::Order case_order(std::string_view what) const {
        const auto document =
            json::Document::parse(read_file(folder_ / "cases" / (std::string(what) + ".order.json")));
        EXPECT_TRUE(document.has_value());
        return order::read_json(document->root()).order;
    }

    [[nodiscard]] Leg leg_of(const order::Order& order) const {
        std::vector<Leg> legs;
        Violations violations;
        adapter_->plan_legs(order, context_, legs, violations);
        EXPECT_FALSE(legs.empty());
        return legs.empty() ? Leg{} : legs.front();
    }

    [[nodiscard]] std::set<std::string_view> rules_of(const order::Order& order) const {
        Violations violations;
        adapter_->check(order, leg_of(order), context_, violations);
        std::set<std::string_view> ids;
        for (const Violation& violation : violations) {
            ids.insert(violation.rule->id);
        }
        return ids;
    }

    // "kind basis rate amount rule", a line each.
    [[nodiscard]] std::string quote_of(const order::Order& order) const {
        const auto quote = adapter_->quote(order, leg_of(order), context_);
        EXPECT_TRUE(quote.has_value());
        std::string out;
        for (const QuoteLine& line : *quote) {
            out += line.kind + " " + line.basis.to_shortest() + " " + line.rate + " " +
                   line.amount.to_shortest() + " " + line.currency + " " + std::string(line.rule->id) + "\n";
        }
        return out;
    }

    // Every golden document of that kind is valid.
    void expect_golden_documents_valid(std::string_view suffix, const std::filesystem::path& schema) const {
        int seen = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder_ / "cases")) {
            if (entry.path().string().ends_with(suffix)) {
                EXPECT_EQ(schema_errors(read_file(entry.path()), reference() / schema), "") << entry.path();
                ++seen;
            }
        }
        EXPECT_GT(seen, 3);
    }

    std::filesystem::path folder_;
    config::Connection connection_;
    Context context_;
    std::unique_ptr<const CountryAdapter> adapter_;
};

}  // namespace silkgate::adapters::sad::testing_sad
