#include "gateway/observe/systemd.hpp"

#include <sys/socket.h>
#include <sys/un.h>

#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <unistd.h>

namespace silkgate::observe {
namespace {

std::optional<std::int64_t> variable_number(const char* name) {
    const char* text = std::getenv(name);
    std::int64_t value = 0;
    if (text == nullptr) {
        return std::nullopt;
    }
    const char* end = text + std::strlen(text);
    const auto [stop, error] = std::from_chars(text, end, value);
    return error == std::errc{} && stop == end && value > 0 ? std::optional(value) : std::nullopt;
}

// A status is one line of the protocol: a line end inside would start another assignment.
std::string status_line(std::string_view text) {
    if (text.empty()) {
        return {};
    }
    std::string line = "STATUS=";
    for (const char c : text) {
        line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return line + "\n";
}

std::string monotonic_line() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return "MONOTONIC_USEC=" + std::to_string(now.tv_sec * 1'000'000 + now.tv_nsec / 1'000) + "\n";
}

}  // namespace

ServiceManager ServiceManager::from_environment() {
    const char* socket = std::getenv("NOTIFY_SOCKET");
    const auto limit = variable_number("WATCHDOG_USEC");
    const auto pid = variable_number("WATCHDOG_PID");
    std::optional<std::chrono::microseconds> watchdog;
    if (limit && (!pid || *pid == getpid())) {
        watchdog = std::chrono::microseconds{*limit};
    }
    ServiceManager manager(socket == nullptr ? std::string{} : socket, watchdog);
    for (const char* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"}) {
        unsetenv(name);
    }
    return manager;
}

ServiceManager::ServiceManager(std::string socket, std::optional<std::chrono::microseconds> watchdog)
    : socket_(std::move(socket)), watchdog_(watchdog) {}

bool ServiceManager::ready(std::string_view status) const {
    return notify("READY=1\n" + status_line(status));
}

bool ServiceManager::reloading() const {
    return notify("RELOADING=1\n" + monotonic_line());
}

bool ServiceManager::stopping(std::string_view status) const {
    return notify("STOPPING=1\n" + status_line(status));
}

bool ServiceManager::watchdog() const {
    return notify("WATCHDOG=1\n");
}

bool ServiceManager::status(std::string_view text) const {
    return notify(status_line(text));
}

bool ServiceManager::extend_timeout(std::chrono::microseconds more) const {
    return notify("EXTEND_TIMEOUT_USEC=" + std::to_string(more.count()) + "\n");
}

std::optional<std::chrono::microseconds> ServiceManager::watchdog_interval() const noexcept {
    return watchdog_ ? std::optional(*watchdog_ / 2) : std::nullopt;
}

bool ServiceManager::notify(std::string_view message) const {
    if (socket_.empty() || message.empty()) {
        return true;
    }
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if ((socket_[0] != '/' && socket_[0] != '@') || socket_.size() >= sizeof(address.sun_path)) {
        return false;
    }
    std::memcpy(address.sun_path, socket_.data(), socket_.size());
    if (socket_[0] == '@') {
        address.sun_path[0] = '\0';  // the abstract name space
    }
    const int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) {
        return false;
    }
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
    const ssize_t sent = ::sendto(
        fd, message.data(), message.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address), length
    );
    ::close(fd);
    return sent == static_cast<ssize_t>(message.size());
}

}  // namespace silkgate::observe
