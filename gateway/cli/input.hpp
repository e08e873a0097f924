// Reading the commands' input.
#pragma once

#include "adapters/registry.hpp"
#include "gateway/config/settings.hpp"
#include "gateway/order/order.hpp"

#include <memory>
#include <string>

namespace silkgate::cli {

// The whole file, or standard input for "-". Errc::io_failed.
[[nodiscard]] Result<std::string> read_input(const std::string& file);

// Prints "silkgate: <detail>" and gives the exit code.
int complain(const Error& error, int code = 1);

// The named connection, or one without defaults when no name is given. Errc::not_found.
[[nodiscard]] Result<config::Connection>
connection_for(const config::Directory& directory, const std::string& id);

// One common order from a file, or "-"; Errc::rule_violations when it is none.
[[nodiscard]] Result<order::Order> read_order(const std::string& file);

}  // namespace silkgate::cli
