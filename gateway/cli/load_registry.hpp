// All adapters by the settings: those of the build, shared objects, and programs of their own.
#pragma once

#include "adapters/registry.hpp"
#include "gateway/config/settings_types.hpp"
#include "gateway/core/result.hpp"

#include <memory>

namespace silkgate::cli {

// Whether adapters that are programs of their own are asked for: they answer over Kafka only.
enum class Remote : std::uint8_t { ask, leave_out };

// Errc::invalid_settings names what can not be read or does not answer.
[[nodiscard]] Result<std::shared_ptr<const adapters::Registry>>
load_registry(const config::Settings& settings, Remote remote);

}  // namespace silkgate::cli
