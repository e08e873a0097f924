// Generated pages of docs/reference/adapters: one a country, from its info, rules, data and README.
#pragma once

#include "adapters/registry.hpp"

#include <string>
#include <vector>

namespace silkgate::cli {

struct AdapterPage {
    std::string file;  // "adapters/kz.md", relative to docs/reference
    std::string text;
};

// A page for each adapter and an index. `data_root` holds <cc>/README.md, of which the section "Not
// implemented" is taken over, and <cc>/data/*.csv: tables of up to kRowsMax rows are printed, of larger ones
// the number of rows and the days.
[[nodiscard]] std::vector<AdapterPage>
adapter_pages(const adapters::Registry& registry, const std::string& data_root);
inline constexpr std::size_t kRowsMax = 40;

}  // namespace silkgate::cli
