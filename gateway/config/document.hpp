// The settings file as parsed TOML, with places for problems. For this folder only: toml++ is visible nowhere
// else.
#pragma once

#include "gateway/config/problems.hpp"
#include "gateway/config/settings.hpp"

#include <toml++/toml.h>

#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace silkgate::config {

// What reading a settings file needs to know.
struct Reading {
    const Input& input;
    Problems& problems;

    // "silkgate.toml:12:1" of a node or key.
    [[nodiscard]] std::string where(const toml::source_region& region) const;
    // The contents of a secret's file without the line end; a problem and nothing when it can not be read.
    [[nodiscard]] std::optional<std::string>
    read_secret(const std::string& where, const std::string& key, const std::string& path) const;
};

// Parses the file; an empty table where there is none or where it is not TOML (a problem is added then).
[[nodiscard]] toml::table parse_file(const Reading& reading);

void read_settings(const toml::table& root, const Reading& reading, Settings& settings);
void read_environment(const Reading& reading, Settings& settings);
void read_overrides(const Reading& reading, Settings& settings);
// Reads kafka.property_files into kafka.properties.
void read_property_files(const Reading& reading, Settings& settings);
// Problems between settings: ports that collide, limits that contradict, files that are missing.
void check_together(const Reading& reading, const Settings& settings);

[[nodiscard]] std::shared_ptr<const Directory>
read_directory(const toml::table& root, const Reading& reading, const Settings& settings);

// Reads the members of one TOML table by name; finish() reports the ones nobody asked for.
class TableReader {
public:
    // `name` stands in problems: "tenants[0]", "connections.shop-1".
    TableReader(const toml::table& table, std::string name, const Reading& reading)
        : table_(table), name_(std::move(name)), reading_(reading) {}

    // The text of a member, or empty when it is absent. A problem when it is no text or an empty one.
    [[nodiscard]] std::string text(std::string_view key);
    // As text(); a problem when it is absent.
    [[nodiscard]] std::string required(std::string_view key);
    [[nodiscard]] bool flag(std::string_view key);
    [[nodiscard]] std::optional<std::int64_t> positive(std::string_view key);
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);
    // Texts by name; tables inside are joined by '.': CN.agentCode = "x" → "CN.agentCode".
    [[nodiscard]] std::map<std::string, std::string> map(std::string_view key);
    [[nodiscard]] std::optional<Instant> instant(std::string_view key);
    [[nodiscard]] const toml::table* table(std::string_view key);
    [[nodiscard]] const toml::array* tables(std::string_view key);

    void problem(std::string_view key, std::string_view what);
    void finish();

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    void rename(std::string name) { name_ = std::move(name); }
    [[nodiscard]] std::string where(std::string_view key) const;

private:
    const toml::node* get(std::string_view key);
    void
    flatten(const toml::table& table, const std::string& prefix, std::map<std::string, std::string>& out);

    const toml::table& table_;
    std::string name_;
    const Reading& reading_;
    std::vector<std::string> asked_;
};

}  // namespace silkgate::config
