// The second door: an adapter in a shared object behind silkgate_adapter.h.
#pragma once

#include "adapters/adapter.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace silkgate::adapters::abi {

// Loads the object (RTLD_NOW, RTLD_LOCAL; never unloaded, since other code may hold on to it) and opens the
// adapter in it. A file is tried in a child process before it is loaded here for the first time, so that one
// that crashes or hangs while it is opened is an error and not the end of this process. What it does in later
// calls it does in this process: an object is trusted as the program itself is.
//
// Errc::invalid_settings says what is wrong: no such file, no silkgate_adapter_open, another ABI, its own
// reason, another country, a crash with its signal.
[[nodiscard]] Result<std::unique_ptr<const CountryAdapter>>
open_shared_object(const std::string& path, std::string_view country, const ReadData& read_data);

}  // namespace silkgate::adapters::abi
