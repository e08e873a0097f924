// Replies: the golden ones, those of the simulator, and hostile bytes.
#include "gateway/json/reader.hpp"
#include "gateway/json/writer.hpp"
#include "gateway/rules/rules.hpp"
#include "tests/conformance/suite.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <random>
#include <set>

namespace silkgate::conformance {
namespace {

using adapters::Outcome;
using adapters::ReplyItem;
using adapters::ReplyStatus;

std::string items_json(const Result<std::vector<ReplyItem>>& items) {
    if (!items) {
        return "{\"error\":\"" + std::string(describe(items.error().code).code) + "\"}\n";
    }
    json::Writer out;
    out.begin_array();
    for (const ReplyItem& item : *items) {
        out.begin_object().key("references").begin_array();
        for (const std::string& reference : item.references) {
            out.string(reference);
        }
        out.end_array().member("status", to_word(item.status)).member_if("nativeStatus", item.native_status);
        out.member_if("authorityReference", item.authority_reference);
        out.key("reasons").begin_array();
        for (const adapters::Reason& reason : item.reasons) {
            out.string(reason.code);
        }
        out.end_array().end_object();
    }
    out.end_array();
    return out.str() + "\n";
}

// The expected file in the form of items_json, however it is laid out.
std::string normalised(const std::string& text) {
    const auto document = json::Document::parse(text);
    EXPECT_TRUE(document.has_value()) << text;
    if (!document) {
        return text;
    }
    if (const json::Value error = document->root()["error"]) {
        return "{\"error\":\"" + std::string(error.text()) + "\"}\n";
    }
    json::Writer out;
    out.begin_array();
    const auto list = [&out](json::Value values) {
        out.begin_array();
        for (const json::Value value : values) {
            out.string(value.text());
        }
        out.end_array();
    };
    for (const json::Value item : document->root()) {
        out.begin_object().key("references");
        list(item["references"]);
        out.member("status", item["status"].text()).member_if("nativeStatus", item["nativeStatus"].text());
        out.member_if("authorityReference", item["authorityReference"].text()).key("reasons");
        list(item["reasons"]);
        out.end_object();
    }
    out.end_array();
    return out.str() + "\n";
}

class ReplyTest : public testing::TestWithParam<CaseName> {};

TEST_P(ReplyTest, IsReadAsExpected) {
    const std::string actual =
        items_json(adapter_of(GetParam().country)
                       .read_reply(read_file(GetParam().path), content_type_of(GetParam().path)));
    const auto path = GetParam().path.parent_path() / (GetParam().what + ".expected.json");
    if (is_update()) {
        write_file(path, actual);
    }
    ASSERT_TRUE(std::filesystem::exists(path)) << path << " is missing: SILKGATE_UPDATE=1 writes it";
    EXPECT_EQ(normalised(read_file(path)), actual);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ReplyTest);
INSTANTIATE_TEST_SUITE_P(Every, ReplyTest, testing::ValuesIn(reply_cases()), [](const auto& param) {
    return test_name(param.param.country, param.param.what);
});

class SimulatorTest : public testing::TestWithParam<CaseName> {};

// Statuses that the replies to one document reach, in order; every reply must name that document.
std::vector<ReplyStatus> statuses_after(
    const adapters::CountryAdapter& adapter,
    const adapters::Document& document,
    Outcome outcome,
    Instant now
) {
    std::vector<ReplyStatus> statuses;
    const auto replies = adapter.simulate(document.kind, document.bytes, outcome, now);
    EXPECT_TRUE(replies.has_value()) << document.kind << ": " << replies.error().detail;
    if (!replies) {
        return statuses;
    }
    EXPECT_FALSE(replies->empty()) << document.kind;
    for (const adapters::SimulatedReply& reply : *replies) {
        const auto items = adapter.read_reply(reply.bytes, reply.content_type);
        EXPECT_TRUE(items.has_value()) << document.kind << ": " << items.error().detail << "\n"
                                       << reply.bytes;
        if (!items) {
            continue;
        }
        for (const ReplyItem& item : *items) {
            const bool names_document =
                std::ranges::any_of(item.references, [&](const std::string& reference) {
                    return std::ranges::find(document.references, reference) != document.references.end();
                });
            EXPECT_TRUE(names_document) << "a simulated reply does not name " << document.references.front();
            statuses.push_back(item.status);
        }
    }
    return statuses;
}

TEST_P(SimulatorTest, RepliesNameTheDocumentAndReachTheOutcome) {
    const adapters::CountryAdapter& adapter = adapter_of(GetParam().country);
    const Case input = load_case(GetParam());
    for (const LegRun& leg : run_case(adapter, input).legs) {
        for (const adapters::Document& document : leg.documents) {
            const Instant now = input.context.decided_at;
            const auto accepted = statuses_after(adapter, document, Outcome::accepted, now);
            const auto rejected = statuses_after(adapter, document, Outcome::rejected, now);
            const auto query = statuses_after(adapter, document, Outcome::query, now);
            ASSERT_FALSE(accepted.empty() || rejected.empty() || query.empty()) << document.kind;
            if (!document.decides_leg) {
                continue;
            }
            const bool is_cancelling = input.context.action == adapters::Action::cancel;
            EXPECT_EQ(accepted.back(), is_cancelling ? ReplyStatus::cancelled : ReplyStatus::released)
                << document.kind;
            // Not every authority asks back about a cancellation or a return; then it is left undecided.
            const bool may_stay_open = is_cancelling || input.context.action == adapters::Action::return_;
            EXPECT_TRUE(
                query.back() == ReplyStatus::query || (may_stay_open && query.back() == ReplyStatus::received)
            ) << document.kind;
            EXPECT_EQ(rejected.back(), ReplyStatus::rejected) << document.kind;
        }
    }
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SimulatorTest);
INSTANTIATE_TEST_SUITE_P(Every, SimulatorTest, testing::ValuesIn(order_cases()), [](const auto& param) {
    return test_name(param.param.country, param.param.what);
});

class HostileReplyTest : public testing::TestWithParam<std::string> {
protected:
    // Native bytes with their content type: golden replies and simulated ones.
    [[nodiscard]] std::vector<adapters::SimulatedReply> samples() const {
        std::vector<adapters::SimulatedReply> samples;
        for (const CaseName& name : reply_cases()) {
            if (name.country == GetParam()) {
                samples.push_back({content_type_of(name.path), read_file(name.path)});
            }
        }
        std::set<std::string> kinds;
        for (const CaseName& name : order_cases()) {
            if (name.country != GetParam()) {
                continue;
            }
            for (const LegRun& leg : run_case(adapter_, load_case(name)).legs) {
                for (const adapters::Document& document : leg.documents) {
                    if (kinds.insert(document.kind).second) {
                        append_simulated(document, samples);
                    }
                }
            }
        }
        return samples;
    }

    // Reads hostile bytes: an Error must be unreadable_reply, a success must be usable; neither may take
    // long.
    void feed(const std::string& bytes, std::string_view content_type) const {
        const auto start = std::chrono::steady_clock::now();
        const auto items = adapter_.read_reply(bytes, content_type);
        EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5)) << content_type;
        if (!items) {
            EXPECT_EQ(items.error().code, Errc::unreadable_reply) << items.error().detail;
            EXPECT_FALSE(items.error().detail.empty());
            return;
        }
        for (const ReplyItem& item : *items) {
            EXPECT_FALSE(item.references.empty());
            for (const adapters::Reason& reason : item.reasons) {
                EXPECT_LE(rules::count_code_points(reason.text), 500U);
            }
        }
    }

    void feed_all_types(const std::string& bytes) const {
        for (const char* type :
             {"application/xml", "application/json", "application/edifact", "text/plain", ""}) {
            feed(bytes, type);
        }
    }

    const adapters::CountryAdapter& adapter_ = adapter_of(GetParam());

private:
    void append_simulated(const adapters::Document& document, std::vector<adapters::SimulatedReply>& samples)
        const {
        const Instant now{std::chrono::milliseconds(1'795'507'200'000)};
        for (const Outcome outcome : {Outcome::accepted, Outcome::rejected, Outcome::query}) {
            if (const auto replies = adapter_.simulate(document.kind, document.bytes, outcome, now)) {
                samples.insert(samples.end(), replies->begin(), replies->end());
            }
        }
    }
};

std::string repeated(std::string_view part, std::size_t count) {
    std::string text;
    text.reserve(part.size() * count);
    for (std::size_t i = 0; i < count; ++i) {
        text += part;
    }
    return text;
}

TEST_P(HostileReplyTest, SurvivesWhatIsNoReply) {
    constexpr std::size_t kMebibyte = 1'048'576;
    constexpr std::size_t kDeep = 100'000;
    const std::vector<std::string> inputs = {
        "",
        std::string(1, '\0'),
        std::string(64, '\0'),
        "\xff\xfe<\0a\0/\0>\0",
        "\xef\xbb\xbf<a/>",
        "<a>\xc3\x28</a>",
        "null",
        "[]",
        "{}",
        "<a/>",
        "UNB+UNOA:2+X+Y+261124:0800+1'UNZ+0+1'",
        std::string(kMebibyte, '<'),
        std::string(kMebibyte, '\''),
        std::string(kMebibyte, '9'),
        repeated("<a>", kDeep),
        repeated("<a>", kDeep) + repeated("</a>", kDeep),
        repeated("[", kDeep),
        repeated("{\"a\":", kDeep),
        "<a b=\"" + std::string(kMebibyte, 'x') + "\"/>",
        R"(<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>)",
        R"(<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]><a>&y;&y;&y;</a>)",
    };
    for (const std::string& input : inputs) {
        feed_all_types(input);
    }
}

// A reply that is read, with something before or behind its first tag that no authority sends.
struct Attack {
    const char* what;
    std::string before;  // between the declaration and the root
    std::string inside;  // right behind the root's tag
};

std::vector<Attack> xml_attacks() {
    constexpr std::size_t kDeep = 10'000;
    std::string laughs = "<!DOCTYPE r [<!ENTITY l0 \"ha\">";
    for (int i = 1; i < 10; ++i) {
        const std::string below = "&l" + std::to_string(i - 1) + ";";
        laughs += "<!ENTITY l" + std::to_string(i) + " \"" + repeated(below, 10) + "\">";
    }
    laughs += "]>";
    return {
        {"ten thousand million laughs", laughs, "<x>&l9;</x>"},
        {"a long entity used often",
         "<!DOCTYPE r [<!ENTITY x \"" + std::string(100'000, 'x') + "\">]>",
         "<x>" + repeated("&x;", 10'000) + "</x>"},
        {"an external entity", R"(<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>)", "<x>&x;</x>"},
        {"an external entity that is not used",
         R"(<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>)",
         ""},
        {"a parameter entity", R"(<!DOCTYPE r [<!ENTITY % x SYSTEM "http://example.com/x.dtd"> %x;]>)", ""},
        {"an external document type", R"(<!DOCTYPE r SYSTEM "http://example.com/x.dtd">)", ""},
        {"a document type alone", "<!DOCTYPE r>", ""},
        {"an entity that nobody declared", "", "<x>&nobody;</x>"},
        {"deep nesting", "", repeated("<x>", kDeep) + repeated("</x>", kDeep)},
        {"deep nesting that is not closed", "", repeated("<x>", kDeep)},
    };
}

std::string attacked(const std::string& xml, const Attack& attack) {
    const std::size_t declaration = xml.starts_with("<?xml") ? xml.find("?>") + 2 : 0;
    const std::size_t root = xml.find('<', declaration);
    const std::size_t behind = xml.find('>', root) + 1;
    return xml.substr(0, declaration) + attack.before + xml.substr(declaration, behind - declaration) +
           attack.inside + xml.substr(behind);
}

// Refused as a whole, at once: what is read without them is not read with them.
TEST_P(HostileReplyTest, RefusesBombsEntitiesAndDeepNesting) {
    constexpr std::size_t kDeep = 10'000;
    std::size_t tried = 0;
    for (const adapters::SimulatedReply& sample : samples()) {
        if (!adapter_.read_reply(sample.bytes, sample.content_type)) {
            continue;  // a golden refusal
        }
        const auto refuse = [&](const std::string& bytes, const char* what) {
            const auto start = std::chrono::steady_clock::now();
            const auto items = adapter_.read_reply(bytes, sample.content_type);
            EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5)) << what;
            EXPECT_FALSE(items) << what << " was read: " << bytes.substr(0, 300);
            if (!items) {
                EXPECT_EQ(items.error().code, Errc::unreadable_reply) << what;
            }
            ++tried;
        };
        if (const auto start = sample.bytes.find_first_not_of(" \r\n\t"); sample.bytes[start] == '<') {
            for (const Attack& attack : xml_attacks()) {
                refuse(attacked(sample.bytes, attack), attack.what);
            }
        } else if (sample.bytes[start] == '{') {
            const std::string deep = "{\"deep\":" + repeated("[", kDeep) + repeated("]", kDeep) + ",";
            refuse(deep + sample.bytes.substr(start + 1), "deep JSON");
        }
    }
    EXPECT_GT(tried, 0U) << "no reply in a format that nests";
}

TEST_P(HostileReplyTest, SurvivesRandomBytes) {
    std::mt19937 random(20261124);  // NOLINT: a fixed seed is wanted
    for (int i = 0; i < 300; ++i) {
        std::string bytes(random() % 600, '\0');
        std::ranges::generate(bytes, [&] { return static_cast<char>(random() & 0xffU); });
        feed_all_types(bytes);
    }
}

TEST_P(HostileReplyTest, SurvivesTruncatedReplies) {
    const auto all = samples();
    ASSERT_FALSE(all.empty());
    for (const adapters::SimulatedReply& sample : all) {
        for (std::size_t sixteenth = 0; sixteenth < 16; ++sixteenth) {
            feed(sample.bytes.substr(0, sample.bytes.size() * sixteenth / 16), sample.content_type);
        }
    }
}

TEST_P(HostileReplyTest, SurvivesFlippedBitsAndForeignTypes) {
    std::mt19937 random(7);  // NOLINT: a fixed seed is wanted
    for (const adapters::SimulatedReply& sample : samples()) {
        feed_all_types(sample.bytes);
        for (int i = 0; i < 200 && !sample.bytes.empty(); ++i) {
            std::string bytes = sample.bytes;
            for (int flips = 0; flips < 3; ++flips) {
                char& byte = bytes[random() % bytes.size()];
                byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << (random() % 8)));
            }
            feed(bytes, sample.content_type);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Every, HostileReplyTest, testing::ValuesIn(countries()), [](const auto& param) {
    return test_name(param.param, "");
});

}  // namespace
}  // namespace silkgate::conformance
