// What the conformance tests share: the registry, the cases found as files, and one run of a case.
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/registry.hpp"
#include "gateway/config/connection.hpp"
#include "gateway/order/order.hpp"

#include <compare>
#include <filesystem>
#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::conformance {

// All adapters of the build, wip included. Ends the program with the reason when one can not be made.
[[nodiscard]] const adapters::Registry& registry();

// Codes of all adapters, upper case, in the registry's order.
[[nodiscard]] std::vector<std::string> countries();
[[nodiscard]] const adapters::CountryAdapter& adapter_of(std::string_view country);

// adapters/<cc> of the source tree.
[[nodiscard]] std::filesystem::path folder_of(std::string_view country);
[[nodiscard]] std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, std::string_view bytes);
// SILKGATE_UPDATE=1: expected files are written instead of compared.
[[nodiscard]] bool is_update();

// A file under adapters/<cc>/cases: "<what>.order.json", or under cases/replies: "<what>.<ext>".
struct CaseName {
    std::string country;
    std::string what;
    std::filesystem::path path;

    auto operator<=>(const CaseName&) const = default;
    friend void PrintTo(const CaseName& name, std::ostream* out) { *out << name.country << '/' << name.what; }
};

[[nodiscard]] std::vector<CaseName> order_cases();
[[nodiscard]] std::vector<CaseName> reply_cases();
// Letters, digits and underscores only, as GoogleTest wants.
[[nodiscard]] std::string test_name(std::string_view country, std::string_view what);

// Everything a case depends on. Files beside <what>.order.json: <what>.connection.json, else connection.json;
// <what>.context.json {"action", "version", "decidedAt", "authorityReference"}, all optional.
struct Case {
    order::Order order;
    config::Connection connection;
    adapters::Context context;  // its connection is set by run_case(), so that a Case may be copied
};

// Fails the test where the files can not be read or the order violates the schema.
[[nodiscard]] Case load_case(const CaseName& name);

struct LegRun {
    adapters::Leg leg;
    std::vector<adapters::Document> documents;
};

struct Verdict {
    Violations violations;     // of the plan, then of each leg
    std::vector<LegRun> legs;  // that nothing holds
    std::string quotes;        // one line each
    std::string failures;      // of quote() and declare(), which must have none
};

[[nodiscard]] Verdict run_case(const adapters::CountryAdapter& adapter, const Case& input);

// Everything in it as one text, for comparison.
[[nodiscard]] std::string to_text(const Verdict& verdict);

// File name → bytes of what the case produces: "<what>.<Kind>.<ext>", "<what>.violations.json".
[[nodiscard]] std::map<std::string, std::string> expected_files(const CaseName& name, const Verdict& verdict);

// "application/xml", … by a file's extension.
[[nodiscard]] std::string content_type_of(const std::filesystem::path& path);

[[nodiscard]] std::string_view to_word(adapters::ReplyStatus status) noexcept;

}  // namespace silkgate::conformance
