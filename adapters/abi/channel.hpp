// A way to an adapter outside this program: a request goes, its answer comes. Doors 2 and 3 differ in this
// alone.
#pragma once

#include "gateway/core/result.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace silkgate::adapters {
class CountryAdapter;
}

namespace silkgate::adapters::abi {

// Thread-safe. Blocks until the answer is there or can not come any more.
class Channel {
public:
    virtual ~Channel() = default;
    [[nodiscard]] virtual Result<std::string> call(std::string_view request) const = 0;
};

// The adapter behind a channel. Asks it who it is (call "info") and refuses what can not be: an incomplete
// info, a country other than `country` (alpha-2, upper case).
//
// A call that fails afterwards is SG-0950 on the leg (check) or on the order (plan_legs), so that the order
// is held and can be retried; quote, declare, read_reply and simulate return the error.
[[nodiscard]] Result<std::unique_ptr<const CountryAdapter>>
open_adapter(std::unique_ptr<const Channel> channel, std::string_view country);

// Answers one request with an adapter of this program: the other end of a channel. Never throws; what is no
// request is answered with an `error`.
[[nodiscard]] std::string serve(const CountryAdapter& adapter, std::string_view request);

}  // namespace silkgate::adapters::abi
