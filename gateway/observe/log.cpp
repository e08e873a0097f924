#include "gateway/observe/log.hpp"

#include "gateway/json/writer.hpp"
#include "gateway/observe/metrics.hpp"

#include <spdlog/async.h>
#include <spdlog/details/periodic_worker.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>

namespace silkgate::observe {
namespace {

constexpr std::size_t kIdBytesMax = 128;
constexpr std::size_t kSentenceBytesMax = 500;
constexpr auto kLevelNames = std::to_array<std::string_view>({"debug", "info", "warn", "error"});

bool is_id_character(char c) {
    constexpr std::string_view kPunctuation = "._:-/#{}";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kPunctuation.find(c) != std::string_view::npos;
}

// Length of the well-formed UTF-8 sequence at the front (Unicode 15, table 3-7), or 0.
std::size_t sequence_length(std::string_view text) {
    const auto byte = [text](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto tail = [&byte](std::size_t i, unsigned low = 0x80, unsigned high = 0xbf) {
        return byte(i) >= low && byte(i) <= high;
    };
    const unsigned lead = byte(0);
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xc2 && lead <= 0xdf) {
        return tail(1) ? 2 : 0;
    }
    if (lead >= 0xe0 && lead <= 0xef) {
        const bool second = tail(1, lead == 0xe0 ? 0xa0 : 0x80, lead == 0xed ? 0x9f : 0xbf);
        return second && tail(2) ? 3 : 0;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
        const bool second = tail(1, lead == 0xf0 ? 0x90 : 0x80, lead == 0xf4 ? 0x8f : 0xbf);
        return second && tail(2) && tail(3) ? 4 : 0;
    }
    return 0;
}

std::string well_formed(std::string_view text, std::size_t bytes_max) {
    std::string out;
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        const std::string_view piece =
            length == 0 ? std::string_view("\xef\xbf\xbd") : text.substr(0, length);
        if (out.size() + piece.size() > bytes_max) {
            out += "…";
            break;
        }
        out += piece;
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
}

spdlog::level::level_enum spdlog_level(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warn:
            return spdlog::level::warn;
        case Level::error:
            return spdlog::level::err;
    }
    return spdlog::level::info;
}

// Level of the message by which Log::flush finds its place in the queue. No event has it.
constexpr auto kMarkerLevel = spdlog::level::critical;

// Passes lines on. A marker flushes instead and is counted, so that Log::flush can wait for its own.
class MarkingSink final : public spdlog::sinks::sink {
public:
    explicit MarkingSink(std::shared_ptr<spdlog::sinks::sink> inner) : inner_(std::move(inner)) {}

    void log(const spdlog::details::log_msg& message) override {
        if (message.level != kMarkerLevel) {
            inner_->log(message);
            return;
        }
        inner_->flush();
        {
            const std::scoped_lock guard(mutex_);
            ++passed_;
        }
        changed_.notify_all();
    }

    void flush() override { inner_->flush(); }
    void set_pattern(const std::string& pattern) override { inner_->set_pattern(pattern); }
    void set_formatter(std::unique_ptr<spdlog::formatter> formatter) override {
        inner_->set_formatter(std::move(formatter));
    }

    // Number of the marker that `send` queues; markers are passed in the order of their numbers.
    template <class Send>
    std::uint64_t mark(Send send) {
        const std::scoped_lock guard(mark_mutex_);
        send();
        return ++marked_;
    }
    void wait_for(std::uint64_t marker, std::chrono::milliseconds limit) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, limit, [this, marker] { return passed_ >= marker; });
    }

private:
    std::shared_ptr<spdlog::sinks::sink> inner_;  // owners: this
    std::mutex mark_mutex_;
    std::uint64_t marked_ = 0;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::uint64_t passed_ = 0;
};

}  // namespace

Result<Level> parse_level(std::string_view text) {
    const auto* found = std::ranges::find(kLevelNames, text);
    if (found == kLevelNames.end()) {
        return fail(Errc::invalid_value, "no such log level");
    }
    return static_cast<Level>(found - kLevelNames.begin());
}

std::string_view level_name(Level level) noexcept {
    return kLevelNames[static_cast<std::size_t>(level)];
}

void Fields::key(std::string_view name) {
    out_ += ",\"";
    json::append_escaped(out_, name);
    out_ += "\":";
}

Fields& Fields::id(std::string_view name, std::string_view text) {
    if (text.empty()) {
        return *this;
    }
    key(name);
    const bool good = text.size() <= kIdBytesMax && std::ranges::all_of(text, is_id_character);
    out_ += '"';
    out_ += good ? text : std::string_view("?");
    out_ += '"';
    return *this;
}

Fields& Fields::count(std::string_view name, std::int64_t value) {
    key(name);
    out_ += std::to_string(value);
    return *this;
}

Fields& Fields::millis(std::string_view name, std::chrono::nanoseconds duration) {
    const std::int64_t micros = std::max<std::int64_t>(duration.count() / 1'000, 0);
    const std::string fraction = std::to_string(micros % 1'000);
    key(name);
    out_ += std::to_string(micros / 1'000) + "." + std::string(3 - fraction.size(), '0') + fraction;
    return *this;
}

Fields& Fields::flag(std::string_view name, bool value) {
    key(name);
    out_ += value ? "true" : "false";
    return *this;
}

Fields& Fields::sentence(std::string_view name, std::string_view text) {
    if (text.empty()) {
        return *this;
    }
    key(name);
    out_ += '"';
    json::append_escaped(out_, well_formed(text, kSentenceBytesMax));
    out_ += '"';
    return *this;
}

// The order of members is the order of making; destruction runs backwards: the flusher ends first, then the
// logger, then the pool, whose destructor writes what waits.
struct Log::State {
    std::atomic<Level> level;
    Metrics* metrics;
    std::shared_ptr<MarkingSink> sink;                   // owners: this and the logger
    std::shared_ptr<spdlog::details::thread_pool> pool;  // owner: this; the logger holds it weakly
    std::shared_ptr<spdlog::async_logger> logger;        // owners: this and messages under way
    std::unique_ptr<spdlog::details::periodic_worker> flusher;
    std::atomic<std::size_t> dropped{0};
};

Log::Log(std::unique_ptr<State> state) : state_(std::move(state)) {}

Log::~Log() = default;

Result<std::unique_ptr<Log>> Log::open(const LogOptions& options, Metrics* metrics) {
    auto state = std::make_unique<State>();
    state->level = options.level;
    state->metrics = metrics;
    try {
        std::shared_ptr<spdlog::sinks::sink> inner;
        if (options.file.empty()) {
            inner = std::make_shared<spdlog::sinks::stderr_sink_mt>();
        } else {
            inner = std::make_shared<spdlog::sinks::basic_file_sink_mt>(options.file);
        }
        state->sink = std::make_shared<MarkingSink>(std::move(inner));
        state->pool = std::make_shared<spdlog::details::thread_pool>(options.queue_lines_max, 1);
        state->logger = std::make_shared<spdlog::async_logger>(
            "silkgate", state->sink, state->pool, spdlog::async_overflow_policy::overrun_oldest
        );
        state->logger->set_pattern("%v");
        state->logger->set_level(spdlog::level::trace);
        state->logger->flush_on(spdlog::level::warn);
        MarkingSink* sink = state->sink.get();
        state->flusher = std::make_unique<spdlog::details::periodic_worker>(
            [sink] { sink->flush(); }, std::chrono::seconds{1}
        );
    } catch (const spdlog::spdlog_ex& error) {
        return fail(Errc::io_failed, error.what());
    }
    return std::unique_ptr<Log>(new Log(std::move(state)));
}

bool Log::enabled(Level level) const noexcept {
    return level >= state_->level.load(std::memory_order_relaxed);
}

void Log::set_level(Level level) noexcept {
    state_->level.store(level, std::memory_order_relaxed);
}

std::string Log::begin(Level level, std::string_view event) {
    std::string line;
    line.reserve(384);
    line += R"({"ts":")";
    line += format_rfc3339(SystemClock().now());
    line += R"(","level":")";
    line += level_name(level);
    line += R"(","event":")";
    line += event;
    line += '"';
    return line;
}

void Log::write(Level level, std::string line) {
    line += '}';
    state_->logger->log(spdlog_level(level), spdlog::string_view_t(line.data(), line.size()));
    if (state_->metrics != nullptr) {
        state_->metrics->log_lines(static_cast<LogLevel>(level)).add();
        // The pool counts what it threw away; each loss is handed on once, whichever thread sees it first.
        const std::size_t now = state_->pool->overrun_counter();
        std::size_t before = state_->dropped.load();
        while (now > before && !state_->dropped.compare_exchange_weak(before, now)) {
        }
        if (now > before) {
            state_->metrics->log_dropped().add(now - before);
        }
    }
}

void Log::flush(std::chrono::milliseconds limit) {
    const std::uint64_t marker = state_->sink->mark([this] { state_->logger->log(kMarkerLevel, "flush"); });
    state_->sink->wait_for(marker, limit);
}

}  // namespace silkgate::observe
