// What the program holds of the corridors: the network and the switches as of the last load. Immutable; a
// reload makes a new one.
#pragma once

#include "gateway/corridors/network.hpp"
#include "gateway/corridors/switches.hpp"
#include "gateway/corridors/ways.hpp"

#include <memory>
#include <string>

namespace silkgate::corridors {

struct Corridors {
    Network network;
    Switches switches;
    Ways ways;  // found by these two
};

// Reads the data files in `data_dir` and the switches file; an empty path means that no switch is turned.
// Errors name the file and line.
[[nodiscard]] Result<std::shared_ptr<const Corridors>>
load(const std::string& data_dir, const std::string& switches_file);

}  // namespace silkgate::corridors
