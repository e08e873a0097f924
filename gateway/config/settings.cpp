#include "gateway/config/settings.hpp"

#include "gateway/config/document.hpp"
#include "gateway/config/settings_table.hpp"

#include <cstring>
#include <unistd.h>

namespace silkgate::config {

std::map<std::string, std::string> process_environment() {
    std::map<std::string, std::string> variables;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        const auto equals = text.find('=');
        if (equals != std::string_view::npos) {
            variables.emplace(text.substr(0, equals), text.substr(equals + 1));
        }
    }
    return variables;
}

Result<Loaded> load(const Input& input) {
    Problems problems;
    const Reading reading{.input = input, .problems = problems};
    const toml::table root = parse_file(reading);
    Loaded loaded;
    read_settings(root, reading, loaded.settings);
    read_environment(reading, loaded.settings);
    read_overrides(reading, loaded.settings);
    read_property_files(reading, loaded.settings);
    if (problems.empty()) {
        // Values that were refused keep their defaults; comparing those would report what nobody wrote.
        check_together(reading, loaded.settings);
    }
    loaded.directory = read_directory(root, reading, loaded.settings);
    if (!problems.empty()) {
        return problems.error();
    }
    return loaded;
}

Result<Loaded> reload(const Settings& current, const Input& input) {
    auto loaded = load(input);
    if (!loaded) {
        return loaded;
    }
    Problems problems;
    for (const std::string& name : restart_differences(current, loaded->settings)) {
        problems.add({}, name, "has changed and needs a restart");
    }
    if (!problems.empty()) {
        return problems.error();
    }
    return loaded;
}

std::vector<std::string> restart_differences(const Settings& a, const Settings& b) {
    std::vector<std::string> names;
    for (const Section& section : sections()) {
        for (const Row& row : section.rows) {
            if (row.reload == Reload::start &&
                toml_value(row, a, Secrets::shown) != toml_value(row, b, Secrets::shown)) {
                names.push_back(row.name());
            }
        }
    }
    return names;
}

}  // namespace silkgate::config
