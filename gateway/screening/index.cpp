#include "gateway/screening/index.hpp"

#include <algorithm>
#include <bit>
#include <functional>

namespace silkgate::screening {
namespace {

constexpr std::size_t kVariantsFrom = 4;  // consonants; shorter skeletons lacking one would mean anything

std::uint64_t key_of(std::string_view text) {
    return std::hash<std::string_view>{}(text);
}

// Keys of a skeleton: itself, and without each of its consonants.
void append_keys(const std::string& skeleton, std::vector<std::uint64_t>& keys) {
    keys.push_back(key_of(skeleton));
    if (skeleton.size() < kVariantsFrom) {
        return;
    }
    for (std::size_t i = 0; i < skeleton.size(); ++i) {
        std::string less = skeleton;
        less.erase(i, 1);
        keys.push_back(key_of(less));
    }
}

// The words of a name and each two neighbours, with the words that they cover as bits.
struct Unit {
    std::vector<std::uint64_t> keys;
    std::uint32_t words = 0;
};

std::vector<Unit> units_of(const Name& name) {
    std::vector<Unit> units;
    for (std::size_t i = 0; i < name.words.size(); ++i) {
        Unit& one = units.emplace_back();
        one.words = 1U << i;
        append_keys(name.skeletons[i], one.keys);
        if (i + 1 < name.words.size()) {
            Unit& two = units.emplace_back();
            two.words = 3U << i;
            append_keys(skeleton(name.words[i] + name.words[i + 1]), two.keys);
        }
    }
    return units;
}

}  // namespace

void NameIndex::add(const Name& name) {
    const auto number = static_cast<std::uint32_t>(word_counts_.size());
    word_counts_.push_back(static_cast<std::uint8_t>(name.words.size()));
    for (const Unit& unit : units_of(name)) {
        for (const std::uint64_t key : unit.keys) {
            std::vector<std::uint32_t>& names = by_key_[key];
            if (names.empty() || names.back() != number) {
                names.push_back(number);
            }
        }
    }
}

std::vector<std::uint32_t> NameIndex::candidates(const Name& name) const {
    // Words of `name` that each listed name shares; all zero between calls.
    static thread_local std::vector<std::uint32_t> shared;
    shared.resize(std::max(shared.size(), word_counts_.size()));
    std::vector<std::uint32_t> touched;
    for (const Unit& unit : units_of(name)) {
        for (const std::uint64_t key : unit.keys) {
            const auto found = by_key_.find(key);
            if (found == by_key_.end()) {
                continue;
            }
            for (const std::uint32_t number : found->second) {
                if (shared[number] == 0) {
                    touched.push_back(number);
                }
                shared[number] |= unit.words;
            }
        }
    }
    std::vector<std::uint32_t> chosen;
    for (const std::uint32_t number : touched) {
        const std::size_t shorter = std::min<std::size_t>(name.words.size(), word_counts_[number]);
        const std::size_t needed = shorter <= 2 ? shorter : shorter - 1;
        if (static_cast<std::size_t>(std::popcount(shared[number])) >= needed) {
            chosen.push_back(number);
        }
        shared[number] = 0;
    }
    return chosen;
}

}  // namespace silkgate::screening
