// Which orders are goods for personal use that come into a member of the Union.
#pragma once

#include "adapters/common/eaeu/view.hpp"

#include <string_view>
#include <vector>

namespace silkgate::adapters::eaeu {

// Why an order gets no leg, each with the country's own citation.
struct PlanRules {
    const Rule* export_ = nullptr;       // the country is the origin
    const Rule* within_union = nullptr;  // the goods come from another member
    const Rule* organisation = nullptr;  // buyer or consignee is one
    const Rule* trade_mode = nullptr;    // a mode between businesses
    const Rule* nature = nullptr;        // neither sale nor gift
};

// Adds `leg`, or violations. Nothing for an order that does not touch the country.
//
// A buyer whose kind is not told is taken for a person only as far as the leg goes: no document is made
// without the person's number and full name, so no company is ever declared this way.
void plan_personal_import(
    const order::Order& order,
    const Country& country,
    const PlanRules& rules,
    Leg leg,
    std::vector<Leg>& legs,
    Violations& out
);

void report(const Rule& rule, std::string_view pointer, std::string_view leg, Violations& out);

}  // namespace silkgate::adapters::eaeu
