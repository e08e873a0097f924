// The parties of R.043 as elements.
#pragma once

#include "adapters/common/eaeu/r043.hpp"
#include "adapters/common/xml/writer.hpp"

namespace silkgate::adapters::eaeu {

void write_country(xml::Writer& out, std::string_view country);
// Who sends and who receives the waybill: a person in ПТДЭГ, an organisation of this country in ДТЭГ.
void write_parties(xml::Writer& out, const DeclarationView& view, const R043Profile& profile);

}  // namespace silkgate::adapters::eaeu
