// The number customs gives a declaration, and what a correction or withdrawal needs of it: EE-08xx.
#pragma once

#include "adapters/common/eaeu/view.hpp"
#include "gateway/rules/rules.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace silkgate::adapters::eaeu {

// "10000000/241126/0000001": customs office, day DDMMYY, serial.
struct RegistrationNumber {
    std::string office;  // 2, 5 or 8 digits
    std::string date;    // ISO
    std::string serial;  // 5 to 7 characters
};

// What follows the third part (number of an addition) is passed over.
[[nodiscard]] std::optional<RegistrationNumber> parse_registration(std::string_view text);

struct ChangeView {
    const DeclarationView* view = nullptr;
    const Context* context = nullptr;
};

[[nodiscard]] std::span<const rules::Row<ChangeView>> change_rows() noexcept;

}  // namespace silkgate::adapters::eaeu
