// The shared rows and the legs. SD-00xx legs, 01xx importer, 02xx exporter, 03xx shipment, 04xx lines,
// 06xx value.
#pragma once

#include "adapters/common/sad/view.hpp"

#include <vector>

namespace silkgate::adapters::sad {

void plan_legs(
    const order::Order& order,
    const Context& context,
    const Profile& profile,
    const Tables& tables,
    std::vector<Leg>& legs,
    Violations& out
);

void check_declaration(const View& view, Violations& out);

// Shared rules and the profile's.
[[nodiscard]] std::vector<const Rule*> all_rules(const Profile& profile);

// Parts of check_declaration and all_rules, in files of their own.
void check_lines(const View& view, Violations& out);
void append_line_rules(const Profile& profile, std::vector<const Rule*>& all);
void append_plan_rules(std::vector<const Rule*>& all);
void check_action(const View& view, Violations& out);

}  // namespace silkgate::adapters::sad
