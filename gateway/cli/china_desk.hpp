// Payment data that Chinese customs asks for (adapters/cn/payment_exchange), as the gateway's endpoint wants
// it.
#pragma once

#include "gateway/api/authority_queries.hpp"

#include <memory>

namespace silkgate::cli {

[[nodiscard]] std::unique_ptr<const api::AuthorityDesk> china_desk();

}  // namespace silkgate::cli
