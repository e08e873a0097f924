// Which names are worth comparing with one: those whose words sound alike, all but one of them.
#pragma once

#include "gateway/screening/names.hpp"

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace silkgate::screening {

// Filled once, then read from any thread.
//
// A word is found by its skeleton; one of four consonants or more also by each skeleton that lacks one of
// them, so that one consonant may be missing, too much, wrong or swapped with its neighbour. Two neighbouring
// words are also one word ("al", "qaida": "alqaida").
class NameIndex {
public:
    // Names are numbered from 0 in the order in which they are added.
    void add(const Name& name);

    // Numbers of the names that share all words but one with the shorter of the two (both of two, the only
    // one), each once. Cost: the length of the lists of its words.
    [[nodiscard]] std::vector<std::uint32_t> candidates(const Name& name) const;

    [[nodiscard]] std::size_t size() const noexcept { return word_counts_.size(); }

private:
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_key_;
    std::vector<std::uint8_t> word_counts_;
};

}  // namespace silkgate::screening
