#include "adapters/common/sea/states.hpp"

#include <algorithm>
#include <array>

namespace silkgate::adapters::sea {
namespace {

struct Step {
    Machine machine;
    std::string_view from;
    std::string_view to;
};

constexpr auto kSteps = std::to_array<Step>({
#define SILKGATE_SEA_STATE(machine, from, to) {Machine::machine, from, to},
#include "adapters/common/sea/states.def"
#undef SILKGATE_SEA_STATE
});

}  // namespace

bool is_status(Machine machine, std::string_view status) noexcept {
    return std::ranges::any_of(kSteps, [&](const Step& step) {
        return step.machine == machine && (step.from == status || step.to == status);
    });
}

bool may_follow(Machine machine, std::string_view from, std::string_view to) noexcept {
    return std::ranges::any_of(kSteps, [&](const Step& step) {
        return step.machine == machine && step.from == from && step.to == to;
    });
}

bool is_final(Machine machine, std::string_view status) noexcept {
    return is_status(machine, status) && std::ranges::none_of(kSteps, [&](const Step& step) {
               return step.machine == machine && step.from == status;
           });
}

}  // namespace silkgate::adapters::sea
