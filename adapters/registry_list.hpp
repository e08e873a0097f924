// The countries of this build.
#pragma once

#include "adapters/adapter.hpp"

#include <span>
#include <string_view>

namespace silkgate::adapters {

struct BuiltIn {
    std::string_view folder;  // "cn"
    MakeAdapter make;
};

[[nodiscard]] std::span<const BuiltIn> built_in_adapters() noexcept;

}  // namespace silkgate::adapters
