// Settings: one TOML file, the environment over it, flags over both; every problem reported, not only the
// first.
//
// All functions are pure but for reading the files they are told to read; thread-safe.
#pragma once

#include "gateway/config/settings_types.hpp"
#include "gateway/config/tenants.hpp"
#include "gateway/core/result.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace silkgate::config {

// Where settings come from, weakest first.
struct Input {
    std::string file;  // path of the TOML file, or empty for none
    // SILKGATE_SECTION__KEY → value, top-level keys SILKGATE_KEY. A list's items are separated by ',', a
    // table's `name=value` pairs by ';'. Names of one level that are no setting are left alone (Kubernetes
    // and tests make such).
    std::map<std::string, std::string> environment;
    std::vector<std::pair<std::string, std::string>> overrides;  // from flags: "http.port" → "0"
    std::vector<std::string> platforms;  // what a connection's platform may be; empty = not looked at
};

// The SILKGATE_* variables of this process, and CREDENTIALS_DIRECTORY. Call before threads start.
[[nodiscard]] std::map<std::string, std::string> process_environment();

struct Loaded {
    Settings settings;
    std::shared_ptr<const Directory> directory;  // owners: this, and every request in work
};

// Errc::invalid_settings; `detail` holds every problem, one a line: "etc/silkgate.toml:12:1: http.prot:
// unknown key; did you mean http.port?", the file as it was named. Relative paths of secret files are looked
// up in $CREDENTIALS_DIRECTORY when that is set, else beside the settings file; other relative paths are the
// process's.
[[nodiscard]] Result<Loaded> load(const Input& input);

// SIGHUP: loads again. An error — a problem in the file, or a difference in a setting that needs a restart —
// changes nothing and says which.
[[nodiscard]] Result<Loaded> reload(const Settings& current, const Input& input);

// "http.port", …: settings that differ between the two and are marked `start`.
[[nodiscard]] std::vector<std::string> restart_differences(const Settings& a, const Settings& b);

// TOML of every setting with its value, secrets as "***". Tenants and connections are not part of it.
[[nodiscard]] std::string effective(const Settings& settings);

// A complete example file: every setting with its default, commented out, and one tenant with a connection.
[[nodiscard]] std::string example_toml();

// docs/reference/settings.md
[[nodiscard]] std::string reference_markdown();

}  // namespace silkgate::config
