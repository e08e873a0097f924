#include "adapters/cn/export_facts.hpp"

#include "adapters/cn/export_amounts.hpp"
#include "adapters/cn/import_facts.hpp"
#include "adapters/common/transport/s10.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>

namespace silkgate::adapters::cn {
namespace {

constexpr std::size_t kOwnNumberLength = 20;

std::string_view or_else(std::string_view first, std::string_view second) {
    return first.empty() ? second : first;
}

// The code the order itself carries, else the configured one. The configured name belongs to the configured
// code.
Enterprise
party(const std::optional<order::Party>& from_order, std::string_view kind, const Enterprise& configured) {
    Enterprise out = configured;
    if (!from_order) {
        return out;
    }
    if (const auto* registration = order::find_registration(*from_order, kind)) {
        if (registration->number != configured.code) {
            out = Enterprise{.code = registration->number, .name = from_order->name};
        }
    }
    out.name = or_else(out.name, from_order->name);
    return out;
}

// The configured carrier; the consignment's own where the connection names none.
Enterprise carrier(const Facts& facts) {
    const Registrations& own = facts.configured;
    if (facts.logistics == nullptr) {
        return {.code = own.logistics_code, .name = own.logistics_name};
    }
    if (own.logistics_code.empty()) {
        return {
            .code = facts.logistics->carrier_code,
            .name = or_else(facts.logistics->carrier_name, own.logistics_name)
        };
    }
    return {.code = own.logistics_code, .name = or_else(own.logistics_name, facts.logistics->carrier_name)};
}

void resolve_parties(Facts& facts) {
    const Registrations& own = facts.configured;
    const order::Parties& parties = facts.order->parties;
    facts.platform = party(parties.platform, "CN_ebpCode", {own.ebp_code, own.ebp_name});
    facts.seller = party(parties.seller, "CN_ebcCode", {own.ebc_code, own.ebc_name});
    facts.agent = party(parties.declarant, "CN_agentCode", {own.agent_code, own.agent_name});
    facts.owner = own.owner_code.empty() ? facts.seller : Enterprise{own.owner_code, own.owner_name};
}

// The order's mode; else what is configured; else post, which is what an S10 number says.
std::string_view traffic_mode(const Facts& facts) {
    const std::string_view mode =
        facts.logistics == nullptr ? std::string_view{} : std::string_view(facts.logistics->mode);
    if (!mode.empty()) {
        return facts.tables->transport_modes.value(mode, facts.day);
    }
    if (!facts.configured.traf_mode.empty()) {
        return facts.configured.traf_mode;
    }
    return transport::is_s10(facts.waybill) ? facts.tables->transport_modes.value("post", facts.day)
                                            : std::string_view{};
}

std::optional<Decimal> configured_number(std::string_view text) {
    const auto number = Decimal::parse(text);
    return number ? std::optional(*number) : std::nullopt;
}

void resolve_packages(Facts& facts) {
    facts.wrap_type = facts.configured.wrap_type;
    facts.package_count = configured_number(facts.configured.pack_no);
    if (facts.consignment == nullptr || facts.consignment->packages.empty()) {
        return;
    }
    std::int64_t count = 0;
    for (const order::Package& package : facts.consignment->packages) {
        count += std::clamp<std::int64_t>(package.count, 0, 1'000'000'000);
    }
    facts.package_count = Decimal(count);
    facts.package_kind = facts.consignment->packages.front().kind;
    if (const auto known = facts.tables->packages.value(facts.package_kind, facts.day); !known.empty()) {
        facts.wrap_type = known;
    }
}

void resolve_consignment(Facts& facts) {
    if (!facts.order->consignments.empty()) {
        facts.consignment = &facts.order->consignments.front();
        facts.logistics = facts.consignment->logistics ? &*facts.consignment->logistics : nullptr;
    }
    facts.waybill =
        facts.logistics == nullptr ? std::string_view{} : std::string_view(facts.logistics->number);
    facts.traffic_mode = traffic_mode(facts);
    resolve_packages(facts);
}

Quantity legal(const std::optional<order::LegalQuantity>& from, const Facts& facts) {
    if (!from) {
        return {};
    }
    return {
        .quantity = from->quantity,
        .source_unit = from->unit,
        .unit = facts.tables->unit(from->unit, facts.day)
    };
}

LineFacts resolve_line(const order::Line& line, std::size_t index, const Facts& facts) {
    LineFacts out{.line = &line, .index = index};
    if (const auto* code = order::find_code(line, "CN10")) {
        out.commodity_code = code->code;
    }
    if (const auto* name = order::find_customs_name(line, "zh")) {
        out.name = name->text;
    }
    out.origin = facts.tables->countries.value(line.customs.origin_country, facts.day);
    const std::string_view unit = or_else(line.unit, facts.configured.unit);
    out.declared = {
        .quantity = line.quantity, .source_unit = unit, .unit = facts.tables->unit(unit, facts.day)
    };
    out.legal1 = legal(line.customs.quantity1, facts);
    out.legal2 = legal(line.customs.quantity2, facts);
    return out;
}

// Sum of a weight that every part states; absent where there is no part or one states none.
template <class Parts, class Weight>
std::optional<Decimal> weigh(const Parts& parts, Weight weight_of) {
    Decimal sum;
    for (const auto& part : parts) {
        const std::optional<Decimal> weight = weight_of(part);
        const auto next = weight ? add(sum, *weight) : Result<Decimal>(fail(Errc::invalid_value, {}));
        if (!next) {
            return std::nullopt;
        }
        sum = *next;
    }
    return parts.empty() ? std::nullopt : std::optional(sum);
}

// What the consignment says, else its packages, else the lines: as the booking of the same consignment has
// it.
std::optional<Decimal> weigh_consignment(const Facts& facts) {
    if (facts.consignment != nullptr && facts.consignment->gross_weight) {
        return facts.consignment->gross_weight;
    }
    if (facts.consignment != nullptr) {
        // A row of several packages does not say whether its weight is that of one or of all.
        const auto packages = weigh(facts.consignment->packages, [](const order::Package& package) {
            return package.count == 1 ? package.gross_weight : std::nullopt;
        });
        if (packages) {
            return packages;
        }
    }
    return weigh(facts.lines, [](const LineFacts& line) { return line.line->customs.gross_weight; });
}

// A return names lines by their place on the list that was declared, where they may be none any more.
bool is_on_list(const order::Line& line, const Context& context) {
    const bool are_goods = line.kind == order::LineKind::goods || line.kind == order::LineKind::bundle_child;
    return order::is_declarable(line) ||
           (context.action == Action::return_ && are_goods && line.refunded.value_or(Decimal{}) > Decimal{});
}

void resolve_lines(Facts& facts) {
    const auto& lines = facts.order->lines;
    facts.lines.reserve(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (is_on_list(lines[i], *facts.context)) {
            facts.lines.push_back(resolve_line(lines[i], i, facts));
        }
    }
    facts.net_weight =
        weigh(facts.lines, [](const LineFacts& line) { return line.line->customs.net_weight; });
    facts.gross_weight = weigh_consignment(facts);
}

bool is_through_zone(std::string_view mode, const Facts& facts) {
    if (facts.is_import) {
        return facts.tables->import_modes.value(mode, facts.day) == "bonded";
    }
    const TableRow* row = facts.tables->trade_modes.find(mode, facts.day);
    return row != nullptr && row->text == "bonded";
}

}  // namespace

Facts resolve(const order::Order& order, const Leg& leg, const Context& context, const Tables& tables) {
    Facts facts;
    facts.order = &order;
    facts.context = &context;
    facts.tables = &tables;
    facts.day = china_day(context.decided_at);
    facts.is_import = leg.kind == LegKind::import_declaration;
    const order::Flow& flow = order.header.flow;
    const std::string_view abroad = facts.is_import ? flow.origin_country : flow.destination_country;
    facts.configured = read_registrations(
        *context.connection,
        {.trade_mode = leg.regime, .country = abroad, .direction = facts.is_import ? "import" : "export"}
    );
    facts.trade_mode = leg.regime;
    facts.order_type = tables.trade_modes.value(leg.regime, facts.day);
    facts.is_bonded = is_through_zone(leg.regime, facts);
    facts.given = read_given_numbers(context.authority_reference, facts.is_import);
    // Imports out of a bonded zone come from China itself.
    facts.country = tables.countries.value(facts.is_import && facts.is_bonded ? "CN" : abroad, facts.day);
    facts.currency = tables.currencies.value(order.money.currency, facts.day);
    // The port list has each country's code for "any port of it".
    facts.port_of_destination = or_else(facts.configured.pod, facts.country);
    resolve_parties(facts);
    resolve_consignment(facts);
    facts.carrier = carrier(facts);
    resolve_lines(facts);
    compute_amounts(facts);
    if (facts.is_import) {
        resolve_import(facts);
    }
    return facts;
}

std::string own_number(const Context& context, OwnNumber purpose) {
    const std::string order = context.order_id.str();
    const std::string version = " " + std::to_string(context.version);
    const std::string name = purpose == OwnNumber::list           ? "cn list " + order
                             : purpose == OwnNumber::cancellation ? "cn cancellation " + order + version
                                                                  : "cn return " + order + version;
    std::string number = crypto::to_base32(crypto::sha256(name), kOwnNumberLength);
    std::ranges::transform(number, number.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return number;
}

GivenNumbers read_given_numbers(std::string_view authority_reference, bool is_import) noexcept {
    constexpr std::size_t kEPortLength = 18;
    constexpr std::size_t kFlagAt = 8;  // behind office and year
    constexpr std::size_t kListMin = 18;
    constexpr std::size_t kListMax = 20;
    const auto digits = [](std::string_view text) {
        return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    };
    GivenNumbers out;
    const std::string_view text = authority_reference;
    if (text.size() == kEPortLength && text.front() == 'B' && digits(text.substr(1))) {
        out.e_port_number = text;
    } else if (text.size() >= kListMin && text.size() <= kListMax &&
               text[kFlagAt] == (is_import ? 'I' : 'E') && digits(text.substr(0, kFlagAt)) &&
               digits(text.substr(kFlagAt + 1))) {
        out.list_number = text;
    }
    return out;
}

}  // namespace silkgate::adapters::cn
