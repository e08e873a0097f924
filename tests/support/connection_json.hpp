// A config::Connection written as JSON, for golden cases: the members of gateway/config/connection.hpp in
// camelCase.
//
//   {"id": "shop-1", "tenant": "t_1", "platform": "direct", "shopId": "…", "test": false,
//    "seller": {"name": "…", "nameLatin": "…", "country": "CN", "addressLines": ["…"], "region": "…", "city":
//    "…",
//               "postcode": "…", "phone": "…", "email": "…", "registrations": {"CN_ebcCode": "…"}},
//    "platformParty": { as seller }, "originCountry": "CN", "tradeMode": "9610", "incoterm": "DAP",
//    "incotermPlace": "…", "language": "en", "registrations": {"CN.agentCode": "…"},
//    "hsMap": {"SKU": {"HS6": "…"}}, "brokers": {"CN": "…"}}
//
// "id" and "tenant" are required; an unknown member or a wrong type is an error that names its pointer.
#pragma once

#include "gateway/config/connection.hpp"
#include "gateway/core/result.hpp"

#include <string>
#include <string_view>

namespace silkgate::test {

[[nodiscard]] Result<config::Connection> read_connection(std::string_view json);

}  // namespace silkgate::test
