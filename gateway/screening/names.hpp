// A name in any script as words that can be compared: lower-case Latin letters and digits only. ICU is
// visible in names.cpp only. Pure functions; thread-safe (each thread keeps its own transliterators).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace silkgate::screening {

struct Name {
    std::vector<std::string> words;  // "o'Brien-Smith" → "obrien", "smith"; 王小明 → "wang", "xiao", "ming"
    std::vector<std::string> skeletons;  // of each word: what is left without vowels, never empty
    bool unvocalised = false;  // from Arabic script, which writes no short vowels: compare skeletons
};

// Legal forms ("OOO", "Ltd", 有限公司) are left out unless nothing else is there. At most kWordsMax words.
[[nodiscard]] Name read_name(std::string_view utf8);
inline constexpr std::size_t kWordsMax = 16;

// Consonants by their sound, doubles once: "mohammed" and "muhamad" → "mhmd". A word of vowels stays itself.
[[nodiscard]] std::string skeleton(std::string_view word);

}  // namespace silkgate::screening
