// The parties and places of ПТДЭГ as elements.
#pragma once

#include "adapters/common/xml/writer.hpp"
#include "adapters/ru/russia.hpp"

namespace silkgate::adapters::ru {

void write_consignor(xml::Writer& out, const order::Party& seller);
void write_consignee(xml::Writer& out, const DeclarationView& view);
void write_location(xml::Writer& out, const config::Connection& connection);
void write_broker(xml::Writer& out, const config::Connection& connection);

}  // namespace silkgate::adapters::ru
