// What the tests of this folder share: the adapter from its data files, a complete order and connection, and
// the authority's schema. All parties and numbers are invented.
#pragma once

#include "adapters/adapter.hpp"
#include "gateway/crypto/signer.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace silkgate::adapters::cn {

Result<std::unique_ptr<const CountryAdapter>> make(const ReadData& read_data);

namespace test {

[[nodiscard]] std::string read_file(const std::filesystem::path& path);
[[nodiscard]] std::filesystem::path folder();  // adapters/cn of the checkout

[[nodiscard]] const CountryAdapter& adapter();

// A parcel from Qingdao to Kazakhstan, three lines, everything that the export needs.
[[nodiscard]] order::Order complete_order();
[[nodiscard]] config::Connection complete_connection();
// Decided on 24 November 2026, 16:30:15 in China. The connection outlives the result.
[[nodiscard]] Context context_of(const config::Connection& connection);
[[nodiscard]] Leg export_leg();
// A parcel of chocolate from Uzbekistan to Qingdao, paid in yuan, and everything that the import needs.
[[nodiscard]] order::Order import_order();
[[nodiscard]] config::Connection import_connection();
[[nodiscard]] Leg import_leg(std::string_view regime = "9610");

// Folder of the authority's files (SILKGATE_REFERENCE/cn-ceb), or empty; the caller then says what it skips.
[[nodiscard]] std::filesystem::path reference();
// What xmllint says against the export (or, for imports and CEB900, import) schema; empty when valid. Needs
// reference().
[[nodiscard]] std::string
schema_errors(std::string_view xml, std::string_view schema = "CEB-export-business.xsd");

// A throw-away key, "sm2" or "rsa", and the message with a signature by it.
[[nodiscard]] std::unique_ptr<const crypto::Signer> signer(const std::string& key);
[[nodiscard]] std::string signed_by(std::string_view xml, const std::string& key);

// Text of the first element of that name, by a plain search: the tests do not trust the reader under test.
[[nodiscard]] std::string element(std::string_view xml, std::string_view name);

}  // namespace test
}  // namespace silkgate::adapters::cn
