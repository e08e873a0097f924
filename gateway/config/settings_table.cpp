#include "gateway/config/settings_table.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace silkgate::config {
namespace {

std::vector<Section> make_sections() {
    std::vector<Section> all;
#define SILKGATE_SECTION(Struct, member, section_name, section_text)                     \
    {                                                                                    \
        static constexpr auto section = [](Settings& s) -> Struct& { return s.member; }; \
        static constexpr std::string_view name_of_section = section_name;                \
        Section& rows_of = all.emplace_back(Section{section_name, section_text, {}});
#define SILKGATE_SETTING(kind, key, value, min, max, choices, reload, secrecy, text) \
    rows_of.rows.push_back(                                                          \
        Row{name_of_section,                                                         \
            #key,                                                                    \
            Kind::kind,                                                              \
            min,                                                                     \
            max,                                                                     \
            choices,                                                                 \
            Reload::reload,                                                          \
            Secrecy::secrecy,                                                        \
            text,                                                                    \
            [](Settings& s) -> Slot { return &section(s).key; }}                     \
    );
#define SILKGATE_SECTION_END() }
#include "gateway/config/settings.def"
#undef SILKGATE_SECTION
#undef SILKGATE_SETTING
#undef SILKGATE_SECTION_END
    return all;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty()) {
        return std::nullopt;
    }
    return value;
}

std::optional<std::string> check_range(const Row& row, std::int64_t value) {
    if (value >= row.min && value <= row.max) {
        return std::nullopt;
    }
    return std::to_string(value) + " is not between " + std::to_string(row.min) + " and " +
           std::to_string(row.max);
}

std::optional<std::string> check_word(const Row& row, const std::string& word) {
    const auto words = split_list(row.choices, '|');
    if (words.empty() || std::ranges::find(words, word) != words.end()) {
        return std::nullopt;
    }
    std::string problem = toml_string(word) + " is not one of";
    for (const std::string& choice : words) {
        problem += ' ' + choice;
    }
    return problem;
}

struct Check {
    const Row& row;

    std::optional<std::string> operator()(const bool*) const { return std::nullopt; }
    std::optional<std::string> operator()(const std::int64_t* value) const {
        return check_range(row, *value);
    }
    std::optional<std::string> operator()(const std::chrono::milliseconds* value) const {
        return check_range(row, value->count());
    }
    std::optional<std::string> operator()(const std::string* value) const { return check_word(row, *value); }
    std::optional<std::string> operator()(const kinds::list* value) const {
        for (auto item = value->begin(); item != value->end(); ++item) {
            if (auto problem = check_word(row, *item)) {
                return problem;
            }
            if (std::find(value->begin(), item, *item) != item) {
                return toml_string(*item) + " is named twice";
            }
        }
        return std::nullopt;
    }
    std::optional<std::string> operator()(const kinds::table*) const { return std::nullopt; }
};

// Text of environment and flags → value. Returns what a right text would have been, or nothing.
struct Assign {
    const Row& row;
    std::string_view text;

    std::optional<std::string> operator()(bool* value) const {
        if (text != "true" && text != "false") {
            return "must be true or false";
        }
        *value = text == "true";
        return std::nullopt;
    }
    std::optional<std::string> operator()(std::int64_t* value) const {
        const auto number = row.kind == Kind::bytes ? parse_bytes(text) : parse_integer(text);
        if (!number) {
            return row.kind == Kind::bytes ? "must be a number of bytes, such as 1048576 or 1MiB"
                                           : "must be a whole number";
        }
        *value = *number;
        return std::nullopt;
    }
    std::optional<std::string> operator()(std::chrono::milliseconds* value) const {
        const auto number = parse_integer(text);
        if (!number) {
            return "must be a whole number of milliseconds";
        }
        *value = std::chrono::milliseconds{*number};
        return std::nullopt;
    }
    std::optional<std::string> operator()(std::string* value) const {
        *value = text;
        return std::nullopt;
    }
    std::optional<std::string> operator()(kinds::list* value) const {
        *value = split_list(text);
        return std::nullopt;
    }
    std::optional<std::string> operator()(kinds::table* value) const {
        kinds::table read;
        for (const std::string& pair : split_list(text, ';')) {
            const auto equals = pair.find('=');
            if (equals == std::string::npos || equals == 0) {
                return "must be name=value pairs separated by ';'";
            }
            read[pair.substr(0, equals)] = pair.substr(equals + 1);
        }
        *value = std::move(read);
        return std::nullopt;
    }
};

struct Print {
    const Row& row;
    Secrets secrets;

    [[nodiscard]] std::string word(std::string_view text, bool secret) const {
        return secret && secrets == Secrets::masked && !text.empty() ? "\"***\"" : toml_string(text);
    }

    std::string operator()(const bool* value) const { return *value ? "true" : "false"; }
    std::string operator()(const std::int64_t* value) const { return std::to_string(*value); }
    std::string operator()(const std::chrono::milliseconds* value) const {
        return std::to_string(value->count());
    }
    std::string operator()(const std::string* value) const {
        return word(*value, row.secrecy == Secrecy::secret);
    }
    std::string operator()(const kinds::list* value) const {
        std::string out = "[";
        for (const std::string& item : *value) {
            out += (out.size() > 1 ? ", " : "") + word(item, row.secrecy == Secrecy::secret);
        }
        return out + "]";
    }
    std::string operator()(const kinds::table* value) const {
        std::string out = "{";
        for (const auto& [name, text] : *value) {
            const bool secret = row.secrecy == Secrecy::secret ||
                                (row.secrecy == Secrecy::by_name && is_secret_property(name));
            out += (out.size() > 1 ? ", " : " ") + toml_string(name) + " = " + word(text, secret);
        }
        return out + (value->empty() ? "}" : " }");
    }
};

std::string joined(std::string_view section, std::string_view separator, std::string_view key) {
    std::string name(section);
    if (!name.empty()) {
        name += separator;
    }
    name += key;
    return name;
}

}  // namespace

std::vector<std::string> split_list(std::string_view text, char separator) {
    std::vector<std::string> items;
    while (!text.empty()) {
        const auto end = std::min(text.find(separator), text.size());
        std::string_view item = text.substr(0, end);
        while (item.starts_with(' ')) {
            item.remove_prefix(1);
        }
        while (item.ends_with(' ')) {
            item.remove_suffix(1);
        }
        if (!item.empty()) {
            items.emplace_back(item);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return items;
}

bool Settings::has_role(std::string_view role) const noexcept {
    return std::ranges::find(top.roles, role) != top.roles.end();
}

std::string Row::name() const {
    return joined(section, ".", key);
}

std::string Row::environment() const {
    std::string name = "SILKGATE_" + joined(section, "__", key);
    std::ranges::transform(name, name.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return name;
}

std::span<const Section> sections() {
    static const std::vector<Section> all = make_sections();
    return all;
}

const Row* find_row(std::string_view name) {
    for (const Section& section : sections()) {
        for (const Row& row : section.rows) {
            if (row.name() == name) {
                return &row;
            }
        }
    }
    return nullptr;
}

std::vector<std::string> row_names() {
    std::vector<std::string> names;
    for (const Section& section : sections()) {
        for (const Row& row : section.rows) {
            names.push_back(row.name());
        }
    }
    return names;
}

std::optional<std::int64_t> parse_bytes(std::string_view text) {
    struct Unit {
        std::string_view suffix;
        int shift;
    };
    constexpr auto kUnits = std::to_array<Unit>({{"KiB", 10}, {"MiB", 20}, {"GiB", 30}, {"TiB", 40}});
    int shift = 0;
    for (const Unit& unit : kUnits) {
        if (text.ends_with(unit.suffix)) {
            text.remove_suffix(unit.suffix.size());
            shift = unit.shift;
        }
    }
    const auto number = parse_integer(text);
    if (!number || *number < 0 || *number > (INT64_MAX >> shift)) {
        return std::nullopt;
    }
    return *number << shift;
}

std::optional<std::string> check_value(const Row& row, Settings& settings) {
    return std::visit(Check{row}, row.slot(settings));
}

std::optional<std::string> assign_text(const Row& row, std::string_view text, Settings& settings) {
    if (auto problem = std::visit(Assign{row, text}, row.slot(settings))) {
        return problem;
    }
    return check_value(row, settings);
}

std::string toml_value(const Row& row, const Settings& settings, Secrets secrets) {
    Settings copy = settings;
    return std::visit(Print{row, secrets}, row.slot(copy));
}

std::string toml_string(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            out += "\\u00";
            out += kHex[byte >> 4U];
            out += kHex[byte & 0xfU];
        } else {
            out += c;
        }
    }
    return out + '"';
}

bool is_secret_property(std::string_view name) noexcept {
    constexpr auto kMarks = std::to_array<std::string_view>(
        {"password", "secret", "token", "oauthbearer.config", "key.pem", "jaas"}
    );
    return std::ranges::any_of(kMarks, [name](std::string_view mark) {
        return name.find(mark) != name.npos;
    });
}

}  // namespace silkgate::config
