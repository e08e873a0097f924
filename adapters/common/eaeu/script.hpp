// Which script a text is written in: the Union's customs want persons in Cyrillic and goods in Russian.
// UTF-8 in; pure; thread-safe.
#pragma once

#include <string_view>
#include <vector>

namespace silkgate::adapters::eaeu {

// At least one Cyrillic letter.
[[nodiscard]] bool has_cyrillic(std::string_view utf8) noexcept;
// Nothing but Cyrillic letters, blanks, hyphens, full stops and apostrophes, and at least one letter.
[[nodiscard]] bool is_cyrillic_name(std::string_view utf8) noexcept;
// Every letter is Latin or Cyrillic (no Han, Kana, Arabic …).
[[nodiscard]] bool is_latin_or_cyrillic(std::string_view utf8) noexcept;

// The text in parts of at most `length` code points, cut at blanks where there are any. Views into `utf8`.
[[nodiscard]] std::vector<std::string_view> split_text(std::string_view utf8, std::size_t length);
// The first `length` code points.
[[nodiscard]] std::string_view cut_text(std::string_view utf8, std::size_t length) noexcept;

}  // namespace silkgate::adapters::eaeu
