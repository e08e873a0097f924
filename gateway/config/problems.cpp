#include "gateway/config/problems.hpp"

#include <algorithm>

namespace silkgate::config {
namespace {

// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                cost[i][j] = i + j;
                continue;
            }
            const std::size_t change = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
            }
        }
    }
    return cost[a.size()][b.size()];
}

std::string_view last_part(std::string_view key) {
    return key.substr(key.find_last_of('.') + 1);
}

}  // namespace

void Problems::add(std::string_view where, std::string_view key, std::string_view what) {
    std::string line(where);
    if (!line.empty()) {
        line += ": ";
    }
    line += key;
    line += ": ";
    line += what;
    if (std::ranges::find(lines_, line) == lines_.end()) {
        lines_.push_back(std::move(line));
    }
}

Error Problems::error() const {
    std::string detail;
    for (const std::string& line : lines_) {
        detail += detail.empty() ? "" : "\n";
        detail += line;
    }
    return fail(Errc::invalid_settings, std::move(detail));
}

std::string suggestion(std::string_view word, std::span<const std::string> candidates) {
    constexpr std::size_t kWordMax = 100;
    const std::string* best = nullptr;
    std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (const std::string& candidate : candidates) {
        // A key of the right name in the wrong section is as near as a slip of one letter.
        const std::size_t d =
            last_part(candidate) == last_part(word) ? 1 : distance(word.substr(0, kWordMax), candidate);
        if (d < best_distance) {
            best = &candidate;
            best_distance = d;
        }
    }
    return best == nullptr ? std::string{} : "; did you mean " + *best + "?";
}

}  // namespace silkgate::config
