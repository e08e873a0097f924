// The country adapter's interface: pure functions, values in and values out. No sockets, files, clock, random
// numbers or Kafka inside; the host passes time, data files and connection. Called from several threads at
// once; an adapter is immutable after it is made.
#pragma once

#include "adapters/carriage.hpp"
#include "adapters/route.hpp"
#include "gateway/config/connection.hpp"
#include "gateway/core/decimal.hpp"
#include "gateway/core/result.hpp"
#include "gateway/core/tagged.hpp"
#include "gateway/core/time.hpp"
#include "gateway/order/order.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace silkgate::adapters {

enum class LegKind : std::uint8_t { export_declaration, transit, import_declaration, booking };
enum class Action : std::uint8_t { submit, amend, cancel, return_ };
enum class AdapterStatus : std::uint8_t { wip, ready };

// One thing that one authority or carrier must be told about an order.
struct Leg {
    std::string id;  // "export-cn", "import-ru", "booking-1": unique in the order
    LegKind kind = LegKind::export_declaration;
    std::string country;  // alpha-2 of the authority; of the origin for a booking
    std::string regime;   // the authority's word: "9610", "PTDEG"; for a booking the document standard, "S10"
    std::string mode;     // transport mode for a booking: post, rail, road, air, sea

    bool operator==(const Leg&) const = default;
};

// What a call may depend on besides the order. Times inside documents come from `decided_at` (the accepted
// record's time), never from a clock, so that rendering again gives the same bytes.
struct Context {
    Instant decided_at;
    OrderId order_id;
    const config::Connection* connection = nullptr;  // never null; outlives the call
    Action action = Action::submit;
    std::int64_t version = 1;  // of the order
    // Number that the authority has given the leg (ReplyItem::authority_reference), which a change or a
    // cancellation names; empty before.
    std::string authority_reference{};
    std::shared_ptr<const RoutePlan> route{};  // the way the goods shall go, where one is planned

    // UUIDv5 of order id, version and `name`; lower case. The same call gives the same UUID for ever.
    [[nodiscard]] std::string uuid(std::string_view name) const;
};

// One native document, ready for its topic.
struct Document {
    std::string kind;          // the authority's name: "CEB303", "ExpressCargoDeclaration", "S10Item"
    std::string content_type;  // "application/xml; charset=utf-8"
    std::string bytes;
    // Texts by which the authority's reply names this document, made by the adapter and matched exactly:
    // read_reply returns the same texts. E.g. "cn:CEB303:<ebpCode>:<orderNo>". At least one, unique across
    // all orders.
    std::vector<std::string> references;
    std::string data_schema;  // URI or name and version of the authority's schema
    std::string signature;    // what the filer must sign: "" or e.g. "xmldsig-rsa-sha1 enveloped"
    std::string filer;        // who files it: "seller", "platform", "logistics", "customs broker", …
    bool decides_leg = true;  // this document's state is the leg's state; exactly one per leg
};

// What a reply says of one document. The neutral words of the Kafka contract.
enum class ReplyStatus : std::uint8_t {
    received,
    registered,
    query,
    released,
    rejected,
    cancelled,
    technical_error
};

struct Reason {
    std::string code;  // the authority's code
    std::string
        text;  // the authority's words, cut to 500 characters; no personal data expected but never logged
};

struct Charge {
    std::string kind;  // duty, vat, fee, excise, …
    Decimal amount;
    std::string currency;
    std::string bill{};  // number of the authority's tax bill, where it gave one

    bool operator==(const Charge&) const = default;
};

struct ReplyItem {
    std::vector<std::string>
        references;  // as in Document::references: any one that matches identifies the document
    std::string authority_reference;  // registration number given by the authority, or empty
    ReplyStatus status = ReplyStatus::received;
    std::string native_status;  // the authority's own code, "800"
    std::optional<Instant> at;  // the authority's time
    std::vector<Reason> reasons;
    std::vector<Charge> charges;
    std::optional<Movement> movement{};  // a carrier's event; `at` is set then
    // Further texts by which the authority will name this document from now on; as Document::references.
    std::vector<std::string> learned{};
    std::string void_bill{};  // tax bill that no longer holds: its charges go
};

// One amount of the landed cost.
struct QuoteLine {
    std::string kind;  // duty, vat, excise, fee
    Decimal basis;
    std::string basis_currency;
    std::string rate;  // "15 %", "2 EUR/kg"
    Decimal amount;
    std::string currency;
    const Rule* rule = nullptr;  // legal source and date
};

struct Regime {
    std::string_view code;
    std::string_view name;
    LegKind kind;
    std::vector<std::string_view> documents;        // kinds that a submission makes
    std::vector<std::string_view> follow_ups = {};  // further kinds that change, cancel or return it
};

struct Source {
    std::string_view id;  // short id used in Rule::basis
    std::string_view title;
    std::string_view version;
};

struct AdapterInfo {
    std::string_view country;  // alpha-2
    std::string_view name;     // of the authority's system
    std::string_view version;  // of the adapter, "cn/1"
    AdapterStatus status = AdapterStatus::wip;
    std::vector<Regime> regimes;
    std::vector<std::string_view> actions;  // submit, amend, cancel, return
    std::vector<Source> sources;
    std::string_view posture;  // toward untrusted replies, one sentence
};

// How the simulated authority or carrier shall answer (silkgate simulate).
enum class Outcome : std::uint8_t { accepted, rejected, query };

struct SimulatedReply {
    std::string content_type;
    std::string bytes;
};

class CountryAdapter {
public:
    virtual ~CountryAdapter() = default;

    [[nodiscard]] virtual const AdapterInfo& info() const noexcept = 0;

    // The legs this country's authority wants for the order (regime chosen by its rules), or why it serves it
    // not: a violation `lane-not-served` or another with pointer. Looks at flow, buyer kind, value, trade
    // mode.
    virtual void plan_legs(
        const order::Order& order,
        const Context& context,
        std::vector<Leg>& legs,
        Violations& out
    ) const = 0;

    // Everything wrong with the order for this leg: all of it at once, canonical pointers, Violation::leg
    // set.
    virtual void check(const order::Order& order, const Leg& leg, const Context& context, Violations& out)
        const = 0;

    // Duties, taxes and fees of a declaration leg. Precondition: check() found no error for it.
    [[nodiscard]] virtual Result<std::vector<QuoteLine>>
    quote(const order::Order& order, const Leg& leg, const Context& context) const = 0;

    // The leg's native documents, in the order in which the authority wants them. Same arguments, same bytes.
    // Precondition: check() found no error for it. For a booking leg: the booking documents.
    [[nodiscard]] virtual Result<std::vector<Document>>
    declare(const order::Order& order, const Leg& leg, const Context& context) const = 0;

    // The authority's (or carrier's) native reply. Hostile input is normal: never throws, never crashes,
    // bounded time and memory. Errc::unreadable_reply says why it can not be read.
    [[nodiscard]] virtual Result<std::vector<ReplyItem>>
    read_reply(std::string_view bytes, std::string_view content_type) const = 0;

    // The other side, for demonstration and tests: native replies to one document, in the order they would
    // come.
    [[nodiscard]] virtual Result<std::vector<SimulatedReply>>
    simulate(std::string_view kind, std::string_view bytes, Outcome outcome, Instant now) const = 0;

    // Every rule this adapter can report.
    [[nodiscard]] virtual std::vector<const Rule*> rules() const = 0;
};

// Reads a data file of the adapter ("limits.csv") from adapters/<cc>/data; an Error when it is not there.
using ReadData = std::function<Result<std::string>(std::string_view name)>;
using MakeAdapter = Result<std::unique_ptr<const CountryAdapter>> (*)(const ReadData& read_data);

}  // namespace silkgate::adapters
