// bench_generator: sends orders over keep-alive TLS at a fixed rate, whatever the server does, and says how
// long each took from the moment it should have been sent. One thread. See README.md.
#include "tests/bench/workload.hpp"

#include <boost/asio/ip/address.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>

namespace silkgate::bench {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

asio::ip::tcp::endpoint endpoint_of(asio::io_context& io, std::string_view url) {
    constexpr std::string_view kScheme = "https://";
    const auto colon = url.rfind(':');
    if (!url.starts_with(kScheme) || colon < kScheme.size()) {
        throw std::runtime_error("not of the form https://HOST:PORT: " + std::string(url));
    }
    asio::ip::tcp::resolver resolver(io);
    const auto found = resolver.resolve(
        std::string(url.substr(kScheme.size(), colon - kScheme.size())), std::string(url.substr(colon + 1))
    );
    return found.begin()->endpoint();
}

class Generator {
public:
    Generator(const Options& options, const RequestTemplate& request)
        : options_(options),
          request_(request),
          tls_(asio::ssl::context::tls_client),
          timer_(io_),
          work_(options, request, SteadyClock::now()),
          idle_(options.urls.size()) {
        tls_.set_verify_mode(asio::ssl::verify_none);  // a measuring tool against a test certificate
        for (unsigned i = 0; i < options.connections; ++i) {
            const auto target = i % options.urls.size();
            connections_.push_back(
                std::make_unique<Connection>(io_, tls_, endpoint_of(io_, options.urls[target]), target)
            );
        }
    }

    int run() {
        for (auto& connection : connections_) {
            connection->start(
                [this](Connection& ready) { give_work(ready); },
                [this](Connection& busy, const Answer& answer) {
                    work_.answered(busy.work, answer, SteadyClock::now());
                }
            );
        }
        tick();
        io_.run();
        const auto now = SteadyClock::now();
        work_.close(now);
        std::cout << work_.report(now) << '\n';
        return work_.outstanding() == 0 ? 0 : 3;
    }

private:
    void give_work(Connection& connection) {
        if (const auto item = work_.next(connection.target(), SteadyClock::now())) {
            connection.work = *item;
            connection.send(request_.request(work_.item(*item).index));
        } else {
            idle_[connection.target()].push_back(&connection);
        }
    }

    void tick() {
        const auto now = SteadyClock::now();
        work_.advance(now);
        for (auto& idle : idle_) {
            while (!idle.empty()) {
                auto& connection = *idle.back();
                idle.pop_back();
                const auto before = idle.size();
                give_work(connection);
                if (idle.size() > before) {
                    break;  // it came back: nothing is waiting for this gateway
                }
            }
        }
        if (now >= next_sweep_) {
            next_sweep_ = now + std::chrono::milliseconds(100);
            const auto limit = std::chrono::duration<double>(options_.timeout_seconds);
            for (auto& connection : connections_) {
                connection->expire(now - std::chrono::duration_cast<SteadyClock::duration>(limit));
            }
        }
        if (finished(now)) {
            for (auto& connection : connections_) {
                connection->stop();
            }
            return;
        }
        timer_.expires_at(work_.wake_at(now));
        timer_.async_wait([this](const error_code&) { tick(); });
    }

    bool finished(SteadyClock::time_point now) {
        if (!work_.arrivals_over(now)) {
            return false;
        }
        if (!drain_until_) {
            const auto drain = std::chrono::duration<double>(options_.drain_seconds);
            drain_until_ = now + std::chrono::duration_cast<SteadyClock::duration>(drain);
        }
        return work_.outstanding() == 0 || now >= *drain_until_;
    }

    const Options& options_;
    const RequestTemplate& request_;
    asio::io_context io_{1};
    asio::ssl::context tls_;
    asio::steady_timer timer_;
    Workload work_;
    std::vector<std::vector<Connection*>> idle_;
    std::vector<std::unique_ptr<Connection>> connections_;
    SteadyClock::time_point next_sweep_;
    std::optional<SteadyClock::time_point> drain_until_;
};

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace
}  // namespace silkgate::bench

int main(int argc, char** argv) {
    using namespace silkgate::bench;
    int exit_code = 0;
    const auto options = parse_options(argc, argv, exit_code);
    if (!options) {
        return exit_code;
    }
    try {
        const RequestTemplate request(*options, read_file(options->body_file), options->urls.front());
        return Generator(*options, request).run();
    } catch (const std::exception& error) {
        std::cerr << "bench_generator: " << error.what() << '\n';
        return 2;
    }
}
