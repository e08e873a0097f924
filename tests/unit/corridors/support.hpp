// The network of the program's own data files.
#pragma once

#include "gateway/corridors/network.hpp"

#include <fstream>
#include <sstream>

namespace silkgate::corridors::test {

inline Result<std::string> read_data(std::string_view file) {
    std::ifstream stream(std::string(SILKGATE_SOURCE_DIR "/gateway/corridors/data/") + std::string(file));
    std::ostringstream text;
    text << stream.rdbuf();
    return stream ? Result<std::string>(text.str())
                  : fail(Errc::invalid_settings, "no file " + std::string(file));
}

inline const Network& network() {
    static const Result<Network> loaded = Network::load(read_data);
    return *loaded;
}

inline constexpr BusinessDate kDay{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{25}};

}  // namespace silkgate::corridors::test
