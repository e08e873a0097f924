// The parties of R.043 as elements.
#pragma once

#include "adapters/common/eaeu/r043.hpp"
#include "adapters/common/xml/writer.hpp"

namespace silkgate::adapters::eaeu {

inline constexpr std::string_view kCountries = "2021";  // number of the Union's code list

void write_country(xml::Writer& out, std::string_view country);
// Who sends and who receives the waybill: a person in ПТДЭГ, an organisation of this country in ДТЭГ.
void write_parties(xml::Writer& out, const DeclarationView& view, const R043Profile& profile);
// Content of an element for the organisation of this country, and for a party abroad.
void write_own(xml::Writer& out, const DeclarationView& view);
void write_foreign(xml::Writer& out, const order::Party& party);

}  // namespace silkgate::adapters::eaeu
