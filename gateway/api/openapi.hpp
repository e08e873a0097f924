// schemas/openapi.yaml, built into the program.
#pragma once

#include <string_view>

namespace silkgate::api {

[[nodiscard]] std::string_view openapi_document() noexcept;

}  // namespace silkgate::api
