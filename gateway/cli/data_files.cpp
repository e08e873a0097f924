#include "gateway/cli/data_files.hpp"

namespace silkgate::cli {

std::string data_root(const config::Settings& settings) {
    return settings.adapters.data_dir.empty() ? std::string(SILKGATE_DATA_ROOT) : settings.adapters.data_dir;
}

Result<std::shared_ptr<const screening::Screener>> load_screener(const config::Settings& settings) {
    constexpr double kPercent = 100;
    const config::ScreeningSettings& screening = settings.screening;
    return screening::Screener::load(
        screening.lists,
        {.person = static_cast<double>(screening.person_percent) / kPercent,
         .organisation = static_cast<double>(screening.organisation_percent) / kPercent}
    );
}

Result<std::shared_ptr<const corridors::Corridors>> load_corridors(const config::Settings& settings) {
    const std::string directory = settings.corridors.data_dir.empty() ? std::string(SILKGATE_CORRIDORS_ROOT)
                                                                      : settings.corridors.data_dir;
    return corridors::load(directory, settings.corridors.switches_file);
}

}  // namespace silkgate::cli
