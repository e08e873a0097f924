// Golden files of this folder and DCSA's samples.
#pragma once

#include "tests/support/golden.hpp"

#include <cstdlib>
#include <optional>
#include <string>

namespace silkgate::adapters::sea {

// The golden file's content, which ends with a line feed.
inline std::string golden(const std::string& name, const std::string& made) {
    return test::golden(SILKGATE_SOURCE_DIR, "sea/golden/" + name, made + "\n");
}

inline std::optional<std::string> reference() {
    const char* root = std::getenv("SILKGATE_REFERENCE");
    return root == nullptr || *root == '\0' ? std::nullopt : std::optional<std::string>(root);
}

inline std::string sample(const std::string& name) {
    return test::slurp(*reference() + "/logistics/sea-dcsa/conformance/" + name);
}

}  // namespace silkgate::adapters::sea
