// Transport documents come from outside: whatever bytes come, a reader refuses them, or gives a value that,
// if it may be written at all, is read back equal.
#include "tests/support/document_kinds.hpp"
#include "tests/support/golden.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace silkgate::test {
namespace {

constexpr int kRounds = 3'000;

// One to three times: a byte changed, some bytes left out, or a piece of the document put elsewhere.
std::string mutated(std::string bytes, std::mt19937_64& random) {
    for (std::size_t times = 1 + random() % 3; times > 0 && !bytes.empty(); --times) {
        const std::size_t at = random() % bytes.size();
        const std::size_t size = std::min<std::size_t>(1 + random() % 24, bytes.size() - at);
        switch (random() % 4) {
            case 0:
                bytes[at] = static_cast<char>(random() % 256);
                break;
            case 1:
                bytes[at] = "<>/\"{}[]:,0 a"[random() % 13];
                break;
            case 2:
                bytes.erase(at, size);
                break;
            default:
                bytes.insert(random() % bytes.size(), bytes.substr(at, size));
        }
    }
    return bytes;
}

class Mutation : public testing::TestWithParam<DocumentKind> {};

TEST_P(Mutation, NoBytesAreReadAsWhatTheyAreNot) {
    const DocumentKind& kind = GetParam();
    const std::string good = slurp(std::string(SILKGATE_SOURCE_DIR "/tests/unit/") + kind.golden);
    ASSERT_EQ(kind.fate(good), Fate::kept);
    std::mt19937_64 random(20261125);
    std::map<Fate, int> counts;
    for (int round = 0; round < kRounds; ++round) {
        const std::string bytes = mutated(good, random);
        const Fate fate = kind.fate(bytes);
        ++counts[fate];
        ASSERT_NE(fate, Fate::changed) << bytes;
    }
    EXPECT_GT(counts[Fate::refused], kRounds / 10) << "mutations that break nothing test nothing";
    EXPECT_GT(counts[Fate::kept], kRounds / 100);
}

INSTANTIATE_TEST_SUITE_P(Every, Mutation, testing::ValuesIn(document_kinds()), [](const auto& given) {
    std::string name;
    for (const char c : std::string(given.param.name)) {
        name += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? std::string(1, c)
                                                                                           : "";
    }
    return name;
});

}  // namespace
}  // namespace silkgate::test
