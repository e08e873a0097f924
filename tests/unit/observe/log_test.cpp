#include "gateway/observe/log.hpp"

#include "gateway/json/reader.hpp"
#include "gateway/observe/events.hpp"
#include "gateway/observe/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

namespace silkgate::observe {
namespace {

using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;

class LogFile : public testing::Test {
protected:
    void SetUp() override {
        path_ = (std::filesystem::path(testing::TempDir()) /
                 ("silkgate_log_" + std::to_string(getpid()) + "_" +
                  testing::UnitTest::GetInstance()->current_test_info()->name()))
                    .string();
    }
    void TearDown() override { std::filesystem::remove(path_); }

    std::unique_ptr<Log>
    open(Level level = Level::debug, std::size_t lines_max = 8'192, Metrics* metrics = nullptr) {
        auto log = Log::open({.level = level, .file = path_, .queue_lines_max = lines_max}, metrics);
        EXPECT_TRUE(log) << (log ? "" : log.error().detail);
        return std::move(*log);
    }
    std::vector<std::string> lines() {
        std::ifstream file(path_);
        std::vector<std::string> all;
        for (std::string line; std::getline(file, line);) {
            all.push_back(line);
        }
        return all;
    }

    std::string path_;
};

// The value of a member of a line, read by the product's strict JSON reader (bad UTF-8 and duplicates are
// errors).
std::string member(const std::string& line, std::string_view name) {
    const auto document = json::Document::parse(line, {});
    EXPECT_TRUE(document) << line;
    if (!document) {
        return "not JSON";
    }
    const json::Value value = document->root()[name];
    return value.exists() ? std::string(value.text()) : "absent";
}

TEST_F(LogFile, HostileStringsGiveParsableLinesOnlyAndEachEventOneLine) {
    const std::vector<std::string> hostile{
        "plain",
        "\"",
        "\\",
        "\"}\n{\"event\":\"forged\"}",
        "a\nb\r\nc\td",
        std::string("nul\0inside", 10),
        "\x01\x1f\x7f",
        "\xff\xfe",
        "\xc0\xaf",
        "\xed\xa0\x80",
        "\xf4\x90\x80\x80",
        "cut\xe4\xb8",
        "\xe4\xb8\xad\xe6\x96\x87",
        "\xf0\x9f\x9a\x82",
        "%s%n{}{0}",
        std::string(100'000, 'x'),
        "\xe2\x80\xa8line separator",
        std::string(499, 'y') + "\xe4\xb8\xad",
        "\x1b[31mred",
        "\x80",
        "\xf8\x88\x80\x80\x80"
    };
    {
        const auto log = open();
        for (const std::string& text : hostile) {
            log->emit(events::KafkaProblem{.stage = text, .topic = text, .code = text, .detail = text});
            log->emit(events::AuthenticationFailed{.request = text, .reason = text, .key_id = text});
        }
    }
    const auto all = lines();
    ASSERT_EQ(all.size(), hostile.size() * 2);
    for (const std::string& line : all) {
        EXPECT_THAT(member(line, "event"), testing::AnyOf("kafka.problem", "authentication.failed"));
        EXPECT_EQ(member(line, "level"), "warn");
        EXPECT_LT(line.size(), 4'000U);
    }
    EXPECT_EQ(member(all[4], "detail"), "\\");
    EXPECT_EQ(member(all[6], "detail"), "\"}\n{\"event\":\"forged\"}");
    EXPECT_EQ(member(all[14], "detail"), "\xef\xbf\xbd\xef\xbf\xbd");
    EXPECT_EQ(member(all[24], "detail"), "\xe4\xb8\xad\xe6\x96\x87");
    EXPECT_EQ(member(all[34], "detail"), std::string(499, 'y') + "…");
}

TEST_F(LogFile, PersonalDataCanNotPassAsAnId) {
    {
        const auto log = open();
        for (const char* text :
             {"Ivan Petrov", "ivan@example.org", "+79161234567", "Иванов", "张伟", "ul. Lenina, 5"}) {
            log->emit(events::OrderAccepted{
                .order = text,
                .request = text,
                .tenant = text,
                .connection = text,
                .platform = text,
                .state = text,
                .origin = text,
                .destination = text
            });
        }
        log->emit(events::OrderAccepted{.order = "ord_abc", .request = "4bf92f35-77b3.a:/#1", .origin = "CN"}
        );
    }
    const auto all = lines();
    ASSERT_EQ(all.size(), 7U);
    for (std::size_t i = 0; i < 6; ++i) {
        for (const char* name :
             {"order", "request", "tenant", "connection", "platform", "state", "origin", "destination"}) {
            EXPECT_EQ(member(all[i], name), "?");
        }
    }
    EXPECT_EQ(member(all[6], "order"), "ord_abc");
    EXPECT_EQ(member(all[6], "request"), "4bf92f35-77b3.a:/#1");
    EXPECT_EQ(member(all[6], "tenant"), "absent");
}

TEST_F(LogFile, LineHasTimeLevelEventAndTypedFields) {
    {
        const auto log = open();
        log->emit(events::OrderAccepted{
            .order = "ord_1",
            .legs = 3,
            .violations = 0,
            .partition = 2,
            .offset = 41,
            .test = true,
            .took = 1'234'567ns
        });
        log->emit(events::Stopped{.clean = false, .requests_cut = -1, .took = 5ms});
    }
    const auto all = lines();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_TRUE(parse_rfc3339(member(all[0], "ts"))) << all[0];
    EXPECT_THAT(
        all[0],
        HasSubstr(R"("level":"info","event":"order.accepted","order":"ord_1","legs":3,"violations":0,)"
                  R"("partition":2,"offset":41,"test":true,"took_ms":1.234})")
    );
    EXPECT_THAT(
        all[1], HasSubstr(R"("clean":false,"requests_cut":-1,"records_unconfirmed":0,"took_ms":5.000})")
    );
}

TEST_F(LogFile, LevelsFilterAndCanBeChanged) {
    Metrics metrics({});
    {
        const auto log = open(Level::warn, 8'192, &metrics);
        log->emit(events::ReloadDone{});
        log->emit(events::Weakness{.what = "a"});
        EXPECT_FALSE(log->enabled(Level::info));
        log->set_level(Level::info);
        EXPECT_TRUE(log->enabled(Level::info));
        log->emit(events::ReloadDone{});
        log->emit(events::BatchCommitted{});
    }
    const auto all = lines();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(member(all[0], "event"), "process.weakness");
    EXPECT_EQ(member(all[1], "event"), "reload.done");
    EXPECT_EQ(metrics.log_lines(LogLevel::warn).value(), 1U);
    EXPECT_EQ(metrics.log_lines(LogLevel::info).value(), 1U);
    EXPECT_EQ(metrics.log_lines(LogLevel::debug).value(), 0U);
}

TEST_F(LogFile, FlushReturnsWhenTheLinesAreInTheFile) {
    const auto log = open();
    for (std::size_t round = 1; round <= 50; ++round) {
        log->emit(events::BatchCommitted{.records = static_cast<std::int64_t>(round)});
        log->flush(10s);
        ASSERT_EQ(lines().size(), round);
    }
}

TEST_F(LogFile, ManyThreadsWriteWholeLinesAndLossesAreCounted) {
    Metrics metrics({});
    constexpr std::size_t kThreads = 4;
    constexpr std::size_t kEach = 2'000;
    {
        const auto log = open(Level::debug, 64, &metrics);
        {
            std::vector<std::jthread> threads;
            for (std::size_t t = 0; t < kThreads; ++t) {
                threads.emplace_back([&log] {
                    for (std::size_t i = 0; i < kEach; ++i) {
                        log->emit(events::BatchCommitted{.records = static_cast<std::int64_t>(i)});
                    }
                });
            }
        }
        log->flush(10s);
        log->emit(events::ReloadDone{});  // hands the last losses on
    }
    const auto all = lines();
    for (const std::string& line : all) {
        member(line, "event");
    }
    EXPECT_EQ(all.size() + metrics.log_dropped().value(), kThreads * kEach + 1);
}

TEST(Log, FileThatCanNotBeOpenedIsAnError) {
    const auto log = Log::open({.file = "/proc/none/x.log"});
    ASSERT_FALSE(log);
    EXPECT_EQ(log.error().code, Errc::io_failed);
}

TEST(Log, LevelNamesReadBack) {
    for (const Level level : {Level::debug, Level::info, Level::warn, Level::error}) {
        EXPECT_EQ(*parse_level(level_name(level)), level);
    }
    EXPECT_FALSE(parse_level("INFO"));
    EXPECT_FALSE(parse_level(""));
}

TEST(Log, StandardErrorIsTheDefault) {
    testing::internal::CaptureStderr();
    {
        const auto log = Log::open({});
        ASSERT_TRUE(log);
        (*log)->emit(events::ReloadDone{.tenants = 7});
        (*log)->flush(10s);
    }
    const std::string written = testing::internal::GetCapturedStderr();
    EXPECT_THAT(written, HasSubstr("\"event\":\"reload.done\",\"tenants\":7"));
    EXPECT_TRUE(written.ends_with("}\n"));
}

}  // namespace
}  // namespace silkgate::observe
