// What operators closed or opened, by the name of a switch. Immutable; a reload makes a new one.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/corridors/network.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace silkgate::corridors {

struct Switch {
    std::string name;
    bool open = false;
    std::string reason;
    std::string since;  // ISO date
};

class Switches {
public:
    Switches() = default;

    // A file with the columns switch, state (open or closed), reason, since; one row a switch. A switch that
    // no leg has is an error, since it would be believed to work.
    [[nodiscard]] static Result<Switches> parse(std::string_view text, const Network& network);

    // Every switch of the network open: what would be possible if nothing was closed.
    [[nodiscard]] static Switches all_open(const Network& network);

    // The row of a switch, or none where the network's default holds.
    [[nodiscard]] const Switch* find(std::string_view name) const noexcept;
    [[nodiscard]] const std::vector<Switch>& rows() const noexcept { return rows_; }
    // True when the leg may be used, as far as switches say.
    [[nodiscard]] bool allows(const Leg& leg) const noexcept;

private:
    std::vector<Switch> rows_;
};

}  // namespace silkgate::corridors
