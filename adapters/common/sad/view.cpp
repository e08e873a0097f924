#include "adapters/common/sad/view.hpp"

#include "gateway/core/money.hpp"

#include <algorithm>
#include <string>

namespace silkgate::adapters::sad {
namespace {

constexpr std::size_t kHsDigits = 6;

std::optional<Decimal> line_value(const order::Line& line, int minor_units) {
    const auto value = subtract(line.amount, line.discount.value_or(Decimal{}));
    return value ? std::optional(value->rounded(minor_units, Rounding::half_up)) : std::nullopt;
}

void find_code(LineView& out, std::string_view system) {
    if (const order::CommodityCode* national = order::find_code(*out.line, system)) {
        out.code = national->code;
        out.national_code = true;
        return;
    }
    const order::CommodityCode* code = order::find_code(*out.line, "HS6");
    if (code == nullptr && !out.line->customs.codes.empty()) {
        code = &out.line->customs.codes.front();
    }
    // The first six digits of every national code are the Harmonized System's (HS Convention, article 3).
    if (code != nullptr) {
        out.code = std::string_view(code->code).substr(0, kHsDigits);
    }
}

void find_description(LineView& out, std::span<const std::string_view> languages) {
    out.description = out.line->title;
    for (const std::string_view language : languages) {
        if (const order::CustomsName* name = order::find_customs_name(*out.line, language)) {
            out.description = name->text;
            out.is_named = true;
            return;
        }
    }
}

std::optional<Decimal> sum(std::optional<Decimal> total, std::optional<Decimal> part) {
    const auto next = total && part ? add(*total, *part) : Result<Decimal>(fail(Errc::limit_exceeded, ""));
    return next ? std::optional(*next) : std::nullopt;
}

Format chosen_format(const View& view) {
    const std::string_view word = view.registration("format");
    for (const Format format : view.profile->formats) {
        if (format_row(format).word == word) {
            return format;
        }
    }
    return view.profile->formats.front();
}

}  // namespace

View::View(
    const order::Order& the_order,
    const Leg& the_leg,
    const Context& the_context,
    const Profile& the_profile,
    const Tables& the_tables
)
    : order(&the_order),
      leg(&the_leg),
      context(&the_context),
      profile(&the_profile),
      tables(&the_tables),
      day(day_of(the_profile, the_context.decided_at)) {
    const order::Parties& parties = order->parties;
    if (parties.importer || parties.consignee) {
        importer = parties.importer ? &*parties.importer : &*parties.consignee;
    }
    exporter = parties.seller ? &*parties.seller : nullptr;
    consignment = order->consignments.empty() ? nullptr : &order->consignments.front();
    format = chosen_format(*this);
    const auto currency = Currency::parse(order->money.currency);
    const int minor_units = currency ? currency->minor_units() : 2;
    for (std::size_t i = 0; i < order->lines.size(); ++i) {
        if (!order::is_declarable(order->lines[i])) {
            continue;
        }
        LineView& out = lines.emplace_back();
        out.view = this;
        out.line = &order->lines[i];
        out.index = i;
        out.value = line_value(*out.line, minor_units);
        find_code(out, profile->tariff_system);
        find_description(out, profile->languages);
    }
}

std::string_view View::registration(std::string_view key) const {
    return context->connection->registration(std::string(profile->country) + "." + std::string(key));
}

const order::PartyId*
find_number(const order::Party* party, std::span<const std::string_view> kinds) noexcept {
    if (party == nullptr) {
        return nullptr;
    }
    for (const std::string_view kind : kinds) {
        if (const order::PartyId* id = order::find_id(*party, kind)) {
            return id;
        }
        if (const order::PartyId* id = order::find_registration(*party, kind)) {
            return id;
        }
    }
    return nullptr;
}

bool is_person(const order::Party* party) noexcept {
    return party != nullptr && party->kind != order::PartyKind::organisation;
}

bool goes_to_organisation(const order::Order& order) noexcept {
    const auto& buyer = order.parties.importer ? order.parties.importer : order.parties.consignee;
    return buyer && !is_person(&*buyer);
}

bool is_cusdec(Format format) noexcept {
    return format == Format::cusdec_d96b || format == Format::cusdec_d01b;
}

std::string_view reason_code_key(Action action) noexcept {
    switch (action) {
        case Action::amend:
            return "amendReasonCode";
        case Action::cancel:
            return "cancelReasonCode";
        default:
            return {};
    }
}

std::string_view name_of(const View& view, const order::Party& party) noexcept {
    return is_cusdec(view.format) && !party.name_latin.empty() ? party.name_latin : party.name;
}

std::string street_of(const order::Address& address) {
    std::string out;
    const auto append = [&out](std::string_view part) {
        out += part.empty() || out.empty() ? "" : ", ";
        out += part;
    };
    if (!address.street.empty()) {
        for (const auto* part : {&address.street, &address.house, &address.building, &address.flat}) {
            append(*part);
        }
        return out;
    }
    std::ranges::for_each(address.lines, append);
    return out.empty() ? address.full : out;
}

std::string address_line(const order::Address& address) {
    std::string out = street_of(address);
    if (rules::count_code_points(address.postcode) > kPostcodeCharactersMax) {
        out += (out.empty() ? "" : ", ") + address.postcode;
    }
    return out;
}

std::string_view mode_of(const order::Order& order) noexcept {
    return order.consignments.empty() || !order.consignments.front().logistics
               ? std::string_view{}
               : std::string_view(order.consignments.front().logistics->mode);
}

std::optional<Decimal> goods_value(const order::Order& order) {
    std::optional<Decimal> total = Decimal{};
    for (const order::Line& line : order.lines) {
        if (order::is_declarable(line)) {
            const auto value = subtract(line.amount, line.discount.value_or(Decimal{}));
            total = sum(total, value ? std::optional(*value) : std::nullopt);
        }
    }
    return total;
}

std::optional<Decimal> cif_value(const order::Order& order) {
    return sum(sum(goods_value(order), order.money.freight), order.money.insurance);
}

BusinessDate day_of(const Profile& profile, Instant at) {
    return local_time(at, profile.utc_offset).date;
}

}  // namespace silkgate::adapters::sad
