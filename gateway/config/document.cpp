#include "gateway/config/document.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace silkgate::config {
namespace {

std::optional<std::string> read_whole(const std::string& path) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) {
        errno = EISDIR;
        return std::nullopt;
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return std::nullopt;
    }
    std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (file.bad()) {
        return std::nullopt;
    }
    return bytes;
}

std::string why() {
    return std::string("can not be read: ") + std::strerror(errno);
}

}  // namespace

std::string Reading::where(const toml::source_region& region) const {
    return input.file + ":" + std::to_string(region.begin.line) + ":" + std::to_string(region.begin.column);
}

std::optional<std::string>
Reading::read_secret(const std::string& where, const std::string& key, const std::string& path) const {
    std::filesystem::path full(path);
    if (full.is_relative()) {
        const auto credentials = input.environment.find("CREDENTIALS_DIRECTORY");
        full = credentials != input.environment.end() && !credentials->second.empty()
                   ? std::filesystem::path(credentials->second) / path
                   : std::filesystem::path(input.file).parent_path() / path;
    }
    auto bytes = read_whole(full.string());
    if (!bytes) {
        problems.add(where, key, "the file " + full.string() + " " + why());
        return std::nullopt;
    }
    while (bytes->ends_with('\n') || bytes->ends_with('\r')) {
        bytes->pop_back();
    }
    if (bytes->empty()) {
        problems.add(where, key, "the file " + full.string() + " is empty");
        return std::nullopt;
    }
    return bytes;
}

toml::table parse_file(const Reading& reading) {
    const std::string& path = reading.input.file;
    if (path.empty()) {
        return {};
    }
    const auto bytes = read_whole(path);
    if (!bytes) {
        reading.problems.add({}, path, why());
        return {};
    }
    try {
        return toml::parse(*bytes, path);
    } catch (const toml::parse_error& error) {
        reading.problems.add(reading.where(error.source()), "not TOML", error.description());
        return {};
    }
}

const toml::node* TableReader::get(std::string_view key) {
    asked_.emplace_back(key);
    return table_.get(key);
}

std::string TableReader::where(std::string_view key) const {
    const toml::node* node = table_.get(key);
    return reading_.where(node != nullptr ? node->source() : table_.source());
}

void TableReader::problem(std::string_view key, std::string_view what) {
    reading_.problems.add(where(key), name_ + "." + std::string(key), what);
}

std::string TableReader::text(std::string_view key) {
    const toml::node* node = get(key);
    if (node == nullptr) {
        return {};
    }
    const auto value = node->value_exact<std::string>();
    if (!value || value->empty()) {
        problem(key, value ? "must not be empty; leave it out when there is none" : "must be a text");
        return {};
    }
    return *value;
}

std::string TableReader::required(std::string_view key) {
    if (table_.get(key) == nullptr) {
        asked_.emplace_back(key);
        problem(key, "is missing");
        return {};
    }
    return text(key);
}

bool TableReader::flag(std::string_view key) {
    const toml::node* node = get(key);
    if (node == nullptr) {
        return false;
    }
    const auto value = node->value_exact<bool>();
    if (!value) {
        problem(key, "must be true or false");
    }
    return value.value_or(false);
}

std::optional<std::int64_t> TableReader::positive(std::string_view key) {
    const toml::node* node = get(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < 1) {
        problem(key, "must be a whole number from 1");
        return std::nullopt;
    }
    return value;
}

std::vector<std::string> TableReader::texts(std::string_view key) {
    const toml::node* node = get(key);
    std::vector<std::string> out;
    if (node == nullptr) {
        return out;
    }
    const toml::array* array = node->as_array();
    if (array == nullptr) {
        problem(key, "must be a list of texts");
        return out;
    }
    for (const toml::node& item : *array) {
        const auto value = item.value_exact<std::string>();
        if (!value || value->empty()) {
            problem(key, "must be a list of texts, none of them empty");
            return {};
        }
        out.push_back(*value);
    }
    return out;
}

void TableReader::flatten(
    const toml::table& table,
    const std::string& prefix,
    std::map<std::string, std::string>& out
) {
    for (const auto& [key, node] : table) {
        const std::string name = prefix + std::string(key.str());
        if (const toml::table* inner = node.as_table()) {
            flatten(*inner, name + ".", out);
        } else if (const auto value = node.value_exact<std::string>(); value && !value->empty()) {
            if (!out.emplace(name, *value).second) {
                reading_.problems.add(reading_.where(node.source()), name_ + "." + name, "is set twice");
            }
        } else {
            reading_.problems.add(
                reading_.where(node.source()), name_ + "." + name, "must be a text that is not empty"
            );
        }
    }
}

std::map<std::string, std::string> TableReader::map(std::string_view key) {
    std::map<std::string, std::string> out;
    if (const toml::table* inner = table(key)) {
        TableReader named(*inner, name_ + "." + std::string(key), reading_);
        named.flatten(*inner, {}, out);
    }
    return out;
}

std::optional<Instant> TableReader::instant(std::string_view key) {
    const toml::node* node = get(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    if (const auto text = node->value_exact<std::string>()) {
        if (const auto instant = parse_rfc3339(*text)) {
            return *instant;
        }
    } else if (const auto stamp = node->value_exact<toml::date_time>(); stamp && stamp->offset) {
        const std::chrono::year_month_day date{
            std::chrono::year{stamp->date.year},
            std::chrono::month{stamp->date.month},
            std::chrono::day{stamp->date.day}
        };
        return Instant{
            std::chrono::sys_days{date} + std::chrono::hours{stamp->time.hour} +
            std::chrono::minutes{stamp->time.minute - stamp->offset->minutes} +
            std::chrono::seconds{stamp->time.second} +
            std::chrono::milliseconds{stamp->time.nanosecond / 1'000'000}
        };
    }
    problem(key, "must be a time with its offset, such as 2027-01-01T00:00:00Z");
    return std::nullopt;
}

const toml::table* TableReader::table(std::string_view key) {
    const toml::node* node = get(key);
    if (node != nullptr && node->as_table() == nullptr) {
        problem(key, "must be a table");
        return nullptr;
    }
    return node == nullptr ? nullptr : node->as_table();
}

const toml::array* TableReader::tables(std::string_view key) {
    const toml::node* node = get(key);
    if (node == nullptr) {
        return nullptr;
    }
    const toml::array* array = node->as_array();
    if (array == nullptr || !std::ranges::all_of(*array, [](const toml::node& n) { return n.is_table(); })) {
        problem(key, "must be an array of tables: [[" + std::string(key) + "]]");
        return nullptr;
    }
    return array;
}

void TableReader::finish() {
    for (const auto& [key, node] : table_) {
        if (std::ranges::find(asked_, key.str()) == asked_.end()) {
            problem(key.str(), "unknown key" + suggestion(key.str(), asked_));
        }
    }
}

}  // namespace silkgate::config
