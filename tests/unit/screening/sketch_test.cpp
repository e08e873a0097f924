// The sketch never says less than the score, so that what it spares changes no verdict. Names are made of
// syllables at random, the same ones in every run.
#include "gateway/screening/index.hpp"
#include "gateway/screening/screener.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace silkgate::screening {
namespace {

constexpr double kRounding = 1e-9;

// Syllables that meet often, so that many names are nearly alike.
constexpr std::array<std::array<const char*, 8>, 4> kSyllables = {{
    {"mo", "ham", "med", "kha", "shch", "li", "san", "dyk"},
    {"му", "хам", "мед", "щу", "кин", "ли", "сан", "ово"},
    {"مح", "مد", "حس", "ين", "علي", "خا", "لد", "شر"},
    {"王", "小", "明", "李", "红", "蓝", "天", "鹏"},
}};

class Names {
public:
    std::string next() {
        const auto& syllables = kSyllables[number(kSyllables.size())];
        std::string name;
        for (std::size_t words = 1 + number(4); words > 0; --words) {
            for (std::size_t parts = 1 + number(3); parts > 0; --parts) {
                name += syllables[number(syllables.size())];
            }
            name += words > 1 ? " " : "";
        }
        return name;
    }

private:
    std::size_t number(std::size_t below) { return engine_() % below; }
    std::mt19937 engine_{20261126};
};

TEST(Sketch, IsNeverBelowTheScore) {
    Names names;
    std::vector<Name> listed;
    SketchList sketches;
    for (int i = 0; i < 150; ++i) {
        listed.push_back(read_name(names.next()));
        sketches.add(listed.back());
    }
    std::size_t spared = 0;
    for (int i = 0; i < 150; ++i) {
        const std::string text = names.next();
        const Name name = read_name(text);
        const NameSketch sketch = sketch_of(name);
        for (std::uint32_t number = 0; number < listed.size(); ++number) {
            for (const EntryKind kind : {EntryKind::person, EntryKind::organisation, EntryKind::unknown}) {
                const double bound = sketches.bound(sketch, number, kind);
                ASSERT_GE(bound + kRounding, score(name, listed[number], kind)) << text << " and " << number;
                spared += bound < 0.9 ? 1U : 0U;
            }
        }
    }
    EXPECT_GT(spared, 150U * 150 * 3 / 2) << "it tells most names apart";
}

// The screener's hits are those of scoring every candidate.
TEST(Sketch, ChangesNoVerdict) {
    constexpr Thresholds kLow{.person = 0.75, .organisation = 0.75};
    Names names;
    Screener::Source source{.info = {.name = "OWN", .date = "2026-11-26", .digest = "0"}, .list = {}};
    NameIndex index;
    std::vector<Name> listed;
    for (int i = 0; i < 300; ++i) {
        const std::string text = names.next();
        source.list.entries.push_back({.id = std::to_string(i), .kind = EntryKind::person, .names = {text}});
        listed.push_back(read_name(text));
        index.add(listed.back());
    }
    const Screener screener({std::move(source)}, kLow);
    std::size_t hits = 0;
    for (int i = 0; i < 300; ++i) {
        const std::string text = names.next();
        std::size_t expected = 0;
        const Name name = read_name(text);
        for (const std::uint32_t number : index.candidates(name)) {
            expected += score(name, listed[number], EntryKind::person) >= kLow.person ? 1U : 0U;
        }
        order::Order order;
        order.parties.consignee.emplace().name = text;
        EXPECT_EQ(screener.screen(order, "ord_1").size(), std::min(expected, Screener::kHitsMax)) << text;
        hits += expected;
    }
    EXPECT_GT(hits, 100U) << "there is something to find";
}

}  // namespace
}  // namespace silkgate::screening
