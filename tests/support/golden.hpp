// A golden file of a folder of unit tests.
#pragma once

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace silkgate::test {

[[nodiscard]] inline std::string slurp(const std::string& path) {
    std::stringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

// Content of tests/unit/<path>; SILKGATE_UPDATE=1 writes `made` into it first.
[[nodiscard]] inline std::string
golden(const std::string& root, const std::string& path, const std::string& made) {
    const std::string file = root + "/tests/unit/" + path;
    if (const char* update = std::getenv("SILKGATE_UPDATE"); update != nullptr && *update == '1') {
        std::ofstream(file, std::ios::binary) << made;
    }
    return slurp(file);
}

}  // namespace silkgate::test
