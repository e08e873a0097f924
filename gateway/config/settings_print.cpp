// Settings → text: the effective settings, the example file and the reference page.
#include "gateway/config/settings.hpp"
#include "gateway/config/settings_table.hpp"

namespace silkgate::config {
namespace {

// Breaks a text into comment lines of at most 100 characters.
std::string comment(std::string_view text) {
    constexpr std::size_t kWidth = 100;
    std::string out;
    while (!text.empty()) {
        std::size_t end = text.size();
        if (end > kWidth) {
            end = text.rfind(' ', kWidth);
            end = end == std::string_view::npos ? text.size() : end;
        }
        out += "# ";
        out += text.substr(0, end);
        out += '\n';
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    return out;
}

std::string range_of(const Row& row) {
    switch (row.kind) {
        case Kind::integer:
        case Kind::bytes:
        case Kind::ms:
            return std::to_string(row.min) + " to " + std::to_string(row.max);
        case Kind::boolean:
        case Kind::text:
        case Kind::path:
        case Kind::list:
        case Kind::table:
            break;
    }
    std::string words;
    for (const std::string& word : split_list(row.choices, '|')) {
        words += (words.empty() ? "" : ", ") + word;
    }
    return words;
}

std::string_view kind_name(Kind kind) {
    switch (kind) {
        case Kind::boolean:
            return "true or false";
        case Kind::integer:
            return "number";
        case Kind::bytes:
            return "bytes";
        case Kind::ms:
            return "milliseconds";
        case Kind::text:
            return "text";
        case Kind::path:
            return "path";
        case Kind::list:
            return "list of texts";
        case Kind::table:
            return "table of texts";
    }
    return {};
}

std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += c == '|' ? std::string("\\|") : std::string(1, c);
    }
    return out;
}

constexpr std::string_view kExampleTenants = R"(
# Tenants, their keys and their connections. `silkgate keys new` makes a key and its row.
#
# [[tenants]]
# id = "t_qd01"                      # opaque: it appears in record headers
# name = "Qingdao demonstration shop"
# limits = { orders_per_second = 200, requests_in_flight_max = 64, bytes_per_second = 4194304 }
#
# [[tenants.keys]]                   # two live keys allow rotation without a gap
# id = "k1"
# secret_sha256 = "…64 hexadecimal digits…"
# scopes = ["orders:write", "orders:read"]
# expires = 2027-12-31T00:00:00Z
#
# [[connections]]
# id = "shop-1"
# tenant = "t_qd01"
# platform = "shopify"               # or "mapping", with mapping_file = "shop-1.json" beside this file, or "auto"
# shop_id = "qd-demo.myshopify.com"
# utc_offset = "+03:00"              # of the shop's clock, for platforms whose times name no zone
# secret_file = "shop-1-webhook"     # or secret_env = "SHOP_1_SECRET", or secret = "…"
# origin_country = "CN"
# trade_mode = "9610"
# incoterm = "DDP"
# language = "zh"
# brokers = { RU = "rusbroker" }
#
# [connections.seller]
# name = "青岛示例贸易有限公司"
# name_latin = "Qingdao Example Trading Co., Ltd."
# country = "CN"
# address_lines = ["Jiaozhou, SCO Demonstration Zone, Changjiang Road 1"]
# city = "Qingdao"
# registrations = { CN_ebcCode = "370296K001", CN_USCC = "91370281MA3EXAMPLE" }
#
# [connections.platform_party]
# name = "示例跨境电商平台"
# country = "CN"
# registrations = { CN_ebpCode = "370296K002" }
#
# [connections.registrations]        # what adapters need beyond the parties, by country
# CN.agentCode = "3702980001"
# RU.inn = "7707083893"
#
# [connections.hs_map."t-shirt"]     # SKU or product type → codes
# CN10 = "6109100010"
# TNVED10 = "6109100000"
)";

}  // namespace

std::string effective(const Settings& settings) {
    std::string out;
    for (const Section& section : sections()) {
        if (!section.name.empty()) {
            out += "\n[" + std::string(section.name) + "]\n";
        }
        for (const Row& row : section.rows) {
            out += std::string(row.key) + " = ";
            if (row.section == "kafka" && row.key == "properties") {
                // Values that came from files are secrets whatever the property is called.
                Settings masked = settings;
                for (const auto& [property, file] : settings.kafka.property_files) {
                    masked.kafka.properties[property] = "***";
                }
                out += toml_value(row, masked, Secrets::masked) + "\n";
            } else {
                out += toml_value(row, settings, Secrets::masked) + "\n";
            }
        }
    }
    return out;
}

std::string example_toml() {
    std::string out =
        "# Silkgate settings: every setting with its default. Uncomment what you change.\n"
        "# Over this file stands the environment (SILKGATE_SECTION__KEY), over both the flags.\n";
    const Settings defaults;
    for (const Section& section : sections()) {
        out += "\n" + comment(section.text);
        if (!section.name.empty()) {
            out += "[" + std::string(section.name) + "]\n";
        }
        for (const Row& row : section.rows) {
            out += "\n" + comment(row.text);
            out += "#" + std::string(row.key) + " = " + toml_value(row, defaults, Secrets::shown) + "\n";
        }
    }
    return out + std::string(kExampleTenants);
}

std::string reference_markdown() {
    std::string out =
        "# Settings\n\nGenerated from `gateway/config/settings.def` by `silkgate reference`; do not edit.\n\n"
        "One TOML file, over it the environment, over both the flags (`--set http.port=0`). An unknown key "
        "is an error. "
        "Sizes may be written as `\"32MiB\"`. A list in the environment is separated by `,`, a table is "
        "written as "
        "`name=value` pairs separated by `;`. **Reload**: `live` settings are taken over on SIGHUP; a reload "
        "in which "
        "another one has changed is refused as a whole.\n";
    const Settings defaults;
    for (const Section& section : sections()) {
        out += "\n## " + (section.name.empty() ? std::string("Top of the file")
                                               : "`[" + std::string(section.name) + "]`");
        out += "\n\n" + std::string(section.text) + ".\n\n";
        out += "| setting | environment | kind | default | allowed | reload | meaning |\n";
        out += "| --- | --- | --- | --- | --- | --- | --- |\n";
        for (const Row& row : section.rows) {
            out +=
                "| `" + row.name() + "` | `" + row.environment() + "` | " + std::string(kind_name(row.kind));
            out += " | `" + cell(toml_value(row, defaults, Secrets::shown)) + "` | " + range_of(row) + " | ";
            out += row.reload == Reload::live ? "live" : "restart";
            out += " | " + cell(row.text) + " |\n";
        }
    }
    return out;
}

}  // namespace silkgate::config
