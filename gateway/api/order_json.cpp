#include "gateway/api/order_json.hpp"

#include "adapters/common/booking/lifecycle.hpp"
#include "adapters/duty_unknown.hpp"
#include "gateway/dispatch/carriage_json.hpp"
#include "gateway/dispatch/charges_json.hpp"
#include "gateway/dispatch/route_plan.hpp"
#include "gateway/json/writer.hpp"
#include "gateway/order/order_json.hpp"

#include <algorithm>

namespace silkgate::api {
namespace {

using dispatch::to_string;

Violations of_severity(const Violations& violations, Severity severity) {
    Violations chosen;
    std::ranges::copy_if(violations, std::back_inserter(chosen), [&](const Violation& violation) {
        return violation.rule->severity == severity;
    });
    return chosen;
}

void write_array(
    json::Writer& out,
    json::Name name,
    const Violations& violations,
    http::Language language,
    std::string_view rule_set
) {
    if (violations.empty()) {
        return;
    }
    out.key(name);
    http::write_violations(out, violations, language, rule_set);
}

void write_blockers(json::Writer& out, const std::vector<dispatch::Blocker>& blockers) {
    if (blockers.empty()) {
        return;
    }
    out.key("blockedBy").begin_array();
    for (const dispatch::Blocker& blocker : blockers) {
        out.begin_object().member("code", blocker.code).member("pointer", blocker.pointer);
        out.member("canonicalPointer", blocker.canonical_pointer).member_if("entry", blocker.entry);
        out.key("rule").begin_object().member("id", blocker.rule).end_object();
        if (!blocker.remedy_href.empty()) {
            out.key("remedy")
                .begin_object()
                .member("kind", "catalog")
                .member("href", blocker.remedy_href)
                .end_object();
        }
        out.end_object();
    }
    out.end_array();
}

void write_releases(json::Writer& out, const std::vector<screening::Release>& releases) {
    if (releases.empty()) {
        return;
    }
    out.key("releases").begin_array();
    for (const screening::Release& release : releases) {
        out.begin_object().member("entry", release.entry).member("by", release.by);
        out.member("reason", release.reason).member("at", format_rfc3339(release.at)).end_object();
    }
    out.end_array();
}

void write_document_state(
    json::Writer& out,
    const dispatch::OrderState& order,
    const dispatch::LegRecord& leg,
    const dispatch::DocumentState& document
) {
    out.begin_object()
        .member("id", document.id.view())
        .member("kind", document.kind)
        .member("leg", leg.leg.id);
    out.member("action", to_string(document.action)).key("version").number(document.version);
    out.member("state", to_string(document.state)).member("contentType", document.content_type);
    out.member("sha256", document.sha256);
    out.member("href", "/v1/orders/" + order.id.str() + "/documents/" + document.id.str());
    out.member_if("authorityReference", document.authority_reference);
    out.member_if("nativeStatus", document.native_status);
    write_carriage(out, document);
    const bool books = document.decides_leg && document.action != adapters::Action::cancel;
    if (leg.leg.kind == adapters::LegKind::booking && books) {
        const auto step = document.carriage ? std::optional(document.carriage->last.step) : std::nullopt;
        out.member_if("bookingStatus", adapters::booking::status_of(to_string(document.state), step));
    }
    if (!document.reasons.empty()) {
        out.key("reasons").begin_array();
        for (const auto& reason : document.reasons) {
            out.begin_object().member_if("code", reason.code).member_if("text", reason.text).end_object();
        }
        out.end_array();
    }
    dispatch::write_charges(out, document.charges);
    out.end_object();
}

void write_rendered(json::Writer& out, const dispatch::PlannedLeg& leg) {
    out.key("documents").begin_array();
    for (const adapters::Document& document : leg.documents) {
        out.begin_object().member("kind", document.kind).member("contentType", document.content_type);
        out.member_if("filer", document.filer).member_if("signature", document.signature);
        out.member("body", document.bytes).end_object();
    }
    out.end_array();
}

void write_quote(json::Writer& out, const DryRun& run, const dispatch::PlannedLeg& leg) {
    const adapters::CountryAdapter* adapter = run.registry.find(leg.leg.country);
    if (!adapters::is_quotable(leg.violations) || adapter == nullptr ||
        leg.leg.kind == adapters::LegKind::booking) {
        return;
    }
    const auto lines = adapter->quote(run.order, leg.leg, run.context);
    if (!lines) {
        return;
    }
    write_charges(out, *lines, run.registry.rule_set(), run.language);
}

}  // namespace

void write_leg_head(json::Writer& out, const adapters::Leg& leg) {
    out.member("id", leg.id).member("kind", to_string(leg.kind)).member("country", leg.country);
    out.member("regime", leg.regime).member_if("mode", leg.mode);
}

void write_charges(
    json::Writer& out,
    const std::vector<adapters::QuoteLine>& lines,
    std::string_view rule_set,
    http::Language language
) {
    out.key("charges").begin_array();
    for (const adapters::QuoteLine& line : lines) {
        out.begin_object().member("kind", line.kind).member("basis", line.basis);
        out.member("basisCurrency", line.basis_currency).member("rate", line.rate);
        out.member("amount", line.amount).member("currency", line.currency);
        if (line.rule != nullptr) {
            out.key("rule").begin_object().member("id", line.rule->id).member("version", rule_set);
            out.member("basis", line.rule->basis).member_if("effectiveFrom", line.rule->effective_from);
            out.member("text", http::text_in(line.rule->text, language)).end_object();
        }
        out.end_object();
    }
    out.end_array();
}

void write_findings(
    json::Writer& out,
    const Violations& violations,
    http::Language language,
    std::string_view rule_set
) {
    out.key("errors");
    http::write_violations(out, of_severity(violations, Severity::error), language, rule_set);
    out.key("warnings");
    http::write_violations(out, of_severity(violations, Severity::warning), language, rule_set);
}

namespace {

std::string_view state_after(const ChangedLeg& leg) {
    switch (leg.outcome) {
        case LegOutcome::none:
            return to_string(leg.record->state);
        case LegOutcome::accepted:
            return leg.action == adapters::Action::cancel ? "cancel_requested" : "accepted";
        case LegOutcome::held:
            return leg.action == adapters::Action::cancel ? "cancel_requested"
                   : leg.record != nullptr                ? to_string(leg.record->state)
                                                          : "held";
        case LegOutcome::cancelled:
            return "cancelled";
        case LegOutcome::unserved:
            return leg.action == adapters::Action::cancel ? "cancel_requested" : to_string(leg.record->state);
    }
    return {};
}

void write_changed_leg(
    json::Writer& out,
    const ChangedLeg& leg,
    const ChangeAnswer& answer,
    Violations& warnings
) {
    out.begin_object();
    write_leg_head(out, leg.record != nullptr ? leg.record->leg : leg.planned->leg);
    out.member("state", state_after(leg));
    const bool sends = leg.outcome == LegOutcome::accepted;
    if (sends) {
        out.member("action", to_string(leg.action));
    }
    if (leg.outcome == LegOutcome::unserved) {
        out.key("byHand").boolean(true);
    }
    out.key("documents").begin_array();
    if (sends && leg.planned->documents.empty()) {
        for (const std::string& kind : leg.planned->document_kinds) {
            out.string(kind);
        }
    } else if (sends) {
        for (const adapters::Document& document : leg.planned->documents) {
            out.string(document.kind);
        }
    }
    out.end_array();
    if (leg.planned != nullptr && leg.outcome != LegOutcome::none) {
        const Violations& found = leg.planned->violations;
        write_array(out, "blockedBy", of_severity(found, Severity::error), answer.language, answer.rule_set);
        std::ranges::move(of_severity(found, Severity::warning), std::back_inserter(warnings));
    }
    out.end_object();
}

}  // namespace

std::string to_json(const AcceptedAnswer& answer) {
    json::Writer out(1024);
    const bool held = answer.plan.is_held() || answer.plan.legs.empty();
    out.begin_object().member("id", answer.id.view()).member("number", answer.order.header.number);
    out.member("state", held ? "held" : "accepted").key("version").number(1);
    out.member("durability", answer.durability).member("ruleSet", answer.rule_set);
    out.member_if("screenedWith", answer.screened_with);
    const auto blocked_by = of_severity(answer.plan.general, Severity::error);
    write_array(out, "blockedBy", blocked_by, answer.language, answer.rule_set);
    Violations warnings = of_severity(answer.plan.general, Severity::warning);
    out.key("legs").begin_array();
    for (const dispatch::PlannedLeg& leg : answer.plan.legs) {
        out.begin_object();
        write_leg_head(out, leg.leg);
        out.member("state", leg.is_held() || !blocked_by.empty() ? "held" : "accepted");
        out.key("documents").begin_array();
        for (const std::string& kind : leg.document_kinds) {
            out.string(kind);
        }
        out.end_array();
        write_array(
            out, "blockedBy", of_severity(leg.violations, Severity::error), answer.language, answer.rule_set
        );
        out.end_object();
        std::ranges::move(of_severity(leg.violations, Severity::warning), std::back_inserter(warnings));
    }
    out.end_array().key("warnings");
    http::write_violations(out, warnings, answer.language, answer.rule_set);
    out.end_object();
    return std::move(out).str();
}

std::string to_json(const ChangeAnswer& answer) {
    json::Writer out(1024);
    out.begin_object().member("id", answer.state.id.view()).member("number", answer.state.number);
    out.member("state", answer.word).key("version").number(answer.state.version + 1);
    out.member("change", answer.change).member("ruleSet", answer.rule_set);
    write_array(
        out, "blockedBy", of_severity(answer.blocked_by, Severity::error), answer.language, answer.rule_set
    );
    Violations warnings = of_severity(answer.blocked_by, Severity::warning);
    out.key("legs").begin_array();
    for (const ChangedLeg& leg : answer.legs) {
        write_changed_leg(out, leg, answer, warnings);
    }
    out.end_array().key("warnings");
    http::write_violations(out, warnings, answer.language, answer.rule_set);
    out.end_object();
    return std::move(out).str();
}

std::string to_answer(
    const dispatch::OrderState& state,
    const std::vector<std::string>& travels_in,
    std::string_view update
) {
    json::Writer out(1536);
    out.begin_object().member("id", state.id.view()).member("number", state.number);
    out.member("connection", state.connection.view()).member("platform", state.platform);
    out.member("state", to_string(state.word)).key("version").number(state.version);
    out.member_if("screenedWith", state.screened_with);
    write_releases(out, state.releases);
    out.member("ruleSet", state.rule_set).member("acceptedAt", format_rfc3339(state.accepted_at));
    out.member("updatedAt", format_rfc3339(state.updated_at));
    out.member_if("originCountry", state.origin_country)
        .member_if("destinationCountry", state.destination_country);
    out.member_if("waybill", state.waybill).member_if("update", update);
    if (state.clock.updated_at) {
        out.member("platformUpdatedAt", format_rfc3339(*state.clock.updated_at));
    }
    write_blockers(out, state.blocked_by);
    out.key("legs").begin_array();
    for (const dispatch::LegRecord& leg : state.legs) {
        out.begin_object();
        write_leg_head(out, leg.leg);
        out.member("state", to_string(leg.state));
        if (leg.cancellation != dispatch::Cancellation::none) {
            out.member("cancellation", to_string(leg.cancellation));
        }
        if (leg.returning != dispatch::Returning::none) {
            out.member("returning", to_string(leg.returning));
        }
        write_blockers(out, leg.blocked_by);
        out.key("documents").begin_array();
        for (const dispatch::DocumentState& document : leg.documents) {
            write_document_state(out, state, leg, document);
        }
        out.end_array().end_object();
    }
    out.end_array();
    if (!travels_in.empty()) {
        out.key("travelsIn").begin_array();
        for (const std::string& json : travels_in) {
            out.raw(json);
        }
        out.end_array();
    }
    if (!state.route.empty()) {
        out.key("route").raw(state.route);
    }
    out.end_object();
    return std::move(out).str();
}

std::string to_document_list(const dispatch::OrderState& state) {
    json::Writer out(1024);
    out.begin_object().key("documents").begin_array();
    for (const dispatch::LegRecord& leg : state.legs) {
        for (const dispatch::DocumentState& document : leg.documents) {
            write_document_state(out, state, leg, document);
        }
    }
    out.end_array().end_object();
    return std::move(out).str();
}

std::string to_json(const DryRun& run) {
    const std::string& rule_set = run.registry.rule_set();
    json::Writer out(4096);
    out.begin_object().key("valid").boolean(!has_errors(run.violations)).member("ruleSet", rule_set);
    out.member_if("screenedWith", run.screened_with).key("order");
    order::write_json(out, run.order);
    out.key("legs").begin_array();
    for (const dispatch::PlannedLeg& leg : run.plan.legs) {
        out.begin_object();
        write_leg_head(out, leg.leg);
        out.member("state", leg.is_held() || has_errors(run.plan.general) ? "held" : "accepted");
        write_rendered(out, leg);
        write_quote(out, run, leg);
        out.end_object();
    }
    out.end_array();
    if (run.route != nullptr) {
        out.key("route");
        dispatch::write_route_plan(out, *run.route);
    }
    write_findings(out, run.violations, run.language, rule_set);
    out.end_object();
    return std::move(out).str();
}

}  // namespace silkgate::api
