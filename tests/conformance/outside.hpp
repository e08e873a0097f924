// Adapters from outside the build for a run of the suite, by the environment:
//   SILKGATE_CONFORMANCE_OBJECT=ZZ=<path>     the country's adapter is this shared object
//   SILKGATE_CONFORMANCE_REMOTE=XZ=<command>  it is this program, asked over a Kafka that is started here
//   SILKGATE_CONFORMANCE_FOLDER=XZ=<path>     where its README, sources and cases are, if not in
//   adapters/<cc>
#pragma once

#include "adapters/registry.hpp"

#include <filesystem>
#include <optional>
#include <string_view>

namespace silkgate::conformance {

// Ends the program with the reason when an adapter can not be opened.
[[nodiscard]] adapters::Outside outside_adapters();

[[nodiscard]] std::optional<std::filesystem::path> outside_folder(std::string_view country);

}  // namespace silkgate::conformance
