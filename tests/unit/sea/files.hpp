// Golden files of this folder and DCSA's samples.
#pragma once

#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

namespace silkgate::adapters::sea {

inline std::string slurp(const std::string& path) {
    std::stringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

// The golden file's content; SILKGATE_UPDATE=1 writes `made` and a line feed into it first.
inline std::string golden(const std::string& name, const std::string& made) {
    const std::string path = SILKGATE_SOURCE_DIR "/tests/unit/sea/golden/" + name;
    if (const char* update = std::getenv("SILKGATE_UPDATE"); update != nullptr && *update == '1') {
        std::ofstream(path, std::ios::binary) << made << '\n';
    }
    return slurp(path);
}

inline std::optional<std::string> reference() {
    const char* root = std::getenv("SILKGATE_REFERENCE");
    return root == nullptr || *root == '\0' ? std::nullopt : std::optional<std::string>(root);
}

inline std::string sample(const std::string& name) {
    return slurp(*reference() + "/logistics/sea-dcsa/conformance/" + name);
}

}  // namespace silkgate::adapters::sea
