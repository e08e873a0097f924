// Where the program's data files are, and what is made of them.
#pragma once

#include "gateway/config/settings_types.hpp"
#include "gateway/core/result.hpp"
#include "gateway/corridors/corridors.hpp"
#include "gateway/screening/screener.hpp"

#include <memory>
#include <string>

namespace silkgate::cli {

// Root of the adapters' data files: the setting, or beside the sources or the installation.
[[nodiscard]] std::string data_root(const config::Settings& settings);

// nullptr where no list of denied parties is set. Errors name the file.
[[nodiscard]] Result<std::shared_ptr<const screening::Screener>> load_screener(
    const config::Settings& settings
);
[[nodiscard]] Result<std::shared_ptr<const corridors::Corridors>> load_corridors(
    const config::Settings& settings
);

}  // namespace silkgate::cli
