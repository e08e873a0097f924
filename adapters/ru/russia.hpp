// Russia among the members of the Union, and the names of the Union's family that this folder uses.
#pragma once

#include "adapters/common/eaeu/assess.hpp"
#include "adapters/common/eaeu/identifiers.hpp"

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
    .tax_number = "RU_INN",
    .is_tax_number =
        [](std::string_view inn) {
            return eaeu::is_ru_inn_organisation(inn) ||
                   eaeu::is_ru_inn_person(inn);  // the latter: sole traders
        },
};

// Further numbers of an organisation, in order::Party::registrations or ids.
inline constexpr std::string_view kOgrn = "RU_OGRN";
inline constexpr std::string_view kKpp = "RU_KPP";

}  // namespace silkgate::adapters::ru
