#include "gateway/screening/similarity.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

namespace silkgate::screening {
namespace {

constexpr std::size_t kLettersMax = 64;       // one bit each in Matches
constexpr std::size_t kPersonLettersMin = 6;  // of a name that may lack others
constexpr std::size_t kJoinedLettersMin = 6;

using Words = std::vector<std::string>;

std::size_t letters(const Words& words) {
    return std::accumulate(words.begin(), words.end(), std::size_t{0}, [](std::size_t sum, const auto& word) {
        return sum + word.size();
    });
}

bool begins_with_vowel(std::string_view word) {
    return std::string_view("aeiouy").find(word.front()) != std::string_view::npos;
}

// Two romanisations of one word may share few letters and still all consonants: "kasem", "qasim".
double word_alike(const std::string& a, const std::string& b) {
    const double alike = jaro_winkler(a, b);
    if (alike >= kSoundAlike || begins_with_vowel(a) != begins_with_vowel(b)) {
        return alike;
    }
    const std::string sound = skeleton(a);
    return sound.size() >= kSoundMin && sound == skeleton(b) ? kSoundAlike : alike;
}

// Each word of `few` with the most alike of `many` that is still free; their similarity weighted by letters.
struct Aligned {
    double alike_few = 0;   // of the letters of `few`, 0..1
    double alike_both = 0;  // of the letters of both
};

Aligned align(const Words& few, const Words& many) {
    std::uint32_t taken = 0;
    double few_sum = 0;
    double both_sum = 0;
    for (const std::string& word : few) {
        double best = 0;
        std::size_t chosen = many.size();
        for (std::size_t i = 0; i < many.size(); ++i) {
            const double alike = (taken >> i & 1U) == 0 ? word_alike(word, many[i]) : 0;
            if (alike > best) {
                best = alike;
                chosen = i;
            }
        }
        if (best < kWordAlikeMin) {
            continue;
        }
        taken |= 1U << chosen;
        few_sum += best * static_cast<double>(word.size());
        both_sum += best * static_cast<double>(word.size() + many[chosen].size());
    }
    const auto few_letters = static_cast<double>(letters(few));
    return {
        .alike_few = few_sum / few_letters,
        .alike_both = both_sum / (few_letters + static_cast<double>(letters(many))),
    };
}

std::string joined(const Words& words, std::size_t first) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        out += words[(first + i) % words.size()];
    }
    return out;
}

// Written together, whichever word comes first: "xiao ming zhang" and "zhang xiaoming".
double score_joined(const Words& a, const Words& b) {
    const std::string whole = joined(b, 0);
    const std::size_t length = letters(a);
    if (std::min(length, whole.size()) < kJoinedLettersMin) {
        return 0;
    }
    double best = 0;
    for (std::size_t first = 0; first < a.size(); ++first) {
        const std::size_t edits = edit_distance(joined(a, first), whole, kJoinedEditsMax);
        if (edits <= kJoinedEditsMax) {
            const auto longest = static_cast<double>(std::max(length, whole.size()));
            best = std::max(best, 1.0 - static_cast<double>(edits) / longest);
        }
    }
    return best;
}

}  // namespace

double jaro_winkler(std::string_view a, std::string_view b) noexcept {
    if (a == b) {
        return 1;
    }
    if (a.empty() || b.empty() || a.size() > kLettersMax || b.size() > kLettersMax) {
        return 0;
    }
    if (a.size() > b.size()) {
        std::swap(a, b);
    }
    const std::size_t window = std::max<std::size_t>(b.size() / 2, 1) - 1;
    std::uint64_t matched_b = 0;
    std::array<char, kLettersMax> in_a{};
    std::size_t count = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::size_t from = i > window ? i - window : 0;
        const std::size_t to = std::min(i + window + 1, b.size());
        for (std::size_t j = from; j < to; ++j) {
            if ((matched_b >> j & 1U) == 0 && a[i] == b[j]) {
                matched_b |= std::uint64_t{1} << j;
                in_a[count++] = a[i];
                break;
            }
        }
    }
    if (count == 0) {
        return 0;
    }
    std::size_t swapped = 0;
    for (std::size_t j = 0, k = 0; j < b.size(); ++j) {
        if ((matched_b >> j & 1U) != 0) {
            swapped += in_a[k++] != b[j] ? 1U : 0U;
        }
    }
    const auto m = static_cast<double>(count);
    const double jaro = (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) +
                         (m - static_cast<double>(swapped / 2)) / m) /
                        3;
    const std::size_t most = std::min<std::size_t>(4, a.size());
    std::size_t prefix = 0;
    while (prefix < most && a[prefix] == b[prefix]) {
        ++prefix;
    }
    return jaro + static_cast<double>(prefix) * 0.1 * (1 - jaro);
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) {
    if (a.size() > b.size()) {
        std::swap(a, b);
    }
    if (b.size() - a.size() > most) {
        return most + 1;
    }
    std::vector<std::size_t> row(a.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t j = 1; j <= b.size(); ++j) {
        std::size_t diagonal = row[0];
        row[0] = j;
        for (std::size_t i = 1; i <= a.size(); ++i) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[i];
            row[i] = std::min({replaced, row[i] + 1, row[i - 1] + 1});
        }
    }
    return std::min(row.back(), most + 1);
}

double score(const Name& a, const Name& b, EntryKind kind) {
    const bool by_sound = a.unvocalised || b.unvocalised;
    const Words* few = by_sound ? &a.skeletons : &a.words;
    const Words* many = by_sound ? &b.skeletons : &b.words;
    if (few->size() > many->size() || (few->size() == many->size() && letters(*few) > letters(*many))) {
        std::swap(few, many);
    }
    if (few->empty()) {
        return 0;
    }
    const Aligned aligned = align(*few, *many);
    double best = std::max(aligned.alike_both, score_joined(*few, *many));
    // Skeletons are short: "mhmd hsn" stands for twice as many letters.
    const std::size_t least = by_sound ? kPersonLettersMin / 2 + 1 : kPersonLettersMin;
    if (kind != EntryKind::organisation && few->size() >= 2 && letters(*few) >= least) {
        const double missing = kMissingWord * static_cast<double>(many->size() - few->size());
        best = std::max(best, aligned.alike_few - std::min(missing, kMissingWordsMax));
    }
    return best;
}

}  // namespace silkgate::screening
