// The declaration file of ASYCUDA World. Source: asycuda-sad, element names and order as read from public
// samples; odd spelling is part of the format. There is no public schema.
#pragma once

#include "adapters/common/sad/declaration.hpp"

#include <string>
#include <string_view>

namespace silkgate::adapters::asycuda {

inline constexpr std::string_view kKind = "SAD";

// What the server computes (registration, assessment, taxes, national amounts) is left as the format's empty
// elements. Precondition: the declaration is a submission.
[[nodiscard]] std::string write_sad(const sad::Declaration& declaration);

}  // namespace silkgate::adapters::asycuda
