// A platform posts an order that is known already, with other content: by the platform's own version or time
// it is newer and becomes a command on the same order, or older and changes nothing, or can not be told.
#pragma once

#include "gateway/api/changes.hpp"
#include "gateway/api/log_reader.hpp"
#include "gateway/api/prepare_order.hpp"
#include "gateway/api/services.hpp"
#include "gateway/api/submission.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace silkgate::api {

// What became of the payload; `body` is that of the answer.
struct Update {
    enum class Kind : std::uint8_t {
        changed,    // 202: a command is on its way
        duplicate,  // 202: the order is what it says
        outdated,   // 200: a newer payload was taken before
    };
    Kind kind = Kind::changed;
    std::string body;
    std::int64_t version = 1;
};

class PlatformUpdate {
public:
    PlatformUpdate(Services& services, LogReader& log, Changes& changes)
        : services_(services), log_(log), changes_(changes) {}

    // `prepared` is the payload, enriched. Errors: `exists` with the members that differ, where nothing says
    // which is newer; illegal_transition for new content of a cancelled order; request_in_flight while the
    // order's state, or another change of it, is on its way longer than the request may take; those of
    // Changes.
    boost::asio::awaitable<Result<Update>>
    take(const Submission& submission, std::unique_ptr<PreparedOrder> prepared, Error exists);

private:
    boost::asio::awaitable<Result<Update>> take_once(
        const Submission& submission,
        const PreparedOrder& prepared,
        const dispatch::OrderState& state,
        const Error& exists
    );
    boost::asio::awaitable<Result<Changed>>
    change(const ChangeCall& call, const PreparedOrder& prepared, dispatch::Command base);

    Services& services_;
    LogReader& log_;
    Changes& changes_;
};

}  // namespace silkgate::api
