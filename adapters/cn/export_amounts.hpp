// Values of the lines: the only place where a money amount of an export document is made.
#pragma once

#include "adapters/cn/export_facts.hpp"

namespace silkgate::adapters::cn {

// Fills price and total of each line, goods_value, reduction, unexplained_discount and amounts_overflow.
//
// goodsValue is the price really agreed, "including non-cash deductions": what the seller took off the price
// lowers it, what a platform, points or a gift card paid for the buyer does not. Each total is rounded half
// up to 5 decimals and the rounding difference goes on the largest line, so that Σ totalPrice = goodsValue
// exactly.
void compute_amounts(Facts& facts);

}  // namespace silkgate::adapters::cn
