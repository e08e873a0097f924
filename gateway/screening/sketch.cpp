#include "gateway/screening/sketch.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace silkgate::screening {
namespace {

using Words = std::span<const WordSketch>;

std::uint64_t letters_of(std::string_view word) {
    constexpr unsigned kDigits = 26;  // the first bit of a digit
    std::uint64_t letters = 0;
    for (const char c : word) {
        const auto bit =
            c >= 'a' && c <= 'z' ? static_cast<unsigned>(c - 'a') : kDigits + static_cast<unsigned>(c - '0');
        letters |= std::uint64_t{1} << bit;
    }
    return letters;
}

std::uint32_t count(std::uint64_t bits) {
    return static_cast<std::uint32_t>(std::popcount(bits));
}

WordSketch sketch(std::string_view word, std::string_view sound) {
    const std::uint64_t letters = letters_of(word);
    return {
        .letters = letters,
        .sounds = letters_of(sound),
        .length = static_cast<std::uint32_t>(word.size()),
        .distinct = count(letters)
    };
}

// Of Jaro-Winkler: no more letters can match than have their like in the other word. 0 below kWordAlikeMin,
// as align() takes it.
double alike_bound(const WordSketch& a, const WordSketch& b) {
    const bool may_sound_alike = a.sounds == b.sounds;
    const std::uint64_t common = a.letters & b.letters;
    if (common == 0 && !may_sound_alike) {
        return 0;
    }
    const std::uint32_t both = count(common);
    const std::uint32_t most = std::min(a.length - (a.distinct - both), b.length - (b.distinct - both));
    // Even with four letters of common beginning, 0.8 needs matched/a + matched/b >= 1.
    if (!may_sound_alike &&
        std::uint64_t{most} * (a.length + b.length) < std::uint64_t{a.length} * b.length) {
        return 0;
    }
    double bound = 0;
    if (most > 0) {
        const auto matched = static_cast<double>(most);
        const double jaro =
            (matched / static_cast<double>(a.length) + matched / static_cast<double>(b.length) + 1) / 3;
        const auto prefix = static_cast<double>(std::min({4U, a.length, b.length}));
        bound = jaro + prefix * 0.1 * (1 - jaro);
    }
    bound = may_sound_alike ? std::max(bound, kSoundAlike) : bound;
    return bound < kWordAlikeMin ? 0 : bound;
}

// Of score_joined(): a letter that only one side has is an edit.
double joined_bound(Words few, Words many, std::uint32_t few_letters, std::uint32_t many_letters) {
    const std::uint32_t longest = std::max(few_letters, many_letters);
    const std::uint32_t shortest = std::min(few_letters, many_letters);
    if (longest - shortest > kJoinedEditsMax) {
        return 0;
    }
    std::uint64_t in_few = 0;
    std::uint64_t in_many = 0;
    for (const WordSketch& word : few) {
        in_few |= word.letters;
    }
    for (const WordSketch& word : many) {
        in_many |= word.letters;
    }
    const std::uint32_t edits =
        std::max({longest - shortest, count(in_few & ~in_many), count(in_many & ~in_few)});
    return edits > kJoinedEditsMax ? 0 : 1.0 - static_cast<double>(edits) / static_cast<double>(longest);
}

std::uint32_t letter_count(Words words) {
    std::uint32_t letters = 0;
    for (const WordSketch& word : words) {
        letters += word.length;
    }
    return letters;
}

// The three ways of score(), each at its best: every word may have the most alike of the other side.
double score_bound(Words few, Words many, EntryKind kind) {
    const std::uint32_t few_letters = letter_count(few);
    const std::uint32_t many_letters = letter_count(many);
    std::array<double, kWordsMax> best_of_many{};
    double few_sum = 0;
    for (const WordSketch& word : few) {
        double best = 0;
        for (std::size_t i = 0; i < many.size(); ++i) {
            const double alike = alike_bound(word, many[i]);
            best = std::max(best, alike);
            best_of_many[i] = std::max(best_of_many[i], alike);
        }
        few_sum += best * word.length;
    }
    double many_sum = 0;
    for (std::size_t i = 0; i < many.size(); ++i) {
        many_sum += best_of_many[i] * many[i].length;
    }
    double bound = (few_sum + many_sum) / (few_letters + many_letters);
    if (kind != EntryKind::organisation) {
        const double missing = kMissingWord * static_cast<double>(many.size() - few.size());
        bound = std::max(bound, few_sum / few_letters - std::min(missing, kMissingWordsMax));
    }
    return std::max(bound, joined_bound(few, many, few_letters, many_letters));
}

}  // namespace

NameSketch sketch_of(const Name& name) {
    NameSketch out;
    out.unvocalised = name.unvocalised;
    for (std::size_t i = 0; i < name.words.size(); ++i) {
        out.words.push_back(sketch(name.words[i], name.skeletons[i]));
        out.skeletons.push_back(sketch(name.skeletons[i], skeleton(name.skeletons[i])));
    }
    return out;
}

void SketchList::add(const Name& name) {
    const NameSketch sketch = sketch_of(name);
    rows_.push_back(
        {.first = static_cast<std::uint32_t>(sketches_.size()),
         .words = static_cast<std::uint16_t>(sketch.words.size()),
         .unvocalised = sketch.unvocalised}
    );
    sketches_.insert(sketches_.end(), sketch.words.begin(), sketch.words.end());
    sketches_.insert(sketches_.end(), sketch.skeletons.begin(), sketch.skeletons.end());
}

double SketchList::bound(const NameSketch& name, std::uint32_t number, EntryKind kind) const {
    const Row& row = rows_[number];
    const bool by_sound = name.unvocalised || row.unvocalised;
    Words few = by_sound ? name.skeletons : name.words;
    Words many = Words(sketches_).subspan(row.first + (by_sound ? row.words : 0U), row.words);
    if (few.empty() || many.empty()) {
        return 0;
    }
    if (few.size() > many.size() || (few.size() == many.size() && letter_count(few) > letter_count(many))) {
        std::swap(few, many);
    }
    return score_bound(few, many, kind);
}

}  // namespace silkgate::screening
