#include "gateway/corridors/corridors.hpp"

#include <fstream>
#include <sstream>
#include <utility>

namespace silkgate::corridors {
namespace {

Result<std::string> read_file(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return stream ? Result<std::string>(text.str())
                  : fail(Errc::invalid_settings, "the file " + path + " can not be read");
}

}  // namespace

Result<std::shared_ptr<const Corridors>> load(const std::string& data_dir, const std::string& switches_file) {
    auto network =
        Network::load([&](std::string_view file) { return read_file(data_dir + "/" + std::string(file)); });
    if (!network) {
        return network.error();
    }
    Switches switches;
    if (!switches_file.empty()) {
        const auto text = read_file(switches_file);
        if (!text) {
            return text.error();
        }
        auto parsed = Switches::parse(*text, *network);
        if (!parsed) {
            return parsed.error();
        }
        switches = std::move(*parsed);
    }
    return std::make_shared<const Corridors>(
        Corridors{.network = std::move(*network), .switches = std::move(switches), .ways = {}}
    );
}

}  // namespace silkgate::corridors
