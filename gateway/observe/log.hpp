// The log: JSON lines, one event each, written by a thread of its own. Code emits events (events.hpp), never
// text.
//
// A line: {"ts":"2026-11-24T08:00:00.000Z","level":"info","event":"order.accepted", …fields}. Fields are ids,
// codes and counts; the field types below refuse what could be personal data.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/core/time.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace silkgate::observe {

class Metrics;

enum class Level : std::uint8_t { debug, info, warn, error };

// "debug", "info", "warn", "error"; anything else is Errc::invalid_value.
[[nodiscard]] Result<Level> parse_level(std::string_view text);
[[nodiscard]] std::string_view level_name(Level level) noexcept;

// Collects the fields of one event as JSON members.
class Fields {
public:
    explicit Fields(std::string& out) : out_(out) {}

    // An id or code: letters, digits and "._:-/#{}", at most 128 bytes. Anything else (a blank, an '@', a
    // '+', a letter outside ASCII) is written as "?", so that a name, an address or a phone number can not
    // get in by mistake. An empty text writes nothing.
    Fields& id(std::string_view name, std::string_view text);
    Fields& count(std::string_view name, std::int64_t value);
    Fields& millis(std::string_view name, std::chrono::nanoseconds duration);  // with three decimals
    Fields& flag(std::string_view name, bool value);
    // A sentence of our own code or of a library (never of a payload), cut to 500 bytes; bytes that are not
    // UTF-8 become U+FFFD.
    Fields& sentence(std::string_view name, std::string_view text);

private:
    void key(std::string_view name);
    std::string& out_;
};

struct LogOptions {
    Level level = Level::info;
    std::string file;                     // appended to; empty = standard error
    std::size_t queue_lines_max = 8'192;  // beyond it the oldest waiting lines are lost and counted
};

// Thread-safe. Destroying it writes what waits.
class Log {
public:
    // Errc::io_failed when the file can not be opened. `metrics` may be null; it outlives the log.
    [[nodiscard]] static Result<std::unique_ptr<Log>>
    open(const LogOptions& options, Metrics* metrics = nullptr);
    ~Log();
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    [[nodiscard]] bool enabled(Level level) const noexcept;
    void set_level(Level level) noexcept;

    // Event: a struct of events.hpp. Costs a comparison when its level is off.
    template <class Event>
    void emit(const Event& event) {
        if (!enabled(Event::level)) {
            return;
        }
        std::string line = begin(Event::level, Event::name);
        Fields fields(line);
        event.write(fields);
        write(Event::level, std::move(line));
    }

    // Waits until everything emitted before is written, at most `limit`.
    void flush(std::chrono::milliseconds limit = std::chrono::milliseconds{2'000});

private:
    struct State;
    explicit Log(std::unique_ptr<State> state);
    [[nodiscard]] static std::string begin(Level level, std::string_view event);
    void write(Level level, std::string line);

    std::unique_ptr<State> state_;
};

}  // namespace silkgate::observe
