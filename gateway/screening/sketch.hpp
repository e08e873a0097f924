// An upper bound of score() from what is kept of each name in a few numbers: most names that share a word
// with another are told apart by it, at a twentieth of the cost.
#pragma once

#include "gateway/screening/similarity.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace silkgate::screening {

// One word: which of a-z and 0-9 are in it, which in its sound, one bit each.
struct WordSketch {
    std::uint64_t letters = 0;
    std::uint64_t sounds = 0;
    std::uint32_t length = 0;
    std::uint32_t distinct = 0;  // letters
};

struct NameSketch {
    std::vector<WordSketch> words;
    std::vector<WordSketch> skeletons;
    bool unvocalised = false;
};
[[nodiscard]] NameSketch sketch_of(const Name& name);

// Filled once, then read from any thread. Names are numbered from 0 in the order in which they are added.
class SketchList {
public:
    void add(const Name& name);

    // Never less than score(name, the name of this number, kind), roundings apart (1e-9).
    [[nodiscard]] double bound(const NameSketch& name, std::uint32_t number, EntryKind kind) const;

private:
    struct Row {
        std::uint32_t first = 0;  // in sketches_: as many words, then as many skeletons
        std::uint16_t words = 0;
        bool unvocalised = false;
    };
    std::vector<Row> rows_;
    std::vector<WordSketch> sketches_;
};

}  // namespace silkgate::screening
