// What the connection configures for Chinese customs: its registrations "CN.<authority's field>", read in one
// pass. The keys are listed in README.md; a test keeps that list and this file the same.
#pragma once

#include "gateway/config/connection.hpp"

#include <array>
#include <span>
#include <string_view>

namespace silkgate::adapters::cn {

enum class Filing : std::uint8_t { order, waybill, list };  // CEB303, CEB505, CEB603

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
    std::array<Sender, 3> senders;  // by Filing
};

// Keys may be narrowed: "CN.portCode.KZ" holds for destination KZ, "CN.statisticsFlag.9710" for that
// supervision mode, "CN.copCode.CEB505" for that document. The destination's wins over the mode's.
[[nodiscard]] Registrations read_registrations(
    const config::Connection& connection,
    std::string_view destination,
    std::string_view trade_mode
);

// Every key read, without "CN." and narrowing.
[[nodiscard]] std::span<const std::string_view> registration_keys() noexcept;

}  // namespace silkgate::adapters::cn
