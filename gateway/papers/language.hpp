// In which language headings and labels of a paper are. Contents stay as the order has them.
#pragma once

#include "gateway/core/result.hpp"

#include <cstdint>
#include <string_view>

namespace silkgate::papers {

enum class Language : std::uint8_t { en, zh, ru };

[[nodiscard]] constexpr std::string_view in(const Text& text, Language language) noexcept {
    return language == Language::zh ? text.zh : language == Language::ru ? text.ru : text.en;
}

}  // namespace silkgate::papers
