// All adapters of the build, made once from their data files; swapped as a whole on reload.
#pragma once

#include "adapters/adapter.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters {

// Adapters from outside the build, by alpha-2 country in upper case. Each takes the place of the built-in
// one.
using Outside =
    std::map<std::string, std::function<Result<std::unique_ptr<const CountryAdapter>>(const ReadData&)>>;

// Immutable after load(); share as shared_ptr<const Registry> (owners: the server, each router, each call in
// flight).
class Registry {
public:
    // `data_root` holds <cc>/data/*.csv. Errors name the file and line. wip adapters are left out unless
    // allowed.
    [[nodiscard]] static Result<std::shared_ptr<const Registry>>
    load(const std::string& data_root, bool allow_wip, const Outside& outside = {});

    // Of these adapters, for tests of what uses a registry.
    [[nodiscard]] static std::shared_ptr<const Registry>
    of(std::vector<std::unique_ptr<const CountryAdapter>> adapters, std::string rule_set);

    // Adapter for an upper-case alpha-2 code, or nullptr.
    [[nodiscard]] const CountryAdapter* find(std::string_view country) const noexcept;
    [[nodiscard]] const std::vector<std::unique_ptr<const CountryAdapter>>& all() const noexcept {
        return adapters_;
    }

    // "<newest effective date in any data file>.<8 hex of the digest of all data files and adapter
    // versions>".
    [[nodiscard]] const std::string& rule_set() const noexcept { return rule_set_; }

private:
    std::vector<std::unique_ptr<const CountryAdapter>> adapters_;
    std::string rule_set_;
};

}  // namespace silkgate::adapters
