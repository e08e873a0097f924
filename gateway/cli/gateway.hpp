// The composition root: makes the parts in the order of their dependence, runs them, and takes them down in
// the reverse.
#pragma once

#include "gateway/api/services.hpp"
#include "gateway/config/settings.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace silkgate::cli {

// Owns the running process. Not thread-safe: main thread only.
class Gateway {
public:
    // Everything is checked before anything is served: an error names what is wrong in a sentence.
    [[nodiscard]] static Result<std::unique_ptr<Gateway>> start(config::Loaded loaded, config::Input input);
    ~Gateway();
    Gateway(const Gateway&) = delete;
    Gateway& operator=(const Gateway&) = delete;

    // SIGHUP: settings, keys, connections, certificate, adapters' data; all or nothing.
    void reload();
    // SIGTERM: stop accepting → finish in-flight → commit the router's batch → flush. False when the limit
    // passed.
    bool drain();

private:
    struct Parts;
    explicit Gateway(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace silkgate::cli
