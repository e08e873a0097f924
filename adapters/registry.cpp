#include "adapters/registry.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "adapters/registry_list.hpp"
#include "gateway/crypto/digest.hpp"

namespace silkgate::adapters {
namespace {

// Reads data files of one country and remembers what it read, for the rule set's version.
class DataReader {
public:
    DataReader(std::filesystem::path folder, std::string& seen) : folder_(std::move(folder)), seen_(seen) {}

    Result<std::string> operator()(std::string_view name) const {
        const auto path = folder_ / name;
        std::ifstream file(path, std::ios::binary);
        if (!file) {
            return fail(Errc::invalid_settings, "can not read data file " + path.string());
        }
        std::string bytes{std::istreambuf_iterator<char>(file), {}};
        seen_ += name;
        seen_ += '\0';
        seen_ += bytes;
        return bytes;
    }

private:
    std::filesystem::path folder_;
    std::string& seen_;
};

// The largest ISO date that stands in the data and is not in the future of the data itself is not knowable here; the
// version names the newest date written anywhere in the files, which changes whenever rules are added.
std::string newest_date(std::string_view text) {
    std::string newest = "0000-00-00";
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t i = 0; i + 10 <= text.size(); ++i) {
        const std::string_view window = text.substr(i, 10);
        if (window[4] == '-' && window[7] == '-' && digit(window[0]) && window.starts_with("20") && digit(window[2]) &&
            digit(window[3]) && digit(window[5]) && digit(window[6]) && digit(window[8]) && digit(window[9]) &&
            window > newest) {
            newest = window;
        }
    }
    return newest;
}

}  // namespace

Result<std::shared_ptr<const Registry>> Registry::load(const std::string& data_root, bool allow_wip) {
    auto registry = std::make_shared<Registry>();
    std::string seen;
    for (const BuiltIn& entry : built_in_adapters()) {
        const DataReader reader(std::filesystem::path(data_root) / entry.folder / "data", seen);
        auto adapter = entry.make(reader);
        if (!adapter) {
            return adapter.error();
        }
        seen += (*adapter)->info().version;
        if ((*adapter)->info().status == AdapterStatus::ready || allow_wip) {
            registry->adapters_.push_back(std::move(*adapter));
        }
    }
    registry->rule_set_ = newest_date(seen) + "." + crypto::to_hex(crypto::sha256(seen)).substr(0, 8);
    return std::shared_ptr<const Registry>(std::move(registry));
}

const CountryAdapter* Registry::find(std::string_view country) const noexcept {
    const auto found = std::ranges::find_if(adapters_, [&](const auto& adapter) {
        return adapter->info().country == country;
    });
    return found == adapters_.end() ? nullptr : found->get();
}

}  // namespace silkgate::adapters
