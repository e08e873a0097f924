// The parties and places of the express declarations as elements.
#pragma once

#include "adapters/common/xml/writer.hpp"
#include "adapters/ru/russia.hpp"

namespace silkgate::adapters::ru {

// Who sends and who receives the waybill: a person's passport in ПТДЭГ, an organisation's numbers in ДТЭГ.
void write_consignor(xml::Writer& out, const DeclarationView& view);
void write_consignee(xml::Writer& out, const DeclarationView& view);
// Their content, for an element of another document: the organisation of Russia, and a party abroad.
void write_russian(xml::Writer& out, const DeclarationView& view);
void write_foreign(xml::Writer& out, const order::Party& party);
// The consignee of a withdrawal: name and country only.
void write_consignee_name(xml::Writer& out, const DeclarationView& view);
void write_location(xml::Writer& out, const config::Connection& connection);
void write_broker(xml::Writer& out, const config::Connection& connection);

}  // namespace silkgate::adapters::ru
