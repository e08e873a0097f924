#include "adapters/cn/export_rules.hpp"

#include "adapters/cn/return_rules.hpp"

#include <algorithm>
#include <string>

namespace silkgate::adapters::cn {
namespace {

template <class Subject>
void collect(std::span<const rules::Row<Subject>> rows, std::vector<const Rule*>& out) {
    for (const rules::Row<Subject>& row : rows) {
        out.push_back(&row.rule);
    }
}

// What CEB605 says beyond its own rows: who asks, whose list, at which office; the list's sender sends it.
bool is_of_cancellation(const rules::Row<Facts>& row) {
    constexpr std::string_view kWires[] = {"agentCode", "agentName", "ebcCode", "ebcName", "customsCode"};
    return std::ranges::find(kWires, row.wire) != std::end(kWires) ||
           (row.wire.starts_with("BaseTransfer/") && row.path == "/parties/declarant");
}

}  // namespace

bool is_enterprise_code(std::string_view text) noexcept {
    const auto allowed = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
    return (text.size() == 10 || text.size() == 18) && std::ranges::all_of(text, allowed);
}

namespace {

void check_submission(const Facts& facts, std::string_view leg, Violations& out) {
    for (const auto rows : {head_rows(), value_rows(), party_rows(), sender_rows(), setting_rows()}) {
        rules::evaluate(rows, facts, "", leg, out);
    }
    if (facts.is_bonded) {
        rules::evaluate(zone_rows(), facts, "", leg, out);
    }
    for (const LineFacts& line : facts.lines) {
        const std::string base = "/lines/" + std::to_string(line.index);
        rules::evaluate(line_rows(), line, base, leg, out);
        if (facts.is_bonded) {
            rules::evaluate(bonded_line_rows(), line, base, leg, out);
        }
    }
}

void check_cancellation(const Facts& facts, std::string_view leg, Violations& out) {
    rules::evaluate(cancellation_rows(), facts, "", leg, out);
    for (const auto rows : {party_rows(), sender_rows(), setting_rows()}) {
        for (const auto& row : rows) {
            if (is_of_cancellation(row)) {
                rules::evaluate(std::span(&row, 1), facts, "", leg, out);
            }
        }
    }
}

// A return names the parties and the office again, and what comes back.
void check_goods_return(const Facts& facts, std::string_view leg, Violations& out) {
    check_return(facts, leg, out);
    for (const auto rows : {party_rows(), sender_rows()}) {
        rules::evaluate(rows, facts, "", leg, out);
    }
    for (const auto& row : setting_rows()) {
        if (row.wire == "customsCode" || row.wire == "portCode" || row.wire == "loctNo") {
            rules::evaluate(std::span(&row, 1), facts, "", leg, out);
        }
    }
    for (const ReturnedLine& returned : returned_lines(facts)) {
        const std::string base = "/lines/" + std::to_string(returned.line->index);
        rules::evaluate(line_rows(), *returned.line, base, leg, out);
    }
}

}  // namespace

void check_export(const Facts& facts, std::string_view leg, Violations& out) {
    switch (facts.context->action) {
        case Action::cancel:
            check_cancellation(facts, leg, out);
            return;
        case Action::return_:
            check_goods_return(facts, leg, out);
            return;
        case Action::submit:
        case Action::amend:
            check_submission(facts, leg, out);
    }
}

std::vector<const Rule*> export_rules() {
    std::vector<const Rule*> out;
    for (const auto rows :
         {head_rows(), value_rows(), party_rows(), sender_rows(), setting_rows(), cancellation_rows()}) {
        collect(rows, out);
    }
    collect(line_rows(), out);
    return out;
}

}  // namespace silkgate::adapters::cn
