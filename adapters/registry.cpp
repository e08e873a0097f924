#include "adapters/registry.hpp"

#include "adapters/registry_list.hpp"
#include "gateway/core/csv.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

namespace silkgate::adapters {
namespace {

// Reads data files of one country and remembers what it read, for the rule set's version.
class DataReader {
public:
    DataReader(std::filesystem::path folder, std::string& seen, std::string& newest)
        : folder_(std::move(folder)), seen_(seen), newest_(newest) {}

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
        for (std::string& date : csv::read_column(bytes, "effective_from")) {
            newest_ = std::max(newest_, std::move(date));
        }
        return bytes;
    }

private:
    std::filesystem::path folder_;
    std::string& seen_;
    std::string& newest_;  // effective date in any file
};

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string changed(std::string_view text, char (*letter)(char)) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), letter);
    return out;
}

}  // namespace

Result<std::shared_ptr<const Registry>>
Registry::load(const std::string& data_root, bool allow_wip, const Outside& outside) {
    auto registry = std::make_shared<Registry>();
    std::string seen;
    std::string newest;
    const auto add = [&](const std::string& folder, const auto& make) -> std::optional<Error> {
        const DataReader reader(std::filesystem::path(data_root) / folder / "data", seen, newest);
        auto adapter = make(reader);
        if (!adapter) {
            return adapter.error();
        }
        seen += (*adapter)->info().version;
        if ((*adapter)->info().status == AdapterStatus::ready || allow_wip) {
            registry->adapters_.push_back(std::move(*adapter));
        }
        return std::nullopt;
    };
    for (const BuiltIn& entry : built_in_adapters()) {
        if (!outside.contains(changed(entry.folder, &upper))) {
            if (auto failure = add(std::string(entry.folder), entry.make)) {
                return *failure;
            }
        }
    }
    for (const auto& [country, make] : outside) {
        if (auto failure = add(changed(country, &lower), make)) {
            return *failure;
        }
    }
    registry->rule_set_ = newest + "." + crypto::to_hex(crypto::sha256(seen)).substr(0, 8);
    return std::shared_ptr<const Registry>(std::move(registry));
}

std::shared_ptr<const Registry>
Registry::of(std::vector<std::unique_ptr<const CountryAdapter>> adapters, std::string rule_set) {
    auto registry = std::make_shared<Registry>();
    registry->adapters_ = std::move(adapters);
    registry->rule_set_ = std::move(rule_set);
    return registry;
}

const CountryAdapter* Registry::find(std::string_view country) const noexcept {
    const auto found = std::ranges::find_if(adapters_, [&](const auto& adapter) {
        return adapter->info().country == country;
    });
    return found == adapters_.end() ? nullptr : found->get();
}

}  // namespace silkgate::adapters
