// `silkgate consolidation`, `silkgate transit` and `silkgate emissions`: the server's papers and report, from
// records of the topics.
#include "adapters/common/consolidation/rules.hpp"
#include "adapters/common/eaeu/transit.hpp"
#include "gateway/api/emissions_report.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/input.hpp"
#include "gateway/dispatch/order_state.hpp"
#include "gateway/json/reader.hpp"
#include "gateway/papers/consolidation_sheets.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

namespace silkgate::cli {
namespace {

namespace consolidation = adapters::consolidation;

int print(const std::string& text) {
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
}

// As json, csv or pdf.
int print_sheet(const papers::Sheet& sheet, const std::string& format, Instant created) {
    if (format == "csv") {
        return print(papers::to_csv(sheet));
    }
    if (format == "json") {
        return print(papers::to_json(sheet) + '\n');
    }
    const auto pdf = papers::to_pdf(sheet, papers::Language::en, created);
    return pdf ? print(*pdf) : complain(pdf.error());
}

Result<consolidation::Consolidation> read_record(const std::string& bytes) {
    const auto document = json::Document::parse(bytes, consolidation::kLimits);
    return document ? consolidation::read_consolidation(document->root()) : document.error();
}

// The last state of each order: a compacted topic may still hold older ones.
std::map<std::string, dispatch::OrderState>
last_states(std::string_view lines, const EmissionsOptions& options) {
    std::map<std::string, dispatch::OrderState> states;
    while (!lines.empty()) {
        const auto end = std::min(lines.find('\n'), lines.size());
        auto state = dispatch::read_order_state(std::string(lines.substr(0, end)));
        lines.remove_prefix(std::min(end + 1, lines.size()));
        const bool wanted = state && state->tenant.view() == options.tenant &&
                            format_rfc3339(state->accepted_at).starts_with(options.month);
        if (wanted) {
            states.insert_or_assign(state->id.str(), std::move(*state));
        }
    }
    return states;
}

}  // namespace

int show_consolidation(const ConsolidationOptions& options) {
    const auto bytes = read_input(options.file);
    if (!bytes) {
        return complain(bytes.error(), 2);
    }
    const auto value = read_record(*bytes);
    if (!value) {
        return complain(value.error(), 4);
    }
    if (!options.unit.empty() && value->find_unit(options.unit) == consolidation::kNone) {
        return complain(fail(Errc::not_found, "the consolidation has no unit " + options.unit), 2);
    }
    const auto loads = consolidation::weigh(*value);
    if (!loads) {
        return complain(loads.error());
    }
    const BusinessDate day(std::chrono::floor<std::chrono::days>(value->updated_at));
    int code = 0;
    for (const Violation& violation : consolidation::check(*value, *loads, day)) {
        std::fprintf(
            stderr,
            "%s %s: %s\n",
            std::string(violation.rule->id).c_str(),
            violation.canonical_pointer.c_str(),
            std::string(violation.rule->text.en).c_str()
        );
        code = violation.rule->severity == Severity::error ? 3 : code;
    }
    const int printed =
        print_sheet(papers::manifest(*value, *loads, options.unit), options.format, value->updated_at);
    return printed == 0 ? code : printed;
}

int transit(const TransitOptions& options) {
    const auto bytes = read_input(options.journey);
    const auto journey = bytes ? json::Document::parse(*bytes) : Result<json::Document>(bytes.error());
    if (!journey) {
        return complain(journey.error(), 2);
    }
    std::vector<order::Order> orders;
    for (const std::string& file : options.files) {
        auto order = read_order(file);
        if (!order) {
            return complain(order.error(), 2);
        }
        orders.push_back(std::move(*order));
    }
    const auto made = adapters::eaeu::write_transit(journey->root(), orders, SystemClock().now());
    return made ? print(made->bytes) : complain(made.error(), 3);
}

int emissions(const EmissionsOptions& options) {
    if (!parse_date(options.month + "-01")) {
        return complain(fail(Errc::invalid_parameter, "--month is YYYY-MM"), 2);
    }
    const auto bytes = read_input(options.file);
    if (!bytes) {
        return complain(bytes.error(), 2);
    }
    api::EmissionsReport report(options.month);
    for (const auto& [id, state] : last_states(*bytes, options)) {
        if (const auto added = report.add_order(state); !added) {
            return complain(added.error());
        }
    }
    return print_sheet(report.sheet(), options.format, SystemClock().now());
}

}  // namespace silkgate::cli
