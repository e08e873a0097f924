#include "gateway/http/server.hpp"

#include "gateway/core/check.hpp"
#include "gateway/http/worker.hpp"

#include <csignal>
#include <utility>
#include <vector>

namespace silkgate::http {

struct Server::Impl {
    Impl(ServerOptions options, const Router& router, Observer& observer)
        : shared(std::move(options), router, observer) {}

    Shared shared;
    std::vector<std::unique_ptr<Worker>> workers;
    std::uint16_t port = 0;
};

Server::Server(ServerOptions options, const Router& router, Observer& observer)
    : impl_(std::make_unique<Impl>(std::move(options), router, observer)) {
    SILKGATE_CHECK(impl_->shared.options.io_threads > 0, "a server has at least one I/O thread");
    static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
    for (std::size_t i = 0; i < impl_->shared.options.io_threads; ++i) {
        impl_->workers.push_back(std::make_unique<Worker>(impl_->shared));
    }
}

Server::~Server() {
    stop();
}

Result<void> Server::start() {
    const ServerOptions& options = impl_->shared.options;
    if (options.tls) {
        if (auto loaded = reload_tls(); !loaded) {
            return loaded.error();
        }
    }
    std::uint16_t port = options.port;
    for (const auto& worker : impl_->workers) {
        const auto bound = worker->listen(options.address, port);
        if (!bound) {
            return bound.error();
        }
        port = *bound;
    }
    impl_->port = port;
    for (const auto& worker : impl_->workers) {
        worker->run();
    }
    return {};
}

std::uint16_t Server::port() const noexcept {
    return impl_->port;
}

std::size_t Server::io_threads() const noexcept {
    return impl_->workers.size();
}

boost::asio::io_context& Server::io_context(std::size_t index) noexcept {
    SILKGATE_CHECK(index < impl_->workers.size(), "there is no such I/O thread");
    return impl_->workers[index]->context();
}

Result<void> Server::reload_tls() {
    Shared& shared = impl_->shared;
    if (!shared.options.tls) {
        return {};
    }
    auto loaded = crypto::TlsContext::load(*shared.options.tls);
    if (!loaded) {
        return loaded.error();
    }
    const std::lock_guard lock(shared.mutex);
    shared.tls = std::move(*loaded);
    return {};
}

std::optional<Instant> Server::certificate_not_after() const {
    Shared& shared = impl_->shared;
    const std::lock_guard lock(shared.mutex);
    return shared.tls ? std::optional{shared.tls->not_after()} : std::nullopt;
}

bool Server::drain(std::chrono::milliseconds deadline) {
    Shared& shared = impl_->shared;
    shared.draining.store(true, std::memory_order_relaxed);
    for (const auto& worker : impl_->workers) {
        worker->begin_drain();
    }
    std::unique_lock lock(shared.mutex);
    return shared.all_gone.wait_for(lock, deadline, [&shared] { return shared.connections.load() == 0; });
}

void Server::stop() {
    for (const auto& worker : impl_->workers) {
        worker->post_cut();
    }
    for (const auto& worker : impl_->workers) {
        worker->join();
    }
}

std::size_t Server::connections() const noexcept {
    return impl_->shared.connections.load(std::memory_order_relaxed);
}

std::size_t Server::in_flight_bytes() const noexcept {
    return impl_->shared.in_flight_bytes.load(std::memory_order_relaxed);
}

}  // namespace silkgate::http
