#include "adapters/cn/registrations.hpp"

#include <algorithm>

namespace silkgate::adapters::cn {
namespace {

constexpr std::string_view kPrefix = "CN.";

struct Key {
    std::string_view name;
    std::string_view Registrations::* member = nullptr;
    std::string_view Sender::* of_sender = nullptr;
};

// In order of name: looked up by bisection.
constexpr Key kKeys[] = {
    {.name = "POD", .member = &Registrations::pod},
    {.name = "agentCode", .member = &Registrations::agent_code},
    {.name = "agentName", .member = &Registrations::agent_name},
    {.name = "areaCode", .member = &Registrations::area_code},
    {.name = "areaName", .member = &Registrations::area_name},
    {.name = "assureCode", .member = &Registrations::assure_code},
    {.name = "copCode", .of_sender = &Sender::code},
    {.name = "copName", .of_sender = &Sender::name},
    {.name = "customsCode", .member = &Registrations::customs_code},
    {.name = "dxpId", .of_sender = &Sender::dxp_id},
    {.name = "ebcCode", .member = &Registrations::ebc_code},
    {.name = "ebcName", .member = &Registrations::ebc_name},
    {.name = "ebcTelephone", .member = &Registrations::ebc_telephone},
    {.name = "ebpCode", .member = &Registrations::ebp_code},
    {.name = "ebpName", .member = &Registrations::ebp_name},
    {.name = "emsNo", .member = &Registrations::ems_no},
    {.name = "ieDateDays", .member = &Registrations::ie_date_days},
    {.name = "loctNo", .member = &Registrations::loct_no},
    {.name = "logisticsCode", .member = &Registrations::logistics_code},
    {.name = "logisticsName", .member = &Registrations::logistics_name},
    {.name = "ownerCode", .member = &Registrations::owner_code},
    {.name = "ownerName", .member = &Registrations::owner_name},
    {.name = "packNo", .member = &Registrations::pack_no},
    {.name = "payCode", .member = &Registrations::pay_code},
    {.name = "payName", .member = &Registrations::pay_name},
    {.name = "portCode", .member = &Registrations::port_code},
    {.name = "statisticsFlag", .member = &Registrations::statistics_flag},
    {.name = "trafMode", .member = &Registrations::traf_mode},
    {.name = "unit", .member = &Registrations::unit},
    {.name = "wrapType", .member = &Registrations::wrap_type},
};

constexpr auto kNames = [] {
    std::array<std::string_view, std::size(kKeys)> names;
    std::ranges::transform(kKeys, names.begin(), &Key::name);
    return names;
}();
static_assert(std::ranges::is_sorted(kNames));

struct Narrowed {
    std::string_view message;
    Filing filing;
};

constexpr Narrowed kMessages[] = {
    {"CEB303", Filing::order},
    {"CEB311", Filing::order},
    {"CEB411", Filing::payment},
    {"CEB505", Filing::waybill},
    {"CEB511", Filing::waybill},
    {"CEB603", Filing::list},
    {"CEB621", Filing::list},
};

void set_sender(
    Registrations& out,
    const Key& key,
    std::string_view narrowed,
    std::string_view direction,
    std::string_view value
) {
    const bool is_import = direction == "import";
    for (const Narrowed& of : kMessages) {
        // CEB3n1, 4n1, 5n1 and 6n1 are imports.
        const bool is_meant = (of.message[4] != '0') == is_import &&
                              (narrowed == of.message || (narrowed.empty() && of.filing != Filing::payment));
        if (is_meant) {
            out.senders[static_cast<std::size_t>(of.filing)].*key.of_sender = value;
        }
    }
}

}  // namespace

// The map is in order of key, so a narrowed key comes after its general one and overrides it, capitals
// (countries) come after digits (modes), and small letters (directions) after both.
Registrations read_registrations(const config::Connection& connection, const Narrowing& narrowing) {
    Registrations out;
    const auto& map = connection.registrations;
    for (auto entry = map.lower_bound(std::string(kPrefix)); entry != map.end(); ++entry) {
        if (!entry->first.starts_with(kPrefix)) {
            break;
        }
        const std::string_view rest = std::string_view(entry->first).substr(kPrefix.size());
        const auto dot = rest.find('.');
        const std::string_view name = rest.substr(0, dot);
        const std::string_view narrowed =
            dot == std::string_view::npos ? std::string_view{} : rest.substr(dot + 1);
        const auto* key = std::ranges::lower_bound(kKeys, name, {}, &Key::name);
        if (key == std::end(kKeys) || key->name != name) {
            continue;
        }
        if (key->of_sender != nullptr) {
            set_sender(out, *key, narrowed, narrowing.direction, entry->second);
        } else if (narrowed.empty() || narrowed == narrowing.country || narrowed == narrowing.trade_mode ||
                   narrowed == narrowing.direction) {
            out.*key->member = entry->second;
        }
    }
    return out;
}

std::span<const std::string_view> registration_keys() noexcept {
    return kNames;
}

}  // namespace silkgate::adapters::cn
