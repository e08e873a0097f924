// How alike two words or names are, 0 to 1. Pure; thread-safe.
#pragma once

#include "gateway/screening/names.hpp"

#include <string_view>

namespace silkgate::screening {

// Jaro's similarity with Winkler's bonus for a common beginning of up to four letters (0.1 each); what
// misspelt names are usually compared by. 1 only for equal words. Words of more than 64 letters: equal or 0.
[[nodiscard]] double jaro_winkler(std::string_view a, std::string_view b) noexcept;

// Letters to insert, drop or replace; `most` + 1 where it is more than `most`.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most);

inline constexpr double kWordAlikeMin = 0.80;     // below, two words are two words
inline constexpr double kSoundAlike = 0.92;       // words of the same consonants …
inline constexpr std::size_t kSoundMin = 3;       // … so many at least
inline constexpr double kMissingWord = 0.02;      // a person's name that only one side has …
inline constexpr double kMissingWordsMax = 0.06;  // … and at most
inline constexpr std::size_t kJoinedEditsMax = 2;

enum class EntryKind : std::uint8_t { person, organisation, unknown };

// The better of two: words matched to words in any order, or the whole written together. A person's name may
// lack names that the other has (a patronymic), at 0.02 each; an organisation's may not.
[[nodiscard]] double score(const Name& a, const Name& b, EntryKind kind);

}  // namespace silkgate::screening
