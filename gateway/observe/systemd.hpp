// sd_notify(3): tells the service manager that the process is ready, reloading, alive or stopping.
// The protocol is one datagram of NAME=value lines to the unix socket in $NOTIFY_SOCKET.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace silkgate::observe {

// Without a socket every call does nothing and returns true. Thread-safe; calls do not block.
class ServiceManager {
public:
    // Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID, and unsets them so that children do not inherit
    // them. Call before threads start.
    [[nodiscard]] static ServiceManager from_environment();
    // `socket`: path, or '@' and an abstract name; empty for none.
    explicit ServiceManager(std::string socket, std::optional<std::chrono::microseconds> watchdog = {});

    // Each returns false when the datagram could not be sent.
    bool ready(std::string_view status = {}) const;
    // Type=notify-reload: RELOADING=1 with MONOTONIC_USEC; ready() ends it.
    bool reloading() const;
    bool stopping(std::string_view status = {}) const;
    bool watchdog() const;
    bool status(std::string_view text) const;
    // While draining: ask for this much more time from now.
    bool extend_timeout(std::chrono::microseconds more) const;

    // Half the manager's limit, to ping by; nothing when it watches not.
    [[nodiscard]] std::optional<std::chrono::microseconds> watchdog_interval() const noexcept;
    [[nodiscard]] bool active() const noexcept { return !socket_.empty(); }

private:
    bool notify(std::string_view message) const;

    std::string socket_;
    std::optional<std::chrono::microseconds> watchdog_;
};

}  // namespace silkgate::observe
