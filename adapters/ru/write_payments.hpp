// What an organisation owes for an import, in the declarations of the album.
#pragma once

#include "adapters/common/eaeu/owed.hpp"
#include "adapters/common/xml/writer.hpp"
#include "adapters/ru/russia.hpp"

namespace silkgate::adapters::ru {

// The calculation of one thing in ДТЭГ and in ДТ; `day` is that of the rates.
void write_express_payments(xml::Writer& out, const std::vector<eaeu::Payment>& payments, BusinessDate day);
void write_goods_payments(xml::Writer& out, const std::vector<eaeu::Payment>& payments, BusinessDate day);

// Sums of ДТЭГ for each kind of payment, as elements of that name; nothing when they were not computed.
void write_payment_sums(xml::Writer& out, std::string_view name, const eaeu::OwedAssessment& owed);
void write_payment_total(xml::Writer& out, const eaeu::OwedAssessment& owed);

}  // namespace silkgate::adapters::ru
