#include "gateway/observe/systemd.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <unistd.h>

namespace silkgate::observe {
namespace {

using namespace std::chrono_literals;

// The service manager's side: a bound datagram socket.
class ManagerSocket {
public:
    explicit ManagerSocket(const std::string& name)
        : name_(name), fd_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, name.data(), name.size());
        if (name[0] == '@') {
            address.sun_path[0] = '\0';
        }
        const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
        bound_ = ::bind(fd_, reinterpret_cast<const sockaddr*>(&address), length) == 0;
    }
    ~ManagerSocket() {
        ::close(fd_);
        if (name_[0] != '@') {
            std::filesystem::remove(name_);
        }
    }
    ManagerSocket(const ManagerSocket&) = delete;
    ManagerSocket& operator=(const ManagerSocket&) = delete;

    [[nodiscard]] bool bound() const { return bound_; }
    // The next datagram, or "nothing".
    [[nodiscard]] std::string receive() const {
        std::array<char, 4'096> buffer{};
        const ssize_t size = ::recv(fd_, buffer.data(), buffer.size(), 0);
        return size < 0 ? "nothing" : std::string(buffer.data(), static_cast<std::size_t>(size));
    }

private:
    std::string name_;
    int fd_;
    bool bound_ = false;
};

enum class Place { file, abstract };

class Notify : public testing::TestWithParam<Place> {
protected:
    std::string name_ = (GetParam() == Place::file ? testing::TempDir() : std::string("@")) +
                        "silkgate_notify_" + std::to_string(getpid());
};

TEST_P(Notify, EachMessageArrivesAsOneDatagram) {
    const ManagerSocket manager(name_);
    ASSERT_TRUE(manager.bound());
    const ServiceManager service(name_);
    EXPECT_TRUE(service.ready("serving on 8443"));
    EXPECT_EQ(manager.receive(), "READY=1\nSTATUS=serving on 8443\n");
    EXPECT_TRUE(service.ready());
    EXPECT_EQ(manager.receive(), "READY=1\n");
    EXPECT_TRUE(service.watchdog());
    EXPECT_EQ(manager.receive(), "WATCHDOG=1\n");
    EXPECT_TRUE(service.stopping("draining\nREADY=1"));
    EXPECT_EQ(manager.receive(), "STOPPING=1\nSTATUS=draining READY=1\n");
    EXPECT_TRUE(service.status("one"));
    EXPECT_EQ(manager.receive(), "STATUS=one\n");
    EXPECT_TRUE(service.extend_timeout(5s));
    EXPECT_EQ(manager.receive(), "EXTEND_TIMEOUT_USEC=5000000\n");
    EXPECT_EQ(manager.receive(), "nothing");
}

TEST_P(Notify, ReloadingCarriesTheMonotonicTime) {
    const ManagerSocket manager(name_);
    ASSERT_TRUE(manager.bound());
    const ServiceManager service(name_);
    const auto now = [] {
        return std::chrono::duration_cast<std::chrono::microseconds>(
                   std::chrono::steady_clock::now().time_since_epoch()
        )
            .count();
    };
    const auto before = now();
    EXPECT_TRUE(service.reloading());
    const auto after = now();
    const std::string message = manager.receive();
    const std::string head = "RELOADING=1\nMONOTONIC_USEC=";
    ASSERT_TRUE(message.starts_with(head)) << message;
    const long long stamp = std::stoll(message.substr(head.size()));
    EXPECT_GE(stamp, before);
    EXPECT_LE(stamp, after);
}

INSTANTIATE_TEST_SUITE_P(Sockets, Notify, testing::Values(Place::file, Place::abstract));

TEST(ServiceManager, WithoutASocketNothingHappensAndNothingFails) {
    const ServiceManager service("");
    EXPECT_FALSE(service.active());
    EXPECT_TRUE(service.ready());
    EXPECT_TRUE(service.stopping());
    EXPECT_EQ(service.watchdog_interval(), std::nullopt);
}

TEST(ServiceManager, SocketThatIsNotThereIsToldAndDoesNotEndTheProcess) {
    EXPECT_FALSE(ServiceManager("/nonexistent/notify").ready());
    EXPECT_FALSE(ServiceManager("relative").ready());
    EXPECT_FALSE(ServiceManager("/" + std::string(200, 'x')).ready());
}

TEST(ServiceManager, EnvironmentIsReadOnceAndTakenAway) {
    setenv("NOTIFY_SOCKET", "/run/none", 1);
    setenv("WATCHDOG_USEC", "20000000", 1);
    setenv("WATCHDOG_PID", std::to_string(getpid()).c_str(), 1);
    const ServiceManager service = ServiceManager::from_environment();
    EXPECT_TRUE(service.active());
    EXPECT_EQ(service.watchdog_interval(), 10s);
    EXPECT_EQ(std::getenv("NOTIFY_SOCKET"), nullptr);
    EXPECT_EQ(std::getenv("WATCHDOG_USEC"), nullptr);
    EXPECT_FALSE(ServiceManager::from_environment().active());
}

TEST(ServiceManager, WatchdogOfAnotherProcessOrOfNonsenseIsNotOurs) {
    for (const char* usec : {"20000000", "0", "-5", "x", "1x", ""}) {
        setenv("WATCHDOG_USEC", usec, 1);
        setenv("WATCHDOG_PID", "1", 1);
        EXPECT_EQ(ServiceManager::from_environment().watchdog_interval(), std::nullopt) << usec;
    }
    setenv("WATCHDOG_USEC", "x", 1);
    EXPECT_EQ(ServiceManager::from_environment().watchdog_interval(), std::nullopt);
}

}  // namespace
}  // namespace silkgate::observe
