#include "gateway/corridors/switches.hpp"

#include <algorithm>

namespace silkgate::corridors {
namespace {

constexpr std::string_view kFile = "switches file";

}  // namespace

Result<Switches> Switches::parse(std::string_view text, const Network& network) {
    const auto rows = csv::read(kFile, text, {"switch", "state", "reason", "since"});
    if (!rows) {
        return rows.error();
    }
    Switches switches;
    for (const csv::Row& row : *rows) {
        const std::string& name = row.cells[0];
        if (!network.has_switch(name)) {
            return csv::bad_row(kFile, row.line, "no leg has the switch " + name);
        }
        if (row.cells[1] != "open" && row.cells[1] != "closed") {
            return csv::bad_row(kFile, row.line, "the state is open or closed");
        }
        if (row.cells[2].empty() || !parse_date(row.cells[3])) {
            return csv::bad_row(kFile, row.line, "a turned switch needs a reason and the date since when");
        }
        if (switches.find(name) != nullptr) {
            return csv::bad_row(kFile, row.line, name + " stands twice");
        }
        switches.rows_.push_back(
            {.name = name, .open = row.cells[1] == "open", .reason = row.cells[2], .since = row.cells[3]}
        );
    }
    return switches;
}

Switches Switches::all_open(const Network& network) {
    Switches switches;
    for (const Leg& leg : network.legs()) {
        if (!leg.switch_name.empty() && switches.find(leg.switch_name) == nullptr) {
            switches.rows_.push_back({.name = leg.switch_name, .open = true, .reason = {}, .since = {}});
        }
    }
    return switches;
}

const Switch* Switches::find(std::string_view name) const noexcept {
    const auto found = std::ranges::find(rows_, name, &Switch::name);
    return name.empty() || found == rows_.end() ? nullptr : &*found;
}

bool Switches::allows(const Leg& leg) const noexcept {
    const Switch* row = find(leg.switch_name);
    return row == nullptr ? leg.open_by_default : row->open;
}

}  // namespace silkgate::corridors
