#include "adapters/abi/shared_object.hpp"

#include "adapters/abi/channel.hpp"
#include "adapters/abi/silkgate_adapter.h"

#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <cstring>
#include <dlfcn.h>
#include <mutex>
#include <set>
#include <thread>
#include <unistd.h>

namespace silkgate::adapters::abi {
namespace {

using namespace std::chrono_literals;

constexpr auto kTrialLimit = 20s;
constexpr auto kTrialPause = 5ms;

silkgate_text view(std::string_view text) {
    return {.data = text.data(), .size = text.size()};
}

// A silkgate_sink into a std::string.
void store(void* to, silkgate_text text) {
    static_cast<std::string*>(to)->assign(text.data, text.size);
}

int read_data_file(void* self, silkgate_text name, silkgate_sink sink, void* to) {
    const auto bytes = (*static_cast<const ReadData*>(self))(std::string_view(name.data, name.size));
    sink(to, view(bytes ? *bytes : bytes.error().detail));
    return bytes ? 0 : 1;
}

class ObjectChannel final : public Channel {
public:
    ObjectChannel(std::string path, silkgate_adapter adapter) : path_(std::move(path)), adapter_(adapter) {}
    ~ObjectChannel() override { adapter_.close(adapter_.self); }
    ObjectChannel(const ObjectChannel&) = delete;
    ObjectChannel& operator=(const ObjectChannel&) = delete;

    [[nodiscard]] Result<std::string> call(std::string_view request) const override {
        std::string answer;
        if (adapter_.call(adapter_.self, view(request), store, &answer) != 0) {
            return fail(Errc::internal, path_ + " could not answer");
        }
        return answer;
    }

private:
    std::string path_;
    silkgate_adapter adapter_;
};

Error refused(const std::string& path, const std::string& why) {
    return fail(Errc::invalid_settings, path + ": " + why);
}

Result<std::unique_ptr<const CountryAdapter>>
load(const std::string& path, std::string_view country, const ReadData& read_data) {
    void* object = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (object == nullptr) {
        return refused(path, ::dlerror());
    }
    void* symbol = ::dlsym(object, SILKGATE_ADAPTER_OPEN);
    if (symbol == nullptr) {
        return refused(path, "it exports no " SILKGATE_ADAPTER_OPEN ": not an adapter");
    }
    silkgate_adapter_open_function open = nullptr;
    std::memcpy(&open, &symbol, sizeof open);  // a function's address as POSIX gives it
    ReadData reader = read_data;
    const silkgate_host host{.size = sizeof host, .self = &reader, .read_data = read_data_file};
    silkgate_adapter adapter{.size = sizeof adapter, .self = nullptr, .call = nullptr, .close = nullptr};
    std::string why;
    if (open(SILKGATE_ADAPTER_ABI, &host, &adapter, store, &why) != 0) {
        return refused(path, why.empty() ? "it refuses to open" : why);
    }
    if (adapter.call == nullptr || adapter.close == nullptr) {
        return refused(path, "it gave no functions to call");
    }
    auto opened = open_adapter(std::make_unique<ObjectChannel>(path, adapter), country);
    return opened ? std::move(opened) : refused(path, opened.error().detail);
}

// How the child ended; nothing when it opened the adapter, or reported why not: the parent will see the same.
std::optional<std::string> outcome_of(pid_t child) {
    const auto until = std::chrono::steady_clock::now() + kTrialLimit;
    int status = 0;
    while (::waitpid(child, &status, WNOHANG) == 0) {
        if (std::chrono::steady_clock::now() >= until) {
            ::kill(child, SIGKILL);
            (void)::waitpid(child, &status, 0);
            return "it hung when it was opened";
        }
        std::this_thread::sleep_for(kTrialPause);
    }
    if (WIFSIGNALED(status)) {
        return "it crashed when it was opened: " + std::string(::strsignal(WTERMSIG(status)));
    }
    return WIFEXITED(status) && WEXITSTATUS(status) != 0
               ? std::optional("it ended the process when it was opened")
               : std::nullopt;
}

std::optional<std::string>
try_in_child(const std::string& path, std::string_view country, const ReadData& read_data) {
    const pid_t child = ::fork();
    if (child < 0) {
        return "no child process could be started to try it";
    }
    if (child == 0) {
        (void)load(path, country, read_data);
        ::_exit(0);
    }
    return outcome_of(child);
}

}  // namespace

Result<std::unique_ptr<const CountryAdapter>>
open_shared_object(const std::string& path, std::string_view country, const ReadData& read_data) {
    static std::mutex mutex;
    static std::set<std::string> tried;
    const std::scoped_lock lock(mutex);
    if (!tried.contains(path)) {
        if (auto why = try_in_child(path, country, read_data)) {
            return refused(path, *why);
        }
        tried.insert(path);
    }
    return load(path, country, read_data);
}

}  // namespace silkgate::adapters::abi
