#include "adapters/cn/import_rules.hpp"

#include <algorithm>
#include <string>

namespace silkgate::adapters::cn {
namespace {

// Rows of export_rules.hpp that say the same of an import: CEB311 for CEB303, 511 for 505, 621 for 603.
constexpr std::string_view kShared[] = {
    "CN-0211", "CN-0213", "CN-0214", "CN-0221", "CN-0222", "CN-0223", "CN-0224", "CN-0231", "CN-0232",
    "CN-0233", "CN-0234", "CN-0241", "CN-0242", "CN-0243", "CN-0244", "CN-0271", "CN-0272", "CN-0273",
    "CN-0274", "CN-0275", "CN-0276", "CN-0281", "CN-0282", "CN-0283", "CN-0284", "CN-0285", "CN-0286",
    "CN-0291", "CN-0292", "CN-0293", "CN-0294", "CN-0295", "CN-0296", "CN-0301", "CN-0302", "CN-0303",
    "CN-0304", "CN-0308", "CN-0309", "CN-0310", "CN-0312", "CN-0313", "CN-0316", "CN-0401", "CN-0402",
    "CN-0405", "CN-0407", "CN-0408", "CN-0409", "CN-0412", "CN-0413", "CN-0414", "CN-0415", "CN-0416",
    "CN-0417", "CN-0418", "CN-0419", "CN-0502", "CN-0503", "CN-0504", "CN-0505", "CN-0506", "CN-0507",
    "CN-0509", "CN-0510", "CN-0511", "CN-0512", "CN-0513", "CN-0514", "CN-0515", "CN-0516", "CN-0517",
    "CN-0518", "CN-0519", "CN-0520",
};
static_assert(std::ranges::is_sorted(kShared));

template <class Subject>
bool is_shared(const rules::Row<Subject>& row) {
    return std::ranges::binary_search(kShared, row.rule.id);
}

template <class Subject>
void evaluate_shared(
    std::span<const rules::Row<Subject>> rows,
    const Subject& subject,
    std::string_view base,
    std::string_view leg,
    Violations& out
) {
    for (const rules::Row<Subject>& row : rows) {
        if (is_shared(row)) {
            rules::evaluate(std::span(&row, 1), subject, base, leg, out);
        }
    }
}

void check_submission(const Facts& facts, std::string_view leg, Violations& out) {
    for (const auto rows : {head_rows(), value_rows(), party_rows(), sender_rows(), setting_rows()}) {
        evaluate_shared(rows, facts, "", leg, out);
    }
    rules::evaluate(import_people_rows(), facts, "", leg, out, rules::Privacy::personal);
    rules::evaluate(import_order_rows(), facts, "", leg, out);
    if (facts.is_bonded) {
        rules::evaluate(zone_rows(), facts, "", leg, out);
    }
    for (const LineFacts& line : facts.lines) {
        const std::string base = "/lines/" + std::to_string(line.index);
        evaluate_shared(line_rows(), line, base, leg, out);
        rules::evaluate(import_line_rows(), line, base, leg, out);
        if (facts.is_bonded) {
            rules::evaluate(bonded_line_rows(), line, base, leg, out);
        }
    }
}

// A cancellation and a return name the list, its parties and its buyer again.
void check_follow_up(const Facts& facts, std::string_view leg, Violations& out) {
    for (const auto rows : {party_rows(), sender_rows(), setting_rows()}) {
        evaluate_shared(rows, facts, "", leg, out);
    }
    const auto people = import_people_rows();
    constexpr std::size_t kBuyerRows = 6;
    rules::evaluate(people.first(kBuyerRows), facts, "", leg, out, rules::Privacy::personal);
}

template <class Subject>
void collect(std::span<const rules::Row<Subject>> rows, std::vector<const Rule*>& out) {
    for (const rules::Row<Subject>& row : rows) {
        out.push_back(&row.rule);
    }
}

}  // namespace

bool sends_payment(const Facts& facts) noexcept {
    return !facts.configured.senders[static_cast<std::size_t>(Filing::payment)].code.empty();
}

void check_import(const Facts& facts, std::string_view leg, Violations& out) {
    switch (facts.context->action) {
        case Action::cancel:
            rules::evaluate(cancellation_rows(), facts, "", leg, out);
            check_follow_up(facts, leg, out);
            return;
        case Action::return_:
            check_return(facts, leg, out);
            check_follow_up(facts, leg, out);
            return;
        case Action::submit:
        case Action::amend:
            check_submission(facts, leg, out);
    }
}

std::vector<const Rule*> import_rules() {
    std::vector<const Rule*> out;
    collect(import_people_rows(), out);
    collect(import_order_rows(), out);
    collect(import_line_rows(), out);
    collect(zone_rows(), out);
    collect(bonded_line_rows(), out);
    collect(return_rows(), out);
    return out;
}

}  // namespace silkgate::adapters::cn
