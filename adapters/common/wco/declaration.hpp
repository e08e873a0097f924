// The WCO Data Model 3.6 declaration message (DEC), in the envelope MetaData. Source: wco-dm-3.6, the schemas
// WCO_DEC_2_DMS.xsd and DocumentMetaData_2_DMS.xsd; element numbers are the WCO's.
#pragma once

#include "adapters/common/sad/declaration.hpp"

#include <string>
#include <string_view>

namespace silkgate::adapters::wco {

inline constexpr std::string_view kKind = "DEC";
inline constexpr std::string_view kNamespace = "urn:wco:datamodel:WCO:DEC-DMS:2";
inline constexpr std::string_view kEnvelopeNamespace = "urn:wco:datamodel:WCO:DocumentMetaData-DMS:2";

// `agency`: ResponsibleAgencyName. A cancellation carries the header only.
[[nodiscard]] std::string write_declaration(const sad::Declaration& declaration, std::string_view agency);

}  // namespace silkgate::adapters::wco
