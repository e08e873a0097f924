// Problems: what is wrong with the settings, all of it, one line each.
#pragma once

#include "gateway/core/result.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::config {

class Problems {
public:
    // `where`: "silkgate.toml:12:1", "environment", "flag", or empty for a problem of no single place.
    void add(std::string_view where, std::string_view key, std::string_view what);

    [[nodiscard]] bool empty() const noexcept { return lines_.empty(); }
    [[nodiscard]] Error error() const;

private:
    std::vector<std::string> lines_;
};

// "; did you mean http.port?" for the candidate nearest to `word`, or empty when none is near.
[[nodiscard]] std::string suggestion(std::string_view word, std::span<const std::string> candidates);

}  // namespace silkgate::config
