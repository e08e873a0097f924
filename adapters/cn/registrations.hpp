// What the connection configures for Chinese customs: its registrations "CN.<authority's field>", read in one
// pass. The keys are listed in README.md; a test keeps that list and this file the same.
#pragma once

#include "gateway/config/connection.hpp"

#include <array>
#include <span>
#include <string_view>

namespace silkgate::adapters::cn {

// Who sends: CEB303 and 311; 505 and 511; 603 and 621 with what follows them; 411.
enum class Filing : std::uint8_t { order, waybill, list, payment };
inline constexpr std::size_t kFilings = 4;

// Who is connected to the exchange platform and sends one kind of document: BaseTransfer.
struct Sender {
    std::string_view code;
    std::string_view name;
    std::string_view dxp_id;
};

// Views into the connection; empty = not configured.
struct Registrations {
    std::string_view ebp_code, ebp_name;
    std::string_view ebc_code, ebc_name, ebc_telephone;
    std::string_view agent_code, agent_name;
    std::string_view logistics_code, logistics_name;
    std::string_view owner_code, owner_name;
    std::string_view customs_code, port_code, pod, loct_no;
    std::string_view statistics_flag, traf_mode, wrap_type, pack_no, unit, ie_date_days;
    std::string_view assure_code, ems_no, area_code, area_name, pay_code, pay_name;
    std::array<Sender, kFilings> senders;  // by Filing; of the payment only what is narrowed to CEB411
};

// What a key may be narrowed to. In order of precedence, lowest first.
struct Narrowing {
    std::string_view trade_mode;  // "CN.statisticsFlag.9710"
    std::string_view country;     // at the other end: "CN.portCode.KZ"
    std::string_view direction;   // "CN.ebpCode.import", "CN.ebpCode.export"
};

// A sender's keys are narrowed by the message: "CN.copCode.CEB505".
[[nodiscard]] Registrations
read_registrations(const config::Connection& connection, const Narrowing& narrowing);

// Every key read, without "CN." and narrowing.
[[nodiscard]] std::span<const std::string_view> registration_keys() noexcept;

}  // namespace silkgate::adapters::cn
