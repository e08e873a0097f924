// Russia among the members of the Union, and the names of the Union's family that this folder uses.
#pragma once

#include "adapters/common/eaeu/assess.hpp"

#include <chrono>

namespace silkgate::adapters::ru {

using eaeu::Assessed;
using eaeu::AssessedView;
using eaeu::Assessment;
using eaeu::DeclarationView;
using eaeu::LineView;
using eaeu::ReferenceData;

// UTC+3 without summer time since 26 October 2014 (Federal Law 248-ФЗ of 21.07.2014).
inline constexpr std::chrono::minutes kMoscow{180};

inline constexpr eaeu::Country kRussia{
    .code = "RU",
    .currency = "RUB",
    .currency_number = "643",
    .bank = "CBR",
    .offset = kMoscow,
    .identity = "RU_PASSPORT",
    .person_number = "RU_INN",
};

}  // namespace silkgate::adapters::ru
