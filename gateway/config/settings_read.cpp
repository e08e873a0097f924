// The settings file, the environment and the flags → Settings.
#include "gateway/config/document.hpp"
#include "gateway/config/settings_table.hpp"

#include <algorithm>

namespace silkgate::config {
namespace {

// A TOML value → the slot. Returns what a right value would have been, or nothing.
struct AssignNode {
    const Row& row;
    const toml::node& node;

    std::optional<std::string> operator()(bool* value) const {
        return take<bool>(*value, "must be true or false");
    }
    std::optional<std::string> operator()(std::int64_t* value) const {
        if (row.kind == Kind::bytes) {
            if (const auto text = node.value_exact<std::string>()) {
                const auto bytes = parse_bytes(*text);
                *value = bytes.value_or(*value);
                return bytes ? std::nullopt
                             : std::optional<std::string>("must be a number of bytes, or such as \"1MiB\"");
            }
        }
        return take<std::int64_t>(*value, "must be a whole number");
    }
    std::optional<std::string> operator()(std::chrono::milliseconds* value) const {
        std::int64_t number = 0;
        if (auto problem = take<std::int64_t>(number, "must be a whole number of milliseconds")) {
            return problem;
        }
        *value = std::chrono::milliseconds{number};
        return std::nullopt;
    }
    std::optional<std::string> operator()(std::string* value) const {
        return take<std::string>(*value, "must be a text");
    }
    std::optional<std::string> operator()(kinds::list* value) const {
        const toml::array* array = node.as_array();
        kinds::list read;
        for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
            if (const auto item = array->get(i)->value_exact<std::string>()) {
                read.push_back(*item);
            }
        }
        if (array == nullptr || read.size() != array->size()) {
            return "must be a list of texts";
        }
        *value = std::move(read);
        return std::nullopt;
    }
    std::optional<std::string> operator()(kinds::table* value) const {
        const toml::table* table = node.as_table();
        if (table == nullptr) {
            return "must be a table of texts";
        }
        kinds::table read;
        if (!flatten(*table, {}, read)) {
            return "must be a table of texts, numbers, true and false";
        }
        *value = std::move(read);
        return std::nullopt;
    }

    // security.protocol = "SSL" without quotes is a table in a table; both forms mean the property.
    static bool flatten(const toml::table& table, const std::string& prefix, kinds::table& out) {
        for (const auto& [key, item] : table) {
            const std::string name = prefix + std::string(key.str());
            if (const toml::table* inner = item.as_table()) {
                if (!flatten(*inner, name + ".", out)) {
                    return false;
                }
            } else if (const auto text = item.value_exact<std::string>()) {
                out[name] = *text;
            } else if (const auto number = item.value_exact<std::int64_t>()) {
                out[name] = std::to_string(*number);
            } else if (const auto flag = item.value_exact<bool>()) {
                out[name] = *flag ? "true" : "false";
            } else {
                return false;
            }
        }
        return true;
    }

    template <class T>
    std::optional<std::string> take(T& value, std::string_view wanted) const {
        const auto read = node.value_exact<T>();
        if (!read) {
            return std::string(wanted);
        }
        value = *read;
        return std::nullopt;
    }
};

void read_value(
    const std::string& name,
    const toml::key& key,
    const toml::node& node,
    const Reading& reading,
    Settings& settings
) {
    const Row* row = find_row(name);
    if (row == nullptr) {
        reading.problems.add(
            reading.where(key.source()), name, "unknown key" + suggestion(name, row_names())
        );
        return;
    }
    auto problem = std::visit(AssignNode{*row, node}, row->slot(settings));
    if (!problem) {
        problem = check_value(*row, settings);
    }
    if (problem) {
        reading.problems.add(reading.where(node.source()), name, *problem);
    }
}

}  // namespace

void read_settings(const toml::table& root, const Reading& reading, Settings& settings) {
    std::vector<std::string> known;
    for (const Section& section : sections()) {
        known.emplace_back(section.name);
    }
    for (const auto& [key, node] : root) {
        const std::string name(key.str());
        if (name == "tenants" || name == "connections") {
            continue;
        }
        const toml::table* section = node.as_table();
        if (section == nullptr || find_row(name) != nullptr) {
            read_value(name, key, node, reading, settings);
        } else if (name.empty() || std::ranges::find(known, name) == known.end()) {
            reading.problems.add(
                reading.where(key.source()), name, "unknown section" + suggestion(name, known)
            );
        } else {
            for (const auto& [inner, value] : *section) {
                read_value(name + "." + std::string(inner.str()), inner, value, reading, settings);
            }
        }
    }
}

void read_environment(const Reading& reading, Settings& settings) {
    std::vector<std::string> names;
    for (const Section& section : sections()) {
        for (const Row& row : section.rows) {
            const std::string variable = row.environment();
            names.push_back(variable);
            const auto found = reading.input.environment.find(variable);
            if (found == reading.input.environment.end()) {
                continue;
            }
            if (const auto problem = assign_text(row, found->second, settings)) {
                reading.problems.add("environment", variable, *problem);
            }
        }
    }
    for (const auto& [variable, value] : reading.input.environment) {
        if (variable.starts_with("SILKGATE_") && variable.find("__") != std::string::npos &&
            std::ranges::find(names, variable) == names.end()) {
            reading.problems.add("environment", variable, "unknown setting" + suggestion(variable, names));
        }
    }
}

void read_overrides(const Reading& reading, Settings& settings) {
    for (const auto& [name, value] : reading.input.overrides) {
        const Row* row = find_row(name);
        if (row == nullptr) {
            reading.problems.add("flag", name, "unknown setting" + suggestion(name, row_names()));
        } else if (const auto problem = assign_text(*row, value, settings)) {
            reading.problems.add("flag", name, *problem);
        }
    }
}

void read_property_files(const Reading& reading, Settings& settings) {
    for (const auto& [property, path] : settings.kafka.property_files) {
        const std::string key = "kafka.property_files." + property;
        if (settings.kafka.properties.contains(property)) {
            reading.problems.add({}, key, "is in kafka.properties too");
        } else if (auto value = reading.read_secret({}, key, path)) {
            settings.kafka.properties[property] = std::move(*value);
        }
    }
}

}  // namespace silkgate::config
