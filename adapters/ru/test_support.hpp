// What the tests of this folder share: the adapter with chosen data files, the accepted golden order and its
// connection, and the authority's schemas. All persons and numbers are invented.
#pragma once

#include "adapters/adapter.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters::ru {

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data);

namespace test {

using DataFiles =
    std::map<std::string, std::string, std::less<>>;  // file name → text instead of the shipped one

[[nodiscard]] std::string read_file(const std::filesystem::path& path);
[[nodiscard]] std::filesystem::path folder();  // adapters/ru of the checkout
[[nodiscard]] Decimal decimal(std::string_view text);

[[nodiscard]] Result<std::unique_ptr<const CountryAdapter>> make_with(const DataFiles& files);
[[nodiscard]] std::unique_ptr<const CountryAdapter> adapter_with(const DataFiles& files);
[[nodiscard]] const CountryAdapter& adapter();  // with the shipped data

// EUR 90, CNY 11, USD 80 roubles, and a hundred tenge 15.5, on 24 November 2026 only.
[[nodiscard]] DataFiles rates_of_the_day();

[[nodiscard]] order::Order accepted_order();  // cases/accepted.order.json
// The same with one thing of that value and gross weight.
[[nodiscard]] order::Order
order_worth(std::string_view value, std::string_view currency, std::string_view gross_kg);
[[nodiscard]] config::Connection connection();
// Decided on 24 November 2026, 11:00 in Moscow. The connection outlives the result.
[[nodiscard]] Context context_of(const config::Connection& connection);
[[nodiscard]] Leg import_leg();

// Ids of the rules that check() reports, in order.
[[nodiscard]] std::vector<std::string>
rules_of(const CountryAdapter& adapter, const order::Order& order, const Context& context);

// Folder of the authority's files (SILKGATE_REFERENCE/eaeu), or empty; the caller then says what it skips.
[[nodiscard]] std::filesystem::path reference();
// What xmllint says; empty when valid. `schema` is relative to reference().
[[nodiscard]] std::string schema_errors(std::string_view xml, std::string_view schema);
inline constexpr std::string_view kDeclarationSchema = "fts-album-5.27.0/ExpressCargoDeclaration.xsd";
inline constexpr std::string_view kGoodsSchema = "fts-album-5.27.0/ESADout_CU.xsd";
inline constexpr std::string_view kWithdrawalSchema = "fts-album-5.23.0/ReturnExpressCargoDeclaration.xsd";
// Schema of the reply whose root is in the bytes, by a plain search; empty for an envelope or an unknown
// root.
[[nodiscard]] std::string reply_schema(std::string_view xml);

// Text of the first element of that qualified name, by a plain search: the tests do not trust the reader
// under test.
[[nodiscard]] std::string element(std::string_view xml, std::string_view name);
[[nodiscard]] std::size_t count(std::string_view text, std::string_view part);

}  // namespace test
}  // namespace silkgate::adapters::ru
