#include "gateway/cli/data_files.hpp"

namespace silkgate::cli {

std::string data_root(const config::Settings& settings) {
    return settings.adapters.data_dir.empty() ? std::string(SILKGATE_DATA_ROOT) : settings.adapters.data_dir;
}

Result<std::shared_ptr<const corridors::Corridors>> load_corridors(const config::Settings& settings) {
    const std::string directory = settings.corridors.data_dir.empty() ? std::string(SILKGATE_CORRIDORS_ROOT)
                                                                      : settings.corridors.data_dir;
    return corridors::load(directory, settings.corridors.switches_file);
}

}  // namespace silkgate::cli
