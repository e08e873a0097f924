// settings.def as rows that code can walk, and values as text. For this folder only.
#pragma once

#include "gateway/config/settings_types.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace silkgate::config {

enum class Kind : std::uint8_t { boolean, integer, bytes, ms, text, path, list, table };
enum class Reload : std::uint8_t { live, start };
enum class Secrecy : std::uint8_t { plain, secret, by_name };

// Where the value of one setting lives.
using Slot =
    std::variant<bool*, std::int64_t*, std::chrono::milliseconds*, std::string*, kinds::list*, kinds::table*>;

struct Row {
    std::string_view section;  // "" at the top
    std::string_view key;
    Kind kind;
    std::int64_t min;
    std::int64_t max;
    std::string_view choices;
    Reload reload;
    Secrecy secrecy;
    std::string_view text;
    Slot (*slot)(Settings&);

    [[nodiscard]] std::string name() const;         // "http.port", "roles"
    [[nodiscard]] std::string environment() const;  // "SILKGATE_HTTP__PORT", "SILKGATE_ROLES"
};

struct Section {
    std::string_view name;
    std::string_view text;
    std::vector<Row> rows;
};

// All sections in the order of the table. Static storage.
[[nodiscard]] std::span<const Section> sections();
[[nodiscard]] const Row* find_row(std::string_view name);
[[nodiscard]] std::vector<std::string> row_names();

// What is wrong with the value in the slot (bounds, choices), or nothing.
[[nodiscard]] std::optional<std::string> check_value(const Row& row, Settings& settings);
// Reads the text form of environment and flags into the slot; what is wrong with it, or nothing.
[[nodiscard]] std::optional<std::string>
assign_text(const Row& row, std::string_view text, Settings& settings);
// Digits, optionally followed by KiB, MiB, GiB or TiB.
[[nodiscard]] std::optional<std::int64_t> parse_bytes(std::string_view text);

enum class Secrets : std::uint8_t { masked, shown };
// The value as TOML writes it: 8443, "0.0.0.0", ["a", "b"], { "x" = "***" }.
[[nodiscard]] std::string toml_value(const Row& row, const Settings& settings, Secrets secrets);
[[nodiscard]] std::string toml_string(std::string_view text);
// Whether the value of a librdkafka property of that name must not be printed.
[[nodiscard]] bool is_secret_property(std::string_view name) noexcept;

}  // namespace silkgate::config
