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
    {.name = "copCode", .of_sender = &Sender::code},
    {.name = "copName", .of_sender = &Sender::name},
    {.name = "customsCode", .member = &Registrations::customs_code},
    {.name = "dxpId", .of_sender = &Sender::dxp_id},
    {.name = "ebcCode", .member = &Registrations::ebc_code},
    {.name = "ebcName", .member = &Registrations::ebc_name},
    {.name = "ebcTelephone", .member = &Registrations::ebc_telephone},
    {.name = "ebpCode", .member = &Registrations::ebp_code},
    {.name = "ebpName", .member = &Registrations::ebp_name},
    {.name = "ieDateDays", .member = &Registrations::ie_date_days},
    {.name = "loctNo", .member = &Registrations::loct_no},
    {.name = "logisticsCode", .member = &Registrations::logistics_code},
    {.name = "logisticsName", .member = &Registrations::logistics_name},
    {.name = "ownerCode", .member = &Registrations::owner_code},
    {.name = "ownerName", .member = &Registrations::owner_name},
    {.name = "packNo", .member = &Registrations::pack_no},
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

constexpr std::array<std::string_view, 3> kDocuments = {"CEB303", "CEB505", "CEB603"};

void set_sender(Registrations& out, const Key& key, std::string_view narrowed, std::string_view value) {
    for (std::size_t i = 0; i < kDocuments.size(); ++i) {
        if (narrowed.empty() || narrowed == kDocuments[i]) {
            out.senders[i].*key.of_sender = value;
        }
    }
}

}  // namespace

// The map is in order of key, so a narrowed key comes after its general one and overrides it, and letters
// (countries) come after digits (modes).
Registrations read_registrations(
    const config::Connection& connection,
    std::string_view destination,
    std::string_view trade_mode
) {
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
            set_sender(out, *key, narrowed, entry->second);
        } else if (narrowed.empty() || narrowed == destination || narrowed == trade_mode) {
            out.*key->member = entry->second;
        }
    }
    return out;
}

std::span<const std::string_view> registration_keys() noexcept {
    return kNames;
}

}  // namespace silkgate::adapters::cn
