#include "gateway/core/text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace silkgate {
namespace {

TEST(Text, AControlCharacterIsFoundAtEveryPlace) {
    for (int code = 0; code < 256; ++code) {
        const char c = static_cast<char>(code);
        for (std::size_t size = 1; size <= 17; ++size) {
            for (std::size_t at = 0; at < size; ++at) {
                std::string text(size, 'x');
                text[at] = c;
                ASSERT_EQ(has_control(text), is_control(c)) << code << " at " << at << " of " << size;
            }
        }
    }
}

TEST(Text, OrdinaryTextHasNone) {
    EXPECT_FALSE(has_control(""));
    EXPECT_FALSE(has_control("ул. Тверская, д. 7 — 中国山东省青岛市 \xf0\x9f\x98\x80 ~"));
}

}  // namespace
}  // namespace silkgate
