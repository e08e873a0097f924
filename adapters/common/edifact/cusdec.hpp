// UN/EDIFACT CUSDEC, written: D.96B and D.01B. Source: cusdec, the structures and code lists of the two
// directories; numbers are of the data elements.
#pragma once

#include "adapters/common/edifact/interchange.hpp"
#include "adapters/common/sad/declaration.hpp"

#include <string>
#include <string_view>

namespace silkgate::adapters::edifact {

inline constexpr std::string_view kKind = "CUSDEC";
inline constexpr std::string_view kContentType = "application/edifact; charset=iso-8859-1";

enum class Directory : std::uint8_t { d96b, d01b };

struct Partners {
    std::string_view sender;
    std::string_view recipient;
};

// A cancellation carries the heading only. Texts beyond ISO 8859-1 are not declared: the rules refuse them.
[[nodiscard]] std::string
write_cusdec(const sad::Declaration& declaration, Directory directory, const Partners& partners);

}  // namespace silkgate::adapters::edifact
