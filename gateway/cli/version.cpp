#include "gateway/cli/version.hpp"

namespace silkgate::cli {

std::string_view version() noexcept {
    return SILKGATE_VERSION;
}

std::string_view revision() noexcept {
    return SILKGATE_REVISION;
}

std::string version_json() {
    return "{\"name\":\"silkgate\",\"version\":\"" + std::string(version()) + "\",\"revision\":\"" +
           std::string(revision()) + "\"}";
}

}  // namespace silkgate::cli
